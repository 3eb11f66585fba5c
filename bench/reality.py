"""Samples from published files: what the simulated country is compared with.

Each function reads one source below the folder of published files and gives lists of numbers by
name, such as ``bidders.open`` (how many bid for a lot). `fit.py` fits them, the test of the
calibration compares them with a simulated country. Nothing read here is kept but the fits.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import tarfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

Json = dict[str, Any]
Samples = dict[str, list[float]]

EUSKADI_CATEGORIES = {"Servicios": "services", "Suministros": "goods", "Obras": "works"}


def malta(data: Path) -> Samples:
    """Award lines of Malta, 2006 to 2020."""
    rows = list(table(data / "procurement/malta_proact/MT_mod.csv.gz"))
    opened = [row for row in rows if row["tender_proceduretype"] == "OPEN"]
    return {
        "bidders.open": [float(row["bids_count"]) for row in opened if row["bids_count"]],
        "price": _positive(row["bid_price"] for row in opened),
        "decision_days": _days(rows, "tender_biddeadline", "tender_awarddecisiondate"),
        "wins": _counts(row["bidder_name"] for row in rows),
        "awards_of_buyer": _counts(row["buyer_name"] for row in rows),
    }


def portugal(data: Path) -> Samples:
    """Contracts for public works in Portugal, 2015 to 2022."""
    rows = list(table(data / "procurement/portugal_base/public_works_2015_2022.csv.gz"))
    samples: Samples = defaultdict(list)
    for row in rows:
        base, first, last, count = (
            number(row[name])
            for name in (
                "Preço Base (€)",
                "Preço Inicial (€)",
                "Preço Efetivo (€)",
                "Número de concorrentes",
            )
        )
        if count:
            samples["bidders.open"].append(count)
        if base > 1000 and first > 0:
            samples["award_rate"].append(first / base)
            if count:
                samples[f"award_rate.{min(int(count), 10)}"].append(first / base)
            if 3 <= count <= 5:
                samples["award_rate.few"].append(first / base)
        if first > 1000 and last > 0:
            samples["final_rate"].append(last / first)
    samples["submission_days"] = _positive(row["Prazo de submissão (dias)"] for row in rows)
    samples["contract_days"] = _positive(row["Prazo de execução (dias)"] for row in rows)
    samples["estimate"] = _positive(row["Preço Base (€)"] for row in rows)
    samples["price"] = _positive(row["Preço Inicial (€)"] for row in rows)
    return samples


def euskadi(data: Path) -> Samples:
    """A thousand contracts of the Basque Country, 2015 to 2019."""
    samples: Samples = defaultdict(list)
    contracts = list(lines(data / "procurement/spain_euskadi/conts.jsonl.gz"))
    for contract in contracts:
        kind = EUSKADI_CATEGORIES.get(contract["type_cont"])
        if kind and contract["type_procedure"] == "Abierto" and contract["budget_with_vat"] > 0:
            samples[f"value.{kind}"].append(contract["budget_with_vat"])
        awarded, signed = (_day(contract[name]) for name in ("date_awarded", "date_signed"))
        if awarded and signed:
            samples["signing_days"].append((signed - awarded).days)
    samples["wins"] = _counts(str(contract["bidder_cif"]) for contract in contracts)
    buyers = (contract["cauth_promoter_organism"] for contract in contracts)
    samples["awards_of_buyer"] = _counts(str(buyer) for buyer in buyers)
    return samples


def paraguay(data: Path) -> Samples:
    """Tenders of Paraguay with contracts in 2025, and who won how often."""
    folder = data / "procurement/paraguay_dncp_2025"
    tenders = duckdb.read_parquet(str(folder / "licitaciones_full.parquet"))
    pairs = duckdb.read_parquet(str(folder / "red_actores.parquet"))
    days = (
        "date_diff('minute', left(fecha_publicacion, 19)::timestamp,"
        " left(fecha_cierre, 19)::timestamp) / 1440.0"
    )
    timed = tenders.filter(f"{days} between 0 and 365")
    samples = {
        f"submission_days.{name}": _column(timed.filter(f"modalidad = '{name}'").project(days))
        for name in ("open", "selective", "direct")
    }
    samples["awards_of_buyer"] = _column(tenders.aggregate("count(*)", "entidad"))
    samples["wins"] = _column(pairs.aggregate("sum(contratos)", "proveedor"))
    samples["estimate"] = _positive(_column(tenders.project("coalesce(monto_estimado, 0)")))
    ended = tenders.filter("estado in ('complete', 'unsuccessful', 'cancelled')")
    for state in ("unsuccessful", "cancelled"):
        samples[state] = _column(ended.project(f"estado = '{state}'"))
    return samples


def armenia(data: Path) -> Samples:
    """Bids for lots in Armenia, 2016 and 2017."""
    samples: Samples = defaultdict(list)
    for release in lines(data / "procurement/ocds/armenia/compiled.jsonl.gz"):
        tender = release.get("tender") or {}
        bids: dict[str, list[Json]] = defaultdict(list)
        for bid in (release.get("bids") or {}).get("details", ()):
            bids[str(bid["relatedLot"])].append(bid)
            samples["disqualified"].append(float(bid["status"] != "qualified"))
        for offers in bids.values():
            samples["bidders.lot"].append(len(offers))
            _spread(samples, sorted(_positive(bid["value"].get("amount") for bid in offers)))
        end = _moment((tender.get("tenderPeriod") or {}).get("endDate"))
        for award in release.get("awards", ()):
            decided = _moment(award.get("date"))
            if end and decided and decided >= end:
                samples["decision_days"].append((decided - end).total_seconds() / 86400)
        if tender.get("lots"):
            samples["lots"].append(len(tender["lots"]))
    return samples


def _spread(samples: Samples, prices: list[float]) -> None:
    """Note by how much higher bids exceed the lowest; ten times as much is a slip of units."""
    if len(prices) < 2 or prices[-1] > 10 * prices[0]:
        return
    samples["second_gap"].append(prices[1] / prices[0] - 1)
    samples["higher_gap"].extend(price / prices[0] - 1 for price in prices[1:])
    mean = sum(prices) / len(prices)
    deviation = (sum((price - mean) ** 2 for price in prices) / len(prices)) ** 0.5
    samples["bid_variation"].append(deviation / mean)


def mexico(data: Path) -> Samples:
    """Contracts of two Mexican publishers with the payments for them."""
    samples: Samples = defaultdict(list)
    for name in ("grupo-aeroportuario", "inai"):
        for release in lines(data / f"procurement/ocds/mexico_{name}/compiled.jsonl.gz"):
            for contract in release["contracts"]:
                _paid(samples, contract)
    return samples


def _paid(samples: Samples, contract: Json) -> None:
    payments = (contract.get("implementation") or {}).get("transactions") or []
    samples["is_paid"].append(float(bool(payments)))
    if payments:
        samples["payments"].append(len(payments))
    value = (contract.get("value") or {}).get("amount") or 0
    amounts = [(p.get("value") or p.get("amount") or {}).get("amount") or 0 for p in payments]
    if value and sum(amounts):
        samples["paid_share"].append(sum(amounts) / value)
    signed = _moment(contract.get("dateSigned"))
    for payment in payments:
        paid = _moment(payment.get("date"))
        if signed and paid and paid >= signed:
            samples["payment_days"].append((paid - signed).days)
    period = contract.get("period") or {}
    start, end = _moment(period.get("startDate")), _moment(period.get("endDate"))
    if start and end and end > start:
        samples["contract_days"].append((end - start).days)


def ted(data: Path) -> Samples:
    """Award notices (F03), calls (F02) and changes (F20) in the European Union."""
    samples: Samples = defaultdict(list)
    with tarfile.open(data / "procurement/ted/ted_notices.tar.xz") as archive:
        for member in archive:
            file = archive.extractfile(member)
            text = file.read().decode("utf-8", "replace") if file else ""
            form = re.search(r'FORM="(F02|F03|F20)"', text)
            if form:
                _NOTICES[form[1]](samples, text)
    return samples


def _award_notice(samples: Samples, text: str) -> None:
    body = re.search(r'<F03_2014 CATEGORY="ORIGINAL".*?</F03_2014>', text, re.DOTALL)
    text = body[0] if body else text
    procedure = re.search(r"<PT_(\w+)", text)
    names = {
        "OPEN": "open",
        "RESTRICTED": "selective",
        "COMPETITIVE_NEGOTIATION": "selective",
        "AWARD_CONTRACT_WITHOUT_CALL": "limited",
    }
    name = names.get(procedure[1]) if procedure else None
    for award in re.findall(r"<AWARD_CONTRACT\b.*?</AWARD_CONTRACT>", text, re.DOTALL):
        samples["unsuccessful"].append(float("<AWARDED_CONTRACT" not in award))
        count = re.search(r"<NB_TENDERS_RECEIVED[^>]*>(\d+)<", award)
        if count and name and int(count[1]):
            samples[f"bidders.{name}"].append(int(count[1]))
        money = [
            re.search(rf'<{tag} CURRENCY="\w+">([\d.]+)<', award)
            for tag in ("VAL_ESTIMATED_TOTAL", "VAL_TOTAL")
        ]
        if money[0] and money[1] and float(money[0][1]) > 0:
            samples["award_rate"].append(float(money[1][1]) / float(money[0][1]))


def _call(samples: Samples, text: str) -> None:
    sent = re.search(r"<DATE_DISPATCH_NOTICE[^>]*>([\d-]{10})<", text)
    due = re.search(r"<DATE_RECEIPT_TENDERS[^>]*>([\d-]{10})<", text)
    if sent and due:
        days = (date.fromisoformat(due[1]) - date.fromisoformat(sent[1])).days
        if 0 < days <= 365:
            samples["submission_days"].append(days)


def _change(samples: Samples, text: str) -> None:
    before, after = (
        re.search(rf'<VAL_TOTAL_{when} CURRENCY="\w+">([\d.]+)<', text)
        for when in ("BEFORE", "AFTER")
    )
    if before and after and float(before[1]) > 1000 and float(after[1]) < 10 * float(before[1]):
        samples["change_rate"].append(float(after[1]) / float(before[1]))


_NOTICES: dict[str, Callable[[Samples, str], None]] = {
    "F02": _call,
    "F03": _award_notice,
    "F20": _change,
}


def oxford(data: Path) -> Samples:
    """Payments over 500 pounds of the city of Oxford, the second quarter of 2017."""
    path = data / "public/fiscal/oxford_over500_apr-jun-2017.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8", "replace"))))
    amounts = [float(row["Amount"].replace(",", "")) for row in rows]
    days = [datetime.strptime(row["Paid Date"], "%d/%m/%Y").date() for row in rows]  # noqa: DTZ007
    return {
        "amount": [amount for amount in amounts if amount > 0],
        "is_negative": [float(amount < 0) for amount in amounts],
        "weekday": [float(day.weekday()) for day in days],
        "payments_of_supplier": _counts(row["Supplier Name"] for row in rows),
    }


def transfers(data: Path) -> Samples:
    """Transfers of two generators of money flows, which were fitted to those of banks."""
    log = duckdb.read_parquet(str(data / "aml/amlgentex/dev/tx_log.parquet"))
    own = log.filter("nameOrig >= 0 and nameDest >= 0")
    samples = {
        "amount": _column(own.project("amount")),
        "payees": _column(own.aggregate("count(distinct nameDest)", "nameOrig")),
        "payers": _column(own.aggregate("count(distinct nameOrig)", "nameDest")),
    }
    with tarfile.open(data / "aml/amlsim/20K_cycle200.tgz") as archive:
        file = archive.extractfile("20K_cycle200/transactions.csv")
        rows = csv.DictReader(io.TextIOWrapper(file)) if file else ()
        pairs = {(row["sourceNodeId"], row["targetNodeId"]) for row in rows}
    samples["payees.amlsim"] = _counts(one for one, _ in pairs)
    samples["payers.amlsim"] = _counts(other for _, other in pairs)
    return samples


def owners(data: Path) -> Samples:
    """Who controls the holders of British public contracts: firms, and not persons."""
    with zipfile.ZipFile(
        data / "entities/bo/oo_entities_controlling_public_contracts.csv.zip"
    ) as z:
        text = z.read(z.namelist()[0]).decode()
    return {"is_entity": [float(line.endswith("Entity")) for line in text.splitlines()[1:]]}


def shared_contacts(data: Path) -> Samples:
    """Whether a bidder of Armenia has the same e-mail address as another one."""
    mails: dict[str, str] = {}
    for release in lines(data / "procurement/ocds/armenia/compiled.jsonl.gz"):
        for party in release.get("parties") or ():
            mail = (party.get("contactPoint") or {}).get("email")
            if mail and not {"buyer", "procuringEntity"} & set(party["roles"]):
                mails[party["id"]] = mail.strip().lower()
    counts = Counter(mails.values())
    return {"is_shared": [float(counts[mail] > 1) for mail in mails.values()]}


def lines(path: Path) -> Iterator[Json]:
    with gzip.open(path) as file:
        yield from map(json.loads, file)


def table(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _column(table: duckdb.DuckDBPyRelation) -> list[float]:
    return [float(row[0]) for row in table.fetchall()]


def number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _positive(values: Iterable[str | float | None]) -> list[float]:
    numbers = (number(str(value)) for value in values)
    return [number for number in numbers if number > 0]


def _counts(names: Iterable[str]) -> list[float]:
    return [float(count) for count in Counter(name for name in names if name).values()]


def _days(rows: Iterable[dict[str, str]], start: str, end: str) -> list[float]:
    found = []
    for row in rows:
        first, last = _day(row[start]), _day(row[end])
        if first and last and 0 <= (last - first).days <= 365:
            found.append(float((last - first).days))
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text.replace("/", "-")) if text else None


def _moment(text: str | None) -> datetime | None:
    """Read a moment without its zone; what is not one is none."""
    try:
        return datetime.fromisoformat(text or "").replace(tzinfo=None)
    except ValueError:
        return None
