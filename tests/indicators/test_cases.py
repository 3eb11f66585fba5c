"""Every case of every indicator, on every engine; see :mod:`euthyna.indicators.cases`."""

from __future__ import annotations

from pathlib import Path

import pytest

from euthyna.base.errors import InputError
from euthyna.data.store.engines import Engine
from euthyna.indicators.cases import Case, equal, read_cases

HERE = Path(__file__).parent
CASES = [
    pytest.param(case, id=f"{case.indicator}: {case.name}")
    for file in sorted(HERE.glob("*/*.yaml"))
    for case in read_cases(file.read_text(), name=file.name)
]


@pytest.mark.parametrize("case", CASES)
def test_duckdb_says_what_the_case_expects(case: Case, duck: Engine) -> None:
    assert case.differences(case.run(duck)) == []


@pytest.mark.spark
@pytest.mark.parametrize("case", CASES)
def test_spark_says_what_the_case_expects(case: Case, spark: Engine) -> None:
    found = case.run(spark)
    spark.session.catalog.clearCache()  # type: ignore[attr-defined]  # each kept step slows the next
    assert case.differences(found) == []


def test_a_case_that_does_not_hold_is_told(duck: Engine) -> None:
    text = """
indicator: short-submission-period
says wrong things:
  given: {processes: [{process_id: F, tender_start_at: 2024-03-15, tender_end_at: 2024-03-20}]}
  expect:
    - {subject_id: F, value: 4, flag: true, reason: null}
    - {subject_id: G, value: 4, flag: true, reason: null}
"""
    (case,) = read_cases(text, name="wrong.yaml")
    assert case.differences(case.run(duck)) == [
        "F: value is 5.0, expected 4",
        "G: expected, and not in the result",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a sentence: {given: {}, expect: []}",
        "indicator: short-submission-period\na sentence: {given: {}}",
        "indicator: short-submission-period\na sentence: {given: {}, expect: [], when: now}",
        "indicator: short-submission-period\na sentence: {given: {}, expect: [{subject_id: F}]}",
    ],
)
def test_a_case_without_its_parts_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"broken\.yaml"):
        read_cases(text, name="broken.yaml")


@pytest.mark.parametrize("given", ["{tenders: []}", "{processes: [{ocid: F}]}"])
def test_a_case_of_unknown_tables_or_columns_is_refused(given: str) -> None:
    text = f"indicator: short-submission-period\na sentence: {{given: {given}, expect: []}}"
    with pytest.raises(KeyError, match="has no"):
        read_cases(text, name="broken.yaml")


def test_null_equals_nothing_but_null() -> None:
    assert equal(None, None)
    assert not equal(None, 0)
    assert not equal(a=False, b=0)
    assert equal(0.1 + 0.2, 0.3)
