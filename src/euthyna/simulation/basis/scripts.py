"""One name in several scripts, by small tables of our own, with the variants that offices differ in.

They imitate how names are really written, and are not a standard: the Latin spelling of a
Cyrillic name follows one of five habits (English, scholarly, passport, French, German), Arabic
loses short vowels, Chinese goes by sound, syllable by syllable.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from functools import cache

from euthyna.simulation.basis.draws import Draws

_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_HABITS = (
    "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya",
    "a b v g d e ë ž z i j k l m n o p r s t u f h c č š šč _ y ' e ju ja",
    "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y _ e iu ia",
    "a b v g d e io j z i y k l m n o p r s t ou f kh ts tch ch chtch _ y _ e iou ia",
    "a b w g d e jo sch s i j k l m n o p r s t u f ch z tsch sch schtsch _ y _ e ju ja",
)
_GREEK = "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώ"
_GREEK_HABITS = (
    "a v g d e z i th i k l m n x o p r s t y f ch ps o s a e i i o y o",
    "a b g d e z e th i k l m n x o p r s t u ph kh ps o s a e e i o u o",
)
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئ"
_ARABIC_HABITS = (
    "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h u i a a _ a i a u i",
    "a b t t g h k d d r z s ch s d t z a g f k k l m n h ou y e a _ a e a o y",
)


def _tables(alphabet: str, habits: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    """Read what each letter becomes; an underscore is nothing."""
    return tuple(
        dict(zip(alphabet, habit.replace("_", "").split(" "), strict=True)) for habit in habits
    )


_FROM_CYRILLIC = _tables(_CYRILLIC, _HABITS)
_FROM_GREEK = _tables(_GREEK, _GREEK_HABITS)
_FROM_ARABIC = _tables(_ARABIC, _ARABIC_HABITS)

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_TO_CYRILLIC = (
    dict(zip(_LATIN, "абкдефгхийклмнопкрстуввкыз", strict=True))
    | dict(zip("šžčćçüöøåäéèáàíóúëłý", "шжчччюёёоэееааиоуелы", strict=True))
    | {"shch": "щ", "sch": "ш", "sh": "ш", "zh": "ж", "kh": _CYRILLIC[22], "ts": "ц", "ch": "ч"}
    | {"yu": "ю", "ya": "я", "yo": "ё", "ju": "ю", "ja": "я", "qu": "кв", "th": "т", "ph": "ф"}
    | {"ck": "к", "x": "кс", "ñ": "нь", "đ": "дж"}
    | {"iy": "ий", "ey": "ей", "oy": "ой", "aya": "ая"}
)
_TO_GREEK = (
    dict(zip(_LATIN, "αβκδεφγχιζκλμνοπκρστωβωξυζ", strict=True))
    | {"b": "μπ", "d": "ντ", "j": "τζ", "th": "θ", "ch": "χ", "sh": _GREEK[17]}
    | {"ps": "ψ", "ph": "φ", "y": "η"}
)
_TO_ARABIC = (
    dict(zip(_LATIN, "ابكد_فغهيجكلمنوبقرستوفوكيز", strict=True))
    | {"sh": "ش", "ch": "تش", "zh": "ج", "kh": "خ", "th": "ث", "dh": "ذ", "gh": "غ", "ph": "ف"}
    | {"ou": "و", "ee": "ي", "ck": "ك", "x": "كس"}
)
_VOWELS = frozenset("aeiouy")

_ARABIC_NAMES = (
    "كريم طارق سمير ياسين رشيد هشام نبيل جمال فارس وليد منير عادل بسام زياد حسام مروان "
    "ليلى سلمى نادية هالة رانيا سعاد مريم زينب دلال هدى وفاء منى ريم سحر نجلاء عبير "
    "الدراميني الكرفالي النورفاني السلماري الفلموري التسنيقي الأوستيلي البرنوقي الخزماني الرفاني "
    "الشمرواني الزهراوني العفراني المردشي الجلواني القسطاري الطورفي الهلموني اليلماري الودراني"
)
_ARABIC_IN_LATIN = (
    "Karim,Kareem Tariq,Tarek Samir,Sameer Yasin,Yassine Rashid,Rachid Hisham,Hicham Nabil,Nabeel "
    "Jamal,Gamal Faris,Fares Walid,Waleed Munir,Mounir Adil,Adel Bassam,Bassem Ziyad,Ziad "
    "Husam,Houssam Marwan,Marouane Layla,Leila Salma,Selma Nadiya,Nadia Hala,Hale Raniya,Rania "
    "Suad,Souad Maryam,Mariam Zaynab,Zeineb Dalal,Dalel Huda,Hoda Wafa,Ouafa Muna,Mona Rim,Reem "
    "Sahar,Sehar Najla,Nagla Abir,Abeer al-Daramini,El-Draamini al-Karfali,Elkarfali "
    "al-Nurfani,El-Nourfani al-Salmari,Essalmari al-Falmuri,El-Falmouri al-Tasniqi,Ettasniki "
    "al-Ustili,El-Ostili al-Barnuqi,Elbarnouki al-Khazmani,El-Khezmani al-Rafani,Errafani "
    "al-Shamrawani,Chamraouani al-Zahrawni,Ezzahraouni al-Afrani,El-Afrani al-Mardashi,El-Merdachi "
    "al-Jalwani,El-Galwani al-Qistari,El-Kistari al-Turfi,Ettorfi al-Halmuni,El-Helmouni "
    "al-Yalmari,El-Yelmari al-Wadrani,El-Ouadrani"
)
ARABIC_SPELLINGS: dict[str, tuple[str, ...]] = {
    name: tuple(spellings.split(","))
    for name, spellings in zip(_ARABIC_NAMES.split(), _ARABIC_IN_LATIN.split(), strict=True)
}
"""The names whose vowels are known, with an eastern and a western spelling: 16 of men, 16 of
women, 20 of families."""

_SYLLABLES = {
    "b": "巴贝比博布", "c": "卡采西科库", "d": "达德迪多杜", "f": "法费菲福富", "g": "加格吉戈古",
    "h": "哈赫希霍胡", "j": "贾杰吉乔朱", "k": "卡凯基科库", "l": "拉莱利洛卢", "m": "马梅米莫穆",
    "n": "纳内尼诺努", "p": "帕佩皮波普", "q": "卡克奎科库", "r": "拉雷里罗鲁", "s": "萨塞西索苏",
    "t": "塔特蒂托图", "v": "瓦韦维沃武", "w": "瓦韦维沃伍", "x": "夏谢希肖休", "y": "亚耶伊约尤",
    "z": "扎泽齐佐祖", "": "阿埃伊奥乌",
}  # fmt: skip
_CODAS = dict(
    zip("bcdfghjklmnpqrstvwxyz", "布克德夫格赫日克尔姆恩普克尔斯特夫夫斯伊兹", strict=True)
)
_CHARACTERS = (
    "巴贝比博布卡采西科库达德迪多杜法费菲福富加格吉戈古哈赫希霍胡贾杰乔朱凯基拉莱利洛卢马梅米莫穆"
    "纳内尼诺努帕佩皮波普克奎雷里罗鲁萨塞索苏塔特蒂托图瓦韦维沃武伍夏谢肖休亚耶伊约尤扎泽齐佐祖"
    "阿埃奥乌夫日尔姆恩斯兹兰摩赞泰建设医疗技贸易服务有限公司股份集团郎蓝柏芮尹闵岑邬祁庞翟宓"
    "承昕岚屿宛沛棠昀澄舒砚朗泓颖嘉彤越芷霖启珩陶弗责任清洁咨询食品汽车能源软件系统工程父子"
)
_PINYIN = (
    "ba bei bi bo bu ka cai xi ke ku da de di duo du fa fei fei fu fu jia ge ji ge gu ha he xi huo"
    " hu jia jie qiao zhu kai ji la lai li luo lu ma mei mi mo mu na nei ni nuo nu pa pei pi bo pu"
    " ke kui lei li luo lu sa sai suo su ta te di tuo tu wa wei wei wo wu wu xia xie xiao xiu ya ye"
    " yi yue you zha ze qi zuo zu a ai ao wu fu ri er mu en si zi lan mo zan tai jian she yi liao"
    " ji mao yi fu wu you xian gong si gu fen ji tuan lang lan bai rui yin min cen wu qi pang zhai"
    " mi cheng xin lan yu wan pei tang yun cheng shu yan lang hong ying jia tong yue zhi lin qi"
    " heng tao fu ze ren qing jie zi xun shi pin qi che neng yuan ruan jian xi tong gong cheng fu zi"
)
_FROM_CHINESE = dict(zip(_CHARACTERS, _PINYIN.split(), strict=True))
_OLD_PINYIN = (("zh", "ch"), ("q", "ch"), ("x", "hs"), ("j", "ch"), ("b", "p"), ("d", "t"))


def script_of(text: str) -> str:
    """Say in which script most of a text is written.

    Returns
    -------
    str
        ``latin``, ``cyrillic``, ``arabic``, ``chinese`` or ``greek``.

    Examples
    --------
    >>> script_of("ТД «Велморстрой» Ltd")
    'cyrillic'
    """
    counts = dict.fromkeys(("latin", "cyrillic", "greek", "arabic", "chinese"), 0)
    for letter in text:
        code = ord(letter)
        if code >= 0x2E80:
            counts["chinese"] += 3
        elif 0x590 <= code < 0x780:
            counts["arabic"] += 1
        elif 0x400 <= code < 0x530:
            counts["cyrillic"] += 1
        elif 0x370 <= code < 0x400:
            counts["greek"] += 1
        elif letter.isalpha():
            counts["latin"] += 1
    return max(counts, key=lambda script: counts[script])


def plain(text: str) -> str:
    """Take the marks off Latin letters, as old computers did.

    Examples
    --------
    >>> plain("Živa Sølvi Çalvane")
    'Ziva Solvi Calvane'
    """
    stroked = text.translate(_STROKED)
    if stroked.isascii():
        return stroked
    parts = unicodedata.normalize("NFD", stroked)
    bare = "".join(letter for letter in parts if not 0x300 <= ord(letter) < 0x370)
    return unicodedata.normalize("NFC", bare)


_STROKED = str.maketrans("øØłŁđĐ", "oOlLdD") | str.maketrans({"ß": "ss", "æ": "ae", "Æ": "Ae"})


def to_script(draws: Draws, text: str, *, script: str) -> str:
    """Write a text in another script, by one of the habits there are.

    Parameters
    ----------
    draws
        Decides between habits.
    text
        In any script; between two scripts other than Latin it goes through Latin.
    script
        As `script_of` gives it.
    """
    now = script_of(text)
    if now == script:
        return text
    latin = text if now == "latin" else _TO_LATIN[now](draws.uniform(), text)
    return latin if script == "latin" else _FROM_LATIN[script](latin)


def standard_latin(text: str) -> str:
    """Write a text in Latin by the first habit of its script, always the same."""
    now = script_of(text)
    return text if now == "latin" else _TO_LATIN[now](0.0, text)


def _from_cyrillic(habit: float, text: str) -> str:
    """Spell in Latin; a habit below 0.55 is the English one."""
    place = 0 if habit < 0.55 else 1 + int((habit - 0.55) / 0.1126)
    return _by_letter(text, _FROM_CYRILLIC[place])


def _from_greek(habit: float, text: str) -> str:
    return _by_letter(text, _FROM_GREEK[habit > 0.7])


def _from_arabic(habit: float, text: str) -> str:
    western = habit > 0.65
    article = "El " if western else "al-"
    table = _FROM_ARABIC[western]
    words = (
        ARABIC_SPELLINGS[word][western]
        if word in ARABIC_SPELLINGS
        else _arabic_word(word, table, article)
        for word in text.split()
    )
    return " ".join(words)


def _arabic_word(word: str, table: Mapping[str, str], article: str) -> str:
    """Spell a word with an `a` wherever two consonants would stand together."""
    if word == "بن":
        return "bin" if article == "al-" else "Ben"
    head = ""
    if word.startswith("ال") and len(word) > 4:
        head, word = article, word[2:]
    spelled = ""
    for letter in word:
        sound = table.get(letter, letter)
        if spelled and sound and spelled[-1] not in _VOWELS and sound[0] not in _VOWELS:
            spelled += "a"
        spelled += sound
    return head + spelled.capitalize()


def _from_chinese(habit: float, text: str) -> str:
    words = [_chinese_word(word) for word in text.split()]
    if habit > 0.8:
        for new, before in _OLD_PINYIN:
            words = [
                word.replace(new, before).replace(new.title(), before.title()) for word in words
            ]
    return " ".join(words)


def _chinese_word(word: str) -> str:
    """Spell a name of up to three characters as surname and given name, longer ones in pairs."""
    sounds = [_FROM_CHINESE.get(letter, letter) for letter in word]
    first = 1 if len(sounds) <= 3 else 2
    groups = [sounds[:first]] + [sounds[at : at + 2] for at in range(first, len(sounds), 2)]
    return " ".join("".join(group).capitalize() for group in groups if group)


def _to_cyrillic(text: str) -> str:
    return _by_groups(text, _TO_CYRILLIC, 4)


def _to_greek(text: str) -> str:
    return _by_groups(plain(text), _TO_GREEK, 2)


def _to_arabic(text: str) -> str:
    words = plain(text.replace("-", " ")).split()
    return " ".join(filter(None, (_arabic_spelling(word) for word in words)))


@cache
def _arabic_spelling(word: str) -> str:
    written = _by_groups(word.lower(), _TO_ARABIC, 2).replace("_", "")
    return f"{_ARABIC[0]}{written}" if word[:1] in "Ee" else written


def _to_chinese(text: str) -> str:
    words = plain(text.replace("-", " ")).lower().split()
    return "·".join(filter(None, (_chinese_spelling(word) for word in words)))


@cache
def _chinese_spelling(word: str) -> str:
    """Write a Latin word by its sound: consonant and vowel make one character."""
    written, at = [], 0
    while at < len(word):
        letter, after = word[at], word[at + 1 : at + 2]
        if letter in "aeiou":
            written.append(_SYLLABLES[""]["aeiou".index(letter)])
        elif letter in _SYLLABLES and after and after in "aeiou":
            written.append(_SYLLABLES[letter]["aeiou".index(after)])
            at += 1
        elif letter in _CODAS:
            written.append(_CODAS[letter])
        at += 1
    return "".join(written)


def _by_letter(text: str, table: Mapping[str, str]) -> str:
    return "".join(
        _like(letter, table.get(letter.lower(), letter)) if letter.isalpha() else letter
        for letter in text
    )


def _by_groups(text: str, table: Mapping[str, str], longest: int) -> str:
    """Replace the longest groups of letters that the table has."""
    written, at = [], 0
    small = text.lower()
    while at < len(text):
        for size in range(longest, 0, -1):
            found = table.get(small[at : at + size])
            if found is not None:
                written.append(_like(text[at], found))
                at += size
                break
        else:
            written.append(text[at])
            at += 1
    return "".join(written)


def _like(letter: str, sound: str) -> str:
    """Begin `sound` with a capital where `letter` is one."""
    return sound[:1].upper() + sound[1:] if letter.isupper() else sound


_TO_LATIN: dict[str, Callable[[float, str], str]] = {
    "cyrillic": _from_cyrillic,
    "greek": _from_greek,
    "arabic": _from_arabic,
    "chinese": _from_chinese,
}
_FROM_LATIN: dict[str, Callable[[str], str]] = {
    "cyrillic": _to_cyrillic,
    "greek": _to_greek,
    "arabic": _to_arabic,
    "chinese": _to_chinese,
}
