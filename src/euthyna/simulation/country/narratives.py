"""The words of a report: what a clerk saw, by counting, and what the bank did, in one language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.basis.noise import typo
from euthyna.simulation.country.model import Account, Payment

Noun = tuple[str, str]
"""For one, and for several."""


class Tongue(NamedTuple):
    """How a clerk writes; what did not happen is not mentioned."""

    frame: str
    came: str
    went: str
    between: str
    """What came and what went."""
    nouns: dict[str, Noun]
    remarks: tuple[str, ...]
    actions: tuple[str, ...]


_DOUBTS = (
    "This does not match what is known of the customer.",
    "The customer could not show documents when asked.",
    "The amounts are high for a customer of this kind.",
    "The account was opened recently.",
    "The counterparties are not known to us.",
    "An employee of the branch drew attention to it.",
    "An automatic rule gave an alert; a person has looked at it.",
    "The customer explained it by the season; we could not verify that.",
)
_STEPS = (
    "The account is monitored more closely.",
    "Documents have been requested from the customer.",
    "No action so far; we await instructions.",
    "The relationship is being reviewed.",
    "The next payments will be held for a decision.",
)
_TONGUES = (
    Tongue(
        "Between {first} and {last} {flows}.",
        "the account received {payments} of {total} {currency} from {others}",
        "{payments} of {total} {currency} went to {others}",
        "; ",
        {
            "payments": ("1 payment", "{} payments"),
            "senders": ("1 sender", "{} senders"),
            "receivers": ("1 receiver", "{} receivers"),
        },
        _DOUBTS,
        _STEPS,
    ),
    Tongue(
        "{flows}, {days}.",
        "In: {payments}, {total} {currency}, {others}",
        "Out: {payments}, {total} {currency}, {others}",
        ". ",
        {
            "payments": ("1 item", "{} items"),
            "senders": ("1 remitter", "{} remitters"),
            "receivers": ("1 payee", "{} payees"),
            "days": ("on one day", "within {} days"),
        },
        _DOUBTS,
        _STEPS,
    ),
    Tongue(
        "Du {first} au {last} : {flows}.",
        "{payments} de {total} {currency} par {others}",
        "{payments} de {total} {currency} vers {others}",
        ", ",
        {
            "payments": ("1 virement", "{} virements"),
            "senders": ("1 donneur d'ordre", "{} donneurs d'ordre"),
            "receivers": ("1 bénéficiaire", "{} bénéficiaires"),
        },
        (
            "La documentation demandée n'a pas été fournie.",
            "Les montants sont inhabituels pour ce client.",
            "Le compte a été ouvert récemment.",
        ),
        ("Le compte est surveillé.", "Des justificatifs ont été demandés au client."),
    ),
    Tongue(
        "По счету с {first} по {last}: {flows}.",  # noqa: RUF001
        "поступления: {payments}, на сумму {total} {currency}, {others}",
        "списания: {payments}, на сумму {total} {currency}, {others}",
        "; ",
        {
            "payments": ("1", "{}"),
            "senders": ("отправитель один", "отправителей: {}"),
            "receivers": ("получатель один", "получателей: {}"),
        },
        (
            "Экономический смысл операций неясен.",
            "Документы по запросу не представлены.",
            "Контрагенты банку неизвестны.",
        ),
        ("За счетом установлено наблюдение.", "У клиента запрошены документы."),  # noqa: RUF001
    ),
    Tongue(
        "بين {first} و {last}: {flows}.",
        "المقبوضات {payments} بمبلغ {total} {currency}، {others}",
        "المدفوعات {payments} بمبلغ {total} {currency}، {others}",
        "؛ ",
        {
            "payments": ("1", "{}"),
            "senders": ("مرسل واحد", "عدد المرسلين {}"),
            "receivers": ("مستفيد واحد", "عدد المستفيدين {}"),
        },
        ("لم يقدم العميل المستندات المطلوبة.", "المبالغ لا تتناسب مع نشاط العميل."),
        ("الحساب تحت المراقبة.", "طلبت مستندات من العميل."),
    ),
)


def tell(
    draws: Draws, account: Account, payments: Sequence[Payment], *, days: Sequence[str]
) -> tuple[str, str]:
    """Say what was seen on an account and why it was found unusual, and what the bank did.

    Parameters
    ----------
    draws
        Where the choice of words comes from.
    account, payments
        What the report is about; the payments in order of time.
    days
        The first and the last day, as written.
    """
    tongue = draws.pick(_TONGUES)
    came = [payment for payment in payments if payment.payee == account.id]
    went = [payment for payment in payments if payment.payer == account.id]
    flows = [
        _flow(tongue, words, some, {getattr(payment, side) for payment in some}, noun=noun)
        for words, some, side, noun in (
            (tongue.came, came, "payer", "senders"),
            (tongue.went, went, "payee", "receivers"),
        )
        if some
    ]
    lasted = 1 + payments[-1].at // 1440 - payments[0].at // 1440
    facts = tongue.frame.format(
        first=days[0],
        last=days[1],
        days=_counted(tongue.nouns.get("days", ("", "")), lasted),
        flows=tongue.between.join(flows),
    )
    remark = draws.pick(tongue.remarks)
    remark = typo(draws, remark) if draws.chance(0.1) else remark
    return f"{facts} {remark}", draws.pick(tongue.actions)


def _flow(
    tongue: Tongue, words: str, payments: Sequence[Payment], others: set[str], *, noun: str
) -> str:
    """Count the payments of one direction."""
    return words.format(
        payments=_counted(tongue.nouns["payments"], len(payments)),
        total=f"{sum(payment.cents for payment in payments) / 100:,.2f}",
        currency=payments[0].currency,
        others=_counted(tongue.nouns[noun], len(others)),
    )


def _counted(noun: Noun, count: int) -> str:
    return noun[0] if count == 1 else noun[1].format(count)
