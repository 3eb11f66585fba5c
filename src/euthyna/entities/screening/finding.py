"""Listed parties by a text that a person types: a name, or its beginning."""

from __future__ import annotations

from typing import Final

import numpy as np

from euthyna.entities.names import analyse
from euthyna.entities.records import Name, Record
from euthyna.entities.screening.screener import Screener
from euthyna.entities.screening.words import Rows, Words

_ALIKE: Final = 20
"""Most parties that are found by names that are only alike."""
_LEAST: Final = 0.02
"""Probability below which a name is not alike."""


class Finder:
    """Finds parties by words, by their beginnings, and by names that are alike.

    Parameters
    ----------
    screener
        The lists.
    """

    def __init__(self, screener: Screener) -> None:
        self._screener = screener
        parties = screener.parties
        self._words = Words(analyse(parties.names().values.to_pylist()), owners=parties.owners())
        self._lists = np.asarray(parties.table.column("dataset").to_pylist(), object)
        self._rows = {party: row for row, party in enumerate(parties.ids())}

    def find(
        self, text: str, *, limit: int = 10, datasets: frozenset[str] | None = None
    ) -> list[Record]:
        """Find parties by a text.

        Parameters
        ----------
        text
            A name in any script, or its beginning; without one, any parties are given.
        limit
            Most parties wanted.
        datasets
            Lists to look in; None for all.

        Returns
        -------
        list of Record
            First those that have all words of the text in one name, then those whose names are
            alike, then those whose words begin so.
        """
        if not text.strip():
            found = np.arange(len(self._screener.parties))
        else:
            whole, begun = self._words.find(text)
            found = np.concatenate([whole, self._alike(text, datasets), begun])
        if datasets is not None:
            found = found[np.isin(self._lists[found], list(datasets))]
        _, first = np.unique(found, return_index=True)
        rows = found[np.sort(first)][:limit]
        return list(self._screener.parties.records(rows.tolist()))

    def _alike(self, text: str, datasets: frozenset[str] | None) -> Rows:
        asked = Record(id="", names=(Name(text),))
        (matches,) = self._screener.screen([asked], limit=_ALIKE, cutoff=_LEAST, datasets=datasets)
        return np.asarray([self._rows[match.listed.id] for match in matches], np.int64)
