"""What a firm and its partner abroad deliver to each other, and pay."""

from __future__ import annotations

from dataclasses import dataclass, field

from euthyna.simulation.country.model import Payment, Shipment


@dataclass(frozen=True, slots=True)
class Delivery:
    """A shipment and what pays for it."""

    shipment: Shipment
    paid: list[Payment]


@dataclass(slots=True)
class Dealing:
    """All trade of a firm with one partner in one direction."""

    account: str
    """The firm's."""
    trader: str
    """The firm."""
    partner: str
    """An account abroad."""
    country: str
    direction: str
    """import or export."""
    payments: list[Payment] = field(default_factory=list)
    """In order of time."""
    deliveries: list[Delivery] = field(default_factory=list)
    """Those that are declared."""
