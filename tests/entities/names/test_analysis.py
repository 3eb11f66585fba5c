"""Names taken apart: odd input, roles, legal forms, names without spaces."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from euthyna.entities.names import Analysed, Form, Kind, Role, Script, Vocabulary, analyse, kinds_of
from euthyna.entities.names.analysis import MOST_WORDS


def words(name: str, kind: Kind = Kind.UNKNOWN) -> list[str]:
    return analyse([name], kinds=[kind]).words(0)


def roles(name: str, kind: Kind = Kind.UNKNOWN) -> str:
    return " ".join(Role(role).name for role in analyse([name], kinds=[kind]).roles)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("O\u2019Brien,  J.", ["obrien", "j"]),
        ("J.R.R. Tolkien", ["j", "r", "r", "tolkien"]),
        ("\u202eИВАНОВ\u202c Иван\u200bович", ["иванов", "иванович"]),
        ("Ｊｏｓé  ﬁscher", ["josé", "fischer"]),
        ("al-Assad", ["al", "assad"]),
        ("İstanbul STRASSE", ["istanbul", "strasse"]),
        ("مُحَمَّد", ["محمد"]),
        ("Nº 12 ٣", ["no", "12", "3"]),
        ("习近平", ["习", "近平"]),
        ("欧阳娜娜", ["欧阳", "娜娜"]),
        ("安倍晋三", ["安倍", "晋三"]),
        ("小泉純一郎", ["小泉", "純一郎"]),
        ("김정은", ["김", "정은"]),
        ("남궁민수", ["남궁", "민수"]),
        ("도널드 트럼프", ["도널드", "트럼프"]),
    ],
)
def test_a_name_is_folded_into_words(name: str, expected: list[str]) -> None:
    assert words(name, Kind.PERSON) == expected


@pytest.mark.parametrize("name", ["", " ", "\u202e\u200b", "???", "\x00\x01\x1e", "—"])
def test_a_name_without_letters_has_no_words(name: str) -> None:
    assert words(name) == []


def test_names_stay_apart_whatever_they_contain() -> None:
    odd = ["a\x01b", "c\nd", "", "\x01", "e\x1ef", "ﷺ", "g"]
    found = analyse(odd)
    assert len(found) == len(odd)
    assert found.words(0) == ["a", "b"]
    assert found.words(6) == ["g"]


def test_an_endless_name_is_cut_and_told() -> None:
    began = time.perf_counter()
    found = analyse(["x" * 10_000, "a " * 5_000, "ﷺ" * 10_000, "short"])
    assert found.cut.tolist() == [True, True, True, False]
    assert np.diff(found.offsets).max() <= MOST_WORDS
    assert time.perf_counter() - began < 5


def test_a_word_of_two_alphabets_is_written_in_one_and_told() -> None:
    found = analyse(["B\u0430nk", "Bank", "Ив\u0061нов"])
    assert found.mixed.tolist() == [True, False, True]
    assert found.words(0) == found.words(1)
    assert found.words(2) == ["иванов"]


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Dr. Hans von Berg", Kind.PERSON, "TITLE WORD PARTICLE WORD"),
        ("Иван Петрович Сидоров", Kind.PERSON, "WORD PATRONYMIC WORD"),
        ("Sidorov Ivan Petrovich", Kind.PERSON, "WORD WORD PATRONYMIC"),
        ("J. Smith", Kind.PERSON, "INITIAL WORD"),
        ("Sheikh Ahmed bin Ali", Kind.PERSON, "TITLE WORD PARTICLE WORD"),
        ("الشيخ أحمد بن علي", Kind.PERSON, "TITLE WORD PARTICLE WORD"),
        ("Dr Pepper GmbH", Kind.ORGANISATION, "WORD WORD LEGAL"),
        ("School 12", Kind.ORGANISATION, "WORD NUMBER"),
        ("Sa Nguyen", Kind.PERSON, "WORD WORD"),
        ("GmbH", Kind.ORGANISATION, "WORD"),
        ("Dr. von", Kind.PERSON, "WORD WORD"),
    ],
)
def test_words_have_roles_in_their_name(name: str, kind: Kind, expected: str) -> None:
    assert roles(name, kind) == expected


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("ООО Ромашка", Form.LIMITED),
        ("Общество с ограниченной ответственностью Ромашка", Form.LIMITED),
        ("Acme GmbH", Form.LIMITED),
        ("Acme Pvt. Ltd.", Form.LIMITED),
        ("Acme Private Limited", Form.LIMITED),
        ("Acme Co., Ltd.", Form.LIMITED),
        ("Acme Sdn. Bhd.", Form.LIMITED),
        ("Acme Sp. z o.o.", Form.LIMITED),
        ("北京科技有限公司", Form.LIMITED),
        ("شركة النفط ذ.م.م", Form.LIMITED),
        ("Acme S.A.", Form.STOCK),
        ("Acme A/S", Form.STOCK),
        ("株式会社ロボット", Form.STOCK),
        ("(주)로봇", Form.STOCK),
        ("ＰＡＯ «Вектор»", Form.STOCK),
        ("Acme & Söhne KG", Form.PARTNERSHIP),
        ("ФОП Шевченко", Form.SOLE),
        ("Acme Corporation", Form.COMPANY),
    ],
)
def test_a_legal_form_is_found_in_any_script(name: str, form: Form) -> None:
    found = analyse([name], kinds=[Kind.ORGANISATION])
    legal = found.tokens[found.roles == Role.LEGAL]
    assert form in found.vocabulary.forms[legal]
    assert Role.WORD in found.roles


def test_kinds_follow_the_classes_of_followthemoney() -> None:
    assert kinds_of(["Person", "Company", "Vessel"]) == [
        Kind.PERSON,
        Kind.ORGANISATION,
        Kind.UNKNOWN,
    ]


def test_scripts_are_told_apart() -> None:
    known = analyse(["smith иванов müller محمد כהן 王 김 タロウ γεωργίου 12 🙂a"]).vocabulary
    found = {
        text: Script(script).name for text, script in zip(known.texts, known.scripts, strict=True)
    }
    assert found["müller"] == "LATIN"
    assert found["иванов"] == "CYRILLIC"
    assert [found[w] for w in ("محمد", "כהן", "王", "김", "タロウ", "γεωργίου", "12")] == [
        "ARABIC",
        "HEBREW",
        "HAN",
        "HANGUL",
        "KANA",
        "GREEK",
        "NUMBER",
    ]


def test_a_vocabulary_grows_and_stays_the_same() -> None:
    known = Vocabulary()
    first = analyse(["Anna Berg"], vocabulary=known)
    second = analyse(["Berg Maria", "Анна"], vocabulary=known)
    assert first.vocabulary is second.vocabulary
    assert len(known) == 4
    assert second.tokens[0] == first.tokens[1]
    assert len(known.writing_offsets) == len(known.coarse_offsets) == 5


def test_kept_arrays_are_taken_up_again() -> None:
    found = analyse(["Иван Сидоров", "", "Dr. Anna Berg"], kinds=[Kind.PERSON] * 3)
    again = Analysed.from_arrays(found.to_arrays())
    assert [again.words(name) for name in range(3)] == [found.words(name) for name in range(3)]
    assert again.vocabulary.writings(0) == found.vocabulary.writings(0)
    more = analyse(["Anna Neu"], vocabulary=again.vocabulary)
    assert more.tokens[0] == found.tokens[found.offsets[2] + 1]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_texts_are_taken_apart(names: list[str]) -> None:
    found = analyse(names)
    assert len(found) == len(names)
    known = found.vocabulary
    assert len(found.tokens) == len(found.roles) == found.offsets[-1]
    assert all(known.writings(word)[0] for word in range(len(known)))
    assert known.letter_offsets[-1] == len(known.letters)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("abcйцуבא金の 김.-'", max_size=12), min_size=1, max_size=6))
def test_a_name_is_the_same_whatever_stands_beside_it(names: list[str]) -> None:
    together = analyse(names)
    for at, name in enumerate(names):
        assert together.words(at) == analyse([name]).words(0)
