"""Files that are one list, found among the files of a load, and the names of their lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from euthyna.data.reading.inputs import Input
from euthyna.data.reading.recognising import Recognised

Found = tuple[Input, Recognised]


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files of one list."""

    files: tuple[Found, ...]
    """The main part first."""
    dataset: str

    @property
    def format(self) -> str:
        """The name of the format."""
        return self.files[0][1].format.name


def bundles(found: Iterable[Found]) -> list[Bundle]:
    """Put files together that are one list, and name the lists.

    The name of a list is that of its format; where that has none, the name of its main file
    without endings and without the word for the part. Lists of one name, from several folders,
    have the names of their folders before it.

    Parameters
    ----------
    found
        Files with what they hold, in any order.

    Returns
    -------
    list of Bundle
        In the order of their first files.
    """
    groups: dict[tuple[str, ...], list[Found]] = defaultdict(list)
    for file in found:
        groups[_key(*file)].append(file)
    whole = [_ordered(files) for files in groups.values()]
    return [
        Bundle(tuple(files), name)
        for files, name in zip(whole, _distinct([_names(files) for files in whole]), strict=True)
    ]


def dataset_of(name: str, *, without: str = "") -> str:
    """Give the name of a list by the name of its file.

    Parameters
    ----------
    name
        A path.
    without
        A word that says which part of the list the file is.

    Examples
    --------
    >>> dataset_of("lists/excluded_bidders.ftm.json.gz"), dataset_of("Sanctions 2024.xlsx")
    ('excluded_bidders', 'sanctions_2024')
    >>> dataset_of("us_sdn.csv", without="sdn"), dataset_of("sdn.csv", without="sdn")
    ('us', '')
    """
    stem = _plain(name).partition(".")[0].lower()
    words = "".join(char if char.isalnum() or char == "-" else " " for char in stem).split()
    return "_".join(word for word in words if word != without)


def _plain(name: str) -> str:
    return name.replace("\\", "/").rstrip("/").rpartition("/")[2]


def _key(source: Input, found: Recognised) -> tuple[str, ...]:
    form = found.format
    if form.dataset:
        return (form.name,)
    if len(form.parts) > 1:
        folder = str(Path(source.name).parent)
        return (form.name, folder, dataset_of(source.name, without=found.part.name))
    return (form.name, source.name)


def _ordered(files: Sequence[Found]) -> list[Found]:
    """Put the files of the first part first."""
    parts = files[0][1].format.parts
    return sorted(files, key=lambda file: parts.index(file[1].part))


def _names(files: Sequence[Found]) -> list[str]:
    """Give the names that a list may have, the shortest first."""
    source, found = files[0]
    form = found.format
    if form.dataset:
        return [form.dataset]
    part = found.part.name if len(form.parts) > 1 else ""
    short = dataset_of(source.name, without=part) or form.name
    folders = [dataset_of(one) for one in Path(source.name).parts[:-1]]
    longer = [
        "_".join([*filter(None, folders[-depth:]), short]) for depth in range(1, len(folders) + 1)
    ]
    return [short, *longer]


def _distinct(choices: Sequence[Sequence[str]]) -> list[str]:
    """Take the shortest name of each that no other has; number what cannot be told apart."""
    chosen = [names[0] for names in choices]
    for depth in range(1, max(map(len, choices), default=0)):
        shared = {name for name in chosen if chosen.count(name) > 1}
        chosen = [
            names[min(depth, len(names) - 1)] if name in shared else name
            for names, name in zip(choices, chosen, strict=True)
        ]
    seen: dict[str, int] = defaultdict(int)
    out = []
    for name in chosen:
        seen[name] += 1
        out.append(f"{name}-{seen[name]}" if seen[name] > 1 else name)
    return out
