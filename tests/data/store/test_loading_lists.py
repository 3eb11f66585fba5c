"""Lists of persons and firms in the lake: beside OCDS, loaded once, replaced by newer ones."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from euthyna.base.errors import InputError
from euthyna.data.reading.bundling import dataset_of
from euthyna.data.store.lake import Lake, Snapshot
from euthyna.data.store.loading import Loaded, load

RELEASE = '{"ocid": "A", "id": "A-1", "date": "2024-01-01T00:00:00Z", "tag": ["compiled"]}\n'
HEADER = "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,dataset\n"


def person(id: str, name: str) -> str:
    found = {"id": id, "schema": "Person", "properties": {"name": [name]}}
    return json.dumps(found) + "\n"


def simple(*names: str) -> str:
    return HEADER + "".join(f"K{name},Person,{name},,,,,,,\n" for name in names)


@pytest.fixture
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    return Lake(tmp_path_factory.mktemp("workspace") / "lake")


def write(folder: Path, **files: str) -> list[Path]:
    paths = []
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_DOT_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
        paths.append(path)
    return paths


def column(snapshot: Snapshot, table: str, name: str) -> list[str]:
    files = [str(path) for path in snapshot.files(table)]
    if not files:
        return []
    found = duckdb.execute(f"SELECT {name} FROM read_parquet($1) ORDER BY ALL", [files]).fetchall()
    return [value for (value,) in found]


def told(loaded: Loaded) -> list[tuple[str, str, int, bool]]:
    return sorted((one.dataset, one.format, one.parties, one.known) for one in loaded.inputs)


def test_lists_and_ocds_are_loaded_in_one_commit(tmp_path: Path, lake: Lake) -> None:
    write(tmp_path, a_DOT_jsonl=RELEASE, b_DOT_ftm_DOT_json=person("p", "Nela Vo"))
    write(tmp_path, c_DOT_csv=simple("Zed", "Yan"))
    loaded = load([tmp_path], lake=lake)
    assert loaded.snapshot.version == 1
    assert told(loaded) == [
        ("", "ocds", 0, False),
        ("b", "followthemoney", 1, False),
        ("c", "opensanctions-simple", 2, False),
    ]
    assert column(loaded.snapshot, "processes", "process_id") == ["A"]
    assert column(loaded.snapshot, "parties", "party_id") == ["b:p", "c:KYan", "c:KZed"]
    profiles = {source.dataset: source.profile for source in loaded.snapshot.sources}
    assert profiles == {"": "lenient", "b": "followthemoney", "c": "opensanctions-simple"}


def test_lists_alone_are_a_load(tmp_path: Path, lake: Lake) -> None:
    loaded = load(write(tmp_path, a_DOT_csv=simple("Zed")), lake=lake)
    assert column(loaded.snapshot, "party_names", "name") == ["Zed"]


def test_the_same_list_again_is_loaded_already(tmp_path: Path, lake: Lake) -> None:
    paths = write(tmp_path, a_DOT_csv=simple("Zed"), b_DOT_jsonl=RELEASE)
    load(paths, lake=lake)
    again = load(paths, lake=lake)
    assert again.snapshot.version == 1
    assert [one.known for one in again.inputs] == [True, True]
    assert told(again)[1] == ("a", "opensanctions-simple", 1, True)


def test_a_newer_list_of_the_same_name_replaces_the_older(tmp_path: Path, lake: Lake) -> None:
    write(tmp_path, old__sanctions_DOT_csv=simple("Zed", "Yan"), b_DOT_jsonl=RELEASE)
    load([tmp_path], lake=lake)
    (newer,) = write(tmp_path, new__sanctions_DOT_csv=simple("Yan", "Ada"))
    loaded = load([newer], lake=lake)
    assert column(loaded.snapshot, "parties", "name") == ["Ada", "Yan"]
    assert column(loaded.snapshot, "processes", "process_id") == ["A"]


def test_a_list_of_another_name_replaces_nothing(tmp_path: Path, lake: Lake) -> None:
    load(write(tmp_path, a_DOT_csv=simple("Zed")), lake=lake)
    loaded = load(write(tmp_path, b_DOT_csv=simple("Zed")), lake=lake)
    assert column(loaded.snapshot, "parties", "party_id") == ["a:KZed", "b:KZed"]


def test_lists_of_one_name_in_several_folders_are_told_apart(tmp_path: Path, lake: Lake) -> None:
    write(tmp_path, x__people_DOT_csv=simple("Zed"), y__people_DOT_csv=simple("Yan"))
    loaded = load([tmp_path], lake=lake)
    assert column(loaded.snapshot, "parties", "party_id") == ["x_people:KZed", "y_people:KYan"]


def test_a_table_is_read_with_a_mapping_and_left_alone_without(tmp_path: Path, lake: Lake) -> None:
    paths = write(tmp_path, a_DOT_csv="Firma,Steuer\nZed GmbH,7\n", b_DOT_csv="x,y\n1,2\n")
    with pytest.raises(InputError, match="mapping"):
        load(paths, lake=lake)
    loaded = load(paths, lake=lake, mapping={"Firma": "name"})
    assert column(loaded.snapshot, "parties", "party_id")[0].startswith("a:")
    assert [(issue.code, issue.path) for issue in loaded.issues] == [
        ("format-not-read", ""),
        ("unread-field", "Steuer"),
    ]
    again = load(paths, lake=lake, mapping={"Firma": "name"})
    assert again.inputs[0].known
    other = load(paths, lake=lake, mapping={"Firma": "name", "Steuer": "identifier"})
    assert not other.inputs[0].known
    assert column(other.snapshot, "party_identifiers", "identifier") == ["7"]


def test_issues_of_a_list_are_rows_with_places(tmp_path: Path, lake: Lake) -> None:
    text = HEADER + "K1,Person,Zed,,never,,,,,\n"
    loaded = load(write(tmp_path, a_DOT_csv=text), lake=lake)
    assert loaded.inputs[0].issues == 1
    assert column(loaded.snapshot, "issues", "source") == [f"{tmp_path}/a.csv:2"]


def test_a_spreadsheet_made_to_harm_is_named_and_all_else_is_read(
    tmp_path: Path, lake: Lake
) -> None:
    (tmp_path / "bomb.xlsx").write_bytes(b"PK\x03\x04" + b"\0" * 100)
    write(tmp_path, a_DOT_csv=simple("Zed"))
    loaded = load([tmp_path], lake=lake)
    assert [(issue.code, Path(issue.source).name) for issue in loaded.issues] == [
        ("unusable-file", "bomb.xlsx")
    ]
    assert "not a whole spreadsheet" in loaded.issues[0].found
    assert len(loaded.inputs) == 1


def test_a_list_from_which_nothing_can_be_read_stops_the_load(tmp_path: Path, lake: Lake) -> None:
    with pytest.raises(InputError, match="nothing could be read"):
        load(write(tmp_path, a_DOT_csv=HEADER), lake=lake)
    assert lake.open().version == 0


def test_a_load_of_ocds_alone_imports_nothing_for_lists(tmp_path: Path) -> None:
    (path,) = write(tmp_path, a_DOT_jsonl=RELEASE)
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from euthyna.data.store.lake import Lake\n"
        "from euthyna.data.store.loading import load\n"
        f"load([{str(path)!r}], lake=Lake(Path({str(tmp_path / 'lake')!r})))\n"
        "heavy = {'pyarrow', 'rigour', 'python_calamine', 'icu', 'euthyna.data.readers.ofac'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_names_of_files_make_names_of_lists() -> None:
    assert dataset_of("x/Sanctions List (2024).final.xlsx") == "sanctions_list_2024"
    assert dataset_of("имена.csv") == "имена"
    assert dataset_of(".csv") == ""
