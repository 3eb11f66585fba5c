"""Nothing that is published gives away what was planted.

Planted records are compared with all others of their kind: their ids and places must be spread
like those of others, and no field may be there, or missing, in them only. What a scheme is
*about* must of course differ: `VISIBLE` lists these differences, each with its reason.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zlib import crc32

import grimp
import pyarrow as pa
import pytest
from pyarrow import parquet

import euthyna
from euthyna.reports.main_job import main_job
from euthyna.simulation import truth
from euthyna.simulation.writing import PUBLISHED, TRUTH, simulate

Json = dict[str, Any]

SEEDS = range(41, 45)
SCALE = 0.06
"""300 processes each, with 18,000 payments: seconds, and enough to tell."""

IMPOSSIBLE = 1e-6
"""Less likely than that by chance: a difference."""
FAR = 2.2
"""Kolmogorov and Smirnov's distance times the root of n; above it in 1 of 8,000 fair cases."""
FEW = 8
"""With fewer cases nothing can be told."""

LONGEST = 60
"""No instance has a name as long as that."""

GROUPS = ("recordType", "schema", "channel", "basis", "status", "kind")
"""Where a record says what sort of record it is; only those of one sort are compared."""
ALL = "all schemes"
ORDERED = {
    "finding": "time: a finding that is repeated is not among the last",
    "party": "who takes part in more processes is named earlier in the file",
    "statement": "time: who changes hands does so later than it was founded",
    "payment": "time: schemes follow the payments of contracts",
}
"""Kinds whose place in the file means something; unless they are numbered in that order, their
ids must mean nothing."""

VISIBLE = {
    ("award-after-failed-tender", "/awards"): "the first tender failed: nothing was awarded",
    ("award-after-failed-tender", "/contracts"): "and nothing was signed",
    ("award-after-failed-tender", "/relatedProcesses"): "the award names the tender that failed",
    ("budget-reallocation-after-election", "/decision"): "money was moved without a decision",
    ("spending-without-contract", "/ocid"): "there is no contract",
    ("spending-without-contract", "/contract_id"): "there is no contract",
    ("spending-without-contract", "/commitment_id"): "there is no contract",
    ("spending-without-contract", "/payment_id"): "it is of no contract's payments",
    ("innocent-system-migration", "/delay_announced"): "the delay was announced",
    ("innocent-listed-company", "/recordDetails/interest"): "its owners are on the exchange",
    ("early-amendment", "/contracts/amendments"): "it is about an amendment",
    ("change-orders-after-low-bid", "/contracts/amendments"): "it is about amendments",
    ("innocent-correction", "/contracts/amendments"): "it is about an amendment",
    ("innocent-flood-change", "/contracts/amendments"): "it is about an amendment",
    ("tailored-specification", "/tender/eligibilityCriteria"): "it is an odd criterion",
}
"""(Scheme, beginning of a path) and why the field must differ: it is what the scheme is about."""


@dataclass(frozen=True, slots=True)
class Table:
    """All records of one kind in the files of one country, in their order."""

    kind: str
    ids: list[str]
    paths: list[frozenset[str]]
    """The fields that each record has."""
    groups: list[str]
    """Only records of one group are compared with each other."""


@dataclass(frozen=True, slots=True)
class Land:
    """One simulated country."""

    folder: Path
    rows: list[Json]
    """The ground truth."""
    tables: dict[str, Table] = field(default_factory=dict)

    def picked(self, kind: str) -> Iterator[tuple[str, str]]:
        """Give one record of each instance, with its scheme: those of one belong together."""
        instances: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in self.rows:
            if row["kind"] == kind and row["id"] in self.places(kind):
                instances[row["scheme"], row["instance"]].append(row["id"])
        picked = {
            (scheme, ids[crc32(f"{self.folder.name} {instance}".encode()) % len(ids)])
            for (scheme, instance), ids in instances.items()
        }
        yield from sorted(picked)

    def places(self, kind: str) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.tables[kind].ids)}


@pytest.fixture(scope="module")
def lands(tmp_path_factory: pytest.TempPathFactory) -> list[Land]:
    return [land(tmp_path_factory.mktemp("land") / str(seed), seed) for seed in SEEDS]


def land(folder: Path, seed: int) -> Land:
    simulate(folder, seed=seed, scale=SCALE, workers=1)
    made = Land(folder, parquet.read_table(folder / TRUTH).to_pylist())
    made.tables.update(processes(folder / PUBLISHED))
    made.tables["listing"] = listings(folder / PUBLISHED)
    wanted: dict[str, set[str]] = defaultdict(set)
    for row in made.rows:
        if row["kind"] not in made.tables:
            wanted[row["kind"]].add(row["id"])
    made.tables.update({found.kind: found for found in tables(folder / PUBLISHED, wanted)})
    return made


# --------------------------------------------------------------- reading what was published


def processes(published: Path) -> dict[str, Table]:
    """Read releases, their awards and contracts, and organisations that bid, each once."""
    releases = Table("process", [], [], [])
    awards, contracts = Table("award", [], [], []), Table("contract", [], [], [])
    parties = Table("party", [], [], [])
    seen: dict[str, int] = {}
    for release in lines(published / "procurement" / "releases.jsonl"):
        releases.ids.append(release["ocid"])
        releases.paths.append(frozenset(walk(release)))
        method = release["tender"].get("procurementMethod", "")
        releases.groups.append(method)
        for table, name in ((awards, "awards"), (contracts, "contracts")):
            for one in release.get(name, ()):
                table.ids.append(f"{release['ocid']}/{one.get('id')}")
                table.paths.append(frozenset(walk(one, f"/{name}")))
                table.groups.append(f"{method} {one.get('status')}")
        for party in release["parties"]:
            group = "buyer" if "buyer" in party["roles"] else "bidder"
            entry = {key: value for key, value in party.items() if key != "roles"}
            if party.get("id") not in seen:
                seen[party.get("id")] = len(parties.ids)
                parties.ids.append(str(party.get("id")))
                parties.paths.append(frozenset(walk(entry)))
                parties.groups.append(group)
            else:
                place = seen[party.get("id")]
                parties.paths[place] |= frozenset(walk(entry))
    return {each.kind: each for each in (releases, awards, contracts, parties)}


def listings(published: Path) -> Table:
    """Read who stands on the lists; those of one list are compared."""
    made = Table("listing", [], [], [])
    for path in sorted((published / "entities").glob("*.ftm.json")):
        found = list(lines(path))
        listed = {
            name
            for one in found
            if one["schema"] == "Sanction"
            for name in one["properties"].get("entity", ())
        }
        for one in found:
            if one["id"] in listed:
                made.ids.append(one["id"])
                made.paths.append(frozenset(walk(one)))
                made.groups.append(f"{path.name} {one['schema']}")
    return made


def shape(name: str) -> str:
    """Give the form of an id: hexadecimal and decimal digits by their number only."""
    return re.sub(r"[0-9a-f]+", lambda found: f"<{len(found[0])}>", name)


def tables(published: Path, wanted: dict[str, set[str]]) -> Iterator[Table]:
    """Find, for each kind, the file and the field that hold its ids, each once."""
    best: dict[str, tuple[int, list[Json], str]] = {}
    for path in sorted(published.rglob("*")):
        found = list(records(path))
        for name in {name for record in found[:50] for name in record}:
            values = [record.get(name) for record in found]
            if not all(isinstance(value, str) for value in values):
                continue
            unique = set(values)
            for kind, ids in wanted.items() if len(unique) == len(values) else ():
                many = len(ids & unique)
                if many > best.get(kind, (0,))[0]:
                    best[kind] = (many, found, name)
    for kind, (many, found, name) in sorted(best.items()):
        if many >= 0.9 * len(wanted[kind]):
            made = Table(kind, [], [], [])
            for record in found:
                sort = [str(record[what]).split()[0] for what in GROUPS if record.get(what)]
                made.ids.append(record[name])
                made.paths.append(frozenset(walk(record)))
                made.groups.append(sort[0] + seat(record) if sort else "")
            yield made


def seat(record: Json) -> str:
    """Tell seats on the committee of one process from posts."""
    return " of a process" if "recordId" in record.get("properties", {}) else ""


def records(path: Path) -> Iterator[Json]:
    if path.suffix in {".jsonl", ".json"}:
        for record in lines(path):
            document = record.get("document")
            yield {**record, "id": document["id"]} if isinstance(document, dict) else record
    elif path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def lines(path: Path) -> Iterator[Json]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            try:
                record = json.loads(line)
            except ValueError:
                return
            if isinstance(record, dict):
                yield record


def walk(value: object, path: str = "") -> Iterator[str]:
    """List the paths of all fields that are not empty."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from walk(below, f"{path}/{key}")
    elif isinstance(value, list):
        for below in value:
            yield from walk(below, path)
    elif value not in {None, ""}:
        yield path


# -------------------------------------------------------------------------------- the words


def texts(path: Path) -> Iterator[str]:
    if path.suffix == ".parquet":
        for column in parquet.read_table(path).columns:
            if pa.types.is_string(column.type) or pa.types.is_dictionary(column.type):
                yield from (value for value in set(column.to_pylist()) if value)
    else:
        yield path.read_text(encoding="utf-8")


def forms(name: str) -> Iterator[str]:
    """Write a name of several words in the ways in which it could leak."""
    words = name.split("-")
    if len(words) > 1:
        yield name
        yield "_".join(words)
        yield words[0] + "".join(word.capitalize() for word in words[1:])


@pytest.mark.slow
def test_no_published_file_names_a_scheme_or_a_role(lands: list[Land]) -> None:
    names = {row[what] for each in lands for row in each.rows for what in ("scheme", "role")}
    names |= {row["scheme"].removeprefix("innocent-") for each in lands for row in each.rows}
    wanted = sorted({form for name in names for form in forms(name)} | {"planted", "innocent"})
    instances = {row["instance"] for row in lands[0].rows if not row["instance"].isdigit()}
    assert all(len(name) < LONGEST and re.fullmatch(r"[\w-]+", name) for name in instances)
    pattern = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in wanted), re.IGNORECASE)
    found = set()
    for path in sorted((lands[0].folder / PUBLISHED).rglob("*")):
        shown = path.relative_to(lands[0].folder).as_posix()
        found |= {(shown, match) for match in pattern.findall(shown)}
        if path.is_file():
            for text in texts(path):
                words = " ".join(set(re.findall(r"[A-Za-z]+(?:[_-][A-Za-z]+)*", text)))
                found |= {(shown, match) for match in pattern.findall(words)}
                quoted = set(re.findall(rf'"(?=([\w-]{{1,{LONGEST}}})")', text))
                found |= {(shown, name) for name in instances & quoted}
    assert found == set()


# -------------------------------------------------------------------------- ids and places


def distance(values: Iterable[float]) -> tuple[int, float]:
    """Give n, and Kolmogorov and Smirnov's distance from the uniform distribution."""
    ordered = sorted(values)
    many = len(ordered)
    steps = ((value - n / many, (n + 1) / many - value) for n, value in enumerate(ordered))
    return many, max((max(pair) for pair in steps), default=0.0)


def spread(lands: list[Land], *, by_id: bool) -> dict[tuple[str, str], list[float]]:
    """Give the ranks of planted records of a kind, and of those of each scheme, from 0 to 1."""
    ranks: dict[tuple[str, str], list[float]] = defaultdict(list)
    for each in lands:
        for kind, rows in each.tables.items():
            order = sorted(range(len(rows.ids)), key=lambda n: natural(rows.ids[n]))
            numbered = order == sorted(order)
            if kind in ORDERED and (numbered or not by_id):
                continue
            if not by_id:
                order.sort()
            ranked: dict[str, dict[str, int]] = defaultdict(dict)
            for place in order:
                group = ranked[rows.groups[place]]
                group[rows.ids[place]] = len(group)
            picked = list(each.picked(kind))
            for scheme, name in [*picked, *(("", name) for name in {name for _, name in picked})]:
                (group,) = [g for g in ranked.values() if name in g]
                ranks[kind, scheme].append((group[name] + 0.5) / len(group))
    return ranks


def natural(name: str) -> tuple[int, str]:
    """Order ids of one form as people do: numbers by their value."""
    return len(name), name


@pytest.mark.slow
@pytest.mark.parametrize("by_id", [True, False], ids=["id", "place"])
def test_planted_records_stand_anywhere_among_the_others(lands: list[Land], by_id: bool) -> None:
    told = {}
    for key, values in spread(lands, by_id=by_id).items():
        many, apart = distance(values)
        if many >= FEW and apart * many**0.5 > FAR:
            told[key] = (many, round(apart, 2))
    assert told == {}


# ------------------------------------------------------------------------------- the fields


def differences(lands: list[Land]) -> dict[tuple[str, str, str], str]:
    """Find fields that all or none of the instances of a scheme have, and of all schemes."""
    found = {}
    for kind in sorted({kind for each in lands for kind in each.tables}):
        planted, others = tally(lands, kind)
        counts = {
            group: Counter(path for paths in some for path in paths)
            for group, some in others.items()
        }
        for scheme, groups in planted.items():
            for path, why in split(groups, others, counts):
                found[kind, scheme, path] = why
    return found


Fields = dict[str, list[frozenset[str]]]
"""What records have, by group."""


def tally(lands: list[Land], kind: str) -> tuple[dict[str, dict[str, Fields]], Fields]:
    """Give the fields of planted records by scheme, group and instance, and of all others."""
    planted: dict[str, dict[str, Fields]] = defaultdict(lambda: defaultdict(dict))
    others: Fields = defaultdict(list)
    for each in lands:
        if kind not in each.tables:
            continue
        taking = defaultdict(set)
        for row in each.rows:
            if row["kind"] == kind:
                taking[row["id"]].add((row["scheme"], row["instance"]))
        rows = each.tables[kind]
        for name, paths, group in zip(rows.ids, rows.paths, rows.groups, strict=True):
            shown = paths | {f"id {shape(name)}"}
            if name not in taking:
                others[group].append(shown)
            for scheme, instance in taking.get(name, ()):
                for which in (scheme, ALL):
                    key = f"{each.folder} {instance}"
                    planted[which][group].setdefault(key, []).append(shown)
    return planted, others


def split(
    planted: dict[str, Fields], others: Fields, counts: dict[str, Counter[str]]
) -> Iterator[tuple[str, str]]:
    """Find what all or no records have; those of one instance are alike and count once."""
    for group, instances in planted.items():
        mine = [paths for some in instances.values() for paths in some]
        has = Counter(path for paths in mine for path in paths)
        have = counts.get(group, Counter())
        for path in sorted(has | have):
            share = (have[path] + 0.5) / (len(others.get(group, ())) + 1)
            if has[path] == 0 and (1 - share) ** len(instances) < IMPOSSIBLE:
                yield path, f"in none of {len(mine)}, in {share:.0%} of others ({group})"
            if has[path] == len(mine) and share ** len(instances) < IMPOSSIBLE:
                yield path, f"in all of {len(mine)}, in {share:.0%} of others ({group})"


@pytest.mark.slow
def test_no_field_tells_planted_records_apart(lands: list[Land]) -> None:
    told = {
        (kind, scheme, path): why
        for (kind, scheme, path), why in differences(lands).items()
        if not any(scheme in {s, ALL} and path.startswith(p) for s, p in VISIBLE)
    }
    assert told == {}


# ------------------------------------------------------------------------------ the product


def test_nothing_below_the_simulation_knows_of_it() -> None:
    graph = grimp.build_graph("euthyna")
    below = {
        module
        for module in graph.modules
        if module.split(".")[1:2]
        and module.split(".")[1] in {"base", "data", "indicators", "reports"}
    }
    assert len(below) > 50
    knowing = {
        (one, other)
        for one in below
        for other in graph.find_modules_directly_imported_by(one)
        if other.startswith("euthyna.simulation")
    }
    assert knowing == set()
    root = Path(euthyna.__file__).parent
    naming = [
        path.relative_to(root)
        for folder in ("base", "data", "indicators", "reports")
        for path in (root / folder).rglob("*.py")
        if TRUTH in path.read_text(encoding="utf-8")
    ]
    assert naming == []


def test_the_truth_changes_no_flag(tmp_path: Path) -> None:
    """No truth beside the files, and one that accuses everybody: the same flags."""
    folder, other = tmp_path / "country", tmp_path / "other"
    simulate(folder, seed=47, scale=0.02, workers=1)
    flags = [flagged([folder / PUBLISHED], tmp_path / "without")]
    shutil.copytree(folder, other)
    accused = [(f"ocds-e0sim1-47-{n + 1:07d}", n) for n in range(100)]
    columns = {
        "scheme": ["bid-rotation"] * 100, "instance": ["0-1"] * 100, "role": ["winner"] * 100,
        "kind": ["process"] * 100, "id": [name for name, _ in accused],
        "at": [datetime(2024, 1, 1)] * 100,  # noqa: DTZ001
        "difficulty": [1] * 100, "parameters": ["{}"] * 100,
    }  # fmt: skip
    parquet.write_table(pa.table(columns, schema=truth.SCHEMA), other / TRUTH)
    flags.append(flagged([other], tmp_path / "wrong"))
    assert flags[0]
    assert flags[1] == flags[0]


def flagged(paths: list[Path], workspace: Path) -> list[tuple[object, ...]]:
    main_job(paths, workspace=workspace, now=datetime(2026, 1, 1, tzinfo=UTC))
    rows = parquet.read_table(workspace / "results" / "flags.parquet").to_pylist()
    # A sum of floats depends, in its last digits, on the threads that add.
    return [
        tuple(
            round(value, 9) if isinstance(value, float) else value
            for name, value in row.items()
            if name != "snapshot"
        )
        for row in rows
    ]
