"""Price close to estimate."""

from __future__ import annotations

from ibis import Table, _

from euthyna.indicators.methods import UNCONTESTED, is_one_of
from euthyna.indicators.spec import Flag, Indicator, Param


@Indicator(
    id="price-near-estimate",
    version=2,
    subject="process",
    stage="award",
    unit="share",
    reads={
        "award_totals": (
            "process_id",
            "procurement_method",
            "awarded",
            "estimate",
            "trouble",
        ),
    },
    params=(
        Param(
            name="min_saving",
            default=0.01,
            unit="share",
            doc="Less saved than this share of the estimate.",
            low=-1,
            high=1,
        ),
        UNCONTESTED,
    ),
    flag=Flag("<", "min_saving"),
    sources=(
        "ocp2024redflags#R031",
        "ocvn#i171",
        "poder",
    ),
    since="0.1",
)
def price_near_estimate(award_totals: Table, *, uncontested: str) -> Table:
    r"""Price close to estimate.

    A contest saved less than `min_saving` of the estimate, nothing, or ended above it:

    .. math:: v = \frac{e - \sum a}{e}

    Why it matters
    --------------
    Who knows the estimate of the buyer need not bid below it, and who knows that nobody else will
    win need not either.

    Innocent explanations
    ---------------------
    The estimate is published, and is a ceiling; prices have risen since; the estimate was made
    from a good market study.

    How to check
    ------------
    Ask who knew the estimate before the deadline; compare with what the buyer saves elsewhere.

    Assumptions
    -----------
    The awards of the process must be final, and all in the currency of the estimate. Processes of
    unknown method are computed.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> try_out(
    ...     "price-near-estimate",
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
    ...             "award_amount": 995,
    ...             "award_currency": "XAU",
    ...         }
    ...     ],
    ... )
    [{'subject_id': 'F', 'value': 0.005, 'flag': True, 'reason': None}]
    """
    contested = award_totals.filter(~is_one_of(uncontested))
    return contested.select(
        subject_id=_.process_id,
        value=(_.estimate - _.awarded) / _.estimate.nullif(0),
        reason=_.trouble,
    )
