"""Long wait until signature."""

from __future__ import annotations

from ibis import Table, _, cases

from euthyna.indicators.periods import whole_days
from euthyna.indicators.spec import Flag, Indicator, Param
from euthyna.indicators.subjects import CONTRACT


@Indicator(
    id="long-award-to-signature",
    subject="contract",
    stage="contract",
    unit="days",
    reads={
        "contract_awards": (
            "process_id",
            "contract_no",
            "award_no",
            "award_at",
            "signed_at",
        ),
    },
    params=(
        Param(
            name="max_days",
            default=60,
            unit="days",
            doc="The largest number of whole days that is not flagged.",
            low=1,
            high=3650,
        ),
    ),
    flag=Flag(">", "max_days"),
    sources=(
        "ocp2024redflags#R060",
        "ocvn#i019",
        "krai#KRAI15",
    ),
    since="0.1",
)
def long_award_to_signature(contract_awards: Table) -> Table:
    r"""Long wait until signature.

    The contract was signed more than `max_days` whole days after the award:

    .. math:: v = \lfloor t_{signature} - t_{award} \rfloor

    Why it matters
    --------------
    In the time between, terms can be bargained again with the winner alone, or favours asked for
    the signature.

    Innocent explanations
    ---------------------
    A complaint stopped the signature; the winner had to bring a guarantee; the budget was
    released late.

    How to check
    ------------
    Compare the signed terms with the bid; ask what the parties wrote to each other in between.

    Assumptions
    -----------
    The award is the one that the contract names, or the only one of the process. A contract
    signed before its award is another matter and not computable here.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> from datetime import datetime
    >>> contract = {"process_id": "F", "contract_no": 0, "signed_at": datetime(2024, 8, 1)}
    >>> award = {"process_id": "F", "award_no": 0, "award_at": datetime(2024, 3, 1)}
    >>> try_out(
    ...     "long-award-to-signature",
    ...     processes=[{"process_id": "F"}],
    ...     contracts=[contract],
    ...     awards=[award],
    ... )
    [{'subject_id': 'F#/contracts/0', 'value': 153.0, 'flag': True, 'reason': None}]
    """
    return contract_awards.mutate(days=whole_days(_.award_at, _.signed_at)).select(
        "process_id",
        subject_id=CONTRACT,
        value=_.days,
        reason=cases(
            (_.award_no.isnull(), "the award of the contract is not known"),
            (_.award_at.isnull(), "the date of the award is missing"),
            (_.signed_at.isnull(), "the date of the signature is missing"),
            (_.days < 0, "the contract is signed before the award"),
        ),
    )
