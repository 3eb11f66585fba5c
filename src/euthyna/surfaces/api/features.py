"""What the score is made of: the name of each feature, as reasons give it, and what it means."""

from __future__ import annotations

from typing import Final

from euthyna.entities.records import Record
from euthyna.entities.scoring.attributes import Trait
from euthyna.entities.scoring.levels import SAYS
from euthyna.entities.scoring.traits import trait_sentence

_WHOLE: Final = {
    "before": "What is known before anything is compared: few candidates are the party meant.",
    "words_without_match": "Words of one name that are not in the other, more so rare ones.",
    "numbers_in_name": "Numbers in the names that differ, or stand in one only.",
    "legal_form": "Legal forms that are equal, differ, or stand in one name only.",
    "share_of_name": "How much of each name is found in the other.",
    "rarity_of_name": "How seldom so much agrees by chance.",
    "order_of_words": "The words stand in another order.",
    "name_as_a_whole": "The names are nearly equal without spaces.",
    "other_script": "The names are written in different scripts.",
    "number_of_names": "How many names were compared to find the nearest.",
    "acronym": "One name is the initials of the other.",
}


def described() -> dict[str, str]:
    """Describe every feature, by name.

    Examples
    --------
    >>> described()["birth_day_equal"]
    'Born on the same day.'
    """
    words = {level.name.lower(): f"A word on each side: {said}." for level, said in SAYS.items()}
    nobody = Record(id="")
    traits = {trait.name.lower(): trait_sentence(trait, nobody, nobody) for trait in Trait}
    told = {name: said.partition(":")[0].capitalize() + "." for name, said in traits.items()}
    return {**_WHOLE, **words, **told}
