"""The candidate index: the few listed names that may be meant, out of millions.

==============  =====================================================================
``keys``        under which keys a name is filed: words, sounds, letters, pairs
``postings``    which names hold a key
``merging``     postings renewed when names come and go
``weighing``    what keys, names and words are worth
``aligning``    how alike two names are, word by word
``searching``   keys walked within a budget, the nearest names compared
``storing``     an index in a folder
``candidates``  the index itself
==============  =====================================================================
"""

from euthyna.entities.index.candidates import Candidates, NameIndex

__all__ = ["Candidates", "NameIndex"]
