"""Price far below estimate."""

from __future__ import annotations

from ibis import Table, _

from euthyna.indicators.spec import Flag, Indicator, Param


@Indicator(
    id="overestimated-tender",
    version=2,
    subject="process",
    stage="award",
    unit="share",
    reads={
        "award_totals": (
            "process_id",
            "awarded",
            "estimate",
            "trouble",
        ),
    },
    params=(
        Param(
            name="max_ratio",
            default=0.7,
            unit="share",
            doc="Up to this share of the estimate.",
            low=0,
            high=1,
        ),
    ),
    flag=Flag("<=", "max_ratio"),
    sources=(
        "sasu#sas-3-6",
        "redflagseu#FinalEstimValue",
    ),
    since="0.1",
)
def overestimated_tender(award_totals: Table) -> Table:
    r"""Price far below estimate.

    All awards together come to at most `max_ratio` of the estimate:

    .. math:: v = \frac{\sum a}{e}

    Why it matters
    --------------
    An estimate far above the price leaves room for later changes, or was set to keep small firms
    out; a price far below it may be meant to be raised after signature.

    Innocent explanations
    ---------------------
    A strong contest; prices have fallen; only some lots were awarded; the estimate covers
    options.

    How to check
    ------------
    Look at how the estimate was made, and at what was added to the contract since.

    Assumptions
    -----------
    The awards of the process must be final, and all in the currency of the estimate. Lots that
    were not awarded stay in the estimate.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> try_out(
    ...     "overestimated-tender",
    ...     processes=[
    ...         {
    ...             "process_id": "F",
    ...             "procurement_method": "open",
    ...             "estimate_amount": 1000,
    ...             "estimate_currency": "XAU",
    ...         }
    ...     ],
    ...     awards=[
    ...         {
    ...             "process_id": "F",
    ...             "award_no": 0,
    ...             "status": "active",
    ...             "award_amount": 450,
    ...             "award_currency": "XAU",
    ...         }
    ...     ],
    ... )
    [{'subject_id': 'F', 'value': 0.45, 'flag': True, 'reason': None}]
    """
    return award_totals.select(
        subject_id=_.process_id,
        value=_.awarded / _.estimate.nullif(0),
        reason=_.trouble,
    )
