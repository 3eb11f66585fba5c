"""Who works, lets, sells and shops in a province, as far as payments show it."""

from __future__ import annotations

from dataclasses import dataclass

from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.country.ledger import Crowd, Ledger
from euthyna.simulation.country.model import Firm, Person

_SOCIETY = 610
"""Purpose of a random stream."""
_SHOPS = ("47.", "56.", "55.", "10.71", "45.20", "79.11")
"""Beginnings of the NACE classes of firms that people buy from."""
_RETIRED = "1957"
"""Whoever was born before lives by a pension."""
_PASSIVE = frozenset({"holding", "shell", "foundation", "listed", "state-body"})
"""Kinds of firms that employ nobody."""
_PER_PROVINCE = 1000


@dataclass(frozen=True, slots=True)
class Society:
    """Lists of accounts and holders, in a random order."""

    share: float
    """Of a whole province."""
    workers: tuple[Person, ...]
    retired: tuple[Person, ...]
    suppliers: tuple[Firm, ...]
    """Those that live: with staff, rent and taxes."""
    firms: tuple[Firm, ...]
    """Others that live."""
    passive: tuple[Firm, ...]
    """Holdings, shells and others without a business of their own."""
    landlords: tuple[str, ...]
    """Accounts."""
    shops: Crowd
    """Accounts."""
    dealers: Crowd
    """Accounts of firms that other firms buy from."""

    @classmethod
    def of(cls, ledger: Ledger) -> Society:
        """Look around."""
        province, book = ledger.province, ledger.book
        draws = province.draws(_SOCIETY)
        people = [p for p in draws.shuffled(list(province.persons.values())) if book.has(p.id)]
        home = [f for f in province.firms.values() if f.jurisdiction == "XA" and not f.dissolved]
        home = draws.shuffled([f for f in home if f.id not in ledger.idle])
        firms = [f for f in home if not f.supplier and f.kind not in _PASSIVE]
        suppliers = [f for f in home if f.supplier]
        shops = [f for f in firms if f.activity.startswith(_SHOPS)]
        shops = (shops or firms or suppliers)[:160]
        letting = [book.main(f.id) for f in firms if f.kind == "landlord"]
        private = [book.main(p.id) for p in people[: max(4, len(people) // 60)]]
        return cls(
            share=province.processes / _PER_PROVINCE,
            workers=tuple(p for p in people if p.born >= _RETIRED and p.born < "2004"),
            retired=tuple(p for p in people if p.born < _RETIRED),
            suppliers=tuple(suppliers),
            firms=tuple(firms or suppliers),
            passive=tuple(f for f in home if not f.supplier and f.kind in _PASSIVE),
            landlords=tuple(letting + private),
            shops=Crowd.of([book.main(f.id) for f in shops]),
            dealers=Crowd.of([book.main(f.id) for f in draws.shuffled(firms + suppliers)]),
        )

    def some(self, per_province: int) -> int:
        """Say how many there are in a province of this size, at least one."""
        return max(1, round(per_province * self.share))

    def living(self) -> tuple[Firm, ...]:
        """List the firms with a business of their own."""
        return self.suppliers + self.firms

    def person(self, draws: Draws) -> Person:
        """Draw somebody."""
        return draws.pick(self.workers) if self.workers else draws.pick(self.retired)

    def firm(self, draws: Draws) -> Firm:
        """Draw a firm that lives and does not bid, where there is one."""
        return draws.pick(self.firms)

    def quiet_firm(self, draws: Draws) -> Firm:
        """Draw a firm without much of a business, where there is one."""
        return draws.pick(self.passive or self.firms)
