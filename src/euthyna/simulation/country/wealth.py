"""What a household owns, how that changes from year to year, and how it is declared."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from euthyna.simulation.basis import names
from euthyna.simulation.basis.draws import Draws, cumulate
from euthyna.simulation.country.model import Interest, Office

_CARS = (
    ("Karvel", "Dran 1.4", 1_400_000),
    ("Karvel", "Tasnik Combi", 1_900_000),
    ("Ostera", "City", 1_100_000),
    ("Ostera", "Family", 2_300_000),
    ("Velmo", "Electric 40", 3_200_000),
    ("Velmo", "Terrain", 4_400_000),
    ("Brannoc", "Grand 3.0", 8_800_000),
)
_CAR_WEIGHTS = cumulate((6.0, 6.0, 6.0, 5.0, 3.0, 2.0, 0.5))
_HOMES = (("Flat", 38, 110, 190_000), ("House", 80, 220, 150_000), ("Plot", 300, 2500, 4_000))
_HOME_WEIGHTS = cumulate((7.0, 3.0, 2.0))
LIVING = 0.78
"""Share of a usual income that is spent on living."""


@dataclass(frozen=True, slots=True)
class Home:
    """A flat, house or plot."""

    number: int
    """Tells the household's things apart; not published."""
    type: str
    square: int
    town: str
    since: int
    """Year."""
    cents: int
    """What it is worth, or cost."""
    how: str = "bought"
    """Bought, inherited, built or rented."""
    owner: str = ""
    """Spouse, child or the declarant."""
    share: int = 100
    """Per cent of it that is the owner's."""


@dataclass(frozen=True, slots=True)
class Car:
    """A vehicle."""

    number: int
    brand: str
    model: str
    built: int
    """Year."""
    cents: int
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Income:
    """What somebody got in a year."""

    cents: int
    source: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Loan:
    """What is still owed."""

    lender: str
    cents: int
    since: int
    """Year."""


@dataclass(slots=True)
class Estate:
    """All that a household has at the end of a year, and what came in."""

    salary: int
    """Of the declarant, in a year."""
    spouse: int = 0
    """What the spouse earns in a year; 0 where there is none."""
    savings: int = 0
    cash: int = 0
    homes: list[Home] = field(default_factory=list)
    cars: list[Car] = field(default_factory=list)
    loans: list[Loan] = field(default_factory=list)
    incomes: list[Income] = field(default_factory=list)
    gifts: list[Income] = field(default_factory=list)
    things: int = 0
    """How many homes and cars there have been."""

    def copy(self) -> Estate:
        """Give the estate as it is now, to be changed on its own."""
        return replace(
            self,
            homes=list(self.homes),
            cars=list(self.cars),
            loans=list(self.loans),
            incomes=list(self.incomes),
            gifts=list(self.gifts),
        )

    def buy_home(self, draws: Draws, *, year: int, how: str = "bought", owner: str = "") -> Home:
        """Add a home; the money for it has to be taken from elsewhere."""
        self.things += 1
        home = _home(draws, self.things, year, how=how, owner=owner)
        self.homes.append(home)
        return home

    def worth(self) -> int:
        """Add up all that is owned, less what is owed."""
        things = sum(home.cents for home in self.homes if home.how != "rented")
        cars = sum(car.cents for car in self.cars)
        return self.savings + self.cash + things + cars - sum(loan.cents for loan in self.loans)


@dataclass(slots=True)
class Declaration:
    """What one official declares for one year."""

    id: str
    person: str
    office: Office
    year: int
    due: int
    """Day."""
    submitted: int
    """Day."""
    estate: Estate
    shares: list[Interest] = field(default_factory=list)
    """Of the declarant and the household."""
    relatives: list[tuple[str, str]] = field(default_factory=list)
    """Who, and what they are to the declarant."""


def begin(draws: Draws, *, salary: int, married: bool, year: int) -> Estate:
    """Give a household as it is before its first declaration.

    Parameters
    ----------
    draws
        Where chance comes from.
    salary
        Of the declarant, in a year, in cents.
    married
        Whether somebody else earns as well.
    year
        The first that is declared.
    """
    spouse = salary * draws.between(0, 110) // 100 if married else 0
    estate = Estate(salary, spouse)
    income = salary + spouse
    estate.savings = income * draws.skewed(2, 150) // 100
    estate.cash = income * draws.between(1, 15) // 100 if draws.chance(0.35) else 0
    for _ in range(1 + draws.chance(0.35) + draws.chance(0.12)):
        how = "inherited" if draws.chance(0.2) else "bought"
        since = year - draws.skewed(1, 28)
        home = estate.buy_home(draws, year=since, how=how, owner=_owner(draws, married=married))
        if since > year - 15 and how == "bought" and home.cents > income:
            estate.loans.append(
                Loan("Dran Savings Bank", home.cents * draws.between(10, 70) // 100, since)
            )
    if draws.chance(0.15):
        estate.homes[0] = replace(estate.homes[0], how="rented", owner="")
    for _ in range(draws.chance(0.75) + draws.chance(0.25)):
        _buy_car(draws, estate, year - draws.skewed(1, 14), owner=_owner(draws, married=married))
    return estate


def live(draws: Draws, estate: Estate, *, year: int) -> None:
    """Let a year pass: income, living, a loan paid off, now and then a car."""
    estate.salary = estate.salary * draws.between(98, 109) // 100
    estate.spouse = estate.spouse * draws.between(96, 109) // 100
    estate.incomes = [Income(estate.salary, "Salary")]
    if estate.spouse:
        estate.incomes.append(Income(estate.spouse, "Salary", "spouse"))
    if draws.chance(0.12):
        extra = estate.salary * draws.between(2, 18) // 100
        estate.incomes.append(
            Income(extra, draws.pick(("Teaching", "Rent of a flat", "Royalties")))
        )
    estate.gifts = []
    if draws.chance(0.05):
        estate.gifts.append(Income(draws.between(10, 90) * 1_000, "Gift of relatives"))
    income = sum(each.cents for each in estate.incomes)
    left = income * (100 - int(LIVING * 100) + draws.between(-12, 9)) // 100
    estate.loans = [_repaid(loan, income) for loan in estate.loans if loan.cents > income // 12]
    left -= income // 14 * len(estate.loans)
    estate.savings = max(income // 50, estate.savings + left)
    if draws.chance(0.1):
        _change_car(draws, estate, year)


def _repaid(loan: Loan, income: int) -> Loan:
    return replace(loan, cents=loan.cents - income // 14)


def _change_car(draws: Draws, estate: Estate, year: int) -> None:
    """Sell the oldest car and buy one that the savings allow, else on credit."""
    if estate.cars:
        old = min(estate.cars, key=lambda car: car.built)
        estate.cars.remove(old)
        price = old.cents * draws.between(40, 80) // 100
        estate.savings += price
        estate.incomes.append(Income(price, "Sale of a car", old.owner))
    car = _buy_car(draws, estate, year - draws.between(0, 5))
    if estate.savings > car.cents * 13 // 10:
        estate.savings -= car.cents
    else:
        estate.loans.append(Loan("Velmora Credit", car.cents, year))


def _buy_car(draws: Draws, estate: Estate, built: int, *, owner: str = "") -> Car:
    estate.things += 1
    brand, model, price = _CARS[draws.index(_CAR_WEIGHTS)]
    worth = price * draws.between(55, 100) // 100 // 1000 * 1000
    car = Car(estate.things, brand, model, built, worth, owner)
    estate.cars.append(car)
    return car


def _owner(draws: Draws, *, married: bool) -> str:
    return "spouse" if married and draws.chance(0.3) else ""


def _home(draws: Draws, number: int, year: int, *, how: str, owner: str) -> Home:
    kind, low, high, price = _HOMES[draws.index(_HOME_WEIGHTS)]
    square = draws.between(low, high)
    cents = square * price * draws.between(60, 130) // 100 // 1000 * 1000
    share = 100 if draws.chance(0.7) else draws.pick((50, 50, 33, 25))
    return Home(
        number, kind, square, draws.pick(names.TOWNS), year, cents * share // 100, how, owner, share
    )
