"""What is compiled is compiled anew when any of its modules changes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from euthyna.entities import names, scoring
from euthyna.entities.scoring.pairs import KERNELS

MODULES = (
    *(Path(scoring.__file__).parent / f"{module}.py" for module in (
        "aligning", "comparing", "evidence", "levels", "spelling", "words",
    )),
    *(Path(names.__file__).parent / f"{module}.py" for module in ("roles", "scripts")),
)  # fmt: skip


def test_the_compiling_module_knows_the_hash_of_what_it_compiles_in() -> None:
    text = "".join(module.read_text("utf-8") for module in MODULES)
    found = hashlib.sha256(text.encode()).hexdigest()[:16]
    assert found == KERNELS, f'write KERNELS: Final = "{found}" into pairs.py'
