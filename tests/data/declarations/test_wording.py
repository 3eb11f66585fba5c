"""Names inside names: what is taken apart, what is left alone, and that nothing is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from euthyna.data.declarations.findings import Wording
from euthyna.data.declarations.phrases import PHRASES, STEMS, STEMS_ASIDE, Trust
from euthyna.data.declarations.wording import read_aside, read_wording


def told(wording: Wording) -> list[tuple[str, str]]:
    return [(other.kind, other.text) for other in wording.others]


@pytest.mark.parametrize(
    ("text", "name", "others"),
    [
        ("Norlake Ltd. (formerly Sudlake Ltd.)", "Norlake Ltd.", [("former", "Sudlake Ltd.")]),
        ("Norlake Ltd. f/k/a Sudlake Ltd.", "Norlake Ltd.", [("former", "Sudlake Ltd.")]),
        ("Norlake, fka Sudlake Works", "Norlake", [("former", "Sudlake Works")]),
        ("Norlake S.A. formerly known as: Sudlake", "Norlake S.A.", [("former", "Sudlake")]),
        ("NORLAKE LLC FORMERLY SUDLAKE LLC", "NORLAKE LLC", [("former", "SUDLAKE LLC")]),
        ("Norlake\nPreviously known as Sudlake", "Norlake", [("former", "Sudlake")]),
        ("Mina Orel a.k.a. 'ORLICA'", "Mina Orel", [("alias", "ORLICA")]),
        ("MINA OREL A.K.A. MINA ORLOVA", "MINA OREL", [("alias", "MINA ORLOVA")]),
        ("MINA OREL ALIAS LA LLORONA", "MINA OREL", [("alias", "LA LLORONA")]),
        ("A.K.A. MINA ORLOVA", "MINA ORLOVA", []),
        ("Norlake Ltd (currently d/b/a South Wind)", "Norlake Ltd", [("alias", "South Wind")]),
        ("Norlake trading as South Wind Ltd", "Norlake", [("alias", "South Wind Ltd")]),
        ("Norlake may also be doing business as Wind", "Norlake", [("alias", "Wind")]),
        ("Norlake LLC (now known as Wind LLC)", "Norlake LLC", [("alias", "Wind LLC")]),
        ("Norlake S.A. (antes Sudlake S.A.)", "Norlake S.A.", [("former", "Sudlake S.A.")]),
        ("Norlake S.A., anteriormente denominada Sudlake", "Norlake S.A.", [("former", "Sudlake")]),
        ("Norlake SARL (ex Sudlake SARL)", "Norlake SARL", [("former", "Sudlake SARL")]),
        ("Norlake (ci-devant Sudlake Frères)", "Norlake", [("former", "Sudlake Frères")]),
        ("Marie Orel née Kovač", "Marie Orel", [("former", "Marie Kovač")]),
        ("OREL, Marie née KOVAČ", "OREL, Marie", [("former", "KOVAČ, Marie")]),
        ("ООО Север (ранее ООО Юг)", "ООО Север", [("former", "ООО Юг")]),
        ("Norlake Group (NG; aka Wind; formerly Sud Co.)", "Norlake Group",
         [("abbreviation", "NG"), ("alias", "Wind"), ("former", "Sud Co.")]),
        ("Northern Lake Works Inc. (NLW)", "Northern Lake Works Inc.", [("abbreviation", "NLW")]),
        ("Société du Lac Nord (SLN) SARL", "Société du Lac Nord SARL", [("abbreviation", "SLN")]),
        ("Norlake Ltd (“Norlake”)", "Norlake Ltd", [("weak", "Norlake")]),
        ("Mr. Milan Orel (Mr. Orel)", "Mr. Milan Orel", [("weak", "Mr. Orel")]),
        ("Norlake Bau GmbH (Südwind)", "Norlake Bau GmbH", [("weak", "Südwind")]),
        ("HEBEI LAKE CO., LTD. (河北湖有限公司)", "HEBEI LAKE CO., LTD.",
         [("original_script", "河北湖有限公司")]),
        ("Norlake Ltd (ALSO KNOWN AS WIND LTD", "Norlake Ltd", [("alias", "WIND LTD")]),
        ("Norlake d/b/a North Wind, South Wind, West Wind Co., Ltd.", "Norlake",
         [("alias", "North Wind"), ("alias", "South Wind"), ("alias", "West Wind Co., Ltd.")]),
        ("Milan (a.k.a. Milane, Millan) OREL", "Milan OREL",
         [("alias", "Milane OREL"), ("alias", "Millan OREL")]),
        ("Milan OREL (Russian:Милан ОРЕЛ)", "Milan OREL", [("original_script", "Милан ОРЕЛ")]),
        ("Милан Орел (Milan Orel; Miro Orel)", "Милан Орел",
         [("transliteration", "Milan Orel"), ("transliteration", "Miro Orel")]),
        ("Milan Orel aka OREL, Miki", "Milan Orel", [("alias", "OREL, Miki")]),
    ],
)  # fmt: skip
def test_names_inside_a_name_are_told_apart(
    text: str, name: str, others: list[tuple[str, str]]
) -> None:
    wording = read_wording(text)
    assert wording.name == name
    assert told(wording) == others


@pytest.mark.parametrize(
    "text",
    [
        "Alias Systems Ltd",
        "The Alias Group Ltd",
        "New Global Alias Systems Ltd",
        "Formerly Yours LLC",
        "Studio Formerly Prince LLC",
        "Previously Loved Books Inc.",
        "KOFFI AKA PAUL",
        "Koffi Aka Paul",
        "AKA Consulting GmbH",
        "Liam Nee",
        "Fair Wind Holdings (in liquidation)",
        "Norlake Ltd in liquidation",
        "Norlake (Beijing) Co., Ltd.",
        "NORLAKE ENGINEERS (PVT) LIMITED",
        "Norlake Engineers Ltd, Rwanda (Branch)",
        "Norlake LLC (Qatar)",
        "Now and Then Trading LLC",
        "Successor Holdings Inc.",
        "Ex Libris Ltd.",
        "北京（湖）有限公司",
        "Bauhaus-Archiv, Berlin",
        "7-Eleven, Inc.",
    ],
)
def test_a_name_that_only_looks_so_is_left_whole(text: str) -> None:
    assert read_wording(text) == Wording(text)


@pytest.mark.parametrize(
    ("text", "predecessors", "successors"),
    [
        ("Norlake LLC, successor to Sudlake LLC", ("Sudlake LLC",), ()),
        ("Norlake LLC (legal successor of Sudlake OAO)", ("Sudlake OAO",), ()),
        ("Norlake S.A. (sucesora de Sudlake S.A.)", ("Sudlake S.A.",), ()),
        ("Sudlake LLC (succeeded by Norlake LLC)", (), ("Norlake LLC",)),
    ],
)
def test_a_successor_is_another_party_and_no_name(
    text: str, predecessors: tuple[str, ...], successors: tuple[str, ...]
) -> None:
    wording = read_wording(text)
    assert (wording.predecessors, wording.successors) == (predecessors, successors)
    assert wording.others == ()


@pytest.mark.parametrize(
    ("text", "scheme", "number"),
    [
        ("Norlake Ltd (Reg. No. 2000/007692/07)", "registrationNumber", "2000/007692/07"),
        ("Norlake (Reg No. 16-9045/4516/(F/1))", "registrationNumber", "16-9045/4516/(F/1)"),
        ("Norlake Ltd (TIN No. 304332224)", "taxNumber", "304332224"),
        ("Norlake Ltda (CNPJ: 20.182.043/0001-42)", "taxNumber", "20.182.043/0001-42"),
        ("Milan Orel (ID No. 001-030765-0048T)", "idNumber", "001-030765-0048T"),
        ("Lake Co (91650104766801418W)", "uscCode", "91650104766801418W"),
    ],
)
def test_numbers_inside_a_name_are_numbers(text: str, scheme: str, number: str) -> None:
    wording = read_wording(text)
    assert [(n.scheme, n.text) for n in wording.numbers] == [(scheme, number)]
    assert "(" not in wording.name


def test_footnotes_are_notes() -> None:
    assert read_wording("MR. MILAN OREL *388").notes == ("388",)
    assert read_aside("*566, 576", name="X").notes == ("566", "576")
    assert read_aside("* 43 and 45", name="X").notes == ("43", "45")
    assert read_aside("342", name="X").notes == ("342",)
    assert read_wording("Norlake Ltd*") == Wording("Norlake Ltd", notes=("*",))
    assert read_wording("Unit 9 Trading 388").name == "Unit 9 Trading 388"


def test_a_column_of_additions_is_read_beside_the_name() -> None:
    aside = read_aside("(湖建集团) (f.k.a. Sudlake Ltd.) (Reg. No. 12345) *657", name="NORLAKE LTD")
    assert told(aside) == [("original_script", "湖建集团"), ("former", "Sudlake Ltd.")]
    assert [n.text for n in aside.numbers] == ["12345"]
    assert aside.notes == ("657",)
    assert aside.name == ""


def test_what_is_no_name_is_a_remark() -> None:
    only = read_aside("(but only for its operations in the water sector)", name="Norlake")
    assert only.remarks == ("but only for its operations in the water sector",)
    assert read_wording("Milan Orel (painter of lakes)").remarks == ("painter of lakes",)
    assert read_wording("Milan Orel (Painter, 1967)").remarks == ("Painter, 1967",)
    entity = read_wording("Mr. Milan Orel and any entity controlled by Mr. Milan Orel")
    assert entity.name == "Mr. Milan Orel"
    assert entity.remarks == ("and any entity controlled by Mr. Milan Orel",)


def test_what_nobody_sees_is_left_out() -> None:
    assert read_wording("\u202eMilan\u200b Orel\ufeff").name == "Milan Orel"
    assert read_wording("ဟူ\u200bစိန်").name == "ဟူစိန်"


def test_a_bare_text_beside_a_name_is_another_name() -> None:
    assert told(read_aside("Sudlake Trading House", name="Norlake")) == [
        ("alias", "Sudlake Trading House")
    ]


_TOKENS = [
       "Norlake",
       "Ltd.",
       "(",
       ")",
       "a.k.a.",
       "formerly",
       "known as",
       "alias",
       ",",
       ";",
       "“",
       "”",
       "河北",
       "Север",
       "*388",
       "Reg. No.",
       "12345",
       "née",
       "successor to",
       "and",
       "or",
       "[",
       "]",
       "d/b/a",
       "ex",
       "(Branch)",
       "'",
       "c/o",
       "now",
        ]  # fmt: skip
PIECES = st.lists(
    st.sampled_from(_TOKENS) | st.text(min_size=1, max_size=6),
    max_size=14,
)
_PHRASES = (
    "a k f d b also aka fka dba formerly previously known as alias née ex now or and reg no "
    "successor to c o branch "
    "currently presently may be is was who which"
)
PHRASE_WORDS = set(_PHRASES.split())


@given(PIECES.map(" ".join))
def test_no_word_is_lost(text: str) -> None:
    wording = read_wording(text)
    kept = " ".join(
        (
            wording.name,
            *(o.text for o in wording.others),
            *(n.text for n in wording.numbers),
            *wording.predecessors,
            *wording.successors,
            *wording.notes,
            *wording.remarks,
        )
    )
    said = set(re.findall(r"[^\W_]+", text.casefold()))
    assert said - set(re.findall(r"[^\W_]+", kept.casefold())) <= PHRASE_WORDS


@given(PIECES.map(" ".join))
def test_whatever_has_a_letter_has_a_name(text: str) -> None:
    if any(c.isalnum() for c in text):
        assert read_wording(text).name


@pytest.mark.parametrize(
    "piece", ["(", "aka ", "((((a", "* ", ", formerly ", "a.k", "or x y ", "Reg "]
)
def test_hostile_repetition_ends(piece: str) -> None:
    assert read_wording(piece * (1000 // len(piece)))
    assert read_wording(piece * 10_000) == Wording((piece * 10_000).strip())


@pytest.mark.parametrize("number", range(len(PHRASES)))
@settings(max_examples=10)
@given(data=st.data())
def test_every_phrase_has_a_stem(number: int, data: st.DataObject) -> None:
    phrase = PHRASES[number]
    pattern = re.sub(r"\(\?=[^)]*\)+", "", phrase.pattern)
    text = data.draw(st.from_regex(re.compile(pattern, re.IGNORECASE), fullmatch=True))
    spaced = f"{' '.join(text.casefold().split())} "
    assert any(stem in spaced for stem in (*STEMS, *STEMS_ASIDE))
    if phrase.trust is not Trust.ASIDE:
        assert any(stem in spaced for stem in STEMS)
