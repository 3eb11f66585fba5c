"""Popolo: persons, organisations, and who was a member of what, as one JSON document.

As EveryPolitician publishes it, one legislature a file. The country stands nowhere inside; it is
taken from the name of the file where that begins with one (``Chad__Assembly__…``), or from its
folder in the repository (``data/Chad/Assembly/…``).
"""

from __future__ import annotations

import re
from functools import lru_cache

from euthyna.base import countries
from euthyna.data.declarations import (
    Document,
    Draft,
    DraftPosition,
    DraftRelationship,
    Entry,
    Fill,
    ListFormat,
    Marks,
    Part,
)
from euthyna.data.declarations.shortening import in_other_script

_FOLDER = re.compile(r"(?:^|/)data/([^/]+)/[^/]+/[^/]+$")
_FILE = re.compile(r"(?:^|/)([^/]+?)__[^/]+$")
_SCHEMATA = {"party": "Organization", "legislature": "PublicBody", "executive": "PublicBody"}
# The lists are long, so that only the first of them stands near the start.
_START = re.compile(
    r'\A\s*\{\s*"(?:persons|organizations|memberships|posts|areas|events|meta)"\s*:\s*[\[{]'
)
_NO_PARTY = re.compile(
    r"(?:party/)?(?:unknown|independents?|ind\.?|none|non-?affiliated|n/?a|_?)", re.IGNORECASE
)
_GENDERS = {
    **dict.fromkeys(("male", "m", "homme", "muž", "man", "mann", "hombre", "masculino"), "male"),
    **dict.fromkeys(
        ("female", "f", "femme", "žena", "woman", "frau", "mujer", "femenino"), "female"
    ),
    "other": "other",
}
_BRANCHES = {
    "legislature": ["gov.national", "gov.legislative"],
    "executive": ["gov.national", "gov.executive"],
}
_PHONES = frozenset({"phone", "cell", "voice", "mobile"})
_NUMBER = re.compile(r"\d[\d\s().+/-]{3,}\d")


def _treat(entry: Entry, draft: Draft) -> None:
    treat = _BY_KIND.get(entry.kind)
    if treat is None:
        # Others refer to it, and have looked it up; by itself it says nothing of a party.
        entry.pass_over(*entry.names())
        return
    draft.id = entry.take("id")
    treat(entry, draft)


def _treat_person(entry: Entry, draft: Draft) -> None:
    draft.id = f"person/{draft.id}"
    draft.schema = "Person"
    draft.topics.append("role.pep")
    draft.countries += filter(None, [_country_of(entry)])
    name = entry.take("name")
    draft.name(
        name,
        given_name=entry.take("given_name"),
        family_name=entry.take("family_name"),
        patronymic=entry.take("patronymic_name"),
    )
    _put_other_names(entry, draft, name)
    gender = entry.take("gender")
    draft.gender = _GENDERS.get(gender.casefold(), "")
    if gender and not draft.gender:
        entry.note("unknown-value", "gender", gender)
    _put_contacts(entry, draft)
    _put_numbers(entry, draft)
    _put_websites(entry, draft)


def _put_other_names(entry: Entry, draft: Draft, name: str) -> None:
    for other in entry.children("other_names"):
        text, language = other.take("name"), other.take("lang")
        other.pass_over("note", "start_date", "end_date")
        kind = "original_script" if in_other_script(text, name) else "alias"
        if text != name:
            draft.name(text, kind=kind, language=language)


def _put_contacts(entry: Entry, draft: Draft) -> None:
    draft.emails += entry.takes("email")
    for contact in entry.children("contact_details"):
        kind, value = contact.take("type"), contact.take("value")
        contact.pass_over("note", "label")
        if kind in _PHONES and _NUMBER.search(value):
            draft.phones.append(value)
        elif kind == "email":
            draft.emails.append(value)


def _put_numbers(entry: Entry, draft: Draft) -> None:
    for number in entry.children("identifiers"):
        scheme = number.take("scheme")
        if scheme != "everypolitician_legacy":
            draft.identifier(number.take("identifier"), _SCHEMES.get(scheme, scheme))
        number.pass_over("identifier")


_SCHEMES = {"wikidata": "wikidataId"}


def _put_websites(entry: Entry, draft: Draft) -> None:
    for link in entry.children("links"):
        if link.take("note").casefold().startswith("website"):
            draft.websites.append(link.take("url"))
        link.pass_over("url")


def _treat_organisation(entry: Entry, draft: Draft) -> None:
    schema = _SCHEMATA.get(entry.take("classification"), "Organization")
    if schema == "Organization" and _NO_PARTY.fullmatch(draft.id):
        draft.id = ""
        entry.pass_over(*entry.names())
        return
    draft.schema = schema
    draft.id = f"organization/{draft.id}"
    name = entry.take("name")
    draft.name(name)
    if draft.schema == "Organization":
        draft.topics.append("pol.party")
    draft.countries += filter(None, [_country_of(entry)])
    _put_other_names(entry, draft, name)
    _put_numbers(entry, draft)
    _put_websites(entry, draft)


def _treat_membership(entry: Entry, draft: Draft) -> None:
    draft.id, draft.marginal = f"person/{entry.take('person_id')}", True
    body = entry.look_up("organizations", entry.take("organization_id"))
    term_id = entry.take("legislative_period_id")
    start, end = entry.date("start_date"), entry.date("end_date")
    _put_position(entry, draft, body, entry.look_up("events", term_id))
    position = draft.positions[-1]
    position.start_date, position.end_date = start, end
    party = entry.take("on_behalf_of_id")
    if party and not _NO_PARTY.fullmatch(party):
        tie = DraftRelationship(
            kind="membership",
            other=f"organization/{party}",
            id="/".join(("membership", draft.id, party, term_id, start)),
            start_date=start,
            end_date=end,
        )
        draft.relationships.append(tie)


def _put_position(entry: Entry, draft: Draft, body: Entry | None, term: Entry | None) -> None:
    position = DraftPosition(title=_title(entry, body), country=_country_of(entry))
    if body:
        position.position_id, position.organisation = body.peek("id"), body.peek("name")
        position.topics = list(_BRANCHES.get(body.peek("classification"), []))
    if term:
        position.period_start, position.period_end = term.date("start_date"), term.date("end_date")
    draft.positions.append(position)


def _title(entry: Entry, body: Entry | None) -> str:
    area = entry.look_up("areas", entry.take("area_id"))
    post = entry.look_up("posts", entry.take("post_id"))
    role = (post.peek("label") if post else "") or entry.take("role")
    entry.pass_over("role", "label")
    role = "Member" if role.casefold() in {"", "member"} else role
    name = body.peek("name") if body else ""
    title = f"{role} of the {name}" if name else role
    return f"{title}, {area.peek('name')}" if area and area.peek("name") else title


def _country_of(entry: Entry) -> str:
    return _country_in(entry.source.partition("#")[0])


@lru_cache(maxsize=256)
def _country_in(path: str) -> str:
    """Find a country in the name of the file, or of its folder in the repository."""
    found = _FOLDER.search(path) or _FILE.search(path)
    return countries.code(re.sub("[_-]", " ", found[1])) if found else ""


_BY_KIND = {
    "persons": _treat_person,
    "organizations": _treat_organisation,
    "memberships": _treat_membership,
}

FORMATS = (
    ListFormat(
        name="popolo",
        title="Popolo: persons, organisations, memberships (JSON)",
        merges=True,
        parts=(
            Part(
                name="document",
                shape=Document(
                    lists=("events", "areas", "posts", "persons", "organizations", "memberships")
                ),
                marks=Marks(keys=("persons",), start=_START),
                fills=(
                    Fill(path="birth_date", to="birth_date", optional=True),
                    Fill(path="death_date", to="death_date", optional=True),
                ),
                treat=_treat,
                refers={"organizations": "id", "events": "id", "areas": "id", "posts": "id"},
                uses={
                    "persons": "parties of class Person, with the topic role.pep",
                    "persons/name, given_name, family_name, patronymic_name": "main name",
                    "persons/other_names": "names with their language",
                    "persons/gender": "gender, in the words of several languages",
                    "persons/identifiers": "identifiers, by scheme",
                    "persons/contact_details, email": "telephones and e-mail addresses",
                    "persons/links": "web pages called website",
                    "organizations": "parties; all but unknown and independent, which are none",
                    "memberships": "positions; on_behalf_of_id: membership of a party",
                    "events": "first and last day of the term of a position",
                    "areas, posts": "title of a position",
                },
                leaves={
                    "image": "a picture",
                    "images": "pictures",
                    "sources": "where it was found",
                    "sort_name": "the name again",
                    "honorific_prefix": "a title",
                    "honorific_suffix": "an honour",
                    "national_identity": "no fact to compare",
                    "seats": "how many members there are",
                    "iso_code": "of the body, not of the country",
                    "meta": "where the document was made from",
                },
            ),
        ),
    ),
)
"""The lists of this reader."""
