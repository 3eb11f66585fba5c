"""Payments as ISO 20022 messages: credit transfers of one bank, and statements of the treasury.

``payments/iso20022/pacs.008/….xml`` (pacs.008.001.08) holds, for each month, a sample of what the
largest bank sent to others; ``payments/iso20022/camt.053/….xml`` (camt.053.001.08) holds, for each
year, the monthly statements of a few accounts of public bodies with all that was booked. The UETR
is the payment's id in the other files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from xml.sax.saxutils import escape

from euthyna.simulation.basis.dates import BEGINNING
from euthyna.simulation.country.accounts import BANKS, TREASURY
from euthyna.simulation.country.clock import DAY, LAST, MONTHS
from euthyna.simulation.country.model import Account, Payment
from euthyna.simulation.country.province import Province
from euthyna.simulation.published.payments import amount, booked_at, row
from euthyna.simulation.published.piece import Piece

SAMPLE = 0.12
"""The share of a bank's transfers that is written."""
STATEMENTS = 4
"""Accounts of a province with statements."""
NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"
CURRENCY = "EUR"
"""Other currencies are settled elsewhere."""

_CHOSEN = 691
"""Purpose of a random stream."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def transfers(province: Province) -> Iterator[Piece]:
    """Write credit transfers between banks as pacs.008, one document a month."""
    bank, known = BANKS[0].bic, province.accounts
    months: dict[str, list[Payment]] = {}
    for payment in province.payments:
        if payment.channel != "TRANSFER" or payment.currency != CURRENCY:
            continue
        sent = known[payment.payer].bank == bank != known[payment.payee].bank
        # The last digits of the id are as good as a draw.
        if sent and int(payment.id[-4:], 16) < SAMPLE * 0x10000:
            months.setdefault(booked_at(payment)[:7], []).append(payment)
    for month, payments in months.items():
        name = f"{month}-{province.number:05d}"
        text = _pacs_008(f"{bank}-{name}", payments, known)
        yield Piece(f"payments/iso20022/pacs.008/{name}.xml", text.encode(), alone=True)


def _pacs_008(name: str, payments: Sequence[Payment], known: dict[str, Account]) -> str:
    total = amount(sum(payment.cents for payment in payments))
    last = booked_at(payments[-1])
    body = "\n".join([_transfer(payment, known) for payment in payments])
    return (
        f'{_HEAD}<Document xmlns="{NAMESPACE}pacs.008.001.08">\n<FIToFICstmrCdtTrf>\n'
        f"<GrpHdr><MsgId>{name}</MsgId><CreDtTm>{last}</CreDtTm><NbOfTxs>{len(payments)}</NbOfTxs>"
        f'<TtlIntrBkSttlmAmt Ccy="{CURRENCY}">{total}</TtlIntrBkSttlmAmt>'
        f"<SttlmInf><SttlmMtd>CLRG</SttlmMtd></SttlmInf>"
        f"<InstgAgt>{_agent(BANKS[0].bic)}</InstgAgt></GrpHdr>\n"
        f"{body}\n</FIToFICstmrCdtTrf>\n</Document>\n"
    )


def _transfer(payment: Payment, known: dict[str, Account]) -> str:
    """Write CdtTrfTxInf; the settlement is that of the day."""
    written = row(payment, known)
    sum_ = f'<IntrBkSttlmAmt Ccy="{payment.currency}">{amount(payment.cents)}</IntrBkSttlmAmt>'
    day = booked_at(payment)[:10]
    return (
        f"<CdtTrfTxInf><PmtId><EndToEndId>{_end_to_end(payment)}</EndToEndId>"
        f"<UETR>{payment.id}</UETR></PmtId>{sum_}<IntrBkSttlmDt>{day}</IntrBkSttlmDt>"
        f"<AccptncDtTm>{booked_at(payment)}</AccptncDtTm><ChrgBr>SHAR</ChrgBr>"
        f"<Dbtr>{_name(written[3])}</Dbtr><DbtrAcct>{_account(payment.payer)}</DbtrAcct>"
        f"<DbtrAgt>{_agent(written[4])}</DbtrAgt><CdtrAgt>{_agent(written[7])}</CdtrAgt>"
        f"<Cdtr>{_name(written[6])}</Cdtr><CdtrAcct>{_account(payment.payee)}</CdtrAcct>"
        f"{_remittance(payment)}</CdtTrfTxInf>"
    )


def _end_to_end(payment: Payment) -> str:
    """Give the payer's own reference, which most people have none of."""
    return escape(payment.reference[-35:]) or "NOTPROVIDED"


def _agent(bic: str) -> str:
    return f"<FinInstnId><BICFI>{bic}</BICFI></FinInstnId>"


def _name(name: str) -> str:
    return f"<Nm>{escape(name[:140])}</Nm>" if name else ""


def _account(number: str) -> str:
    if number[:2].isalpha() and number[2:4].isdigit():
        return f"<Id><IBAN>{number}</IBAN></Id>"
    return f"<Id><Othr><Id>{number}</Id></Othr></Id>"


def _remittance(payment: Payment) -> str:
    lines = [line for line in (payment.purpose, payment.reference) if line]
    inside = "".join(f"<Ustrd>{escape(line[:140])}</Ustrd>" for line in lines)
    return f"<RmtInf>{inside}</RmtInf>" if inside else ""


@dataclass(slots=True)
class _Statement:
    """What is known of an account while its statements are written."""

    account: Account
    balance: int
    number: int = 0


def statements(province: Province) -> Iterator[Piece]:
    """Write the statements of a few accounts of public bodies as camt.053, one file a year."""
    draws = province.draws(_CHOSEN)
    # Buyers are in order of how much they buy.
    bodies = {buyer.id for buyer in province.country.buyers[:16]}
    public = [a for a in province.accounts.values() if a.bank == TREASURY and a.holder in bodies]
    for account in draws.shuffled(public)[:STATEMENTS]:
        booked = [
            payment
            for payment in province.payments
            if account.id in {payment.payer, payment.payee} and payment.currency == CURRENCY
        ]
        spent = sum(payment.cents for payment in booked if payment.payer == account.id)
        # Enough that the account never has to be filled up.
        open_ = _Statement(account, (spent // 10_000_000 + draws.between(1, 9)) * 10_000_000)
        for year in range(2022, 2026):
            text = _camt_053(open_, year, booked, province.accounts)
            path = f"payments/iso20022/camt.053/{account.id}-{year}.xml"
            yield Piece(path, text.encode(), alone=True)


def _camt_053(
    of: _Statement, year: int, booked: Sequence[Payment], known: dict[str, Account]
) -> str:
    first = max(0, (year - 2022) * 12 - 6)
    months = range(first, (year - 2022) * 12 + 6)
    parts = [_month(of, month, booked, known) for month in months]
    created = _day(min(MONTHS[months[-1] + 1], LAST + 1))
    return (
        f'{_HEAD}<Document xmlns="{NAMESPACE}camt.053.001.08">\n<BkToCstmrStmt>\n'
        f"<GrpHdr><MsgId>{of.account.id}-{year}</MsgId><CreDtTm>{created}T04:00:00</CreDtTm>"
        f"</GrpHdr>\n{''.join(parts)}</BkToCstmrStmt>\n</Document>\n"
    )


def _month(of: _Statement, month: int, booked: Sequence[Payment], known: dict[str, Account]) -> str:
    begin, end = MONTHS[month], MONTHS[month + 1]
    inside = [payment for payment in booked if begin <= payment.at // DAY < end]
    opening = of.balance
    for payment in inside:
        of.balance += payment.cents if payment.payee == of.account.id else -payment.cents
    of.number += 1
    entries = "".join([_entry(payment, of.account, known) for payment in inside])
    return (
        f"<Stmt><Id>{of.account.id}-{of.number}</Id><ElctrncSeqNb>{of.number}</ElctrncSeqNb>"
        f"<FrToDt><FrDtTm>{_day(begin)}T00:00:00</FrDtTm>"
        f"<ToDtTm>{_day(end - 1)}T23:59:59</ToDtTm></FrToDt>"
        f"<Acct>{_account(of.account.id)}<Ccy>{CURRENCY}</Ccy>"
        f"<Ownr>{_name(of.account.names[0])}</Ownr><Svcr>{_agent(of.account.bank)}</Svcr></Acct>"
        f"{_balance('OPBD', opening, begin)}{_balance('CLBD', of.balance, end - 1)}\n"
        f"{entries}</Stmt>\n"
    )


def _balance(code: str, cents: int, day: int) -> str:
    side = "DBIT" if cents < 0 else "CRDT"
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="{CURRENCY}">{amount(abs(cents))}</Amt><CdtDbtInd>{side}</CdtDbtInd>'
        f"<Dt><Dt>{_day(day)}</Dt></Dt></Bal>"
    )


def _entry(payment: Payment, account: Account, known: dict[str, Account]) -> str:
    """Write Ntry, with the other side of the payment."""
    side = "CRDT" if payment.payee == account.id else "DBIT"
    written = row(payment, known)
    if side == "DBIT":
        other = f"<Cdtr><Pty>{_name(written[6])}</Pty></Cdtr>"
        other += f"<CdtrAcct>{_account(payment.payee)}</CdtrAcct>"
    else:
        other = f"<Dbtr><Pty>{_name(written[3])}</Pty></Dbtr>"
        other += f"<DbtrAcct>{_account(payment.payer)}</DbtrAcct>" if payment.payer else ""
    sum_ = f'<Amt Ccy="{CURRENCY}">{amount(payment.cents)}</Amt><CdtDbtInd>{side}</CdtDbtInd>'
    code = "ICDT" if side == "DBIT" else "RCDT"
    return (
        f"<Ntry>{sum_}<Sts><Cd>BOOK</Cd></Sts><BookgDt><DtTm>{booked_at(payment)}</DtTm></BookgDt>"
        f"<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>{code}</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn>"
        f"</BkTxCd><NtryDtls><TxDtls><Refs><EndToEndId>{_end_to_end(payment)}</EndToEndId>"
        f"<UETR>{payment.id}</UETR></Refs>{sum_}<RltdPties>{other}</RltdPties>"
        f"{_remittance(payment)}</TxDtls></NtryDtls></Ntry>\n"
    )


def _day(number: int) -> str:
    return (BEGINNING + timedelta(days=number)).isoformat()
