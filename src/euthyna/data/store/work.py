"""One input on its way into the lake."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from euthyna.base.issues import Issue
from euthyna.data.reading.inputs import Input

if TYPE_CHECKING:
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
