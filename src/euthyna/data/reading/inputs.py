"""Files, folders and standard input: found by name, opened as a stream of bounded blocks."""

from __future__ import annotations

import io
import os
import stat
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from euthyna.base.errors import InputError
from euthyna.base.issues import Issue
from euthyna.data.reading import formats
from euthyna.data.reading.gunzipping import Gunzip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

ENDINGS: Final = formats.JSON_ENDINGS
"""What a file inside a folder ends with to be read, also with ``.gz`` after it."""

BLOCK: Final = 1 << 20
HEAD: Final = 1 << 20
"""How many bytes from the start are looked at to recognise what a file holds."""

_GZIP_MAGIC = b"\x1f\x8b"
_LOOK: Final = formats.Look()
_NO_FILE = "a device, a pipe or a socket, not a file"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Stream:
    """A source that can be read once, whose first bytes can be looked at before."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._kept = b""

    def peek(self, size: int) -> bytes:
        """Give the first `size` bytes, or all if there are fewer, without consuming them."""
        while len(self._kept) < size:
            block = self._raw.read(size - len(self._kept))
            if not block:
                break
            self._kept += block
        return self._kept[:size]

    def blocks(self) -> Iterator[bytes]:
        """Yield all that was not consumed, the bytes looked at included."""
        kept, self._kept = self._kept, b""
        if kept:
            yield kept
        while block := self._raw.read(BLOCK):
            yield block


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One source of bytes: a file, or a stream that can be read once."""

    name: str
    """What `source` shows: the path as the user named it, or ``stdin``."""
    path: Path | None = None
    stream: Stream | None = field(default=None, compare=False, repr=False)
    size: int | None = None
    """Bytes as stored (compressed, if they are); None for a stream."""
    is_gzip: bool = False
    modified_ns: int | None = None


def find(
    paths: Sequence[str | Path],
    *,
    stdin: BinaryIO | None = None,
    look: formats.Look = _LOOK,
) -> tuple[list[Input], list[Issue]]:
    """Find all that can be read under `paths`.

    Parameters
    ----------
    paths
        Files of any name, folders (searched to the bottom for :data:`ENDINGS`, sorted, without
        hidden files), and ``-`` for standard input.
    stdin
        What ``-`` means; by default the standard input of this process.
    look
        Which files are looked at in folders, and which are left out with an issue.

    Returns
    -------
    tuple
        The inputs, each file once, and an issue for each file inside a folder that cannot be
        opened, and for each whose format is known and not read (`formats`).

    Raises
    ------
    InputError
        If a path does not exist, cannot be opened, or is a folder without a recognised file.
    """
    if not paths:
        msg = "no input was named; name files, folders, or - for standard input"
        raise InputError(msg)
    inputs: dict[str, Input] = {}
    issues: dict[str, Issue] = {}
    for path in paths:
        for found in _look(path, stdin=stdin, look=look):
            if isinstance(found, Issue):
                issues.setdefault(found.source, found)
            else:
                inputs.setdefault(_identity(found), found)
    if not inputs:
        raise _nothing(list(issues.values()))
    return list(inputs.values()), list(issues.values())


def head(source: Input, *, size: int = HEAD) -> bytes:
    """Give the first `size` bytes of the content, decompressed, without a byte order mark.

    Raises
    ------
    InputError
        If the file cannot be opened.
    """
    pieces: Iterator[bytes | Issue]
    if source.stream is not None:
        # Twice as much, for compression can make it longer.
        start = source.stream.peek(2 * max(size, HEAD))
        pieces = _gunzip([start], source) if source.is_gzip else _without_mark([start])
    else:
        pieces = blocks(source)
    content = b""
    for piece in pieces:
        if isinstance(piece, bytes):
            content += piece
        if len(content) >= size:
            break
    return content[:size].removeprefix(_BYTE_ORDER_MARK)


def blocks(
    source: Input, *, passed: Callable[[int], None] | None = None
) -> Iterator[bytes | Issue]:
    """Yield the content in blocks of about a megabyte, decompressed, without a byte order mark.

    A compressed file that is cut off or damaged gives all that came before, then an issue.

    Parameters
    ----------
    passed
        Called with the number of stored bytes read so far, compressed if they are.

    Raises
    ------
    InputError
        If the file cannot be opened or read.
    """
    raw = source.stream.blocks() if source.stream is not None else _file_blocks(source)
    raw = _metered(raw, passed) if passed is not None else raw
    return _gunzip(raw, source) if source.is_gzip else _without_mark(raw)


def keep(source: Input, *, folder: Path) -> Input:
    """Copy a stream to a file in `folder`, so that it can be read more than once.

    An input that is a file already is given back as it is. The copy keeps the name of the stream.
    """
    if source.stream is None:
        return source
    path = folder / "stream.kept"
    with path.open("wb") as file:
        for block in source.stream.blocks():
            file.write(block)
    return _input(path, name=source.name)


def on_disk(source: Input) -> Path:
    """Give the path of an input that is a file.

    Raises
    ------
    InputError
        If it is a stream; :func:`keep` makes a file of it.
    """
    if source.path is None:
        msg = f"{source.name} is a stream and was not kept as a file"
        raise InputError(msg)
    return source.path


def _nothing(issues: list[Issue]) -> InputError:
    """Make the error for paths under which nothing can be read."""
    count, first = len(issues), issues[0]
    if all(issue.code == formats.CODE for issue in issues):
        return InputError(
            f"none of the {count} files found is in a format that this version of Euthyna reads; "
            f"the first is {first.source}, {first.found}; it reads OCDS from files whose names end in "
            f"{', '.join(ENDINGS)}, also with .gz after it, and published lists of persons and "
            "firms; tables of persons or firms that are no published list need --mapping"
        )
    first = next(issue for issue in issues if issue.code != formats.CODE)
    return InputError(
        f"none of the {count} files found can be opened; the first is {first.source} "
        f"({first.found}); check its permissions"
    )


def _look(
    path: str | Path, *, stdin: BinaryIO | None, look: formats.Look
) -> Iterator[Input | Issue]:
    if str(path) == "-":
        yield _stream(stdin or sys.stdin.buffer, name="stdin")
    elif not str(path):
        msg = "a path is empty; name a file, a folder, or - for standard input"
        raise InputError(msg)
    else:
        yield from _look_on_disk(Path(path), look)


def _look_on_disk(path: Path, look: formats.Look) -> Iterator[Input | Issue]:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            yield from _look_in(path, look)
        elif stat.S_ISREG(mode):
            yield look(path, _printable(path)) or _input(path, name=_printable(path))
        elif stat.S_ISFIFO(mode):
            # For instance from the shell's <(command): it can be read but not rewound.
            yield _stream(path.open("rb"), name=_printable(path))
        else:
            msg = f"{_printable(path)} is {_NO_FILE}; name a file, or - for standard input"
            raise InputError(msg)
    except FileNotFoundError:
        msg = f"{_printable(path)} does not exist (looked at {_printable(path.absolute())})"
        raise InputError(msg) from None
    except (OSError, ValueError) as error:
        msg = f"{_printable(path)} cannot be opened: {_reason(error)}; check its permissions"
        raise InputError(msg) from error


def _look_in(folder: Path, look: formats.Look) -> Iterator[Input | Issue]:
    errors: list[OSError] = []
    found = False
    for path in _files(folder, errors, look):
        found = True
        try:
            # Nobody may ever write to a pipe that lies about, and a device may never end.
            if not stat.S_ISREG(path.stat().st_mode):
                yield Issue("unreadable", source=_printable(path), found=_NO_FILE)
            else:
                yield look(path, _printable(path)) or _input(path, name=_printable(path))
        except OSError as error:
            yield _unreadable(path, error)
    for closed in errors:
        yield _unreadable(Path(closed.filename), closed)
    if not found and not errors:
        msg = (
            f"{_printable(folder)} holds no file that can be read; "
            f"looked for names ending in {', '.join(ENDINGS)}, also with .gz after it"
        )
        raise InputError(msg)


def _files(folder: Path, errors: list[OSError], look: formats.Look) -> Iterator[Path]:
    for where, folders, names in os.walk(folder, onerror=errors.append):
        # What Euthyna itself keeps in a workspace was not published by anybody.
        own = {"lake", "results"} if Path(where, "lake", "CURRENT").is_file() else set()
        folders[:] = sorted(n for n in folders if not n.startswith(".") and n not in own)
        for name in sorted(names):
            path = Path(where) / name
            if not name.startswith(".") and _is_wanted(path, errors, look):
                yield path


def _is_wanted(path: Path, errors: list[OSError], look: formats.Look) -> bool:
    try:
        return look.wants(path)
    except OSError as error:
        errors.append(error)
        return False


def _input(path: Path, *, name: str) -> Input:
    with path.open("rb") as file:
        magic = file.read(len(_GZIP_MAGIC))
        status = os.fstat(file.fileno())
    return Input(
        name=name,
        path=path,
        size=status.st_size,
        is_gzip=magic == _GZIP_MAGIC,
        modified_ns=status.st_mtime_ns,
    )


def _stream(raw: BinaryIO, *, name: str) -> Input:
    stream = Stream(raw)
    return Input(name=name, stream=stream, is_gzip=stream.peek(len(_GZIP_MAGIC)) == _GZIP_MAGIC)


def _identity(source: Input) -> str:
    return str(source.path.resolve()) if source.path is not None else f"\0{source.name}"


def _printable(path: Path) -> str:
    # A name ends up in tables and messages: bytes that are not UTF-8 and line breaks are escaped.
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def _unreadable(path: Path, error: OSError) -> Issue:
    return Issue("unreadable", source=_printable(path), found=_reason(error))


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _file_blocks(source: Input) -> Iterator[bytes]:
    path = source.path or Path(source.name)
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                yield block
    except OSError as error:
        msg = f"{source.name} cannot be read: {_reason(error)}; check its permissions and its disk"
        raise InputError(msg) from error


def _metered(raw: Iterable[bytes], passed: Callable[[int], None]) -> Iterator[bytes]:
    done = 0
    for block in raw:
        done += len(block)
        passed(done)
        yield block


def _without_mark(raw: Iterable[bytes]) -> Iterator[bytes | Issue]:
    start = b""
    pieces = iter(raw)
    for piece in pieces:
        start += piece
        if len(start) >= len(_BYTE_ORDER_MARK):
            break
    if start := start.removeprefix(_BYTE_ORDER_MARK):
        yield start
    yield from pieces


def _gunzip(raw: Iterable[bytes], source: Input) -> Iterator[bytes | Issue]:
    state = Gunzip()
    yield from _without_mark(state.pieces(raw))
    if state.problem:
        yield Issue("truncated", source=source.name, found=state.problem)


def of_file(path: Path, *, name: str) -> Input:
    """Make an input of a regular file.

    Raises
    ------
    OSError
        If it cannot be opened.
    """
    return _input(path, name=name)


def as_stream(content: bytes, *, name: str) -> Input:
    """Make an input of bytes that are in memory already.

    Examples
    --------
    >>> head(as_stream(b'{"ocid": "a"}', name="example"))
    b'{"ocid": "a"}'
    """
    return _stream(io.BytesIO(content), name=name)
