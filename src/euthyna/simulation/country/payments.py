"""The payments of a province: an ordinary life, and what is planted in it.

About 60 payments come to one contracting process: public money first, then what firms and
people live by, then the planted ones; purchases by card fill the rest.
"""

from __future__ import annotations

from euthyna.simulation.country import cash, exports, fronts, households, rewards, typologies
from euthyna.simulation.country.accounts import Book
from euthyna.simulation.country.commerce import trade
from euthyna.simulation.country.ledger import Ledger
from euthyna.simulation.country.province import Province
from euthyna.simulation.country.society import Society
from euthyna.simulation.country.treasury import contracts

PER_PROCESS = 60
"""Payments."""


def build(province: Province) -> None:
    """Add the payments, in order of time."""
    book = Book.of(province)
    ledger = Ledger(province, book, rewards.idle(province))
    society = Society.of(ledger)
    contracts(ledger)
    trade(ledger, society)
    households.live(ledger, society)
    for plant in (rewards.plant, typologies.plant, fronts.plant, exports.sell, cash.travel):
        plant(ledger, society)
    households.shop(ledger, society, until=PER_PROCESS * province.processes)
    province.payments.sort(key=lambda payment: (payment.at, payment.id))
