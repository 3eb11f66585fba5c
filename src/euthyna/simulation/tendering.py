"""The first step of a province: its contracting processes, as published, and its contracts."""

from __future__ import annotations

from euthyna.simulation import procurement
from euthyna.simulation.country.province import Episode, Province


def tender(province: Province) -> None:
    """Add releases, deals and what was planted in them."""
    episodes: dict[str, Episode] = {}
    for process in procurement.simulate(province.country, faults=False):
        province.releases.append(process.release)
        province.deals.extend(process.deals)
        truth = process.truth
        if truth is None:
            continue
        if truth.instance not in episodes:
            episodes[truth.instance] = province.plant(
                truth.scheme,
                truth.instance,
                difficulty=truth.difficulty,
                parameters=dict(truth.parameters),
            )
        for record in truth.records:
            episodes[truth.instance].note(record.role, record.kind, record.id, at=record.at)
