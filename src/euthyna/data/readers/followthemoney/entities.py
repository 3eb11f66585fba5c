"""Entities to drafts of parties: what each class says, and of whom.

An entity of a class of parties is a party; one that joins two, or that says something of one
(a sanction, a passport, an office), adds rows to the party it speaks of, wherever in the file
that stands. Of an edge, the party is who owns, directs, works for, succeeds, or is related.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeVar

from euthyna.data.declarations import (
    Draft,
    DraftAddress,
    DraftListing,
    DraftName,
    DraftPosition,
    DraftRelationship,
    Entry,
)
from euthyna.data.declarations.grounds import listing_kind
from euthyna.data.declarations.treatments import put_name
from euthyna.data.declarations.wording import holds_more
from euthyna.data.readers.followthemoney.shares import share
from euthyna.data.readers.followthemoney.vocabulary import (
    COUNTRIES,
    DETAILS,
    EDGES,
    ENVELOPE,
    GENDERS,
    IDENTIFIERS,
    LEFT,
    LISTS,
    NAMES,
    PARTIES,
    REVERSED,
)

MANY: Final = 300
"""So many parties, offices or numbers of one entity are joined with each other."""
T = TypeVar("T")


def treat(entry: Entry, draft: Draft) -> None:
    """Read one entity, and those nested in it."""
    draft.id = ""
    _read(entry, draft, {})


def _read(entry: Entry, draft: Draft, back: Mapping[str, str]) -> None:
    """Read an entity; `back` has the id of the entity in which it is nested, by property."""
    schema = entry.take("schema") or entry.kind
    own = entry.take("id")
    properties = entry.child("properties")
    if schema in PARTIES:
        draft.id, draft.schema = own, schema
        _party(properties, draft)
        entry.pass_over("caption")
    elif schema in EDGES:
        _edge(own, schema, properties, draft, back)
    elif schema in _ADDITIONS:
        _ADDITIONS[schema](own, properties, draft, back)
    elif schema not in DETAILS:
        entry.tally("unknown-schema", schema, schema)
        properties.pass_over(*properties.names())
    else:
        properties.pass_over(*DETAILS[schema])
    properties.leave(LEFT)
    entry.leave(ENVELOPE)


def _party(properties: Entry, draft: Draft) -> None:
    for name in properties.names():
        step = _STEPS.get(name)
        if step is not None:
            step(properties, name, draft)
    _name_parts(properties, draft)


def _add_names(properties: Entry, name: str, draft: Draft) -> None:
    kind = NAMES[name]
    for text in properties.takes(name):
        if holds_more(text):
            put_name(properties, draft, text, kind=kind)
        else:
            draft.names.append(DraftName(name=text, kind=kind))


def _add_list(properties: Entry, name: str, draft: Draft) -> None:
    getattr(draft, LISTS[name]).extend(properties.takes(name))


def _add_countries(properties: Entry, name: str, draft: Draft) -> None:
    draft.countries += properties.countries(name)


def _add_identifiers(properties: Entry, name: str, draft: Draft) -> None:
    for number in properties.takes(name):
        draft.identifier(number, name)


def _add_dates(properties: Entry, name: str, draft: Draft) -> None:
    found = properties.dates(name)
    if name == "birthDate":
        draft.birth_dates += found
    elif name == "deathDate":
        draft.death_dates += found
    elif name == "incorporationDate":
        draft.incorporation_date = next(iter(found), "")
    else:
        draft.dissolution_date = next(iter(found), "")


def _add_gender(properties: Entry, name: str, draft: Draft) -> None:
    for text in properties.takes(name):
        if text in GENDERS:
            draft.gender = draft.gender or text
        else:
            properties.note("unknown-value", name, text)


def _add_legal_form(properties: Entry, name: str, draft: Draft) -> None:
    draft.legal_form = "; ".join(properties.takes(name))


def _add_addresses(properties: Entry, name: str, draft: Draft) -> None:
    if name == "address":
        for text in properties.takes(name):
            draft.addresses.append(DraftAddress(address=text))
        return
    for _, address in _targets(properties, name, "Address"):
        if address is not None:
            draft.addresses.append(_address(address.child("properties")))


def _add_nested(properties: Entry, name: str, draft: Draft) -> None:
    back = {REVERSED[name]: draft.id}
    for nested in properties.children(name):
        if nested.has("properties"):
            _read(nested, draft.another(""), back)
        else:
            nested.pass_over("#text")  # the other entity says the same


_STEPS: Final[Mapping[str, Callable[[Entry, str, Draft], None]]] = {
    **dict.fromkeys(NAMES, _add_names),
    **dict.fromkeys(LISTS, _add_list),
    **dict.fromkeys(COUNTRIES, _add_countries),
    **dict.fromkeys(IDENTIFIERS.split(), _add_identifiers),
    **dict.fromkeys(("birthDate", "deathDate", "incorporationDate", "dissolutionDate"), _add_dates),
    "gender": _add_gender,
    "legalForm": _add_legal_form,
    "address": _add_addresses,
    "addressEntity": _add_addresses,
    **dict.fromkeys(REVERSED, _add_nested),
}


def _name_parts(properties: Entry, draft: Draft) -> None:
    """Give the main name its parts; where there is no name, make it of them."""
    given = [*properties.takes("firstName")]
    middle = [*properties.takes("secondName"), *properties.takes("middleName")]
    father, family = properties.takes("fatherName"), properties.takes("lastName")
    if not (given or father or family):
        return
    main = next((name for name in draft.names if name.kind == "primary"), None)
    first = [part[0] for part in (given, middle, father, family) if part]
    if main is None:
        main = DraftName(name=" ".join(first))
        draft.names.insert(0, main)
    # Of several first names and family names nobody can say which belong together.
    if max(map(len, (given, father, family))) == 1:
        main.given_name = " ".join([*given, *middle[:1]])
        main.patronymic, main.family_name = "".join(father), "".join(family)


def _targets(properties: Entry, name: str, kind: str) -> Iterator[tuple[str, Entry | None]]:
    """Yield id and entity of what a property leads to: nested, or elsewhere in the file."""
    for found in _few(properties, name, properties.children(name)):
        if found.has("properties"):
            yield found.take("id"), found
            found.child("properties").pass_over(*DETAILS.get(kind, ()), *LEFT)
            found.pass_over("schema", *ENVELOPE)
        elif target := found.take("#text"):
            yield target, properties.look_up(kind, target)


def _ends(properties: Entry, name: str, draft: Draft, back: Mapping[str, str]) -> list[str]:
    """Give the ids of the parties at one end of an edge; a nested one is read."""
    ids = []
    for found in properties.children(name):
        if found.has("properties"):
            other = draft.another("")
            ids.append(found.peek("id"))
            _read(found, other, {})
        elif target := found.take("#text"):
            ids.append(target)
    return _few(properties, name, ids) or ([back[name]] if back.get(name) else [])


def _few(properties: Entry, name: str, found: list[T]) -> list[T]:
    """Keep what a hostile entity makes of two long lists within bounds."""
    if len(found) > MANY:
        properties.note("too-long-value", name, str(len(found)), str(MANY))
    return found[:MANY]


def _speaking_of(party: str, draft: Draft) -> Draft:
    """Give the draft of a party that an entity speaks of."""
    about = draft if not draft.id else draft.another("")
    about.id, about.marginal = party, True
    return about


def _edge(own: str, schema: str, properties: Entry, draft: Draft, back: Mapping[str, str]) -> None:
    kind, one, other = EDGES[schema]
    said = [
        text
        for name in ("role", "relationship", "controlType", "ownershipType", "sharesType")
        for text in properties.takes(name)
    ]
    low, high = _shares(properties)
    start, end = properties.date("startDate"), properties.date("endDate")
    stated = next(iter([*properties.dates("date"), ""]))
    others = _ends(properties, other, draft, back)
    parties = _ends(properties, one, draft, back)
    if not parties or not others:
        properties.note("no-such-party", one if others else other, own or schema)
    pairs = [(party, target) for party in parties for target in others]
    for number, (party, target) in enumerate(pairs):
        tie = DraftRelationship(
            kind=kind,
            other=target,
            id=f"{own}#{number + 1}" if number else own,
            role="; ".join(said),
            share_min=low,
            share_max=high,
            start_date=start,
            end_date=end,
            stated_date=stated,
        )
        _speaking_of(party, draft).relationships.append(tie)


def _shares(properties: Entry) -> tuple[float | None, float | None]:
    for text in properties.takes("percentage"):
        found = share(text)
        if found is not None:
            return found
        properties.note("unknown-value", "percentage", text)
    return None, None


def _sanction(_: str, properties: Entry, draft: Draft, back: Mapping[str, str]) -> None:
    parties = _ends(properties, "entity", draft, back)
    programs = properties.takes("program") or properties.takes("programId")
    authority = "; ".join(properties.takes("authority"))
    ground = "; ".join(properties.takes("reason"))
    references = properties.takes("recordId") or properties.takes("authorityId")
    properties.pass_over("authorityId", "listingDate") if properties.has("startDate") else None
    start = properties.date("startDate") or properties.date("listingDate")
    listing = DraftListing(
        kind=listing_kind(" ".join((*programs, authority, ground))),
        authority=authority,
        program="; ".join(programs),
        ground=ground,
        reference="; ".join(references),
        start_date=start,
        end_date=max(properties.dates("endDate"), default=""),
        country=properties.country("country"),
        status="; ".join(properties.takes("status")),
    )
    topics = properties.takes("topics")
    for party in parties:
        about = _speaking_of(party, draft)
        about.listings.append(listing)
        about.topics += topics


def _risk(own: str, properties: Entry, draft: Draft, back: Mapping[str, str]) -> None:
    """Read a warning that binds nobody."""
    _sanction(own, properties, draft, back)
    for about in (draft, *draft.others):
        for listing in about.listings:
            listing.kind = listing.kind or "warning"


def _identification(own: str, properties: Entry, draft: Draft, back: Mapping[str, str]) -> None:
    parties = _ends(properties, "holder", draft, back)
    country = properties.country("country")
    scheme = "; ".join(properties.takes("type")) or "idNumber"
    numbers = [(number, scheme) for number in properties.takes("number")]
    numbers += [(number, "passportNumber") for number in properties.takes("passportNumber")]
    numbers += [(number, "personalNumber") for number in properties.takes("personalNumber")]
    properties.pass_over("authority", "startDate", "endDate", "surname", "givenName")
    properties.pass_over("birthDate", "birthPlace", "gender")
    numbers = _few(properties, "number", numbers)
    if not numbers:
        properties.note("unknown-value", "number", own)
    for party in parties:
        about = _speaking_of(party, draft)
        for number, kind in numbers:
            about.identifier(number, kind, country)


def _occupancy(_: str, properties: Entry, draft: Draft, back: Mapping[str, str]) -> None:
    parties = _ends(properties, "holder", draft, back)
    times = {
        "start_date": properties.date("startDate"),
        "end_date": properties.date("endDate"),
        "period_start": properties.date("periodStart"),
        "period_end": properties.date("periodEnd"),
    }
    status = "; ".join(properties.takes("status"))
    for post, position in _targets(properties, "post", "Position"):
        held = _position(post, position, properties)
        for party in parties:
            _speaking_of(party, draft).positions.append(
                DraftPosition(**held, **times, status=status)  # type: ignore[arg-type]
            )


def _position(post: str, position: Entry | None, at: Entry) -> dict[str, str | list[str]]:
    """Say what an office is."""
    if position is None:
        at.note("no-such-party", "post", post)
        return {"position_id": post}
    said = position.child("properties")
    bodies = [body for _, body in _targets(said, "organization", "PublicBody") if body]
    return {
        "position_id": post,
        "title": next(iter([*said.takes("name"), ""])),
        "country": said.country("country"),
        "organisation": "; ".join(body.child("properties").take("name") for body in bodies),
        "topics": said.takes("topics"),
    }


def _address(said: Entry) -> DraftAddress:
    street = [*said.takes("postOfficeBox"), *said.takes("street"), *said.takes("street2")]
    return DraftAddress(
        address=said.take("full"),
        street=", ".join(street),
        locality=said.take("city"),
        region=", ".join([*said.takes("region"), *said.takes("state")]),
        postal_code=said.take("postalCode"),
        country=said.country("country"),
    )


_ADDITIONS: Final[Mapping[str, Callable[[str, Entry, Draft, Mapping[str, str]], None]]] = {
    "Sanction": _sanction,
    "Risk": _risk,
    "Identification": _identification,
    "Passport": _identification,
    "Occupancy": _occupancy,
}
"""Classes of what is said of a party."""


def finish(draft: Draft) -> None:
    """Say of which kind a listing is, where only the topics of the party tell."""
    for listing in draft.listings:
        listing.kind = listing.kind or _by_topics(draft.topics)


def _by_topics(topics: list[str]) -> str:
    said = set(topics)
    for topic, kind in (
        ("sanction", "sanction"),
        ("debarment", "debarment"),
        ("export.control", "export_control"),
        ("corp.disqual", "disqualification"),
        ("wanted", "wanted"),
        ("reg.warn", "warning"),
        ("reg.action", "warning"),
    ):
        if topic in said:
            return kind
    return "sanction"
