"""When public office exposes its holder."""

from __future__ import annotations

from ibis import Table

from euthyna.entities.exposure.offices import TERMS, offices
from euthyna.entities.exposure.policies import DEFAULT, FOR_LIFE, Policy
from euthyna.indicators.overlaps import PERIOD
from euthyna.indicators.spec import Param, Step


@Step(
    id="office_periods",
    reads={"office_terms": tuple(TERMS)},
    gives={"party_id": "string", **dict.fromkeys((*PERIOD, "end", "sure_end"), "string")},
    params=(
        Param(
            name="death_months",
            default=DEFAULT.death_months,
            unit="months",
            doc="Exposure ends so long after death.",
            low=0,
            high=FOR_LIFE,
        ),
        Param(
            name="max_age",
            default=DEFAULT.max_age,
            unit="years",
            doc="Nobody older is exposed.",
            low=50,
            high=150,
        ),
        Param(
            name="years_without_end",
            default=DEFAULT.years_without_end,
            unit="years",
            doc="Where no end of the office is known, exposure ends so long after its start.",
            low=0,
            high=100,
        ),
    ),
)
def office_periods(
    office_terms: Table, *, death_months: int, max_age: int, years_without_end: int
) -> Table:
    """List the time of exposure of every office; see :mod:`euthyna.entities.exposure.offices`."""
    policy = Policy(death_months=death_months, max_age=max_age, years_without_end=years_without_end)
    return offices(office_terms, policy=policy)
