"""What people decided is kept as they decided it, in both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from euthyna.base.errors import UnknownNameError, UsageError
from euthyna.data.store.ledger import Decision, Ledger, Seen

NOW = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
ASKED, LISTED = Seen("query:1", "d1"), Seen("list:9", "d9")


def decide(ledger: Ledger, judgement: str, *, why: str = "read both files") -> Decision:
    return ledger.decide(ASKED, LISTED, judgement=judgement, by="Ina Vold", at=NOW, why=why)


def test_a_decision_is_given_back_as_it_was_made(ledger: Ledger) -> None:
    decide(ledger, "different")
    (found,) = ledger.standing()
    assert found == Decision(
        number=1,
        left=LISTED,
        right=ASKED,
        judgement="different",
        by="Ina Vold",
        at=NOW,
        why="read both files",
    )
    assert found.at.utcoffset() == timedelta(0)


def test_it_survives_closing_and_opening(place: str) -> None:
    with Ledger.open(place) as first:
        made = decide(first, "same")
    with Ledger.open(place) as again:
        assert again.standing() == [made]


def test_a_time_is_kept_as_the_same_moment(ledger: Ledger) -> None:
    east = NOW.astimezone(timezone(timedelta(hours=5, minutes=30)))
    ledger.decide(ASKED, LISTED, judgement="same", by="a", at=east, why="b")
    assert ledger.standing()[0].at == NOW


def test_the_order_of_the_two_records_does_not_matter(ledger: Ledger) -> None:
    ledger.decide(LISTED, ASKED, judgement="same", by="a", at=NOW, why="b")
    later = ledger.decide(ASKED, LISTED, judgement="unsure", by="a", at=NOW, why="b")
    assert later.supersedes == 1
    assert [d.judgement for d in ledger.standing()] == ["unsure"]


def test_a_later_decision_supersedes_and_nothing_is_lost(ledger: Ledger) -> None:
    for judgement in ("unsure", "same", "different"):
        decide(ledger, judgement)
    assert [(d.judgement, d.superseded_by) for d in ledger.history()] == [
        ("unsure", 2),
        ("same", 3),
        ("different", None),
    ]
    assert [d.number for d in ledger.standing()] == [3]


def test_a_decision_can_be_taken_back_and_made_again(ledger: Ledger) -> None:
    decide(ledger, "different")
    decide(ledger, "none", why="wrong file")
    assert ledger.standing() == []
    assert len(ledger.history()) == 2
    decide(ledger, "same")
    assert [d.judgement for d in ledger.standing()] == ["same"]


def test_what_does_not_stand_cannot_be_taken_back(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="nothing stands decided"):
        decide(ledger, "none")
    assert ledger.history() == []


def test_decisions_are_found_by_either_party(ledger: Ledger) -> None:
    decide(ledger, "same")
    ledger.decide(Seen("x"), Seen("y"), judgement="same", by="a", at=NOW, why="b")
    assert [d.number for d in ledger.standing(parties=["query:1"])] == [1]
    assert [d.number for d in ledger.standing(parties={"list:9", "y"})] == [1, 2]
    assert ledger.standing(parties=[]) == []
    assert len(ledger.standing(parties=[f"p{n}" for n in range(1200)] + ["y"])) == 1


def test_one_decision_by_its_number(ledger: Ledger) -> None:
    decide(ledger, "unsure")
    assert ledger.decision(1).judgement == "unsure"
    with pytest.raises(UnknownNameError, match="no decision has the number 2"):
        ledger.decision(2)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"judgement": "guilty"}, "'guilty' is not a decision; decide one of same, different"),
        ({"by": " "}, "the name of who decides is empty"),
        ({"why": ""}, "the reason is empty"),
        ({"why": "x" * 10_001}, "10,001 characters, over the limit of 10,000"),
        ({"why": "a\0b"}, "signs that are not text"),
        ({"by": "\ud800"}, "signs that are not text"),
        ({"at": datetime(2026, 1, 1)}, "has no zone"),  # noqa: DTZ001  that is the point
        ({"other": ASKED}, "is one record; decide on two"),
        ({"other": Seen("")}, "the other id is empty"),
        ({"other": Seen("b", "\0")}, "signs that are not text"),
    ],
)
def test_what_cannot_be_kept_is_refused_whole(
    ledger: Ledger, change: dict[str, object], said: str
) -> None:
    given = {"other": LISTED, "judgement": "same", "by": "a", "at": NOW, "why": "b", **change}
    with pytest.raises(UsageError, match=said):
        ledger.decide(ASKED, **given)  # type: ignore[arg-type,misc]
    assert ledger.history() == []
    assert ledger.verify().entries == 0


@given(
    why=st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=80)
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_any_text_is_kept_to_the_letter(ledger: Ledger, why: str) -> None:
    if not why.strip():
        return
    decided = ledger.decide(
        Seen("Ω:' OR 1=1 --"), Seen("名"), judgement="unsure", by="\u202ex", at=NOW, why=why
    )
    assert ledger.decision(decided.number).why == why
    assert ledger.verify().damage == ""
