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
        ``subject_id, process_id, value, flag, reason, threshold``. Where the formula gives
        `held`, the value stays, counts among the peers, and is not compared.
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
    )
    if given is not None or indicator.flag.fence is None:
        fixed = ibis.literal(float(given), "float64") if given is not None else ibis.null("float64")  # type: ignore[arg-type]
        ready = base.mutate(threshold=ibis.coalesce(_.own, fixed), usable=ibis.literal(value=True))
    else:
        ready = _fenced(base, indicator.flag.fence)
    compared = COMPARE[indicator.flag.op](_.value, _.threshold)
    return ready.select(
        "subject_id",
        "process_id",
        "value",
        flag=ibis.ifelse(
            _.usable & _.reason.isnull() & _.held.isnull(), compared, ibis.null("boolean")
        ),
        reason=ibis.coalesce(
            _.reason, _.held, ibis.ifelse(_.usable, ibis.null("string"), ibis.literal(NO_SPREAD))
        ),
        threshold=ibis.ifelse(_.usable, _.threshold, ibis.null("float64")),
    )


def _process(indicator: Indicator, columns: tuple[str, ...]) -> Any:
    if "process_id" in columns:
        return _.process_id
    if indicator.subject == "process":
        return _.subject_id
    return ibis.null("string")


def _fenced(base: Table, fence: Fence) -> Table:
    found = quantiles(base, "value", {"q1": 0.25, "q3": 0.75})
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
