"""Properties of the probability, and of the reasons behind it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.entities.scoring.conftest import comparable, probabilities, record

from euthyna.base.errors import BadParameterError
from euthyna.entities.records import Identifier, Name, Record
from euthyna.entities.scoring import explain, score, shipped

WORDS = st.sampled_from(
    [
        "Ivan",
        "Ivanov",
        "Anna",
        "Marić",
        "Müller",
        "Smith",
        "محمد",
        "علي",
        "Петров",
        "김",
        "正恩",
        "van",
        "der",
        "bin",
        "Ltd",
        "12",
        "J.",
        "Δημήτρης",
        "Ng",
    ]
)
NAMES = st.lists(WORDS, min_size=0, max_size=5).map(" ".join)
ANY = st.text(max_size=40)
SETTINGS = settings(deadline=None, max_examples=40)


def one_pair(left: Record, right: Record, *, prevalence: float = 0.5) -> tuple[float, float]:
    one, other = comparable([left]), comparable([right])
    first = np.array([0])
    found = score(one, other, query_rows=first, listed_rows=first, prevalence=prevalence)
    reasons = explain(one, other, query_row=0, listed_row=0, prevalence=prevalence)
    return float(found.probability[0]), sum(reason.weight for reason in reasons)


@SETTINGS
@given(NAMES | ANY, NAMES | ANY, st.sampled_from(("Person", "Company", "LegalEntity")))
def test_the_reasons_add_up_to_the_probability(left: str, right: str, schema: str) -> None:
    probability, total = one_pair(record(1, left, schema), record(2, right, schema))
    assert 0 <= probability <= 1
    assert probability == pytest.approx(1 / (1 + math.exp(-total)), abs=1e-6)


@SETTINGS
@given(NAMES, NAMES)
def test_the_order_of_words_matters_little(left: str, right: str) -> None:
    turned = " ".join(reversed(right.split()))
    straight, other = probabilities(
        [record(1, left), record(1, left)], [record(2, right), record(2, turned)]
    )
    assert abs(_log_odds(straight) - _log_odds(other)) < 3


@SETTINGS
@given(NAMES)
def test_a_name_is_nearest_to_itself(name: str) -> None:
    others = ("Quentin Xylander", "Торвальд Дранквист", "Orliska Kombinat")
    itself, *rest = probabilities(
        [record(1, name)] * 4, [record(2, name), *(record(3, other) for other in others)]
    )
    assert itself >= max(rest)


def _log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


PERSON = record(
    1,
    "Ilva Tarnquist",
    birth_dates=("1970-02-03",),
    countries=("ro",),
    gender="female",
    identifiers=(Identifier("AB-123456", "passport", "ro"),),
)
BETTER_TO_WORSE: tuple[tuple[str, tuple[dict[str, object], ...]], ...] = (
    (
        "birth",
        (
            {"birth_dates": ("1970-02-03",)},
            {"birth_dates": ("1970",)},
            {"birth_dates": ()},
            {"birth_dates": ("1970-09-21",)},
            {"birth_dates": ("1984-05-06",)},
        ),
    ),
    ("country", ({"countries": ("md", "ro")}, {"countries": ()}, {"countries": ("fr",)})),
    ("gender", ({"gender": "female"}, {"gender": ""}, {"gender": "male"})),
    (
        "identifier",
        (
            {"identifiers": (Identifier("ab123456", "passport", "ro"),)},
            {"identifiers": (Identifier("AB123456", "other", "fr"),)},
            {"identifiers": ()},
            {"identifiers": (Identifier("ZZ999999", "passport", "ro"),)},
        ),
    ),
    ("schema", ({"schema": "Person"}, {"schema": "Company"})),
)


@pytest.mark.parametrize(("trait", "steps"), BETTER_TO_WORSE, ids=[t for t, _ in BETTER_TO_WORSE])
def test_more_evidence_never_counts_against(
    trait: str, steps: tuple[dict[str, object], ...]
) -> None:
    empty = record(2, "Ilva Tarnquist")
    listed = [replace(empty, **step) for step in steps]  # type: ignore[arg-type]
    found = probabilities([PERSON] * len(listed), listed)
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == len(found), trait


def test_equal_names_with_other_births_are_doubtful() -> None:
    asked = record(1, "Anna Petrova", birth_dates=("1950-01-01",))
    other = record(2, "Anna Petrova", birth_dates=("1991-07-12",))
    assert probabilities([asked], [other])[0] < 0.5


def test_the_nearest_of_several_names_is_told() -> None:
    many = Record(id="2", schema="Person", names=(Name("Nobody Known"), Name("Ilva Tarn")))
    one, other = comparable([record(1, "Ilva Tarn")]), comparable([record(0, "Else"), many])
    found = score(one, other, query_rows=np.array([0]), listed_rows=np.array([1]))
    assert found.query_names.tolist() == [0]
    assert found.listed_names.tolist() == [2]


def test_no_names_are_no_nearest_names() -> None:
    one, other = comparable([Record(id="1")]), comparable([record(2, "Ilva Tarn")])
    found = score(one, other, query_rows=np.array([0]), listed_rows=np.array([0]))
    assert found.query_names.tolist() == [-1]
    assert found.probability[0] < 0.1


def test_no_pairs_are_no_scores() -> None:
    one = comparable([record(1, "Ilva Tarn")])
    none = np.zeros(0, np.int64)
    assert score(one, one, query_rows=none, listed_rows=none).probability.tolist() == []


def test_who_expects_fewer_listed_gets_smaller_probabilities() -> None:
    left, right = record(1, "Ilva Tarnquist"), record(2, "Ilwa Tarnquist")
    often, total = one_pair(left, right, prevalence=0.5)
    seldom, other = one_pair(left, right, prevalence=0.01)
    assert seldom < often
    assert total - other == pytest.approx(math.log(99))


@pytest.mark.parametrize("prevalence", [0.0, 1.0, -1.0, 7.0])
def test_a_share_outside_its_range_is_refused(prevalence: float) -> None:
    with pytest.raises(BadParameterError, match="between 0 and 1"):
        shipped().shift(prevalence)


def test_many_pairs_score_as_each_alone() -> None:
    names = [f"{a} {b}" for a in ("Ivan", "Anna", "محمد") for b in ("Petrov", "Tarn", "علي")]
    side = comparable([record(at, name) for at, name in enumerate(names)])
    rows = np.indices((len(names), len(names))).reshape(2, -1)
    many = np.tile(rows, 60)
    together = score(side, side, query_rows=many[0], listed_rows=many[1]).probability
    alone = score(side, side, query_rows=rows[0], listed_rows=rows[1]).probability
    assert together.tolist() == np.tile(alone, 60).tolist()


HOSTILE = (
    "",
    " ",
    "x" * 10_000,
    "ab " * 5_000,
    "\u202eИВАНОВ\u200b",
    "Ltd",
    "ООО",
    "...",
    "\u202e\u202e\u202e",
    "🙂🙂",
    "Ivаn Ivаnоv",  # Cyrillic vowels
    "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "ا" * 300,
    "漢" * 300,
)


def test_hostile_names_get_a_probability_too() -> None:
    pairs = [(one, other) for one in HOSTILE for other in (*HOSTILE, "Ivan Ivanov")]
    found = probabilities(
        [record(1, one) for one, _ in pairs], [record(2, other) for _, other in pairs]
    )
    assert all(0 <= value <= 1 for value in found)


@pytest.mark.parametrize(
    "date", ["", "1970", "1970-13-45", "yesterday", "19700101", "0000-00-00", "١٩٧٠"]
)
def test_odd_dates_are_no_error(date: str) -> None:
    one = record(1, "Ilva Tarn", birth_dates=(date,))
    two = replace(one, birth_dates=("1970-01-01",), incorporation_date=date)
    assert 0 < probabilities([one], [two])[0] < 1
