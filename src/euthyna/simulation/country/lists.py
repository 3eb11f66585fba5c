"""Debarment lists and watchlists: what each says of whom, and how little they agree."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from euthyna.simulation.basis import names, noise
from euthyna.simulation.basis.draws import Draws, cumulate
from euthyna.simulation.basis.numbering import LARGER, Numbering
from euthyna.simulation.basis.scripts import to_script
from euthyna.simulation.country import abroad
from euthyna.simulation.country.conflicts import resume
from euthyna.simulation.country.model import Deal, Firm, Listing, Person
from euthyna.simulation.country.province import Province
from euthyna.simulation.country.registers import COURT, DEBARMENTS, HOME, WATCHLISTS, Register
from euthyna.simulation.country.registry import address, day

_CASES, _ENTRIES, _STRANGERS = 520, 521, 522
"""Purposes of random streams."""
_LAST = 1279
"""The last day that is simulated; nothing is listed after it."""
PER_THOUSAND_STRANGERS = {"debarment": 50, "sanction": 45}
"""Subjects with nothing to do with the country, for a thousand processes."""
PER_THOUSAND_DEBARRED = 5
"""Suppliers that win while they are debarred, and as many that win when it is over."""
_FATES = ("in force", "expired", "lifted", "annulled", "permanent")
_FATE_WEIGHTS = cumulate((58.0, 18.0, 9.0, 7.0, 8.0))
DEBARRED, OVER, NAMESAKE = (
    "debarred-supplier-wins",
    "innocent-debarment-over",
    "innocent-namesake-on-watchlist",
)


class Stranger(NamedTuple):
    """Somebody of another country whom only lists know."""

    id: str
    name: str
    person: bool
    born: str
    country: str
    address: str


class Case(NamedTuple):
    """What one authority decided, and others may take over."""

    subject: Firm | Person | Stranger
    since: int
    until: int
    fate: str


@dataclass(slots=True)
class Lists:
    """The lists while they are written.

    Parameters
    ----------
    province
        Gets the listings.
    draws
        Where the chance in an entry comes from.
    """

    province: Province
    draws: Draws
    _count: int = 0
    _numbering: Numbering = field(init=False)

    def __post_init__(self) -> None:
        """Decide how entries are numbered."""
        self._numbering = Numbering(self.draws, prime=LARGER)

    def decide(self, case: Case, registers: tuple[Register, ...], *, origin: Register) -> Listing:
        """Enter a case in the register it is from, and in those that follow it."""
        first = self._enter(case, origin, case.since)
        for register in registers:
            if (
                register is origin
                or case.fate == "annulled"
                or not self.draws.chance(register.follows)
            ):
                continue
            since = case.since + self.draws.between(*register.delay)
            if since <= min(case.until, _LAST):
                self._enter(case, register, since, follows=origin)
        return first

    def _enter(
        self, case: Case, register: Register, since: int, *, follows: Register | None = None
    ) -> Listing:
        draws = self.draws
        until = case.until
        if follows and draws.chance(0.4):
            until += draws.between(-200, 300)
        ground = draws.pick(register.grounds)
        if follows and draws.chance(0.5):
            ground = f"Mutual recognition: {follows.authority}"
        details = _details(draws, case.subject, register)
        name = details.pop("name")
        listing = Listing(
            id=f"{register.prefix}-{self._number()}",
            register=register.key,
            subject=case.subject.id,
            name=name,
            ground=ground,
            since=day(since),
            until="" if case.fate == "permanent" else day(max(since + 1, until)),
            details=details | {"status": [_status(case, until)]},
        )
        if case.fate == "permanent" and register.forever:
            listing.until = register.forever
        self.province.listings.append(listing)
        return listing

    def _number(self) -> int:
        self._count += 1
        return self.province.number * 1_000_000 + self._numbering.of(self._count)


def build(province: Province) -> None:
    """Fill the lists."""
    draws = province.draws(_CASES)
    lists = Lists(province, province.draws(_ENTRIES))
    for debarrable in province.debarrable:
        _debar_phoenix(lists, draws, province.firms[debarrable.firm], debarrable.day)
    _debar_winners(lists, draws)
    _debar_others(lists, draws)
    _strangers(lists, draws)
    _namesakes(lists, draws)


def _status(case: Case, until: int) -> str:
    if case.fate in {"lifted", "annulled"}:
        return case.fate
    return "expired" if case.fate != "permanent" and until < _LAST else "in force"


def _debar_phoenix(lists: Lists, draws: Draws, firm: Firm, since: int) -> None:
    """Debar a firm that returns under another name, at home for certain."""
    case = Case(firm, since, since + draws.between(900, 1800), "in force")
    listing = lists.decide(case, DEBARMENTS, origin=HOME)
    found = [
        planted.instance
        for planted in lists.province.planted
        if planted.id == firm.id and planted.scheme.startswith("phoenix")
    ]
    for instance in dict.fromkeys(found):
        episode = resume(lists.province, instance)
        if episode:
            episode.note("listing", "listing", listing.id, at=since * 1440)


def _debar_winners(lists: Lists, draws: Draws) -> None:
    """Debar some suppliers before they win a contract, and some long before."""
    province = lists.province
    taken = {debarrable.firm for debarrable in province.debarrable}
    count = max(1, province.processes * PER_THOUSAND_DEBARRED // 1000)
    chosen: list[Deal] = []
    for deal in draws.shuffled(province.deals):
        if deal.supplier in province.firms and deal.supplier not in taken:
            taken.add(deal.supplier)
            chosen.append(deal)
        if len(chosen) == 2 * count:
            break
    for number, deal in enumerate(chosen):
        signed = deal.signed // 1440
        firm = province.firms[deal.supplier]
        if number % 2:
            end = signed - draws.between(60, 500)
            case = Case(firm, end - draws.between(365, 1095), end, "expired")
            scheme = OVER
        else:
            since = signed - draws.between(20, 400)
            case = Case(firm, since, signed + draws.between(200, 900), "in force")
            scheme = DEBARRED
        origin = HOME if draws.chance(0.6) else draws.pick(DEBARMENTS[1:])
        listing = lists.decide(case, DEBARMENTS, origin=origin)
        episode = province.plant(
            scheme,
            f"{scheme}-{number // 2 + 1}",
            difficulty=1 if origin is HOME else 2,
            parameters={"list": origin.key},
        )
        episode.note("winner", "party", firm.id, at=deal.signed)
        episode.note("listing", "listing", listing.id, at=case.since * 1440)
        episode.note("process", "process", deal.ocid, at=deal.signed)
        episode.note("contract", "contract", f"{deal.ocid}/{deal.contract}", at=deal.signed)


def _debar_others(lists: Lists, draws: Draws) -> None:
    """Debar firms that win nothing meanwhile, and directors of debarred firms."""
    province = lists.province
    winners = {deal.supplier for deal in province.deals}
    managers = {i.firm: i.party for i in province.interests if i.party in province.persons}
    for firm in province.firms.values():
        if firm.id in winners or not draws.chance(0.03 if firm.supplier else 0.004):
            continue
        case = _case(draws, firm)
        lists.decide(case, DEBARMENTS, origin=draws.pick(DEBARMENTS))
        manager = managers.get(firm.id)
        if manager and draws.chance(0.4):
            lists.decide(case._replace(subject=province.persons[manager]), (), origin=COURT)


def _case(draws: Draws, subject: Firm | Person | Stranger) -> Case:
    fate = _FATES[draws.index(_FATE_WEIGHTS)]
    since = draws.between(-1500, 1150)
    length = draws.between(180, 1825)
    if fate == "expired":
        since = draws.between(-2500, 400)
        length = min(length, max(90, _LAST - 30 - since))
    if fate in {"lifted", "annulled"}:
        length = draws.between(20, 400)
    if fate == "in force":
        length = max(length, _LAST - since + draws.between(30, 900))
    return Case(subject, since, since + length, fate)


def _strangers(lists: Lists, draws: Draws) -> None:
    province = lists.province
    for topic, registers in (("debarment", DEBARMENTS), ("sanction", WATCHLISTS)):
        count = max(6, province.processes * PER_THOUSAND_STRANGERS[topic] // 1000)
        for number in range(count):
            person = draws.chance(0.25 if topic == "debarment" else 0.6)
            stranger = _stranger(province, draws, f"{topic}-{number}", person=person)
            weights = cumulate([register.weight for register in registers])
            origin = registers[draws.index(weights)]
            lists.decide(_case(draws, stranger), registers, origin=origin)


def _stranger(province: Province, draws: Draws, key: str, *, person: bool) -> Stranger:
    where = abroad.jurisdiction(draws)
    trade = draws.pick(("Trading", "Construction", "Energy", "Shipping", "Medical", "Systems"))
    name = names.person(draws) if person else names.firm(draws, trade=trade)
    home = f"{names.street(draws)}, {draws.pick(names.TOWNS)}, {abroad.NAMES[where]}"
    born = day(-draws.between(25 * 365, 80 * 365)) if person else ""
    return Stranger(f"{province.number}-{key}", name, person, born, where, home)


def _namesakes(lists: Lists, draws: Draws) -> None:
    """List somebody of another country who has the name of a supplier's director."""
    province = lists.province
    sellers = {deal.supplier: deal for deal in province.deals}
    managers = [
        interest
        for interest in province.interests
        if interest.firm in sellers and interest.party in province.persons and not interest.until
    ]
    for number in range(max(1, province.processes * 4 // 1000)):
        if not managers:
            return
        interest = draws.pick(managers)
        director = province.persons[interest.party]
        stranger = _stranger(province, draws, f"namesake-{number}", person=True)
        case = _case(draws, stranger._replace(name=director.name))
        listing = lists.decide(case, WATCHLISTS, origin=draws.pick(WATCHLISTS))
        deal = sellers[interest.firm]
        episode = province.plant(NAMESAKE, f"{NAMESAKE}-{number + 1}", difficulty=2)
        episode.note("director", "party", director.id, at=deal.signed)
        episode.note("winner", "party", interest.firm, at=deal.signed)
        episode.note("listing", "listing", listing.id, at=case.since * 1440)


def _details(draws: Draws, subject: Firm | Person | Stranger, register: Register) -> dict[str, Any]:
    """Say what a register knows of somebody: the name, and FollowTheMoney properties."""
    person = isinstance(subject, Person) or (isinstance(subject, Stranger) and subject.person)
    kind: noise.Kind = "person" if person else "firm"
    known = [subject.name]
    if not isinstance(subject, Stranger):
        known.extend(subject.other_names[:1])
    name = subject.name
    if draws.chance(register.noise):
        name = noise.vary(draws, name, kind=kind)
    if register.script != "any" and draws.chance(0.9):
        name = to_script(draws, name, script=register.script)
    details: dict[str, Any] = {"name": name, "schema": ["Person" if person else _schema(draws)]}
    aliases = [noise.vary(draws, draws.pick(known), kind=kind) for _ in range(draws.skewed(0, 3))]
    if aliases:
        details["alias"] = sorted(set(aliases) - {name})
    if draws.chance(0.6):
        details["address"] = [_address(draws, subject)]
    countries = _countries(draws, subject)
    if countries:
        details["country"] = countries
    details.update(_identity(draws, subject, register))
    return {key: value for key, value in details.items() if value}


def _schema(draws: Draws) -> str:
    """Say what a list takes a firm for; some do not tell."""
    return "Company" if draws.chance(0.7) else "LegalEntity"


def _address(draws: Draws, subject: Firm | Person | Stranger) -> str:
    if isinstance(subject, Stranger):
        return subject.address
    parts = subject.address if draws.chance(0.8) else address(draws)
    text = ", ".join(
        parts[key]
        for key in ("streetAddress", "locality", "postalCode", "countryName")
        if key in parts
    )
    return noise.vary(draws, text, kind="address") if draws.chance(0.4) else text


def _countries(draws: Draws, subject: Firm | Person | Stranger) -> list[str]:
    """Give country codes; the invented country has none, and one in 25 is wrong."""
    if draws.chance(0.04):
        return [abroad.jurisdiction(draws).lower()]
    if isinstance(subject, Stranger):
        code = subject.country
    else:
        code = subject.jurisdiction if isinstance(subject, Firm) else subject.nationality
    return [code.lower()] if code != abroad.HOME and draws.chance(0.8) else []


def _identity(
    draws: Draws, subject: Firm | Person | Stranger, register: Register
) -> dict[str, list[str]]:
    """Give what tells namesakes apart, as far as the list has it."""
    number = subject.id.rpartition("-")[2]
    if isinstance(subject, Firm):
        return {"registrationNumber": [number]} if draws.chance(register.numbers) else {}
    if isinstance(subject, Stranger) and not subject.person:
        slot = str(draws.between(1_000_000, 9_999_999))
        return {"registrationNumber": [slot]} if draws.chance(register.numbers / 2) else {}
    found = {"birthDate": [_birth(draws, subject.born)]}
    if isinstance(subject, Person) and draws.chance(register.numbers / 3):
        found["idNumber"] = [number]
    return {key: value for key, value in found.items() if value != [""]}


def _birth(draws: Draws, born: str) -> str:
    """Give a birth date as lists have it: whole, the year only, none, or day and month swapped."""
    style = draws.uniform()
    if style < 0.45:
        return born
    if style < 0.72:
        return born[:4]
    if style < 0.92 or born[8:] > "12":
        return ""
    return f"{born[:4]}-{born[8:]}-{born[5:7]}"
