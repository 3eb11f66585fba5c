"""Who holds which public office: the staff of buyers, politicians, committees, and their kin."""

from __future__ import annotations

from collections import defaultdict

from euthyna.simulation.basis import names
from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.country import ages, conflicts
from euthyna.simulation.country.model import Deal, Person, Tie
from euthyna.simulation.country.population import Organisation
from euthyna.simulation.country.province import Province
from euthyna.simulation.country.registry import day, resident
from euthyna.simulation.country.staff import Staff

_STAFF, _POLITICS, _KIN, _COMMITTEES = 501, 502, 503, 504
"""Purposes of random streams."""

_HEADS = (
    ("Ministry", "Minister"),
    ("Municipality", "Mayor"),
    ("University", "Rector"),
    ("Hospital", "Medical director"),
)
_POSTS = (
    "Deputy head",
    "Head of procurement",
    "Procurement officer",
    "Procurement officer",
    "Chief accountant",
    "Legal adviser",
    "Technical expert",
)
_COMPETITIVE = frozenset({"open", "selective", "limited"})
SEATS_PER_THOUSAND = 30
"""Members of the regional assembly, for a thousand processes."""


def build(province: Province) -> None:
    """Appoint officials and committees, give them relatives, plant what ties them to suppliers."""
    draws = province.draws(_STAFF)
    staff = Staff(province, draws, _candidates(province, draws))
    captured: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for capture in (*province.captured, *province.servants):
        captured[capture.buyer].append((capture.person, day(capture.day)))
    for buyer in _buyers(province):
        _man(staff, buyer, captured[buyer.id])
    _elect(staff, province.draws(_POLITICS))
    _relate(staff, province.draws(_KIN))
    conflicts.retire(staff)
    _sit(staff, province.draws(_COMMITTEES))
    conflicts.plant(staff)


def _buyers(province: Province) -> list[Organisation]:
    country = province.country
    every = {buyer.id: buyer for buyer in country.buyers}
    every.update({cast.harsh.id: cast.harsh for cast in country.casts})
    return list(every.values())


def _candidates(province: Province, draws: Draws) -> list[Person]:
    """List who may become an official: nine of ten have no part in any firm."""
    sellers = {firm.id for firm in province.firms.values() if firm.supplier}
    owners = {interest.party for interest in province.interests}
    selling = {interest.party for interest in province.interests if interest.firm in sellers}
    captured = {capture.person for capture in province.captured}
    barred = (
        selling | captured | {tie.one for tie in province.ties} | {t.other for t in province.ties}
    )
    free = [
        person
        for person in province.persons.values()
        if "1958" < person.born < "1998"
        and person.id not in barred
        and (person.id not in owners or draws.chance(0.1))
    ]
    return draws.shuffled(free)


def _man(staff: Staff, buyer: Organisation, captured: list[tuple[str, str]]) -> None:
    """Fill the posts of a buyer; some change hands in the years that are simulated."""
    draws = staff.draws
    head = next((title for word, title in _HEADS if word in buyer.name), "Director")
    posts = draws.shuffled(_POSTS)[: draws.between(4, len(_POSTS))]
    places = [head, *posts]
    for place, title in enumerate(places):
        if captured and (draws.chance(0.4) or len(places) - place <= len(captured)):
            person, before = captured.pop()
            staff.appoint(person, buyer.id, title, min(before, day(draws.between(-900, 0))))
            continue
        since = draws.between(-4000, -60)
        if draws.chance(0.25):
            turn = draws.between(60, 1100)
            staff.appoint(staff.hire().id, buyer.id, title, day(since), until=day(turn))
            since = turn + draws.between(1, 60)
        staff.appoint(staff.hire().id, buyer.id, title, day(since))


def _elect(staff: Staff, draws: Draws) -> None:
    """Fill the regional assembly for two terms; half of its members stay."""
    region = names.REGIONS[staff.province.number % len(names.REGIONS)]
    assembly = f"Assembly of {region}, constituency {staff.province.number + 1}"
    first, second, end = day(-900), day(561), day(2022)
    for _ in range(max(3, staff.province.processes * SEATS_PER_THOUSAND // 1000)):
        member = staff.hire().id
        staff.appoint(member, assembly, "Member of the assembly", first, until=second)
        if draws.chance(0.5):
            member = staff.hire().id
        staff.appoint(member, assembly, "Member of the assembly", second, until=end)


def _relate(staff: Staff, draws: Draws) -> None:
    """Give officials relatives and associates, some of whom are known to the register of firms."""
    province = staff.province
    known = {tie.one for tie in province.ties} | {tie.other for tie in province.ties}
    owners = [i.party for i in province.interests if i.party in province.persons and not i.unknown]
    buyers_of = _sales(province)
    firms_of: dict[str, list[str]] = defaultdict(list)
    for interest in province.interests:
        firms_of[interest.party].append(interest.firm)
    for office in list(province.offices):
        person = province.persons[office.person]
        if person.id in known or not draws.chance(0.75):
            continue
        known.add(person.id)
        if draws.chance(0.45):
            spouse = resident(province, kin=person, kinship="spouse")
            province.ties.append(Tie(person.id, spouse.id, "spouse"))
        if owners and draws.chance(0.3):
            other = draws.pick(owners)
            trades = {buyer for firm in firms_of[other] for buyer in buyers_of.get(firm, ())}
            if other != person.id and office.body not in trades:
                kinds = ages.kinships(person, other=province.persons[other])
                related = kinds and draws.chance(0.6)
                province.ties.append(Tie(person.id, other, kinds[0] if related else "associate"))


def _sales(province: Province) -> dict[str, set[str]]:
    buyers: dict[str, set[str]] = defaultdict(set)
    for deal in province.deals:
        buyers[deal.supplier].add(deal.buyer)
    return buyers


def _sit(staff: Staff, draws: Draws) -> None:
    """Let three or five officials of the buyer evaluate the bids of each competitive tender."""
    methods = {
        release["ocid"]: release.get("tender", {}).get("procurementMethod")
        for release in staff.province.releases
    }
    silent = {buyer.id for buyer in _buyers(staff.province) if draws.chance(0.12)}
    recused = {(recusal.person, recusal.process) for recusal in staff.province.recusals}
    for deal in staff.province.deals:
        if deal.buyer in silent or methods.get(deal.ocid) not in _COMPETITIVE:
            continue
        if deal.ocid not in staff.committees:
            _committee(staff, draws, deal, recused)


def _committee(staff: Staff, draws: Draws, deal: Deal, recused: set[tuple[str, str]]) -> None:
    begun = deal.signed // 1440 - draws.between(6, 40)
    there = [
        office
        for office in staff.at(deal.buyer, day(begun))
        if (office.person, deal.ocid) not in recused
    ]
    # The head of a body signs and does not evaluate.
    members = draws.shuffled(there[1:])[: 5 if draws.chance(0.25) else 3]
    for place, office in enumerate(members):
        title = (
            "Member of the evaluation committee" if place else "Chair of the evaluation committee"
        )
        until = day(min(1279, begun + draws.between(5, 30)))
        staff.appoint(office.person, deal.buyer, title, day(begun), until=until, process=deal.ocid)
