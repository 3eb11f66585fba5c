"""Invented persons' names as a country of several peoples has them.

Family names are put together from syllables or from rare characters, so that a real person has
one of these names only by chance; they are used unevenly, as real ones are, so that a few people
of one province share all their names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from euthyna.simulation.basis.draws import Draws, cumulate
from euthyna.simulation.basis.scripts import (
    ARABIC_SPELLINGS,
    plain,
    script_of,
    standard_latin,
    to_script,
)

Kinship = Literal["spouse", "child", "parent", "sibling"]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_MEN = _words(
    "Tobren Dorvan Lucan Aldo Bertil Corvin Davor Edvin Ferenk Goran Henrik Ivo Jorun Kaspar "
    "Lennart Marko Niklas Oskar Pavo Quillan Radek Stellan Tarvo Ulrik Valter Wilmar Yanko Zoran "
    "Ambrož Élian Søren Matej Viktor Jonas Emil Andrej Tomas Filip Roman Anton"
)
_WOMEN = _words(
    "Mirela Anselka Ilse Yevna Noor Petra Adela Britta Celina Dunja Elvira Franka Gerda Hanna "
    "Iskra Jelka Katrin Lidia Marta Nadja Olenka Paola Renata Selma Tilda Ulla Vesna Wanda Ylva "
    "Zlata Živa Éva Ágota Sølvi Ana Eva Irena Klara Sofia Julia"
)
_STARTS = _words(
    "Bre Dal Esk Fjo Gru Hav Ivar Jel Kru Lov Mal Nor Orl Pel Ras Sab Tem Urb Vel Zor Kest Mora "
    "Ande Stav Quin Žar Šel Bran"
)
_ENDS = _words(
    "mark vic dahl sen berg ovic nik stad holt man ler quist arin esko ner gren dorf ling eth "
    "anov ias ulja"
)
_MIDS = ("", "", "a", "e", "i", "or", "en", "ul")

_MEN_EAST = _words(
    "Алексей Борис Виктор Глеб Дмитрий Ефим Иван Кирилл Леонид Матвей Никита Олег Павел Роман "
    "Сергей Тимофей Фёдор Юрий Ярослав Степан"
)
_WOMEN_EAST = _words(
    "Алина Валерия Галина Дарья Елена Жанна Зоя Ирина Ксения Людмила Марина Наталья Ольга Полина "
    "Раиса Светлана Татьяна Ульяна Юлия Яна"
)
_STARTS_EAST = _words(
    "Велмор Таснек Браннок Кестав Дунмер Пелван Жирав Альмар Торвен Савзан Крайск Лужмир Огнев "
    "Рудзан Стремн Чарвел Шумран Юзвар Ялмор Бежкар"
)
_ENDS_EAST = ("ов", "ин", "ский", "енко", "ев")

_SOUTH = tuple(ARABIC_SPELLINGS)
_MEN_SOUTH, _WOMEN_SOUTH, _CLANS = _SOUTH[:16], _SOUTH[16:32], _SOUTH[32:]
_CLANS_EAST_ASIA = "郎蓝柏芮尹闵岑邬祁庞翟宓"
_CLANS_IN_LATIN = frozenset(standard_latin(clan) for clan in _CLANS_EAST_ASIA)
_SIGNS = "承昕岚屿宛沛棠昀澄舒砚朗泓颖嘉彤越芷霖启珩陶"

_STARTS_WEST = _words(
    "Alva Benta Cordo Delmi Esta Ferra Galve Herma Ilde Lame Manza Nava Olme Pera Quinta Rueda "
    "Salve Torra Urda Zara"
)
_ENDS_WEST = ("lez", "nez", "rón", "da", "ral", "dillo", "ña", "mar", "sco", "guera")
_PARTICLES = ("de", "de la", "del", "von", "van", "am")

_PEOPLES = ("karvel", "east", "south", "west", "chinese")
_SHARES = cumulate((0.54, 0.2, 0.12, 0.09, 0.05))
_OWN_SCRIPT = {"east": 0.5, "south": 0.45, "chinese": 0.6}
"""How many of a people are entered in their own script; the others in Latin."""


def full_name(draws: Draws) -> str:
    """Name a person.

    Returns
    -------
    str
        Such as ``Živa Brendahl``, ``Глеб Олегович Жиравский``, ``Karim al-Darameeni``; in Latin
        script in five of six cases.
    """
    people = _PEOPLES[draws.index(_SHARES)]
    name = _NAMERS[people](draws)
    if people in _OWN_SCRIPT and not draws.chance(_OWN_SCRIPT[people]):
        return standard_latin(name)
    return name


def relative(draws: Draws, name: str, *, kinship: Kinship) -> str:
    """Name a relative, who has the family name in most cases.

    Parameters
    ----------
    draws
        Where chance comes from.
    name
        Of whom; as `full_name` gives it.
    kinship
        A spouse or a parent more often has another family name.

    Returns
    -------
    str
        In the script of `name`.
    """
    other = {"spouse": 0.25, "child": 0.05, "parent": 0.12, "sibling": 0.1}[kinship]
    if draws.chance(other):
        return full_name(draws)
    script = script_of(name)
    words = name.split()
    woman = draws.chance(0.5)
    if script == "chinese":
        return f"{name[0]}{_signs(draws)}"
    if script == "arabic":
        return f"{draws.pick(_WOMEN_SOUTH if woman else _MEN_SOUTH)} {words[-1]}"
    if script == "cyrillic":
        return _eastern(draws, words[-1], woman=woman)
    return _of_latin_family(draws, words, woman=woman)


def _of_latin_family(draws: Draws, words: list[str], *, woman: bool) -> str:
    """Name a relative of somebody of any people who is entered in Latin script."""
    if len(words) == 3 and words[1].endswith(("ich", "vna")):
        family = to_script(draws, words[2], script="cyrillic")
        return standard_latin(_eastern(draws, family, woman=woman))
    if words[-1].startswith("al-"):
        return f"{standard_latin(draws.pick(_WOMEN_SOUTH if woman else _MEN_SOUTH))} {words[-1]}"
    if words[0] in _CLANS_IN_LATIN and len(words) == 2:
        given = standard_latin(_signs(draws)).replace(" ", "").capitalize()
        return f"{words[0]} {given}"
    return f"{draws.pick(_WOMEN if woman else _MEN)} {_family_words(words)}"


def forms(draws: Draws, name: str) -> tuple[str, ...]:
    """Write a name as the person's papers have it in other scripts.

    Returns
    -------
    tuple of str
        One or two forms; the Latin one first where the name is in another script.
    """
    if script_of(name) != "latin":
        first = to_script(draws, name, script="latin")
        second = to_script(draws, name, script="latin")
        return (first,) if first == second else (first, second)
    scripts = ("cyrillic",) if draws.chance(0.7) else ("cyrillic", draws.pick(("arabic", "greek")))
    return tuple(to_script(draws, name, script=script) for script in scripts)


def mailbox(name: str) -> str:
    """Give the given name in small ASCII letters, for the address of a mailbox."""
    spelled = plain(standard_latin(name)).lower().split()[0]
    return "".join(letter for letter in spelled if letter.isascii() and letter.isalnum()) or "mail"


def _karvel(draws: Draws) -> str:
    given = draws.pick(_MEN if draws.chance(0.5) else _WOMEN)
    if draws.chance(0.15):
        given = f"{given} {draws.pick(_MEN if given in _MEN else _WOMEN)}"
    family = _family(draws)
    style = draws.uniform()
    if style < 0.05:
        family = f"{family}-{_family(draws)}"
    elif style < 0.1:
        family = f"{draws.pick(_PARTICLES)} {family}"
    return f"{given} {family}"


def _family(draws: Draws) -> str:
    """Make a family name; those of the first syllables are the most frequent."""
    start = _STARTS[draws.skewed(0, len(_STARTS) - 1)]
    return f"{start}{draws.pick(_MIDS)}{_ENDS[draws.skewed(0, len(_ENDS) - 1)]}"


def _east(draws: Draws) -> str:
    family = f"{draws.pick(_STARTS_EAST)}{draws.pick(_ENDS_EAST)}"
    return _eastern(draws, family, woman=draws.chance(0.5))


def _eastern(draws: Draws, family: str, *, woman: bool) -> str:
    """Put together given name, father's name and a family name of the right gender."""
    given = draws.pick(_WOMEN_EAST if woman else _MEN_EAST)
    father = _patronymic(draws.pick(_MEN_EAST), woman=woman)
    return f"{given} {father} {_gendered(family, woman=woman)}"


def _patronymic(father: str, *, woman: bool) -> str:
    if father.endswith("ий"):
        stem = f"{father[:-2]}ьев"
    elif father.endswith("ей"):
        stem = f"{father[:-1]}ев"
    elif father == "Никита":
        return "Никитична" if woman else "Никитич"
    else:
        stem = f"{father}ов"
    return f"{stem}на" if woman else f"{stem}ич"


def _gendered(family: str, *, woman: bool) -> str:
    bare = family
    if family.endswith(("ова", "ева", "ина")):
        bare = family[:-1]
    elif family.endswith("ская"):
        bare = f"{family[:-2]}ий"
    if not woman:
        return bare
    if bare.endswith("ский"):
        return f"{bare[:-2]}ая"
    return bare + _CYRILLIC_A if bare.endswith(("ов", "ев", "ин")) else bare


_CYRILLIC_A = "\N{CYRILLIC SMALL LETTER A}"


def _south(draws: Draws) -> str:
    woman = draws.chance(0.5)
    given = draws.pick(_WOMEN_SOUTH if woman else _MEN_SOUTH)
    clan = draws.pick(_CLANS)
    style = draws.uniform()
    if style < 0.35:
        return f"{given} {draws.pick(_MEN_SOUTH)} {clan}"
    return (
        f"{given} بن {draws.pick(_MEN_SOUTH)} {clan}"
        if style < 0.5 and not woman
        else f"{given} {clan}"
    )


def _west(draws: Draws) -> str:
    given = draws.pick(_MEN if draws.chance(0.5) else _WOMEN)
    return f"{given} {_western(draws)} {_western(draws)}"


def _western(draws: Draws) -> str:
    return f"{draws.pick(_STARTS_WEST)}{draws.pick(_ENDS_WEST)}"


def _chinese(draws: Draws) -> str:
    return f"{draws.pick(_CLANS_EAST_ASIA)}{_signs(draws)}"


def _signs(draws: Draws) -> str:
    return draws.pick(_SIGNS) + (draws.pick(_SIGNS) if draws.chance(0.85) else "")


def _family_words(words: list[str]) -> str:
    """Give the last word with the particles before it."""
    first = len(words) - 1
    while first > 1 and words[first - 1] in {"de", "la", "del", "von", "van", "am"}:
        first -= 1
    return " ".join(words[first:])


_NAMERS: dict[str, Callable[[Draws], str]] = {
    "karvel": _karvel,
    "east": _east,
    "south": _south,
    "west": _west,
    "chinese": _chinese,
}
