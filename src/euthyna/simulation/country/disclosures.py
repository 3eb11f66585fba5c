"""Documents on public money: when they were due, and when they came."""

from __future__ import annotations

from collections.abc import Iterator

from euthyna.simulation.basis.dates import HORIZON
from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.country.books import Body, FiscalReport
from euthyna.simulation.country.budgets import moment
from euthyna.simulation.country.diversions import ELECTION, Plot, level, pick_bodies
from euthyna.simulation.country.outlays import YEARS, Desk

_CALENDAR, _LATE, _MIGRATION = 841, 842, 843
"""Purposes of random streams."""

ANNUAL = (
    ("pre-budget statement", -1, 8, 31),
    ("executive budget proposal", -1, 10, 15),
    ("enacted budget", -1, 12, 29),
    ("citizens budget", 0, 1, 31),
    ("mid-year review", 0, 8, 31),
    ("year-end report", 1, 6, 30),
    ("audit report", 1, 10, 31),
)
"""Kind, year by the fiscal year, month and day; in-year reports come every month."""
_EXCUSES = (
    "Technical reasons.", "Data of two bodies came late.", "Staff on leave.", "",
    "Reconciliation with the bank took longer.", "New classification introduced.", "",
    "Migration to the new accounting system.",
)  # fmt: skip


def report(desk: Desk) -> Iterator[Plot]:
    """Enter all reports of the treasury and of every body; some come too late on purpose."""
    draws = desk.province.draws(_CALENDAR)
    number = desk.province.number + 1
    treasury = (f"XA-TRE-{number:04d}", f"Treasury of Province {number}")
    for year in (*YEARS, 2026):
        for kind, shift, month, day in ANNUAL:
            _publish(desk, draws, treasury, (kind, f"{year}"), moment(year + shift, month, day))
        for month in range(1, 13):
            due = moment(year + month // 12, month % 12 + 1, 28)
            _publish(desk, draws, treasury, ("in-year report", f"{year}-{month:02d}"), due)
    for body in desk.books.bodies:
        _publish_of(desk, draws, body)
    yield from _late(desk)
    yield from _migration(desk)


def _publish_of(desk: Desk, draws: Draws, body: Body) -> None:
    who = (body.id, body.name)
    for year in YEARS:
        for quarter, (shift, month) in enumerate(((0, 4), (0, 7), (0, 10), (1, 1)), 1):
            due = moment(year + shift, month, 30)
            _publish(desk, draws, who, ("in-year report", f"{year}-Q{quarter}"), due)
        _publish(desk, draws, who, ("annual statement", f"{year}"), moment(year + 1, 3, 31))


def _publish(
    desk: Desk, draws: Draws, who: tuple[str, str], what: tuple[str, str], due: int
) -> None:
    if not 0 <= due < HORIZON:
        return
    fate = draws.uniform()
    published: int | None = due - draws.skewed(0, 16) * 1440
    announced = None
    words = ""
    if fate > 0.80:
        days = draws.between(1, 20) if fate < 0.94 else draws.between(21, 130)
        published = due + days * 1440
        words = draws.pick(_EXCUSES)
        if draws.chance(0.25):
            announced = due - draws.between(2, 40) * 1440
    if published is not None:
        published += draws.between(500, 1050)
        if fate > 0.98 or published >= HORIZON:
            published = None
    desk.books.reports.append(FiscalReport(*who, *what, due, published, announced, words))


def _late(desk: Desk) -> Iterator[Plot]:
    """Hold back figures that were due before the election until after it."""
    draws, bodies = pick_bodies(desk, _LATE)
    treasury = desk.books.reports[0].publisher
    wishes = {
        1: (treasury, "mid-year review", "2023", 10, 40),
        2: (bodies[0].id, "in-year report", "2023-Q2", 2, 25),
        3: (treasury, "in-year report", "2023-08", 1, 6),
    }
    for number in range(2):
        difficulty = level(desk, number)
        publisher, kind, period, first, last = wishes[difficulty]
        for one in desk.books.reports:
            if (one.publisher, one.kind, one.period) != (publisher, kind, period):
                continue
            days = draws.between(first, last)
            one.published = ELECTION + days * 1440 + draws.between(500, 1050)
            one.words = draws.pick(_EXCUSES)
            one.announced = None
            parameters: dict[str, float | int | str] = {"days_after_election": days}
            plot = Plot("report-published-late", difficulty, parameters)
            plot.add("late-report", "fiscal-report", one, one.published)
            yield plot


def _migration(desk: Desk) -> Iterator[Plot]:
    """Let a body change its accounting system, announced well before."""
    draws, bodies = pick_bodies(desk, _MIGRATION)
    for body in bodies[:2]:
        start = draws.pick(("2023-Q2", "2023-Q3", "2024-Q1", "2024-Q2"))
        plot = Plot("innocent-system-migration", 2, {"period": start}, body=body)
        for one in desk.books.reports:
            if one.publisher == body.id and one.period == start:
                one.announced = one.due - draws.between(50, 90) * 1440
                one.published = one.due + draws.between(25, 80) * 1440 + draws.between(500, 1050)
                migration = "Migration to the new accounting system."
                one.words = migration if draws.chance(0.7) else ""
                plot.add("announced-delay", "fiscal-report", one, one.published)
        yield plot
