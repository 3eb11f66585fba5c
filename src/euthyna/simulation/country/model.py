"""People, firms and what connects them; what they do with money.

Moments are minutes after midnight of 1 July 2022, as in `basis.dates`; days are such days; money
is in cents.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple


@dataclass(slots=True)
class Person:
    """A natural person."""

    id: str
    """In the register of residents, or of another country."""
    name: str
    """As the person writes it."""
    born: str
    """ISO date."""
    nationality: str
    """ISO 3166-1 alpha-2; XA is the invented country."""
    address: dict[str, str]
    """As in OCDS."""
    telephone: str
    email: str
    other_names: tuple[str, ...] = ()
    """In other scripts, before marriage, and so on."""
    income: int = 0
    """Cents a month."""


@dataclass(slots=True)
class Firm:
    """A legal entity: supplier, holding, shell, bank, charity."""

    id: str
    """As in OCDS parties; of a foreign one, its register's."""
    name: str
    jurisdiction: str
    """ISO 3166-1 alpha-2."""
    founded: str
    """ISO date."""
    activity: str
    """NACE class."""
    address: dict[str, str]
    telephone: str
    email: str
    employees: int = 1
    dissolved: str = ""
    other_names: tuple[str, ...] = ()
    supplier: bool = False
    """Whether it bids for public contracts."""
    form: str = "limited company"
    """Legal form, in the words of the register."""
    kind: str = "firm"
    """firm, holding, shell, agent, landlord, foundation, listed or state-body; a state-body may be
    a buyer that owns a firm."""
    capital: int = 1_000_000
    """Paid in, in cents."""
    changes: tuple[FirmChange, ...] = ()
    """What the register knew before, the oldest first."""


class FirmChange(NamedTuple):
    """That the entry of a firm was changed."""

    day: str
    """ISO date of the change."""
    name: str
    """Until then."""
    address: dict[str, str]
    """Until then."""


class ShareChange(NamedTuple):
    """That a share was another one before."""

    day: str
    """ISO date of the change."""
    low: int
    """Until then."""
    high: int
    """Until then."""


@dataclass(slots=True)
class Interest:
    """That somebody owns, controls or manages a firm."""

    id: str
    firm: str
    party: str
    """A person or a firm; empty where it is not known, and then `unknown` says why."""
    kind: str
    """As in the interestType code list of BODS."""
    low: int = 0
    """Share in hundredths of a per cent, at least."""
    high: int = 0
    """At most; the same as `low` where it is exact."""
    since: str = ""
    until: str = ""
    unknown: str = ""
    """As in the unspecifiedReason code list of BODS; with a party, the register keeps who it is
    to itself."""
    record: str = ""
    """Under which of `Province.duplicates` the party is entered; empty for its own record."""
    changes: tuple[ShareChange, ...] = ()
    """The oldest first."""


@dataclass(slots=True)
class Tie:
    """That two people are relatives or associates."""

    one: str
    other: str
    kind: str
    """Spouse, child, parent, sibling, associate."""


@dataclass(slots=True)
class Office:
    """A public function that somebody holds."""

    id: str
    person: str
    body: str
    """The buyer's id, or the name of a body that buys nothing."""
    title: str
    since: str
    until: str = ""
    process: str = ""
    """The ocid, for a seat on the committee that evaluates one tender."""


@dataclass(slots=True)
class Listing:
    """That a list names somebody."""

    id: str
    register: str
    """Which list."""
    subject: str
    """Whom it means; the list itself may not know."""
    name: str
    """As it is written there."""
    ground: str
    since: str
    until: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    """What else the list says, by FollowTheMoney property."""


@dataclass(slots=True)
class Account:
    """A bank account."""

    id: str
    """IBAN."""
    holder: str
    bank: str
    """BIC."""
    opened: int
    """Day."""
    currency: str = "EUR"
    names: tuple[str, ...] = ()
    """The holder as the bank writes it, and then as those write it who pay to it."""
    country: str = "XA"
    """Of the bank."""


@dataclass(slots=True)
class Payment:
    """Money from one account to another."""

    id: str
    at: int
    payer: str
    """Account."""
    payee: str
    """Account."""
    cents: int
    currency: str
    purpose: str
    channel: str
    """TRANSFER, CASH, CARD, CHEQUE."""
    reference: str = ""
    """Process, contract and transaction of OCDS with strokes between, as far as they are known,
    where it pays a public contract."""
    payer_name: str = ""
    """As written in this payment only, such as who brings cash; empty is the name at the bank."""
    payee_name: str = ""
    """As written in this payment only; empty is one of the account's names."""


@dataclass(frozen=True, slots=True)
class Deal:
    """A contract as its release tells it."""

    ocid: str
    contract: str
    buyer: str
    supplier: str
    losers: tuple[str, ...]
    signed: int
    """Minutes; when the award was decided, where the date of signature is not published."""
    cents: int
    currency: str
    transactions: tuple[tuple[str, int, int], ...]
    """Id, moment and cents of each payment."""


@dataclass(frozen=True, slots=True)
class Planted:
    """One record that takes part in a planted scheme or an innocent look-alike."""

    scheme: str
    """In kebab case; look-alikes begin with ``innocent-``."""
    instance: str
    """Tells the instances of a scheme apart."""
    role: str
    """What it does in the scheme, such as ``winner`` or ``pass-through-account``."""
    kind: str
    """What it is: process, contract, party, statement, listing, office, declaration, account,
    payment, report, budget-line, budget-adjustment, spending-line, invoice, fiscal-report,
    arrears-statement, finding, trade-declaration, cash-declaration."""
    id: str
    """As in the published file."""
    at: int
    """When it happened or was published."""
    difficulty: int = 2
    """1 stands out, 2 needs two sources or a sequence, 3 is hidden on purpose."""
    parameters: tuple[tuple[str, float | int | str], ...] = ()
    """How strongly the scheme was played."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A second record of somebody whom the register has already, in another spelling."""

    id: str
    subject: str
    """The person or firm."""
    name: str
    born: str
    """As declared this time: a date, a month, a year or nothing."""


class Debarrable(NamedTuple):
    """A firm that a debarment list is to name."""

    firm: str
    day: int
    """When it is debarred."""


class Capture(NamedTuple):
    """An official who is behind a firm that sells to the official's own office."""

    person: str
    """Who is to hold an office of the buyer."""
    buyer: str
    how: str
    """chain, relative or nominee."""
    firm: str
    day: int
    """Since when; the office is held before."""
    instance: str
    """Of the scheme ``official-owns-bidder`` in the ground truth."""
    through: tuple[str, ...]
    """The persons and firms between the two, the nearest to the official first."""


class Employment(NamedTuple):
    """That somebody worked for a firm before, as a declaration may say."""

    person: str
    firm: str
    since: str
    until: str


class Recusal(NamedTuple):
    """That an official stayed out of a process because of an interest."""

    person: str
    process: str
    firm: str
    day: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a bank, or a customs office, reports to the financial intelligence unit."""

    id: str
    kind: str
    """STR, SAR, CTR or ICR, as goAML calls them."""
    bank: str
    """BIC of who reports; empty for customs."""
    filed: int
    """Moment."""
    account: str
    """Of the customer it is about; empty for a batch."""
    payments: tuple[Payment, ...]
    reason: str
    action: str


@dataclass(slots=True)
class Shipment:
    """Goods that crossed the border, as declared to customs."""

    id: str
    """Of the declaration."""
    at: int
    direction: str
    """import or export."""
    trader: str
    """The firm of this country."""
    trader_name: str
    """As written in the declaration."""
    partner_name: str
    country: str
    """Of the partner; ISO 3166-1 alpha-2."""
    code: str
    """Six digits of the Harmonized System."""
    words: str
    tenths: int
    """How many tenths of the unit."""
    unit: str
    """Code of UN/CEFACT Recommendation 20."""
    cents: int
    """What was invoiced."""
    freight: int
    """Cents on top."""
    currency: str
    invoice: str
    office: str


@dataclass(slots=True)
class Crossing:
    """Cash that somebody carried or sent over the border."""

    id: str
    """Of the declaration."""
    at: int
    direction: str
    """entry or exit."""
    regime: str
    """declared by who carried it, disclosed by who sent it, or found ex officio."""
    person: str
    """A resident's id; empty for a foreigner."""
    name: str
    """As written in the declaration."""
    born: str
    nationality: str
    address: str
    document: str
    """Number of the passport or the identity card."""
    point: str
    mode: str
    """air, road, rail, sea, post or freight."""
    vehicle: str
    """Flight, plate or ship."""
    country: str
    """Where the journey comes from or goes to."""
    cents: int
    """Declared; 0 where nothing was."""
    currency: str
    provenance: str
    use: str
    owner: str = ""
    """A firm's or a person's id; empty for whoever carries it."""
    owner_name: str = ""
    found: int = 0
    """Cents that customs counted, where they did."""
    seized: int = 0
