"""What a word does in a name: a title, a particle, a legal form, or the name itself."""

from __future__ import annotations

# ruff: noqa: RUF001, SIM905 (letters of many alphabets are the subject)
import re
from collections.abc import Sequence
from enum import IntEnum, IntFlag


class Role(IntEnum):
    """What one word of one name does."""

    WORD = 0
    INITIAL = 1
    TITLE = 2
    """Mr, Dr, Sheikh, General, Jr: says something of the person, names nobody."""
    PARTICLE = 3
    """al, bin, von, de, of: may be left out, joined on or written otherwise."""
    LEGAL = 4
    """GmbH, LLC, ООО, 有限公司: the class says which kind of firm."""
    PATRONYMIC = 5
    NUMBER = 6


class Can(IntFlag):
    """What a word can be, whatever name it stands in."""

    INITIAL = 1
    TITLE = 2
    PARTICLE = 4
    LEGAL = 8
    PATRONYMIC = 16
    NUMBER = 32


class Kind(IntEnum):
    """What a name names."""

    UNKNOWN = 0
    PERSON = 1
    ORGANISATION = 2


_KINDS = {
    "Person": Kind.PERSON,
    "Company": Kind.ORGANISATION,
    "Organization": Kind.ORGANISATION,
    "PublicBody": Kind.ORGANISATION,
}

TITLES = frozenset(
    """
    mr mrs ms miss mx dr doctor prof professor sir dame lord lady hon honorable honourable rev
    reverend gen general col colonel lt lieutenant maj major capt captain sgt sergeant adm admiral
    brig brigadier cmdr commander marshal amb ambassador eng engr engineer phd md esq jr sr jnr snr
    ii iii iv hrh excellency president minister senator justice judge
    sheikh shaikh sheik shaykh shaikha sheikha sayyid sayed syed haji hajji hadji hajj mullah
    maulvi mawlawi maulana mawlana mulla moulana ayatollah hojatoleslam imam emir ustad ustadh
    malik qari qazi shri sri smt pandit
    herr frau dipl ing doktor mag dott dottor dottore dottoressa ing sig signor signora avv
    monsieur madame mme mlle maitre senor senora senorita don dona dona doña sra srta lic licenciado
    bay bayan bey hanim pasha dhr mevr
    г-н г-жа господин госпожа гн гжа др доктор проф профессор генерал полковник майор капитан пан
    пани адмирал академик
    الشيخ شيخ السيد سيد الدكتور دكتور الحاج حاج الأستاذ المهندس اللواء العميد العقيد الرائد النقيب الملا ملا
    الإمام الأمير آية حجة الإسلام مولوي
    ד"ר דר מר גב גברת פרופ פרופסור רב הרב עו
    κ κος κα δρ
    先生 女士 博士 教授 小姐 太太 氏 様 さん 殿 씨 박사 교수
    """.split()
)
PARTICLES = frozenset(
    """
    al el ul ad ar as ash at az an bin ibn ben bint binti bte bt abu abou umm aal ould oulد wuld
    de del della dello dei degli di da das do dos du des d la le las los lo les der den dem het ter
    te ten van von vom zu zum zur af av y e i et und and the of for in oglu ogly oghlu ogli kizi kyzy
    qizi gizi uulu ap mac mc st saint san santa bar bat
    бин ибн аль эль оглы оглу кызы улы угли ан ад аш ас фон де ван ди да и
    بن ابن بنت ال آل أبو ابو أبي ابي ام أم ولد و
    בן בת בר אבו אל ה
    """.split()
)
_PATRONYMIC = re.compile(
    "(?:[oe]vich|[oe]v[iy]ch|[oe]vna|ichna|inichna|[oe]vitch|ilyich|ilich|"
    "[оеё]вич|[оеё]вна|ична|инична|[оє]вич|ївна|івна|йович|ильич|кузьмич|фомич|лукич)$"
)


def kinds_of(schemas: Sequence[str]) -> list[Kind]:
    """Tell what each class of FollowTheMoney names."""
    known = {schema: _KINDS.get(schema, Kind.UNKNOWN) for schema in set(schemas)}
    return [known[schema] for schema in schemas]


def abilities(word: str) -> Can:
    """Tell what a folded word can be; legal forms are told by `legal_classes`.

    Examples
    --------
    >>> abilities("von"), abilities("j"), abilities("7")
    (<Can.PARTICLE: 4>, <Can.INITIAL: 1>, <Can.NUMBER: 32>)
    """
    can = Can(0)
    if word in TITLES:
        can |= Can.TITLE
    if word in PARTICLES:
        can |= Can.PARTICLE
    if len(word) == 1 and word < "\u0600" and word.isalpha():
        can |= Can.INITIAL
    if word.isdecimal():
        can |= Can.NUMBER
    if len(word) > 5 and _PATRONYMIC.search(word):
        can |= Can.PATRONYMIC
    return can
