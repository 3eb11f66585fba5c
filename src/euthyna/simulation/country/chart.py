"""The chart of accounts of the invented country: who spends, on what, for what, from where.

Functions are those of the United Nations' COFOG, economic classes those of GFSM 2014; the words
of programmes are invented. Rates of revision and execution follow a published BOOST file
(Moldova 2014: wages executed at 98.7 %, goods and services at 94.9 %, capital at 94 %, travel at
89 %, machinery far below; a third of the lines revised within the year).
"""

from __future__ import annotations

from dataclasses import dataclass

from euthyna.simulation.basis.draws import cumulate


@dataclass(frozen=True, slots=True)
class Heading:
    """An economic class."""

    code: str
    """Of the national chart."""
    label: str
    gfsm: str
    """As in table 6.1 (expense) or 4.1 (assets) of GFSM 2014."""
    gfsm_label: str
    executed: float
    """The usual share of the revised amount that is spent."""
    spread: float
    """Deviation of that share between lines."""
    revised: float
    """In what share of lines the amount is changed within the year."""
    drift: float
    """What a revision multiplies the amount with, at the median."""


WAGES = Heading(
    "2110", "Wages and salaries", "211", "Wages and salaries", 0.988, 0.008, 0.30, 0.985
)
CHARGES = Heading(
    "2120", "Employers' contributions", "212", "Employers' social contributions",
    0.984, 0.010, 0.30, 0.986,
)  # fmt: skip
GOODS = Heading(
    "2210", "Goods and supplies", "22", "Use of goods and services", 0.949, 0.05, 0.33, 0.97
)
SERVICES = Heading("2220", "Services", "22", "Use of goods and services", 0.949, 0.05, 0.33, 0.97)
UTILITIES = Heading(
    "2230", "Utilities and rent", "22", "Use of goods and services", 0.965, 0.03, 0.30, 1.02
)
TRAVEL = Heading(
    "2240", "Official travel", "22", "Use of goods and services", 0.893, 0.08, 0.33, 0.80
)
GRANTS = Heading(
    "2630", "Grants to other public bodies", "263", "To other general government units",
    0.985, 0.01, 0.32, 1.15,
)  # fmt: skip
BENEFITS = Heading(
    "2720", "Social assistance", "272", "Social assistance benefits", 0.955, 0.03, 0.35, 1.20
)
WORKS = Heading(
    "3111",
    "Construction and repair works",
    "3111",
    "Buildings and structures",
    0.940,
    0.07,
    0.40,
    1.13,
)
MACHINES = Heading(
    "3112",
    "Machinery, vehicles, equipment",
    "3112",
    "Machinery and equipment",
    0.83,
    0.14,
    0.40,
    1.25,
)
HEADINGS = (
    WAGES, CHARGES, GOODS, SERVICES, UTILITIES, TRAVEL, GRANTS, BENEFITS, WORKS, MACHINES,
)  # fmt: skip

DIVISION_HEADINGS = {
    "45": WORKS,
    "34": MACHINES,
    "30": MACHINES,
    "39": MACHINES,
    "33": GOODS,
    "15": GOODS,
    "09": GOODS,
}
"""Which heading pays for a division of the CPV; all others are services."""

SOURCES = (("1", "State budget"), ("2", "Own revenue"), ("3", "External projects"))
SOURCE_WEIGHTS = cumulate([0.87, 0.10, 0.03])

COFOG = {
    "01": "General public services", "01.1": "Executive and legislative organs, financial and fiscal affairs, external affairs",
    "01.3": "General services", "03": "Public order and safety", "03.1": "Police services",
    "03.2": "Fire-protection services", "04": "Economic affairs", "04.2": "Agriculture, forestry, fishing and hunting",
    "04.3": "Fuel and energy", "04.5": "Transport", "05": "Environmental protection", "05.1": "Waste management",
    "05.2": "Waste water management", "06": "Housing and community amenities", "06.2": "Community development",
    "06.3": "Water supply", "06.4": "Street lighting", "07": "Health", "07.1": "Medical products, appliances and equipment",
    "07.3": "Hospital services", "07.4": "Public health services", "09": "Education",
    "09.1": "Pre-primary and primary education", "09.2": "Secondary education", "09.4": "Tertiary education",
    "09.5": "Education not definable by level", "10": "Social protection", "10.4": "Family and children",
}  # fmt: skip
"""Divisions and groups that occur."""

Task = tuple[str, str]
"""The words of a programme and its COFOG group."""

_MINISTRIES: dict[str, tuple[Task, ...]] = {
    "Health": (("Hospitals in the regions", "07.3"), ("Prevention", "07.4")),
    "Public Works": (("Roads in the regions", "04.5"), ("Settlements", "06.2")),
    "Education": (("Schools in the regions", "09.2"), ("Early learning", "09.1")),
    "Interior": (("Safety in the regions", "03.1"), ("Fire protection", "03.2")),
    "Agriculture": (("Rural development", "04.2"), ("Waste water in villages", "05.2")),
    "Energy": (("Energy in the regions", "04.3"), ("Street lighting", "06.4")),
}
_BODIES: tuple[tuple[str, tuple[Task, ...]], ...] = (
    ("Hospital", (("Hospital care", "07.3"), ("Medical supplies", "07.1"))),
    ("School", (("Schools", "09.2"), ("Kindergartens", "09.1"))),
    ("Water", (("Water supply", "06.3"), ("Waste water", "05.2"))),
    ("University", (("Teaching", "09.4"), ("Campus", "09.5"))),
    ("Roads", (("Road maintenance", "04.5"), ("Road building", "04.5"))),
    ("Municipality", (("Administration", "01.1"), ("Town services", "06.2"), ("Waste", "05.1"), ("Families", "10.4"))),
    ("", (("Services to the public", "01.3"), ("Administration", "01.1"))),
)  # fmt: skip


def tasks(name: str) -> tuple[Task, ...]:
    """Give what a body does, by its name."""
    if name.startswith("Ministry"):
        for portfolio, found in _MINISTRIES.items():
            if portfolio in name:
                return found
    return next(found for word, found in _BODIES if word in name)


def heading(cpv: str) -> Heading:
    """Give the heading that pays for what a CPV code names."""
    return DIVISION_HEADINGS.get(cpv[:2], SERVICES)
