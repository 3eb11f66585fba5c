"""Reports to the financial intelligence unit: valid, about real payments, mostly false alarms."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from euthyna.simulation.building import build
from euthyna.simulation.country.accounts import CASH_THRESHOLD
from euthyna.simulation.country.crossings import RATES
from euthyna.simulation.country.province import Province
from euthyna.simulation.country.reporting import LONGEST_DELAY, MOST_PAYMENTS
from euthyna.simulation.published.goaml import CUSTOMS, UNKNOWN, reports
from euthyna.simulation.published.piece import Piece


@pytest.fixture(scope="module")
def province() -> Province:
    return build(seed=8, number=1, processes=250)


@pytest.fixture(scope="module")
def written(province: Province) -> list[Piece]:
    return list(reports(province))


def _schema(folder: Path) -> etree.XMLSchema:
    file = folder / "aml" / "goaml" / "fiu_5.0.1" / "goAMLSchema.xsd"
    return etree.XMLSchema(etree.parse(file))


@pytest.mark.shared_data
def test_every_report_is_valid(written: list[Piece], shared_data: Path) -> None:
    schema = _schema(shared_data)
    for piece in written:
        schema.assertValid(etree.fromstring(piece.content))


@pytest.mark.shared_data
def test_a_spoilt_report_is_not_valid(written: list[Piece], shared_data: Path) -> None:
    root = etree.fromstring(written[0].content)
    root.remove(root.find("report_indicators"))
    assert not _schema(shared_data).validate(root)


def test_the_order_of_a_report_is_that_of_the_schema(written: list[Piece]) -> None:
    for piece in written:
        root = etree.fromstring(piece.content)
        tags = list(dict.fromkeys(child.tag for child in root))
        assert tags[:9] == [
            "schema_version", "rentity_id", "rentity_branch", "submission_code", "report_code",
            "entity_reference", "submission_date", "currency_code_local", "reporting_user_code",
        ]  # fmt: skip
        assert tags[-1] == "report_indicators"
        assert piece.path.endswith(f"/{root.findtext('entity_reference')}.xml")


def test_transactions_are_payments(province: Province, written: list[Piece]) -> None:
    known = {payment.id: payment for payment in province.payments}
    seen = 0
    for piece in written:
        if piece.path.startswith("reports/icr/"):
            continue
        for transaction in etree.fromstring(piece.content).iter("transaction"):
            payment = known[transaction.findtext("transactionnumber")]
            assert transaction.findtext("amount_local") == f"{payment.cents / 100:.2f}"
            accounts = [found.findtext("account") for found in transaction.iter("from_account")]
            assert accounts == [payment.payer] * bool(payment.payer)
            seen += 1
    assert seen > len(written)


def test_cash_found_at_the_border_is_reported_by_customs(
    province: Province, written: list[Piece]
) -> None:
    found = {c.id: c for c in province.crossings if c.regime == "found"}
    reports = [etree.fromstring(p.content) for p in written if p.path.startswith("reports/icr/")]
    assert {root.findtext("transaction/transactionnumber") for root in reports} == set(found)
    for root in reports:
        crossing = found[root.findtext("transaction/transactionnumber")]
        cents = crossing.found * RATES[crossing.currency] // 1000
        assert root.findtext("rentity_id") == CUSTOMS.code
        assert root.findtext("transaction/amount_local") == f"{cents / 100:.2f}"
        assert root.findtext("transaction/date_transaction") < root.findtext("submission_date")


def test_kinds_are_those_of_the_country(province: Province) -> None:
    kinds = Counter(report.kind for report in province.reports)
    assert kinds["STR"] > kinds["SAR"] > 0
    assert kinds["CTR"] > 0
    assert kinds["ICR"] > 0
    for report in province.reports:
        if report.kind == "CTR":
            assert all(p.channel == "CASH" and p.cents >= CASH_THRESHOLD for p in report.payments)
        else:
            assert len(report.payments) <= MOST_PAYMENTS
            days = (report.filed - report.payments[-1].at) // 1440
            assert 0 <= days <= LONGEST_DELAY + 5


def test_most_alarms_are_false_and_some_are_not(province: Province) -> None:
    told = {row.id for row in province.planted if row.kind == "report"}
    filed = {report.id for report in province.reports if report.kind != "CTR"}
    assert told <= filed
    assert 0 < len(told) < len(filed) / 2


def test_a_country_in_no_list_is_unknown(written: list[Piece]) -> None:
    codes = {
        element.text
        for piece in written
        for element in etree.fromstring(piece.content).iter("country_code", "from_country")
    }
    assert UNKNOWN in codes
    assert "XA" not in codes


def test_a_report_counts_what_happened_in_good_grammar(province: Province) -> None:
    told = [report for report in province.reports if report.kind in {"STR", "SAR"}]
    assert told
    for report in told:
        assert not re.search(r"\b0 (payment|item|virement)|\b1 \w+s\b|[{}]", report.reason), (
            report.reason
        )
        latin = report.reason.isascii() or " au " in report.reason
        assert latin == (report.action.isascii() or report.action[:2] in {"Le", "De"})
