"""The page: whole, safe whatever was published, the same for the same input, never too large."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from tests.reports.conftest import Desk, Page, flag, outcomes, process, unjudged

from euthyna.data.store.engines.embedded import DuckDB
from euthyna.reports import citations, html
from euthyna.reports.content import Limits, ReadInput, Run, gather

HOSTILE = (
    "<script>alert('x')</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}",
    "</style></script><!--",
    "\u202eright to left",
    "nul \x00 and bell \x07",
    "توريد أجهزة طبية",
    "道路維修工程採購案",
)


def page(engine: DuckDB, run: Run) -> str:
    return html.render(gather(engine, run))


@pytest.fixture
def plain(desk: Desk, run: Run) -> str:
    return page(desk(**outcomes()), run)


@pytest.fixture
def hostile(desk: Desk, run: Run) -> str:
    names = [f"F{number}" for number in range(len(HOSTILE))]
    addresses = ("javascript:alert(1)", "https://example.org/notice?a=1&b=2", "data:text/html,x")
    engine = desk(
        processes=[
            process(name, title=text, buyer_name=text, source=f"{text}:1", url=addresses[n % 3])
            for n, (name, text) in enumerate(zip(names, HOSTILE, strict=True))
        ],
        award_suppliers=[
            {"process_id": name, "award_no": 0, "supplier_no": 0, "party_id": text, "name": text}
            for name, text in zip(names, HOSTILE, strict=True)
        ],
        awards=[
            {"process_id": name, "award_no": 0, "award_currency": "<b>", "award_amount": 7}
            for name in names
        ],
        flags=[flag(name) for name in names] + [flag("M9", reason=HOSTILE[0])],
        issues=[{"code": "unread-field", "source": HOSTILE[0], "path": HOSTILE[1], "count": 1}],
    )
    return page(
        engine,
        replace(run, title=HOSTILE[0], engine=HOSTILE[5], inputs=(ReadInput(HOSTILE[1], 1, 1, 0),)),
    )


def test_the_page_is_well_formed(plain: str, hostile: str) -> None:
    assert Page(plain).open == []
    assert Page(hostile).open == []


def test_nothing_is_loaded(hostile: str) -> None:
    found = Page(hostile)
    assert found.values("src") == []
    assert found.all("link") == []
    assert found.all("img") == []
    assert found.all("iframe") == []
    assert "@import" not in hostile
    assert [url for url in re.findall(r"url\(([^)]*)\)", hostile) if not url.startswith("#")] == []
    others = [h for h in found.values("href") if not h.startswith(("#", "flags."))]
    laws = {source.address for source in citations.sources().values()}
    assert set(others) - laws == {"https://example.org/notice?a=1&b=2"}


def test_the_policy_allows_what_is_inside_and_nothing_else(plain: str) -> None:
    found = Page(plain)
    (policy,) = [m["content"] or "" for m in found.all("meta") if m.get("http-equiv")]
    for tag in ("style", "script"):
        (text,) = found.inside[tag]
        hashed = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{hashed}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    # Neither would be allowed by that policy.
    assert found.values("style") == []
    assert [n for _, a in found.elements for n in a if n.startswith("on")] == []


def test_what_was_published_stays_text(hostile: str) -> None:
    found = Page(hostile)
    assert len(found.all("script")) == 1
    assert HOSTILE[0] in found.words
    assert "{{ 7 * 7 }}" in found.words
    assert found.words.count("nul \N{REPLACEMENT CHARACTER} and bell") > 1
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", hostile)


def test_a_published_text_is_of_any_language_and_direction(hostile: str) -> None:
    titles = [a for tag, a in Page(hostile).elements if tag == "bdi"]
    assert titles
    assert all(a["dir"] == "auto" and a["lang"] == "" for a in titles)


def test_three_outcomes_are_told_apart(plain: str) -> None:
    words = Page(plain).words
    assert "1 flagged, 1 not flagged, 1 not computable" in words
    assert "the start or the end of the tender period is missing: 1" in words
    assert "tender/tenderPeriod/endDate" in words


def test_files_are_named_from_the_folder_they_share(desk: Desk, run: Run) -> None:
    names = ("/data/country/a.jsonl", "/data/country/old/b.jsonl")
    tables = outcomes()
    tables["processes"] = [process("F1", source=f"{names[0]}:7"), process("A1")]
    inputs = (ReadInput(names[0], 9, 2, 1), ReadInput(names[1], 9, 0, 0))
    words = Page(page(desk(**tables), replace(run, inputs=inputs))).words
    assert "Files that were read, in /data/country/" in words
    assert "old/b.jsonl no process that another file does not have" in words
    assert words.count("/data/country/") == 1
    assert "a.jsonl:7" in words


def test_what_only_repeats_itself_is_not_shown(desk: Desk, run: Run) -> None:
    tables = outcomes()
    unread = {"code": "unread-field", "source": "t:1", "path": "x_note", "found": "", "count": 9}
    tables["issues"] = [*tables["issues"], unread]
    words = Page(page(desk(**tables), run)).words
    assert "x_note 9 t:1" in words
    assert "x_note was published 9 times" not in words
    assert "endDate holds soon" in words


def test_what_is_not_judged_is_counted_by_itself(desk: Desk, run: Run) -> None:
    tables = outcomes()
    tables["processes"] = [*tables["processes"], process("A2")]
    tables["flags"] = [*tables["flags"], unjudged("A2")]
    words = Page(html.render(gather(desk(**tables), run))).words
    assert "1 flagged, 1 not flagged, 1 not computable; 1 not judged." in words
    assert "1 value was not judged, for too few cases" in words
    assert "Why 1 value was not judged too few cases: 1" in words
    assert "Values of 2 computable subjects" in words


def test_a_flag_is_explained_with_its_place(plain: str) -> None:
    words = Page(plain).words
    assert "The value is 5 days, less than the threshold of 15 days" in words
    assert "tenders.jsonl:2" in words
    assert "Innocent explanations" in words
    assert "A flag is not proof" in words


def test_a_record_is_linked_only_on_the_web(desk: Desk, run: Run) -> None:
    names = {"F1": "https://example.org/1", "F2": "ftp://example.org/2", "F3": "javascript:x"}
    engine = desk(
        processes=[process(name, url=url) for name, url in names.items()],
        flags=[flag(name) for name in names],
    )
    links = [a["href"] for a in Page(page(engine, run)).all("a") if a.get("class") == "record"]
    assert links == ["https://example.org/1"]


def test_headings_are_in_order(plain: str, hostile: str) -> None:
    for html_text in (plain, hostile):
        levels = [int(tag[1]) for tag, _ in Page(html_text).elements if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert [b for a, b in pairwise(levels) if b > a + 1] == []


def test_every_link_inside_the_page_leads_somewhere(plain: str) -> None:
    found = Page(plain)
    ids = found.values("id")
    assert len(ids) == len(set(ids))
    assert {h[1:] for h in found.values("href") if h.startswith("#")} <= set(ids)
    assert set(found.values("aria-labelledby")) <= set(ids)


def test_charts_and_tables_can_be_read_aloud(plain: str) -> None:
    found = Page(plain)
    charts = [a for a in found.all("svg") if a.get("aria-hidden") != "true"]
    assert charts
    assert all(a["role"] == "img" for a in charts)
    assert all(title.strip() for title in found.inside["desc"])
    assert len(found.inside["desc"]) == len(charts)
    assert all("scope" in a for a in found.all("th"))
    assert len(found.all("caption")) == len(found.all("table"))
    assert {"header", "nav", "main", "footer"} <= {tag for tag, _ in found.elements}


def test_the_same_input_gives_the_same_bytes(desk: Desk, run: Run, tmp_path: Path) -> None:
    tables = outcomes()
    backwards = {name: list(reversed(rows)) for name, rows in tables.items()}
    one = html.write(tmp_path / "one", engine=desk(**tables), run=run)
    other = html.write(tmp_path / "other", engine=desk(**backwards), run=run)
    assert [f.name for f in one.files] == [
        "report.html",
        "flags.csv",
        "flags.xlsx",
        "flags.parquet",
    ]
    for mine, theirs in zip(one.files, other.files, strict=True):
        assert mine.read_bytes() == theirs.read_bytes(), mine.name


def test_a_report_replaces_the_one_before(desk: Desk, run: Run, tmp_path: Path) -> None:
    engine = desk(**outcomes())
    html.write(tmp_path, engine=engine, run=replace(run, title="Before"))
    html.write(tmp_path, engine=engine, run=run)
    assert "Before" not in (tmp_path / "report.html").read_text("utf-8")
    assert sorted(f.name for f in tmp_path.iterdir()) == [
        "flags.csv",
        "flags.parquet",
        "flags.xlsx",
        "report.html",
    ]


def test_only_organisations_with_a_flag_are_ranked(desk: Desk, run: Run) -> None:
    tables = outcomes()
    tables["processes"] = [
        process(name, buyer_id=f"B-{name}", buyer_name=f"Town of {name}") for name in ("F1", "A1")
    ]
    words = Page(html.render(gather(desk(**tables), run))).words
    assert "Of 2 buyers compared, 1 has a flag" in words
    ranking = words[words.index("Buyers by the lower end") : words.index("All indicators Each")]
    assert "Town of F1" in ranking
    assert "Town of A1" not in ranking

    tables["flags"] = [flag("A1")]
    words = Page(html.render(gather(desk(**tables), run))).words
    assert "Of 1 buyer compared, none has a flag." in words


def test_nothing_at_all_is_said_as_such(desk: Desk, run: Run) -> None:
    words = Page(page(desk(), replace(run, inputs=()))).words
    assert "No contracting processes" in words
    assert "That nothing is flagged does not mean that all is well" in words
    assert "there are no issues" in words


def big(desk: Desk, *, processes: int) -> DuckDB:
    """Invent many processes with long titles and three flags each."""
    engine = desk()
    numbers = f"SELECT n, 'F' || n AS process_id FROM range({processes}) AS t(n)"
    engine.materialise("many", numbers)
    engine.rows(
        "INSERT INTO processes BY NAME SELECT process_id, repeat('x', 4000) || n AS title, "
        "'f.jsonl:' || n AS source FROM many"
    )
    engine.rows(
        "INSERT INTO flags BY NAME SELECT process_id AS subject_id, process_id, indicator, "
        "1 AS version, 'process' AS subject_kind, n % 7 AS value, true AS flag, 8 AS threshold, "
        "'default' AS threshold_origin, '{}' AS parameters, 3 AS snapshot FROM many, "
        "unnest(['short-submission-period', 'single-bid', 'missing-estimate']) AS u(indicator)"
    )
    return engine


def test_a_page_of_many_flags_stays_small(desk: Desk, run: Run, tmp_path: Path) -> None:
    report = html.write(tmp_path, engine=big(desk, processes=7000), run=run)
    assert report.page.stat().st_size < html.LARGEST
    words = Page(report.page.read_text("utf-8")).words
    assert "21,000 flags" in words
    assert "of 7,000 that have any; all are in flags.csv" in words
    assert len(report.csv.read_bytes().splitlines()) == 21_001


def test_a_page_too_large_shows_less(
    desk: Desk, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = big(desk, processes=60)
    whole = len(page(engine, run))
    monkeypatch.setattr(html, "LARGEST", whole - 20_000)
    report = html.write(tmp_path, engine=engine, run=run)
    assert report.page.stat().st_size <= whole - 20_000
    assert len(Page(report.page.read_text("utf-8")).all("article")) < Limits().processes


def test_results_of_an_unknown_indicator_do_not_stop_a_report(desk: Desk, run: Run) -> None:
    tables = outcomes()
    strange = {**flag("A1"), "indicator": "of-another-version"}
    words = Page(page(desk(**{**tables, "flags": [*tables["flags"], strange]}), run)).words
    assert "1 flagged, 1 not flagged, 1 not computable" in words


def test_files_that_nothing_reads_yet_are_counted(desk: Desk, run: Run) -> None:
    left = (("a table in CSV", 1_204), ("ownership statements (BODS)", 1))
    said = Page(page(desk(**outcomes()), replace(run, left_alone=left))).words
    assert "1,205 more files beside them are in formats that this version does not read" in said
    assert "a table in CSV (1,204), ownership statements (BODS) (1)." in said
    assert "more file" not in Page(page(desk(**outcomes()), run)).words
