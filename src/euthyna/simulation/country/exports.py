"""What customers abroad pay to firms of the country, for goods and services."""

from __future__ import annotations

from euthyna.simulation.country.accounts import QUIET, TRADERS
from euthyna.simulation.country.commerce import Relation, usable
from euthyna.simulation.country.ledger import Ledger
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
        first = usable(ledger, seller) + draws.between(0, 400)
        relation = Relation(usual=usual, spread=0.4, most=30, pause=(6, 80))
        relation.book(ledger, draws, payer=customer, payee=seller, first=first)
