"""Officials with a tie to a supplier of their own office, and those who only look like it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from euthyna.simulation.basis import names
from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.country import ages
from euthyna.simulation.country.model import (
    Deal,
    Employment,
    Interest,
    Person,
    Recusal,
    Tie,
)
from euthyna.simulation.country.province import Episode, Province
from euthyna.simulation.country.recording import editions, relationship
from euthyna.simulation.country.registry import day, resident
from euthyna.simulation.country.staff import Staff

TIED, OWNING = "committee-member-tied-to-winner", "official-owns-bidder"
HOMONYM, RECUSED, RETIRED = (
    "innocent-homonym-of-official",
    "innocent-recused-official",
    "innocent-retired-official",
)
_RETIRE, _PLANT = 510, 511
"""Purposes of random streams."""
_WAYS = ("relative", "shareholder", "ex-employee")
_DIFFICULTY = {"relative": 2, "shareholder": 1, "ex-employee": 3}
PER_THOUSAND = {TIED: 6, HOMONYM: 3, RECUSED: 3, RETIRED: 3}
"""Instances for a thousand processes; at least one of each."""


def retire(staff: Staff) -> None:
    """Plant what must be there before committees meet: namesakes, the recused, the retired."""
    province = staff.province
    draws = province.draws(_RETIRE)
    deals = _owned_deals(province, draws)
    makers = {HOMONYM: _homonym, RECUSED: _recused, RETIRED: _retired}
    for scheme, make in makers.items():
        for number in range(_count(province, scheme)):
            found = next((one for one in deals if scheme != RETIRED or _retirable(one[1])), None)
            if found:
                make(staff, draws, number + 1, *found)


def plant(staff: Staff) -> None:
    """Tie members of committees to winners, and note the offices of captured officials."""
    province = staff.province
    draws = province.draws(_PLANT)
    _note_captured(province)
    taken = {planted.id for planted in province.planted if planted.scheme in {RECUSED, RETIRED}}
    number, wanted = 0, _count(province, TIED)
    for deal, owner in _owned_deals(province, draws):
        members = staff.committees.get(deal.ocid, ())
        if len(members) < 3 or deal.ocid in taken:
            continue
        way = _WAYS[number % len(_WAYS)]
        number += 1
        episode = province.plant(
            TIED, f"{TIED}-{number}", difficulty=_DIFFICULTY[way], parameters={"way": way}
        )
        seat = draws.pick(members)
        _note_deal(episode, deal, official=seat.person)
        episode.note("seat", "office", seat.id, at=deal.signed)
        _tie(episode, draws, deal, owner=owner, member=seat.person, way=way)
        if number == wanted:
            break


def _count(province: Province, scheme: str) -> int:
    return max(1, province.processes * PER_THOUSAND[scheme] // 1000)


def _owned_deals(province: Province, draws: Draws) -> Iterator[tuple[Deal, Person]]:
    """Give contracts whose supplier has a natural owner that is published, each firm once."""
    owners: dict[str, list[str]] = defaultdict(list)
    officials = {office.person for office in province.offices}
    captured = {capture.firm for capture in province.captured}
    for interest in province.interests:
        known = interest.party in province.persons and not interest.unknown and not interest.until
        if known and interest.kind == "shareholding" and interest.party not in officials:
            owners[interest.firm].append(interest.party)
    seen = set(captured)
    for deal in draws.shuffled(province.deals):
        if deal.supplier not in seen and owners.get(deal.supplier):
            seen.add(deal.supplier)
            yield deal, province.persons[draws.pick(owners[deal.supplier])]


def _tie(
    episode: Episode, draws: Draws, deal: Deal, *, owner: Person, member: str, way: str
) -> None:
    """Tie the member of a committee to the winner in one of three ways."""
    province = episode.province
    if way == "relative":
        kinds = ages.kinships(province.persons[member], other=owner) or ("sibling",)
        province.ties.append(Tie(member, owner.id, kinds[0]))
        episode.note("relative", "party", owner.id, at=deal.signed)
    elif way == "shareholder":
        interest = _share(province, draws, deal, member)
        record = relationship(province.seed, interest)
        for edition in editions(province.seed, record, province.firms[deal.supplier], [interest]):
            episode.note("share", "statement", edition.id, at=edition.day * 1440)
    else:
        left = day(deal.signed // 1440 - draws.between(90, 700))
        since = day(deal.signed // 1440 - draws.between(1000, 3000))
        province.employments.append(Employment(member, deal.supplier, since, left))


def _share(province: Province, draws: Draws, deal: Deal, member: str) -> Interest:
    """Enter a small share; the largest owner gives it."""
    entries = [i for i in province.interests if i.firm == deal.supplier]
    share = draws.between(500, 2400)
    largest = max((i for i in entries if i.kind == "shareholding"), key=lambda i: i.low)
    if largest.low > share and largest.low == largest.high and not largest.changes:
        largest.low -= share
        largest.high -= share
    since = max(day(draws.between(-900, -60)), province.firms[deal.supplier].founded)
    number = f"{deal.supplier}-{len(entries) + 1}"
    interest = Interest(number, deal.supplier, member, "shareholding", share, share, since)
    province.interests.append(interest)
    return interest


def _note_deal(episode: Episode, deal: Deal, *, official: str) -> None:
    for role, kind, name in (
        ("official", "party", official),
        ("winner", "party", deal.supplier),
        ("buyer", "party", deal.buyer),
        ("process", "process", deal.ocid),
        ("contract", "contract", f"{deal.ocid}/{deal.contract}"),
    ):
        episode.note(role, kind, name, at=deal.signed)


def _homonym(staff: Staff, draws: Draws, number: int, deal: Deal, owner: Person) -> None:
    """Appoint somebody who only has the name of a supplier's owner."""
    province = staff.province
    other = resident(province, serving=True)
    other.name, other.other_names = owner.name, ()
    other.email = f"{names.mailbox(other.name)}{draws.between(1, 9999)}@mail.example"
    since = day(draws.between(-2500, -300))
    office = staff.appoint(other.id, deal.buyer, _title(draws), since)
    episode = province.plant(HOMONYM, f"{HOMONYM}-{number}", difficulty=2)
    _note_deal(episode, deal, official=other.id)
    episode.note("namesake", "party", owner.id, at=deal.signed)
    episode.note("office", "office", office.id, at=deal.signed)


def _recused(staff: Staff, draws: Draws, number: int, deal: Deal, owner: Person) -> None:
    """Appoint a relative of the owner, who declares it and stays out of each such process."""
    province = staff.province
    official = resident(province, kin=owner, kinship="sibling", serving=True)
    office = staff.appoint(official.id, deal.buyer, _title(draws), day(draws.between(-2000, -200)))
    province.ties.append(Tie(official.id, owner.id, "sibling"))
    episode = province.plant(RECUSED, f"{RECUSED}-{number}", difficulty=2)
    for each in province.deals:
        if each.supplier == deal.supplier and each.buyer == deal.buyer:
            away = day(each.signed // 1440 - 41)
            province.recusals.append(Recusal(official.id, each.ocid, each.supplier, away))
            _note_deal(episode, each, official=official.id)
    episode.note("relative", "party", owner.id, at=deal.signed)
    episode.note("office", "office", office.id, at=deal.signed)


def _retirable(person: Person) -> bool:
    """Say whether somebody can have left the service some years before 2022."""
    return "1948" < person.born < "1983"


def _retired(staff: Staff, draws: Draws, number: int, deal: Deal, owner: Person) -> None:
    """Let the owner of a supplier have left the buyer's service years before."""
    province = staff.province
    until = draws.between(-2600, -1200)
    since = day(until - draws.between(700, 2500))
    office = staff.appoint(owner.id, deal.buyer, _title(draws), since, until=day(until))
    years = round((deal.signed / 1440 - until) / 365)
    parameters: dict[str, float | int | str] = {"years_since": years}
    episode = province.plant(RETIRED, f"{RETIRED}-{number}", difficulty=1, parameters=parameters)
    _note_deal(episode, deal, official=owner.id)
    episode.note("office", "office", office.id, at=deal.signed)


def _title(draws: Draws) -> str:
    return draws.pick(
        ("Deputy head", "Head of procurement", "Procurement officer", "Legal adviser")
    )


def _note_captured(province: Province) -> None:
    """Add the office of each captured official to the instance that the register began."""
    offices = {(office.person, office.body): office for office in province.offices}
    for capture in province.captured:
        office = offices.get((capture.person, capture.buyer))
        episode = resume(province, capture.instance)
        if office and episode:
            episode.note("office", "office", office.id, at=capture.day * 1440)


def resume(province: Province, instance: str) -> Episode | None:
    """Take up an instance that an earlier step has begun.

    Parameters
    ----------
    province
        In which it was planted.
    instance
        As in the ground truth.

    Returns
    -------
    Episode
        With its scheme, difficulty and parameters; nothing where there is none.
    """
    for planted in province.planted:
        if planted.instance == instance:
            return Episode(
                province, planted.scheme, instance, planted.difficulty, planted.parameters
            )
    return None
