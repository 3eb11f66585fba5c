"""The contracts of a release, for all who pay for them or look at them."""

from __future__ import annotations

from datetime import date

from euthyna.simulation.basis.dates import BEGINNING
from euthyna.simulation.country.model import Deal
from euthyna.simulation.published.notice import Json


def deals(release: Json) -> tuple[Deal, ...]:
    """List the contracts of a release in which nothing is wrong yet."""
    awards = {award["id"]: award for award in release.get("awards", ())}
    bidders = [bidder["id"] for bidder in release["tender"].get("tenderers", ())]
    return tuple(
        _deal(release, contract, awards[contract["awardID"]], bidders)
        for contract in release.get("contracts", ())
    )


def moment(stamp: str) -> int:
    """Give the minutes of a published date, by the clock of whoever published it."""
    days = (date.fromisoformat(stamp[:10]) - BEGINNING).days
    return days * 1440 + int(stamp[11:13] or 0) * 60 + int(stamp[14:16] or 0)


def _deal(release: Json, contract: Json, award: Json, bidders: list[str]) -> Deal:
    supplier = award["suppliers"][0]["id"]
    signed = contract.get("dateSigned") or award.get("date") or contract["period"]["startDate"]
    paid = contract.get("implementation", {}).get("transactions", ())
    return Deal(
        ocid=release["ocid"],
        contract=contract["id"],
        buyer=release["buyer"]["id"],
        supplier=supplier,
        losers=tuple(bidder for bidder in bidders if bidder != supplier),
        signed=moment(signed),
        cents=round(contract["value"]["amount"] * 100),
        currency=contract["value"]["currency"],
        transactions=tuple(
            (one["id"], moment(one["date"]), round(one["value"]["amount"] * 100)) for one in paid
        ),
    )
