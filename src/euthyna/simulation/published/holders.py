"""Office holders, their relatives and associates, as two publishers know them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from euthyna.simulation.basis import noise
from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.basis.numbering import Numbering
from euthyna.simulation.basis.scripts import script_of
from euthyna.simulation.country.model import Office, Tie
from euthyna.simulation.country.province import Province
from euthyna.simulation.published.entity import Entity, entity

_OFFICIAL, _CIVIC = 530, 531
"""Purposes of random streams."""
_ELECTED = frozenset({"Minister", "Mayor", "Member of the assembly"})
_TOPICS = {"Minister": "gov.national", "Mayor": "gov.muni", "Member of the assembly": "gov.state"}
_INVERSE = {"child": "parent", "parent": "child"}


@dataclass(slots=True)
class Book:
    """What one publisher writes of a province.

    Parameters
    ----------
    province
        Of whom.
    draws
        Where chance comes from.
    prefix
        Of the publisher's ids.
    noise
        How many names are written otherwise than the person does.
    births
        How many birth dates are known to the day, and at least to the year.
    """

    province: Province
    draws: Draws
    prefix: str
    noise: float
    births: tuple[float, float]
    people: dict[str, Entity] = field(default_factory=dict)
    """By the id in the register of residents, which is not published."""
    posts: dict[tuple[str, str], Entity] = field(default_factory=dict)
    bodies: dict[str, Entity] = field(default_factory=dict)
    edges: list[Entity] = field(default_factory=list)
    _numbering: Numbering = field(init=False)

    def __post_init__(self) -> None:
        """Decide how entities are numbered."""
        self._numbering = Numbering(self.draws)

    def number(self, kind: str, count: int) -> str:
        """Give the id of the entity that is number `count` of its kind."""
        number = self.province.number * 100_000 + self._numbering.of(count)
        return f"{self.prefix}-{kind}-{number}"

    def person(self, id: str, *, topic: str) -> str:
        """Enter a person, once, and give the id here."""
        known = self.people.get(id)
        if known is None:
            known = self.people[id] = self._person(id, topic)
        return str(known["id"])

    def _person(self, id: str, topic: str) -> Entity:
        draws, person = self.draws, self.province.persons[id]
        name, alias = person.name, []
        if draws.chance(self.noise):
            name = noise.vary(draws, name, kind="person")
        if script_of(person.name) != "latin" and draws.chance(0.6):
            alias = [noise.also_known(person.name)]
        known = draws.uniform()
        exact, year = self.births
        born = person.born if known < exact else person.born[:4] if known < year else ""
        return entity(
            self.number("person", len(self.people)),
            "Person",
            name=[name],
            alias=[other for other in alias if other != name],
            birthDate=[born],
            topics=[topic],
            address=[person.address["locality"]] if draws.chance(0.3) else [],
        )

    def post(self, office: Office, body: str) -> str:
        """Enter a position, once, and give its id."""
        key = (body, office.title)
        known = self.posts.get(key)
        if known is None:
            known = self.posts[key] = entity(
                self.number("post", len(self.posts)),
                "Position",
                name=[f"{office.title}, {body}"],
                organization=[self.body(office.body, body)],
                topics=[_TOPICS.get(office.title, "")],
            )
        return str(known["id"])

    def body(self, id: str, name: str) -> str:
        """Enter a public body, once, and give its id here."""
        known = self.bodies.get(name)
        if known is None:
            register = id.rpartition("-")[2] if id.startswith("XA-") else ""
            known = self.bodies[name] = entity(
                self.number("body", len(self.bodies)),
                "PublicBody",
                name=[name],
                registrationNumber=[register] if self.draws.chance(0.7) else [],
            )
        return str(known["id"])

    def entities(self) -> Iterator[Entity]:
        """Give all entities, sorted by their ids."""
        nodes = (*self.people.values(), *self.posts.values(), *self.bodies.values())
        yield from sorted((*nodes, *self.edges), key=lambda found: str(found["id"]))


def official(province: Province) -> Iterator[Entity]:
    """Give the government's own list: every office and seat, most relatives."""
    draws = province.draws(_OFFICIAL)
    book = Book(province, draws, "xa-gov", 0.08, (0.7, 0.9))
    bodies = _bodies(province)
    for office in province.offices:
        holder = book.person(office.person, topic="role.pep")
        body = bodies.get(office.body, office.body)
        of = f"Evaluation of the bids of {office.process}" if office.process else ""
        book.edges.append(
            entity(
                office.id,
                "Occupancy",
                holder=[holder],
                post=[book.post(office, body)],
                startDate=[office.since],
                endDate=[office.until],
                recordId=[office.process],
                summary=[of],
            )
        )
    _relatives(book, known=0.85)
    return book.entities()


def civic(province: Province) -> Iterator[Entity]:
    """Give the list of a civil society group: fewer offices, more associates, more errors."""
    draws = province.draws(_CIVIC)
    book = Book(province, draws, "cpw", 0.45, (0.3, 0.75))
    bodies = _bodies(province)
    for office in province.offices:
        if office.process or not draws.chance(0.8 if office.title in _ELECTED else 0.35):
            continue
        body = bodies.get(office.body, office.body)
        if draws.chance(0.3):
            body = noise.vary(draws, body, kind="body")
        book.edges.append(
            entity(
                book.number("occupancy", len(book.edges)),
                "Occupancy",
                holder=[book.person(office.person, topic="role.pep")],
                post=[book.post(office, body)],
                startDate=[office.since[:4]],
                endDate=[office.until[:4]],
            )
        )
    _relatives(book, known=0.5)
    return book.entities()


def _bodies(province: Province) -> dict[str, str]:
    country = province.country
    every = {buyer.id: buyer.name for buyer in country.buyers}
    return every | {cast.harsh.id: cast.harsh.name for cast in country.casts}


def _relatives(book: Book, *, known: float) -> None:
    """Enter the ties of those who are in the book, as far as the publisher knows them."""
    holders = set(book.people)
    for tie in book.draws.shuffled(book.province.ties):
        if not holders & {tie.one, tie.other} or not book.draws.chance(known):
            continue
        if tie.one not in holders:
            book.edges.append(
                _edge(book, Tie(tie.other, tie.one, _INVERSE.get(tie.kind, tie.kind)))
            )
        else:
            book.edges.append(_edge(book, tie))


def _edge(book: Book, tie: Tie) -> Entity:
    """Write a tie; its kind is what the other is to the office holder."""
    number = book.number("tie", len(book.edges))
    one = book.person(tie.one, topic="role.pep")
    other = book.person(tie.other, topic="role.rca")
    if tie.kind == "associate":
        return entity(
            number, "Associate", person=[one], associate=[other], relationship=["associate"]
        )
    return entity(number, "Family", person=[one], relative=[other], relationship=[tie.kind])
