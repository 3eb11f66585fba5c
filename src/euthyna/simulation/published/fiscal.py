"""The accounts as a Fiscal Data Package: one package for the country, provinces add rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import orjson

from euthyna.simulation.basis import dates
from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.basis.noise import vary
from euthyna.simulation.country import chart
from euthyna.simulation.country.books import (
    Adjustment,
    Arrears,
    BudgetLine,
    Commitment,
    Finding,
    FiscalReport,
    Invoice,
    Spending,
)
from euthyna.simulation.country.province import Province
from euthyna.simulation.published.fiscal_package import TABLES, descriptor
from euthyna.simulation.published.piece import Piece

Row = tuple[str, ...]

_EARLIEST = 200
_DAYS = tuple(dates.stamp(day * 1440, offset="")[:10] for day in range(-_EARLIEST, 2600))
"""Dates of days before and after the beginning: there are many to write."""

_NAMING = 861
"""Purpose of a random stream."""
_NEVER, _REDACTED, _VARIED, _SLIP = 0.2, 0.01, 0.14, 0.01
"""How often a body names no payee's id, a payee is not shown, a body writes a firm in its own way,
and somebody mistypes."""


def fiscal(province: Province) -> Iterator[Piece]:
    """Write budget, spending, invoices, reports and audits, and once what the columns mean."""
    books = province.books
    if province.number == 0:
        package = orjson.dumps(descriptor(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        yield Piece("fiscal/datapackage.json", package, alone=True)
    yield _piece("budget", map(_budget, books.lines))
    yield _piece("adjustments", map(_adjustment, books.adjustments))
    yield _piece("commitments", map(_commitment, books.commitments))
    yield _piece("invoices", map(_invoice, books.invoices))
    yield _piece("spending", _spending(province))
    yield _piece("arrears", map(_arrears, books.arrears))
    yield _piece("reports", map(_report, books.reports))
    yield _piece("findings", map(_finding, books.findings))


def _piece(table: str, rows: Iterable[Row]) -> Piece:
    head = ",".join(column.name for column in TABLES[table].columns) + "\n"
    text = "".join([",".join(row) + "\n" for row in rows])
    return Piece(f"fiscal/{table}.csv", text.encode(), head=head.encode())


def quoted(text: str) -> str:
    """Write a text as a field of CSV."""
    if "," in text or '"' in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def _money(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def _day(at: int | None) -> str:
    return "" if at is None else _DAYS[at // 1440 + _EARLIEST]


def _budget(line: BudgetLine) -> Row:
    group = line.programme.cofog
    source = chart.SOURCES[line.source]
    return (
        line.id,
        str(line.year),
        line.body.id,
        quoted(line.body.name),
        line.programme.code,
        quoted(line.programme.label),
        line.programme.region,
        group[:2],
        quoted(chart.COFOG[group[:2]]),
        group,
        quoted(chart.COFOG[group]),
        line.heading.gfsm,
        quoted(line.heading.gfsm_label),
        line.heading.code,
        quoted(line.heading.label),
        source[0],
        source[1],
        _money(line.proposed),
        _money(line.approved),
        _money(line.adjusted),
        _money(line.executed),
    )


def _adjustment(change: Adjustment) -> Row:
    return (
        change.id,
        _day(change.at),
        str(change.year),
        change.kind,
        change.taken.id if change.taken else "",
        change.given.id if change.given else "",
        _money(change.cents),
        quoted(change.decision),
        _day(change.decided) if change.decision else "",
        quoted(change.words),
    )


def _commitment(one: Commitment) -> Row:
    return (
        one.id,
        _day(one.at),
        one.line.body.id,
        one.line.id,
        one.supplier,
        one.ocid,
        one.contract,
        _money(one.cents),
    )


def _invoice(invoice: Invoice) -> Row:
    return (
        invoice.id,
        invoice.line.body.id,
        invoice.supplier,
        quoted(invoice.number),
        invoice.commitment.id if invoice.commitment else "",
        invoice.line.id,
        _day(invoice.issued),
        _day(invoice.registered),
        _day(invoice.due),
        _money(invoice.cents),
        invoice.status,
        _day(invoice.paid) if invoice.status == "paid" else "",
    )


def _spending(province: Province) -> Iterator[Row]:
    draws = province.draws(_NAMING)
    known = {firm.id: firm.name for firm in province.firms.values()}
    for market in province.country.markets:
        known.update({supplier.id: supplier.name for supplier in market.suppliers})
    identifies = {body.id: 0.0 if draws.chance(_NEVER) else 0.95 for body in province.books.bodies}
    written: dict[tuple[str, str], str] = {}
    for spending in province.books.spending:
        body, payee = spending.line.body.id, spending.payee
        name = spending.payee_name or known.get(payee, "")
        if payee:
            name = _written(draws, written, (body, payee), name)
        shown = payee if draws.chance(identifies[body]) else ""
        if draws.chance(_REDACTED):
            name, shown = "REDACTED PERSONAL DATA", ""
        yield _spent(spending, shown, name)


def _written(
    draws: Draws, written: dict[tuple[str, str], str], pair: tuple[str, str], name: str
) -> str:
    """Write a payee as the body always writes it, or, at times, otherwise."""
    if pair not in written:
        written[pair] = vary(draws, name, kind="firm") if draws.chance(_VARIED) else name
    return vary(draws, name, kind="firm") if draws.chance(_SLIP) else written[pair]


def _spent(spending: Spending, payee: str, name: str) -> Row:
    contract = spending.commitment if spending.cites else None
    return (
        spending.id,
        _day(spending.at),
        spending.line.body.id,
        spending.line.id,
        payee,
        quoted(name),
        _money(spending.cents),
        quoted(spending.words),
        contract.ocid if contract else "",
        contract.contract if contract else "",
        contract.id if contract else "",
        spending.invoice.id if spending.invoice else "",
        quoted(spending.basis),
        spending.payment,
    )


def _arrears(one: Arrears) -> Row:
    return (
        one.id,
        one.body.id,
        _day(one.day),
        _day(one.published) if one.published < dates.HORIZON else "",
        _money(one.owed),
        _money(one.old),
        str(one.invoices),
    )


def _report(one: FiscalReport) -> Row:
    return (
        one.id,
        one.publisher,
        quoted(one.publisher_name),
        one.kind,
        one.period,
        _day(one.due),
        _day(one.published),
        _day(one.announced),
        quoted(one.words),
    )


def _finding(one: Finding) -> Row:
    return (
        one.id,
        one.body.id,
        quoted(one.body.name),
        str(one.year),
        _day(one.at),
        one.topic,
        quoted(one.words),
        quoted(one.advice),
        one.weight,
        _money(one.cents) if one.cents else "",
        _day(one.deadline),
        _day(one.responded),
        quoted(one.response),
        one.status,
        _day(one.checked),
        one.repeats.id if one.repeats else "",
    )
