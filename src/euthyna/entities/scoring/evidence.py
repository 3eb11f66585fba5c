"""What two names say of whether they name one party, as numbers."""

from __future__ import annotations

# ruff: noqa: ANN001, ANN201, ANN202, PLR0917, PLR1714, SIM109, SIM110 (kernels)
import numba as nb
import numpy as np

from euthyna.entities.names import Role, Script
from euthyna.entities.scoring.aligning import (
    ALL_MASK,
    LEGAL_BITS,
    LETTERS,
    LONGEST_RUN,
    MOST_WORDS,
    RARITY,
    ROLE,
    SIZE,
    SOUND_RARITY,
    align,
)
from euthyna.entities.scoring.comparing import bits
from euthyna.entities.scoring.levels import COUNTS, LEVELS, QUALITY, Count, Level
from euthyna.entities.scoring.spelling import typing_distance
from euthyna.entities.scoring.words import Column

_QUALITY = np.array(QUALITY, np.float32)
_INITIAL, _PATRONYMIC, _NUMBER = int(Role.INITIAL), int(Role.PATRONYMIC), int(Role.NUMBER)
_LEGAL = int(Role.LEGAL)
_SKELETON, _ACROSS_SKELETON = int(Level.SKELETON), int(Level.ACROSS_SKELETON)
_INITIAL_LEVEL, _READING = int(Level.INITIAL), int(Level.READING)
_NAT = 1000
_JOINED, _JOINED_NEAR = int(Level.JOINED), int(Level.JOINED_NEAR)
_HAN, _HANGUL = int(Script.HAN), int(Script.HANGUL)
_PLAIN = 3
_ANY_COMPANY = 8
"""Class of legal forms that is compatible with every other: *company*."""

_BIAS = int(Count.BIAS)
_QUERY_EXTRA, _QUERY_EXTRA_RARITY = int(Count.QUERY_EXTRA), int(Count.QUERY_EXTRA_RARITY)
_LISTED_EXTRA, _LISTED_EXTRA_RARITY = int(Count.LISTED_EXTRA), int(Count.LISTED_EXTRA_RARITY)
_CONFLICT, _CONFLICT_RARITY = int(Count.CONFLICT), int(Count.CONFLICT_RARITY)
_CONFLICT_ALL = int(Count.CONFLICT_ALL)
_QUERY_INITIAL, _LISTED_INITIAL = int(Count.QUERY_INITIAL), int(Count.LISTED_INITIAL)
_PATRONYMIC_EXTRA = int(Count.PATRONYMIC_EXTRA)
_PATRONYMIC_CONFLICT = int(Count.PATRONYMIC_CONFLICT)
_GENERIC_EXTRA, _GENERIC_CONFLICT = int(Count.GENERIC_EXTRA), int(Count.GENERIC_CONFLICT)
_NUMBER_CONFLICT, _NUMBER_EXTRA = int(Count.NUMBER_CONFLICT), int(Count.NUMBER_EXTRA)
_LEGAL_EQUAL, _LEGAL_CONFLICT = int(Count.LEGAL_EQUAL), int(Count.LEGAL_CONFLICT)
_LEGAL_EXTRA = int(Count.LEGAL_EXTRA)
_ONE_WORD_BOTH, _ONE_WORD_QUERY = int(Count.ONE_WORD_BOTH), int(Count.ONE_WORD_QUERY)
_ONE_WORD_LISTED = int(Count.ONE_WORD_LISTED)
_MATCHED_0, _MATCHED_2, _MATCHED_3 = (
    int(Count.MATCHED_0),
    int(Count.MATCHED_2),
    int(Count.MATCHED_3),
)
_COVER, _QUERY_COVER = int(Count.COVER_50), int(Count.QUERY_COVER_60)
_LISTED_COVER, _SURPRISE = int(Count.LISTED_COVER_60), int(Count.SURPRISE_6)
_TURNED, _WHOLE, _ACROSS = int(Count.TURNED), int(Count.WHOLE_80), int(Count.ACROSS)
_ALL_EQUAL, _LAST, _ACRONYM = int(Count.ALL_EQUAL), int(Count.LAST_UNMATCHED), int(Count.ACRONYM)
_WHOLE_ALL, _SYLLABLES = int(Count.WHOLE_ALL), int(Count.SYLLABLES)

_COVERS = np.array([0.5, 0.7, 0.85, 0.95], np.float32)
_SIDE_COVERS = np.array([0.6, 0.85], np.float32)
_SURPRISES = np.array([6, 10, 14, 18, 24], np.float32)
_STEP = np.float32(6)
_WHOLES = np.array([0.8, 0.9], np.float32)
_TENTH = np.float32(0.1)
_NATS = np.float32(1e-3)
_INITIAL_RARITY = np.float32(2.5)
"""Surprise of an equal first letter, in nats."""
_NUMBER_OF, _GENERIC_OF = int(Column.NUMBER), int(Column.GENERIC)
_SCRIPT, _START, _END = int(Column.SCRIPT), int(Column.START), int(Column.END)


@nb.njit(nogil=True)
def name_evidence(  # type: ignore[no-untyped-def]
    left, words, glued, right, others, its_glued, is_person, levels, mates, room, out
):
    """Write the evidence of two names into `out`, float32[FEATURES].

    The other parameters are those of :func:`~euthyna.entities.scoring.aligning.align`.
    """
    out[:] = 0
    out[_BIAS] = 1
    n, m = left[MOST_WORDS, SIZE], right[MOST_WORDS, SIZE]
    align(left, words, glued, right, others, its_glued, is_person, levels, mates, room)
    surprise = _matched(left, n, right, mates, out)
    query_cover = _share(left, n, mates, 0)
    listed_cover = _share(right, m, mates, 1)
    cover = min(query_cover, listed_cover)
    _left_over(left, n, right, m, is_person, mates, out)
    _steps(out, _COVER, cover, _COVERS)
    _steps(out, _QUERY_COVER, query_cover, _SIDE_COVERS)
    _steps(out, _LISTED_COVER, listed_cover, _SIDE_COVERS)
    for at in range(len(_SURPRISES)):
        over = (surprise - _SURPRISES[at]) / _STEP
        out[_SURPRISE + at] = min(max(over, np.float32(0)), np.float32(1))
    out[_TURNED] = _is_turned(mates, n)
    if cover < np.float32(0.99):
        _whole(left, n, words.letters, right, m, others.letters, room, out)
    _legal_forms(left[MOST_WORDS, LEGAL_BITS], right[MOST_WORDS, LEGAL_BITS], out)
    if not is_person and cover < np.float32(0.5):
        short = _is_acronym(left, n, words.letters, right, m, others.letters)
        long = _is_acronym(right, m, others.letters, left, n, words.letters)
        if short or long:
            out[_ACRONYM] = 1
            # The words that the letters stand for are neither in conflict nor left over.
            out[_QUERY_EXTRA : _CONFLICT_ALL + 1] = 0
    out[_ONE_WORD_BOTH] = n == 1 and m == 1
    out[_ONE_WORD_QUERY] = n == 1 and m > 1
    out[_ONE_WORD_LISTED] = m == 1 and n > 1
    out[_ALL_EQUAL] = cover > np.float32(0.999) and n > 0


@nb.njit(nogil=True)
def _steps(out, first, value, bounds):  # type: ignore[no-untyped-def]
    """Mark every bound that a share has reached."""
    for at in range(len(bounds)):
        out[first + at] = value >= bounds[at]


@nb.njit(nogil=True)
def _matched(left, n, right, mates, out):  # type: ignore[no-untyped-def]
    """Count the levels of paired words, and tell their surprise in nats."""
    surprise, strong, before = np.float32(0), 0, -1
    for i in range(n):
        j, level = mates[0, i, 0], mates[0, i, 1]
        if j < 0 or j == before:
            # Nothing, or one more word that is run together with the one before.
            continue
        before = j
        surprise += add_pair(left, right, mates, i, out)
        strong += _QUALITY[level] >= np.float32(0.55)
        script, its_script = left[i, _SCRIPT], right[j, _SCRIPT]
        if script != its_script:
            out[_ACROSS] = 1
        out[_SYLLABLES] += _is_syllabic(script) != _is_syllabic(its_script)
    out[_MATCHED_0] = strong == 0
    out[_MATCHED_2] = strong >= 2
    out[_MATCHED_3] = strong >= 3
    return surprise


@nb.njit(nogil=True)
def add_pair(left, right, mates, i, out):  # type: ignore[no-untyped-def]
    """Count the level of word `i` of the left and its mate, and tell their surprise in nats."""
    j, level = mates[0, i, 0], mates[0, i, 1]
    if level == _JOINED or level == _JOINED_NEAR:
        rarity = min(_run_rarity(left, mates, 0, j), _run_rarity(right, mates, 1, i))
    else:
        rarity = _pair_rarity(left[i], right[j], level)
    out[COUNTS + level] += 1
    out[COUNTS + LEVELS + level] += rarity * _TENTH
    return rarity * _QUALITY[level] * _QUALITY[level]


@nb.njit(nogil=True, inline="always")
def _is_syllabic(script):  # type: ignore[no-untyped-def]
    """Tell whether a script writes syllables: few of them make all names."""
    return script == _HAN or script == _HANGUL


@nb.njit(nogil=True)
def _run_rarity(side, mates, which, mate):  # type: ignore[no-untyped-def]
    """Sum the rarities of the words that have one mate."""
    rarity = np.float32(0)
    for i in range(MOST_WORDS):
        if mates[which, i, 0] == mate:
            rarity += side[i, RARITY] * _NATS
    return rarity


@nb.njit(nogil=True)
def _pair_rarity(word, other, level):  # type: ignore[no-untyped-def]
    """Tell how surprising it is that two loaded words are so alike, in nats."""
    if level == _SKELETON or level == _ACROSS_SKELETON:
        return min(word[SOUND_RARITY], other[SOUND_RARITY]) * _NATS
    if level == _INITIAL_LEVEL:
        return _INITIAL_RARITY
    rarity = min(word[RARITY], other[RARITY])
    if word[_SCRIPT] != other[_SCRIPT] and level != _READING:
        # Across scripts many words are near one another that have few consonants.
        rarity = min(rarity, min(word[SOUND_RARITY], other[SOUND_RARITY]) + _NAT)
    return rarity * _NATS


@nb.njit(nogil=True)
def _share(side, size, mates, which):  # type: ignore[no-untyped-def]
    """Tell which share of a name, by rarity, is found on the other side."""
    total, known = np.float32(1e-6), np.float32(0)
    for i in range(size):
        rarity = side[i, RARITY] * _NATS
        if side[i, ROLE] == _INITIAL:
            rarity = min(rarity, _INITIAL_RARITY)
        if mates[which, i, 0] >= 0:
            known += rarity * _QUALITY[mates[which, i, 1]]
        elif side[i, ROLE] == _PATRONYMIC:
            rarity *= np.float32(0.3)
        total += rarity
    return known / total


@nb.njit(nogil=True)
def _left_over(left, n, right, m, is_person, mates, out):  # type: ignore[no-untyped-def]
    """Count the words without a mate: one against another is a conflict, the rest is extra."""
    n_words, n_rarity, n_rarest = _lonely(left, n, mates, 0, is_person, out)
    m_words, m_rarity, m_rarest = _lonely(right, m, mates, 1, is_person, out)
    both = min(n_words, m_words)
    if both > 0:
        out[_CONFLICT] = both
        out[_CONFLICT_RARITY] = min(n_rarity, m_rarity) * _TENTH
        out[_CONFLICT_ALL] = 1 - out[_MATCHED_2]
        out[_LAST] = n_rarest and m_rarest
    if n_words > both:
        out[_QUERY_EXTRA] = n_words - both
        out[_QUERY_EXTRA_RARITY] = n_rarity * (n_words - both) / n_words * _TENTH
    if m_words > both:
        out[_LISTED_EXTRA] = m_words - both
        out[_LISTED_EXTRA_RARITY] = m_rarity * (m_words - both) / m_words * _TENTH
    for sort, conflict, extra in (
        (0, _PATRONYMIC_CONFLICT, _PATRONYMIC_EXTRA),
        (1, _NUMBER_CONFLICT, _NUMBER_EXTRA),
        (2, _GENERIC_CONFLICT, _GENERIC_EXTRA),
    ):
        here = _lonely_of(left, n, mates, 0, is_person, sort)
        there = _lonely_of(right, m, mates, 1, is_person, sort)
        out[conflict] = min(here, there)
        out[extra] = max(here, there) - min(here, there)


@nb.njit(nogil=True)
def _lonely(side, size, mates, which, is_person, out):  # type: ignore[no-untyped-def]
    """Count plain words without a mate, sum their rarities, and tell if the rarest is one."""
    count, rarity = 0, np.float32(0)
    rarest, is_lonely = np.float32(-1), False
    for i in range(size):
        own = side[i, RARITY] * _NATS
        if own > rarest:
            rarest, is_lonely = own, mates[which, i, 0] < 0
        if mates[which, i, 0] >= 0:
            continue
        if side[i, ROLE] == _INITIAL:
            out[_QUERY_INITIAL + which] += 1
        elif _sort(side[i], is_person) == _PLAIN:
            count += 1
            rarity += own
    return count, rarity, is_lonely


@nb.njit(nogil=True)
def _lonely_of(side, size, mates, which, is_person, sort):  # type: ignore[no-untyped-def]
    count = 0
    for i in range(size):
        if mates[which, i, 0] < 0 and side[i, ROLE] != _INITIAL:
            count += _sort(side[i], is_person) == sort
    return count


@nb.njit(nogil=True, inline="always")
def _sort(word, is_person):  # type: ignore[no-untyped-def]
    """Tell what a word without a mate is: a patronymic, a number, a word of many firms, plain."""
    if word[ROLE] == _PATRONYMIC:
        return 0
    if word[ROLE] == _NUMBER or (not is_person and word[_NUMBER_OF] >= 0):
        return 1
    return 2 if word[_GENERIC_OF] != 0 and not is_person else _PLAIN


@nb.njit(nogil=True)
def _is_turned(mates, n):  # type: ignore[no-untyped-def]
    last = -1
    for i in range(n):
        if mates[0, i, 0] >= 0:
            if mates[0, i, 0] < last:
                return True
            last = mates[0, i, 0]
    return False


@nb.njit(nogil=True)
def _whole(left, n, letters, right, m, its_letters, room, out):  # type: ignore[no-untyped-def]
    """Compare both names without their spaces."""
    size, its_size = left[MOST_WORDS, LETTERS], right[MOST_WORDS, LETTERS]
    longer = max(size, its_size)
    if min(size, its_size) < 6 or abs(size - its_size) * 5 > longer or longer > LONGEST_RUN:
        return
    if bits(left[MOST_WORDS, ALL_MASK] ^ right[MOST_WORDS, ALL_MASK]) > longer * 2 // 5:
        # Every slip changes two letters at most, and no more than a fifth may be slips.
        return
    one, other = np.empty(LONGEST_RUN, np.uint8), np.empty(LONGEST_RUN, np.uint8)
    _run_together(left, n, letters, one)
    _run_together(right, m, its_letters, other)
    slips = typing_distance(one, 0, size, other, 0, its_size, room)
    out[_WHOLE_ALL] = slips == 0
    _steps(out, _WHOLE, np.float32(1) - np.float32(slips) / np.float32(longer), _WHOLES)


@nb.njit(nogil=True)
def _run_together(side, size, letters, run):  # type: ignore[no-untyped-def]
    filled = 0
    for i in range(size):
        for at in range(side[i, _START], side[i, _END]):
            run[filled] = letters[at]
            filled += 1


@nb.njit(nogil=True)
def _legal_forms(here, there, out):  # type: ignore[no-untyped-def]
    """Compare the classes of legal forms, one bit each."""
    if here == 0 and there == 0:
        return
    if here == 0 or there == 0:
        out[_LEGAL_EXTRA] = 1
    elif here & there != 0:
        out[_LEGAL_EQUAL] = 1
    elif (here | there) & (1 << _ANY_COMPANY) == 0:
        out[_LEGAL_CONFLICT] = 1


@nb.njit(nogil=True)
def _is_acronym(short, size, letters, long, its_size, its_letters):  # type: ignore[no-untyped-def]
    """Tell whether the only word of one name is made of the first letters of the other's."""
    start, end = short[0, _START], short[0, _END]
    if size != 1 or its_size < 3 or end - start != its_size:
        return False
    for j in range(its_size):
        if letters[start + j] != its_letters[long[j, _START]]:
            return False
    return True
