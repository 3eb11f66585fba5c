"""Contracts above award."""

from __future__ import annotations

from ibis import Table, _, cases, coalesce, window

from euthyna.indicators.spec import Flag, Indicator, Law, Param
from euthyna.indicators.subjects import CONTRACT


@Indicator(
    id="contract-above-award",
    subject="contract",
    stage="contract",
    unit="share",
    reads={
        "contract_awards": (
            "process_id",
            "contract_no",
            "contract_amount",
            "contract_currency",
            "award_no",
            "award_amount",
            "award_currency",
        ),
    },
    params=(
        Param(
            name="max_increase",
            default=0.05,
            unit="share",
            doc="The largest increase that is not flagged.",
            low=0,
            high=10,
            law=Law("eu/2014/24", "72(1)(b), (c)"),
        ),
    ),
    flag=Flag(">", "max_increase"),
    sources=(
        "ocp2024redflags#R059",
        "krai#KRAI17",
    ),
    since="0.1",
)
def contract_above_award(contract_awards: Table) -> Table:
    r"""Contracts above award.

    The contracts that carry out an award come to more than it, by more than `max_increase`:

    .. math:: v = \frac{\sum c - a}{a}

    Why it matters
    --------------
    A low bid wins and the difference is paid back later, when nobody competes any more.

    Innocent explanations
    ---------------------
    Options of the tender that were taken up; an award without tax and contracts with it; prices
    that follow an index.

    How to check
    ------------
    Read the amendments for what was added and on which ground; compare with the second bid.

    Assumptions
    -----------
    Contracts that were cancelled are left out. All contracts of the award have its value; all
    amounts must be in one currency. Tax is not told apart.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> contract = {"process_id": "F", "contract_no": 0, "contract_amount": 1200, "contract_currency": "XAU"}
    >>> award = {"process_id": "F", "award_no": 0, "award_amount": 1000, "award_currency": "XAU"}
    >>> try_out(
    ...     "contract-above-award",
    ...     processes=[{"process_id": "F"}],
    ...     contracts=[contract],
    ...     awards=[award],
    ... )
    [{'subject_id': 'F#/contracts/0', 'value': 0.2, 'flag': True, 'reason': None}]
    """
    one_award = window(group_by=["process_id", "award_no"])
    priceless = (_.contract_amount.isnull() | _.contract_currency.isnull()).ifelse(1, 0)
    mixed = (_.contract_currency != _.award_currency).ifelse(1, 0)
    beside = contract_awards.mutate(
        total=_.contract_amount.sum().over(one_award),
        priceless=priceless.max().over(one_award),
        mixed=mixed.max().over(one_award),
    )
    return beside.select(
        "process_id",
        subject_id=CONTRACT,
        value=(_.total - _.award_amount) / _.award_amount.nullif(0),
        reason=cases(
            (_.award_no.isnull(), "the award of the contract is not known"),
            (coalesce(_.award_amount, 0) <= 0, "the value of the award is missing or zero"),
            (_.priceless == 1, "the value of a contract is missing"),
            (_.award_currency.isnull(), "the currency of the award is missing"),
            (_.mixed == 1, "award and contracts are in several currencies"),
        ),
    )
