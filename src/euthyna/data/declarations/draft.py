"""One party in the making: what the records of a list say of it, before it becomes rows.

The field `source` of a name, a listing and so on says where it was published, if that is not
where the party was: another row, another file of the list.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class DraftName:
    """A row of ``party_names``."""

    name: str
    kind: str = "primary"
    language: str = ""
    given_name: str = ""
    family_name: str = ""
    patronymic: str = ""
    source: str = ""


@dataclass(slots=True, kw_only=True)
class DraftIdentifier:
    """A row of ``party_identifiers``."""

    identifier: str
    scheme: str = ""
    country: str = ""
    source: str = ""


@dataclass(slots=True, kw_only=True)
class DraftAddress:
    """A row of ``party_addresses``; without `address`, it is put together of the parts."""

    address: str = ""
    street: str = ""
    locality: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    source: str = ""


@dataclass(slots=True, kw_only=True)
class DraftPosition:
    """A row of ``positions``."""

    position_id: str = ""
    title: str = ""
    country: str = ""
    organisation: str = ""
    topics: list[str] = field(default_factory=list)
    start_date: str = ""
    end_date: str = ""
    period_start: str = ""
    period_end: str = ""
    status: str = ""
    source: str = ""


@dataclass(slots=True, kw_only=True)
class DraftListing:
    """A row of ``listings``."""

    kind: str = ""
    authority: str = ""
    program: str = ""
    ground: str = ""
    reference: str = ""
    start_date: str = ""
    end_date: str = ""
    country: str = ""
    status: str = ""
    source: str = ""


@dataclass(slots=True, kw_only=True)
class DraftRelationship:
    """A row of ``relationships``: from the party of the draft to another."""

    kind: str
    other: str
    """Id of the other party in the same list."""
    id: str = ""
    """Id of the tie in the list; where empty, it is made of the ids of both and the kind."""
    role: str = ""
    share_min: float | None = None
    share_max: float | None = None
    start_date: str = ""
    end_date: str = ""
    stated_date: str = ""
    source: str = ""


@dataclass(slots=True)
class Draft:
    """One party, as far as it has been read.

    Dates are texts that begin like ISO 8601, countries ISO 3166 codes in small letters: take
    them with ``Entry.date`` and ``Entry.country``. A draft that says nothing gives no rows.
    """

    id: str = ""
    """Id of the record in its list; becomes ``dataset:id``."""
    source: str = ""
    schema: str = ""
    """Class of FollowTheMoney; LegalEntity where nothing is said."""
    names: list[DraftName] = field(default_factory=list)
    identifiers: list[DraftIdentifier] = field(default_factory=list)
    addresses: list[DraftAddress] = field(default_factory=list)
    positions: list[DraftPosition] = field(default_factory=list)
    listings: list[DraftListing] = field(default_factory=list)
    relationships: list[DraftRelationship] = field(default_factory=list)
    birth_dates: list[str] = field(default_factory=list)
    birth_places: list[str] = field(default_factory=list)
    death_dates: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    websites: list[str] = field(default_factory=list)
    gender: str = ""
    incorporation_date: str = ""
    dissolution_date: str = ""
    legal_form: str = ""
    others: list[Draft] = field(default_factory=list)
    """Further parties that the same record names: a predecessor known by name only."""
    whole: bool = False
    """Whether the list has one such record for each party: a second one of the same id is then
    another party, also where the records of the list are merged."""
    marginal: bool = False
    """Whether the record only adds to a party that another record must give."""

    def name(self, text: str, kind: str = "primary", **parts: str) -> None:
        """Add a name; the first one of kind ``primary`` is the main one.

        Parameters
        ----------
        text
            As published; an empty one says nothing.
        kind
            primary, alias, weak, former, original_script, transliteration or abbreviation.
        **parts
            ``language``, ``given_name``, ``family_name``, ``patronymic``.
        """
        if text:
            self.names.append(DraftName(name=text, kind=kind, **parts))

    def identifier(self, number: str, scheme: str = "", country: str = "") -> None:
        """Add a number by which a register knows the party."""
        if number:
            self.identifiers.append(
                DraftIdentifier(identifier=number, scheme=scheme, country=country)
            )

    def address(self, text: str = "", **parts: str) -> None:
        """Add an address: a text, or ``street, locality, region, postal_code, country``."""
        if text or any(parts.values()):
            self.addresses.append(DraftAddress(address=text, **parts))

    def another(self, id: str, *, schema: str = "") -> Draft:
        """Start the draft of a further party that the same record names."""
        draft = Draft(id=id, source=self.source, schema=schema)
        self.others.append(draft)
        return draft
