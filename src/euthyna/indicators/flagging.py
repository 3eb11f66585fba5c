"""Where values are compared with thresholds: the one place of all indicators."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

import ibis
from ibis import Table, _

from euthyna.indicators.quantiles import quantiles
from euthyna.indicators.spec import Fence, Indicator, Value

COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
}

NO_SPREAD = "no threshold can be drawn: the values of the peers do not spread"
"""The reason where a fence is of no use."""


def flagged(indicator: Indicator, knobs: Mapping[str, Value], out: Table) -> Table:
    """Add threshold and flag to what a formula gave.

    Returns
    -------
    Table
        ``subject_id, process_id, value, flag, reason, threshold``. Not judged is what has a value
        and no flag: where the formula gives `held` or `few`, where the peers do not spread, and
        where no threshold is given. Those with too `few` cases are no peers and have no threshold.
    """
    given = knobs[indicator.flag.param]
    columns = out.columns
    base = out.select(
        "subject_id",
        process_id=_process(indicator, columns),
        value=ibis.ifelse(_.reason.isnull(), _.value.cast("float64"), ibis.null("float64")),
        reason=_.reason.cast("string"),
        own=_.threshold.cast("float64") if "threshold" in columns else ibis.null("float64"),
        held=_.held.cast("string") if "held" in columns else ibis.null("string"),
        few=_.few.cast("string") if "few" in columns else ibis.null("string"),
    )
    if given is not None or indicator.flag.fence is None:
        fixed = ibis.literal(float(given), "float64") if given is not None else ibis.null("float64")  # type: ignore[arg-type]
        ready = base.mutate(threshold=ibis.coalesce(_.own, fixed), usable=ibis.literal(value=True))
    else:
        ready = _fenced(base, indicator.flag.fence)
    compared = COMPARE[indicator.flag.op](_.value, _.threshold)
    unjudged = ibis.coalesce(_.held, _.few)
    return ready.select(
        "subject_id",
        "process_id",
        "value",
        flag=ibis.ifelse(
            _.usable & _.reason.isnull() & unjudged.isnull(), compared, ibis.null("boolean")
        ),
        reason=ibis.coalesce(
            _.reason, unjudged, ibis.ifelse(_.usable, ibis.null("string"), ibis.literal(NO_SPREAD))
        ),
        threshold=ibis.ifelse(_.usable & _.few.isnull(), _.threshold, ibis.null("float64")),
    )


def _process(indicator: Indicator, columns: tuple[str, ...]) -> Any:
    if "process_id" in columns:
        return _.process_id
    if indicator.subject == "process":
        return _.subject_id
    return ibis.null("string")


def _fenced(base: Table, fence: Fence) -> Table:
    found = quantiles(base.filter(_.few.isnull()), "value", {"q1": 0.25, "q3": 0.75})
    sign = -1 if fence.side == "lower" else 1
    edge = _.q1 if fence.side == "lower" else _.q3
    drawn = found.select("q1", "q3", drawn=edge + sign * fence.k * (_.q3 - _.q1))
    usable = (_.drawn > 0) & (_.q1 > 0) if fence.side == "lower" else _.drawn > 0
    if fence.needs_spread:
        usable = usable & (_.q3 > _.q1)
    return base.cross_join(drawn).mutate(
        threshold=ibis.coalesce(_.own, _.drawn),
        usable=ibis.coalesce(usable, ibis.literal(value=False)),
    )
