"""What every part of a published release is written with: dates, money, parties, documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from euthyna.simulation.basis import dates
from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.basis.markets import Good
from euthyna.simulation.country.population import Organisation
from euthyna.simulation.country.stories import Contest, Story

Json = dict[str, Any]
MONTH, MOST_MONTHS = "MON", 60
"""No service is bought for longer: a larger one costs more a month."""
Line = tuple[Good, int, int]
"""A good, how many units, and the price of one in cents."""


@dataclass(slots=True)
class Notice:
    """One release while it is written."""

    story: Story
    draws: Draws
    ocid: str
    deadline: int
    """Minutes; the start for a direct award, which has none."""
    decided: int
    """When the award was decided, in minutes."""
    last: int
    """The latest event so far, in minutes."""
    lines: dict[int, list[Line]]
    """What is bought, by lot."""
    _parties: dict[str, tuple[Organisation, list[str]]] = field(default_factory=dict)
    _documents: int = 0

    @classmethod
    def of(cls, story: Story, draws: Draws, *, ocid: str) -> Notice:
        """Begin to write `story` as process `ocid`, with `draws` for details."""
        direct = story.method == "direct"
        deadline = story.start + (0 if direct else story.submission_minutes)
        decided = deadline + story.decision_days * 1440 + draws.between(0, 300)
        lines = {contest.lot: _lines(story, contest, draws) for contest in story.contests}
        return cls(story, draws, ocid, deadline, decided, decided, lines)

    def stamp(self, minutes: int) -> str:
        """Write a moment in the buyer's time zone, and remember the latest."""
        self.last = max(self.last, minutes)
        return dates.stamp(minutes, offset=self.story.buyer.offset)

    def foresee(self, minutes: int) -> str:
        """Write a moment that may lie in the future."""
        return dates.stamp(minutes, offset=self.story.buyer.offset)

    def period(self, start: int, end: int) -> Json:
        """Write a period, which may end in the future."""
        return {"startDate": self.foresee(start), "endDate": self.foresee(end)}

    def value(self, cents: int) -> Json:
        """Write money in the currency of the story."""
        return {"amount": cents / 100, "currency": self.story.currency}

    def mention(self, organisation: Organisation, *roles: str) -> Json:
        """Refer to an organisation, and enter it with `roles` in parties."""
        known = self._parties.setdefault(organisation.id, (organisation, []))[1]
        for role in roles:
            if role not in known:
                known.append(role)
        return {"id": organisation.id, "name": organisation.name}

    def parties(self) -> list[Json]:
        """Give the organisations mentioned so far, in that order."""
        entries = [{**who.party, "roles": roles} for who, roles in self._parties.values()]
        if "contacts" in self.story.gaps:
            for entry in entries:
                del entry["contactPoint"]
        return entries

    def document(self, kind: str, title: str, minutes: int) -> Json:
        """Write a document of type `kind`, published at `minutes`."""
        self._documents += 1
        return {
            "id": str(self._documents),
            "documentType": kind,
            "title": title,
            "url": f"https://tenders.gov.example/{self.ocid}/{self._documents}.pdf",
            "datePublished": self.stamp(minutes),
            "format": "application/pdf",
            "language": "en",
        }

    def items(self, contest: Contest) -> list[Json]:
        """Write what is bought in a lot."""
        return [
            self._item(line, contest.lot, number)
            for number, line in enumerate(self.lines[contest.lot], 1)
        ]

    def _item(self, line: Line, lot: int, number: int) -> Json:
        good, quantity, price = line
        item: Json = {
            "id": f"{lot}-{number}" if lot else str(number),
            "description": good.words,
            "classification": {"scheme": "CPV", "id": good.code, "description": good.words},
            "quantity": quantity,
            "unit": {
                "scheme": "UNCEFACT",
                "id": good.unit_code,
                "name": good.unit,
                "value": self.value(price),
            },
        }
        if lot:
            item["relatedLot"] = str(lot)
        return item


def _lines(story: Story, contest: Contest, draws: Draws) -> list[Line]:
    goods = story.division.goods
    count = draws.skewed(1, min(3, len(goods)))
    budget = (contest.price or contest.estimate) // count
    lines = []
    for place in range(story.good, story.good + count):
        good = goods[place % len(goods)]
        usual = good.cents * draws.between(90, 112) // 100
        quantity = max(1, budget // usual)
        if good.unit_code == MONTH and quantity > MOST_MONTHS:
            quantity, usual = MOST_MONTHS, budget // MOST_MONTHS
        lines.append((good, quantity, max(1, min(usual, budget))))
    return lines
