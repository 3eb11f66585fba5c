"""Budgets, worked out backwards from what was spent: executed, revised, approved, proposed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from euthyna.simulation.basis.dates import BEGINNING, HORIZON
from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.country import chart
from euthyna.simulation.country.books import Adjustment, BudgetLine
from euthyna.simulation.country.outlays import YEARS, Desk, workday

_AMOUNTS, _CHANGES = 811, 812
"""Purposes of random streams."""

UNIT = 10_000
"""Budgets are voted in hundreds: so many cents."""
_AT = (0.0, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 1.0)
_RATIOS = (0.15, 0.304, 0.598, 0.894, 0.976, 1.018, 1.439, 2.207, 3.0)
"""Revised over approved of the lines that were revised, by quantile (Moldova 2014)."""
_ACTS = {2022: (10, 27), 2023: (9, 14), 2024: (10, 24), 2025: (10, 16)}
"""Month and day of each year's supplementary budget."""
_REASONS = (
    "Savings in staff costs.", "Prices rose after the budget was voted.", "Contract awarded later than planned.",
    "Urgent repair.", "Reclassification by the auditors' advice.", "Co-financing of an external project.",
    "Lower demand than planned.", "",
)  # fmt: skip


def moment(year: int, month: int, day: int) -> int:
    """Give the minutes of a date."""
    return (date(year, month, day) - BEGINNING).days * 1440


def close(desk: Desk) -> None:
    """Give every budget line its amounts, and enter the changes within the year.

    Parameters
    ----------
    desk
        With all that was spent; nothing may be spent afterwards.
    """
    draws = desk.province.draws(_AMOUNTS)
    _plan_unspent(desk, draws)
    _earlier(desk, draws)
    groups: dict[tuple[str, int], list[BudgetLine]] = defaultdict(list)
    for line in desk.books.lines:
        _amounts(draws, line)
        groups[line.body.id, line.year].append(line)
    for number, lines in enumerate(groups.values()):
        _changes(desk, desk.province.draws(_CHANGES, number), lines)


def _plan_unspent(desk: Desk, draws: Draws) -> None:
    """Open lines for which money was voted and nothing was spent."""
    for body in desk.books.bodies:
        for year in YEARS:
            for _ in range(draws.between(1, 4)):
                programme = draws.between(0, len(body.programmes) - 1)
                heading = draws.pick((chart.MACHINES, chart.WORKS, chart.SERVICES, chart.TRAVEL))
                desk.line(body, year, programme, heading, draws.index(chart.SOURCE_WEIGHTS))


def _earlier(desk: Desk, draws: Draws) -> None:
    """Add what is not itemised: the first half of 2022, and small amounts."""
    usual: dict[tuple[object, ...], int] = defaultdict(int)
    for line in desk.books.lines:
        usual[_kind(line)] += line.itemised
    for line in desk.books.lines:
        yearly = usual[_kind(line)] * 2 // 7
        line.executed = line.itemised + line.itemised * draws.between(2, 45) // 1000
        if line.year == YEARS[0]:
            line.executed += yearly * draws.between(430, 540) // 1000


def _kind(line: BudgetLine) -> tuple[object, ...]:
    return (line.body.id, line.programme.code, line.heading.code, line.source)


def _amounts(draws: Draws, line: BudgetLine) -> None:
    heading = line.heading
    share = heading.executed + heading.spread * draws.normal()
    share = min(1.0, max(0.3, share))
    if line.executed:
        line.adjusted = _up(int(line.executed / share))
    else:
        line.adjusted = draws.skewed(2, 60) * 10 * UNIT
    line.approved = line.adjusted
    if draws.chance(heading.revised):
        line.approved = max(UNIT, _up(int(line.adjusted / _ratio(draws, line))))
    line.proposed = line.approved
    if draws.chance(0.25):
        line.proposed = _up(line.approved * draws.between(900, 1120) // 1000)


def _up(cents: int) -> int:
    return -(-cents // UNIT) * UNIT


def _ratio(draws: Draws, line: BudgetLine) -> float:
    u = draws.uniform()
    place = next(number for number in range(1, len(_AT)) if u <= _AT[number])
    within = (u - _AT[place - 1]) / (_AT[place] - _AT[place - 1])
    ratio = _RATIOS[place - 1] + within * (_RATIOS[place] - _RATIOS[place - 1])
    if line.heading in {chart.WAGES, chart.CHARGES, chart.UTILITIES}:
        ratio = 1.0 + (ratio - 1.0) / 10.0
    elif line.adjusted > line.body.volume // 4:
        ratio = 1.0 + (ratio - 1.0) / 3.0
    return ratio * line.heading.drift / 0.976


def _changes(desk: Desk, draws: Draws, lines: list[BudgetLine]) -> None:
    """Explain every revision: by another line, by new money, or by a cut."""
    rising = [(line, line.adjusted - line.approved) for line in lines]
    takers = [_Need(line, change) for line, change in rising if change > 0]
    givers = [_Need(line, -change) for line, change in rising if change < 0]
    while takers and givers:
        cents = min(takers[-1].cents, givers[-1].cents)
        at = draws.between(45, 355)
        at = 365 - at * (365 - at) // 365 // 2 if draws.chance(0.3) else at
        enter(
            desk, draws, at=moment(lines[0].year, 1, 1) + at * 1440, cents=cents,
            taken=givers[-1].line, given=takers[-1].line,
        )  # fmt: skip
        for queue in (takers, givers):
            queue[-1].cents -= cents
            if not queue[-1].cents:
                queue.pop()
    for need in takers:
        _by_act(desk, draws, "supplementary", need.cents, given=need.line)
    for need in givers:
        _by_act(desk, draws, "reduction", need.cents, taken=need.line)


@dataclass(slots=True)
class _Need:
    line: BudgetLine
    cents: int


def enter(
    desk: Desk,
    draws: Draws,
    *,
    at: int,
    cents: int,
    taken: BudgetLine,
    given: BudgetLine,
) -> Adjustment:
    """Enter a shift between two lines, with the decision as usually published."""
    body = taken.body
    at = min(HORIZON - 1, workday(at + draws.between(500, 1000)))
    decided = at - draws.skewed(0, 12) * 1440
    number = f"{draws.between(1, 480)}/{taken.year}"
    change = Adjustment(at, taken.year, "virement", cents, taken, given)
    change.words = draws.pick(_REASONS)
    if not draws.chance(0.06):
        change.decision, change.decided = f"Order No. {number}, {body.name}", decided
    if change.decision and draws.chance(0.08):
        change.decision = f"Government Decree No. {draws.between(1, 120)}/{taken.year}"
        change.kind = "reserve" if draws.chance(0.4) else "virement"
    desk.books.adjustments.append(change)
    return change


def _by_act(
    desk: Desk,
    draws: Draws,
    kind: str,
    cents: int,
    *,
    taken: BudgetLine | None = None,
    given: BudgetLine | None = None,
) -> None:
    """Enter new money, or a cut, by the year's supplementary budget."""
    line = taken or given
    if line is None:
        return
    year = line.year
    decided = moment(year, *_ACTS[year])
    at = decided + draws.between(1, 9) * 1440 + draws.between(500, 1000)
    decision = f"Supplementary Budget Act {year}"
    change = Adjustment(at, year, kind, cents, taken, given, decision, decided)
    change.words = draws.pick(_REASONS)
    if draws.chance(0.03):
        change.decision, change.decided = "", 0
    desk.books.adjustments.append(change)
