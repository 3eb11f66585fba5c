"""The first step of a province: its contracting processes, as published, and its contracts."""

from __future__ import annotations

from datetime import date
from typing import Any

from euthyna.simulation import procurement
from euthyna.simulation.basis.dates import BEGINNING
from euthyna.simulation.country.model import Deal
from euthyna.simulation.country.province import Province


def tender(province: Province) -> None:
    """Add releases, deals and what was planted in them."""
    counts: dict[str, int] = {}
    for release, truth in procurement.simulate(province.country, faults=True):
        province.releases.append(release)
        province.deals.extend(_deals(release))
        if truth is None:
            continue
        counts[truth.scheme] = counts.get(truth.scheme, 0) + 1
        episode = province.plant(truth.scheme, f"{truth.scheme}-{counts[truth.scheme]}")
        at = moment(release["date"])
        episode.note("process", "process", truth.ocid, at=at)
        for party in truth.party_ids:
            episode.note("party", "party", party, at=at)


def moment(stamp: str) -> int:
    """Give the minutes of a published date, by the clock of whoever published it."""
    days = (date.fromisoformat(stamp[:10]) - BEGINNING).days
    return days * 1440 + int(stamp[11:13] or 0) * 60 + int(stamp[14:16] or 0)


def _deals(release: dict[str, Any]) -> list[Deal]:
    awards = {award["id"]: award for award in release.get("awards", ())}
    bidders = [bidder["id"] for bidder in release["tender"].get("tenderers", ())]
    deals = []
    for contract in release.get("contracts", ()):
        award = awards[contract["awardID"]]
        suppliers = award["suppliers"]
        supplier = (suppliers if isinstance(suppliers, dict) else suppliers[0])["id"]
        signed = contract.get("dateSigned") or award.get("date") or contract["period"]["startDate"]
        paid = contract.get("implementation", {}).get("transactions", ())
        deals.append(
            Deal(
                ocid=release["ocid"],
                contract=contract["id"],
                buyer=release["buyer"]["id"],
                supplier=supplier,
                losers=tuple(bidder for bidder in bidders if bidder != supplier),
                signed=moment(signed),
                cents=round(contract["value"]["amount"] * 100),
                currency=contract["value"].get("currency", ""),
                transactions=tuple(
                    (t["id"], moment(t["date"]), round(t["value"]["amount"] * 100)) for t in paid
                ),
            )
        )
    return deals
