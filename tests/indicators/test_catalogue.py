"""What holds for every indicator, whoever wrote it."""

from __future__ import annotations

import ast
import doctest
import inspect
import random
import re
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import orjson
import pytest
from ibis.common.exceptions import IbisError

from euthyna.data import model
from euthyna.data.store.engines import Engine
from euthyna.indicators import catalogue, citing, locking, pages
from euthyna.indicators.cases import Case, equal, read_cases
from euthyna.indicators.compiling import unbound
from euthyna.indicators.spec import Indicator, Param, Step, called, chosen
from euthyna.indicators.trying import Rows, try_out

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
HEADINGS = (
    "Why it matters",
    "Innocent explanations",
    "How to check",
    "Assumptions",
    "Examples",
)
LONGEST_BODY = 25
LONGEST_TITLE = 5

ENTRIES = list(catalogue.indicators().values())
STEPS = list(catalogue.steps().values())
ALL = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
ALL_STEPS = pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
EVERYTHING = pytest.mark.parametrize("entry", [*ENTRIES, *STEPS], ids=lambda entry: entry.id)

NO_EXACT_BOUNDARY = {"benford-deviation": "its values are sums of logarithms"}

NOT_MONOTONE = {"split-purchases": "the limit also says which awards are small"}

PEERS = (
    "share_with",  # asks what the publisher publishes at all
    "with_median",
    "Fence",
)
"""What makes the outcome of one process depend on others."""


def file_of(entry: Indicator) -> Path:
    folder = entry.formula.__module__.split(".")[-2]
    return HERE / folder / f"{entry.formula.__name__}.yaml"


@cache
def cases_of(name: str) -> list[Case]:
    file = file_of(catalogue.get(name))
    return read_cases(file.read_text(), name=file.name)


@pytest.fixture(scope="module")
def results(duck: Engine) -> Mapping[str, list[Rows]]:
    """What every case of every indicator gives."""
    return {entry.id: [case.run(duck) for case in cases_of(entry.id)] for entry in ENTRIES}


# ---------------------------------------------------------------------------- page


@ALL
def test_the_page_has_all_sections_in_order_with_something_under_each(entry: Indicator) -> None:
    found = re.findall(r"^(.+)\n-{3,}$", entry.doc, re.MULTILINE)
    assert tuple(found) == HEADINGS
    assert all(len(entry.section(heading)) > 20 for heading in HEADINGS)


@ALL
def test_the_title_has_at_most_five_words(entry: Indicator) -> None:
    assert 1 < len(entry.title.split()) <= LONGEST_TITLE
    assert entry.doc.split("\n")[0].endswith(".")


def test_titles_and_reasons_to_care_are_unique() -> None:
    for said in (lambda e: e.title, lambda e: e.doc.split("Examples\n")[0]):
        texts = [said(entry) for entry in ENTRIES]
        assert len(set(texts)) == len(texts)


@ALL
def test_the_page_uses_fair_words(entry: Indicator) -> None:
    assert not re.search(
        r"\b(suspects?|criminals?|guilty|corrupt|hits?)\b", entry.doc, re.IGNORECASE
    )


@ALL
def test_examples_run(entry: Indicator) -> None:
    # pytest collects the docstrings of functions and classes, not of instances
    names = vars(sys.modules[entry.formula.__module__])
    example = doctest.DocTestParser().get_doctest(entry.doc, dict(names), entry.id, None, None)
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    ran = runner.run(example, out=said.append)
    assert ran.attempted > 0
    assert ran.failed == 0, "".join(said)


# ---------------------------------------------------------------------------- metadata


@ALL
def test_id_file_and_function_have_one_name(entry: Indicator) -> None:
    module = entry.formula.__module__.rsplit(".", 1)[1]
    assert entry.id == module.replace("_", "-")
    assert entry.formula.__name__ == module


@ALL_STEPS
def test_a_step_is_called_like_its_file(step: Step) -> None:
    assert step.id == step.formula.__name__ == step.formula.__module__.rsplit(".", 1)[1]
    assert step.doc


@EVERYTHING
def test_what_is_read_exists(entry: Indicator | Step) -> None:
    for name, columns in entry.reads.items():
        known = catalogue.steps()[name].gives if name in catalogue.steps() else None
        assert set(columns) <= set(known or model.ALL[name].names)
        assert len(set(columns)) == len(columns)


@EVERYTHING
def test_what_is_read_is_used(entry: Indicator | Step) -> None:
    for name, columns in entry.reads.items():
        for column in columns:
            rest = tuple(other for other in columns if other != column)
            assert _breaks_without(entry, {**entry.reads, name: rest}) or _is_named(entry, column)


def _breaks_without(entry: Indicator | Step, reads: Mapping[str, tuple[str, ...]]) -> bool:
    tables = {name: unbound(name) for name in reads}
    knobs = chosen(entry.id, entry.params, None)
    try:
        out = called(entry.formula, reads, knobs, tables)
    except (IbisError, AttributeError):
        return True
    return isinstance(entry, Step) and not set(entry.gives) <= set(out.columns)


def _is_named(entry: Indicator | Step, column: str) -> bool:
    """A column that only some parameters need is still named in the body."""
    body = inspect.getsource(inspect.getmodule(entry.formula)).split('"""')[-1]
    return re.search(rf"\b{column}\b", body) is not None


@EVERYTHING
def test_parameters_are_documented_ranged_and_used(entry: Indicator | Step) -> None:
    named = set(inspect.signature(entry.formula).parameters)
    compared = {entry.flag.param} if isinstance(entry, Indicator) else set()
    for param in entry.params:
        assert param.doc.endswith(".")
        assert param.unit
        assert param.name in named | compared
        assert param.check(param.default) == param.default
        assert _is_ranged(param)
    names = [param.name for param in entry.params]
    assert len(set(names)) == len(names)


def _is_ranged(param: Param) -> bool:
    number = isinstance(param.default, int | float) and not isinstance(param.default, bool)
    if not number and param.default is not None:
        return True
    return param.low is not None and param.high is not None and param.low < param.high


@ALL
def test_what_is_cited_exists(entry: Indicator) -> None:
    assert entry.sources
    assert all(citing.cited(source) for source in entry.sources)
    for param in entry.params:
        assert param.law is None or param.law.key in citing.laws()


def test_references_and_laws_are_sorted_and_all_cited() -> None:
    cited = {source.split("#")[0] for entry in ENTRIES for source in entry.sources}
    assert list(citing.references()) == sorted(citing.references())
    assert cited <= set(citing.references())
    assert list(citing.laws()) == sorted(citing.laws())


@ALL
def test_the_body_is_short(entry: Indicator) -> None:
    first, *_, last = _function(entry).body
    assert last.end_lineno - first.end_lineno <= LONGEST_BODY


def _function(entry: Indicator) -> ast.FunctionDef:
    (function,) = [
        node
        for node in ast.parse(inspect.getsource(inspect.getmodule(entry.formula))).body
        if isinstance(node, ast.FunctionDef) and node.name == entry.formula.__name__
    ]
    return function


def _body(entry: Indicator) -> list[ast.stmt]:
    """Give the statements of a formula after its docstring."""
    return _function(entry).body[1:]


def test_no_formula_is_written_twice() -> None:
    shapes: dict[str, list[str]] = {}
    for entry in ENTRIES:
        body = _body(entry)
        if len(body) > 1:  # one expression is not worth a room of its own
            shapes.setdefault(_shape(body), []).append(entry.id)
    assert [names for names in shapes.values() if len(names) > 1] == []


def _shape(body: list[ast.stmt]) -> str:
    """Write statements without the names and figures in them."""
    code = ast.dump(ast.Module(body, []))
    return re.sub(r"(id|attr|value|arg)=('[^']*'|\d+)", r"\1", code)


@ALL
def test_the_body_knows_no_today(entry: Indicator) -> None:
    source = inspect.getsource(entry.formula)
    assert not re.search(r"\b(now|today|random)\(", source)


# ---------------------------------------------------------------------------- cases


def test_every_file_of_cases_has_an_indicator() -> None:
    assert {file_of(entry) for entry in ENTRIES} == set(HERE.glob("*/*.yaml"))


@ALL
def test_cases_are_for_the_indicator_their_file_is_named_after(entry: Indicator) -> None:
    cases = cases_of(entry.id)
    assert {case.indicator for case in cases} == {entry.id}
    assert len({case.name for case in cases}) == len(cases)


@ALL
def test_there_is_a_case_of_each_outcome(
    entry: Indicator, results: Mapping[str, list[Rows]]
) -> None:
    outcomes = {row["flag"] for rows in results[entry.id] for row in rows}
    assert outcomes == {True, False, None}


@ALL
def test_there_is_a_case_on_the_boundary(
    entry: Indicator, results: Mapping[str, list[Rows]]
) -> None:
    if reason := NO_EXACT_BOUNDARY.get(entry.id):
        pytest.skip(reason)
    computed = [row for rows in results[entry.id] for row in rows if row["flag"] is not None]
    assert any(row["value"] == row["threshold"] for row in computed)


@ALL
def test_results_are_whole(entry: Indicator, results: Mapping[str, list[Rows]]) -> None:
    for row in (row for rows in results[entry.id] for row in rows):
        assert orjson.loads(orjson.dumps(row))
        assert (row["flag"] is None) == (row["reason"] is not None)
        assert row["reason"] is None or re.fullmatch(r"[^.]{12,}", row["reason"])
        assert row["flag"] is None or row["threshold"] is not None
        kind = entry.subject
        assert (row["process_id"] is not None) == (kind in {"process", "award", "contract"})
        if kind in {"award", "contract"}:
            assert row["subject_id"].startswith(f"{row['process_id']}#/{kind}s/")


# ---------------------------------------------------------------------------- properties


@ALL
def test_the_order_of_rows_does_not_matter(
    entry: Indicator, results: Mapping[str, list[Rows]], duck: Engine
) -> None:
    chance = random.Random(entry.id)
    for case, before in zip(cases_of(entry.id), results[entry.id], strict=True):
        given = {name: chance.sample(rows, len(rows)) for name, rows in case.given.items()}
        assert _same(case.run(duck, given=given), before)


@ALL
def test_other_processes_do_not_matter_to_a_process(
    entry: Indicator, results: Mapping[str, list[Rows]], duck: Engine
) -> None:
    source = inspect.getsource(inspect.getmodule(entry.formula))
    if entry.subject not in {"process", "award", "contract"}:
        pytest.skip("it is about organisations, which take part in several processes")
    if any(word in source for word in PEERS):
        pytest.skip("it compares with the peers, or asks what the publisher publishes")
    for case, before in zip(cases_of(entry.id), results[entry.id], strict=True):
        given = {name: _beside(name, rows) for name, rows in case.given.items()}
        after = case.run(duck, given=given)
        assert _same([row for row in after if not row["subject_id"].startswith("other ")], before)
        assert len(after) == 2 * len(before)


def _beside(name: str, rows: Rows) -> Rows:
    """Add the rows once more as another process; who is who is not of a process."""
    of_process = "process_id" in model.ALL[name].names
    return [*rows, *map(_elsewhere, rows)] if of_process else rows


def _elsewhere(row: dict[str, object]) -> dict[str, object]:
    return {**row, "process_id": f"other {row['process_id']}"}


@ALL
def test_a_stricter_threshold_flags_no_fewer(entry: Indicator, duck: Engine) -> None:
    if reason := NOT_MONOTONE.get(entry.id):
        pytest.skip(reason)
    (param,) = [param for param in entry.params if param.name == entry.flag.param]
    assert param.low is not None
    assert param.high is not None
    given = [
        param.low,
        *(param.low + (param.high - param.low) * s for s in (1e-3, 0.1)),
        param.high,
    ]
    strict_first = sorted(given, reverse=entry.flag.op in {"<", "<="})
    case = cases_of(entry.id)[0]
    flagged = [_flagged(case, param.name, value, duck) for value in strict_first]
    assert all(later <= earlier for earlier, later in pairwise(flagged))


def _flagged(case: Case, param: str, value: float, duck: Engine) -> set[str]:
    own = {**case.params.get(case.indicator, {}), param: value}
    found = replace(case, params={**case.params, case.indicator: own}).run(duck)
    return {row["subject_id"] for row in found if row["flag"]}


@ALL
def test_no_rows_give_no_subjects(entry: Indicator, duck: Engine) -> None:
    assert try_out(entry.id, engine=duck) == []


def _same(found: Rows, before: Rows) -> bool:
    if len(found) != len(before):
        return False
    pairs = zip(found, before, strict=True)
    return all(equal(a[key], b[key]) for a, b in pairs for key in a)


# ---------------------------------------------------------------------------- what is generated


def test_the_lock_is_up_to_date() -> None:
    assert locking.stale() == []


def test_pages_are_up_to_date() -> None:
    pages.write(ROOT / "docs" / "reference", check=True)


@ALL
def test_the_page_shows_everything(entry: Indicator) -> None:
    text = pages.page(entry)
    assert all(f"\n## {heading}\n" in text for heading in HEADINGS)
    assert all(f"| `{param.name}` |" in text for param in entry.params)
    assert all(citing.cited(source) in text for source in entry.sources)
    assert text.count("```") % 2 == 0
