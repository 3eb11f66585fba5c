"""Lists of persons and firms, and files of queries, read into rows of who is who.

The one door for whoever needs parties without a lake is :func:`read_parties`; a load goes
through :class:`PartyFile`, too.
"""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Final

import pyarrow as pa

from euthyna.base.errors import InputError
from euthyna.base.issues import Issue
from euthyna.data.declarations import Draft, Elements, Entry, ListFormat, Part, Table
from euthyna.data.declarations.notes import Notes
from euthyna.data.reading import columns, gathering, markup, objects, tabular
from euthyna.data.reading.bundling import bundles
from euthyna.data.reading.filling import Filler, says
from euthyna.data.reading.guessing import recognised
from euthyna.data.reading.inputs import Input, find, keep, on_disk
from euthyna.data.reading.lookout import Everything
from euthyna.data.reading.mappings import Mapped
from euthyna.data.reading.party_rows import PartyRows, Rows
from euthyna.data.reading.recognising import Recognised
from euthyna.data.reading.shelving import Shelf

BATCH: Final = 10_000
"""So many parties are given at a time."""


def read_parties(
    path: str | Path | Sequence[str | Path],
    *,
    mapping: Mapped | None = None,
    dataset: str | None = None,
) -> PartyFile:
    r"""Read any recognised list, or any table or JSON lines of queries, without a lake.

    Parameters
    ----------
    path
        A file, or several files of one list (such as the names, aliases and addresses of OFAC);
        ``-`` for standard input.
    mapping
        What the columns of a table mean (:mod:`euthyna.data.reading.mappings`). Without one, a
        file that no reader recognises is read by the names of its columns.
    dataset
        The name of the list; by default the format's own, or the name of the file.

    Returns
    -------
    PartyFile
        To be iterated once.

    Raises
    ------
    InputError
        If the file cannot be read at all, or no column is known to say a name.
    BadSettingsError
        If the mapping says what cannot be meant.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "queries.csv")
    ...     _ = path.write_text("name;dob\nNela Vo;3 May 1970\n")
    ...     batches = list(read_parties(path))
    >>> batches[0]["parties"].select(["name", "birth_dates"]).to_pylist()
    [{'name': 'Nela Vo', 'birth_dates': ['1970-05-03']}]
    """
    paths = [path] if isinstance(path, str | Path) else list(path)
    found, issues = find(paths, look=Everything())
    with ExitStack() as stack:
        kept = [_kept(source, stack) for source in found]
        lists = bundles((source, recognised(source, mapping=mapping)) for source in kept)
        if len(lists) > 1:
            listed = ", ".join(source.name for source in kept)
            msg = f"{listed} are files of several lists; read them one by one"
            raise InputError(msg)
        (one,) = lists
        spool = stack.pop_all()
    return PartyFile(one.files, dataset=dataset or one.dataset, issues=issues, spool=spool)


def _kept(source: Input, stack: ExitStack) -> Input:
    """Make a file of a stream, for as long as the stack is open."""
    if source.stream is None:
        return source
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="euthyna-list-"))
    return keep(source, folder=Path(folder))


class PartyFile:
    """One list on its way into rows: iterate it once, then look at its issues.

    Each item is a dictionary of table name (:mod:`euthyna.data.model.who`) to
    :class:`pyarrow.Table`, without empty tables; all rows of one party stand in one item.

    Parameters
    ----------
    sources
        The files of the list, each with what it was found to hold; kept on disk.
    dataset
        The name of the list; ids of parties begin with it.
    spool
        What is closed after the last item: files made of streams.
    passed
        Called with the number of parties read so far.
    """

    def __init__(
        self,
        sources: Sequence[tuple[Input, Recognised]],
        *,
        dataset: str,
        issues: Sequence[Issue] = (),
        spool: ExitStack | None = None,
        passed: Callable[[int], None] | None = None,
    ) -> None:
        self._sources = sources
        self._spool = spool
        self._given = list(issues)
        self._notes = Notes()
        self._passed = passed
        self.format = sources[0][1].format.name
        """The name of its format; ``mapped`` for a table without a reader."""
        self.dataset = dataset
        """The name of the list."""

    @property
    def issues(self) -> list[Issue]:
        """What could not be read so far; complete after the last item."""
        return [*self._given, *self._notes.issues()]

    def __iter__(self) -> Iterator[Rows]:
        """Read the files, and yield rows of about 10,000 parties at a time."""
        batches = self._batches()
        while True:
            with _uncollected():
                rows = next(batches, None)
            if rows is None:
                return
            yield rows

    def _batches(self) -> Iterator[Rows]:
        rows = PartyRows(self.dataset, notes=self._notes)
        done = 0
        with ExitStack() as stack:
            if self._spool is not None:
                stack.enter_context(self._spool)
            plain = self._plain_rows()
            if plain is not None:
                yield from plain
                return
            for draft in self._drafts(stack.enter_context(Shelf())):
                rows.add(draft)
                if rows.parties >= BATCH:
                    done += rows.parties
                    yield rows.take()
                    if self._passed:
                        self._passed(done)
            if rows.parties:
                yield rows.take()

    def _plain_rows(self) -> Iterator[Rows] | None:
        """Read a plain table column by column; None for anything else."""
        source, found = self._sources[0]
        form = found.format
        several = len(self._sources) > 1 or form.merges or form.finish is not None
        if several or found.is_sheet or not columns.qualifies(found.part):
            return None
        table = tabular.table_of(found.part)
        rows = tabular.csv_rows(source, table, delimiter=found.delimiter, notes=self._notes)
        return self._by_columns(found.part, rows)

    def _by_columns(self, part: Part, rows: Iterator[tabular.Row]) -> Iterator[Rows]:
        header, body = _below_header(rows, part, self._notes)
        if header is None:
            return
        ids, filler = gathering.Ids(), Filler(part)
        reader = columns.Columns(part, header, dataset=self.dataset, notes=self._notes, ids=ids)
        closer = PartyRows(self.dataset, notes=self._notes)
        done = 0
        while batch := list(islice(body, BATCH)):
            straight, odd = reader.take(batch)
            for entry in tabular.entries(odd, header, part, notes=self._notes):
                draft = filler.draft(entry)
                if draft is not None:
                    for one in (draft, *draft.others):
                        ids.tell_apart(one, notes=self._notes)
                        closer.add(one)
            both = _joined(straight, closer.take())
            if both:
                yield both
            done += len(batch)
            if self._passed:
                self._passed(done)

    def _drafts(self, shelf: Shelf) -> Iterator[Draft]:
        form: ListFormat = self._sources[0][1].format
        self._shelve(shelf)
        drafts = (
            draft
            for source, found in self._sources
            for draft in self._of_file(source, found, shelf)
        )
        gather = gathering.merged if form.merges else gathering.told_apart
        for draft in gather(drafts, notes=self._notes):
            if form.finish is not None:
                form.finish(draft)
            yield draft

    def _shelve(self, shelf: Shelf) -> None:
        """Read what others refer to, before all others."""
        quiet = Notes()  # what is wrong is said when the file is read again
        for source, found in self._sources:
            refers = found.part.refers
            for entry in entries(source, found, notes=quiet) if refers else ():
                if entry.kind in refers:
                    shelf.put(entry.kind, entry.peek(refers[entry.kind]), *entry.kept())

    def _of_file(self, source: Input, found: Recognised, shelf: Shelf) -> Iterator[Draft]:
        filler = Filler(found.part)
        notes = self._notes

        def look_up(kind: str, id: str) -> Entry | None:
            kept = shelf.get(kind, id)
            if kept is None:
                return None
            return Entry(kept[1], source=kept[0], notes=notes, kind=kind, found=look_up)

        for entry in entries(source, found, notes=notes):
            entry.refer(look_up)
            draft = filler.draft(entry)
            if draft is not None:
                yield from _with_others(draft)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Do without the search for cycles: records have none, and it takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _joined(one: Rows, other: Rows) -> Rows:
    if not other:
        return one
    tables = {
        name: [rows[name] for rows in (one, other) if name in rows] for name in {**one, **other}
    }
    return {name: pa.concat_tables(found) for name, found in tables.items()}


def _with_others(draft: Draft) -> Iterator[Draft]:
    """Yield a draft and those of the others that its record names."""
    others, draft.others = draft.others, []
    if says(draft):
        yield draft
    for other in others:
        yield from _with_others(other)


def entries(source: Input, found: Recognised, *, notes: Notes) -> Iterator[Entry]:
    """Yield the records of a file."""
    shape = found.part.shape
    if isinstance(shape, Elements):
        return markup.entries(source, shape, notes=notes)
    if not isinstance(shape, Table):
        return objects.entries(source, found.part, notes=notes)
    if found.is_sheet:
        return _sheet_entries(source, found.part, notes)
    rows = tabular.csv_rows(source, shape, delimiter=found.delimiter, notes=notes)
    return _table_entries(rows, found.part, notes)


def _sheet_entries(source: Input, part: Part, notes: Notes) -> Iterator[Entry]:
    from euthyna.data.reading.sheets import sheet_rows  # noqa: PLC0415  (opens spreadsheets)

    for _, rows in sheet_rows(on_disk(source), name=source.name):
        yield from _table_entries(rows, part, notes)


def _table_entries(rows: Iterator[tabular.Row], part: Part, notes: Notes) -> Iterator[Entry]:
    """Yield an entry for each row below the header of a table."""
    header, body = _below_header(rows, part, notes)
    if header is not None:
        yield from tabular.entries(body, header, part, notes=notes)


def _below_header(
    rows: Iterator[tabular.Row], part: Part, notes: Notes
) -> tuple[tabular.Header | None, Iterator[tabular.Row]]:
    """Find the header of a table, and give the rows below it."""
    shape = tabular.table_of(part)
    if shape.columns:
        return tabular.named(shape.columns, part), rows
    first = list(islice(rows, tabular.FIRST))
    at = tabular.header_of([row for _, row in first], part)
    if at is None:
        if first:
            notes.add("unread-field", first[0][0], "a table without the header of the list")
        return None, rows
    header, skipped = at
    return header, chain(first[skipped:], rows)
