"""Progress as a protocol: the library reports, a surface draws."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Whoever wants to know how far a long piece of work has come."""

    def step(self, name: str, done: int, total: int | None) -> None:
        """Take note that `done` of `total` units of the step `name` are finished.

        Parameters
        ----------
        name
            A whole phrase that a person can read: "reading tenders.jsonl".
        done, total
            In whatever unit the step counts (bytes, files, indicators); `total` is None
            where it cannot be known, as for a stream.
        """


class NoProgress:
    """Says nothing: the default of every library function."""

    def step(self, name: str, done: int, total: int | None) -> None:
        """Ignore the report."""


SILENT: Progress = NoProgress()
