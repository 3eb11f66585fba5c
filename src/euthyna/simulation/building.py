"""Building a province, step by step: each step may use what those before it made."""

from __future__ import annotations

from collections.abc import Callable

from euthyna.simulation import tendering
from euthyna.simulation.country import (
    accounts,
    affiliations,
    declarations,
    fiscal,
    lists,
    offices,
    payments,
    registry,
    reporting,
    trade,
)
from euthyna.simulation.country.population import populate
from euthyna.simulation.country.province import Province

STEPS: tuple[Callable[[Province], None], ...] = (
    tendering.tender,
    registry.build,
    affiliations.affiliate,
    offices.build,
    lists.build,
    declarations.build,
    accounts.build,
    payments.build,
    trade.build,
    reporting.build,
    fiscal.build,
    tendering.publish,
)
"""In order; the last one spoils the releases, which all others read as they were meant."""


def build(*, seed: int, number: int, processes: int) -> Province:
    """Build a province.

    Parameters
    ----------
    seed
        Of the whole simulation.
    number
        Which province, from 0.
    processes
        How many contracting processes it has.
    """
    country = populate(seed=seed, processes=processes, province=number)
    province = Province(seed, number, processes, country)
    for step in STEPS:
        step(province)
    return province
