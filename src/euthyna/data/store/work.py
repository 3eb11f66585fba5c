"""One input on its way into the lake."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from euthyna.base.issues import Issue
from euthyna.data.reading.inputs import Input

if TYPE_CHECKING:
    from euthyna.data.store.listing import ListOf
    from euthyna.data.store.staging import Staged


@dataclass(slots=True)
class Work:
    """One input that must be read, and what it gave so far."""

    source: Input
    key: str
    digest: str
    files: dict[str, list[Path]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    repeats: bool = False
    """Whether a process stands on more than one of its lines."""
    list: ListOf | None = None
    """The list that is read, if it is no OCDS."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its files."""
        if self.list is None:
            return (self.source.name,)
        return tuple(source.name for source, _ in self.list.bundle.files)

    @property
    def dataset(self) -> str:
        """The name of the list; empty for OCDS."""
        return self.list.bundle.dataset if self.list else ""

    @property
    def profile(self) -> str:
        """The name of the format of a list; empty for OCDS."""
        return self.list.bundle.format if self.list else ""

    def take(self, staged: Staged) -> None:
        """Add what a piece of the input gave."""
        for table, files in staged.files.items():
            self.files.setdefault(table, []).extend(files)
            self.rows[table] = self.rows.get(table, 0) + staged.rows[table]
        self.issues += staged.issues
        self.repeats |= staged.repeated > 0

    def forget(self) -> None:
        """Remove what was read, to read it anew."""
        for files in self.files.values():
            for file in files:
                file.unlink(missing_ok=True)
        self.files.clear()
        self.rows.clear()
        self.issues.clear()
