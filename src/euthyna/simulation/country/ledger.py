"""Booking payments: ids, amounts and who deals with whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b

from euthyna.simulation.basis.calibration import load
from euthyna.simulation.basis.dates import HORIZON
from euthyna.simulation.basis.draws import Draws, cumulate
from euthyna.simulation.country.accounts import Book
from euthyna.simulation.country.clock import day_of
from euthyna.simulation.country.model import Deal, Payment
from euthyna.simulation.country.province import Province

LONG_AGO = 40_000
"""Days."""


def payment_id(province: Province) -> str:
    """Give the next payment of a province an id: a UUID that tells nothing of its order."""
    key = f"{province.seed}/{province.number}/{len(province.payments)}"
    text = blake2b(key.encode(), digest_size=16).hexdigest()
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"


@dataclass(slots=True)
class Ledger:
    """Books the payments of a province.

    Parameters
    ----------
    province
        Gets the payments.
    book
        Finds accounts.
    """

    province: Province
    book: Book
    idle: frozenset[str] = frozenset()
    """Firms that have no staff, no rent and no taxes to pay."""
    public: dict[tuple[str, str], list[Payment]] = field(default_factory=dict)
    """By ocid and contract: what the treasury paid."""
    salaries: dict[str, list[Payment]] = field(default_factory=dict)
    """By employer's account."""

    def pay(
        self,
        at: int,
        *,
        payer: str,
        payee: str,
        cents: int,
        purpose: str,
        channel: str = "TRANSFER",
        currency: str = "EUR",
        reference: str = "",
    ) -> Payment:
        """Book a payment.

        Parameters
        ----------
        at
            The moment. After the last one, and before both accounts are open, nothing is booked.
        payer, payee
            Accounts; empty for cash.
        cents, currency, purpose, channel, reference
            As in `Payment`.

        Returns
        -------
        Payment
            Booked or not.
        """
        province = self.province
        known = province.accounts
        payment = Payment(
            payment_id(province), at, payer, payee, cents, currency, purpose, channel, reference
        )
        day = at // 1440
        ready = (not payer or known[payer].opened <= day) and (
            not payee or known[payee].opened <= day
        )
        if ready and 0 <= at < HORIZON and payer != payee and cents > 0:
            province.payments.append(payment)
        return payment

    def booked(self, payment: Payment) -> bool:
        """Say whether a payment is the last one that was booked."""
        return bool(self.province.payments) and self.province.payments[-1] is payment

    def ready(self, *accounts: str, at: int, draws: Draws) -> None:
        """Have accounts open at a moment: those that are too young were opened before.

        No firm has an account before it is founded.
        """
        for number in accounts:
            account = self.province.accounts.get(number)
            if account and account.opened > at // 1440:
                firm = self.province.firms.get(account.holder)
                first = day_of(firm.founded) if firm else -LONG_AGO
                account.opened = max(first, at // 1440 - draws.skewed(1, 500))

    def treasury(self, deal: Deal) -> list[Payment]:
        """List what the treasury paid for a contract, in order."""
        return self.public.get((deal.ocid, deal.contract), [])


def grained(draws: Draws, cents: int) -> int:
    """Round an amount down as often, and as far, as those that a city pays are round."""
    step: int = 10 ** (load().payments.grain.draw(draws) - 1)
    return cents // step * step or cents


def round_to_two(cents: int) -> int:
    """Round down to two digits, as people do who name a price: 1234567 becomes 1200000."""
    step: int = 10 ** max(0, len(str(cents)) - 2)
    return max(100, cents // step * step)


def sum_of(draws: Draws, median: int, *, sigma: float, rounded: float) -> int:
    """Draw an amount, round as often as the share `rounded` says."""
    cents = draws.lognormal(median, sigma)
    return round_to_two(cents) if draws.uniform() < rounded else cents


@dataclass(frozen=True, slots=True)
class Crowd:
    """Some whom many deal with: few of them with very many."""

    members: tuple[str, ...]
    weights: tuple[float, ...]

    @classmethod
    def of(cls, members: list[str]) -> Crowd:
        """Make the first the busiest, by the law of Zipf."""
        return cls(tuple(members), cumulate([1.0 / (rank + 3) for rank in range(len(members))]))

    def pick(self, draws: Draws) -> str:
        """Draw one."""
        return self.members[draws.index(self.weights)]
