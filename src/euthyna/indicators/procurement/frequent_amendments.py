"""Contract changed many times."""

from __future__ import annotations

from ibis import Table, _, cases, coalesce

from euthyna.indicators.publishing import share_with
from euthyna.indicators.spec import Flag, Indicator, Param
from euthyna.indicators.subjects import CONTRACT


@Indicator(
    id="frequent-amendments",
    subject="contract",
    stage="contract",
    unit="changes",
    reads={
        "contract_awards": (
            "process_id",
            "contract_no",
        ),
        "contract_changes": (
            "process_id",
            "contract_no",
            "kind",
        ),
    },
    params=(
        Param(
            name="min_changes",
            default=3,
            unit="changes",
            doc="From so many changes on.",
            low=1,
            high=100,
        ),
    ),
    flag=Flag(">=", "min_changes"),
    sources=(
        "ocp2024redflags#R064",
        "sasu#RISK2-12",
    ),
    since="0.1",
)
def frequent_amendments(contract_awards: Table, contract_changes: Table) -> Table:
    r"""Contract changed many times.

    The contract was changed `min_changes` times or more.

    Why it matters
    --------------
    Each change is made with one firm alone; many small ones can carry a contract far from what
    was put out to tender.

    Innocent explanations
    ---------------------
    A long contract for works, with changes foreseen in the tender; changes of address or account.

    How to check
    ------------
    Put the changes in a row: what did price, quantity and term look like before and after?

    Assumptions
    -----------
    Amendments and documents that are amendments are counted apart, and the larger number is
    taken. Where no contract of the data has any, nothing is computed.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> contract = {"process_id": "F", "contract_no": 0, "status": "active"}
    >>> try_out(
    ...     "frequent-amendments",
    ...     processes=[{"process_id": "F"}],
    ...     contracts=[contract],
    ...     amendments=[
    ...         {"process_id": "F", "place": "contract", "parent_no": 0, "amendment_no": n} for n in range(3)
    ...     ],
    ... )
    [{'subject_id': 'F#/contracts/0', 'value': 3.0, 'flag': True, 'reason': None}]
    """
    kinds = contract_changes.group_by("process_id", "contract_no", "kind").aggregate(
        changes=_.count().cast("float64")
    )
    most = kinds.group_by("process_id", "contract_no").aggregate(changes=_.changes.max())
    counted = contract_awards.left_join(most, ["process_id", "contract_no"]).mutate(
        coverage=share_with(_.changes.notnull())
    )
    return counted.select(
        "process_id",
        subject_id=CONTRACT,
        value=coalesce(_.changes, 0.0),
        reason=cases((_.coverage == 0, "no contract of the data has amendments")),
    )
