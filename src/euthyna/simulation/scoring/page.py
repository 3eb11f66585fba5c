"""The scorecard in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from euthyna.simulation.scoring.card import SHOWN, Card, FalseFlags, Precision, SchemeScore
from euthyna.simulation.scoring.chance import LEVEL, LIFT
from euthyna.simulation.scoring.intervals import Share

Cells = Sequence[str]

_DASH, _TIMES = "\N{EN DASH}", "\N{MULTIPLICATION SIGN}"
_MANY = 100

SCHEMES = (
    *("scheme", "instances", "recall", "by chance", "any flag", "by chance", "reviewed"),
    *("by lot", "days", "of", "seen by"),
)
PRECISION = ("ranking", "first", "looked at", "planted", "by lot", "look-alikes", "found")
INDICATORS = ("indicator", "ordinary", "planted", "look-alikes", "lift")


def schemes(card: Card, *, innocent: bool) -> Iterator[Cells]:
    """Lay out the schemes, or the look-alikes, as rows under :data:`SCHEMES`."""
    return (_scheme(each) for each in card.schemes if each.innocent is innocent)


def precision(card: Card) -> Iterator[Cells]:
    """Lay out the rankings as rows under :data:`PRECISION`."""
    return map(_precision, card.precision)


def indicators(card: Card) -> Iterator[Cells]:
    """Lay out the indicators as rows under :data:`INDICATORS`, the best lift first."""
    return map(_indicator, sorted(card.indicators, key=lambda each: (-_lift(each), each.indicator)))


def tables(card: Card) -> Iterator[tuple[str, Cells, Iterator[Cells]]]:
    """Give all tables of the card: title, head, rows."""
    yield "Schemes", SCHEMES, schemes(card, innocent=False)
    yield "Innocent look-alikes", SCHEMES, schemes(card, innocent=True)
    yield f"Precision; the budget is {card.budget} a month", PRECISION, precision(card)
    yield "Indicators: share of checks flagged", INDICATORS, indicators(card)


def unseen(card: Card) -> list[str]:
    """Name the schemes that no indicator tells apart."""
    return [each.scheme for each in card.schemes if not each.innocent and not each.recall.part]


def markdown(card: Card, *, scale: float | None = None) -> str:
    """Write the scorecard as a page.

    Parameters
    ----------
    card
        What was measured.
    scale
        Of the simulated countries, where they were simulated for the card.
    """
    return "\n".join(_page(card, scale)).rstrip() + "\n"


def _page(card: Card, scale: float | None) -> Iterator[str]:
    seeds = ", ".join(str(seed) for seed in card.seeds if seed is not None)
    about = f"seeds {seeds}" if seeds else "one workspace"
    about += f", scale {scale:g}" if scale is not None else ""
    yield "<!-- Written by `make scorecard`; do not edit. -->"
    yield ""
    yield "# Scorecard"
    yield ""
    yield f"What Euthyna finds of what was planted in simulated countries ({about}, {card.processes:,}"
    yield "contracting processes). Nothing was tuned on these seeds. What is found in an invented"
    yield "country is no promise for a real one; what is not found here will hardly be found there."
    yield ""
    yield from _HOW.format(budget=card.budget, lift=LIFT, level=LEVEL).split("\n")
    yield "## Schemes"
    yield ""
    yield from _table(SCHEMES, schemes(card, innocent=False))
    yield "## What nothing finds yet"
    yield ""
    missing = unseen(card)
    yield ", ".join(f"`{name}`" for name in missing) + "." if missing else "Every scheme is seen."
    yield ""
    yield "## Innocent look-alikes"
    yield ""
    yield "Here a low recall is good: these only look like schemes."
    yield ""
    yield from _table(SCHEMES, schemes(card, innocent=True))
    yield "## Precision at the review budget"
    yield ""
    yield "Processes: the first so many of each month; buyers and suppliers: the first so many of all."
    yield ""
    yield from _table(PRECISION, precision(card))
    yield "## Indicators"
    yield ""
    yield "Share of checks that are flagged, on records that take part in nothing, in a scheme, or in"
    yield "a look-alike. The first column is the share of false alarms."
    yield ""
    yield from _table(INDICATORS, indicators(card))


_HOW = """\
- **recall**: instances with a flag of an indicator that *tells* the scheme apart: one that flags
  its records at least {lift} times as often as others of the same kind that could be judged
  (q ≤ {level}). With several seeds these indicators are chosen for each seed on the other seeds.
- **by chance**: as many records that have nothing to do with the scheme, flagged by the same
  indicators. A recall near it means little.
- **any flag**: instances with any flag of any indicator on any record; beside it, again, chance.
- **reviewed**: instances of which a process is among the first {budget} of its month in the
  ranking of processes; **by lot**: had as many been drawn by lot.
- **days**: from the first record of an instance to the first that is flagged, **of** the days from
  first to last (medians of those found). An organisation counts as complete with the last record.
- In brackets: 95 % intervals, over seeds with Student's t and never shorter than Wilson's.
"""


def _table(head: Cells, rows: Iterable[Cells]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|---" + "|--:" * (len(head) - 2) + ("|---|" if head is SCHEMES else "|--:|")
    for row in rows:
        yield "| " + " | ".join(row) + " |"
    yield ""


def _scheme(each: SchemeScore) -> Cells:
    nobody = "nothing reads its records yet" if not each.readable else "nothing tells it apart yet"
    seen = ", ".join(f"{s.indicator} ({_times(s.lift)})" for s in each.sights[:SHOWN])
    return (
        each.scheme,
        f"{each.instances:,}",
        _interval(each.recall),
        _percent(each.recall_by_chance),
        _percent(each.any_flag.value),
        _percent(each.any_by_chance),
        _percent(each.reviewed.value),
        _percent(each.reviewed_by_chance),
        _days(each.days_until_seen),
        _days(each.days_in_all),
        seen or nobody,
    )


def _precision(each: Precision) -> Cells:
    return (
        each.ranking,
        str(each.budget),
        f"{each.looked:,}",
        _interval(each.planted),
        _percent(each.prevalence),
        f"{each.innocent:,}",
        _interval(each.found),
    )


def _indicator(each: FalseFlags) -> Cells:
    return (
        each.indicator,
        _interval(each.ordinary),
        _interval(each.planted),
        _interval(each.innocent),
        _times(_lift(each)) if each.ordinary.value else _DASH,
    )


def _lift(each: FalseFlags) -> float:
    return (each.planted.value or 0.0) / each.ordinary.value if each.ordinary.value else 0.0


def _interval(share: Share) -> str:
    if share.value is None or share.low is None or share.high is None:
        return _DASH
    return f"{_percent(share.value)} ({share.low * 100:.0f}{_DASH}{share.high * 100:.0f})"


def _times(lift: float) -> str:
    """Say how many times; of what the background never has, no more than that it is many."""
    return f"{_TIMES}{lift:.1f}" if lift < _MANY else f"{_TIMES}{_MANY}+"


def _percent(value: float | None) -> str:
    if value is None:
        return _DASH
    return f"{value * 100:.1f} %" if 0 < value < 0.0995 else f"{value * 100:.0f} %"


def _days(value: float | None) -> str:
    return _DASH if value is None else f"{value:,.0f}"
