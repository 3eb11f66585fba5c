"""Outputs that are kept: the same question gives the same answer, another question none."""

from __future__ import annotations

from pathlib import Path

import pytest

from euthyna.indicators import cardinal
from euthyna.indicators.cardinal import keeping
from euthyna.indicators.cardinal.settings import read_settings

PLAIN = {"strict": False, "meta": True, "maps": False}


@pytest.mark.parametrize(
    ("contents", "settings", "options"),
    [
        (["a", "c"], cardinal.DEFAULTS, PLAIN),
        (["a"], cardinal.DEFAULTS, PLAIN),
        (["a", "b"], read_settings("[R003]\nthreshold = 5\n", name="s.ini"), PLAIN),
        (["a", "b"], cardinal.DEFAULTS, {**PLAIN, "maps": True}),
    ],
)
def test_another_question_has_another_file(
    tmp_path: Path,
    contents: list[str],
    settings: cardinal.CardinalSettings,
    options: dict[str, bool],
) -> None:
    kept = cardinal.Kept(tmp_path)
    one = kept.file(["b", "a"], cardinal.DEFAULTS, **PLAIN)
    assert one == kept.file(["a", "b"], cardinal.DEFAULTS, **PLAIN)
    assert one != kept.file(contents, settings, **options)


def test_changed_code_has_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = cardinal.Kept(tmp_path)
    one = kept.file(["a"], cardinal.DEFAULTS, **PLAIN)
    monkeypatch.setattr(keeping, "source_state", lambda: "another state")
    assert kept.file(["a"], cardinal.DEFAULTS, **PLAIN) != one


def test_the_oldest_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST", 2)
    kept = cardinal.Kept(tmp_path / "kept")
    files = [kept.file([name], cardinal.DEFAULTS, **PLAIN) for name in "abc"]
    assert kept.read(files[0]) is None
    for file in files:
        kept.write(file, "{}")
    assert [kept.read(file) for file in files] == [None, "{}", "{}"]
