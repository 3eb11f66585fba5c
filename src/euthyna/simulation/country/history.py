"""What the published processes say about each firm: where it took part, when, and for whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from euthyna.simulation.basis.dates import BEGINNING
from euthyna.simulation.country.model import Deal
from euthyna.simulation.country.province import Province


@dataclass(frozen=True, slots=True)
class Tender:
    """One contracting process and those who took part in it."""

    ocid: str
    buyer: str
    division: str
    """The first two digits of the CPV."""
    day: int
    """On which it began."""
    firms: tuple[str, ...]
    """Bidders, and who got a contract without a bid."""


@dataclass(slots=True)
class History:
    """All processes of a province, by firm."""

    tenders: dict[str, list[Tender]] = field(default_factory=lambda: defaultdict(list))
    deals: dict[str, list[Deal]] = field(default_factory=lambda: defaultdict(list))
    """The contracts that a firm won."""
    entries: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    """Its entries in parties, as published."""

    @classmethod
    def of(cls, province: Province) -> History:
        """Read the releases and deals of a province."""
        history = cls()
        for release in province.releases:
            tender = _tender(release)
            for firm in tender.firms:
                history.tenders[firm].append(tender)
            for party in release["parties"]:
                history.entries[party["id"]].append(party)
        for deal in province.deals:
            history.deals[deal.supplier].append(deal)
        return history

    def first(self, firm: str) -> int:
        """Give the day of its first process; a day after all others where it has none."""
        return min((tender.day for tender in self.tenders.get(firm, ())), default=9_999)

    def last(self, firm: str) -> int:
        """Give the day of its last process or contract; a day before all where it has none."""
        days = [tender.day for tender in self.tenders.get(firm, ())]
        return max(
            days + [deal.signed // 1440 for deal in self.deals.get(firm, ())], default=-9_999
        )

    def publish(self, firm: str, **fields: dict[str, str] | str) -> None:
        """Change what its published entries say.

        Parameters
        ----------
        firm
            Whose entries.
        fields
            ``address``, as in OCDS, or a field of the contact point.
        """
        for entry in self.entries.get(firm, ()):
            for name, value in fields.items():
                if name in entry:
                    entry[name] = value
                elif name in entry.get("contactPoint", ()):
                    entry["contactPoint"] = {**entry["contactPoint"], name: value}


def _tender(release: dict[str, Any]) -> Tender:
    tender = release["tender"]
    firms = [bidder.get("id") for bidder in tender.get("tenderers", ())]
    for award in release.get("awards", ()):
        suppliers = award.get("suppliers", ())
        some = [suppliers] if isinstance(suppliers, dict) else suppliers
        firms += [supplier.get("id") for supplier in some]
    items = tender.get("items") or [{}]
    code = items[0].get("classification", {}).get("id", "")
    return Tender(
        release["ocid"],
        str(release["buyer"].get("id", "")),
        code[:2],
        _day(_beginnings(release)),
        tuple(dict.fromkeys(firm for firm in firms if isinstance(firm, str))),
    )


def _beginnings(release: dict[str, Any]) -> Iterable[str | None]:
    yield release["tender"].get("tenderPeriod", {}).get("startDate")
    yield from (award.get("date") for award in release.get("awards", ()))
    yield from (contract.get("dateSigned") for contract in release.get("contracts", ()))
    yield release["date"]


def _day(stamps: Iterable[str | None]) -> int:
    known = next(stamp for stamp in stamps if stamp)
    return (date.fromisoformat(known[:10]) - BEGINNING).days
