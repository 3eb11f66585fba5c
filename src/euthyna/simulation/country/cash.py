"""Cash over the border: travellers as they are, couriers, and those who look like couriers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.country import clock
from euthyna.simulation.country.clock import DAY, LAST, MONTHS
from euthyna.simulation.country.crossings import (
    POINTS,
    PROVENANCE,
    THRESHOLD,
    USE,
    Cash,
    Customs,
    Journey,
    Point,
    foreigner,
    journey,
)
from euthyna.simulation.country.ledger import Ledger
from euthyna.simulation.country.model import Crossing, Firm, Person
from euthyna.simulation.country.plot import Plot
from euthyna.simulation.country.purposes import word
from euthyna.simulation.country.society import Society

TRAVELLERS = 250
"""Declarations of ordinary people in a whole province."""
FOREIGN, FOUND, DISCLOSED = 0.38, 0.09, 0.05
"""Shares of ordinary declarations."""
WITHDRAWN = 0.35
"""How often a resident who leaves with cash took it from the bank just before."""

_TRAVELLERS, _SCHEMES = 760, 770
"""Purposes of random streams."""
_ADULT = "2004"
_KIN = frozenset({"spouse", "child", "parent", "sibling"})


def travel(ledger: Ledger, society: Society) -> None:
    """Add the declarations of cash, in order of time, with what is planted among them."""
    _ordinary(ledger, society)
    for place, (scheme, per_province, play) in enumerate(SCHEMES):
        for number in range(society.some(per_province)):
            draws = ledger.province.draws(_SCHEMES, place, number)
            play(_Trip(ledger, society, draws, scheme, number + 1, draws.between(1, 3)))
    ledger.province.crossings.sort(key=lambda crossing: (crossing.at, crossing.id))


def _ordinary(ledger: Ledger, society: Society) -> None:
    draws = ledger.province.draws(_TRAVELLERS)
    customs = Customs(ledger.province, draws)
    residents = [p for p in (*society.workers, *society.retired) if p.born < _ADULT]
    for _ in range(society.some(TRAVELLERS)):
        abroad = draws.chance(FOREIGN) or not residents
        u = draws.uniform()
        # The square makes some of them travel often.
        person = foreigner(draws) if abroad else residents[int(u * u * len(residents))]
        direction = "entry" if draws.chance(0.55 if abroad else 0.35) else "exit"
        at = clock.leisure(draws, draws.between(0, LAST))
        style = draws.uniform()
        regime = "found" if style < FOUND else "declared"
        if style > 1 - DISCLOSED:
            regime = "disclosed"
        cash = _cash(draws, society)
        customs.cross(person, journey(draws, at=at, direction=direction), cash, regime=regime)
        if not abroad and direction == "exit" and draws.chance(WITHDRAWN):
            _withdraw(ledger, draws, person, at=at, cents=cash.cents)


def _cash(draws: Draws, society: Society) -> Cash:
    provenance = PROVENANCE[draws.skewed(0, len(PROVENANCE) - 1)]
    use = USE[draws.skewed(0, len(USE) - 1)]
    if draws.chance(0.06):
        use = f"{use}; {draws.pick(USE)}"
    cents, style = _sum(draws), draws.uniform()
    if style < 0.16:
        firm = society.quiet_firm(draws) if draws.chance(0.3) else society.firm(draws)
        return Cash(cents, "business income", use, firm.id, firm.name)
    if style < 0.22:
        other = society.person(draws)
        return Cash(cents, provenance, use, other.id, other.name)
    return Cash(cents, provenance, use)


def _sum(draws: Draws) -> int:
    style = draws.uniform()
    if style < 0.12:
        return draws.between(600_000, 995_000)
    if style < 0.3:
        return draws.between(1_000_000, 1_100_000)
    if style < 0.95:
        return THRESHOLD + draws.skewed(50_000, 2_200_000)
    return draws.lognormal(6_000_000, 0.6)


def _withdraw(ledger: Ledger, draws: Draws, person: Person, *, at: int, cents: int) -> None:
    """Take what is carried from the bank, some days before."""
    if ledger.book.has(person.id):
        ledger.pay(
            clock.office(draws, at // DAY - draws.between(1, 6)),
            payer=ledger.book.main(person.id),
            payee="",
            cents=-(-cents // 5_000) * 5_000,
            purpose=word(draws, "withdrawal"),
            channel="CASH",
        )


@dataclass(slots=True)
class _Trip:
    """One instance of a scheme, or of a look-alike, while it is planted."""

    ledger: Ledger
    society: Society
    draws: Draws
    scheme: str
    number: int
    difficulty: int

    def begin(self, **parameters: float | str) -> Plot:
        """Begin to book and note."""
        episode = self.ledger.province.plant(
            self.scheme,
            f"{self.scheme}-{self.number}",
            difficulty=self.difficulty,
            parameters=parameters,
        )
        return Plot(self.ledger, self.society, self.draws, episode)

    def level(self, *by_difficulty: tuple[int, int]) -> int:
        """Draw a number between two limits that the difficulty chooses."""
        return self.draws.between(*by_difficulty[self.difficulty - 1])

    def route(self, mode: str, *countries: str) -> tuple[Point, str]:
        """Draw a point of a mode from which one of some countries is reached."""
        found = [(p, c) for p in POINTS if p.mode == mode for c in p.countries if c in countries]
        return self.draws.pick(found)

    def note(self, plot: Plot, crossing: Crossing) -> None:
        """Note a declaration, if it was entered, and who made it."""
        if crossing in self.ledger.province.crossings[-1:]:
            plot.note("crossing", "cash-declaration", crossing.id, at=crossing.at)
            plot.note("carrier", "party", crossing.person, at=crossing.at)


def _couriers(trip: _Trip) -> None:
    """Carry a firm's cash out of the country, again and again, by people who belong together."""
    draws, province = trip.draws, trip.ledger.province
    tied, people = _tied(trip)
    firm = _behind(trip, people)
    if len(people) < 2 or firm is None:
        return
    trips = draws.between(6, 14)
    plot = trip.begin(trips=trips, couriers=len(people), tied=tied)
    day = draws.between(5, LAST - trips * (6, 14, 30)[trip.difficulty - 1])
    plot.note("owner", "party", firm.id, at=day * DAY)
    customs = Customs(province, draws)
    for turn, going in enumerate(_flights(trip, trips, first=day)):
        low, high = ((1000, 1090), (930, 1080), (880, 1060))[trip.difficulty - 1]
        cents = THRESHOLD * draws.between(low, high) // 1000
        provenance = draws.pick(("business income", "sale of goods", "savings"))
        shows_owner = draws.chance((1.0, 0.8, 0.55)[trip.difficulty - 1])
        owner = (firm.id, firm.name) if shows_owner else ("", "")
        cash = Cash(cents, provenance, draws.pick(USE[1:3]), *owner)
        regime = "found" if draws.chance(0.22) else "declared"
        trip.note(plot, customs.cross(people[turn % len(people)], going, cash, regime=regime))


def _flights(trip: _Trip, count: int, *, first: int) -> Iterator[Journey]:
    """Give journeys by air, days apart; the more careful ones travel in pairs now and then."""
    draws = trip.draws
    routes = [trip.route("air", "AE", "CY", "TR", "HK") for _ in range(1 + trip.difficulty // 3)]
    day, at = first, clock.leisure(draws, first)
    for turn in range(count):
        if turn and draws.chance((0.0, 0.2, 0.35)[trip.difficulty - 1]):
            at += draws.between(2, 12)
        elif turn:
            day += trip.level((2, 6), (4, 14), (8, 30))
            at = clock.leisure(draws, day)
        point, country = routes[day % len(routes)]
        yield Journey(at, "exit", point, country)


def _tied(trip: _Trip) -> tuple[str, list[Person]]:
    """Find two to four people of one family, or of one employer."""
    wanted = trip.draws.between(2, 4)
    if trip.draws.chance(0.5):
        colleagues = _colleagues(trip, at_least=2)
        if colleagues:
            staff = trip.draws.shuffled(list(trip.draws.pick(list(colleagues.values()))))
            return "employer", staff[:wanted]
    return "family", _family(trip, wanted)


def _colleagues(trip: _Trip, *, at_least: int) -> dict[str, list[Person]]:
    """List who gets a salary from each employer's account."""
    province = trip.ledger.province
    found: dict[str, list[Person]] = {}
    for employer, payments in trip.ledger.salaries.items():
        holders = dict.fromkeys(province.accounts[payment.payee].holder for payment in payments)
        staff = [province.persons[h] for h in holders if h in province.persons]
        if len(staff) >= at_least:
            found[employer] = staff
    return found


def _family(trip: _Trip, wanted: int) -> list[Person]:
    persons = trip.ledger.province.persons
    kin: dict[str, list[str]] = {}
    for tie in trip.ledger.province.ties:
        if tie.kind in _KIN and tie.one in persons and tie.other in persons:
            kin.setdefault(tie.one, []).append(tie.other)
            kin.setdefault(tie.other, []).append(tie.one)
    families = [[one, *others] for one, others in kin.items()]
    adult = [[persons[p] for p in family if persons[p].born < _ADULT] for family in families]
    usable = [family for family in adult if len(family) > 1]
    return trip.draws.pick(usable)[:wanted] if usable else []


def _behind(trip: _Trip, people: list[Person]) -> Firm | None:
    """Find a firm that one of them has a share in; otherwise any that is not busy."""
    province = trip.ledger.province
    ids = {person.id for person in people}
    own = [i.firm for i in province.interests if i.party in ids and i.firm in province.firms]
    living = [province.firms[f] for f in own if not province.firms[f].dissolved]
    return living[0] if living else trip.society.quiet_firm(trip.draws)


def _market_trader(trip: _Trip) -> None:
    """Let a trader buy abroad with what he took from his bank."""
    draws, province = trip.draws, trip.ledger.province
    owners = [
        (province.persons[i.party], province.firms[i.firm])
        for i in province.interests
        if i.kind == "shareholding" and i.party in province.persons and i.firm in province.firms
    ]
    usable = [
        (person, firm)
        for person, firm in owners
        if trip.ledger.book.has(person.id)
        and firm.jurisdiction == "XA"
        and not (firm.supplier or firm.dissolved or person.born >= _ADULT)
    ]
    if not usable:
        return
    person, firm = draws.pick(usable)
    accounts = trip.ledger.book.main(firm.id), trip.ledger.book.main(person.id)
    trips = draws.between(8, 16)
    plot = trip.begin(trips=trips)
    customs = Customs(province, draws)
    point, country = trip.route("road", "AT", "IT", "CZ")
    usual = draws.between(1_050_000, 1_500_000)
    day = plot.begin(days=trips * 28 + 10, accounts=accounts) + 8
    plot.account("trader", accounts[1], at=day * DAY)
    for _ in range(trips):
        cents = usual * draws.between(880, 1120) // 1000 // 5_000 * 5_000
        before = day - draws.between(1, 3)
        advance = clock.office(draws, before - draws.between(1, 4))
        plot.pay("advance", at=advance, payer=accounts[0], payee=accounts[1], cents=cents)
        taken = min(clock.office(draws, before), day * DAY)
        plot.pay(
            "taken", at=taken, payer=accounts[1], payee="", cents=cents,
            kind="withdrawal", channel="CASH",
        )  # fmt: skip
        going = Journey(clock.leisure(draws, day), "exit", point, country)
        cash = Cash(cents, "sale of goods", "purchase of goods")
        trip.note(plot, customs.cross(person, going, cash, regime="declared"))
        day += draws.between(12, 28)
    plot.finish()


def _season(trip: _Trip) -> None:
    """Let the workers of one employer leave after the season, each with what was earned."""
    draws, province = trip.draws, trip.ledger.province
    colleagues = _colleagues(trip, at_least=3)
    if not colleagues:
        return
    most = max(len(staff) for staff in colleagues.values())
    large = [employer for employer, staff in colleagues.items() if len(staff) * 2 >= most]
    employer = draws.pick(large)
    month = draws.pick((4, 16, 28, 40))
    end = MONTHS[month] + draws.between(0, 25)
    plot = trip.begin(month=month)
    customs = Customs(province, draws)
    plot.account("employer", employer, at=end * DAY)
    point, country = trip.route("road", "UA", "AT", "CZ")
    for person in colleagues[employer]:
        account = trip.ledger.book.main(person.id)
        earned = [
            payment.cents
            for payment in trip.ledger.salaries[employer]
            if payment.payee == account and (end - 260) * DAY < payment.at < end * DAY
        ]
        if len(earned) < 3:
            continue
        cents = max(400_000, sum(earned) * draws.between(650, 950) // 1000) // 5_000 * 5_000
        day = end + draws.skewed(1, 12)
        plot.pay(
            "taken", at=clock.office(draws, day - draws.between(3, 5)), payer=account, payee="",
            cents=cents, kind="withdrawal", channel="CASH",
        )  # fmt: skip
        going = Journey(clock.leisure(draws, day), "exit", point, country)
        cash = Cash(cents, "labour income", "family support")
        trip.note(plot, customs.cross(person, going, cash, regime="declared"))
    plot.finish()


SCHEMES: tuple[tuple[str, int, Callable[[_Trip], None]], ...] = (
    ("cash-courier", 3, _couriers),
    ("innocent-market-trader-abroad", 2, _market_trader),
    ("innocent-seasonal-wages", 1, _season),
)
"""What is planted, how often in a whole province, and how."""
