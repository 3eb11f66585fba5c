"""Who owns and manages the firms of a province, as registers show it: mostly one to three people.

Also chains of holdings, layers abroad, listed companies, those of the state, cooperatives,
nominees, owners who are not known, bands in place of shares, shares that do not add up, and what
changed over the years.
"""

from __future__ import annotations

from collections.abc import Callable

from euthyna.simulation.basis import names, noise
from euthyna.simulation.basis.draws import Draws, cumulate
from euthyna.simulation.country import abroad
from euthyna.simulation.country.model import Firm, FirmChange, Interest, Person, ShareChange
from euthyna.simulation.country.premises import Premises
from euthyna.simulation.country.recording import OPENED
from euthyna.simulation.country.registry import address, arrange, day, number_of
from euthyna.simulation.country.stakes import MANAGING, OWNING, WHOLE, Stakes

OWNERS = cumulate([0.6, 0.26, 0.09, 0.03, 0.02])
"""For 1 to 5 natural owners."""
BANDED = 0.35
"""Of the firms that declare bands in place of shares."""
MISCOUNTED = 0.035
"""Of the firms whose shares do not add up."""
DUPLICATED = 0.13
"""Of those who get a role in another firm: the clerk did not find their record."""
BANDS = ((0, 2_500), (2_500, 5_000), (5_000, 7_500), (7_500, WHOLE))
"""The lower bound is outside."""
_REASONS = (
    "subjectUnableToConfirmOrIdentifyBeneficialOwner",
    "interestedPartyHasNotProvidedInformation",
    "informationUnknownToPublisher",
    "unknown",
)

_PATTERN_WEIGHTS = (
    ("people", 67.0), ("holding", 17.0), ("abroad", 7.5), ("state", 1.5), ("parent listed", 1.5),
    ("unknown", 3.0), ("nominee", 1.5), ("kept secret", 1.0),
)  # fmt: skip
_PATTERN_CUMULATED = cumulate([weight for _, weight in _PATTERN_WEIGHTS])


class Owners:
    """Draws the owners of firms that nothing special is known of.

    Parameters
    ----------
    stakes
        Gets the interests.
    premises
        Whose agents lend directors.
    """

    def __init__(self, stakes: Stakes, premises: Premises) -> None:
        self.premises = premises
        firms = list(stakes.province.firms.values())
        self.stakes = stakes
        self.draws = stakes.draws
        self.holdings = [firm for firm in firms if firm.kind == "holding"]
        self.listed = [firm for firm in firms if firm.kind == "listed"]
        self.bodies = [firm for firm in firms if firm.kind == "state-body"]
        self._places = {firm.id: place for place, firm in enumerate(self.holdings)}
        self._patterns: dict[str, Callable[[Firm], None]] = {
            "people": self.people,
            "holding": self._holding,
            "abroad": self._abroad,
            "state": self._state,
            "parent listed": self._parent_listed,
            "unknown": self._unknown,
            "nominee": self._nominee,
            "kept secret": self._secret,
        }

    def draw(self, firm: Firm) -> None:
        """Enter the owners and the board of a firm."""
        if firm.kind in {"state-body", "nomination"}:
            return
        if firm.form == "cooperative":
            self._members(firm)
        elif firm.kind == "listed":
            self._float(firm)
        elif firm.form == "foundation":
            entry = self.stakes.add(firm, "", OWNING)
            entry.unknown = "noBeneficialOwners"
        else:
            name, _ = _PATTERN_WEIGHTS[self.draws.index(_PATTERN_CUMULATED)]
            self._patterns[name](firm)
        self.settle(firm)

    def settle(self, firm: Firm) -> None:
        """Give a firm that has owners a board, and declare both."""
        self.board(firm)
        self._declare(firm)
        if firm.dissolved:
            for interest in self.stakes.of(firm):
                interest.until = interest.until or firm.dissolved

    def people(self, firm: Firm) -> None:
        """Let one to five persons own a firm."""
        stakes, draws = self.stakes, self.draws
        count = 1 + draws.index(OWNERS)
        first = stakes.somebody()
        found = [first]
        if count > 1 and draws.chance(0.45):
            found.append(stakes.relative(first))
        while len(found) < count:
            found.append(stakes.somebody())
        parts = split(draws, count)
        since = self.bought(firm)
        for person, share in dict(zip((p.id for p in found), parts, strict=True)).items():
            stakes.own(firm, person, share, since=since)

    def bought(self, firm: Firm) -> str:
        """Say since when it has its owners: a quarter of the older firms were bought by them."""
        founded = number_of(firm.founded)
        if founded > OPENED - 200 or not self.draws.chance(0.25):
            return firm.founded
        return day(self.draws.between(founded, OPENED - 20))

    def board(self, firm: Firm) -> None:
        """Enter who manages a firm: in most cases an owner."""
        stakes, draws = self.stakes, self.draws
        persons = stakes.province.persons
        owners = [i.party for i in stakes.owners(firm) if i.party in persons and not i.unknown]
        chosen: dict[str, None] = {}
        for place in range(1 + draws.index((0.8, 0.95, 1.0))):
            owner = owners[place] if place < len(owners) and draws.chance(0.88) else ""
            chosen[owner or (self.premises.director(draws, firm) or stakes.somebody()).id] = None
        for place, person in enumerate(chosen):
            rank = "boardChair" if place == 0 and len(chosen) > 2 else MANAGING
            stakes.add(firm, person, rank)

    def change(self, firm: Firm) -> None:
        """Let the years bring what they bring: a sale, other shares, another manager."""
        draws = self.draws
        when = draws.between(-420, 1_240)
        if firm.kind == "state-body" or when < number_of(firm.founded) + 60 or firm.dissolved:
            return
        chance = draws.uniform()
        if 0.22 < chance < 0.31:
            self._edit(firm, day(when), renamed=chance < 0.25)
        elif chance < 0.05:
            self._sell(firm, day(when))
        elif chance < 0.11:
            self._shift(firm, day(when))
        elif chance < 0.22:
            self._replace(firm, day(when))

    def duplicate(self) -> None:
        """Enter some who have roles in several firms under a second record in one of them."""
        persons = self.stakes.province.persons
        known: set[str] = set()
        here: set[tuple[str, str]] = set()
        for interest in list(self.stakes.province.interests):
            place = (interest.firm, interest.party)
            if interest.party in persons and not interest.unknown and place not in here:
                if interest.party in known and self.draws.chance(DUPLICATED):
                    self.stakes.respell(interest)
                known.add(interest.party)
                here.add(place)

    def _edit(self, firm: Firm, when: str, *, renamed: bool) -> None:
        """Let a firm have had another name or address before."""
        name, home = firm.name, address(self.draws)
        if renamed:
            home = dict(firm.address)
            fresh = self.draws.chance(0.5)
            name = (
                names.firm(self.draws, trade="Group")
                if fresh
                else noise.vary(self.draws, firm.name, kind="firm")
            )
        firm.changes = (FirmChange(when, name, home),)

    def _members(self, firm: Firm) -> None:
        if self.draws.chance(0.88):
            self.stakes.add(firm, "", OWNING).unknown = "noBeneficialOwners"
            return
        count = 7 + self.draws.skewed(0, 20)
        for person in [self.stakes.newcomer() for _ in range(count)]:
            self.stakes.own(firm, person.id, WHOLE // count)

    def _float(self, firm: Firm) -> None:
        entry = self.stakes.add(firm, "", OWNING)
        entry.unknown = "subjectExemptFromDisclosure"
        if self.draws.chance(0.5):
            share = self.draws.between(300, 2_400)
            self.stakes.own(firm, self.stakes.somebody().id, share)

    def _holding(self, firm: Firm) -> None:
        """Let holdings own it; one holding is owned only by those before it."""
        before = self._places.get(firm.id, len(self.holdings))
        place = self.draws.skewed(0, max(0, before - 1))
        if place >= before:
            self.people(firm)
            return
        share = WHOLE if self.draws.chance(0.6) else self.draws.between(26, 95) * 100
        self._shared(firm, self.holdings[place], share)

    def _shared(self, firm: Firm, owner: Firm, share: int) -> None:
        since = max(firm.founded, owner.founded)
        if firm.dissolved and since >= firm.dissolved:
            self.people(firm)
            return
        self.stakes.add(firm, owner.id, OWNING, low=share, since=since)
        if share < WHOLE:
            self.stakes.own(firm, self.stakes.somebody().id, WHOLE - share)

    def _abroad(self, firm: Firm) -> None:
        if firm.dissolved:
            self.people(firm)
            return
        layers = 1 + self.draws.index((0.6, 0.88, 1.0))
        owned = firm
        for _ in range(layers):
            owner = self.stakes.abroad(abroad.jurisdiction(self.draws))
            whole = self.draws.chance(0.7)
            share = WHOLE if whole or owned is not firm else self.draws.between(30, 90) * 100
            self._shared(owned, owner, share)
            owned = owner
        if self.draws.chance(0.35):
            entry = self.stakes.add(owned, "", OWNING)
            entry.unknown = self.draws.pick(_REASONS)
        else:
            self.stakes.own(owned, self.stakes.somebody().id, WHOLE)

    def _state(self, firm: Firm) -> None:
        body = self.draws.pick(self.bodies)
        self.stakes.own(firm, body.id, WHOLE)

    def _parent_listed(self, firm: Firm) -> None:
        if not self.listed or firm.kind == "holding":
            self.people(firm)
            return
        self._shared(firm, self.draws.pick(self.listed), self.draws.pick((WHOLE, 7_500, 5_100)))

    def _unknown(self, firm: Firm) -> None:
        entry = self.stakes.add(firm, "", OWNING)
        entry.unknown = self.draws.pick(_REASONS)

    def _nominee(self, firm: Firm) -> None:
        self.nominate(firm, self.stakes.somebody(), self.stakes.newcomer())

    def nominate(self, firm: Firm, trustee: Person, principal: Person) -> Firm:
        """Let one person hold a firm for another one, openly.

        Returns
        -------
        Firm
            The arrangement between the two, which BODS shows as an entity.
        """
        stakes = self.stakes
        arrangement = arrange(stakes.province, firm, trustee)
        stakes.add(firm, arrangement.id, OWNING, low=WHOLE, since=arrangement.founded)
        stakes.add(arrangement, trustee.id, "nominee")
        stakes.add(arrangement, principal.id, "nominator", low=WHOLE)
        return arrangement

    def _secret(self, firm: Firm) -> None:
        entry = self.stakes.own(firm, self.stakes.newcomer().id, WHOLE)
        entry.unknown = "interestedPartyExemptFromDisclosure"

    def _declare(self, firm: Firm) -> None:
        """Blur what the firm declares: bands, and shares that do not add up."""
        banded, wrong = self.draws.chance(BANDED), self.draws.chance(MISCOUNTED)
        shares = [i for i in self.stakes.of(firm) if i.high]
        if wrong and shares:
            first = shares[0]
            wrong_by = _slip(self.draws)
            first.low = first.high = max(100, min(WHOLE, first.low + wrong_by))
        elif banded and firm.form != "cooperative":
            for interest in shares:
                interest.low, interest.high = band(interest.low)

    def _sell(self, firm: Firm, when: str) -> None:
        owners = self._before(self.stakes.owners(firm), when)
        if owners and owners[0].party and not owners[0].unknown:
            self.replace(owners[0], self.stakes.somebody().id, when)

    def replace(self, old: Interest, party: str, when: str) -> Interest:
        """End an interest, and let another party have the same from that day on."""
        old.until = when
        firm = self.stakes.province.firms[old.firm]
        return self.stakes.add(firm, party, old.kind, low=old.low, high=old.high, since=when)

    def _before(self, interests: list[Interest], when: str) -> list[Interest]:
        return [interest for interest in interests if interest.since < when]

    def _replace(self, firm: Firm, when: str) -> None:
        managers = self._before(self.stakes.managers(firm), when)
        if managers:
            self.replace(managers[-1], self.stakes.somebody().id, when)

    def _shift(self, firm: Firm, when: str) -> None:
        owners = [i for i in self.stakes.owners(firm) if i.low and i.low == i.high]
        owners = self._before(owners, when)
        if len(owners) < 2 or min(i.low for i in owners) < 600:
            return
        other, one = sorted(owners[:2], key=lambda interest: -interest.low)
        moved = self.draws.between(1, one.low // 200) * 100
        for interest, sign in ((one, 1), (other, -1)):
            interest.changes = (ShareChange(when, interest.low, interest.high),)
            interest.low += sign * moved
            interest.high = interest.low


def split(draws: Draws, count: int) -> list[int]:
    """Divide all shares among so many, equally in half of all cases."""
    if draws.chance(0.5):
        parts = [WHOLE // count] * count
    else:
        weights = [0.15 + draws.uniform() for _ in range(count)]
        total = sum(weights)
        parts = [max(1, int(100 * weight / total)) * 100 for weight in weights]
    parts[0] += WHOLE - sum(parts)
    return parts


def band(share: int) -> tuple[int, int]:
    """Give the band that a share falls into."""
    return next(found for found in BANDS if share <= found[1])


def _slip(draws: Draws) -> int:
    return draws.pick((-2_000, -1_000, -500, 500, 1_000, 2_000, 4_000))
