"""Files that are one list, and the names of lists."""

from __future__ import annotations

from euthyna.data.declarations import ListFormat, Marks, Part, Table
from euthyna.data.reading.bundling import Bundle, bundles
from euthyna.data.reading.inputs import Input
from euthyna.data.reading.recognising import Recognised


def part(name: str) -> Part:
    return Part(name=name, shape=Table(), marks=Marks())


SPLIT = ListFormat(name="split", title="", parts=(part("sdn"), part("alt")))
NAMED = ListFormat(name="named", title="", parts=(part("list"),), dataset="one-name")
PLAIN = ListFormat(name="plain", title="", parts=(part("list"),))


def bundled(*files: tuple[str, ListFormat, int]) -> list[Bundle]:
    return bundles((Input(name=name), Recognised(form, form.parts[no])) for name, form, no in files)


def told(found: list[Bundle]) -> list[tuple[str, list[str]]]:
    return [(one.dataset, [source.name for source, _ in one.files]) for one in found]


def test_parts_of_one_stem_in_one_folder_are_one_list_the_main_part_first() -> None:
    found = bundled(
        ("x/us_alt.csv", SPLIT, 1),
        ("x/us_sdn.csv", SPLIT, 0),
        ("y/us_sdn.csv", SPLIT, 0),
        ("x/old_sdn.csv", SPLIT, 0),
    )
    assert told(found) == [
        ("x_us", ["x/us_sdn.csv", "x/us_alt.csv"]),
        ("y_us", ["y/us_sdn.csv"]),
        ("old", ["x/old_sdn.csv"]),
    ]


def test_parts_named_by_their_word_alone_have_the_name_of_the_format() -> None:
    assert told(bundled(("sdn.csv", SPLIT, 0), ("alt.csv", SPLIT, 1))) == [
        ("split", ["sdn.csv", "alt.csv"])
    ]


def test_files_of_a_format_with_a_name_are_one_list() -> None:
    assert told(bundled(("a.csv", NAMED, 0), ("x/b.csv", NAMED, 0))) == [
        ("one-name", ["a.csv", "x/b.csv"])
    ]


def test_what_folders_cannot_tell_apart_is_numbered() -> None:
    found = bundled(("p.csv", PLAIN, 0), ("p.xlsx", PLAIN, 0), ("p.csv.gz", PLAIN, 0))
    assert [one.dataset for one in found] == ["p", "p-2", "p-3"]


def test_the_name_of_the_folder_is_the_name_of_its_page_of_parliament() -> None:
    found = bundled(("d/Peru/ep.json", PLAIN, 0), ("d/Chad/ep.json", PLAIN, 0))
    assert [one.dataset for one in found] == ["peru_ep", "chad_ep"]


def test_nothing_is_no_list() -> None:
    assert bundled() == []
