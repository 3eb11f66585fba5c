"""How single letters of Cyrillic, Arabic, Hebrew and Hangul are usually written in Latin."""

from __future__ import annotations

# ruff: noqa: RUF001 (letters of many alphabets are the subject)


def _table(pairs: str) -> dict[int, str]:
    """Read `letter=latin` pairs; nothing after the sign leaves the letter out."""
    return {ord(pair[0]): pair[2:] for pair in pairs.split()}


LATIN = _table("č=ch ć=ch š=sh ś=sh ş=sh ș=sh ž=zh ż=zh ź=z ı=i ə=a đ=d ð=d þ=th ğ=g ł=l")
"""Letters whose sound English writes with two letters."""

UMLAUTS = _table("ä=ae ö=oe ü=ue ø=oe å=aa")

CYRILLIC = _table(
    "а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f "
    "х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya і=i ї=yi є=ye ґ=g ў=u "
    "ј=j ђ=dj љ=lj њ=nj ћ=c џ=dz ѓ=gj ќ=kj ѕ=dz ә=a ғ=g қ=k ң=ng ө=o ұ=u ү=u һ=h ӣ=i ӯ=u ҳ=h ҷ=j"
)
"""As passports and newspapers write it, not as librarians do."""

UKRAINIAN = CYRILLIC | _table("г=h и=y")

ARABIC = _table(
    "ا=a أ=a إ=i آ=a ٱ=a ء= ؤ=u ئ=i ب=b پ=p ت=t ث=th ج=j چ=ch ح=h خ=kh د=d ذ=dh ر=r ز=z ژ=zh "
    "س=s ش=sh ص=s ض=d ط=t ظ=z ع=a غ=gh ف=f ق=q ک=k ك=k گ=g ل=l م=m ن=n ه=h ة=a و=u ی=i ي=i ى=a "
    "ڤ=v ھ=h ہ=h ے=e ٹ=t ڈ=d ڑ=r ں=n ۀ=e ݣ=g ګ=g ډ=d ړ=r ټ=t ځ=z څ=ts ږ=zh ښ=sh ڼ=n ې=e ۍ=ai ێ=e ۆ=o"
)
"""Arabic, Persian, Urdu, Pashto; short vowels are not written."""

HEBREW = _table(
    "א=a ב=b ג=g ד=d ה=h ו=o ז=z ח=h ט=t י=i כ=k ך=k ל=l מ=m ם=m נ=n ן=n ס=s ע=a פ=p ף=f צ=ts ץ=ts "
    "ק=k ר=r ש=sh ת=t װ=v ױ=oy ײ=ay"
)

INITIALS = [
    "g",
    "kk",
    "n",
    "d",
    "tt",
    "r",
    "m",
    "b",
    "pp",
    "s",
    "ss",
    "-",
    "j",
    "jj",
    "ch",
    "k",
    "t",
    "p",
    "h",
]
VOWELS = [
    "a",
    "ae",
    "ya",
    "yae",
    "eo",
    "e",
    "yeo",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wo",
    "we",
    "wi",
    "yu",
    "eu",
    "ui",
    "i",
]
FINALS = [
    "-",
    "k",
    "k",
    "k",
    "n",
    "n",
    "n",
    "t",
    "l",
    "k",
    "m",
    "l",
    "l",
    "l",
    "p",
    "l",
    "m",
    "p",
    "p",
    "t",
    "t",
    "ng",
    "t",
    "t",
    "k",
    "t",
    "p",
    "t",
]
"""The parts of a Hangul syllable in the order of Unicode, as South Korea romanises them."""

SURNAMES = {
    "김": "kim",
    "이": "lee yi rhee",
    "박": "park pak",
    "최": "choi",
    "정": "jung chung jeong",
    "강": "kang",
    "조": "cho jo",
    "윤": "yoon yun",
    "장": "jang chang",
    "임": "lim im",
    "림": "rim lim",
    "리": "ri lee",
    "한": "han",
    "오": "oh",
    "서": "seo suh",
    "신": "shin sin",
    "권": "kwon",
    "황": "hwang",
    "안": "ahn an",
    "송": "song",
    "류": "ryu",
    "유": "yoo yu",
    "전": "jeon chun",
    "홍": "hong",
    "고": "ko go",
    "문": "moon mun",
    "양": "yang",
    "손": "son sohn",
    "배": "bae",
    "백": "baek paik",
    "허": "heo hur huh",
    "남": "nam",
    "심": "shim sim",
    "노": "roh noh",
    "로": "ro roh",
    "하": "ha",
    "곽": "kwak",
    "성": "sung seong",
    "차": "cha",
    "주": "joo ju",
    "우": "woo wu",
    "구": "koo ku",
    "민": "min",
    "진": "jin chin",
    "지": "ji chi",
    "엄": "eom uhm",
    "채": "chae",
    "원": "won",
    "천": "cheon chun",
    "방": "bang pang",
    "공": "kong gong",
    "현": "hyun",
    "변": "byun pyon",
    "염": "yeom",
    "여": "yeo",
    "추": "choo chu",
    "도": "do",
    "석": "seok suk",
    "길": "gil kil",
    "표": "pyo",
    "반": "ban pan",
    "왕": "wang",
    "금": "keum kum",
    "옥": "ok",
    "육": "yook",
    "맹": "maeng",
    "제": "je",
    "탁": "tak",
    "국": "kook guk",
}
"""Family names that people write in other ways than the rules; the first is the commonest."""
