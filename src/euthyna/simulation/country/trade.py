"""Goods over the border: what firms declare to customs for most of what they pay and are paid.

A firm declares a shipment days to weeks before it pays for it, or before it is paid. Some
partners sell services, some invoices are paid in two parts, and some shipments are declared
by others: a payment without a declaration, or the reverse, means little by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from euthyna.simulation.basis.dates import HORIZON, year
from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.basis.noise import vary
from euthyna.simulation.basis.wares import BRANDS, KILOGRAMS, OFFICES, WARES, WHOLE, Ware, reference
from euthyna.simulation.country import clock, misinvoicing
from euthyna.simulation.country.abroad import HOME
from euthyna.simulation.country.clock import DAY
from euthyna.simulation.country.dealings import Dealing, Delivery
from euthyna.simulation.country.model import Account, Payment, Shipment
from euthyna.simulation.country.province import Province

SERVICE_PARTNERS = 0.15
"""The share of partners abroad who sell or buy services only."""
UNDECLARED = 0.04
"""The share of goods whose declaration somebody else makes."""
INSTALMENTS = 0.06
"""How often an invoice is paid in two parts."""

_TRADE, _PARTNERS = 730, 731
"""Purposes of random streams."""
_SERVICES = ("services", "consulting", "subcontract", "marketing", "transport")
_GOODS = ("goods", "order", "materials", "за товар", "货款")
_NEITHER = (
    "loan", "investment", "share purchase", "cash pool", "intragroup", "pooling", "clearing",
    "dividend", "profit share", "дивиденды", "deed", "escrow", "sale of land", "donation",
    "repayment", "paid twice", "correction", "возврат", "gift", "salary", "bonus",
)  # fmt: skip


def build(province: Province) -> None:
    """Add the declarations of shipments, in order of time, and what is planted among them."""
    desk = _Desk(province, province.draws(_TRADE))
    dealings = _dealings(province)
    profiles = province.draws(_PARTNERS)
    partners: dict[str, _Partner] = {}
    for dealing in dealings:
        if dealing.partner not in partners:
            partners[dealing.partner] = _Partner.drawn(profiles, dealing)
        desk.declare(dealing, partners[dealing.partner])
    misinvoicing.plant(province, dealings)
    kept = [delivery.shipment for dealing in dealings for delivery in dealing.deliveries]
    province.shipments.extend(sorted(kept, key=lambda shipment: (shipment.at, shipment.id)))


def _dealings(province: Province) -> list[Dealing]:
    """Group payments over the border by who deals with whom, in order of the first one."""
    found: dict[tuple[str, str], Dealing] = {}
    for payment in province.payments:
        if payment.channel != "TRANSFER":
            continue
        payer, payee = province.accounts[payment.payer], province.accounts[payment.payee]
        if payer.country == payee.country or not _is_trade(payment.purpose):
            continue
        own, other = (payer, payee) if payer.country == HOME else (payee, payer)
        if own.country == HOME and own.holder in province.firms and not _is_own(province, other):
            dealing = found.get((payment.payer, payment.payee))
            if dealing is None:
                direction = "import" if own is payer else "export"
                dealing = Dealing(own.id, own.holder, other.id, other.country, direction)
                found[payment.payer, payment.payee] = dealing
            dealing.payments.append(payment)
    return list(found.values())


def _is_trade(purpose: str) -> bool:
    text = purpose.lower()
    return not any(word in text for word in _NEITHER)


def _is_own(province: Province, account: Account) -> bool:
    """Say whether somebody of the register holds an account abroad: that is no trade."""
    return account.holder in province.persons


def certainty(purpose: str) -> str:
    """Say what a purpose is about: goods, services, or either.

    Examples
    --------
    >>> certainty("goods as per invoice 17"), certainty("marketing 18"), certainty("inv 19")
    ('goods', 'services', 'either')
    """
    text = purpose.lower()
    if any(word in text for word in _GOODS):
        return "goods"
    return "services" if any(word in text for word in _SERVICES) else "either"


@dataclass(frozen=True, slots=True)
class _Partner:
    """What somebody abroad trades in."""

    services: bool
    wares: tuple[tuple[Ware, int, str], ...]
    """Each with this partner's price of the unit, in cents, and brand."""

    @classmethod
    def drawn(cls, draws: Draws, dealing: Dealing) -> _Partner:
        """Draw wares of which a usual payment buys more than a few."""
        sums = sorted(payment.cents for payment in dealing.payments)
        usual = sums[len(sums) // 2]
        fitting = [w for w in WARES if w.cents * 25 <= usual] or [
            w for w in WARES if w.unit == KILOGRAMS and w.cents < 700
        ]
        wares = tuple(
            (ware, draws.lognormal(ware.cents, 0.12), draws.pick(BRANDS) * draws.chance(0.2))
            for ware in (_popular(draws, fitting) for _ in range(draws.skewed(1, 3)))
        )
        return cls(draws.chance(SERVICE_PARTNERS), wares)


def _popular(draws: Draws, wares: list[Ware]) -> Ware:
    return wares[draws.skewed(0, len(wares) - 1)]


@dataclass(slots=True)
class _Desk:
    """Writes declarations."""

    province: Province
    draws: Draws
    _skipped: set[str] = field(default_factory=set)
    _count: int = 0

    def declare(self, dealing: Dealing, partner: _Partner) -> None:
        """Declare what two partners traded, as far as it is goods."""
        for place, payment in enumerate(dealing.payments):
            if payment.id in self._skipped or not self._is_declared(payment, partner):
                continue
            paid = [payment]
            if self.draws.chance(INSTALMENTS) and place + 1 < len(dealing.payments):
                paid.append(dealing.payments[place + 1])
                self._skipped.add(paid[1].id)
            shipment = self._shipment(dealing, partner, paid)
            if shipment:
                dealing.deliveries.append(Delivery(shipment, paid))

    def _is_declared(self, payment: Payment, partner: _Partner) -> bool:
        about = certainty(payment.purpose)
        if about == "services" or (about == "either" and partner.services):
            return False
        return not self.draws.chance(UNDECLARED)

    def _shipment(
        self, dealing: Dealing, partner: _Partner, paid: list[Payment]
    ) -> Shipment | None:
        draws = self.draws
        cents = sum(payment.cents for payment in paid)
        ware, price, brand = draws.pick(partner.wares)
        price = max(1, price * draws.between(930, 1070) // 1000)
        day = paid[0].at // DAY - 2 - draws.skewed(0, 55)
        if paid[0].purpose == "advance":
            day = paid[-1].at // DAY + draws.between(5, 45)
        at = clock.office(draws, day)
        freight = cents * draws.skewed(5, 60) // 1000 if draws.chance(0.55) else 0
        number = _invoice(draws, paid[0])
        trader, other = (self.province.accounts[n] for n in (dealing.account, dealing.partner))
        words = draws.pick(ware.words)
        self._count += 1
        shipment = Shipment(
            id=self._reference(at, dealing),
            at=at,
            direction=dealing.direction,
            trader=dealing.trader,
            trader_name=_written(draws, trader),
            partner_name=_written(draws, other),
            country=dealing.country,
            code=ware.code,
            words=f"{words}, {brand}" if brand and draws.chance(0.7) else words,
            tenths=_tenths(cents, price, ware.unit),
            unit=ware.unit,
            cents=cents,
            freight=freight,
            currency=paid[0].currency,
            invoice=number,
            office=draws.pick(OFFICES),
        )
        return shipment if day >= 0 and at < HORIZON else None

    def _reference(self, at: int, dealing: Dealing) -> str:
        key = (self.province.seed, self.province.number, self._count)
        return reference(year(max(at, 0)), *key, exported=dealing.direction == "export")


def _tenths(cents: int, price: int, unit: str) -> int:
    step = 10 if unit in WHOLE else 1
    return max(step, cents * 10 // price // step * step)


def _written(draws: Draws, account: Account) -> str:
    name = draws.pick(account.names)
    return vary(draws, name, kind="firm") if draws.chance(0.12) else name


def _invoice(draws: Draws, payment: Payment) -> str:
    """Repeat the number in a purpose, or give one, as declarants write it."""
    digits = "".join(sign for sign in payment.purpose[-6:] if sign.isdigit())
    number = digits or str(draws.between(17, 99_016))
    style = draws.uniform()
    if style < 0.75:
        return number
    return f"INV-{number}" if style < 0.9 else f"{number}/{year(payment.at)}"
