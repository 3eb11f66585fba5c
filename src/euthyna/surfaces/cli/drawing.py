"""Progress and results as a terminal shows them."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Sequence
from typing import Any

_SOON = 0.2
"""Seconds between two updates of a line."""


class TerminalProgress:
    """Draws one line that changes on a terminal, and a line a step elsewhere; on stderr."""

    def __init__(self) -> None:
        self._name = ""
        self._drawn = 0.0
        self._tty = sys.stderr.isatty()

    def step(self, name: str, done: int, total: int | None) -> None:
        """See :class:`euthyna.base.progress.Progress`."""
        now = time.monotonic()
        fresh = name != self._name
        if not self._tty:
            if fresh:
                sys.stderr.write(f"{name}\n")
        elif fresh or now - self._drawn > _SOON:
            sys.stderr.write(f"\r\x1b[2K{_bar(done, total)} {name}"[:200])
            sys.stderr.flush()
            self._drawn = now
        self._name = name

    def end(self) -> None:
        """Leave the terminal clean."""
        if self._tty and self._name:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()


def say(text: str = "") -> None:
    """Write a line of the result to stdout."""
    sys.stdout.write(f"{text}\n")


def note(text: str) -> None:
    """Write a line about the result to stderr."""
    sys.stderr.write(f"{text}\n")


def say_json(value: Any) -> None:
    """Write one JSON document to stdout."""
    say(as_json(value))


def as_json(value: Any) -> str:
    """Give one JSON document in one line."""
    return json.dumps(value, ensure_ascii=False, default=str)


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Lay out a table in columns; numbers to the right."""
    cells = [list(head), *([_cell(value) for value in row] for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    lines = [
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True))
        for row in cells
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(line.rstrip() for line in lines)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    return "" if value is None else str(value)


def _bar(done: int, total: int | None) -> str:
    if not total:
        return f"{done:>12,}"
    share = min(done / total, 1.0)
    width = 20
    full = round(share * width)
    return f"[{'#' * full}{'.' * (width - full)}] {share:4.0%}"
