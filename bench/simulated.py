"""Samples from a simulated country, by the names that `reality` uses for real ones.

They are read from what is published, as real samples are, so that gaps and noise count.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from euthyna.simulation.building import build
from euthyna.simulation.published.writers import WRITERS

Json = dict[str, Any]
Samples = dict[str, list[float]]
READ = {"procurement", "ownership", "payments", "fiscal"}
"""Names of the writers of what samples are taken from."""


def country(*, seeds: Iterable[int], processes: int) -> Samples:
    """Build one province for each seed, and take samples of what it publishes."""
    samples: Samples = defaultdict(list)
    for seed in seeds:
        for path, content in published(seed=seed, processes=processes):
            if path == "procurement/releases.jsonl":
                releases = [json.loads(line) for line in content.splitlines()]
                _procurement(samples, releases)
            elif path == "ownership/statements.jsonl":
                _owners(samples, [json.loads(line) for line in content.splitlines()])
            elif path.startswith("payments/csv/"):
                _payments(samples, content.decode())
            elif path == "fiscal/spending.csv":
                _spending(samples, content.decode())
    return samples


def published(*, seed: int, processes: int) -> Iterator[tuple[str, bytes]]:
    """Give the files of one province that samples are taken from."""
    province = build(seed=seed, number=0, processes=processes)
    for write in WRITERS:
        if write.__name__ not in READ:
            continue
        for piece in write(province):
            yield piece.path, piece.head + piece.content + piece.tail


def _procurement(samples: Samples, releases: list[Json]) -> None:
    wins: Counter[str] = Counter()
    buyers: Counter[str] = Counter()
    for release in releases:
        _tender(samples, release)
        _bids(samples, release)
        _missing(samples, release)
        for award in release.get("awards", ()):
            suppliers = award.get("suppliers", [])
            wins.update(
                s["id"] for s in (suppliers if isinstance(suppliers, list) else [suppliers])
            )
            buyers[release["buyer"]["id"]] += 1
        for contract in release.get("contracts", ()):
            _contract(samples, release, contract)
    _shared(samples, releases)
    samples["wins"] += [float(count) for count in wins.values()]
    samples["awards_of_buyer"] += [float(count) for count in buyers.values()]


def _tender(samples: Samples, release: Json) -> None:
    tender = release["tender"]
    kind, method = tender["mainProcurementCategory"], tender["procurementMethod"]
    value = tender.get("value", {})
    if method == "open" and value.get("currency") == "EUR":
        samples[f"value.{kind}"].append(value["amount"])
    if value:
        samples["estimate"].append(value["amount"])
    period = tender.get("tenderPeriod")
    if period:
        days = _between(period["startDate"], period["endDate"])
        samples[f"submission_days.{method}"].append(round(days))
        for award in release.get("awards", ()):
            if "date" in award and award["status"] == "active":
                samples["decision_days"].append(_between(period["endDate"], award["date"]))
                break


def _bids(samples: Samples, release: Json) -> None:
    tender = release["tender"]
    by_lot: dict[str, list[Json]] = defaultdict(list)
    for bid in release.get("bids", {}).get("details", ()):
        by_lot[(bid.get("relatedLots") or ["0"])[0]].append(bid)
    values = {lot["id"]: lot.get("value") for lot in tender.get("lots", ())}
    values["0"] = tender.get("value")
    for lot, bids in by_lot.items():
        prices = sorted(bid["value"]["amount"] for bid in bids)
        samples[f"bidders.{tender['procurementMethod']}"].append(float(len(bids)))
        value = values.get(lot)
        if value and 3 <= len(prices) <= 5:
            samples["award_rate.few"].append(prices[0] / value["amount"])
        if len(prices) > 1:
            samples["higher_gap"] += [price / prices[0] - 1 for price in prices[1:]]
            samples["second_gap"].append(prices[1] / prices[0] - 1)


def _contract(samples: Samples, release: Json, contract: Json) -> None:
    award = next(one for one in release["awards"] if one["id"] == contract["awardID"])
    kind = "works" if release["tender"]["mainProcurementCategory"] == "works" else "others"
    amount = award["value"]["amount"]
    samples["price"].append(float(str(amount).replace(",", "")))
    signed = contract.get("dateSigned")
    if signed and "date" in award:
        samples["signing_days"].append(round(_between(award["date"], signed)))
    period = contract["period"]
    samples[f"contract_days.{kind}"].append(_between(period["startDate"], period["endDate"]))
    paid = contract.get("implementation", {}).get("transactions", ())
    if signed and paid:
        samples["payment_days"].append(_between(signed, paid[0]["date"]))
    samples["is_paid"].append(float(bool(paid)))
    samples[f"is_changed.{kind}"].append(float("amendments" in contract))


def _missing(samples: Samples, release: Json) -> None:
    tender = release["tender"]
    there = {
        "planning": "planning" in release,
        "count": "numberOfTenderers" in tender,
        "description": "description" in tender,
        "estimate": "value" in tender,
    }
    if tender["procurementMethod"] != "direct":
        there["criteria"] = "awardCriteria" in tender
    for name, is_there in there.items():
        samples[f"missing.{name}"].append(float(not is_there))
    samples["missing.contacts"] += [
        float("contactPoint" not in party) for party in release["parties"]
    ]
    samples["missing.awarded"] += [float("date" not in a) for a in release.get("awards", ())]
    samples["missing.signed"] += [
        float("dateSigned" not in c) for c in release.get("contracts", ())
    ]


def _owners(samples: Samples, statements: list[Json]) -> None:
    """Say of each known owner whether it is a firm."""
    kinds = {one["recordId"]: one["recordType"] for one in statements}
    owners = {
        one["recordDetails"]["interestedParty"]
        for one in statements
        if one["recordType"] == "relationship"
        and isinstance(one["recordDetails"]["interestedParty"], str)
        and any("share" in held for held in one["recordDetails"].get("interests", ()))
    }
    samples["owner_is_firm"] += [float(kinds.get(owner) == "entity") for owner in owners]


def _shared(samples: Samples, releases: list[Json]) -> None:
    mails: dict[str, str] = {}
    for party in (party for release in releases for party in release["parties"]):
        mail = party.get("contactPoint", {}).get("email")
        is_known = "identifier" in party and not {"buyer", "procuringEntity"} & set(party["roles"])
        if mail and is_known:
            mails[str(party["identifier"]["id"])] = mail.strip().lower()
    counts = Counter(mails.values())
    samples["shared_contact"] += [float(counts[mail] > 1) for mail in mails.values()]


def _payments(samples: Samples, text: str) -> None:
    payees: dict[str, set[str]] = defaultdict(set)
    payers: dict[str, set[str]] = defaultdict(set)
    for row in csv.DictReader(io.StringIO(text)):
        amount = float(row["amount"])
        samples["amount"].append(amount)
        payees[row["payer_account"]].add(row["payee_account"])
        payers[row["payee_account"]].add(row["payer_account"])
    samples["payees"] += [float(len(others)) for others in payees.values()]
    samples["payers"] += [float(len(others)) for others in payers.values()]


def _spending(samples: Samples, text: str) -> None:
    """Take what public bodies paid in one quarter, as a city publishes it."""
    payees: Counter[str] = Counter()
    for row in csv.DictReader(io.StringIO(text)):
        amount = float(row["amount"])
        if row["date"][:7] in {"2024-04", "2024-05", "2024-06"} and amount > 0:
            samples["spending"].append(amount)
            payees[row["payee_id"]] += 1
    samples["payments_of_payee"] += [float(count) for count in payees.values()]


def _between(start: str, end: str) -> float:
    if len(start) == 10 or len(end) == 10:
        return float((date.fromisoformat(end[:10]) - date.fromisoformat(start[:10])).days)
    return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds() / 86400


def distance(one: list[float], other: list[float]) -> float:
    """Give the Kolmogorov-Smirnov distance: the largest gap between the two shares below x."""
    steps = sorted([(x, 1 / len(one)) for x in one] + [(x, -1 / len(other)) for x in other])
    height, largest = 0.0, 0.0
    for (x, step), (following, _) in pairwise([*steps, (float("inf"), 0.0)]):
        height += step
        if x != following:
            largest = max(largest, abs(height))
    return largest
