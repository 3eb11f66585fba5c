"""The first step of a province, its contracting processes, and the last: how they are published."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from euthyna.simulation import procurement
from euthyna.simulation.country.accounts import on_file
from euthyna.simulation.country.province import Episode, Province
from euthyna.simulation.published.blemishes import blemish

_NOISE = 303
"""Purpose of a random stream."""


def tender(province: Province) -> None:
    """Add releases, deals and what was planted in them."""
    episodes: dict[str, Episode] = {}
    for process in procurement.simulate(province.country, noise=False, faults=False):
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


def publish(province: Province) -> None:
    """Write the releases as carelessly as real ones; all that reads them comes before.

    Where a party gets an id that only one release knows, the truth names that one too; an
    official whose id no file tells is known by the office or the declaration.
    """
    known: dict[str, dict[str, str]] = {}
    for number, release in enumerate(province.releases):
        ids = blemish(release, province.draws(_NOISE, number))
        if ids:
            known[release["ocid"]] = ids
    renamed: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for one in province.planted:
        if one.kind == "process" and one.id in known:
            renamed[one.scheme, one.instance].append(known[one.id])
    province.planted += [
        replace(one, id=ids[one.id])
        for one in province.planted
        if one.kind == "party"
        for ids in renamed.get((one.scheme, one.instance), ())
        if one.id in ids
    ]
    named = _named(province)
    province.planted = [
        one for one in province.planted if one.id not in province.persons or one.id in named
    ]


def _named(province: Province) -> set[str]:
    """List the persons whose ids are in the register of owners, at banks or at customs."""
    named = {i.party for i in province.interests if not i.unknown and not i.record}
    named.update(account.holder for account in province.accounts.values() if on_file(account))
    named.update(crossing.person for crossing in province.crossings)
    return named
