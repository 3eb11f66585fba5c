"""Where words begin and end: initials, dots, and names written without spaces."""

from __future__ import annotations

import re

from euthyna.entities.names.characters import JAPANESE_FAMILIES
from euthyna.entities.names.cleaning import BREAK

_DOTTED = re.compile(r"(?<!\w)(?:\w\.){2,}\w?(?!\w)")
_TWO_SURNAMES = (
    "歐陽|欧阳|司馬|司马|諸葛|诸葛|上官|夏侯|東方|东方|皇甫|尉遲|尉迟|公孫|公孙|慕容|令狐|司徒"
)
_JAPANESE = re.compile(
    f"(?:^|(?<={BREAK}))(?P<family>{'|'.join(sorted(JAPANESE_FAMILIES, key=len, reverse=True))})"
    f"(?P<given>[\u3005\u3040-\u30ff\u3400-\u9fff]{{1,3}})(?={BREAK}|$)"
)
_HAN = re.compile(
    f"(?:^|(?<={BREAK}))(?P<family>{_TWO_SURNAMES}|[\u3400-\u9fff](?=[\u3400-\u9fff]{{1,2}}(?:{BREAK}|$))"
    f"|[\u3400-\u9fff]{{2}}(?=[\u3400-\u9fff]{{2}}(?:{BREAK}|$)))"
    f"(?P<given>[\u3005\u3400-\u9fff]{{1,2}})(?={BREAK}|$)"
)
_HANGUL_TWO = "남궁|황보|제갈|사공|선우|서문|독고"
_HANGUL = re.compile(
    f"(?:^|(?<={BREAK}))(?P<family>{_HANGUL_TWO}|[가-힣])(?P<given>[가-힣]{{1,2}})(?={BREAK}|$)"
)
_PARTED = r"\g<family> \g<given>"


def segment(names: str) -> str:
    """Put spaces where words of cleaned names meet, and take the dots away.

    Parameters
    ----------
    names
        Names as :func:`~euthyna.entities.names.cleaning.strip` leaves them.

    Returns
    -------
    str
        As many names, of words between spaces. A person's name written in two to four Han or
        Hangul characters is parted into family name and given name.

    Examples
    --------
    >>> segment("j.r.r. tolkien"), segment("习近平"), segment("김정은")
    ('j r r  tolkien', '习 近平', '김 정은')
    """
    parted = names
    if not names.isascii():
        for pattern in (_JAPANESE, _HAN, _HANGUL):
            parted = pattern.sub(_PARTED, parted)
    return _DOTTED.sub(_initials, parted).replace(".", " ")


def _initials(found: re.Match[str]) -> str:
    return found.group().replace(".", " ")
