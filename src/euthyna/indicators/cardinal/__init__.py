"""Cardinal's output from the formulas of the catalogue: groups, codes, values, fences, maps.

``settings`` reads its INI files, ``computing`` is the way in, ``queries`` asks the engine,
``lines`` takes repeated processes apart, ``flags`` says what each code flags, ``fences`` draws thresholds to the last bit, ``results`` has
the shape of the output, ``keeping`` what an earlier run gave. ``docs/reference/cardinal.md`` lists where it differs, and why.
"""

from __future__ import annotations

from euthyna.indicators.cardinal.computing import output
from euthyna.indicators.cardinal.keeping import Kept
from euthyna.indicators.cardinal.lines import TABLES
from euthyna.indicators.cardinal.settings import DEFAULTS, CardinalSettings, read_settings

__all__ = ["DEFAULTS", "TABLES", "CardinalSettings", "Kept", "output", "read_settings"]
