"""An index in a folder: plain arrays, mapped into memory when it is opened again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import icu  # type: ignore[import-untyped]
import numpy as np
from numpy.typing import NDArray

from euthyna.base.errors import StoreError

_FORMAT: Final = 1
"""Raised with every change of keys, weights or arrays."""
_MANIFEST: Final = "index.json"


def write(folder: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write arrays into a folder; an index that is there already is replaced at the end.

    Parameters
    ----------
    folder
        Made where it is absent.
    """
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name, array in arrays.items():
        np.save(fresh / f"{name}.npy", array, allow_pickle=False)
    manifest = {"arrays": sorted(arrays), **_made_with()}
    (fresh / _MANIFEST).write_text(json.dumps(manifest), "utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    fresh.replace(folder)


def read(folder: Path) -> dict[str, NDArray[Any]]:
    """Map the arrays of a folder into memory.

    Raises
    ------
    StoreError
        Where no index is there, or one of another version: transliteration depends on ICU.
    """
    try:
        manifest = json.loads((folder / _MANIFEST).read_text("utf-8"))
        arrays = {
            name: np.load(folder / f"{name}.npy", mmap_mode="c", allow_pickle=False)
            for name in manifest["arrays"]
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = f"{folder} holds no index of names that can be read ({error}); build it anew"
        raise StoreError(msg) from error
    wrong = {
        key: manifest.get(key) for key, now in _made_with().items() if manifest.get(key) != now
    }
    if wrong:
        msg = f"{folder} was made with {wrong}, and this is {_made_with()}; build the index anew"
        raise StoreError(msg)
    return arrays


def _made_with() -> dict[str, Any]:
    return {"format": _FORMAT, "icu": icu.ICU_VERSION}
