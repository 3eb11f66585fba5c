"""Legal forms in names of firms: found, written as one word, and put into classes."""

from __future__ import annotations

# ruff: noqa: RUF001 (letters of many alphabets are the subject)
import re
from collections.abc import Iterable
from enum import IntEnum

from rigour.names import extract_org_types, replace_org_types_compare


class Form(IntEnum):
    """Classes of legal forms that are alike across countries."""

    NONE = 0
    LIMITED = 1
    """GmbH, Ltd, LLC, ООО, SARL, 有限公司."""
    STOCK = 2
    """AG, plc, SA, АО, 株式会社."""
    PARTNERSHIP = 3
    """KG, LP, LLP, OHG."""
    SOLE = 4
    """One person trading: ИП, ФОП."""
    STATE = 5
    """Enterprise of a state or a town: ГУП, МУП."""
    ASSOCIATION = 6
    """Foundation, association, non-profit body."""
    COOPERATIVE = 7
    COMPANY = 8
    """A company of some kind: company, corporation, Firma, 公司."""


_GENERIC = {
    "llc": Form.LIMITED,
    "jsc": Form.STOCK,
    "lp": Form.PARTNERSHIP,
    "llp": Form.PARTNERSHIP,
    "gp": Form.PARTNERSHIP,
    "sp": Form.SOLE,
    "soe": Form.STATE,
    "ngo": Form.ASSOCIATION,
    "coop": Form.COOPERATIVE,
}
"""Classes of rigour. It knows most forms; the words below fill its gaps."""

_WORDS = {
    Form.LIMITED: "pvt private pte pty proprietary wll eood zrt doo sl slu uab srl sdn bhd fzc oü bvba "
    "sprl ehf ltda lda ltée limitée sasu srlcv εpε επε epe ike tnhh тоо тдв ооо จำกัด 유한책임회사 ذمم",
    Form.STOCK: "sapi sacv sapicv kk pt tbk persero pcl nyrt dd ad ead ab asa sae saa sab ksc bsc sgps "
    "ae αε aksjeselskap oao zao pao ojsc pjsc شمم",
    Form.PARTNERSHIP: "gmbhcokg agcokgaa sc sci ska lllp kd snc cv vof ks bt oe οε partnership",
    Form.SOLE: "ip fop чп einzelunternehmen",
    Form.STATE: "gup mup fgup",
    Form.ASSOCIATION: "foundation stichting fundacion fundación fundacja fondation fundatia "
    "asociacion asociación association associazione fondazione vakfi dernegi фонд ассоциация ngo",
    Form.COOPERATIVE: "coop cooperative cooperativa kooperativ",
    Form.COMPANY: "company co corp corporation corporación corporacion compania compañia compañía "
    "cia incorporated est establishment enterprise enterprises firma фирма компания компанія "
    "شركة مؤسسة 公司 会社 회사 บริษัท societe société sociedad societa società unternehmen",
}
"""Also what rigour writes for some forms and does not know again."""
_CLASSES = {word: form for form, words in _WORDS.items() for word in words.split()}
_PHRASES = (
    (r"public company limited", "plc"),
    (r"(?:private|pvt\.?|\(?p\)?|company|co\.?,?|sdn\.?) (?:limited|ltd\.?|bhd\.?)", "ltd"),
    (r"co\., ?ltd\.?", "ltd"),
    (r"a\. ?[sş]\.", "as"),
    (r"công ty", "company"),
    (r"s/a", "sa"),
    (r"a/s", "as"),
    (r"s\. ?l\.", "sl"),
    (r"k\. ?k\.", "kk"),
    (r"w\. ?l\. ?l\.?", "wll"),
    (r"ذ\. ?م\. ?م\.?", "ذمم"),
    (r"ش\. ?م\. ?م\.?", "شمم"),
)
_WRITTEN = re.compile(
    "(?<!\\w)(?:" + "|".join(f"({phrase})" for phrase, _ in _PHRASES) + ")(?!\\w)"
)
_GLUED = (
    # Written without a space before or after the name; longest first.
    ("股份有限公司", " 股份有限公司 "),
    ("有限责任公司", " 有限责任公司 "),
    ("有限責任公司", " 有限责任公司 "),
    ("集团有限公司", " 集团 有限公司 "),
    ("集團有限公司", " 集团 有限公司 "),
    ("有限公司", " 有限公司 "),
    ("株式会社", " 株式会社 "),
    ("株式會社", " 株式会社 "),
    ("(株)", " 株式会社 "),
    ("有限会社", " 有限会社 "),
    ("(有)", " 有限会社 "),
    ("合同会社", " 合同会社 "),
    ("合資会社", " 合資会社 "),
    ("주식회사", " 주식회사 "),
    ("(주)", " 주식회사 "),
    ("유한회사", " 유한회사 "),
    ("유한책임회사", " 유한책임회사 "),
)
_CJK = re.compile("[\u3400-\u9fff\uac00-\ud7a3]")


def mark_forms(names: str) -> str:
    """Write every legal form in folded names as one word of its own.

    Parameters
    ----------
    names
        Folded names, as :func:`~euthyna.entities.names.cleaning.fold` joins them.

    Returns
    -------
    str
        The same names, with a short comparable word for each form found.

    Examples
    --------
    >>> mark_forms("acme private limited")
    'acme ltd'
    >>> mark_forms("北京科技有限公司").split()
    ['北京科技', 'ltd']
    """
    if _CJK.search(names):
        for form, apart in _GLUED:
            names = names.replace(form, apart)
    return replace_org_types_compare(_WRITTEN.sub(_short, names))


def _short(found: re.Match[str]) -> str:
    return _PHRASES[(found.lastindex or 1) - 1][1]


def form_classes(words: Iterable[str]) -> dict[str, Form]:
    """Tell which of some folded words are legal forms, and of which class.

    Examples
    --------
    >>> form_classes(["gmbh", "acme", "公司"])
    {'gmbh': <Form.LIMITED: 1>, '公司': <Form.COMPANY: 8>}
    """
    asked = list(words)
    known = dict(extract_org_types("\n".join(asked), generic=True))
    found = {}
    for word in asked:
        form = _CLASSES.get(word) or _GENERIC.get(known.get(word, ""), Form.NONE)
        if form:
            found[word] = form
    return found
