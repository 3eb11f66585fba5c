from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from euthyna.simulation.building import build
from euthyna.simulation.country.accounts import BANKS, TREASURY
from euthyna.simulation.country.province import Province
from euthyna.simulation.published.iso20022 import NAMESPACE, statements, transfers
from euthyna.simulation.published.payments import amount, booked_at
from euthyna.simulation.published.piece import Piece

PACS = f"{{{NAMESPACE}pacs.008.001.08}}"
CAMT = f"{{{NAMESPACE}camt.053.001.08}}"


@pytest.fixture(scope="module")
def province() -> Province:
    return build(seed=6, number=0, processes=200)


@pytest.fixture(scope="module")
def sent(province: Province) -> list[Piece]:
    return list(transfers(province))


@pytest.fixture(scope="module")
def stated(province: Province) -> list[Piece]:
    return list(statements(province))


def roots(pieces: list[Piece]) -> Iterator[ET.Element]:
    for piece in pieces:
        yield ET.fromstring(piece.content)  # noqa: S314 (written above)


def text(element: ET.Element, path: str, prefix: str) -> str:
    return element.findtext("/".join(prefix + step for step in path.split("/"))) or ""


def test_header_counts_and_adds_up(sent: list[Piece]) -> None:
    assert len(sent) > 12
    for root in roots(sent):
        inside = list(root.iter(PACS + "CdtTrfTxInf"))
        header = root.find(f".//{PACS}GrpHdr")
        assert header is not None
        assert text(header, "NbOfTxs", PACS) == str(len(inside))
        total = sum(Decimal(text(one, "IntrBkSttlmAmt", PACS)) for one in inside)
        assert Decimal(text(header, "TtlIntrBkSttlmAmt", PACS)) == total


def test_transfers_are_those_of_the_other_files(province: Province, sent: list[Piece]) -> None:
    booked = {payment.id: payment for payment in province.payments}
    found = 0
    for root in roots(sent):
        for one in root.iter(PACS + "CdtTrfTxInf"):
            payment = booked[text(one, "PmtId/UETR", PACS)]
            found += 1
            assert text(one, "IntrBkSttlmAmt", PACS) == amount(payment.cents)
            assert text(one, "DbtrAcct/Id/IBAN", PACS) == payment.payer
            number = text(one, "CdtrAcct/Id/IBAN", PACS) or text(one, "CdtrAcct/Id/Othr/Id", PACS)
            assert number == payment.payee
            assert text(one, "DbtrAgt/FinInstnId/BICFI", PACS) == BANKS[0].bic
            assert text(one, "CdtrAgt/FinInstnId/BICFI", PACS) != BANKS[0].bic
            assert len(text(one, "PmtId/EndToEndId", PACS)) in range(1, 36)
            assert text(one, "AccptncDtTm", PACS) == booked_at(payment)
    assert 0.05 < found / sum(
        p.channel == "TRANSFER"
        and province.accounts[p.payer].bank == BANKS[0].bic
        and province.accounts[p.payee].bank != BANKS[0].bic
        for p in province.payments
    ) < 0.2  # fmt: skip


def test_statements_carry_the_balance_on(stated: list[Piece]) -> None:
    accounts: dict[str, list[ET.Element]] = {}
    for root in roots(stated):
        for one in root.iter(CAMT + "Stmt"):
            accounts.setdefault(text(one, "Acct/Id/IBAN", CAMT), []).append(one)
    assert len(accounts) == 4
    for found in accounts.values():
        assert len(found) == 42
        for one in found:
            opening, closing = (Decimal(text(b, "Amt", CAMT)) for b in one.iter(CAMT + "Bal"))
            change = sum(
                Decimal(text(entry, "Amt", CAMT))
                * (1 if text(entry, "CdtDbtInd", CAMT) == "CRDT" else -1)
                for entry in one.iter(CAMT + "Ntry")
            )
            assert opening + change == closing
        for before, after in pairwise(found):
            last, first = list(before.iter(CAMT + "Bal"))[1], next(after.iter(CAMT + "Bal"))
            assert text(last, "Amt", CAMT) == text(first, "Amt", CAMT)


def test_statements_hold_all_that_was_booked(province: Province, stated: list[Piece]) -> None:
    entries: dict[str, set[str]] = {}
    for root in roots(stated):
        number = root.findtext(f".//{CAMT}Acct/{CAMT}Id/{CAMT}IBAN") or ""
        uetrs = {one.text or "" for one in root.iter(CAMT + "UETR")}
        entries.setdefault(number, set()).update(uetrs)
    assert any(entries.values())
    for number, found in entries.items():
        assert province.accounts[number].bank == TREASURY
        booked = {
            payment.id
            for payment in province.payments
            if number in {payment.payer, payment.payee} and payment.currency == "EUR"
        }
        assert found == booked


def test_files_stay_small() -> None:
    province = build(seed=6, number=0, processes=100)
    pieces = [*transfers(province), *statements(province)]
    assert sum(len(piece.content) for piece in pieces) < 3_000_000 // 5
    assert all(piece.alone for piece in pieces)


@pytest.mark.shared_data
@pytest.mark.parametrize("kind", ["pacs.008.001.07", "camt.053.001.07"])
def test_elements_stand_in_the_order_of_published_messages(
    shared_data: Path, sent: list[Piece], stated: list[Piece], kind: str
) -> None:
    sample = ET.parse(shared_data / "aml" / "iso20022" / f"{kind}.xml").getroot()  # noqa: S314
    orders: dict[str, list[str]] = {}
    for element in sample.iter():
        names = list(dict.fromkeys(_local(child) for child in element))
        if len(names) > len(orders.get(_local(element), ())):
            orders[_local(element)] = names
    compared = 0
    for root in roots(sent[:3] if kind.startswith("pacs") else stated[:2]):
        for element in root.iter():
            order = orders.get(_local(element), [])
            ours = [order.index(_local(c)) for c in element if _local(c) in order]
            assert ours == sorted(ours)
            compared += len(set(ours)) > 1
    assert compared > 10


def _local(element: ET.Element) -> str:
    return re.sub(r"\{.*\}", "", element.tag)
