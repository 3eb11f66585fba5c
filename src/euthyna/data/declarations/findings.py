"""What is found inside a published name, and the making of it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from euthyna.data.declarations.numbering import Number
from euthyna.data.declarations.phrases import PREDECESSOR, SUCCESSOR


@dataclass(frozen=True, slots=True)
class Other:
    """Another name of the same party."""

    text: str
    kind: str
    """alias, weak, former, original_script, transliteration or abbreviation."""


@dataclass(frozen=True, slots=True, repr=False)
class Wording:
    """What a published name says."""

    name: str = ""
    others: tuple[Other, ...] = ()
    numbers: tuple[Number, ...] = ()
    predecessors: tuple[str, ...] = ()
    """Other parties, of which this one is the successor."""
    successors: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """Marks of footnotes, without their asterisks."""
    remarks: tuple[str, ...] = ()
    """Words about the entry that are no part of a name."""

    def __repr__(self) -> str:
        said = ((f.name, getattr(self, f.name)) for f in fields(self))
        return f"Wording({', '.join(f'{name}={value!r}' for name, value in said if value)})"


@dataclass(slots=True)
class Found:
    """A wording in the making."""

    others: list[Other] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    predecessors: list[str] = field(default_factory=list)
    successors: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def add(self, kind: str, text: str) -> None:
        """Add what a phrase of this kind said."""
        if kind == PREDECESSOR:
            self.predecessors.append(text)
        elif kind == SUCCESSOR:
            self.successors.append(text)
        else:
            self.others.append(Other(text, kind))

    def wording(self, name: str) -> Wording:
        """Give the finished wording; no other name stands twice, nor is it the name itself."""
        others = {o.text: o for o in reversed(self.others) if o.text and o.text != name}
        return Wording(
            name,
            tuple(reversed(others.values())),
            tuple({n.text: n for n in reversed(self.numbers)}.values())[::-1],
            tuple(dict.fromkeys(self.predecessors)),
            tuple(dict.fromkeys(self.successors)),
            tuple(dict.fromkeys(self.notes)),
            tuple(dict.fromkeys(self.remarks)),
        )
