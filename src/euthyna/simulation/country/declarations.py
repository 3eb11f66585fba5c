"""What officials declare each year of their income, assets and interests, and what they do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from euthyna.simulation.basis.dates import BEGINNING
from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.basis.names import TOWNS
from euthyna.simulation.basis.numbering import Numbering
from euthyna.simulation.country import wealth
from euthyna.simulation.country.conflicts import resume
from euthyna.simulation.country.model import Interest, Office, Tie
from euthyna.simulation.country.province import Province
from euthyna.simulation.country.wealth import Declaration, Estate, Income

_ESTATES, _FILING, _PLOTS = 540, 541, 542
"""Purposes of random streams."""
YEARS = (2021, 2022, 2023, 2024)
"""The years that are declared; the first was due when the system opened, in September 2022."""
HIDDEN, FIRM = "unexplained-wealth", "undeclared-firm"
INHERITED, SOLD = "innocent-inheritance", "innocent-sale-of-flat"
PER_THOUSAND = {HIDDEN: 6, FIRM: 5, INHERITED: 4, SOLD: 4}
"""Instances for a thousand processes; at least one of each."""
_PAY = {"Minister": 520, "Mayor": 380, "Rector": 430, "Director": 340, "Medical director": 420,
    "Member of the assembly": 310, "Deputy head": 290, "Head of procurement": 240}  # fmt: skip
"""Usual salaries a month in thousands of cents; others get 190."""
_LAST_DAY = 1279
_HOUSEHOLD = frozenset({"spouse", "child"})


@dataclass(slots=True)
class Story:
    """One official's declarations."""

    person: str
    offices: list[Office]
    estates: dict[int, Estate]
    married: bool
    hides: bool = False
    """Whether firms are left out."""


def build(province: Province) -> None:
    """Let all officials declare, and plant what does not fit."""
    stories = _stories(province)
    planting = _plant(province, stories)
    interests: dict[str, list[Interest]] = defaultdict(list)
    for interest in province.interests:
        interests[interest.party].append(interest)
    ties = _ties(province.ties)
    draws = province.draws(_FILING)
    filed: dict[str, list[Declaration]] = {}
    numbering = Numbering(draws)
    count = 0
    for story in stories:
        found = _file(province, draws, story, interests, ties, first=count, numbering=numbering)
        filed[story.person] = found
        count += len(found)
    for scheme, story, year, parameters in planting:
        _note(province, scheme, filed[story.person], year, parameters)
    for capture in province.captured:
        episode = resume(province, capture.instance)
        for declaration in filed.get(capture.person, ()):
            if episode:
                episode.note(
                    "declaration", "declaration", declaration.id, at=declaration.submitted * 1440
                )
    every = [declaration for story in stories for declaration in filed[story.person]]
    province.declarations.extend(sorted(every, key=lambda d: (d.submitted, d.id)))


def _stories(province: Province) -> list[Story]:
    """Give each official a household, in whatever years there is an office to declare for."""
    draws = province.draws(_ESTATES)
    offices: dict[str, list[Office]] = defaultdict(list)
    for office in province.offices:
        if not office.process and (not office.until or office.until >= f"{YEARS[0]}"):
            offices[office.person].append(office)
    spouses = {tie.one for tie in province.ties if tie.kind == "spouse"}
    spouses |= {tie.other for tie in province.ties if tie.kind == "spouse"}
    stories = []
    for person, held in offices.items():
        married = person in spouses or draws.chance(0.3)
        salary = _PAY.get(held[-1].title, 190) * 12_000 * draws.between(80, 130) // 100
        estate = wealth.begin(draws, salary=salary, married=married, year=YEARS[0])
        estates = {}
        for year in YEARS:
            wealth.live(draws, estate, year=year)
            estates[year] = estate.copy()
        stories.append(Story(person, held, estates, married))
    return stories


def _ties(ties: Iterable[Tie]) -> dict[str, list[tuple[str, str]]]:
    """List each one's relatives, by what they are to him or her."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    inverse = {"child": "parent", "parent": "child"}
    for tie in ties:
        if tie.kind != "associate":
            found[tie.one].append((tie.other, tie.kind))
            found[tie.other].append((tie.one, inverse.get(tie.kind, tie.kind)))
    return found


def _file(
    province: Province,
    draws: Draws,
    story: Story,
    interests: dict[str, list[Interest]],
    ties: dict[str, list[tuple[str, str]]],
    *,
    first: int,
    numbering: Numbering,
) -> list[Declaration]:
    """Write an official's declarations; some are late, a few are missing or forget something."""
    filed: list[Declaration] = []
    relatives = [(who, kind) for who, kind in ties.get(story.person, ()) if draws.chance(0.95)]
    household = {story.person} | {who for who, kind in relatives if kind in _HOUSEHOLD}
    known = [interest for who in sorted(household) for interest in interests.get(who, ())]
    for year in YEARS:
        office = _office(story.offices, year)
        if office is None or draws.chance(0.04):
            continue
        due = _day(2022, 9, 30) if year == YEARS[0] else _day(year + 1, 3, 31)
        submitted = due + (draws.between(1, 220) if draws.chance(0.08) else -draws.skewed(0, 58))
        if submitted > _LAST_DAY:
            continue
        declaration = Declaration(
            f"XA-DECL-{province.number * 100_000 + numbering.of(first + len(filed))}",
            story.person,
            office,
            year,
            due,
            submitted,
            _forgetful(draws, story.estates[year]),
            [] if story.hides else _shares(known, year),
            relatives,
        )
        filed.append(declaration)
    return filed


def _office(offices: Sequence[Office], year: int) -> Office | None:
    """Give the office that somebody held at some time of a year."""
    for office in reversed(offices):
        if office.since[:4] <= str(year) and (not office.until or office.until[:4] >= str(year)):
            return office
    return None


def _shares(interests: Sequence[Interest], year: int) -> list[Interest]:
    last = f"{year}-12-31"
    return [i for i in interests if i.since <= last and (not i.until or i.until > last)]


def _forgetful(draws: Draws, estate: Estate) -> Estate:
    """Leave out a car or a loan, or round the savings, in a few declarations."""
    chance = draws.uniform()
    if chance > 0.12:
        return estate
    declared = estate.copy()
    if chance < 0.02 and declared.cars:
        declared.cars.pop()
    elif chance < 0.04 and declared.loans:
        declared.loans.pop()
    else:
        declared.savings = declared.savings // 100_000 * 100_000
    return declared


def _day(year: int, month: int, number: int) -> int:
    return (date(year, month, number) - BEGINNING).days


Planting = tuple[str, Story, int, dict[str, float | int | str]]


def _plant(province: Province, stories: list[Story]) -> list[Planting]:
    """Change some households before they declare."""
    draws = province.draws(_PLOTS)
    captured = {capture.person for capture in province.captured}
    owners = {i.party for i in province.interests if i.kind == "shareholding" and not i.unknown}
    whole = [story for story in draws.shuffled(stories) if _serves_throughout(story)]
    rich = [story for story in whole if story.person in captured]
    plain = [s for s in whole if s.person not in owners and s.person not in captured]
    found: list[Planting] = []
    for story in stories:
        story.hides = story.person in captured
    count = _count(province, HIDDEN)
    chosen = (rich[: (count + 1) // 2] + plain)[:count]
    found.extend(_enrich(draws, story) for story in chosen)
    plain = [story for story in plain if story not in chosen]
    for scheme, change in ((INHERITED, _inherit), (SOLD, _sell)):
        some = min(len(plain), _count(province, scheme))
        found.extend(change(draws, plain.pop()) for _ in range(some))
    hiding = [s for s in whole if s.person in owners and s.person not in captured]
    for story in hiding[: _count(province, FIRM)]:
        story.hides = True
        found.append((FIRM, story, YEARS[-1], {}))
    return found


def _count(province: Province, scheme: str) -> int:
    return max(1, province.processes * PER_THOUSAND[scheme] // 1000)


def _serves_throughout(story: Story) -> bool:
    return any(office.since < "2021" and not office.until for office in story.offices)


def _enrich(draws: Draws, story: Story) -> Planting:
    """Let things appear for which there is no income, in one year or in each."""
    year = draws.pick(YEARS[1:])
    times = draws.pick((2, 3, 5, 8, 12))
    way = draws.pick(("home", "savings", "home of the family"))
    excess = story.estates[year].salary * times // 1000 * 1000
    owner = "" if way != "home of the family" else "spouse" if story.married else "child"
    home = wealth.Home(
        90, "House", max(45, excess // 190_000), draws.pick(TOWNS), year, excess, owner=owner
    )
    for later in YEARS[YEARS.index(year) :]:
        estate = story.estates[later]
        if way == "savings":
            estate.savings += excess * draws.between(95, 105) // 100
        else:
            estate.homes.append(home)
    return HIDDEN, story, year, {"times_salary": times, "way": way}


def _inherit(draws: Draws, story: Story) -> Planting:
    """Let a home come by inheritance."""
    year = draws.pick(YEARS[1:])
    home = story.estates[year].copy().buy_home(draws, year=year, how="inherited")
    for later in YEARS[YEARS.index(year) :]:
        story.estates[later].homes.append(home)
    income = Income(home.cents, "Inheritance")
    story.estates[year].incomes.append(income)
    return INHERITED, story, year, {"times_salary": home.cents // story.estates[year].salary}


def _sell(draws: Draws, story: Story) -> Planting:
    """Let a flat be sold, so that the savings grow by its price."""
    year = draws.pick(YEARS[1:])
    flat = story.estates[year].copy().buy_home(draws, year=year - draws.between(4, 20))
    price = flat.cents * draws.between(95, 120) // 100
    for each in YEARS:
        if each < year:
            story.estates[each].homes.append(flat)
        else:
            story.estates[each].savings += price
    story.estates[year].incomes.append(Income(price, "Sale of real estate", flat.owner))
    return SOLD, story, year, {"times_salary": price // story.estates[year].salary}


def _note(
    province: Province,
    scheme: str,
    filed: list[Declaration],
    year: int,
    parameters: dict[str, float | int | str],
) -> None:
    """Note who declared what; nothing where the declarations of these years are missing."""
    if not any(declaration.year == year for declaration in filed):
        return
    number = len(list(province.instances(scheme))) + 1
    difficulty = 3 if parameters.get("way") == "home of the family" else 2
    episode = province.plant(
        scheme, f"{scheme}-{number}", difficulty=difficulty, parameters=parameters
    )
    concerned = [d for d in filed if scheme == FIRM or year - 1 <= d.year <= year]
    first = concerned[0]
    episode.note("official", "party", first.person, at=first.submitted * 1440)
    episode.note("office", "office", first.office.id, at=first.submitted * 1440)
    for declaration in concerned:
        at = declaration.submitted * 1440
        episode.note("declaration", "declaration", declaration.id, at=at)
    if scheme == FIRM:
        for interest in province.interests:
            if interest.party == first.person and interest.kind == "shareholding":
                episode.note("firm", "party", interest.firm, at=first.submitted * 1440)
