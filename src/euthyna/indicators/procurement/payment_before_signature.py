"""Payment before signature."""

from __future__ import annotations

from ibis import Table, _, cases, coalesce

from euthyna.indicators.periods import whole_days
from euthyna.indicators.spec import Flag, Indicator, Param
from euthyna.indicators.subjects import CONTRACT


@Indicator(
    id="payment-before-signature",
    subject="contract",
    stage="implementation",
    unit="days",
    reads={
        "contract_awards": (
            "process_id",
            "contract_no",
            "signed_at",
        ),
        "spending": (
            "process_id",
            "contract_no",
            "paid_at",
            "paid_amount",
        ),
    },
    params=(
        Param(
            name="min_days",
            default=0,
            unit="days",
            doc="The first payment comes at least so many whole days after the signature.",
            low=-365,
            high=365,
        ),
    ),
    flag=Flag("<", "min_days"),
    sources=("uncac2003#9(2)",),
    since="0.1",
)
def payment_before_signature(contract_awards: Table, spending: Table) -> Table:
    r"""Payment before signature.

    The first payment was made fewer than `min_days` whole days after the signature: by default,
    before it:

    .. math:: v = \lfloor \min t_{payment} - t_{signature} \rfloor

    Why it matters
    --------------
    Money that flows before there is a contract shows that the contract was settled before, or
    papers over a payment for something else.

    Innocent explanations
    ---------------------
    The contract confirms an order that was already running; the date is that of the budget year;
    the signature is dated when it was entered.

    How to check
    ------------
    Ask for the payment order and the ground it names; compare with the delivery notes.

    Assumptions
    -----------
    Payments of zero or less are left out, and so are contracts without payments. Both dates are
    taken as published.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> from datetime import datetime
    >>> contract = {"process_id": "F", "contract_no": 0, "signed_at": datetime(2024, 3, 1)}
    >>> try_out(
    ...     "payment-before-signature",
    ...     processes=[{"process_id": "F"}],
    ...     contracts=[contract],
    ...     spending=[{"process_id": "F", "contract_no": 0, "paid_at": datetime(2024, 2, 1)}],
    ... )
    [{'subject_id': 'F#/contracts/0', 'value': -29.0, 'flag': True, 'reason': None}]
    """
    payments = spending.filter(coalesce(_.paid_amount, 1) > 0)
    firsts = payments.group_by("process_id", "contract_no").aggregate(first_at=_.paid_at.min())
    paid = contract_awards.inner_join(firsts, ["process_id", "contract_no"])
    return paid.select(
        "process_id",
        subject_id=CONTRACT,
        value=whole_days(_.signed_at, _.first_at),
        reason=cases(
            (_.signed_at.isnull(), "the date of the signature is missing"),
            (_.first_at.isnull(), "the dates of the payments are missing"),
        ),
    )
