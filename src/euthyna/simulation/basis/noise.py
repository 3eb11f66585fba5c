"""The noise of real registers: the same name as another office would write it.

`vary` is what most callers want. The single alterations are public, so that a caller who wants one
of them, such as a transliteration, can have it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from euthyna.simulation.basis.draws import Draws, cumulate
from euthyna.simulation.basis.scripts import plain, script_of, standard_latin, to_script

Kind = Literal["person", "firm", "body", "address"]
"""What is named: a natural person, a firm, a public body, a place."""

HONORIFICS = ("Mr", "Mr.", "Mrs", "Ms", "Dr", "Dr.", "Eng.", "Hon.", "Prof.", "Sayyid")
LEGAL_FORMS: tuple[tuple[str, ...], ...] = (
    ("Ltd", "Ltd.", "LTD", "Limited", "Co. Ltd", "Co., Ltd.", "Company Limited", "LLC"),
    ("LLC", "L.L.C.", "Limited Liability Company", "ООО", "Ltd"),  # noqa: RUF001 (Cyrillic)
    ("d.o.o.", "doo", "D.O.O.", "d. o. o.", "DOO", "LLC"),
    ("S.A.", "SA", "S. A.", "s.a.", "Sociedad Anónima", "JSC", "PLC", "Inc."),
    ("Oy", "OY", "Oy Ab", "Osakeyhtiö"),
    ("Kft", "Kft.", "KFT", "Korlátolt Felelősségű Társaság", "Ltd"),
    ("GmbH", "G.m.b.H.", "GMBH", "Gesellschaft mit beschränkter Haftung", "mbH"),
    ("& Sons Ltd", "and Sons Ltd", "& Sons Limited", "& Sons", "and Sons"),
    ("Cooperative", "Co-operative", "Coop.", "Co-op"),
    ("ООО", "О.О.О.", "Общество с ограниченной ответственностью"),  # noqa: RUF001 (Cyrillic)
    ("ТД", "Т.Д.", "Торговый дом", "TD", "Trading House"),  # noqa: RUF001 (Cyrillic)
    ("شركة", "الشركة", "مؤسسة", "ش.م.م", "Company"),
    ("有限公司", "有限责任公司", "公司", " Co., Ltd.", " LLC"),
)
"""Ways to write one legal form; the last of some rows is what translators make of it."""

_WORDS = (
    ("Construction", "Constr."),
    ("Engineering", "Eng."),
    ("Services", "Svcs"),
    ("Service", "Svc"),
    ("Consulting", "Consultants"),
    ("International", "Int'l"),
    ("Ministry", "Min."),
    ("Municipality", "Mun."),
    ("Regional", "Reg."),
    ("University", "Univ."),
    ("Street", "St."),
    ("Road", "Rd"),
    ("Avenue", "Ave"),
    ("Lane", "Ln"),
    ("Square", "Sq."),
    (" and ", " & "),
)
_NEAR = {
    **dict(zip("qwertyuiopasdfghjklzxcvbnm", "wqrtyuioposasdfghjkxzcvbnn", strict=True)),
    **dict(zip("йцукенгшщзфывапролджячсмить", "цйкенгшщзщывапролджэчясмитм", strict=True)),
}
_SCRIPTS = ("cyrillic", "cyrillic", "arabic", "chinese", "greek")
_GLOSSARY = {
    "& Sons Ltd": {"cyrillic": "и сыновья", "arabic": "وأولاده", "chinese": "父子有限公司"},
    "Construction": {"cyrillic": "Строй", "arabic": "للمقاولات", "chinese": "建设"},
    "Medical": {"cyrillic": "Медицина", "arabic": "الطبية", "chinese": "医疗"},
    "Cleaning": {"cyrillic": "Клининг", "arabic": "للتنظيف", "chinese": "清洁"},
    "Consulting": {"cyrillic": "Консалтинг", "arabic": "للاستشارات", "chinese": "咨询"},
    "Foods": {"cyrillic": "Продукты", "arabic": "للأغذية", "chinese": "食品"},
    "Motors": {"cyrillic": "Моторс", "arabic": "للسيارات", "chinese": "汽车"},
    "Energy": {"cyrillic": "Энергия", "arabic": "للطاقة", "chinese": "能源"},
    "Software": {"cyrillic": "Софт", "arabic": "للبرمجيات", "chinese": "软件"},
    "Systems": {"cyrillic": "Системы", "arabic": "للأنظمة", "chinese": "系统"},
    "Service": {"cyrillic": "Сервис", "arabic": "للخدمات", "chinese": "服务"},
    "Engineering": {"cyrillic": "Инжиниринг", "arabic": "للهندسة", "chinese": "工程"},
    "Trading": {"cyrillic": "Трейдинг", "arabic": "للتجارة", "chinese": "贸易"},
    "Ltd": {"arabic": "ش.م.م", "chinese": "有限公司"},
    "LLC": {"arabic": "ذ.م.م", "chinese": "有限公司"},
    "S.A.": {"cyrillic": "С.А.", "arabic": "ش.م", "chinese": "股份公司"},  # noqa: RUF001 (Cyrillic)
}
"""What translators make of the words in firms' names; other words are spelled by their sound."""

Alteration = Callable[[Draws, str], str]


def vary(draws: Draws, name: str, *, kind: Kind) -> str:
    """Write a name as somebody else would: one alteration, or, in 3 of 10 cases, two.

    Parameters
    ----------
    draws
        Where chance comes from.
    name
        In any script.
    kind
        What is named; it decides what can happen to the name.

    Returns
    -------
    str
        A name that differs from `name`; the same only where nothing that was tried applies.

    Examples
    --------
    >>> vary(Draws(7), "Živa Dranmark", kind="person")
    'Ζιβα Ντρανμαρκ'
    """
    alterations, weights = _PLANS[kind]
    varied = name
    for _ in range(1 + draws.chance(0.3)):
        for _ in range(4):
            before, varied = varied, alterations[draws.index(weights)](draws, varied).strip()
            if varied and varied != before:
                break
            varied = before
    return varied


def typo(draws: Draws, name: str) -> str:
    """Make one or two slips of the finger: a letter doubled, lost, swapped, or its neighbour."""
    for _ in range(1 + draws.chance(0.25)):
        places = [at for at, letter in enumerate(name) if letter.isalpha() and at]
        if len(places) < 3:
            return name
        at = draws.pick(places[:-1])
        name = f"{name[:at]}{_slip(draws, name[at : at + 2])}{name[at + 2 :]}"
    return name


def _slip(draws: Draws, pair: str) -> str:
    first, second = pair[0], pair[1:]
    slip = draws.index(_SLIPS)
    if slip == 0:
        return second
    if slip == 1:
        return first + first + second
    if slip == 2 and second.isalpha():
        return second + first
    return _NEAR.get(first, "") + second


_SLIPS = cumulate((1.0, 1.0, 1.5, 1.0))


def legal_form(draws: Draws, name: str) -> str:
    """Write the legal form in another way, or, in one case of five, leave it out."""
    for forms in LEGAL_FORMS:
        for form in sorted(forms, key=len, reverse=True):
            padded, mark = (
                (f"{name} ", f"{form} ") if _is_chinese(form) else (f" {name} ", f" {form} ")
            )
            if mark in padded:
                other = "" if draws.chance(0.2) else draws.pick([f for f in forms if f != form])
                changed = padded.replace(mark, f"{other} " if _is_chinese(form) else f" {other} ")
                return " ".join(changed.split()).strip(" ,")
    return name


def _is_chinese(text: str) -> bool:
    return script_of(text) == "chinese"


def reorder(draws: Draws, name: str) -> str:
    """Put the last word first, as lists and some countries do: ``Dranmark, Živa``."""
    words = name.split()
    if len(words) < 2:
        return name
    style, last, rest = draws.uniform(), words[-1], " ".join(words[:-1])
    if style < 0.4:
        return f"{last.upper()}, {rest}"
    return f"{last}, {rest}" if style < 0.7 else f"{last} {rest}"


def turn(draws: Draws, name: str) -> str:
    """Swap two neighbouring words."""
    words = name.split()
    if len(words) < 2:
        return name
    at = draws.between(0, len(words) - 2)
    words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def join(draws: Draws, name: str) -> str:
    """Lose a space or a hyphen, or break a long word in two."""
    gaps = [at for at, letter in enumerate(name) if letter in " -"]
    if gaps and draws.chance(0.7):
        at = draws.pick(gaps)
        return f"{name[:at]}{name[at + 1 :].lstrip()}"
    words = name.split()
    longest = max(words, key=len, default="")
    if len(longest) < 7:
        return name
    at = draws.between(3, len(longest) - 3)
    return name.replace(longest, f"{longest[:at]} {longest[at:]}", 1)


def initials(draws: Draws, name: str) -> str:
    """Shorten all given names, or the first of them, to a letter."""
    words = name.split()
    if len(words) < 2 or script_of(name) in {"chinese", "arabic"}:
        return name
    short = len(words) - 1 if draws.chance(0.6) else 1
    return " ".join([f"{word[0]}." for word in words[:short]] + words[short:])


def drop_middle(draws: Draws, name: str) -> str:
    """Leave out one word that is neither the first nor the last."""
    words = name.split()
    if len(words) < 3:
        return name
    del words[draws.between(1, len(words) - 2)]
    return " ".join(words)


def honorific(draws: Draws, name: str) -> str:
    """Put a title before a name in Latin script."""
    return f"{draws.pick(HONORIFICS)} {name}" if script_of(name) == "latin" else name


def case(draws: Draws, name: str) -> str:
    """Write a name in capitals, or, more rarely, without any."""
    return name.upper() if draws.chance(0.85) else name.lower()


def unmarked(_: Draws, name: str) -> str:
    """Lose the marks on letters and the typographer's quotation marks."""
    return plain(name).replace("«", '"').replace("»", '"')


def abbreviate(_: Draws, name: str) -> str:
    """Shorten the first word for which there is a usual abbreviation."""
    for word, short in _WORDS:
        if word in name:
            return name.replace(word, short, 1)
    return name


def truncate(draws: Draws, name: str) -> str:
    """Cut a name where the field of some old form ended."""
    width = draws.pick((20, 24, 30, 35))
    return name[:width] if len(name) > width else name


def spaces(draws: Draws, name: str) -> str:
    """Put one space too many between two words, or one letter's width before a comma."""
    words = name.split(" ")
    if len(words) < 2:
        return name
    at = draws.between(1, len(words) - 1)
    return f"{' '.join(words[:at])}  {' '.join(words[at:])}"


def transliterate(draws: Draws, name: str) -> str:
    """Write a Latin name in another script, and one in another script in Latin."""
    if script_of(name) != "latin":
        return to_script(draws, name, script="latin")
    script = draws.pick(_SCRIPTS)
    for word, translations in _GLOSSARY.items():
        if script in translations:
            name = name.replace(word, translations[script])
    return (
        to_script(draws, name, script=script) if script_of(name) == "latin" else _rest(name, script)
    )


def _rest(name: str, script: str) -> str:
    """Write those words of a name in another script that are still in Latin."""
    rest = Draws(0)
    joint = "" if script == "chinese" else " "
    return joint.join(to_script(rest, word, script=script) for word in name.split())


def respell(draws: Draws, name: str) -> str:
    """Spell a Latin name as somebody would who knows it only in another script."""
    if script_of(name) != "latin":
        return transliterate(draws, name)
    there = to_script(draws, name, script=draws.pick(("cyrillic", "cyrillic", "greek")))
    return to_script(draws, there, script="latin")


def also_known(name: str) -> str:
    """Give the Latin spelling that most would use, for a field that must be in Latin."""
    return standard_latin(name)


def _plan(*rows: tuple[float, Alteration]) -> tuple[Sequence[Alteration], tuple[float, ...]]:
    return [alteration for _, alteration in rows], cumulate([weight for weight, _ in rows])


_PLANS: dict[Kind, tuple[Sequence[Alteration], tuple[float, ...]]] = {
    "person": _plan(
        (5.0, reorder),
        (3.0, drop_middle),
        (3.0, typo),
        (3.0, case),
        (2.5, initials),
        (2.0, unmarked),
        (2.0, respell),
        (2.0, transliterate),
        (1.5, honorific),
        (0.7, join),
        (0.5, spaces),
        (0.3, truncate),
    ),
    "firm": _plan(
        (6.0, legal_form),
        (4.0, case),
        (3.0, typo),
        (2.0, transliterate),
        (2.0, unmarked),
        (1.5, abbreviate),
        (1.0, turn),
        (1.0, join),
        (0.8, spaces),
        (0.7, respell),
        (0.7, truncate),
    ),
    "body": _plan((4.0, case), (3.0, abbreviate), (2.0, typo), (1.5, turn), (1.0, truncate)),
    "address": _plan((3.0, abbreviate), (3.0, case), (2.0, typo), (2.0, unmarked), (1.0, spaces)),
}
