"""What publishers leave out: 1 where a field is missing, 0 where it is written."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from reality import Json, Samples, lines, number, table

FIELDS = (
    "planning",
    "count",
    "description",
    "criteria",
    "estimate",
    "awarded",
    "signed",
    "contacts",
    "address",
    "identifier",
)
"""What publishers leave out."""
PUBLISHERS = (
    "armenia",
    "australia_new-south-wales",
    "canada_montreal",
    "colombia",
    "mexico_administracion-publica-federal",
    "mexico_cdmx",
    "mexico_grupo-aeroportuario",
    "mexico_inai",
    "paraguay",
    "taiwan",
    "uganda",
    "uk-contracts-finder",
)


def gaps(data: Path) -> dict[str, Samples]:
    """By publisher of OCDS, and by name of the gap: 1 where the field is missing."""
    return {name: _gaps(data / f"procurement/ocds/{name}/compiled.jsonl.gz") for name in PUBLISHERS}


def _gaps(path: Path) -> Samples:
    samples: Samples = defaultdict(list)
    for release in lines(path):
        tender = release.get("tender")
        if not tender:
            continue
        there = {
            "planning": release.get("planning"),
            "count": "numberOfTenderers" in tender,
            "description": tender.get("description"),
            "criteria": tender.get("awardCriteria"),
            "estimate": (tender.get("value") or {}).get("amount"),
        }
        for name, value in there.items():
            samples[name].append(float(not value))
        for award in _each(release, "awards"):
            samples["awarded"].append(float(not award.get("date")))
        for contract in _each(release, "contracts"):
            samples["signed"].append(float(not contract.get("dateSigned")))
            samples["amended"].append(float(bool(contract.get("amendments"))))
        for party in _each(release, "parties"):
            contact, address = party.get("contactPoint") or {}, party.get("address") or {}
            samples["contacts"].append(
                float(not (contact.get("telephone") or contact.get("email")))
            )
            samples["address"].append(float(not address.get("streetAddress")))
            samples["identifier"].append(float(not (party.get("identifier") or {}).get("id")))
    return samples


def missing_counts(data: Path) -> Samples:
    """Whether the number of bidders is missing in tables; some of them write 0 for it."""
    works = table(data / "procurement/portugal_base/public_works_2015_2022.csv.gz")
    lines = table(data / "procurement/malta_proact/MT_mod.csv.gz")
    return {
        "count": [
            *(float(not number(row["Número de concorrentes"])) for row in works),
            *(float(not row["bids_count"]) for row in lines),
        ]
    }


def _each(release: Json, name: str) -> list[Json]:
    """Some publishers write one object, and not a list."""
    found = release.get(name) or []
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else [found]
