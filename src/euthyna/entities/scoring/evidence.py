"""What two names say of whether they name one party, as numbers."""

from __future__ import annotations

# ruff: noqa: ANN001, ANN202, PLR0917, PLR1714 (kernels)
import numba as nb
import numpy as np

from euthyna.entities.names import Role
from euthyna.entities.scoring.aligning import LONGEST_RUN, align
from euthyna.entities.scoring.levels import COUNTS, LEVELS, QUALITY, Count, Level
from euthyna.entities.scoring.spelling import typing_distance

_QUALITY = np.array(QUALITY, np.float32)
_INITIAL, _PATRONYMIC, _NUMBER = int(Role.INITIAL), int(Role.PATRONYMIC), int(Role.NUMBER)
_LEGAL = int(Role.LEGAL)
_SKELETON, _ACROSS_SKELETON = int(Level.SKELETON), int(Level.ACROSS_SKELETON)
_INITIAL_LEVEL, _READING = int(Level.INITIAL), int(Level.READING)
_GUESS, _ACROSS_GUESS = int(Level.GUESS), int(Level.ACROSS_GUESS)
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

_COVERS = np.array([0.5, 0.7, 0.85, 0.95], np.float32)
_SIDE_COVERS = np.array([0.6, 0.85], np.float32)
_SURPRISES = np.array([6, 10, 14, 18, 24], np.float32)
_WHOLES = np.array([0.8, 0.9], np.float32)
_TENTH = np.float32(0.1)


@nb.njit(cache=True, nogil=True)
def name_evidence(left, right, is_person, levels, mates, out):  # type: ignore[no-untyped-def]
    """Write the evidence of two names into `out`, float32[FEATURES].

    `left` and `right` are as in :func:`align`, with the end of the name as last item; `levels`
    and `mates` are room for it.
    """
    out[:] = 0
    out[_BIAS] = 1
    align(left[:6], right[:6], is_person, levels, mates)
    surprise, across = _matched(left, right, mates, out)
    query_total, query_known = _shares(left, mates, 0)
    listed_total, listed_known = _shares(right, mates, 1)
    _left_over(left, right, is_person, mates, out)
    query_cover = query_known / max(query_total, np.float32(1e-6))
    listed_cover = listed_known / max(listed_total, np.float32(1e-6))
    cover = min(query_cover, listed_cover)
    _steps(out, _COVER, cover, _COVERS)
    _steps(out, _QUERY_COVER, query_cover, _SIDE_COVERS)
    _steps(out, _LISTED_COVER, listed_cover, _SIDE_COVERS)
    for at in range(len(_SURPRISES)):
        over = surprise - _SURPRISES[at]
        width = np.float32(6)
        out[_SURPRISE + at] = min(max(over / width, np.float32(0)), np.float32(1))
    out[_ACROSS] = across
    out[_TURNED] = _is_turned(mates, left[4])
    if cover < np.float32(0.99):
        _whole(left, right, out)
    _legal_forms(left, right, out)
    if not is_person:
        out[_ACRONYM] = _is_acronym(left, right) or _is_acronym(right, left)
    n, m = left[4], right[4]
    out[_ONE_WORD_BOTH] = n == 1 and m == 1
    out[_ONE_WORD_QUERY] = n == 1 and m > 1
    out[_ONE_WORD_LISTED] = m == 1 and n > 1
    out[_ALL_EQUAL] = cover > np.float32(0.999) and n > 0


@nb.njit(cache=True, nogil=True)
def _steps(out, first, value, bounds):  # type: ignore[no-untyped-def]
    """Mark every bound that a share has reached."""
    for at in range(len(bounds)):
        out[first + at] = value >= bounds[at]


@nb.njit(cache=True, nogil=True)
def _matched(left, right, mates, out):  # type: ignore[no-untyped-def]
    """Count the levels of paired words; tell their surprise, and whether scripts differ."""
    words, tokens, places, n = left[0], left[1], left[3], left[4]
    others, other_tokens, other_places = right[0], right[1], right[3]
    surprise, across, strong, before = np.float32(0), np.float32(0), 0, -1
    for i in range(n):
        j, level = mates[0, i, 0], mates[0, i, 1]
        if j < 0 or j == before:
            # Nothing, or one more word that is run together with the one before.
            continue
        before = j
        one, other = tokens[places[i]], other_tokens[other_places[j]]
        rarity = pair_rarity(words, one, others, other, level)
        out[COUNTS + level] += 1
        out[COUNTS + LEVELS + level] += rarity * _TENTH
        surprise += rarity * _QUALITY[level] * _QUALITY[level]
        strong += _QUALITY[level] >= np.float32(0.55)
        across = max(across, np.float32(words.script[one] != others.script[other]))
    out[_MATCHED_0] = strong == 0
    out[_MATCHED_2] = strong >= 2
    out[_MATCHED_3] = strong >= 3
    return surprise, across


@nb.njit(cache=True, nogil=True)
def pair_rarity(words, one, others, other, level):  # type: ignore[no-untyped-def]
    """Tell how surprising it is that two words are so alike, in nats."""
    if level == _SKELETON or level == _ACROSS_SKELETON:
        return min(words.sound_rarity[one], others.sound_rarity[other])
    if level == _INITIAL_LEVEL:
        return np.float32(2.5)
    return min(words.rarity[one], others.rarity[other])


@nb.njit(cache=True, nogil=True)
def _shares(side, mates, which):  # type: ignore[no-untyped-def]
    """Sum the rarities of the naming words of one side, and of what is found on the other."""
    words, tokens, roles, places, n = side[0], side[1], side[2], side[3], side[4]
    total, known = np.float32(0), np.float32(0)
    for i in range(n):
        rarity = words.rarity[tokens[places[i]]]
        if roles[places[i]] == _INITIAL:
            rarity = min(rarity, np.float32(2.5))
        if roles[places[i]] == _PATRONYMIC and mates[which, i, 0] < 0:
            rarity *= np.float32(0.3)
        total += rarity
        if mates[which, i, 0] >= 0:
            known += rarity * _QUALITY[mates[which, i, 1]]
    return total, known


@nb.njit(cache=True, nogil=True)
def _left_over(left, right, is_person, mates, out):  # type: ignore[no-untyped-def]
    """Count the words without a mate: one against another is a conflict, the rest is extra."""
    n_words, n_rarity, n_rarest = _lonely(left, mates, 0, is_person, out)
    m_words, m_rarity, m_rarest = _lonely(right, mates, 1, is_person, out)
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
    _special(left, right, is_person, mates, out)


@nb.njit(cache=True, nogil=True)
def _lonely(side, mates, which, is_person, out):  # type: ignore[no-untyped-def]
    """Count plain words without a mate, sum their rarities, and tell if the rarest is one."""
    words, tokens, roles, places, n = side[0], side[1], side[2], side[3], side[4]
    count, rarity = 0, np.float32(0)
    rarest, is_lonely = np.float32(-1), False
    for i in range(n):
        token, role = tokens[places[i]], roles[places[i]]
        if words.rarity[token] > rarest:
            rarest, is_lonely = words.rarity[token], mates[which, i, 0] < 0
        if mates[which, i, 0] >= 0:
            continue
        if role == _INITIAL:
            out[_QUERY_INITIAL + which] += 1
        elif _sort(words, token, role, is_person) == _PLAIN:
            count += 1
            rarity += words.rarity[token]
    return count, rarity, is_lonely


@nb.njit(cache=True, nogil=True)
def _special(left, right, is_person, mates, out):  # type: ignore[no-untyped-def]
    """Count patronymics, numbers and words of many firms without a mate."""
    for kind in range(3):
        n = _lonely_special(left, mates, 0, is_person, kind)
        m = _lonely_special(right, mates, 1, is_person, kind)
        both = min(n, m)
        extra = max(n, m) - both
        if kind == 0:
            out[_PATRONYMIC_CONFLICT], out[_PATRONYMIC_EXTRA] = both, extra
        elif kind == 1:
            out[_NUMBER_CONFLICT], out[_NUMBER_EXTRA] = both, extra
        else:
            out[_GENERIC_CONFLICT], out[_GENERIC_EXTRA] = both, extra


@nb.njit(cache=True, nogil=True)
def _lonely_special(side, mates, which, is_person, kind):  # type: ignore[no-untyped-def]
    words, tokens, roles, places, n = side[0], side[1], side[2], side[3], side[4]
    count = 0
    for i in range(n):
        if mates[which, i, 0] >= 0 or roles[places[i]] == _INITIAL:
            continue
        count += _sort(words, tokens[places[i]], roles[places[i]], is_person) == kind
    return count


@nb.njit(cache=True, nogil=True)
def _sort(words, token, role, is_person):  # type: ignore[no-untyped-def]
    """Tell what a word without a mate is: a patronymic, a number, a word of many firms, plain."""
    if role == _PATRONYMIC:
        return 0
    if role == _NUMBER or (not is_person and words.number[token] >= 0):
        return 1
    return 2 if words.generic[token] != 0 and not is_person else _PLAIN


@nb.njit(cache=True, nogil=True)
def _is_turned(mates, n):  # type: ignore[no-untyped-def]
    last = -1
    for i in range(n):
        if mates[0, i, 0] >= 0:
            if mates[0, i, 0] < last:
                return True
            last = mates[0, i, 0]
    return False


@nb.njit(cache=True, nogil=True)
def _whole(left, right, out):  # type: ignore[no-untyped-def]
    """Compare both names without their spaces."""
    one, other = np.zeros(LONGEST_RUN, np.uint8), np.zeros(LONGEST_RUN, np.uint8)
    n, m = _run_together(left, one), _run_together(right, other)
    longer = max(n, m)
    if min(n, m) < 6 or abs(n - m) * 5 > longer:
        return
    slips = typing_distance(one, 0, n, other, 0, m)
    _steps(out, _WHOLE, np.float32(1) - np.float32(slips) / np.float32(longer), _WHOLES)


@nb.njit(cache=True, nogil=True)
def _run_together(side, run):  # type: ignore[no-untyped-def]
    words, tokens, places, n = side[0], side[1], side[3], side[4]
    size = 0
    for i in range(n):
        form = words.forms[tokens[places[i]]]
        for at in range(words.starts[form], words.starts[form + 1]):
            if size < len(run):
                run[size] = words.letters[at]
                size += 1
    return size


@nb.njit(cache=True, nogil=True)
def _legal_forms(left, right, out):  # type: ignore[no-untyped-def]
    n, m = _classes(left), _classes(right)
    if n == 0 and m == 0:
        return
    if n == 0 or m == 0:
        out[_LEGAL_EXTRA] = 1
    elif n & m != 0:
        out[_LEGAL_EQUAL] = 1
    elif (n | m) & (1 << _ANY_COMPANY) == 0:
        out[_LEGAL_CONFLICT] = 1


@nb.njit(cache=True, nogil=True)
def _classes(side):  # type: ignore[no-untyped-def]
    words, tokens, roles, start, end = side[0], side[1], side[2], side[5], side[6]
    found = 0
    for at in range(start, end):
        if roles[at] == _LEGAL:
            found |= 1 << words.legal[tokens[at]]
    return found


@nb.njit(cache=True, nogil=True)
def _is_acronym(short, long):  # type: ignore[no-untyped-def]
    """Tell whether the only word of one name is made of the first letters of the other's."""
    if short[4] != 1 or long[4] < 3:
        return False
    words, tokens, places = short[0], short[1], short[3]
    form = words.forms[tokens[places[0]]]
    start, end = words.starts[form], words.starts[form + 1]
    others, other_tokens, other_places, m = long[0], long[1], long[3], long[4]
    if end - start != m:
        return False
    for j in range(m):
        first = others.starts[others.forms[other_tokens[other_places[j]]]]
        if words.letters[start + j] != others.letters[first]:
            return False
    return True
