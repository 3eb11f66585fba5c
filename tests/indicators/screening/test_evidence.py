"""From a flag of screening to the rows of matches, listings, offices and ties behind it."""

from __future__ import annotations

from pathlib import Path

import pytest

from euthyna.data import model
from euthyna.data.store.engines import Engine
from euthyna.indicators.cases import read_cases
from euthyna.indicators.evidence import Explanation, explain

HERE = Path(__file__).parent


def explained(engine: Engine, indicator: str, subject: str, *, case: int = 0) -> Explanation:
    """Explain a subject of a case; the source of each row is its table and number."""
    file = HERE / f"{indicator.replace('-', '_')}.yaml"
    tried = read_cases(file.read_text(), name=file.name)[case]
    found = tried.run(engine)
    for name, table in model.ALL.items():
        rows = [{**row, "source": f"{name}:{i}"} for i, row in enumerate(tried.given.get(name, []))]
        engine.register_rows(table, rows)
    about = {"indicator": indicator, "version": 1, "subject_kind": "award"}
    origin = {"threshold_origin": "min, default"}
    engine.register_rows(model.ALL["flags"], [{**row, **about, **origin} for row in found])
    return explain(engine, (indicator, subject))


PARTIES = {table for table, known in model.ALL.items() if "process_id" not in known.names}
EXPECTED = [
    ("listed-supplier", "F#/awards/0", ["listings:0", "matches:0"]),
    (
        "listed-under-former-name",
        "G#/awards/0",
        ["listings:0", "matches:1", "parties:0", "party_identifiers:0", "party_names:0"],
    ),
    ("listed-under-former-name", "H#/awards/0", ["listings:0", "matches:2", "relationships:0"]),
    (
        "listed-owner-or-director",
        "G#/awards/0",
        ["listings:1", "matches:1", "matches:2", "relationships:1"],
    ),
    (
        "office-holder-among-owners-or-directors",
        "F#/awards/0",
        ["matches:0", "matches:3", "positions:0", "relationships:0"],
    ),
    (
        "relative-of-office-holder-among-owners-or-directors",
        "F#/awards/0",
        ["matches:0", "matches:2", "positions:0", "relationships:0", "relationships:2"],
    ),
    (
        "shared-address-with-listed-party",
        "G#/awards/0",
        ["listings:1", "listings:2", "party_addresses:1", "party_addresses:2"],
    ),
    (
        "shared-phone-or-email-with-listed-party",
        "F#/awards/0",
        ["listings:0", "matches:0", "parties:0"],
    ),
]


@pytest.mark.parametrize(("indicator", "subject", "expected"), EXPECTED)
def test_a_flag_leads_to_what_was_said_of_the_parties(
    duck: Engine, indicator: str, subject: str, expected: list[str]
) -> None:
    found = explained(duck, indicator, subject)
    places = sorted(row.place for row in found.rows if row.table in PARTIES)
    assert places == expected
    assert found.truncated == 0


def test_what_is_not_flagged_shows_the_listing_that_ended(duck: Engine) -> None:
    found = explained(duck, "listed-supplier", "A#/awards/0", case=2)
    (listing,) = [row.values for row in found.rows if row.table == "listings"]
    assert (found.flag, listing["end_date"]) == (False, "2024-02")
