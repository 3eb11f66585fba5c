"""United States, Office of Foreign Assets Control: its lists as CSV files without a header.

The classic layout of SDN and of the consolidated non-SDN list: main file, aliases, addresses,
and the rest of those remarks that are longer than 1,000 characters. ``-0-`` stands for nothing,
and one control character may end the file. Most of what is known of a party stands in *Remarks*,
phrases with semicolons between: :data:`PHRASES` says what each begins with and what it tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from euthyna.base import countries
from euthyna.data.declarations import (
    Draft,
    DraftRelationship,
    Entry,
    ListFormat,
    Marks,
    Part,
    Table,
)
from euthyna.data.declarations.treatments import (
    countries_in,
    in_years,
    listing,
    put_name,
    put_named,
)

NOTHING = ("-0-", "\x1a", "undetermined", "None Identified")
_SCHEMATA = {"individual": "Person", "vessel": "Vessel", "aircraft": "Airplane"}
_ALIASES = {"aka": "alias", "fka": "former", "nka": "alias"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the remarks: how it begins, and what it says of the party."""

    begins: str
    """A regular expression."""
    says: str
    """What :data:`_SAY` knows, or the scheme of a number."""


PHRASES = (
    Phrase(r"DOB\b", "birth date"),
    Phrase(r"POB\b", "birth place"),
    Phrase(r"nationality\b|citizen\b", "country"),
    Phrase(r"Gender\b", "gender"),
    Phrase(r"a\.k\.a\.|n\.k\.a\.", "weak name"),
    Phrase(r"f\.k\.a\.", "former name"),
    Phrase(r"Issuer Name\b", "alias"),
    Phrase(r"Website\b", "website"),
    Phrase(r"E-?mail Address\b", "e-mail"),
    Phrase(r"(?i:(?:tele)?phone)(?: (?:Number|No\.))?:?", "phone"),
    Phrase(r"Organization Established Date\b", "founded"),
    Phrase(r"Linked To:", "linked"),
    Phrase(r"Listing Date(?: \([^()]*\))?:?", "listed"),
    Phrase(r"Vessel Registration Identification IMO\b|(?:Identification|Company) Number IMO\b|IMO\b", "imoNumber"),
    Phrase(r"MMSI\b|Maritime Mobile Service Identity\b", "mmsi"),
    Phrase(r"(?:Diplomatic |Stateless Person )?Passport\b(?: No\.| Number)?", "passportNumber"),
    Phrase(r"Travel Document Number\b", "passportNumber"),
    Phrase(r"(?:US )?FEIN\b|Italian Fiscal Code\b|Romanian C\.R\.\b|Romanian Tax Registration\b", "taxNumber"),
    Phrase(r"(?:Tax ID|RFC|R\.F\.C\.|NIT|RUC|RIF|RTN|RTN Number|C\.U\.I\.T\.|C\.N\.P\.J\.|CNPJ|CUIT|V\.A\.T\. Number|Fiscal Code|Paraguayan tax identification number)(?: No\.)?(?: #)?", "taxNumber"),
    Phrase(r"Electoral Registry No\.|Driver's License(?: No\.)?|Pilot License(?: Number)?", "idNumber"),
    Phrase(r"SSN\b|Personal ID Card\b|Citizen's Card Number\b", "idNumber"),
    Phrase(r"(?:Unified|United) Social Credit Code(?: Certificate)? \([A-Z]+\)", "uscCode"),
    Phrase(r"Legal Entity Number\b", "leiCode"),
    Phrase(r"BIK \(RU\)", "bikCode"),
    Phrase(r"SWIFT/BIC\b", "swiftBic"),
    Phrase(r"D-U-N-S Number\b", "dunsCode"),
    Phrase(r"ISIN\b", "isinCode"),
    Phrase(r"Equity Ticker\b", "ticker"),
    Phrase(r"Government Gazette Number\b", "okpoCode"),
    Phrase(r"Digital Currency Address - \w+", "cryptoWallet"),
    Phrase(r"Aircraft Tail Number\b|Previous Aircraft Tail Number\b", "registrationNumber"),
    Phrase(r"Aircraft Manufacturer's Serial Number \(MSN\)|Aircraft Construction Number \(.*?\)", "serialNumber"),
    Phrase(r"(?:[\w.'/-]+ ){0,4}?(?:Registration|Registry|Commercial|Company|Corporate|Enterprise|Charity|Folio Mercantil|Matricula Mercantil|Business|Trade|License|C\.R\.|Chamber of Commerce|Certificate of Incorporation|Branch Unit|Central Registration|Economic Register)(?: [\w.'-]+){0,3}? ?(?:No\b\.?|Number\b|ID\b|#|Document #):?(?: #)?", "registrationNumber"),
    Phrase(r"(?:[\w.'-]+ ){0,4}?(?:ID|I\.D\.|Identification|Identity|Identidad|Cedula|Residency|Refugee|Driver's|Electoral|Birth Certificate|Social Insurance|Credencial electoral|Cartilla de Servicio Militar Nacional|C\.U\.R\.P\.|D\.N\.I\.|C\.U\.I\.P\.|LE|Numero|Serial|File|Pilot License|Afghan Money Service Provider|Tarjeta|Turkish)(?: [\w.'-]+){0,4}? ?(?:No\b\.?|Number\b|Card\b|Nacional\b|electoral\b|Identidad\b|#|(?<=\.)):?(?: #)?", "idNumber"),
    Phrase(r"License\b|Registered Charity No\.|Public Registration Number\b", "registrationNumber"),
    Phrase(r"Secondary sanctions risk|Additional Sanctions Information|Transactions Prohibited", "nothing"),
    Phrase(r"Executive Order|CAATSA Section|[Ff]or more information|PEESA|IFCA Determination|Target Type|Effective Date", "nothing"),
    Phrase(r"Purchase/Sales|Organization Type:|(?i:(?:and )?all (?:other )?(?:offices|branches|locations))|Fax\b|Chinese Commercial Code\b", "nothing"),
    Phrase(r"Former Vessel Flag|(?:Other|alternative) Vessel|Vessel (?:Year|Type|Flag|Call|Owner)", "nothing"),
    Phrase(r"Aircraft (?:Manufacture Date|Model|Operator|Type|Mode S)|Nationality of Registration", "nothing"),
)  # fmt: skip
"""The closed list: the first that fits counts. ``nothing`` is left out on purpose: duties of
banks, details of ships and aircraft, sectors. Any other phrase is an issue."""

_PHRASE = tuple((re.compile(f"(?:{p.begins})"), p.says) for p in PHRASES)
_ALTERNATIVE = re.compile(r"alt\. ", re.IGNORECASE)
_LABEL = re.compile(
    r"[A-Z][^\d:;]{0,60}?(?:\bNo\b|\bNumber\b|#|\bID\b|\bCode\b|\bDate\b|\bAddress\b)"
)
_NUMBER = re.compile(r"(?P<number>.*?)(?:\s*\((?P<country>[^()]*)\))?(?:\s+(?:issued|expires) .*)?")


def _treat_main(entry: Entry, draft: Draft) -> None:
    draft.id, draft.whole = entry.take("ent_num"), True
    kind = entry.take("SDN_Type")
    draft.schema = _SCHEMATA.get(kind.casefold(), "LegalEntity")
    if kind and kind.casefold() not in _SCHEMATA:
        entry.note("unknown-value", "SDN_Type", kind)
    held = listing(draft)
    _put_main_name(entry, draft)
    held.reference = draft.id
    held.program = "; ".join(re.split(r"\]\s*\[", entry.take("Program").strip("[] ")))
    draft.identifier(entry.take("Call_Sign"), "callSign")
    draft.countries += entry.countries("Vess_flag")
    if owner := entry.take("Vess_owner"):
        _tie(entry, draft, owner, kind="ownership", back=True)
    _put_remarks(entry, draft, _remarks(entry, draft))


def _put_main_name(entry: Entry, draft: Draft) -> None:
    name = entry.take("SDN_Name")
    family, comma, given = name.partition(", ")
    if draft.schema == "Person" and comma:
        draft.name(name, family_name=family, given_name=given)
    else:
        put_name(entry, draft, name)


def _remarks(entry: Entry, draft: Draft) -> str:
    """Put the remarks together: what does not fit into them goes on in another file."""
    more = entry.look_up("", draft.id)
    rest = more.take("Remarks_continued") if more else ""
    return entry.take("Remarks") + rest


def _put_remarks(entry: Entry, draft: Draft, remarks: str) -> None:
    for phrase in remarks.removesuffix(".").split(";"):
        text = _ALTERNATIVE.sub("", phrase.strip())
        if text:
            _put_phrase(entry, draft, text)


def _put_phrase(entry: Entry, draft: Draft, text: str) -> None:
    for pattern, says in _PHRASE:
        if found := pattern.match(text):
            value = text[found.end() :].strip(" :")
            _SAY.get(says, _say_number(says))(entry, draft, value)
            return
    entry.note("unknown-value", _kind_of(text), text)


def _kind_of(text: str) -> str:
    """Name a kind of unknown phrase, so that each is counted once: the label of its number."""
    label = _LABEL.match(text)
    return f"Remarks: {label[0]}" if label else "Remarks: a title or an employment"


Say = Callable[[Entry, Draft, str], None]


def _say_number(scheme: str) -> Say:
    def say(_: Entry, draft: Draft, value: str) -> None:
        found = _NUMBER.fullmatch(value)
        if found is None or not found["number"]:
            return
        # Since 2022 also numbers of the Dutch register bear the words of the LEI.
        is_lei = scheme != "leiCode" or len(found["number"]) == 20
        register = scheme if is_lei else "registrationNumber"
        draft.identifier(found["number"], register, countries.code(found["country"] or ""))

    return say


def _say_birth(entry: Entry, draft: Draft, value: str) -> None:
    draft.birth_dates += entry.as_dates(in_years(value), "Remarks/DOB")


def _say_birth_place(_: Entry, draft: Draft, value: str) -> None:
    draft.birth_places.append(value)


def _say_country(entry: Entry, draft: Draft, value: str) -> None:
    draft.countries += countries_in(entry, value, "Remarks/nationality")


def _say_gender(_: Entry, draft: Draft, value: str) -> None:
    draft.gender = value.casefold()


def _say_name(kind: str) -> Say:
    def say(_: Entry, draft: Draft, value: str) -> None:
        draft.name(value.strip("'\" "), kind=kind)

    return say


def _say_founded(entry: Entry, draft: Draft, value: str) -> None:
    draft.incorporation_date = next(
        iter(entry.as_dates(in_years(value), "Remarks/established")), ""
    )


def _say_listed(entry: Entry, draft: Draft, value: str) -> None:
    held = listing(draft)
    found = entry.as_dates(value, "Remarks/Listing Date")
    held.start_date = min(filter(None, (held.start_date, *found)), default="")


def _say_linked(entry: Entry, draft: Draft, value: str) -> None:
    _tie(entry, draft, value, kind="unknown", role="Linked To")


def _tie(
    entry: Entry, draft: Draft, name: str, *, kind: str, role: str = "", back: bool = False
) -> None:
    """Tie the party to one that is known by its name: one of the list, if it has that name."""
    found = entry.look_up("", name) or entry.look_up("", f"{name}.")
    if found is not None and not back:
        draft.relationships.append(
            DraftRelationship(kind=kind, other=found.take("ent_num"), role=role)
        )
        return
    other = put_named(draft, name)
    if back:
        other.relationships.append(DraftRelationship(kind=kind, other=draft.id, role=role))
    else:
        draft.relationships.append(DraftRelationship(kind=kind, other=other.id, role=role))


def _to_list(attribute: str) -> Say:
    def say(_: Entry, draft: Draft, value: str) -> None:
        getattr(draft, attribute).append(value)

    return say


def _say_nothing(_: Entry, __: Draft, ___: str) -> None:
    """Leave out what is listed as such."""


_SAY: dict[str, Say] = {
    "birth date": _say_birth,
    "birth place": _say_birth_place,
    "country": _say_country,
    "gender": _say_gender,
    "weak name": _say_name("weak"),
    "former name": _say_name("former"),
    "alias": _say_name("alias"),
    "website": _to_list("websites"),
    "e-mail": _to_list("emails"),
    "phone": _to_list("phones"),
    "founded": _say_founded,
    "linked": _say_linked,
    "listed": _say_listed,
    "nothing": _say_nothing,
}


def _treat_alias(entry: Entry, draft: Draft) -> None:
    draft.id, draft.marginal = entry.take("ent_num"), True
    kind = entry.take("alt_type")
    known = _ALIASES.get(kind.casefold(), "")
    if not known:
        entry.note("unknown-value", "alt_type", kind)
    draft.name(entry.take("alt_name"), kind=known or "alias")


def _treat_address(entry: Entry, draft: Draft) -> None:
    draft.id, draft.marginal = entry.take("ent_num"), True
    street, place = entry.take("Address"), entry.take("City")
    draft.address(street=street, locality=place, country=entry.country("Country"))
    if not draft.addresses:
        draft.id = ""  # one row in six has a number and nothing else


def _treat_continued(entry: Entry, _: Draft) -> None:
    entry.pass_over("ent_num", "Remarks_continued")


_MAIN = Part(
    name="sdn",
    shape=Table(
        columns=(
            "ent_num", "SDN_Name", "SDN_Type", "Program", "Title", "Call_Sign", "Vess_type",
            "Tonnage", "GRT", "Vess_flag", "Vess_owner", "Remarks",
        ),
        empty=NOTHING,
        delimiter=",",
    ),
    marks=Marks(start=re.compile(r'\A"?\d+"?,(?:"[^"\n]*"|[^",\n]*),(?:"?individual"?|"?vessel"?|"?aircraft"?|-0- ?),(?:"[^"\n]*"|[^",\n]*),[^\n]*-0-[^\n]*,-0-')),
    constants={
        "topic": "sanction",
        "listing.kind": "sanction",
        "listing.authority": "Office of Foreign Assets Control",
        "listing.country": "us",
    },
    treat=_treat_main,
    uses={
        "ent_num": "id of the party, and `listings.reference`",
        "SDN_Name": "name; of a person parted into family and given name at the comma",
        "SDN_Type": "schema",
        "Program": "`listings.program`",
        "Call_Sign": "identifier `callSign`",
        "Vess_flag": "country",
        "Vess_owner": "owner, a party known by name",
        "Remarks": "phrases with semicolons between: dates and places of birth, nationality, "
        "gender, names in quotes (weak), numbers with their country, ships, telephone numbers, "
        "web pages, whom it is linked to, when it was listed",
    },
    leaves={
        "Title": "a title or an employment, not always a public office",
        "Vess_type": "a detail of a ship",
        "Tonnage": "a detail of a ship",
        "GRT": "a detail of a ship",
    },
    refers={"": "SDN_Name"},
)  # fmt: skip
_ALIAS = Part(
    name="alt",
    shape=Table(
        columns=("ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks"),
        empty=NOTHING,
        delimiter=",",
    ),
    marks=Marks(start=re.compile(r'\A"?\d+"?,"?\d+"?,"?[afn]ka"?,')),
    treat=_treat_alias,
    uses={
        "ent_num": "id of the party",
        "alt_type": "kind of the name: aka, fka (former), nka (now)",
        "alt_name": "name",
    },
    leaves={"alt_num": "counts the names", "alt_remarks": "empty in all editions seen"},
)
_ADDRESS = Part(
    name="add",
    shape=Table(
        columns=("ent_num", "Add_num", "Address", "City", "Country", "Add_remarks"),
        empty=NOTHING,
        delimiter=",",
    ),
    marks=Marks(
        start=re.compile(
            r'\A"?\d+"?,"?\d+"?,(?:"[^"\n]*"|-0- ?),(?:"[^"\n]*"|-0- ?),(?:"[^"\n]*"|-0- ?),'
        )
    ),
    treat=_treat_address,
    uses={
        "ent_num": "id of the party",
        "Address": "street",
        "City": "town, region and postal code in one text",
        "Country": "country of the address",
    },
    leaves={"Add_num": "counts the addresses", "Add_remarks": "empty in all editions seen"},
)
_CONTINUED = Part(
    name="sdn_comments",
    shape=Table(columns=("ent_num", "Remarks_continued"), empty=NOTHING, delimiter=","),
    marks=Marks(start=re.compile(r'\A"?\d+"?,"[^"\n]*"\s*$', re.MULTILINE)),
    treat=_treat_continued,
    uses={
        "ent_num": "id of the party",
        "Remarks_continued": "goes on where the remarks of the main file end",
    },
    refers={"": "ent_num"},
)

FORMATS = (
    ListFormat(
        name="us-ofac",
        title="United States, Office of Foreign Assets Control: SDN and consolidated lists (CSV)",
        dataset="us-ofac",
        merges=True,
        parts=(_MAIN, _ALIAS, _ADDRESS, _CONTINUED),
    ),
)
"""The lists of this reader."""
