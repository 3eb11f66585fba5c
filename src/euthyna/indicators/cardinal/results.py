"""What was found, in the shape of Cardinal's output."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from euthyna.indicators.cardinal.fences import shown
from euthyna.indicators.cardinal.lines import ocid

GROUPS = ("OCID", "Buyer", "ProcuringEntity", "Tenderer")
"""The groups of subjects, in order."""

MAPS = (
    "ocid_buyer_r038",
    "ocid_procuringentity_r038",
    "ocid_tenderer",
    "ocid_tenderer_r024",
    "ocid_tenderer_r028",
    "ocid_tenderer_r030",
    "ocid_tenderer_r035",
    "ocid_tenderer_r058",
)
"""The maps from processes to organisations; each is there, if empty."""

SINGLE = frozenset({"ocid_buyer_r038", "ocid_procuringentity_r038"})
"""The maps that have one organisation for each process, not a list."""


@dataclass(frozen=True, slots=True)
class Results:
    """Collects values, figures and links, in any order."""

    groups: dict[str, dict[str, dict[str, float]]] = field(
        default_factory=lambda: {group: {} for group in GROUPS}
    )
    figures: dict[str, dict[str, float]] = field(default_factory=dict)
    maps: dict[str, dict[str, set[str]]] = field(
        default_factory=lambda: {name: {} for name in MAPS}
    )

    def add(self, group: str, subject: str, code: str, value: float) -> None:
        """Flag a subject of a group; what was said of it before is replaced."""
        subject = ocid(subject) if group == "OCID" else subject
        self.groups[group].setdefault(subject, {})[code] = value

    def say(self, code: str, **figures: float) -> None:
        """Keep quartiles and fences."""
        self.figures.setdefault(code, {}).update(figures)

    def link(self, name: str, process: str, party: str) -> None:
        """Add an organisation to those of a process, or set its one organisation."""
        parties = self.maps[name].setdefault(ocid(process), set())
        if name in SINGLE:
            parties.clear()
        parties.add(party)

    def shown(self, *, meta: bool, maps: bool) -> dict[str, Any]:
        """Give the JSON object, sorted by id; groups without a subject are left out."""
        out: dict[str, Any] = {
            group: {subject: _finite(values) for subject, values in sorted(subjects.items())}
            for group, subjects in self.groups.items()
            if subjects
        }
        if meta:
            out["Meta"] = {
                code: {name: shown(value) for name, value in figures.items()}
                for code, figures in sorted(self.figures.items())
            }
        if maps:
            out["Maps"] = {
                name: {
                    process: max(parties) if name in SINGLE else sorted(parties)
                    for process, parties in sorted(pairs.items())
                }
                for name, pairs in self.maps.items()
            }
        return out


def _finite(values: Mapping[str, float]) -> dict[str, float | None]:
    return {code: value if math.isfinite(value) else None for code, value in values.items()}
