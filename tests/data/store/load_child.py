"""Loads files into a lake, for tests that kill it; prints a line when it is done."""

from __future__ import annotations

import sys
from pathlib import Path

from euthyna.data.store.lake import Lake
from euthyna.data.store.loading import load

if __name__ == "__main__":
    lake, *paths = sys.argv[1:]
    load(paths, lake=Lake(Path(lake)), threads=1)
    sys.stdout.write("loaded\n")
