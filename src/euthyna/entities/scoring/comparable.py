"""Parties made ready for comparison: all that the kernels take, as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from euthyna.entities.names import Analysed, analyse
from euthyna.entities.parties import Parties
from euthyna.entities.scoring.attributes import Attributes
from euthyna.entities.scoring.columns import attributes_of, kinds
from euthyna.entities.scoring.pairs import Names
from euthyna.entities.scoring.vocabulary import words_of


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
        names = Names(
            words=words,
            offsets=analysed.offsets,
            tokens=analysed.tokens,
            roles=analysed.roles,
            parties=parties.names().offsets,
            kinds=kinds(parties),
        )
        return cls(parties, names, attributes_of(parties))


def _analysed(parties: Parties) -> Analysed:
    named = kinds(parties)[parties.owners()]
    return analyse(parties.names().values.to_pylist(), kinds=named.tolist())
