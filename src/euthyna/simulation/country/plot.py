"""A scheme in the payments while it is played: books and notes at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.country import clock
from euthyna.simulation.country.accounts import on_file
from euthyna.simulation.country.clock import DAY
from euthyna.simulation.country.ledger import Ledger, grained
from euthyna.simulation.country.model import Firm, Payment
from euthyna.simulation.country.province import Episode
from euthyna.simulation.country.purposes import word
from euthyna.simulation.country.society import Society

_TRIES = 12
"""How often another firm is drawn where one is too young."""


@dataclass(slots=True)
class Plot:
    """One instance: where it is played, and what is noted."""

    ledger: Ledger
    society: Society
    draws: Draws
    episode: Episode
    _noted: set[tuple[str, str, str]] = field(default_factory=set)
    _booked: list[Payment] = field(default_factory=list)

    def pay(
        self,
        role: str,
        *,
        at: int,
        payer: str,
        payee: str,
        cents: int,
        kind: str = "trade",
        channel: str = "TRANSFER",
        currency: str = "EUR",
        brings: str = "",
    ) -> Payment:
        """Book and note a payment.

        Parameters
        ----------
        role
            Of the payment in the scheme.
        at, payer, payee, cents, channel, currency
            As in `Payment`.
        kind
            Of the words in `purposes`.
        brings
            The account whose holder brings the cash; empty is the payee's.
        """
        self.ledger.ready(payer, payee, at=at, draws=self.draws)
        payment = self.ledger.pay(
            at,
            payer=payer,
            payee=payee,
            cents=cents,
            purpose=word(self.draws, kind, month=min(41, max(0, at // DAY // 30))),
            channel=channel,
            currency=currency,
        )
        if channel == "CASH" and not payer:
            payment.payer_name = self.ledger.province.accounts[brings or payee].names[0]
        if self.ledger.booked(payment):
            self._booked.append(payment)
            self.booked(role, payment)
        return payment

    def finish(self) -> None:
        """Add to the parameters of what was noted how many payments were made, and how fast."""
        if not self._booked:
            return
        moments = [payment.at for payment in self._booked]
        measured: dict[str, float | int | str] = {
            "payments": len(moments),
            "cents": sum(payment.cents for payment in self._booked),
            "hours": (max(moments) - min(moments)) // 60,
        }
        planted = self.ledger.province.planted
        chosen = tuple(sorted({**dict(self.episode.parameters), **measured}.items()))
        for place, one in enumerate(planted):
            if one.instance == self.episode.instance and one.scheme == self.episode.scheme:
                planted[place] = replace(one, parameters=chosen)

    def booked(self, role: str, payment: Payment) -> None:
        """Note a payment that was booked, perhaps by others."""
        self.note(role, "payment", payment.id, at=payment.at)

    def account(self, role: str, account: str, *, at: int) -> None:
        """Note an account and, where banks or registers know it, whoever holds it."""
        self.note(role, "account", account, at=at)
        found = self.ledger.province.accounts[account]
        if found.holder and (on_file(found) or found.holder in self.ledger.province.firms):
            self.note(role, "party", found.holder, at=at)

    def note(self, role: str, kind: str, name: str, *, at: int) -> None:
        """Note something once."""
        if (role, kind, name) not in self._noted:
            self._noted.add((role, kind, name))
            self.episode.note(role, kind, name, at=at)

    def after(self, at: int, *, low: int, high: int) -> int:
        """Draw a moment in office hours some days later."""
        return clock.office(self.draws, at // DAY + self.draws.between(low, high))

    def soon(self, at: int, *, low: int, high: int) -> int:
        """Draw a moment some minutes later, at any hour."""
        return at + self.draws.between(low, high)

    def part(self, cents: int, *, low: int, high: int) -> int:
        """Take so many per mille of an amount, round as often as others do."""
        amount = max(100, cents * self.draws.between(low, high) // 1000)
        return grained(self.draws, amount)

    def begin(self, *, days: int, accounts: tuple[str, ...] = ()) -> int:
        """Draw a first day, after the accounts were opened and early enough for so many days."""
        opened = [self.ledger.province.accounts[account].opened for account in accounts]
        first = max([0, *opened]) + 2
        return self.draws.between(first, max(first, clock.LAST - days))

    def new_account(self, holder: str, *, opened: int) -> str:
        """Open one more account for somebody; for a firm, not before it is founded."""
        firm = self.ledger.province.firms.get(holder)
        first = clock.day_of(firm.founded) if firm else opened
        return self.ledger.book.open(holder, opened=max(first, opened))

    def people(self, count: int) -> list[str]:
        """Draw accounts of different persons."""
        return self._different(count, self.someone)

    def firms(self, count: int) -> list[str]:
        """Draw accounts of different firms."""
        return self._different(count, self.some_firm)

    def mixed(self, count: int) -> list[str]:
        """Draw accounts of different persons and firms."""
        draw = self.draws
        return self._different(
            count, lambda: self.someone() if draw.chance(0.6) else self.some_firm()
        )

    def someone(self) -> str:
        """Draw the account of a person."""
        return self.ledger.book.main(self.society.person(self.draws).id)

    def some_firm(self) -> str:
        """Draw the account of a firm, active or not, that was there from the beginning on."""
        quiet = self.draws.chance(0.3)
        return self.ledger.book.main(self.old_firm(quiet=quiet).id)

    def old_firm(self, *, quiet: bool = False) -> Firm:
        """Draw a firm that was there from the beginning on, with or without much of a business."""
        draw = self.society.quiet_firm if quiet else self.society.firm
        firm = draw(self.draws)
        for _ in range(_TRIES):
            if clock.day_of(firm.founded) < 0:
                break
            firm = draw(self.draws)
        return firm

    def _different(self, count: int, draw: Callable[[], str]) -> list[str]:
        found: dict[str, None] = {}
        for _ in range(count * 4):
            if len(found) >= count:
                break
            found[draw()] = None
        return list(found)
