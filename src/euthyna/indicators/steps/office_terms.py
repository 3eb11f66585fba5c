"""Since when and until when public office was held."""

from __future__ import annotations

from collections.abc import Mapping

from ibis import Table

from euthyna.entities.exposure.offices import PARTIES, POSITIONS, TERMS, terms
from euthyna.entities.exposure.policies import DEFAULT, FOR_LIFE, Policy
from euthyna.indicators.spec import Param, Step


@Step(
    id="office_terms",
    reads={"positions": POSITIONS, "parties": PARTIES},
    gives=TERMS,
    params=(
        Param(
            name="months",
            default=dict(DEFAULT.months),
            unit="months",
            doc="Exposure after office, by the topics of the office; 1200 and more have no end.",
            low=0,
            high=FOR_LIFE,
        ),
        Param(
            name="complete",
            default="",
            unit="datasets",
            doc="Lists that drop those who leave office, parted by |.",
        ),
    ),
)
def office_terms(
    positions: Table, parties: Table, *, months: Mapping[str, int], complete: str
) -> Table:
    """List offices with the time in office; see :mod:`euthyna.entities.exposure.offices`."""
    policy = Policy(months=months, complete=tuple(complete.split("|")))
    return terms(positions, parties, policy=policy)
