"""What customers abroad pay to firms of the country, for goods and services."""

from __future__ import annotations

from euthyna.simulation.country import clock
from euthyna.simulation.country.accounts import QUIET, TRADERS
from euthyna.simulation.country.ledger import Ledger, grained
from euthyna.simulation.country.purposes import word
from euthyna.simulation.country.society import Society

CUSTOMERS, RELATIONS = 45, 55
"""In a whole province: accounts abroad, and pairs who trade again and again."""
QUIET_SHARE = 0.2

_EXPORTS = 720
"""Purpose of a random stream."""


def sell(ledger: Ledger, society: Society) -> None:
    """Book what comes in for exports."""
    draws = ledger.province.draws(_EXPORTS)
    customers = [
        ledger.book.abroad(draws.pick(QUIET if draws.chance(QUIET_SHARE) else TRADERS))
        for _ in range(society.some(CUSTOMERS))
    ]
    sellers = list(society.living())
    for _ in range(society.some(RELATIONS) if sellers else 0):
        u = draws.uniform()
        seller = ledger.book.main(sellers[int(u * u * len(sellers))].id)
        customer = draws.pick(customers)
        usual = draws.lognormal(420_000, 0.9)
        day = max(0, ledger.province.accounts[seller].opened) + draws.between(0, 400)
        for _ in range(draws.skewed(3, 30)):
            ledger.pay(
                clock.office(draws, day),
                payer=customer,
                payee=seller,
                cents=grained(draws, draws.lognormal(usual, 0.4)),
                purpose=word(draws, "trade"),
            )
            day += draws.skewed(6, 80)
