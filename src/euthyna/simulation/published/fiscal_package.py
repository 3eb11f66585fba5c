"""The descriptor of the Fiscal Data Package: tables, columns and what they mean.

It has the logical model of version 0.3 (measures with a phase, dimensions with a type) and the
column types of version 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from euthyna.simulation.basis.markets import MAIN_CURRENCY

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    words: str
    type: str = "string"
    meaning: str = ""
    """The column type of the Fiscal Data Package, where there is one."""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A file of the package; its first column is its key."""

    title: str
    columns: tuple[Column, ...]
    points: tuple[tuple[str, str], ...] = ()
    """Columns that name a row of another table."""


_ADMIN = "administrative-classification:generic"
_COFOG = "functional-classification:cofog"
_ECONOMIC = "economic-classification"


def _id(words: str, meaning: str = "") -> Column:
    return Column("id", words, meaning=meaning, required=True)


def _money(name: str, words: str, meaning: str = "value") -> Column:
    return Column(name, words, "number", meaning)


def _date(name: str, words: str, meaning: str = "date:generic") -> Column:
    return Column(name, words, "date", meaning)


def _body() -> Column:
    return Column("body_id", "The public body", meaning="administrator:generic:id", required=True)


def _line() -> Column:
    return Column("budget_line_id", "A row of budget.csv", meaning="budget-line-id")


TABLES: dict[str, Table] = {
    "budget": Table(
        "Budget by body, programme, function, economic class and source; the first half of 2022 "
        "and small amounts are in executed but in no row of spending",
        (
            _id("The budget line", "budget-line-id"),
            Column("fiscal_year", "Calendar year", "integer", "date:fiscal-year", required=True),
            Column("body_id", "The public body", meaning=f"{_ADMIN}:code", required=True),
            Column("body", "Its name", meaning=f"{_ADMIN}:label"),
            Column("programme_code", "The programme", meaning="activity:generic:program:code"),
            Column("programme", "Its name", meaning="activity:generic:program:label"),
            Column("region", "Where the money is spent", meaning="geo-source:target:code"),
            Column("cofog_division", "COFOG division", meaning=f"{_COFOG}:division:code"),
            Column("cofog_division_label", "Its name", meaning=f"{_COFOG}:division:label"),
            Column("cofog_group", "COFOG group", meaning=f"{_COFOG}:group:code"),
            Column("cofog_group_label", "Its name", meaning=f"{_COFOG}:group:label"),
            Column("gfsm", "Class of GFSM 2014", meaning=f"{_ECONOMIC}:gfsm:level1:code"),
            Column("gfsm_label", "Its name", meaning=f"{_ECONOMIC}:gfsm:level1:label"),
            Column(
                "economic_code", "National chart of accounts", meaning=f"{_ECONOMIC}:generic:code"
            ),
            Column("economic", "Its name", meaning=f"{_ECONOMIC}:generic:label"),
            Column("source_code", "Where the money comes from", meaning="fin-source:generic:code"),
            Column("source", "Its name", meaning="fin-source:generic:label"),
            _money("proposed", "Proposed by the government"),
            _money("approved", "Voted by parliament"),
            _money("adjusted", "With all changes within the year"),
            _money("executed", "Spent"),
        ),
    ),
    "adjustments": Table(
        "Changes of the budget within the year",
        (
            _id("The change"),
            _date("date", "When it was entered"),
            Column("fiscal_year", "Calendar year", "integer", "date:fiscal-year"),
            Column("kind", "virement, supplementary, reduction or reserve"),
            Column("from_line_id", "The line that gives"),
            Column("to_line_id", "The line that gets"),
            _money("amount", "How much", "budgetary-transfers"),
            Column("decision", "Number and source of the decision"),
            _date("decision_date", "When it was decided"),
            Column("reason", "As given by the body"),
        ),
        (("from_line_id", "budget"), ("to_line_id", "budget")),
    ),
    "commitments": Table(
        "Money set aside for contracts",
        (
            _id("The commitment", "transaction-id:purchase-order"),
            _date("date", "When it was entered"),
            _body(),
            _line(),
            Column("supplier_id", "The contractor", meaning="supplier:generic:id"),
            Column("ocid", "The contracting process", meaning="transaction-id:tender-id"),
            Column("contract_id", "The contract in it", meaning="activity:generic:contract:code"),
            _money("amount", "The contract's worth"),
        ),
        (("budget_line_id", "budget"),),
    ),
    "invoices": Table(
        "Invoices in the register of the treasury",
        (
            _id("The invoice in the register", "transaction-id:invoice-id"),
            _body(),
            Column("supplier_id", "Who sent it", meaning="supplier:generic:id"),
            Column("invoice_number", "The supplier's number"),
            Column("commitment_id", "A row of commitments.csv"),
            _line(),
            _date("issued", "The date on the invoice"),
            _date("registered", "When the body entered it"),
            _date("due", "When it must be paid"),
            _money("amount", "How much is asked for"),
            Column("status", "paid, approved, disputed or rejected"),
            _date("paid", "When it was paid", "date:fiscal:final-payment"),
        ),
        (("commitment_id", "commitments"), ("budget_line_id", "budget")),
    ),
    "spending": Table(
        "Payments since 1 July 2022",
        (
            _id("The payment", "transaction-id:code"),
            _date("date", "When it was paid"),
            _body(),
            _line(),
            Column("payee_id", "Who got it", meaning="supplier:generic:id"),
            Column("payee", "As written by the body", meaning="supplier:generic:name"),
            _money("amount", "How much"),
            Column("description", "What for", meaning="unknown:string"),
            Column("ocid", "The contracting process", meaning="transaction-id:tender-id"),
            Column("contract_id", "The contract in it", meaning="transaction-id:contract-id"),
            Column("commitment_id", "A row of commitments.csv"),
            Column("invoice_id", "A row of invoices.csv", meaning="transaction-id:invoice-id"),
            Column("basis", "The ground: contract, older contract, framework, order, payroll ..."),
            Column("payment_id", "Id of the bank's payment"),
        ),
        (
            ("budget_line_id", "budget"),
            ("commitment_id", "commitments"),
            ("invoice_id", "invoices"),
        ),
    ),
    "arrears": Table(
        "Invoices unpaid 30 days after they were due, as bodies state them every quarter",
        (
            _id("The statement"),
            _body(),
            _date("as_of", "The end of the quarter"),
            _date("published", "When it was published"),
            _money("amount", "All that is in arrears"),
            _money("amount_over_90_days", "Of which older than 90 days"),
            Column("invoices", "How many", "integer"),
        ),
    ),
    "reports": Table(
        "Documents on public money: when they were due and published",
        (
            _id("The document"),
            Column("publisher_id", "Who publishes", required=True),
            Column("publisher", "Its name"),
            Column("kind", "One of the eight key budget documents, or an annual statement"),
            Column("period", "Year, month or quarter that it is about"),
            _date("due", "The last day by law"),
            _date("published", "Empty: not yet"),
            _date("delay_announced", "When a delay was announced"),
            Column("note", "As given by the publisher"),
        ),
    ),
    "findings": Table(
        "What auditors found and what became of it",
        (
            _id("The finding"),
            _body(),
            Column("body", "Its name"),
            Column("year", "The audited year", "integer"),
            _date("date", "When it was published"),
            Column("topic", "The field"),
            Column("finding", "What was found"),
            Column("recommendation", "What was advised"),
            Column("weight", "high, medium or low"),
            _money("amount", "Where one can be named"),
            _date("deadline", "Until when to follow the advice"),
            _date("responded", "When the body answered"),
            Column("response", "What it answered"),
            Column("status", "As known at the last follow-up"),
            _date("checked", "When the auditors looked again"),
            Column("repeats_id", "An earlier finding that this one repeats"),
        ),
        (("repeats_id", "findings"),),
    ),
}
"""In the order of the package."""


def descriptor() -> Json:
    """Give ``datapackage.json``."""
    return {
        "name": "karvelia-public-finance",
        "title": "Public finance of Karvelia",
        "description": "Budgets, spending, arrears, reports and audits of an invented country.",
        "profile": "fiscal-data-package",
        "profiles": {"fiscal": "*", "tabular": "*"},
        "license": "CC0-1.0",
        "countryCode": "XA",
        "granularity": "transactional",
        "fiscalPeriod": {"start": "2022-01-01", "end": "2025-12-31"},
        "resources": [_resource(name, table) for name, table in TABLES.items()],
        "model": {"measures": _measures(), "dimensions": _dimensions()},
    }


def _resource(name: str, table: Table) -> Json:
    schema: Json = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": [table.columns[0].name],
        "missingValues": [""],
    }
    if table.points:
        schema["foreignKeys"] = [
            {"fields": column, "reference": {"resource": "" if to == name else to, "fields": "id"}}
            for column, to in table.points
        ]
    return {
        "name": name,
        "title": table.title,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column) -> Json:
    field: Json = {"name": column.name, "type": column.type, "description": column.words}
    if column.meaning:
        field["columnType"] = column.meaning
    if column.required:
        field["constraints"] = {"required": True}
    return field


def _measures() -> Json:
    phases = ("proposed", "approved", "adjusted", "executed")
    measures = {phase: _measure(phase, "budget", phase) for phase in phases}
    measures["paid"] = _measure("amount", "spending", "executed")
    return measures


def _measure(source: str, resource: str, phase: str) -> Json:
    return {
        "source": source,
        "resource": resource,
        "currency": MAIN_CURRENCY,
        "direction": "expenditure",
        "phase": phase,
    }


def _dimensions() -> Json:
    return {
        "date": _dimension("datetime", year="fiscal_year"),
        "administrator": _dimension("entity", id="body_id", title="body"),
        "program": _dimension("activity", id="programme_code", title="programme"),
        "cofog": {
            "dimensionType": "classification",
            "classificationType": "functional",
            "primaryKey": "code",
            "attributes": {
                "division": {"source": "cofog_division"},
                "division_label": {"source": "cofog_division_label", "labelfor": "division"},
                "code": {"source": "cofog_group", "parent": "division"},
                "label": {"source": "cofog_group_label", "labelfor": "code"},
            },
        },
        "gfsm": _classified("gfsm", "gfsm_label"),
        "chart-of-accounts": _classified("economic_code", "economic"),
        "account": _dimension("entity", id="source_code", title="source"),
        "region": _dimension("location", title="region"),
        "supplier": {
            "dimensionType": "entity",
            "primaryKey": "title",
            "attributes": {
                "id": {"source": "payee_id", "resource": "spending"},
                "title": {"source": "payee", "resource": "spending"},
            },
        },
    }


def _dimension(kind: str, **attributes: str) -> Json:
    return {
        "dimensionType": kind,
        "primaryKey": next(iter(attributes)),
        "attributes": {name: {"source": column} for name, column in attributes.items()},
    }


def _classified(code: str, label: str) -> Json:
    found = _dimension("classification", code=code, label=label)
    found["classificationType"] = "economic"
    found["attributes"]["label"]["labelfor"] = "code"
    return found
