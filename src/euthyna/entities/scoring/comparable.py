"""Parties made ready for comparison: all that the kernels take, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from euthyna.base.errors import StoreError
from euthyna.entities.names import Analysed, analyse
from euthyna.entities.parties import Parties
from euthyna.entities.scoring.attributes import Attributes, Ragged
from euthyna.entities.scoring.columns import attributes_of, kinds
from euthyna.entities.scoring.pairs import Names
from euthyna.entities.scoring.vocabulary import words_of
from euthyna.entities.scoring.words import Words

_FORMAT: Final = 1
"""Raised with every change of what the arrays mean."""
_MARK: Final = "format"
_RAGGED: Final = {
    name for name, kind in Attributes.__annotations__.items() if "Ragged" in str(kind)
}
Columns = TypeVar("Columns", Names, Attributes)


@dataclass(frozen=True, slots=True)
class Comparable:
    """Parties, and what is compared of them."""

    parties: Parties
    names: Names
    attributes: Attributes

    def __len__(self) -> int:
        return len(self.parties)

    @classmethod
    def of(cls, parties: Parties, *, analysed: Analysed | None = None) -> Comparable:
        """Make parties ready; how rare their words are among them is counted.

        Parameters
        ----------
        parties
            Those asked about, or those of the lists.
        analysed
            Their names taken apart, in the order of ``parties.names()``, where that is done
            already.
        """
        if analysed is None:
            analysed = _analysed(parties)
        counts = np.bincount(analysed.tokens, minlength=len(analysed.vocabulary))
        words = words_of(analysed.vocabulary, counts=counts, names=len(analysed))
        names = _names(parties, analysed, words, kinds(parties))
        return cls(parties, names, frozen(attributes_of(parties)))

    def save(self, folder: Path) -> None:
        """Write what :meth:`of` found, without the parties and their names, into a folder.

        Parameters
        ----------
        folder
            Made where it is absent.
        """
        folder.mkdir(parents=True, exist_ok=True)
        arrays = {f"words.{name}": array for name, array in self.names.words._asdict().items()}
        for name, column in self.attributes._asdict().items():
            parts = column._asdict().items() if isinstance(column, Ragged) else [("", column)]
            arrays |= {f"{name}.{part}": array for part, array in parts}
        for name, array in {**arrays, _MARK: np.array([_FORMAT])}.items():
            np.save(folder / f"{name}.npy", array, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path, *, parties: Parties, analysed: Analysed) -> Comparable:
        """Map what :meth:`save` wrote into memory.

        Parameters
        ----------
        folder
            Where it was saved.
        parties, analysed
            The same as when it was made.

        Raises
        ------
        StoreError
            Where nothing can be read there, or it was made of other parties or by another version.
        """
        try:
            if _read(folder, _MARK).tolist() != [_FORMAT]:
                msg = f"{folder} was made by another version of Euthyna; make it anew"
                raise StoreError(msg)
            words = Words(**{name: _read(folder, f"words.{name}") for name in Words._fields})
            columns = {name: _column(folder, name) for name in Attributes._fields}
        except (OSError, ValueError) as error:
            msg = f"{folder} holds no comparable parties that can be read ({error}); make it anew"
            raise StoreError(msg) from error
        attributes = Attributes(**columns)
        if len(attributes.schemas) != len(parties) or len(words.table) != len(analysed.vocabulary):
            msg = f"{folder} was made of other parties; make it anew"
            raise StoreError(msg)
        names = _names(parties, analysed, words, attributes.schemas)
        return cls(parties, names, frozen(attributes))


def _names(
    parties: Parties, analysed: Analysed, words: Words, its_kinds: NDArray[np.uint8]
) -> Names:
    return frozen(
        Names(
            words=words,
            offsets=analysed.offsets,
            tokens=analysed.tokens,
            roles=analysed.roles,
            parties=parties.names().offsets,
            kinds=its_kinds,
        )
    )


def _analysed(parties: Parties) -> Analysed:
    named = kinds(parties)[parties.owners()]
    return analyse(parties.names().values.to_pylist(), kinds=named.tolist())


def frozen(columns: Columns) -> Columns:
    """Make all arrays read-only, as those are that are mapped into memory.

    Compiled code is made for one of the two, and would be made again for the other.
    """
    return type(columns)(*map(_frozen, columns))


def _frozen(value: Any) -> Any:
    if isinstance(value, tuple):
        return type(value)(*map(_frozen, value))
    array = np.ascontiguousarray(value).view()
    array.flags.writeable = False
    return np.asarray(array)


def _column(folder: Path, name: str) -> Any:
    if name not in _RAGGED:
        return _read(folder, f"{name}.")
    return Ragged(*(_read(folder, f"{name}.{part}") for part in Ragged._fields))


def _read(folder: Path, name: str) -> NDArray[Any]:
    found: NDArray[Any] = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
    return found
