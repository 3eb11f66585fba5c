"""What a damaged lake says, and the way out that it names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from euthyna.base.errors import StoreError
from euthyna.data.store import manifest
from euthyna.data.store.lake import Lake, SourceFile


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """A lake with one snapshot of one file."""
    lake = Lake(tmp_path / "lake")
    with lake.begin() as commit:
        path = commit.directory("awards") / "north.parquet"
        path.write_bytes(b"PAR1north awardsPAR1")
        commit.add(SourceFile("k", "n", 1, 2, "d", "ocds", {"awards": 1}), {"awards": [path]})
        commit.publish()
    return lake


def damage_file(lake: Lake) -> None:
    lake.open().files("awards")[0].write_bytes(b"PAR1")


def remove_file(lake: Lake) -> None:
    lake.open().files("awards")[0].unlink()


def manifest_with(**changes: Any) -> Any:
    def damage(lake: Lake) -> None:
        path = manifest.manifest_path(lake.root, version=1)
        path.write_text(json.dumps(json.loads(path.read_bytes()) | changes))

    return damage


def cut_manifest(lake: Lake) -> None:
    path = manifest.manifest_path(lake.root, version=1)
    path.write_bytes(path.read_bytes()[:-9])


def outside(path: str) -> list[dict[str, Any]]:
    files = {"awards": [{"path": path, "size": 1}]}
    row = {"key": "k", "name": "n", "size": 1, "modified_ns": 1, "digest": "d", "profile": "p"}
    return [{"source": row | {"rows": {"awards": 1}}, "files": files}]


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (damage_file, r"north\.parquet has 4 bytes, 20 bytes are due; restore .* move the lake"),
        (remove_file, r"awards/north\.parquet is missing, 20 bytes are due"),
        (cut_manifest, r"00000001\.json is damaged \(JSONDecodeError"),
        (manifest_with(sources=[{}]), r"00000001\.json is damaged \(KeyError"),
        (manifest_with(sources=3), r"00000001\.json is damaged \(TypeError"),
        (manifest_with(version=2), r"00000001\.json is damaged \(ValueError"),
        (manifest_with(format=2), r"has format 2, this Euthyna reads up to 1; update Euthyna"),
        (manifest_with(sources=outside("/etc/passwd")), r"damaged \(ValueError\('/etc/passwd"),
        (
            manifest_with(sources=outside("files/00000001/awards/../../x.parquet")),
            r"damaged \(ValueError\('files/00000001/awards/\.\./",
        ),
        (lambda lake: (lake.root / "CURRENT").unlink(), r"CURRENT is missing; write 1 into it"),
        (lambda lake: (lake.root / "CURRENT").write_text(""), r"CURRENT holds b'' .* \[1\]"),
        (lambda lake: (lake.root / "CURRENT").write_text("-1"), r"CURRENT holds b'-1'"),
        (lambda lake: (lake.root / "CURRENT").write_text("9"), r"00000009\.json is missing"),
    ],
)
def test_damage_is_told_with_a_way_out(lake: Lake, damage: Any, message: str) -> None:
    damage(lake)
    with pytest.raises(StoreError, match=message):
        lake.open()
    with pytest.raises(StoreError, match=message), lake.begin():
        pytest.fail("a damaged lake was opened for writing")
    # The lock is free again: what is refused is refused for its own reason.
    with pytest.raises(StoreError, match=message):
        lake.begin()


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "lake").write_text("not a folder")
    with pytest.raises(StoreError, match=r"cannot read .*lake/CURRENT: Not a directory"):
        Lake(tmp_path / "lake").open()
    with pytest.raises(StoreError, match=r"cannot write .*lake: File exists"):
        Lake(tmp_path / "lake").begin()
