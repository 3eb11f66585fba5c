"""Payments above contract value."""

from __future__ import annotations

from ibis import Table, _, cases, coalesce

from euthyna.indicators.spec import Flag, Indicator, Param
from euthyna.indicators.subjects import CONTRACT


@Indicator(
    id="payments-above-contract",
    subject="contract",
    stage="implementation",
    unit="ratio",
    reads={
        "contract_awards": (
            "process_id",
            "contract_no",
            "contract_amount",
            "contract_currency",
        ),
        "spending": (
            "process_id",
            "contract_no",
            "paid_amount",
            "paid_currency",
        ),
    },
    params=(
        Param(
            name="max_ratio",
            default=1.01,
            unit="ratio",
            doc="The largest ratio that is not flagged.",
            low=0.5,
            high=10,
        ),
        Param(
            name="missing_currency",
            default="not computable",
            unit="outcome",
            doc="What a payment without currency is: 'not computable' or 'as the contract'.",
        ),
    ),
    flag=Flag(">", "max_ratio"),
    sources=("ocp2024redflags#R068",),
    since="0.1",
)
def payments_above_contract(
    contract_awards: Table, spending: Table, *, missing_currency: str
) -> Table:
    r"""Payments above contract value.

    The payments under a contract come to more than `max_ratio` of its value:

    .. math:: v = \frac{\sum p}{c}

    Why it matters
    --------------
    Money that leaves beyond the contract was agreed by nobody who had to publish it.

    Innocent explanations
    ---------------------
    The value was raised by an amendment that is not published; tax is paid on top; a refund is
    booked elsewhere.

    How to check
    ------------
    Add up the invoices; look for an amendment, and for who approved the payments beyond the
    value.

    Assumptions
    -----------
    Refunds count if they are published as negative amounts. All amounts must be in the currency
    of the contract. Contracts without payments are no subjects. One per cent is allowed for
    rounding.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> contract = {"process_id": "F", "contract_no": 0, "contract_amount": 1000, "contract_currency": "XAU"}
    >>> try_out(
    ...     "payments-above-contract",
    ...     processes=[{"process_id": "F"}],
    ...     contracts=[contract],
    ...     spending=[
    ...         {"process_id": "F", "contract_no": 0, "paid_amount": 750, "paid_currency": "XAU"}
    ...         for payment in range(2)
    ...     ],
    ... )
    [{'subject_id': 'F#/contracts/0', 'value': 1.5, 'flag': True, 'reason': None}]
    """
    contracts = contract_awards.inner_join(spending, ["process_id", "contract_no"])
    currency = _.paid_currency
    if missing_currency == "as the contract":
        currency = coalesce(currency, _.contract_currency)
    sums = contracts.group_by("process_id", "contract_no", "contract_amount").aggregate(
        paid=_.paid_amount.cast("float64").sum(),
        unknown=_.paid_amount.isnull().ifelse(1, 0).max(),
        nameless=(currency.isnull() | _.contract_currency.isnull()).ifelse(1, 0).max(),
        foreign=(currency != _.contract_currency).ifelse(1, 0).max(),
    )
    return sums.select(
        "process_id",
        subject_id=CONTRACT,
        value=_.paid / _.contract_amount.nullif(0),
        reason=cases(
            (coalesce(_.contract_amount, 0) <= 0, "the value of the contract is missing or zero"),
            (_.unknown == 1, "the amount of a payment is missing"),
            (_.nameless == 1, "the currency of a payment or of the contract is missing"),
            (_.foreign == 1, "payments and contract are in several currencies"),
        ),
    )
