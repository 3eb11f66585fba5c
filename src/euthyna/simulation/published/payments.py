"""Payments as a clearing house would hand them over, and what banks know of their customers.

Of each province ``payments/csv/part-….csv`` and ``payments/parquet/part-….parquet`` hold the same
rows in order of time. Names are as written in the payment; who holds an account is only in
``payments/accounts.csv``, and only for accounts of the country.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from euthyna.simulation.basis.dates import BEGINNING, stamp
from euthyna.simulation.country.accounts import BODIES, on_file
from euthyna.simulation.country.model import Account, Payment
from euthyna.simulation.country.province import Province
from euthyna.simulation.published.piece import Piece

COLUMNS = {
    "id": "a UUID, the UETR of the payment",
    "booked_at": "date and time by the clock of the country",
    "payer_account": "IBAN, or the number that a bank without IBANs uses; empty for cash brought in",
    "payer_name": "as the payer's bank writes it; for cash brought in, whoever brings it",
    "payer_bank": "BIC",
    "payee_account": "as of the payer; empty for cash taken out",
    "payee_name": "as the payer writes it, or nothing",
    "payee_bank": "BIC",
    "amount": "decimal number with two places",
    "currency": "ISO 4217",
    "purpose": "as the payer writes it, or nothing",
    "channel": "TRANSFER, CARD or CASH",
    "reference": "of a public contract: process, contract and transaction of OCDS, as far as given",
}
"""Of a payment, and what each means."""
ACCOUNT_COLUMNS = {
    "account": "IBAN",
    "holder": "id in the registers of firms, residents or public bodies; empty where not on file",
    "name": "of the holder, as the bank writes it",
    "other_names": "as others write it, with semicolons between",
    "bank": "BIC",
    "opened": "date",
    "currency": "ISO 4217",
}
"""Of an account, and what each means."""
SCHEMA = pa.schema(
    [
        (column, {"booked_at": pa.timestamp("ms"), "amount": pa.decimal128(18, 2)}.get(column, pa.string()))
        for column in COLUMNS
    ]
)  # fmt: skip
"""Of the Parquet files; what is empty in the CSV is null there."""

_EPOCH = (BEGINNING - date(1970, 1, 1)).days * 86_400
_NOBODY = Account("", "", "", 0)

Row = tuple[str, int, str, str, str, str, str, str, int, str, str, str, str]
"""As in `COLUMNS`, with seconds since 1970 and cents."""


def payments(province: Province) -> Iterator[Piece]:
    """Write the payments of a province as CSV and as Parquet."""
    rows = [row(payment, province.accounts) for payment in province.payments]
    name = f"part-{province.number:05d}"
    head = (",".join(COLUMNS) + "\n").encode()
    lines = "\n".join(
        [_line(payment, row) for payment, row in zip(province.payments, rows, strict=True)]
    )
    yield Piece(f"payments/csv/{name}.csv", f"{lines}\n".encode(), head=head, alone=True)
    yield Piece(f"payments/parquet/{name}.parquet", _parquet(rows), alone=True)


def accounts(province: Province) -> Iterator[Piece]:
    """Write what the country's banks know of their customers."""
    lines = []
    for _, account in sorted(province.accounts.items()):
        # Accounts that every province pays to are written once.
        if account.country != "XA" or (account.holder in BODIES and province.number):
            continue
        holder = account.holder if on_file(account) else ""
        opened = (BEGINNING + timedelta(days=account.opened)).isoformat()
        others = "; ".join(account.names[1:])
        known = (account.id, holder, account.names[0], others, account.bank, opened)
        lines.append(",".join([*map(_quoted, known), account.currency]) + "\n")
    head = (",".join(ACCOUNT_COLUMNS) + "\n").encode()
    yield Piece("payments/accounts.csv", "".join(lines).encode(), head=head)


def row(payment: Payment, known: dict[str, Account]) -> Row:
    """Write a payment with names and banks.

    Parameters
    ----------
    payment
        Any.
    known
        All accounts.

    Returns
    -------
    tuple
        The payer's name is the bank's; the payee's is as the payer writes it.
    """
    payer, payee = known.get(payment.payer, _NOBODY), known.get(payment.payee, _NOBODY)
    habit = int(payment.id[:2], 16)
    own = payer.names[0] if payer.names else ""
    # One name in 128 is left out.
    other = payee.names[habit % len(payee.names)] if payee.names and habit > 1 else ""
    return (
        payment.id,
        _EPOCH + seconds(payment),
        payment.payer,
        payment.payer_name or own,
        payer.bank,
        payment.payee,
        payment.payee_name or other,
        payee.bank,
        payment.cents,
        payment.currency,
        payment.purpose,
        payment.channel,
        payment.reference,
    )


def seconds(payment: Payment) -> int:
    """Give the seconds since the beginning; their order is that of moments and ids."""
    return payment.at * 60 + int(payment.id[:2], 16) * 60 // 256


def booked_at(payment: Payment) -> str:
    """Write the moment by the clock of the country, without an offset."""
    second = seconds(payment) % 60
    return f"{stamp(payment.at, offset='')[:-2]}{second:02d}"


def amount(cents: int) -> str:
    """Write cents as a decimal number with two places."""
    return f"{cents // 100}.{cents % 100:02d}"


def _line(payment: Payment, row: Row) -> str:
    payer, payee, purpose = _quoted(row[3]), _quoted(row[6]), _quoted(row[10])
    return (
        f"{row[0]},{booked_at(payment)},{row[2]},{payer},{row[4]},{row[5]},{payee},{row[7]},"
        f"{amount(row[8])},{row[9]},{purpose},{row[11]},{row[12]}"
    )


def _quoted(text: str) -> str:
    if "," in text or '"' in text or "\n" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def _parquet(rows: list[Row]) -> bytes:
    columns: list[Any] = []
    for place, column in enumerate(SCHEMA):
        values = [row[place] for row in rows]
        if column.name == "amount":
            # The same digits, two of them behind the point.
            whole = pa.array(values, pa.int64()).cast(pa.decimal128(19, 0))
            columns.append(pa.Array.from_buffers(column.type, len(whole), whole.buffers()))
        elif column.name == "booked_at":
            columns.append(pa.array([value * 1000 for value in values], column.type))
        else:
            columns.append(pa.array([value or None for value in values], column.type))
    sink = pa.BufferOutputStream()
    table = pa.Table.from_arrays(columns, schema=SCHEMA)
    parquet.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue())
