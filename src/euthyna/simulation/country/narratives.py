"""The words of a report: what a clerk saw, by counting, and what the bank did."""

from __future__ import annotations

from collections.abc import Sequence

from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.basis.noise import typo
from euthyna.simulation.country.model import Account, Payment

_FACTS = (
    (
        "Between {first} and {last} the account received {came} payments of {sum_in} {currency} "
        "from {sources} senders; {went} payments of {sum_out} {currency} went to {targets} "
        "receivers."
    ),
    (
        "{came} credits ({sum_in} {currency}, {sources} remitters) and {went} debits ({sum_out} "
        "{currency}, {targets} payees) within {days} days."
    ),
    (
        "Du {first} au {last} : {came} crédits de {sum_in} {currency} par {sources} donneurs "
        "d'ordre, {went} débits de {sum_out} {currency} vers {targets} bénéficiaires."
    ),
    (
        "На счет с {first} по {last} поступило {came} платежей на сумму {sum_in} {currency} от "  # noqa: RUF001
        "{sources} отправителей; списано {went} на сумму {sum_out} {currency}, получателей: "
        "{targets}."
    ),
    (
        "بين {first} و {last} استلم الحساب {came} دفعة بمبلغ {sum_in} {currency} من {sources} "
        "مرسلا، وخرجت {went} دفعة بمبلغ {sum_out} {currency}."
    ),
)
_REMARKS = (
    "This does not match what is known of the customer.",
    "The customer could not show documents when asked.",
    "The amounts are high for a customer of this kind.",
    "The account was opened recently.",
    "The counterparties are not known to us.",
    "An employee of the branch drew attention to it.",
    "An automatic rule gave an alert; a person has looked at it.",
    "The customer explained it by the season; we could not verify that.",
    "La documentation demandée n'a pas été fournie.",
    "Экономический смысл операций неясен.",
)
_ACTIONS = (
    "The account is monitored more closely.",
    "Documents have been requested from the customer.",
    "No action so far; we await instructions.",
    "The relationship is being reviewed.",
    "The next payments will be held for a decision.",
)


def reason(
    draws: Draws, account: Account, payments: Sequence[Payment], *, days: Sequence[str]
) -> str:
    """Say what was seen on an account, and why it was found unusual.

    Parameters
    ----------
    draws
        Where the choice of words comes from.
    account, payments
        What the report is about; the payments in order of time.
    days
        The first and the last day, as written.
    """
    came = [payment for payment in payments if payment.payee == account.id]
    went = [payment for payment in payments if payment.payer == account.id]
    facts = draws.pick(_FACTS).format(
        first=days[0],
        last=days[1],
        days=1 + (payments[-1].at - payments[0].at) // 1440,
        came=len(came),
        went=len(went),
        sum_in=_sum(came),
        sum_out=_sum(went),
        sources=len({payment.payer for payment in came}),
        targets=len({payment.payee for payment in went}),
        currency=account.currency,
    )
    remark = draws.pick(_REMARKS)
    return f"{facts} {typo(draws, remark) if draws.chance(0.1) else remark}"


def action(draws: Draws) -> str:
    """Say what the bank did."""
    return draws.pick(_ACTIONS)


def _sum(payments: Sequence[Payment]) -> str:
    return f"{sum(payment.cents for payment in payments) / 100:,.2f}"
