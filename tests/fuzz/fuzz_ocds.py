"""The fuzz target of the OCDS reader: any bytes are read or refused on purpose, never worse.

pip install atheris && python tests/fuzz/fuzz_ocds.py -max_total_time=600 some-corpus/
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from euthyna.base.errors import InputError
from euthyna.data.reading import inputs
from euthyna.data.store.lake import Lake
from euthyna.data.store.loading import load


def one_input(content: bytes) -> int:
    """Load some bytes as a file; give the number of processes read.

    Whatever is not a refusal on purpose goes through to the fuzzer as a finding.
    """
    with tempfile.TemporaryDirectory(prefix="euthyna-fuzz-") as name:
        path = Path(name) / "any.json"
        path.write_bytes(content)
        try:
            found, _ = inputs.find([path])
            loaded = load([path], lake=Lake(Path(name) / "lake"), threads=1)
        except InputError:
            return 0
        assert len(found) == 1
        return sum(one.processes for one in loaded.inputs)


if __name__ == "__main__":
    import atheris  # type: ignore[import-not-found]

    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
