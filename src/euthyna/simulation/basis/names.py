"""Invented towns, firms, people, streets: no real firm or person is meant.

Domains end in ``.example`` and telephones start with +999, which belong to nobody.
"""

from __future__ import annotations

from euthyna.simulation.basis import persons
from euthyna.simulation.basis.draws import Draws

COUNTRY = "Karvelia"
SCHEME = "XA-KREG"
"""The invented register of organisations; XA is a code that ISO 3166 leaves to users."""

TOWNS = (
    "Velmora", "Tasnik", "Brannoc", "Orliska", "Kestavar", "Dunmeer", "Pelvanor", "Zhirova",
    "Almareth", "Quintora", "Sabrelin", "Torvengard", "Ilmora-am-Dran", "Maradesh", "Ostelj",
    "Ferrowick", "Çalvane", "Nordhamra", "Ülvestad", "Krasvelka",
)  # fmt: skip
REGIONS = ("North Karvelia", "Dran Valley", "Coast", "Uplands")
STREETS = (
    "Linden Street", "Harbour Road", "Mill Lane", "Station Square", "Founders Avenue",
    "Old Bridge", "Orchard Way", "Assembly Square", "Quarry Road", "River Embankment",
)  # fmt: skip
HEADS = (
    "Bro", "Ven", "Tal", "Kor", "Mir", "Sel", "Dra", "Fen", "Gal", "Hol", "Ist", "Jor", "Lum",
    "Nev", "Ost", "Pra", "Ruv", "Šav", "Tev", "Ulm", "Vis", "Wen", "Yar", "Žel", "Élo", "Bex",
)  # fmt: skip
MIDDLES = ("va", "le", "ri", "so", "nu", "ke", "ta", "mo")
TAILS = (
    "dan", "mark", "vik", "tora", "lin", "gard", "mex", "nova", "rum", "stel", "vara", "dor",
    "quist", "pol", "bren", "tis", "lund", "mira", "zan", "kel",
)  # fmt: skip
FORMS = ("Ltd", "d.o.o.", "S.A.", "Oy", "Kft", "LLC", "& Sons Ltd", "Cooperative")

CYRILLIC_HEADS = (
    "Велмор", "Таснек", "Браннок", "Кеставар", "Дунмер", "Пелван", "Жирав", "Альмарет",
    "Торвен", "Савзан",
)  # fmt: skip
CYRILLIC_TAILS = ("снаб", "строй", "мед", "торг", "инвест", "сервис")
ARABIC_HEADS = ("الدرامين", "الكرفال", "النورفان", "السلمار", "الفلمور", "التسنيق", "الأوستيل")
ARABIC_TAILS = ("للتجارة", "للمقاولات", "للخدمات", "للتوريدات")
CHINESE_HEADS = (
    "卡维利亚",
    "德兰莫",
    "维尔摩拉",
    "塔斯尼克",
    "佩尔瓦诺",
    "鲁沃塔",
    "萨弗赞",
    "奥斯泰尔",
)
CHINESE_TAILS = ("建设", "医疗", "科技", "贸易", "服务")

OFFICES = (
    "Ministry of {}", "Municipality of {}", "{} Regional Hospital", "{} School District",
    "{} Water Utility", "Municipality of Greater {}", "{} University", "{} Roads Agency",
)  # fmt: skip
PORTFOLIOS = ("Health", "Public Works", "Education", "Interior", "Agriculture", "Energy")


def office(draws: Draws, *, number: int) -> str:
    """Name a public body.

    Parameters
    ----------
    draws
        Where chance comes from.
    number
        Its place in the list of buyers; the first ones are ministries.

    Returns
    -------
    str
        Such as "Municipality of Velmora", with a district where the towns do not suffice.
    """
    if number < len(PORTFOLIOS):
        return OFFICES[0].format(PORTFOLIOS[number])
    kind = OFFICES[1 + number % (len(OFFICES) - 1)]
    name = kind.format(TOWNS[(number * 7) % len(TOWNS)])
    rounds = number // (len(TOWNS) * (len(OFFICES) - 1))
    return f"{name}, district {draws.between(1, 90)}" if rounds else name


def firm(draws: Draws, *, trade: str) -> str:
    """Name a firm, in most cases in Latin script.

    Parameters
    ----------
    draws
        Where chance comes from.
    trade
        The word for what it deals in, used in Latin names.

    Returns
    -------
    str
        A name in Latin (76 %), Cyrillic (12 %), Arabic (6 %) or Chinese (6 %) script.
    """
    script = draws.uniform()
    if script < 0.76:
        return f"{_stem(draws)} {trade} {draws.pick(FORMS)}"
    if script < 0.88:
        return f"ТД «{draws.pick(CYRILLIC_HEADS)}{draws.pick(CYRILLIC_TAILS)}»"
    if script < 0.94:
        return f"شركة {draws.pick(ARABIC_HEADS)} {draws.pick(ARABIC_TAILS)}"
    return f"{draws.pick(CHINESE_HEADS)}{draws.pick(CHINESE_TAILS)}有限公司"


def person(draws: Draws) -> str:
    """Name a person, in Latin script in five of six cases; see `basis.persons`."""
    return persons.full_name(draws)


def forms(draws: Draws, name: str) -> tuple[str, ...]:
    """Write a person's name in other scripts, as `basis.persons.forms`."""
    return persons.forms(draws, name)


def mailbox(name: str) -> str:
    """Give the first part of a mail address for somebody, in ASCII."""
    return persons.mailbox(name)


def _stem(draws: Draws) -> str:
    """Make a word of three syllables, which nobody bears but by chance."""
    return f"{draws.pick(HEADS)}{draws.pick(MIDDLES)}{draws.pick(TAILS)}"


def street(draws: Draws) -> str:
    """Name a street with a number."""
    return f"{draws.pick(STREETS)} {draws.between(1, 240)}"


def telephone(draws: Draws) -> str:
    """Give a telephone number of a country code that is not assigned."""
    return f"+999 {draws.between(20, 99)} {draws.between(100, 999)} {draws.between(1000, 9999)}"
