"""Direct award without grounds."""

from __future__ import annotations

from dataclasses import replace

from ibis import Table, _, cases, coalesce

from euthyna.indicators.methods import METHODS
from euthyna.indicators.spec import Flag, Indicator, Param


@Indicator(
    id="unjustified-direct-award",
    subject="process",
    stage="tender",
    unit="characters",
    reads={
        "scope": (
            "process_id",
            "procurement_method",
        ),
        "processes": (
            "process_id",
            "tender_status",
            "procurement_method_rationale",
        ),
    },
    params=(
        Param(
            name="min_characters",
            default=1,
            unit="characters",
            doc="The ground needs at least so many characters.",
            low=1,
            high=2000,
        ),
        replace(METHODS, doc="The methods that need a ground."),
    ),
    flag=Flag("<", "min_characters"),
    sources=(
        "ocp2024redflags#R010",
        "sasu#RISK1-1",
        "olaf#CN23",
    ),
    since="0.1",
)
def unjustified_direct_award(scope: Table, processes: Table, *, methods: str) -> Table:
    r"""Direct award without grounds.

    A contract was placed without an open contest, and the ground given for it has fewer than
    `min_characters` characters: by default, no ground is given at all.

    Why it matters
    --------------
    The law allows to leave out competition on few grounds only; who gives none may have none.

    Innocent explanations
    ---------------------
    The ground is in a document, or follows from the value alone; the publisher's system has no
    field for it.

    How to check
    ------------
    Find the decision to use this method, and compare its ground with the list in the law.

    Assumptions
    -----------
    The length of the published ground is measured, not its truth. Blanks at its ends do not
    count.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> direct = {"tender_status": "complete", "procurement_method": "direct"}
    >>> try_out("unjustified-direct-award", processes=[{"process_id": "F", **direct}])
    [{'subject_id': 'F', 'value': 0.0, 'flag': True, 'reason': None}]
    """
    tenders = scope.inner_join(processes, "process_id").filter(_.tender_status.notnull())
    needing = tenders.filter(
        _.procurement_method.isnull() | _.procurement_method.isin(methods.split("|"))
    )
    return needing.select(
        subject_id=_.process_id,
        value=coalesce(_.procurement_method_rationale.strip().length(), 0),
        reason=cases((_.procurement_method.isnull(), "the procurement method is missing")),
    )
