"""Measure the candidate index in a process of its own; prints JSON. Called by screening.py."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
from screening_data import Listed, Query, listed, many_names, queries, word_pairs

from euthyna.entities.index import NameIndex
from euthyna.entities.names import Kind, Vocabulary, analyse, kinds_of
from euthyna.entities.names.cleaning import BREAK, clean

K = 30
EASTERN = frozenset({"chinese", "korean", "japanese", "katakana"})
KNOWN = Vocabulary()
LANGUAGES = ("russian", "arabic", "hebrew", "chinese", "korean", "japanese", "katakana")


def shares(rows: Iterable[tuple[str, bool]]) -> dict[str, tuple[float, int]]:
    """Give the share found and the number of rows, by label."""
    found: dict[str, list[bool]] = defaultdict(list)
    for label, hit in rows:
        found[label].append(hit)
    return {label: (sum(hits) / len(hits), len(hits)) for label, hits in sorted(found.items())}


def recall(asked: list[Query], ranks: list[int], *, k: int = K) -> dict[str, object]:
    """Count how often the right entity is among the first k, by kind and by script."""
    rows = [(q, rank < k) for q, rank in zip(asked, ranks, strict=True) if q.gold]
    cross = [(q.script, hit) for q, hit in rows if q.kind == "alias_xscript"]
    return {
        "overall": sum(hit for _, hit in rows) / len(rows),
        "positives": len(rows),
        "kinds": shares((q.kind, hit) for q, hit in rows),
        "scripts": shares(cross),
    }


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def index_of(data: Listed) -> NameIndex:
    return NameIndex.build(data.names, owners=data.owners, kinds=kinds_of(data.schemas))


def ranks_of(index: NameIndex, data: Listed, asked: list[Query]) -> tuple[list[int], float]:
    """Search as a user would: from texts to candidates. Ranks, and seconds of the best of three."""
    numbers = {id_: number for number, id_ in enumerate(data.ids)}
    texts, kinds = [q.name for q in asked], kinds_of([q.schema for q in asked])

    def search() -> None:
        nonlocal found
        found = index.search(analyse(texts, kinds=kinds), k=K)

    found = None
    search()
    seconds = min(timed(search) for _ in range(3))
    gold = np.array([numbers.get(q.gold or "", -1) for q in asked])
    right = found.owners == gold[found.queries]
    place = np.arange(len(found.owners)) - found.offsets[found.queries]
    ranks = np.full(len(asked), 10**6)
    ranks[found.queries[right]] = place[right]
    return ranks.tolist(), seconds


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def shipped() -> dict[str, object]:
    """Measure recall and speed on the shipped lists."""
    data = listed()
    index_of(Listed(data.names[:500], data.schemas[:500], data.owners[:500], data.ids))
    began = time.perf_counter()
    index = index_of(data)
    built = time.perf_counter() - began
    asked = queries()
    ranks, seconds = ranks_of(index, data, asked)
    everyone = queries(part=None)
    return {
        "names": len(data.names),
        "built": built,
        "speed": len(asked) / seconds,
        "queries": len(asked),
        **recall(asked, ranks),
        "at_10": recall(asked, ranks, k=10)["overall"],
        "all_rows": recall(everyone, ranks_of(index, data, everyone)[0]),
        "peak": peak_megabytes(),
    }


def scale(count: int) -> dict[str, object]:
    """Measure an index of many names: build, keep, load, renew, search."""
    names = many_names(count)
    asked = analyse([q.name for q in queries()], kinds=[Kind.PERSON] * len(queries()))
    NameIndex.build(names[:500], owners=range(500)).search(asked)
    before = peak_megabytes()
    began = time.perf_counter()
    index = NameIndex.build(names, owners=range(count), kinds=[Kind.PERSON] * count)
    built = time.perf_counter() - began
    peak = peak_megabytes()
    with tempfile.TemporaryDirectory() as folder:
        saved = timed(lambda: index.save(Path(folder) / "names"))
        loaded = timed(lambda: NameIndex.load(Path(folder) / "names"))
    renew = list(range(0, count, count // 1000))
    fresh = [f"{names[row]} Renewed" for row in renew]
    renewed = timed(lambda: index.update(fresh, owners=renew, removed=renew))
    seconds = min(timed(lambda: index.search(asked)) for _ in range(2))
    return {
        "names": count,
        "built": built,
        "saved": saved,
        "loaded": loaded,
        "renewed": renewed,
        "speed": len(asked) / seconds,
        "before": before,
        "peak": peak,
    }


def words() -> dict[str, object]:
    """Measure how often two spellings of one word sound alike, and two of different words."""
    return {language: _words(language) for language in LANGUAGES}


def _words(language: str) -> tuple[float, float, int]:
    pairs = word_pairs(language, most=2000)
    eastern = language in EASTERN
    sounds = [[_sounds(pair[side], eastern=eastern) for pair in pairs] for side in (0, 1)]
    same = sum(bool(a & b) for a, b in zip(*sounds, strict=True)) / len(pairs)
    counts: dict[int, int] = defaultdict(int)
    for found in sounds[0]:
        for sound in found:
            counts[sound] += 1
    chance = sum(counts[s] for found in sounds[1] for s in found) / len(pairs) ** 2
    return same, chance, len(pairs)


def _sounds(text: str, *, eastern: bool) -> set[int]:
    """Give the skeletons of one word, or the coarse sounds by which eastern scripts are met."""
    words = clean([text]).replace(".", " ").split()
    if not words:
        return set()
    number = int(KNOWN.numbers(["".join(words)], boundary=BREAK)[0])
    if eastern:
        bounds, codes = KNOWN.coarse_offsets, KNOWN.coarse
        return set(codes[bounds[number] : bounds[number + 1]].tolist())
    own = slice(KNOWN.writing_offsets[number], KNOWN.writing_offsets[number + 1])
    return set(KNOWN.skeletons[own][KNOWN.skeleton_lengths[own] >= 2].tolist())


if __name__ == "__main__":
    part = sys.argv[1]
    measured = {"shipped": shipped, "words": words}.get(part)
    result = measured() if measured else scale(int(part))
    print(json.dumps(result))
