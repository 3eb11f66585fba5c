"""The phrases by which publishers put one name inside another, as data.

A phrase is *sure* where nobody would use it inside a name (``f/k/a``, ``also known as``), and
*bare* where somebody would (``Alias Systems Ltd``, ``Formerly Yours LLC``, the surname Aka): a
bare one counts only where its surroundings speak for it, as
:mod:`euthyna.data.declarations.wording` says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

ALIAS, FORMER = "alias", "former"
ORIGINAL = "original_script"
"""Kinds of names, as in the column `kind` of the table `party_names`."""
PREDECESSOR, SUCCESSOR = "predecessor", "successor"
"""What comes after the phrase is not another name but another party."""
REMARK = "remark"
"""What comes after the phrase is no name at all."""


class Trust(Enum):
    """How much it takes to believe that a phrase is one, and not a part of a name."""

    SURE = "sure"
    BARE = "bare"
    """After a comma, after a legal form, or written in another case than the name."""
    ASIDE = "aside"
    """Only after a comma, or where a parenthesis or a column of additions begins."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say that another name follows."""

    kind: str
    pattern: str
    trust: Trust = Trust.SURE


LEADS = r"(?:(?:and|or|also|now|currently|presently|may|be|is|was|who|which)\s+){0,4}"
"""Words that stand before a phrase and belong to it: ``may also be doing business as``."""

_CALLED = r"(?:known|operat(?:ing|ed)|trad(?:ing|ed)|named|called|listed|registered|incorporated)"
_CONOCIDO = r"(?:conocid[oa]|llamad[oa]|denominad[oa]|conhecid[oa]|chamad[oa]|designad[oa])s?"
_CONNU = r"(?:connue?s?\s+sous\s+le\s+nom\s+de|d[ée]nomm[ée]e?s?|appel[ée]e?s?|nomm[ée]e?s?)"
_UNDER = r"(?:\s+(?:as|by|under(?:\s+the\s+names?(?:\s+of)?)?))"
_EACH = r"(?:entit(?:y|ies)|affiliates?|subsidiar(?:y|ies)|compan(?:y|ies)|firms?)"

_PARTIES = (
    (
        r"(?:as\s+)?(?:an?\s+|the\s+)?(?:legal\s+)?successors?(?:[\s-]+in[\s-]+interest)?"
        r"(?:\s+(?:or|and)\s+assigns?)?(?:\s+(?:company|entity|firm))?\s+(?:to|of)"
    ),
    r"suce(?:sora?|ssora?)\s+(?:legal\s+)?d[eao]|successeur\s+de",
    r"rechtsnachfolger(?:in)?\s+(?:der|von|des)",
)
_FORMER = (
    r"f/k/a\.?|f\.\s?k\.\s?a\.?",
    (
        r"(?:formerly|previously|originally|earlier|once)\s+(?:also\s+)?"
        rf"(?:{_CALLED}|doing\s+business){_UNDER}?"
    ),
    r"(?:former|previous|old)\s+(?:company\s+)?names?(?:\s+(?:is|was|were|being))?",
    rf"(?:antes|anteriormente|antiguamente|antigamente)\s+{_CONOCIDO}(?:\s+como)?",
    rf"{_CONOCIDO}\s+(?:anteriormente|antes)(?:\s+como)?",
    rf"(?:anciennement|précédemment|autrefois)\s+{_CONNU}|{_CONNU}\s+(?:anciennement|auparavant)",
    r"ci-devant|vormals|ehemals|früher\s+bekannt\s+als",
    r"già\s+(?:denominat|conosciut)[oa](?:\s+come)?",
    r"прежнее\s+(?:название|наименование)|ранее\s+известн\w{2,3}\s+как|бывш\w{2,3}(?=\s)",
)
_ALIAS = (
    r"a/k/a\.?|a\.\s?k\.\s?a\.?|d/b/a\.?|d\.\s?b\.\s?a\.?|t/a(?=\s)",
    rf"(?:also|otherwise|better|commonly|locally|now|currently|presently)\s+know[ns]?{_UNDER}?",
    rf"(?:also|now|currently)\s+(?:{_CALLED}|spel(?:led|t)|written|transliterated){_UNDER}?",
    rf"doing\s+business{_UNDER}|(?:trading|operating){_UNDER}",
    r"(?:changed\s+(?:its|the|his|her)\s+name|name\s+changed|renamed)\s+(?:to|as)",
    rf"(?:también|tambien|também)\s+{_CONOCIDO}(?:\s+como)?|mejor\s+conocid[oa]\s+como",
    r"nombre\s+comercial|nome\s+fantasia",
    rf"(?:également|egalement|aussi)\s+{_CONNU}|sous\s+le\s+nom\s+commercial(?:\s+de)?",
    r"auch\s+bekannt\s+(?:als|unter)|также\s+известн\w{2,3}\s+как|он\s+же",
)
_SCRIPTS = (
    r"(?:in\s+)?(?:arabic|russian|ukrainian|belarusian|serbian|farsi|persian|dari|pashto|urdu|chinese"
    r"|korean|japanese|cyrillic|hebrew|greek|georgian|armenian|original|native)"
    r"(?:\s+(?:script|spelling|language|characters?|letters|alphabet|name))?\s*:"
)
_REMARKS = (
    r"c/o(?=\s)",
    rf"(?:and|or)\s+(?:any|all)\s+(?:other\s+)?{_EACH}\s+(?:that|which|controlled|owned|under)",
    rf"and\s+(?:the|its)\s+following\s+{_EACH}",
)
_BARE_FORMER = (
    "formerly|previously|née|nee|anciennement|précédemment|anteriormente|antiguamente|fka"
    r"|geb\.|geborene?|ранее|precedentemente"
)
_BARE_ALIAS = (
    rf"alias|aka|dba|known{_UNDER}|conocid[oa]\s+como|connue?\s+sous\s+le\s+nom\s+de|bekannt\s+als"
)
_ASIDE_REMARKS = r"(?:but\s+only|except(?:\s+for)?|excluding|with\s+(?:mr|ms|mrs|dr)\b\.?)(?=\s)"

PHRASES: tuple[Phrase, ...] = (
    *(Phrase(PREDECESSOR, pattern) for pattern in _PARTIES),
    Phrase(SUCCESSOR, r"succeeded\s+by|(?:legal\s+)?predecessors?\s+(?:to|of)|merged\s+(?:in)?to"),
    *(Phrase(FORMER, pattern) for pattern in _FORMER),
    *(Phrase(ALIAS, pattern) for pattern in _ALIAS),
    Phrase(ORIGINAL, _SCRIPTS),
    *(Phrase(REMARK, pattern) for pattern in _REMARKS),
    Phrase(REMARK, _ASIDE_REMARKS, Trust.ASIDE),
    Phrase(FORMER, _BARE_FORMER, Trust.BARE),
    Phrase(ALIAS, _BARE_ALIAS, Trust.BARE),
    Phrase(FORMER, r"ex(?=[\s-])|antes|früher|former|già|ehem\.", Trust.ASIDE),
    Phrase(ALIAS, r"also|now|currently|dite?|o\.?k\.?a\.?", Trust.ASIDE),
)
"""The closed list, surest first: where two begin at one place, the earlier one counts."""

_FORMS = (
    "ltd limited llc l.l.c llp lp inc incorporated corp corporation co company plc pllc gmbh ag kg "
    "ohg ug se sa s.a s/a sas s.a.s sac s.a.c srl s.r.l sarl s.a.r.l sal s.a.l sl s.l c.v cv r.l "
    "eirl e.i.r.l eireli ltda me epp bv b.v nv n.v oy oyj ab as a/s a.s asa aps spa s.p.a snc scrl "
    "sprl ooo oao zao pao ao too jsc ojsc pjsc cjsc pte pty pvt proprietary bhd sdn kk k.k mchj "
    "mmc fze fzco fzc fz-llc wll w.l.l doo d.o.o dooel ad ead eood ood sh.p.k shpk zrt kft rt o.o "
    "s.r.o sti şti sirketi şirketi tbk hf ehf "
    "ооо зао оао пао ао тов"  # noqa: RUF001
)
LEGAL = frozenset(_FORMS.split())
"""Words that end the name of a firm, in small letters without the last dot: enough to tell where
a name ends; which forms there are is for :mod:`euthyna.entities.names`."""

_QUALIFIERS = (
    "branch subsidiary group private pvt pty m mauritius hk uk u.k usa u.s.a us prc limited "
    "partnership liquidation liq holding holdings international division office north south east "
    "west central middle africa asia europe america city county department in under en dissolved "
    "administration receivership bankrupt bankruptcy liquidación liquidacion"
)
QUALIFIERS = frozenset(_QUALIFIERS.split())
"""Words in parentheses at the end of a name that belong to it: ``Burhani Engineers (Branch)``."""

STEMS = (
    "known", "knows ", "aka", "a.k", "a/k", "a. k", "fka", "f.k", "f/k", "f. k", "dba", "d.b", "d/b",
    "d. b", "t/a", "former", "previous", "originally ", "earlier ", "once ", "old name", "old company",
    "merged ", "also ", "otherwise ", "better ", "commonly ", "locally ", "now ", "currently ",
    "presently ", "trading as", "trading under", "trading by", "operating as", "operating under",
    "operating by", "doing ", "changed ", "renamed ", "successor", "succeeded", "sucesor", "sucessor",
    "successeur", "predecessor", "rechtsnach", "alias", "née", "nee", "geb", "anciennement",
    "précédemment", "autrefois", "nommé", "nomme", "appelé", "appele", "connu",
    "anteriormente", "antes", "tambi", "tambem", "também", "antiguamente", "antigamente", "conocid", "conhecid", "auparavant",
    "nombre comercial", "nome fantasia", "sous le nom", "vormals", "ehemals", "früher", "bekannt",
    "già ", "precedentemente", "прежнее ", "ранее", "бывш", "также ", "он же", "c/o", "and any ",
    "or any ", "and all ", "or all ", "following", "ci-devant", ":",
)  # fmt: skip
"""A text without any of these, in small letters, holds no phrase that may stand amid a name."""
STEMS_ASIDE = ("ex ", "ex-", "also", "now ", "currently", "dit", "oka", "o.k", "ok.a", "antes", "former",
               "früher", "già", "ehem", "but only", "except", "excluding", "with ")  # fmt: skip
"""What more a text may hold that has a comma."""
MAIDEN = re.compile(r"n[ée]e:?|geb\.|geborene?", re.IGNORECASE)
"""Phrases after which stands a family name only."""

NUMBERS: tuple[tuple[str, str], ...] = (
    (
        "taxNumber",
        r"(?:tin|tax\s*(?:payer)?\s*(?:id(?:entification)?|reg(?:istration)?)?|cnpj|nit|ruc|rfc|cuit)\b",
    ),
    ("innCode", r"inn\b"),
    ("ogrnCode", r"ogrn\b"),
    ("leiCode", r"lei\b"),
    ("licenseNumber", r"lic(?:en[cs]e)?\b\.?(?:\s+series\s+[\w-]+)?"),
    (
        "registrationNumber",
        r"(?:(?:business|company|commercial|state)\s+)?(?:reg|registration|registry|roll)\b",
    ),
    ("passportNumber", r"passport\b"),
    ("idNumber", r"(?:national\s+)?(?:id(?:entity|entification)?(?:\s+card)?|cedula|dni)\b"),
)
"""What may stand before a number inside a name, and which number it is."""
