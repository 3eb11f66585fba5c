"""The last step of a province: its public accounts, from budgets to audits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from euthyna.simulation.country import (
    arrears,
    audits,
    budgets,
    disclosures,
    diversions,
    housekeeping,
    outlays,
)
from euthyna.simulation.country.books import Books
from euthyna.simulation.country.diversions import Plot
from euthyna.simulation.country.province import Province


def build(province: Province) -> None:
    """Keep the books of the province, and plant what is hidden in them.

    Parameters
    ----------
    province
        With its deals and, where there are any, the treasuries' payments.
    """
    desk = outlays.open_desk(province)
    if not desk.bodies:
        return
    outlays.contracts(desk)
    housekeeping.keep(desk)
    plots = [*diversions.spend(desk)]
    budgets.close(desk)
    diversions.move(desk, plots)
    plots += arrears.plant(desk)
    plots += disclosures.report(desk)
    plots += audits.audit(desk, plots)
    _number(province.number, province.books)
    for count, plot in enumerate(plots, 1):
        _note(province, plot, count)


class _Numbered(Protocol):
    id: str


def _number(province: int, books: Books) -> None:
    """Give ids in the order in which things happened."""
    books.commitments.sort(key=lambda one: (one.at, one.ocid, one.contract))
    books.invoices.sort(key=lambda one: (one.registered, one.supplier, one.number, one.cents))
    books.spending.sort(key=lambda one: (one.at, one.line.id, one.payee, one.cents))
    books.adjustments.sort(key=lambda one: (one.at, _lines(one.taken, one.given), one.cents))
    books.reports.sort(key=lambda one: (one.due, one.publisher, one.kind, one.period))
    books.arrears.sort(key=lambda one: (one.day, one.body.id))
    books.findings.sort(key=lambda one: (one.at, one.body.id, one.topic, one.cents))
    books.lines.sort(key=lambda one: one.id)
    for letters, things in (
        ("CM", books.commitments),
        ("IN", books.invoices),
        ("SP", books.spending),
        ("AD", books.adjustments),
        ("FR", books.reports),
        ("AR", books.arrears),
        ("FI", books.findings),
    ):
        _count(f"{letters}-{province:04d}", things)


def _lines(*lines: object) -> str:
    return " ".join(str(getattr(line, "id", "")) for line in lines)


def _count(start: str, things: Iterable[_Numbered]) -> None:
    for number, thing in enumerate(things, 1):
        thing.id = f"{start}-{number:06d}"


def _note(province: Province, plot: Plot, count: int) -> None:
    episode = province.plant(
        plot.scheme,
        f"{plot.scheme}-{count}",
        difficulty=plot.difficulty,
        parameters=plot.parameters,
    )
    for role, kind, thing, at in plot.cast:
        episode.note(role, kind, thing if isinstance(thing, str) else thing.id, at=at)
