"""How alike two words can be, and what is counted of two names."""

from __future__ import annotations

from enum import IntEnum
from typing import Final


class Level(IntEnum):
    """How alike two words are; pairs are made from the most alike down."""

    NONE = 0
    EQUAL = 1
    READING = 2
    NICKNAME = 3
    SOUND_NEAR = 4
    SLIP_LONG = 5
    SLIP_MIDDLE = 6
    SOUND_ALIKE = 7
    SLIPS_LONG = 8
    SLIP_SHORT = 9
    SKELETON = 10
    SLIPS_MIDDLE = 11
    SOUND_FAR = 12
    ACROSS_NEAR = 13
    ACROSS_ALIKE = 14
    ACROSS_FAR = 15
    ACROSS_SKELETON = 16
    INITIAL = 17
    INITIALS = 18
    PREFIX = 19
    GENDERED = 20
    JOINED = 21
    JOINED_NEAR = 22
    HAN_NEAR = 23
    HAN_SOUND = 24
    ACROSS_GUESS = 25
    GUESS = 26


LEVELS: Final = len(Level)

SAYS: Final = {
    Level.EQUAL: "equal",
    Level.READING: "equal when written in Latin letters",
    Level.NICKNAME: "short for one another",
    Level.SOUND_NEAR: "sound the same",
    Level.SLIP_LONG: "one slip of the finger in a long word",
    Level.SLIP_MIDDLE: "one slip of the finger",
    Level.SOUND_ALIKE: "sound alike",
    Level.SLIPS_LONG: "two slips of the finger in a long word",
    Level.SLIP_SHORT: "one slip of the finger in a short word or its first letter",
    Level.SKELETON: "same consonants",
    Level.SLIPS_MIDDLE: "some slips of the finger",
    Level.SOUND_FAR: "sound somewhat alike",
    Level.ACROSS_NEAR: "sound the same across scripts",
    Level.ACROSS_ALIKE: "sound alike across scripts",
    Level.ACROSS_FAR: "sound somewhat alike across scripts",
    Level.ACROSS_SKELETON: "same consonants across scripts",
    Level.INITIAL: "an initial of the other",
    Level.INITIALS: "same initial",
    Level.PREFIX: "the beginning of the other",
    Level.GENDERED: "same family name with a man's and a woman's ending",
    Level.JOINED: "one word on one side, several on the other",
    Level.JOINED_NEAR: "nearly equal when run together, or a part of the other in Han",
    Level.HAN_NEAR: "all but one character equal",
    Level.HAN_SOUND: "other characters with the same sound",
    Level.ACROSS_GUESS: "might be one word across scripts",
    Level.GUESS: "might be one word",
}
"""What each level is called in a reason."""

QUALITY: Final = (
    0.0, 1.0, 0.98, 0.8, 0.94, 0.92, 0.86, 0.84, 0.82, 0.7, 0.72, 0.62, 0.62, 0.93, 0.87, 0.78,
    0.7, 0.6, 0.75, 0.66, 0.9, 0.95, 0.8, 0.45, 0.6, 0.5, 0.4,
)  # fmt: skip
"""How far a level counts as equal where words are paired and shares are taken, 0 to 1."""


class Count(IntEnum):
    """What is counted of two names besides the levels of their words."""

    BIAS = 0
    QUERY_EXTRA = 1
    QUERY_EXTRA_RARITY = 2
    LISTED_EXTRA = 3
    LISTED_EXTRA_RARITY = 4
    CONFLICT = 5
    CONFLICT_RARITY = 6
    CONFLICT_ALL = 7
    QUERY_INITIAL = 8
    LISTED_INITIAL = 9
    PATRONYMIC_EXTRA = 10
    PATRONYMIC_CONFLICT = 11
    GENERIC_EXTRA = 12
    GENERIC_CONFLICT = 13
    NUMBER_CONFLICT = 14
    NUMBER_EXTRA = 15
    LEGAL_EQUAL = 16
    LEGAL_CONFLICT = 17
    LEGAL_EXTRA = 18
    ONE_WORD_BOTH = 19
    ONE_WORD_QUERY = 20
    ONE_WORD_LISTED = 21
    MATCHED_0 = 22
    MATCHED_2 = 23
    MATCHED_3 = 24
    COVER_50 = 25
    COVER_70 = 26
    COVER_85 = 27
    COVER_95 = 28
    QUERY_COVER_60 = 29
    QUERY_COVER_85 = 30
    LISTED_COVER_60 = 31
    LISTED_COVER_85 = 32
    SURPRISE_6 = 33
    SURPRISE_10 = 34
    SURPRISE_14 = 35
    SURPRISE_18 = 36
    SURPRISE_24 = 37
    TURNED = 38
    WHOLE_80 = 39
    WHOLE_90 = 40
    ACROSS = 41
    NAMES = 42
    ALL_EQUAL = 43
    LAST_UNMATCHED = 44
    ACRONYM = 45
    WHOLE_ALL = 46
    SYLLABLES = 47


COUNTS: Final = len(Count)
FEATURES: Final = COUNTS + 2 * LEVELS
"""Columns of the evidence of names: counts, then how often each level, then its rarity."""
