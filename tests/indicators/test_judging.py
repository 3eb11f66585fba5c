"""Who is judged: a value from too few cases is known, no peer, and not compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from euthyna.data import model
from euthyna.data.store.engines import Engine, start
from euthyna.data.store.lake import Lake
from euthyna.data.store.loading import load
from euthyna.indicators import running
from euthyna.indicators.distributions import peers
from euthyna.indicators.trying import Rows, compute
from euthyna.simulation import write

TENDERERS = "tenderer-with-excessive-disqualified-bids"


def _bids(out: dict[str, list[bool]]) -> dict[str, Rows]:
    """Make bids of tenderers, one in each process; true where it is disqualified."""
    tables: dict[str, Rows] = {"processes": [], "bids": [], "bid_tenderers": []}
    for party, ends in out.items():
        for number, is_out in enumerate(ends):
            key: dict[str, Any] = {"process_id": f"{party}-{number}"}
            status = "disqualified" if is_out else "valid"
            tables["processes"].append(key)
            tables["bids"].append({**key, "bid_no": 0, "status": status})
            tables["bid_tenderers"].append({**key, "bid_no": 0, "party_id": party})
    return tables


SPREAD = {f"A{n}": [i < n for i in range(10)] for n in range(1, 6)}


def test_few_cases_do_not_move_the_threshold_of_the_others(duck: Engine) -> None:
    alone = compute(TENDERERS, {}, duck, _bids(SPREAD))
    few = {f"M{n}": [True] for n in range(20)}
    beside = compute(TENDERERS, {}, duck, _bids({**SPREAD, **few}))
    assert {row["threshold"] for row in alone} != {None}
    assert [row for row in beside if row["subject_id"] in SPREAD] == alone
    assert [row["value"] for row in beside if row["subject_id"] in few] == [1.0] * 20
    assert all(row["flag"] is row["threshold"] is None for row in beside[-20:])


def test_few_cases_are_no_peers(duck: Engine) -> None:
    rows = compute(TENDERERS, {}, duck, _bids({**SPREAD, "M": [True]}))
    kept = ("subject_id", "value", "flag", "threshold")
    flags = [{"indicator": TENDERERS, **{name: row[name] for name in kept}} for row in rows]
    duck.register_rows(model.ALL["flags"], flags)
    assert peers(duck, TENDERERS).values.tolist() == [0.1, 0.2, 0.3, 0.4, 0.5]


def test_coverage_adds_up_to_three_outcomes_and_those_not_judged(tmp_path: Path) -> None:
    write(tmp_path / "some.jsonl", seed=11, processes=400)
    snapshot = load([tmp_path / "some.jsonl"], lake=Lake(tmp_path / "lake")).snapshot
    engine = start("duckdb", threads=1)
    done = running.run(snapshot, engine=engine, folder=tmp_path / "results")
    rows = dict(
        engine.rows(f"SELECT indicator, count(*) FROM read_parquet('{done.flags}') GROUP BY ALL")
    )
    engine.close()
    for each in done.coverage:
        total = each.computable + each.not_computable + each.not_judged
        assert total == rows.get(each.indicator, 0)
        assert sum(each.reasons.values()) == each.not_computable
        assert sum(each.reasons_not_judged.values()) == each.not_judged
    by_id = {each.indicator: each for each in done.coverage}
    (why,) = by_id["dominant-supplier"].reasons_not_judged
    assert why == "the buyer has too few awards with an amount"
    assert by_id["excessive-unsuccessful-bids"].not_computable == 0
    assert running.opened(tmp_path / "results") == done
