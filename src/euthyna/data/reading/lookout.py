"""Which files of a folder are lists, which are OCDS, and which nothing reads."""

from __future__ import annotations

from pathlib import Path

from euthyna.base.errors import InputError
from euthyna.base.issues import Issue
from euthyna.data.reading import formats, mappings
from euthyna.data.reading.guessing import fitting
from euthyna.data.reading.inputs import Input, of_file, on_disk
from euthyna.data.reading.mappings import Mapped
from euthyna.data.reading.recognising import Recognised, recognise


class Lookout(formats.Look):
    """Tells lists from other files while files are found, and remembers what they hold."""

    def __init__(self, *, mapping: Mapped | None = None) -> None:
        self._part = mappings.mapped(mapping) if mapping is not None else None
        self._found: dict[Path, Recognised | None] = {}

    def held_by(self, source: Input) -> Recognised | None:
        """Give the list that an input holds; None if it holds OCDS, or who knows what."""
        path = on_disk(source)
        if path not in self._found:  # what came as a stream
            self(path, source.name)
        return self._found[path]

    def wants(self, path: Path) -> bool:
        """Tell whether a file in a folder is looked at; a text is, if it holds a list."""
        if super().wants(path):
            return True
        is_text = formats.plain_name(path).endswith(formats.TEXTS) and path.is_file()
        return is_text and recognise(of_file(path, name=path.name)) is not None

    def __call__(self, path: Path, name: str) -> Issue | None:
        """Give the issue for a file that nothing reads; None for a list, and for OCDS.

        Raises
        ------
        OSError
            If the file cannot be opened.
        """
        self._found[path] = None
        start = formats.beginning(path)
        words = formats.unread(path, start=start)
        is_json = start[:1] in {b"{", b"["}
        if not (is_json and (words or formats.speaks_of_ocds(start))):
            try:
                found = self._recognise(path, name, is_table=not is_json and words != "XML")
            except InputError as error:
                return Issue("unusable-file", name, found=str(error))
            self._found[path] = found
            if found is not None:
                return None
        return Issue(formats.CODE, name, found=words) if words else None

    def _recognise(self, path: Path, name: str, *, is_table: bool) -> Recognised | None:
        source = of_file(path, name=name)
        found = recognise(source)
        if found is None and self._part is not None and is_table:
            return fitting(source, self._part)
        return found


class Everything(formats.Look):
    """Leaves nothing out: for files that somebody says to be lists."""

    def __call__(self, path: Path, name: str) -> Issue | None:  # noqa: ARG002  (as its base)
        """Give no issue."""
        return None
