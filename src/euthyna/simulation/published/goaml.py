"""Reports to the financial intelligence unit, as goAML takes them.

``reports/<kind>/<month>/<id>.xml``: suspicious transactions (STR) and activity (SAR), one report a
file; cash from the threshold on (CTR), one file a bank and month; cash that customs found at the
border (ICR), one journey a file. Written for version 5.0.1 of the
schema. Every unit has code lists of its own: those of the invented country are the constants here.
It is in no list of countries, so goAML's code for "unknown" stands for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from euthyna.simulation.basis.dates import stamp
from euthyna.simulation.country.accounts import BANKS, CENTRAL, FOREIGN, Bank
from euthyna.simulation.country.model import Account, Firm, Payment, Person, Report
from euthyna.simulation.country.province import Province
from euthyna.simulation.country.registry import day
from euthyna.simulation.published.markup import HEAD, leaf, node
from euthyna.simulation.published.piece import Piece

VERSION = "5.0.1"
UNKNOWN = "-"
"""goAML's code for what no list has."""
HOME = "XA"
FUNDS = {"CASH": "K", "CARD": "CC", "CHEQUE": "L"}
"""The code of what was moved, by channel; `TRANSFERRED` for all others."""
TRANSFERRED = "P"
CONDUCTED = {"CASH": "A", "CARD": "D"}
"""The code of how it was ordered, by channel; `ONLINE` for all others."""
ONLINE = "C"
BUSINESS, PRIVATE = "2", "1"
"""Kinds of address and telephone."""
LANDLINE = "L"
HOLDER, OWNER = "A", "SH"
"""Roles of a person beside an account, and beside a firm."""
CURRENT, BUSINESS_CURRENT, ACTIVE = "C", "B", "A"
"""Kinds and state of an account."""
FORMS = {"limited company": "A", "joint-stock company": "B", "sole trader": "C", "cooperative": "D"}
"""The code of a legal form; `OTHER_FORM` for all others."""
OTHER_FORM = "O"

CUSTOMS = Bank("", "9001", "Customs of Karvelia")
"""Reports as banks do, and has no BIC."""

_BY_BIC: Mapping[str, Bank] = {
    bank.bic: bank for bank in (*BANKS, CENTRAL, CUSTOMS, *FOREIGN.values())
}


def reports(province: Province) -> Iterator[Piece]:
    """Write all reports, each into a file of its own."""
    desk = _Desk(province)
    for report in province.reports:
        month = _moment(report.filed)[:7]
        text = HEAD + desk.report(report) + "\n"
        path = f"reports/{report.kind.lower()}/{month}/{report.id}.xml"
        yield Piece(path, text.encode(), alone=True)


class _Desk:
    """Writes what a bank knows of its customers, and what it sees of others."""

    def __init__(self, province: Province) -> None:
        self._province = province
        self._owners: dict[str, str] = {}
        for interest in province.interests:
            if interest.party in province.persons:
                self._owners.setdefault(interest.firm, interest.party)

    def report(self, report: Report) -> str:
        bank = _BY_BIC[report.bank]
        transactions = [self._transaction(report.bank, payment) for payment in report.payments]
        body = [self._activity(report)] if report.kind == "SAR" else transactions
        return node(
            "report",
            leaf("schema_version", VERSION),
            leaf("rentity_id", int(bank.code)),
            leaf("rentity_branch", "Head office"),
            leaf("submission_code", "E"),
            leaf("report_code", report.kind),
            leaf("entity_reference", report.id),
            leaf("submission_date", _moment(report.filed)),
            leaf("currency_code_local", "EUR"),
            leaf("reporting_user_code", f"{bank.bic[:4] or bank.code}-MLRO"),
            _address("location", {"locality": "Velmora", "streetAddress": bank.name}, BUSINESS),
            leaf("reason", report.reason),
            leaf("action", report.action),
            *body,
            node("report_indicators", leaf("indicator", UNKNOWN)),
        )

    def _activity(self, report: Report) -> str:
        seen = {n for payment in report.payments for n in (payment.payer, payment.payee) if n}
        parties = [self._party(report.account, own=True)]
        parties += [self._party(number, own=False) for number in sorted(seen - {report.account})]
        return node("activity", node("report_parties", *parties))

    def _party(self, number: str, *, own: bool) -> str:
        account = self._province.accounts[number]
        who = self._known(account) if own else None
        inside = self._own(account, who) if who else _seen(account, account.names[0])
        kind = "account_my_client" if who else "account"
        return node("report_party", node(kind, inside))

    def _transaction(self, bank: str, payment: Payment) -> str:
        return node(
            "transaction",
            leaf("transactionnumber", payment.id),
            leaf("transaction_location", _place(bank, payment)),
            leaf("transaction_description", payment.purpose or "No purpose given"),
            leaf("date_transaction", _moment(payment.at)),
            leaf("transmode_code", CONDUCTED.get(payment.channel, ONLINE)),
            leaf("amount_local", f"{payment.cents / 100:.2f}"),
            self._side("from", payment.payer, payment.payer_name, payment, bank),
            self._side("to", payment.payee, payment.payee_name, payment, bank),
        )

    def _side(self, side: str, number: str, written: str, payment: Payment, bank: str) -> str:
        funds = leaf(f"{side}_funds_code", FUNDS.get(payment.channel, TRANSFERRED))
        if not number:
            person = node(f"{side}_person", *_name(written or "Not recorded"))
            return node(f"t_{side}", funds, person, leaf(f"{side}_country", UNKNOWN))
        account = self._province.accounts[number]
        country = leaf(f"{side}_country", _country(account.country))
        who = self._known(account) if account.bank == bank else None
        if who:
            inside = node(f"{side}_account", self._own(account, who))
            return node(f"t_{side}_my_client", funds, inside, country)
        inside = node(f"{side}_account", _seen(account, written or account.names[0]))
        return node(f"t_{side}", funds, inside, country)

    def _known(self, account: Account) -> Person | Firm | None:
        """Find who holds an account; public bodies and nationwide firms are no customers here."""
        province = self._province
        firm = province.firms.get(account.holder)
        if firm and firm.id in self._owners:
            return firm
        return province.persons.get(account.holder)

    def _own(self, account: Account, who: Person | Firm) -> str:
        """Write an account of the bank's own customer, in full."""
        firm = who if isinstance(who, Firm) else None
        person = self._province.persons[self._owners[firm.id]] if firm else who
        assert isinstance(person, Person)  # noqa: S101 (for the type checker: no firm owns here)
        holder = node(
            "account_related_person",
            leaf("is_primary", 1),  # the schema fixes it in this spelling
            node("t_person", _own_person(person)),
            leaf("role", HOLDER),
        )
        return "".join(
            (
                *_institution(account),
                leaf("branch", "Head office"),
                leaf("account", account.id),
                leaf("currency_code", account.currency),
                leaf("account_name", account.names[0][:255]),
                leaf("iban", account.id),
                leaf("client_number", account.holder[-30:]),
                leaf("account_type", BUSINESS_CURRENT if firm else CURRENT),
                node("t_entity", _own_firm(firm, person)) if firm else "",
                node("related_persons", holder),
                leaf("opened", f"{day(account.opened)}T00:00:00"),
                leaf("status_code", ACTIVE),
            )
        )


def _place(bank: str, payment: Payment) -> str:
    if not bank:
        return "Border"
    return "Branch" if payment.channel == "CASH" else "Online"


def _institution(account: Account) -> tuple[str, ...]:
    bank = _BY_BIC[account.bank]
    return leaf("institution_name", bank.name), leaf("swift", bank.bic)


def _seen(account: Account, name: str) -> str:
    """Write another bank's account, of which little is known."""
    return "".join(
        (
            *_institution(account),
            leaf("account", account.id),
            leaf("currency_code", account.currency),
            leaf("account_name", name[:255]),
        )
    )


def _own_person(person: Person) -> str:
    return "".join(
        (
            *_name(person.name),
            leaf("birthdate", f"{person.born}T00:00:00"),
            leaf("full_name_frn", person.other_names[0] if person.other_names else ""),
            leaf("ssn", person.id[-25:]),
            leaf("nationality1", _country(person.nationality)),
            leaf("residence", UNKNOWN),
            _phones(person.telephone, PRIVATE),
            node("addresses", _address("address", person.address, PRIVATE)),
            leaf("email", person.email),
            leaf("occupation", "Not recorded"),
        )
    )


def _own_firm(firm: Firm, owner: Person) -> str:
    role = node(
        "director_id",
        *_name(owner.name),
        leaf("birthdate", f"{owner.born}T00:00:00"),
        leaf("ssn", owner.id[-25:]),
        leaf("nationality1", _country(owner.nationality)),
        leaf("residence", UNKNOWN),
        _phones(owner.telephone, PRIVATE),
        leaf("occupation", "Not recorded"),
        leaf("role", OWNER),
    )
    return "".join(
        (
            leaf("name", firm.name),
            leaf("commercial_name", firm.name),
            leaf("incorporation_legal_form", FORMS.get(firm.form, OTHER_FORM)),
            leaf("incorporation_number", firm.id),
            leaf("business", f"NACE {firm.activity}"),
            _phones(firm.telephone, BUSINESS),
            node("addresses", _address("address", firm.address, BUSINESS)),
            leaf("email", firm.email),
            leaf("incorporation_country_code", _country(firm.jurisdiction)),
            role,
            leaf("incorporation_date", f"{firm.founded}T00:00:00"),
        )
    )


def _name(name: str) -> tuple[str, str]:
    first, _, last = name.partition(" ")
    return leaf("first_name", first[:100]), leaf("last_name", (last or first)[:100])


def _phones(telephone: str, kind: str) -> str:
    prefix, _, number = telephone.lstrip("+").partition(" ")
    phone = node(
        "phone",
        leaf("tph_contact_type", kind),
        leaf("tph_communication_type", LANDLINE),
        leaf("tph_country_prefix", prefix[:4]),
        leaf("tph_number", number or prefix),
    )
    return node("phones", phone)


def _address(name: str, address: Mapping[str, str], kind: str) -> str:
    return node(
        name,
        leaf("address_type", kind),
        leaf("address", address.get("streetAddress", UNKNOWN)[:100]),
        leaf("city", address.get("locality", UNKNOWN)),
        leaf("zip", address.get("postalCode", "")[:10]),
        leaf("country_code", UNKNOWN),
        leaf("state", address.get("region", "")),
    )


def _country(code: str) -> str:
    return UNKNOWN if code == HOME else code


def _moment(minutes: int) -> str:
    return stamp(minutes, offset="")
