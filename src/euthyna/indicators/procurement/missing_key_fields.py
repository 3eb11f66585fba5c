"""Key fields missing."""

from __future__ import annotations

from ibis import Table, _, cases

from euthyna.indicators.spec import Flag, Indicator, Param


@Indicator(
    id="missing-key-fields",
    subject="process",
    stage="tender",
    unit="share",
    reads={
        "scope": ("process_id",),
        "processes": (
            "process_id",
            "tender_status",
            "title",
            "description",
            "buyer_id",
            "procurement_method",
            "main_procurement_category",
            "award_criteria",
            "estimate_amount",
            "estimate_currency",
            "tender_start_at",
            "tender_end_at",
        ),
    },
    params=(
        Param(
            name="max_share",
            default=0.5,
            unit="share",
            doc="The first share of missing fields that is flagged.",
            low=0.05,
            high=1,
        ),
    ),
    flag=Flag(">=", "max_share"),
    sources=(
        "opentender",
        "poder",
    ),
    since="0.1",
)
def missing_key_fields(scope: Table, processes: Table) -> Table:
    r"""Key fields missing.

    Of ten fields that are needed to follow a tender, `max_share` or more are missing: title,
    description, buyer, method, category, award criteria, estimate, its currency, start and end of
    the tender period.

    Why it matters
    --------------
    What is not published cannot be checked, and most other flags cannot be computed; some
    authorities hide behind empty fields.

    Innocent explanations
    ---------------------
    The publisher's system has no such field; the process is a call-off or a small purchase with a
    short form.

    How to check
    ------------
    Compare with other buyers of the same publisher: if they fill the field, the system has it.

    Assumptions
    -----------
    All ten weigh the same. Processes without a tender, which are planned only, are not
    computable.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> try_out(
    ...     "missing-key-fields",
    ...     processes=[{"process_id": "F", "tender_status": "active", "title": "Chairs"}],
    ... )
    [{'subject_id': 'F', 'value': 0.9, 'flag': True, 'reason': None}]
    """
    fields = (
        _.title,
        _.description,
        _.buyer_id,
        _.procurement_method,
        _.main_procurement_category,
        _.award_criteria,
        _.estimate_amount,
        _.estimate_currency,
        _.tender_start_at,
        _.tender_end_at,
    )
    gaps = [field.isnull().ifelse(1.0, 0.0) for field in fields]
    return processes.inner_join(scope, "process_id").select(
        subject_id=_.process_id,
        value=sum(gaps[1:], gaps[0]) / float(len(gaps)),
        reason=cases((_.tender_status.isnull(), "the process has no tender")),
    )
