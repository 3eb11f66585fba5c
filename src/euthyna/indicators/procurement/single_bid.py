"""Single bid."""

from __future__ import annotations

from ibis import Table, _, cases, literal

from euthyna.indicators.spec import Flag, Indicator, Param


@Indicator(
    id="single-bid",
    subject="process",
    stage="award",
    unit="bidders",
    reads={
        "scope": ("process_id", "procurement_method"),
        "bidder_counts": ("process_id", "bidders"),
    },
    params=(
        Param(
            name="max_bidders",
            default=1,
            unit="bidders",
            doc="So many bidders are no competition.",
            low=1,
            high=10,
        ),
        Param(
            name="methods",
            default="open|selective",
            unit="methods",
            doc="The procurement methods that expect competition; empty: all.",
        ),
    ),
    flag=Flag("<=", "max_bidders"),
    sources=("ocp2024redflags#R018", "cardinal#R018", "fazekas2016cri"),
    since="0.1",
)
def single_bid(scope: Table, bidder_counts: Table, *, methods: str) -> Table:
    r"""Single bid.

    A procedure that expects competition had at most `max_bidders` bidders:

    .. math:: v = \text{number of bidders}

    Why it matters
    --------------
    Without a second bid nobody is there to offer a better price. It is the sign that goes
    together most often with tailored requirements, hidden notices and bids that were agreed on.

    Innocent explanations
    ---------------------
    A market with one supplier; a remote place; a small value; a specialised good; a crisis that
    keeps suppliers busy.

    How to check
    ------------
    Ask how many bids similar tenders of other buyers had; read the requirements for what only
    one supplier can meet; see where and how long the notice was published.

    Assumptions
    -----------
    The number is the one that the publisher gives; where there is none, bidders are counted in
    the list of tenderers, in the bids that were handed in (a consortium counts as one), and in
    the bid statistics of the whole process. A number of 0 is taken for a missing one.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> tender = {"process_id": "F", "procurement_method": "open", "tenderers_count": 1}
    >>> try_out("single-bid", processes=[tender])
    [{'subject_id': 'F', 'value': 1.0, 'flag': True, 'reason': None}]
    """
    expected = methods.split("|") if methods else []
    joined = scope.inner_join(bidder_counts, "process_id")
    unknown = literal(value=False)
    if expected:
        unknown = _.procurement_method.isnull()
        joined = joined.filter(unknown | _.procurement_method.isin(expected))
    return joined.select(
        subject_id=_.process_id,
        value=_.bidders,
        reason=cases(
            (unknown, "the procurement method is missing"),
            (_.bidders.isnull(), "the number of tenderers is missing"),
        ),
    )
