"""How probable it is that two records are one, feature by feature.

===============  ====================================================================
``reasons``      what a reason is
``spelling``     how far two words are apart, by keys and by sound
``levels``       how alike two words can be, and what is counted of two names
``nicknames``    given names that are short for one another
``generic``      words that many firms have in their names; words that count
``words``        what must be known of each word, as columns
``vocabulary``   from a vocabulary to these columns; how rare words are
``comparing``    how alike two words are
``aligning``     which word of one name is which of another
``evidence``     what two names say, as numbers
``pairs``        the nearest names of many pairs of parties
``attributes``   what dates, countries, numbers and addresses say
``columns``      from parties to what is compared of them
``comparable``   parties made ready for comparison
``model``        the fitted numbers: what each feature weighs
``scores``       the probability of many pairs
``traits``       what each trait says in words
``alignment``    two names side by side, for people to read
``explaining``   the reasons of one pair
===============  ====================================================================
"""

from euthyna.entities.scoring.comparable import Comparable
from euthyna.entities.scoring.explaining import explain
from euthyna.entities.scoring.model import Model, shipped
from euthyna.entities.scoring.reasons import Reason
from euthyna.entities.scoring.scores import PREVALENCE, Evidence, Scores, evidence, score

__all__ = [
    "PREVALENCE",
    "Comparable",
    "Evidence",
    "Model",
    "Reason",
    "Scores",
    "evidence",
    "explain",
    "score",
    "shipped",
]
