"""The public accounts of a province: what was planned, owed, paid, reported and found."""

from __future__ import annotations

from dataclasses import dataclass, field

from euthyna.simulation.country.chart import Heading


@dataclass(slots=True, eq=False)
class Programme:
    """What a body gets money for, in one region."""

    code: str
    label: str
    cofog: str
    region: str


@dataclass(slots=True, eq=False)
class Body:
    """A public body that has a budget: a buyer."""

    id: str
    name: str
    region: str
    programmes: tuple[Programme, ...]
    volume: int
    """What it pays its contractors in a year, about."""


@dataclass(slots=True, eq=False)
class BudgetLine:
    """What a body may spend in a year under one heading for one programme from one source."""

    body: Body
    year: int
    programme: Programme
    heading: Heading
    source: int
    proposed: int = 0
    approved: int = 0
    adjusted: int = 0
    executed: int = 0
    itemised: int = 0
    """That part of `executed` which stands in the list of payments."""

    id: str = field(init=False)
    """As published."""

    def __post_init__(self) -> None:
        body = self.body.id.rpartition("-")[2]
        codes = (self.programme.code, self.heading.code, f"{self.source + 1}")
        self.id = ".".join((f"{self.year}", body, *codes))


@dataclass(slots=True, eq=False)
class Adjustment:
    """A change of the budget within the year."""

    at: int
    year: int
    kind: str
    """virement, supplementary, reduction, reserve."""
    cents: int
    taken: BudgetLine | None
    """None where new money comes in."""
    given: BudgetLine | None
    decision: str = ""
    """Number and body; empty where none was published."""
    decided: int = 0
    words: str = ""
    id: str = ""


@dataclass(slots=True, eq=False)
class Commitment:
    """Money set aside for a contract."""

    at: int
    line: BudgetLine
    supplier: str
    ocid: str
    contract: str
    cents: int
    id: str = ""


@dataclass(slots=True, eq=False)
class Invoice:
    """What a supplier asks for."""

    issued: int
    registered: int
    due: int
    line: BudgetLine
    supplier: str
    cents: int
    number: str
    """The supplier's own."""
    commitment: Commitment | None = None
    status: str = "paid"
    """Or approved (to be paid), disputed, rejected."""
    paid: int = 0
    id: str = ""


@dataclass(slots=True, eq=False)
class Spending:
    """A payment from a budget."""

    at: int
    line: BudgetLine
    cents: int
    payee: str
    """Id; empty where it is a person or many."""
    payee_name: str
    words: str
    commitment: Commitment | None = None
    invoice: Invoice | None = None
    basis: str = ""
    """A contract, or what stands in for it: an order, an older contract, payroll."""
    payment: str = ""
    """Id of the treasury's payment."""
    cites: bool = True
    """Whether the contract is named in what is published."""
    id: str = ""


@dataclass(slots=True, eq=False)
class Arrears:
    """What a body says that it owes and has not paid at the end of a quarter."""

    body: Body
    day: int
    """The last of the quarter."""
    published: int
    owed: int
    """Unpaid 30 days after the due date, as reported."""
    old: int
    """Of which more than 90 days."""
    invoices: int
    id: str = ""


@dataclass(slots=True, eq=False)
class FiscalReport:
    """A document on public money that is due on a day."""

    publisher: str
    publisher_name: str
    kind: str
    period: str
    due: int
    published: int | None
    announced: int | None = None
    """When a delay was announced, if it was."""
    words: str = ""
    id: str = ""


@dataclass(slots=True, eq=False)
class Finding:
    """What the auditors found, and what became of it."""

    body: Body
    year: int
    """The year that was audited."""
    at: int
    topic: str
    words: str
    advice: str
    weight: str
    """high, medium, low."""
    cents: int
    deadline: int
    responded: int | None
    response: str
    status: str
    checked: int | None
    """When the auditors looked again."""
    repeats: Finding | None = None
    id: str = ""


@dataclass(slots=True)
class Books:
    """All accounts of a province."""

    bodies: list[Body] = field(default_factory=list)
    lines: list[BudgetLine] = field(default_factory=list)
    adjustments: list[Adjustment] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    invoices: list[Invoice] = field(default_factory=list)
    spending: list[Spending] = field(default_factory=list)
    arrears: list[Arrears] = field(default_factory=list)
    reports: list[FiscalReport] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
