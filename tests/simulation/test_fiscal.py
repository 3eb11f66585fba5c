"""The public accounts: a package whose numbers agree, and what is planted in it."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from euthyna.simulation import tendering
from euthyna.simulation.basis.dates import HORIZON
from euthyna.simulation.building import build
from euthyna.simulation.country import chart
from euthyna.simulation.country.diversions import ELECTION
from euthyna.simulation.country.fiscal import build as build_accounts
from euthyna.simulation.country.model import Planted
from euthyna.simulation.country.population import populate
from euthyna.simulation.country.province import Province
from euthyna.simulation.published.fiscal import fiscal, quoted
from euthyna.simulation.published.fiscal_package import TABLES, descriptor

SHARED = Path(__file__).parents[3] / "shared" / "data" / "public"
COLUMN_TYPES = SHARED / "specs" / "os-types.json"
COFOG = SHARED / "classif" / "cofog.csv"

Rows = list[dict[str, str]]

SCHEMES = {
    "budget-reallocation-after-election",
    "year-end-splurge",
    "spending-without-contract",
    "arrears-hidden",
    "invoices-shifted-to-next-year",
    "report-published-late",
    "audit-finding-ignored",
    "innocent-disaster-reallocation",
    "innocent-delivery-peak",
    "innocent-framework-calls",
    "innocent-disputed-invoices",
    "innocent-system-migration",
    "innocent-slow-remedy",
}


@pytest.fixture(scope="module")
def province() -> Province:
    """Give a small province that knows its contracts and no bank."""
    return _province(number=0, processes=100)


@pytest.fixture(scope="module")
def tables(province: Province) -> dict[str, Rows]:
    """Read back what it publishes."""
    found: dict[str, Rows] = {}
    for piece in fiscal(province):
        if piece.path.endswith(".csv"):
            text = (piece.head + piece.content + piece.tail).decode()
            rows = list(csv.reader(io.StringIO(text), strict=True))
            assert all(len(row) == len(rows[0]) for row in rows), piece.path
            name = piece.path.removeprefix("fiscal/").removesuffix(".csv")
            found[name] = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    return found


def test_the_package_describes_exactly_the_files_that_are_written(tables: dict[str, Rows]) -> None:
    package = descriptor()
    assert {r["name"] for r in package["resources"]} == set(tables)
    for resource in package["resources"]:
        columns = [field["name"] for field in resource["schema"]["fields"]]
        assert columns == list(tables[resource["name"]][0]), resource["name"]
        assert resource["path"] == f"{resource['name']}.csv"


def test_every_value_has_the_type_that_the_package_says(tables: dict[str, Rows]) -> None:
    for name, table in TABLES.items():
        for column in table.columns:
            for row in tables[name]:
                value = row[column.name]
                assert value or not column.required, (name, column.name)
                if value and column.type == "date":
                    assert "2021" <= date.fromisoformat(value).strftime("%Y") <= "2027", value
                elif value and column.type != "string":
                    assert float(value) >= 0, (name, column.name, value)


def test_measures_and_dimensions_name_columns_that_exist() -> None:
    package = descriptor()
    columns = {
        r["name"]: {field["name"] for field in r["schema"]["fields"]} for r in package["resources"]
    }
    measures = package["model"]["measures"].values()
    assert all(m["source"] in columns[m["resource"]] for m in measures)
    assert {m["phase"] for m in measures} == {"proposed", "approved", "adjusted", "executed"}
    for name, dimension in package["model"]["dimensions"].items():
        attributes = dimension["attributes"]
        assert dimension["primaryKey"] in attributes, name
        for attribute in attributes.values():
            assert attribute["source"] in columns[attribute.get("resource", "budget")], name


def test_ids_are_unique_and_references_resolve(tables: dict[str, Rows]) -> None:
    ids = {name: [row["id"] for row in rows] for name, rows in tables.items()}
    for name, found in ids.items():
        assert found, name
        assert len(set(found)) == len(found), name
    known = {name: set(found) for name, found in ids.items()}
    for name, table in TABLES.items():
        for column, to in table.points:
            used = {row[column] for row in tables[name]} - {""}
            assert used <= known[to], (name, column)
            assert used, (name, column)


def test_changes_within_the_year_explain_every_revision(tables: dict[str, Rows]) -> None:
    net: dict[str, int] = defaultdict(int)
    for row in tables["adjustments"]:
        cents = _cents(row["amount"])
        assert cents > 0
        net[row["to_line_id"]] += cents
        net[row["from_line_id"]] -= cents
    for row in tables["budget"]:
        assert _cents(row["adjusted"]) - _cents(row["approved"]) == net[row["id"]], row


def test_payments_stay_within_what_was_executed_and_budgeted(tables: dict[str, Rows]) -> None:
    paid: dict[str, int] = defaultdict(int)
    for row in tables["spending"]:
        paid[row["budget_line_id"]] += _cents(row["amount"])
        assert row["date"][:4] == row["budget_line_id"][:4]
    for row in tables["budget"]:
        assert paid[row["id"]] <= _cents(row["executed"]) <= _cents(row["adjusted"]), row
    assert sum(paid.values()) > 0.7 * sum(_cents(r["executed"]) for r in tables["budget"])


def test_budgets_are_executed_and_revised_like_real_ones(tables: dict[str, Rows]) -> None:
    totals = Counter[str]()
    for row in tables["budget"]:
        for phase in ("approved", "adjusted", "executed"):
            totals[phase] += _cents(row[phase])
    changed = sum(row["approved"] != row["adjusted"] for row in tables["budget"])
    assert 0.24 < changed / len(tables["budget"]) < 0.42
    assert 0.85 < totals["executed"] / totals["approved"] < 1.05
    orders = Counter(r["date"][5:7] for r in tables["spending"] if r["basis"].startswith("order"))
    assert orders.most_common(1)[0][0] == "12"


def test_payments_of_contracts_agree_with_the_treasury() -> None:
    province = build(seed=11, number=0, processes=60)
    sent = {payment.id: payment for payment in province.payments}
    named = [entry for entry in province.books.spending if entry.payment]
    assert len({entry.payment for entry in named}) == len(named)
    equal = sum(sent[entry.payment].cents == entry.cents for entry in named)
    assert equal > 0.9 * len(named)
    cited = sum(bool(e.payment) for e in province.books.spending if e.commitment)
    assert cited > 0.8 * sum(bool(e.commitment) for e in province.books.spending)


def test_everything_is_planted_and_every_planted_record_is_published(
    province: Province, tables: dict[str, Rows]
) -> None:
    mine = [p for p in province.planted if p.scheme in SCHEMES]
    assert {p.scheme for p in mine} == SCHEMES
    published = {row["id"] for rows in tables.values() for row in rows}
    for record in mine:
        if record.kind != "process":
            assert record.id in published, record
        assert -200 * 1440 < record.at < HORIZON + 200 * 1440, record


def test_money_moved_after_the_election_was_moved_without_a_decision(
    province: Province, tables: dict[str, Rows]
) -> None:
    changes = {row["id"]: row for row in tables["adjustments"]}
    moved = _of(province, "budget-reallocation-after-election", "transfer-order")
    assert moved
    assert all(p.at > ELECTION for p in moved)
    assert sum(not changes[p.id]["decision"] for p in moved) >= len(moved) // 2
    relief = _of(province, "innocent-disaster-reallocation", "transfer-order")
    assert relief
    assert all(changes[p.id]["decision"] for p in relief)


def test_hidden_arrears_can_be_found_by_comparing_invoices_with_statements(
    province: Province, tables: dict[str, Rows]
) -> None:
    wrong = {p.id for p in _of(province, "arrears-hidden", "understated-arrears")}
    gaps: dict[bool, list[float]] = {True: [], False: []}
    for row in tables["arrears"]:
        owed = sum(
            _cents(i["amount"])
            for i in tables["invoices"]
            if i["body_id"] == row["body_id"]
            and i["status"] in {"paid", "approved"}
            and _days(i["due"]) + 30 <= _days(row["as_of"])
            and (not i["paid"] or i["paid"] > row["as_of"])
        )
        if owed:
            gaps[row["id"] in wrong].append(_cents(row["amount"]) / owed)
    assert max(gaps[True]) < 0.6
    assert sum(gaps[False]) / len(gaps[False]) > 0.9


def test_reports_held_back_come_after_the_election(province: Province) -> None:
    late = _of(province, "report-published-late", "late-report")
    assert late
    assert all(ELECTION < p.at < ELECTION + 60 * 1440 for p in late)


def test_nothing_is_due_or_published_after_the_end(tables: dict[str, Rows]) -> None:
    assert max(row["date"] for row in tables["spending"]) <= "2025-12-31"
    assert max(row["published"] for row in tables["reports"]) <= "2025-12-31"
    assert max(row["date"] for row in tables["findings"]) <= "2025-12-31"


def test_the_same_seed_gives_the_same_bytes(province: Province) -> None:
    again = _province(number=0, processes=100)
    assert list(fiscal(again)) == list(fiscal(province))


def test_only_the_first_province_writes_the_descriptor() -> None:
    other = _province(number=1, processes=40)
    pieces = list(fiscal(other))
    assert all(piece.path.endswith(".csv") and piece.head for piece in pieces)


def test_texts_are_quoted_where_they_must_be() -> None:
    assert quoted("plain") == "plain"
    assert quoted('a, "b"') == '"a, ""b"""'


@pytest.mark.shared_data
@pytest.mark.skipif(not COLUMN_TYPES.exists(), reason="needs ../shared/data/public/specs")
def test_column_types_are_those_of_the_standard() -> None:
    known = json.loads(COLUMN_TYPES.read_text())
    used = {c.meaning for table in TABLES.values() for c in table.columns if c.meaning}
    assert used <= set(known)


@pytest.mark.shared_data
@pytest.mark.skipif(not COFOG.exists(), reason="needs ../shared/data/public/classif")
def test_functions_are_those_of_the_united_nations() -> None:
    rows = csv.DictReader(COFOG.read_text(encoding="utf-8").splitlines())
    known = {row["Code"]: row["Description_EN"].replace("  (CS)", "") for row in rows}
    assert chart.COFOG.items() <= known.items()


def _province(*, number: int, processes: int) -> Province:
    country = populate(seed=11, processes=processes, province=number)
    made = Province(11, number, processes, country)
    tendering.tender(made)
    build_accounts(made)
    return made


def _of(province: Province, scheme: str, role: str) -> list[Planted]:
    return [p for p in province.planted if p.scheme == scheme and p.role == role]


def _cents(amount: str) -> int:
    whole, _, part = amount.partition(".")
    return int(whole) * 100 + int(part)


def _days(text: str) -> int:
    return date.fromisoformat(text).toordinal()
