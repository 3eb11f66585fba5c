"""When relatives and associates share the exposure of an office holder."""

from __future__ import annotations

from ibis import Table

from euthyna.entities.exposure.policies import DEFAULT, FOR_LIFE, Policy
from euthyna.entities.exposure.relatives import RELATIONSHIPS, relatives
from euthyna.indicators.overlaps import PERIOD
from euthyna.indicators.spec import Param, Step


@Step(
    id="relative_periods",
    reads={
        "office_periods": ("party_id", *PERIOD, "end", "sure_end"),
        "relationships": RELATIONSHIPS,
    },
    gives={"party_id": "string", **dict.fromkeys(PERIOD, "string")},
    params=(
        Param(
            name="relatives_months",
            default=DEFAULT.relatives_months,
            unit="months",
            doc="For at most so long after the office; 1200 and more: as long as the holder.",
            low=0,
            high=FOR_LIFE,
        ),
        Param(
            name="relations",
            default="",
            unit="relations",
            doc="The relations of family that count, parted by |; empty: all.",
        ),
    ),
)
def relative_periods(
    office_periods: Table, relationships: Table, *, relatives_months: int, relations: str
) -> Table:
    """List the time of shared exposure; see :mod:`euthyna.entities.exposure.relatives`."""
    named = tuple(name for name in relations.split("|") if name)
    policy = Policy(relatives_months=relatives_months, relations=named)
    return relatives(office_periods, relationships, policy=policy)
