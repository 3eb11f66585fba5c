"""Audits: what the court of accounts found, advised, and found again."""

from __future__ import annotations

from collections.abc import Iterator

from euthyna.simulation.basis.dates import HORIZON
from euthyna.simulation.basis.draws import Draws, cumulate
from euthyna.simulation.country.books import Body, Finding
from euthyna.simulation.country.budgets import moment
from euthyna.simulation.country.diversions import Plot, level, pick_bodies
from euthyna.simulation.country.outlays import Desk

_AUDITS, _IGNORED, _SLOW = 851, 852, 853
"""Purposes of random streams."""

AUDITED = (2022, 2023, 2024)
"""The years whose audits were published in the simulated time."""

Topic = tuple[str, str, str]
"""Topic, finding and recommendation."""

TOPICS: tuple[Topic, ...] = (
    ("procurement", "Purchases of the same kind were ordered one by one although the need was known.",
     "Plan purchases for the year and award them together."),
    ("procurement", "The file holds no comparison of bids.", "Keep the evaluation report with every award."),
    ("payments", "Payments were made although no signed contract was on file.",
     "Block payments that name no contract in the accounting system."),
    ("payments", "Invoices were paid after their due date and interest was owed.",
     "Watch due dates and report unpaid invoices every quarter."),
    ("budget", "Money was moved between programmes; the decision was not shown to the auditors.",
     "Publish every decision on a transfer together with its reasons."),
    ("budget", "A large part of the year's orders was placed in December.",
     "Spread purchases over the year and justify late orders."),
    ("assets", "Vehicles and devices on the inventory list were not found.", "Take stock and settle the differences."),
    ("payroll", "Allowances were paid without a written ground.", "Check all allowances and recover what was not due."),
    ("revenue", "Fees were not collected in time.", "Send reminders and begin collection."),
    ("works", "Quantities in the acceptance protocols differ from those measured on site.",
     "Measure works independently before acceptance."),
    ("reporting", "The annual statement left out commitments of later years.",
     "Show all commitments in the notes to the statement."),
    ("systems", "Former employees still had access to the accounting system.", "Review access rights every quarter."),
)  # fmt: skip
_ABOUT = {
    "spending-without-contract": 2, "arrears-hidden": 3, "invoices-shifted-to-next-year": 3,
    "budget-reallocation-after-election": 4, "year-end-splurge": 5,
}  # fmt: skip
"""Which topic the auditors would write about a scheme, if they saw it."""
_STATUSES = ("implemented", "partly implemented", "open", "not accepted", "no longer relevant")
_STATUS_WEIGHTS = cumulate([0.52, 0.20, 0.20, 0.04, 0.04])
_RESPONSES = {
    "implemented": ("Done.", "The procedure was changed.", "Implemented by order of the head."),
    "partly implemented": (
        "Work goes on.",
        "Half of the files were corrected.",
        "A new system is being bought; it will be ready in two years.",
    ),
    "open": ("Will be done next year.", "No staff for it at present.", ""),
    "not accepted": ("The body does not share the opinion.",),
    "no longer relevant": ("The programme ended.",),
}


def audit(desk: Desk, plots: list[Plot]) -> Iterator[Plot]:
    """Enter the findings of three years' audits.

    Parameters
    ----------
    desk
        With the bodies.
    plots
        What was planted elsewhere: the auditors see some of it, and are noted there.
    """
    draws = desk.province.draws(_AUDITS)
    for year in AUDITED:
        for body in desk.books.bodies:
            if draws.chance(0.42):
                _visit(desk, draws, body, year)
    _seen(desk, draws, plots)
    yield from _ignored(desk)
    yield from _slow(desk)


def _visit(desk: Desk, draws: Draws, body: Body, year: int) -> int:
    """Give when the audit of a body and year was published; enter it, if there was none yet."""
    for finding in desk.books.findings:
        if finding.body is body and finding.year == year:
            return finding.at
    at = moment(year + 1, 5, 1) + draws.between(0, 190) * 1440 + draws.between(500, 1000)
    for _ in range(draws.skewed(1, 8)):
        desk.books.findings.append(_finding(draws, body, year, at, draws.pick(TOPICS)))
    _repeat(desk, draws, body, year, at)
    return at


def _finding(draws: Draws, body: Body, year: int, at: int, topic: Topic) -> Finding:
    cents = draws.lognormal(max(100_000, body.volume // 40), 1.0) if draws.chance(0.7) else 0
    deadline = at + draws.pick((90, 180, 180, 365, 730)) * 1440
    status = _STATUSES[draws.index(_STATUS_WEIGHTS)]
    responded = at + draws.skewed(10, 420) * 1440 if draws.chance(0.88) else None
    checked = max(deadline, responded or at) + draws.skewed(20, 300) * 1440
    if responded is not None and responded >= HORIZON:
        responded = None
    if checked >= HORIZON:
        status = "open" if status == "implemented" and draws.chance(0.4) else status
    return Finding(
        body=body,
        year=year,
        at=at,
        topic=topic[0],
        words=topic[1],
        advice=topic[2],
        weight=draws.pick(("high", "medium", "medium", "low")),
        cents=cents,
        deadline=deadline,
        responded=responded,
        response=draws.pick(_RESPONSES[status]) if responded is not None else "",
        status=status,
        checked=checked if checked < HORIZON and draws.chance(0.8) else None,
    )


def _repeat(desk: Desk, draws: Draws, body: Body, year: int, at: int) -> None:
    """Find again some of what was found in an earlier year."""
    for earlier in [f for f in desk.books.findings if f.body is body and f.at < at]:
        if draws.chance(0.15):
            topic = (earlier.topic, earlier.words, earlier.advice)
            finding = _finding(draws, body, year, at, topic)
            finding.repeats = earlier
            desk.books.findings.append(finding)


def _seen(desk: Desk, draws: Draws, plots: list[Plot]) -> None:
    """Let the auditors find some of what was planted: in words that they use of others too."""
    for plot in plots:
        place = _ABOUT.get(plot.scheme)
        if place is None or plot.body is None or not draws.chance(0.35):
            continue
        year = min(AUDITED[-1], int(plot.parameters.get("year", 2023)))
        at = _visit(desk, draws, plot.body, year)
        finding = _finding(draws, plot.body, year, at, TOPICS[place])
        desk.books.findings.append(finding)
        plot.add("audit-finding", "finding", finding, finding.at)


def _ignored(desk: Desk) -> Iterator[Plot]:
    """Let a body say every year that it has done what the next audit finds undone."""
    draws, bodies = pick_bodies(desk, _IGNORED)
    for number, body in enumerate(bodies[:2]):
        difficulty = level(desk, number)
        plot = Plot("audit-finding-ignored", difficulty, {"audits": 3}, body=body)
        for finding in _chain(desk, draws, body):
            finding.status = _STATUSES[0] if difficulty > 1 else "open"
            finding.responded = min(HORIZON - 1, finding.at + draws.between(15, 60) * 1440)
            finding.response = draws.pick(_RESPONSES[finding.status])
            if difficulty == 3:
                finding.repeats = None
            plot.add("repeated-finding", "finding", finding, finding.at)
        yield plot


def _slow(desk: Desk) -> Iterator[Plot]:
    """Let a body need two years for what it said from the beginning would take two years."""
    draws, bodies = pick_bodies(desk, _SLOW)
    for body in bodies[:2]:
        plot = Plot("innocent-slow-remedy", 2, {"audits": 2}, body=body)
        for finding in _chain(desk, draws, body)[:2]:
            finding.deadline = finding.at + 730 * 1440
            finding.status = "partly implemented"
            finding.responded = min(HORIZON - 1, finding.at + draws.between(15, 60) * 1440)
            finding.response = "A new system is being bought; it will be ready in two years."
            plot.add("repeated-finding", "finding", finding, finding.at)
        yield plot


def _chain(desk: Desk, draws: Draws, body: Body) -> list[Finding]:
    """Enter the same finding for three years in a row."""
    topic = draws.pick(TOPICS)
    chain: list[Finding] = []
    for year in AUDITED:
        at = _visit(desk, draws, body, year)
        finding = _finding(draws, body, year, at, topic)
        finding.repeats = chain[-1] if chain and draws.chance(0.9) else None
        chain.append(finding)
    desk.books.findings.extend(chain)
    return chain
