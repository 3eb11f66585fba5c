"""Words across scripts: how they are written in Latin letters, and what sounds alike."""

from __future__ import annotations

import numpy as np
import pytest

from euthyna.entities.names import Kind, analyse
from euthyna.entities.names.eastern import meant
from euthyna.entities.names.readings import readings
from euthyna.entities.names.scripts import Script, main_script


def sounds(word: str) -> set[int]:
    known = analyse([word], kinds=[Kind.PERSON]).vocabulary
    return set(known.skeletons[known.skeleton_lengths >= 2].tolist())


def coarse(word: str) -> set[int]:
    known = analyse([f"{word} ."], kinds=[Kind.PERSON]).vocabulary
    return set(known.coarse.tolist())


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("чехов", ["chekhov"]),
        ("хрущёв", ["khrushchyov"]),
        ("шевченко", ["shevchenko"]),
        ("сергій", ["serhiy"]),
        ("القذافي", ["qdhafi"]),
        ("김", ["kim"]),
        ("이", ["lee", "yi", "rhee", "i"]),
        ("müller", ["muller", "mueller"]),
        ("çağlar", ["caglar"]),
        ("пак", ["pak"]),
    ],
)
def test_words_are_written_as_newspapers_do(word: str, expected: list[str]) -> None:
    assert readings(word, script=main_script(word))[: len(expected)] == expected


@pytest.mark.parametrize(
    ("characters", "reading"),
    [("相勳", "sanghun"), ("鑑林", "kamlam"), ("安倍", "abe"), ("陈", "chan"), ("国健", "kwokkin")],
)
def test_chinese_characters_are_read_as_elsewhere_too(characters: str, reading: str) -> None:
    assert reading in readings(characters, script=Script.HAN)


@pytest.mark.parametrize(
    "alike",
    [
        ("mohamed", "muhammad", "mohammed", "محمد"),
        ("tchaikovsky", "chaykovskiy", "чайковский"),
        ("netanyahu", "נתניהו"),
        ("yousef", "youssef", "yusuf", "يوسف"),
        ("ivanov", "ivanoff", "иванов"),
        ("qaddafi", "kadafi"),
        ("walentina", "valentina", "валентина"),
        ("dimitrije", "димитрий"),
        ("khodorkovsky", "hodorkovski", "ходорковский"),
    ],
)
def test_spellings_of_one_name_sound_alike(alike: tuple[str, ...]) -> None:
    first, *others = (sounds(word) for word in alike)
    assert all(first & other for other in others)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ivanov", "petrov"), ("berg", "bauer"), ("hassan", "ahmad"), ("kim", "park")],
)
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    assert not sounds(one) & sounds(other)


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("walters", "沃尔特斯"),
        ("brackett", "布拉克特"),
        ("capitani", "卡皮塔尼"),
        ("mickelson", "ミケルソン"),
        ("phillips", "フィリップス"),
        ("bolton", "볼턴"),
        ("clinton", "클린턴"),
        ("obama", "오바마"),
    ],
)
def test_coarse_sounds_survive_the_east(word: str, written: str) -> None:
    assert coarse(word) & coarse(f"{written} {written}")


def test_one_word_may_be_meant_in_few_ways_only() -> None:
    assert len(meant("ルルルルルルルルバババババババ", script=Script.KANA)) <= 8


def test_a_sound_is_the_same_in_any_company() -> None:
    alone = analyse(["Sidorov"]).vocabulary
    among = analyse(["Berg", "Sidorov", "Ahmad"]).vocabulary
    assert alone.skeletons[0] == among.skeletons[among.texts.index("sidorov")]
    assert np.all(alone.coarse[:1] == among.coarse[among.coarse_offsets[1]])
