"""The register of owners as BODS 0.4 statements, in the order in which they were published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson

from euthyna.simulation.country.abroad import HOME
from euthyna.simulation.country.model import Firm, Interest
from euthyna.simulation.country.province import Province
from euthyna.simulation.country.recording import (
    OPENED,
    Edition,
    declared,
    editions,
    published,
    relationship,
    spread,
    statement_id,
)
from euthyna.simulation.country.registry import day
from euthyna.simulation.published import bods_details as details
from euthyna.simulation.published.piece import Piece

Json = dict[str, Any]
_PARTY, _COMPONENT, _PRIMARY = 0, 1, 2
"""Of one day, what others refer to comes first, as BODS asks."""
_OWNING = frozenset({"shareholding", "nominator"})
_DETAILS = {
    "publicationDate": "",
    "bodsVersion": "0.4",
    "license": "https://creativecommons.org/publicdomain/zero/1.0/",
    "publisher": {
        "name": "Register of Beneficial Owners of Karvelia",
        "url": "https://owners.gov.example/",
    },
}


def ownership(province: Province) -> Iterator[Piece]:
    """Write who owns and manages the firms of a province, one statement a line."""
    filing = _Filing(province)
    filing.relationships()
    filing.chains()
    filing.entities()
    filing.parties()
    lines = (orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in filing.sorted())
    yield Piece("ownership/statements.jsonl", b"".join(lines))


@dataclass(slots=True)
class _Link:
    """A relationship record."""

    record: str
    firm: Firm
    interests: list[Interest]
    editions: list[Edition]
    since: str
    until: str

    @property
    def declares(self) -> bool:
        """Whether the firm has to declare its owners, as registered ones of this country have."""
        return _declares(self.firm)

    @property
    def owning(self) -> Interest | None:
        return next((one for one in self.interests if one.kind in _OWNING), None)


@dataclass(slots=True)
class _Filing:
    """All statements of a province while they are collected."""

    province: Province
    links: list[_Link] = field(default_factory=list)
    components: set[str] = field(default_factory=set)
    """Records that only explain another one."""
    mentioned: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    """By record: when a party is first mentioned, the subject of that declaration, and who."""
    subjects: dict[str, str] = field(default_factory=dict)
    """The firm of this country in whose declaration a foreign one appears."""
    rows: list[tuple[int, int, str, Json]] = field(default_factory=list)

    def relationships(self) -> None:
        """Collect the records of who owns and manages whom."""
        seed = self.province.seed
        grouped: dict[str, list[Interest]] = defaultdict(list)
        for interest in self.province.interests:
            grouped[relationship(seed, interest)].append(interest)
        for record, interests in grouped.items():
            firm = self.province.firms[interests[0].firm]
            known = editions(seed, record, firm, interests)
            if known:
                ends = [interest.until for interest in interests]
                until = "" if "" in ends else max(ends)
                self.links.append(_Link(record, firm, interests, known, interests[0].since, until))
        self._find_subjects()

    def _find_subjects(self) -> None:
        owned: dict[str, list[str]] = defaultdict(list)
        for link in self.links:
            owned[link.interests[0].party].append(link.firm.id)
        for firm in self.province.firms.values():
            subject, seen = firm.id, {firm.id}
            while not _declares(self.province.firms[subject]) and owned[subject]:
                subject = owned[subject][0]
                if subject in seen:
                    break
                seen.add(subject)
            self.subjects[firm.id] = subject

    def chains(self) -> None:
        """Add who stands behind foreign owners, with the layers as components."""
        owners: dict[str, list[_Link]] = defaultdict(list)
        for link in self.links:
            if link.owning and link.owning.party:
                owners[link.firm.id].append(link)
        for link in self.links:
            if link.declares and link.owning:
                for chain in self._climb([link], owners):
                    self._indirect(chain)

    def _climb(self, chain: list[_Link], owners: dict[str, list[_Link]]) -> Iterator[list[_Link]]:
        """Follow foreign owners up to persons."""
        party = chain[-1].interests[0].party
        if party in self.province.persons:
            if len(chain) > 1:
                yield chain
            return
        firm = self.province.firms.get(party)
        if firm is None or _declares(firm) or len(chain) > 8:
            return
        for link in owners[party]:
            yield from self._climb([*chain, link], owners)

    def _indirect(self, chain: list[_Link]) -> None:
        seed, subject, person = self.province.seed, chain[0].firm, chain[-1].interests[0]
        since = max(link.since for link in chain)
        until = min((link.until for link in chain if link.until), default="")
        if until and until <= since:
            return
        layers = [link.interests[0].party for link in chain[:-1]]
        parts = [*layers, *(link.record for link in chain)]
        record = statement_id(seed, "|".join([subject.id, *parts]), 0)
        told = self._follow(chain, record, until)
        if told[0].status == "closed":
            return
        self.components.update(parts)
        shares = [link.owning for link in chain if link.owning]
        for edition in told:
            period = (since, until if edition.status == "closed" else "")
            body = details.indirect(subject.id, person, shares, on=edition, period=period)
            body["componentRecords"] = parts
            self._add(edition, record, body, subject=subject.id, prompt=True)

    def _follow(self, chain: list[_Link], record: str, until: str) -> list[Edition]:
        """Give the statements on a chain: it is told again after each change of a part of it."""
        seed = self.province.seed
        days = [[published(seed, link.record, e) for e in link.editions] for link in chain]
        first = max(some[0] for some in days)
        told: list[Edition] = []
        for number, when in enumerate(
            sorted({first, *(d for ds in days for d in ds if d > first)})
        ):
            over = bool(until) and until <= day(when)
            status = "closed" if over else "updated" if number else "new"
            told.append(Edition(statement_id(seed, record, number + 1), when, status))
            if over:
                break
        return told

    def entities(self) -> None:
        """Add the firms of this country and their changes."""
        for firm in self.province.firms.values():
            if _declares(firm):
                first = OPENED if firm.kind == "state-body" else declared(self.province.seed, firm)
                found = self.mentioned.get(firm.id, (first, firm.id, ""))
                self.mentioned[firm.id] = (min(first, found[0]), firm.id, firm.id)

    def parties(self) -> None:
        """Add the relationships, then everybody whom they mention."""
        for link in self.links:
            self._relationship(link)
        for record, (first, subject, party) in self.mentioned.items():
            if party in self.province.firms:
                self._entity(self.province.firms[party], first, subject)
            else:
                self._person(record, first, subject, party)

    def _relationship(self, link: _Link) -> None:
        rank = _COMPONENT if link.record in self.components else _PRIMARY
        subject = self.subjects[link.firm.id]
        seed = self.province.seed
        for edition in link.editions:
            body = details.relationship(seed, link.record, link.interests, on=edition)
            body["isComponent"] = rank == _COMPONENT
            self._add(edition, link.record, body, rank=rank, subject=subject)
        first = published(seed, link.record, link.editions[0])
        self._mention(link.interests[0], first, subject)
        if not link.declares:
            self._note(link.firm.id, first, subject, link.firm.id)

    def _mention(self, interest: Interest, first: int, subject: str) -> None:
        if not interest.party:
            return
        record = details.party_record(self.province.seed, interest)
        self._note(record, first, subject, interest.party)

    def _note(self, record: str, first: int, subject: str, party: str) -> None:
        known = self.mentioned.get(record)
        if known is None or first < known[0]:
            self.mentioned[record] = (first, subject, party)

    def _person(self, record: str, first: int, subject: str, party: str) -> None:
        province = self.province
        duplicate = province.duplicates.get(record)
        if duplicate is None and record != party:
            body = details.anonymous()
        else:
            body = details.person(province.seed, province.persons[party], duplicate)
        edition = Edition(statement_id(province.seed, record, 1), first, "new")
        self._party(edition, record, body, kind="person", subject=subject)

    def _entity(self, firm: Firm, first: int, subject: str) -> None:
        seed = self.province.seed
        component = firm.id in self.components
        states = details.states(seed, firm, first)
        for number, (told, status, body) in enumerate(states, 1):
            body["isComponent"] = component
            edition = Edition(statement_id(seed, firm.id, number), told, status)
            self._party(edition, firm.id, body, kind="entity", subject=subject)

    def _party(self, edition: Edition, record: str, body: Json, *, kind: str, subject: str) -> None:
        self._add(edition, record, body, kind=kind, rank=_PARTY, subject=subject, prompt=True)

    def _add(
        self,
        edition: Edition,
        record: str,
        body: Json,
        *,
        kind: str = "relationship",
        rank: int = _PRIMARY,
        subject: str,
        prompt: bool = False,
    ) -> None:
        """Add a statement; `prompt` where it was published on the day of its declaration."""
        seed = self.province.seed
        told = edition.day if prompt else published(seed, record, edition)
        row = {
            "statementId": edition.id,
            "statementDate": day(edition.day),
            "declaration": f"{subject}-{day(edition.day)}",
            "declarationSubject": subject,
            "recordId": record,
            "recordType": kind,
            "recordStatus": edition.status,
            "recordDetails": body,
            "publicationDetails": {**_DETAILS, "publicationDate": day(told)},
            "source": self._source(subject, edition.id),
        }
        self.rows.append((told, rank, edition.id, row))

    def _source(self, subject: str, statement: str) -> Json:
        chance = spread(self.province.seed, statement[:8], 99)
        name = self.province.firms[subject].name
        if chance < 8:
            return {
                "type": ["officialRegister"],
                "description": "Commercial register, file of deeds",
            }
        types = ["selfDeclaration", "verified"] if chance < 27 else ["selfDeclaration"]
        return {"type": types, "assertedBy": [{"name": name}]}

    def sorted(self) -> Iterable[Json]:
        """Give the statements by day; of one day, what others refer to comes first."""
        self.rows.sort(key=lambda row: row[:3])
        return (row for _, _, _, row in self.rows)


def _declares(firm: Firm) -> bool:
    return firm.jurisdiction == HOME and firm.kind != "nomination"
