"""Amendment right after signature."""

from __future__ import annotations

from ibis import Table, _, cases

from euthyna.indicators.periods import whole_days
from euthyna.indicators.spec import Flag, Indicator, Param
from euthyna.indicators.subjects import CONTRACT


@Indicator(
    id="early-amendment",
    subject="contract",
    stage="contract",
    unit="days",
    reads={
        "contract_awards": (
            "process_id",
            "contract_no",
            "signed_at",
        ),
        "contract_changes": (
            "process_id",
            "contract_no",
            "change_at",
        ),
    },
    params=(
        Param(
            name="max_days",
            default=30,
            unit="days",
            doc="Up to so many whole days after the signature.",
            low=0,
            high=365,
        ),
    ),
    flag=Flag("<=", "max_days"),
    sources=("sasu#RISK2-10",),
    since="0.1",
)
def early_amendment(contract_awards: Table, contract_changes: Table) -> Table:
    r"""Amendment right after signature.

    The first change of the contract came at most `max_days` whole days after its signature:

    .. math:: v = \lfloor \min t_{change} - t_{signature} \rfloor

    Why it matters
    --------------
    What was known to change should have been in the tender; the losers competed for another
    contract than the one that is carried out.

    Innocent explanations
    ---------------------
    A slip that was corrected; a change of account or address; works where the ground was found to
    differ.

    How to check
    ------------
    Compare tender, bid and changed contract; ask who asked for the change, and when.

    Assumptions
    -----------
    Contracts without a change are no subjects. For documents the date of publication counts,
    which may be later than the change.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> from datetime import datetime
    >>> contract = {"process_id": "F", "contract_no": 0, "signed_at": datetime(2024, 3, 1)}
    >>> try_out(
    ...     "early-amendment",
    ...     processes=[{"process_id": "F"}],
    ...     contracts=[contract],
    ...     amendments=[
    ...         {
    ...             "process_id": "F",
    ...             "place": "contract",
    ...             "parent_no": 0,
    ...             "amendment_at": datetime(2024, 3, 12),
    ...         }
    ...     ],
    ... )
    [{'subject_id': 'F#/contracts/0', 'value': 11.0, 'flag': True, 'reason': None}]
    """
    firsts = contract_changes.group_by("process_id", "contract_no").aggregate(
        first_at=_.change_at.min()
    )
    changed = contract_awards.inner_join(firsts, ["process_id", "contract_no"]).mutate(
        days=whole_days(_.signed_at, _.first_at)
    )
    return changed.select(
        "process_id",
        subject_id=CONTRACT,
        value=_.days,
        reason=cases(
            (_.signed_at.isnull(), "the date of the signature is missing"),
            (_.first_at.isnull(), "the dates of the changes are missing"),
            (_.days < 0, "a change is dated before the signature"),
        ),
    )
