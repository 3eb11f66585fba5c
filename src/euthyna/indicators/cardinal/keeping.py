"""Cardinal's output of an earlier run: nothing is computed twice over the same rows.

What was printed is kept under a key made of everything it depends on: what the inputs hold, the
settings, the options, and the source of the formulas.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from euthyna.data.store.disk import replace_durably
from euthyna.indicators.cardinal.settings import CardinalSettings
from euthyna.indicators.plans import source_state

MOST = 64
"""So many outputs are kept; the oldest go first."""


class Kept:
    """The outputs that a workspace keeps.

    Parameters
    ----------
    folder
        Where they are; it need not exist.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def file(self, contents: Iterable[str], settings: CardinalSettings, **options: bool) -> Path:
        """Say where the output of a run is kept.

        Parameters
        ----------
        contents
            The key of each input in the lake, in any order.
        settings
            As read.
        options
            Everything else that changes the output.
        """
        state = [sorted(contents), asdict(settings), sorted(options.items()), source_state()]
        key = hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()
        return self._folder / f"{key[:32]}.json"

    def read(self, file: Path) -> str | None:
        """Give what was kept; None if nothing was."""
        try:
            return file.read_text(encoding="utf-8")
        except OSError:
            return None

    def write(self, file: Path, text: str) -> None:
        """Keep an output, and remove the oldest if there are too many.

        Raises
        ------
        StoreError
            If the workspace cannot be written.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        replace_durably(file, content=text.encode())
        files = sorted(self._folder.glob("*.json"), key=lambda kept: kept.stat().st_mtime_ns)
        for old in files[:-MOST]:
            old.unlink(missing_ok=True)
