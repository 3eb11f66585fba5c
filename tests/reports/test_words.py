"""Numbers, dates and docstrings in words."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euthyna.indicators import catalogue
from euthyna.reports import citations, formats, prose
from euthyna.reports.coverage import Covered
from euthyna.reports.filters import FILTERS

NB = formats.THIN


def _covered(low: float) -> Covered:
    none = dict.fromkeys(("flagged", "clear", "missing", "unjudged"), 0)
    lists = dict.fromkeys(("reasons", "spared", "fields", "strongest"), ())
    return Covered(
        indicator=catalogue.get("frequent-direct-awards"),
        low=low,
        high=low,
        origin="",
        parameters="{}",
        distribution=None,
        **none,
        **lists,
    )


def test_a_threshold_out_of_reach_is_said_to_be_so() -> None:
    assert FILTERS["limit"](_covered(0.9)) == "90 %"
    assert FILTERS["limit"](_covered(2.005)) == "200.5 %, which no value reaches"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (formats.share(0.0), f"0{NB}%"),
        (formats.share(0.00001), f"<0.1{NB}%"),
        (formats.share(0.052), f"5.2{NB}%"),
        (formats.share(0.5), f"50{NB}%"),
        (formats.share(0.9999), f">99{NB}%"),
        (formats.share(1.0), f"100{NB}%"),
        (formats.money(Decimal("1234.5"), "EUR"), "EUR 1,234"),
        (formats.money(12.5, "EUR"), "EUR 12.50"),
        (formats.money(12_345_678, "AMD"), "AMD 12.3 million"),
        (formats.money(-2e9, ""), "-2.0 billion (no currency)"),
        (formats.size(999), "999 bytes"),
        (formats.size(1_200_000), "1.2 MB"),
        (formats.counted(0, "flag"), "no flags"),
        (formats.counted(1, "process", "processes"), "1 process"),
        (formats.listed(["a", "b", "c"]), "a, b and c"),
        (formats.day(datetime(824, 1, 2)), "0824-01-02"),  # noqa: DTZ001  (naive UTC)
        (formats.number(0.123456), "0.1235"),
        (formats.number(1234.0), "1,234"),
    ],
)
def test_formats(written: str, expected: str) -> None:
    assert written == expected


@given(st.text(max_size=300), st.integers(2, 100))
def test_a_clipped_text_is_short_and_on_one_line(text: str, limit: int) -> None:
    clipped = formats.clip(text, limit=limit)
    assert len(clipped) <= limit
    assert "\n" not in clipped
    clipped.encode("utf-8")


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.lists(st.text())))
def test_anything_published_can_be_written(value: object) -> None:
    assert len(formats.published(value, limit=50)) <= 400
    formats.published(value, limit=50).encode("utf-8")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "ftp://example.org/notice",
        "data://example.org/x",
        " https://example.org",
        "https://user@example.org",
        "https://",
        "//example.org",
        "http://[",
        'https://example.org/"onclick',
        "",
        None,
    ],
)
def test_only_plain_web_addresses_are_linked(address: str | None) -> None:
    assert formats.web_address(address) == ""


def test_a_web_address_is_kept_as_published() -> None:
    address = "HTTPS://www.example.org:8080/a?b=c&d=%20#e"
    assert formats.web_address(address) == address
    assert formats.host(address) == "example.org"


def test_docstrings_become_paragraphs() -> None:
    doc = "Title.\n\nFewer than `min_days` days:\n\n.. math:: v = 1\n\nWhy it matters\n-------------\nx"
    lead = prose.paragraphs(prose.lead(doc))
    assert lead == "<p>Fewer than <code>min_days</code> days.</p>"
    assert prose.paragraphs("- a <b>\n- c") == "<ul><li>a &lt;b&gt;</li><li>c</li></ul>"


@pytest.mark.parametrize("name", list(catalogue.indicators()))
def test_every_indicator_has_the_texts_that_a_report_shows(name: str) -> None:
    entry = catalogue.indicators()[name]
    assert prose.lead(entry.doc)
    for heading in ("Why it matters", "Innocent explanations", "How to check"):
        assert prose.paragraphs(entry.section(heading)), heading
    known = citations.sources()
    assert [key for key, _ in citations.cited(entry.sources) if key not in known] == []


def test_sources_are_written_out() -> None:
    text = citations.sources()["fazekas2016cri"].text
    assert text.startswith("Fazekas, Mihály; Tóth, István János; King, Lawrence P. (2016). ")
    assert "{" not in text
    assert "22(3), 369\N{EN DASH}397" in text


def test_evidence_is_worded_for_people() -> None:
    noon = datetime(2024, 3, 1, 12)  # noqa: DTZ001  (instants of the model are naive UTC)
    row = {
        "process_id": "F1",
        "bid_at": noon,
        "bid_text": "2024-03-01T14:00:00+02:00",
        "bid_amount": Decimal("1234.5"),
        "bid_currency": "EUR",
        "signed_at": noon,
        "status": "valid",
    }
    assert FILTERS["shown"](row, "F1") == [
        ("bid date", "2024-03-01T14:00:00+02:00"),
        ("bid value", "EUR 1,234.50"),
        ("signed date", "2024-03-01 12:00:00 UTC"),
        ("status", "valid"),
    ]
