"""Signed before standstill ended."""

from __future__ import annotations

from ibis import Table, _, cases, window

from euthyna.indicators.methods import UNCONTESTED, is_one_of
from euthyna.indicators.periods import whole_days
from euthyna.indicators.publishing import share_with
from euthyna.indicators.spec import Flag, Indicator, Law, Param
from euthyna.indicators.subjects import CONTRACT


@Indicator(
    id="early-signature",
    subject="contract",
    stage="contract",
    unit="days",
    reads={
        "contract_awards": (
            "process_id",
            "contract_no",
            "procurement_method",
            "award_no",
            "award_at",
            "signed_at",
        ),
    },
    params=(
        Param(
            name="standstill_days",
            default=10,
            unit="days",
            doc="So many whole days must pass between award and signature.",
            low=0,
            high=60,
            law=Law("eu/2007/66", "2a(2)"),
        ),
        UNCONTESTED,
        Param(
            name="max_copied",
            default=0.9,
            unit="share",
            doc="Where a larger share of the data is signed on the day of the award, one date was copied.",
            low=0,
            high=1,
        ),
    ),
    flag=Flag("<", "standstill_days"),
    sources=(
        "krai#KRAI16",
        "sasu#RISK1-8_1",
        "poder",
    ),
    since="0.1",
)
def early_signature(contract_awards: Table, *, uncontested: str, max_copied: float) -> Table:
    r"""Signed before standstill ended.

    The contract was signed fewer than `standstill_days` whole days after the award, or before it:

    .. math:: v = \lfloor t_{signature} - t_{award} \rfloor

    Why it matters
    --------------
    The standstill lets losers complain before facts are made; a contract signed before its award
    was decided elsewhere.

    Innocent explanations
    ---------------------
    Only one bid came in, or the law knows no standstill for the value or the method; the date of
    the award is that of its publication.

    How to check
    ------------
    Find the day on which the losers were told, and the law's list of exceptions.

    Assumptions
    -----------
    The date of the award stands for the day on which the losers were told. Contracts of direct
    and limited procedures are left out. Where over `max_copied` of several contracts bear the
    date of their award, the publisher has one date only, and nothing is computed.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> from datetime import datetime
    >>> contract = {"process_id": "F", "contract_no": 0, "signed_at": datetime(2024, 3, 4)}
    >>> award = {"process_id": "F", "award_no": 0, "award_at": datetime(2024, 3, 1)}
    >>> try_out(
    ...     "early-signature",
    ...     processes=[{"process_id": "F"}],
    ...     contracts=[contract],
    ...     awards=[award],
    ... )
    [{'subject_id': 'F#/contracts/0', 'value': 3.0, 'flag': True, 'reason': None}]
    """
    contested = contract_awards.filter(~is_one_of(uncontested))
    dated = contested.mutate(days=whole_days(_.award_at, _.signed_at)).mutate(
        copied=share_with(_.days == 0), known=_.days.count().over(window())
    )
    return dated.select(
        "process_id",
        subject_id=CONTRACT,
        value=_.days,
        reason=cases(
            (_.award_no.isnull(), "the award of the contract is not known"),
            (_.award_at.isnull(), "the date of the award is missing"),
            (_.signed_at.isnull(), "the date of the signature is missing"),
            ((_.copied > max_copied) & (_.known > 1), "one date stands for award and signature"),
        ),
    )
