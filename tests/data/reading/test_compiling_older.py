"""Reading OCDS 1.0 and its drafts as 1.1: renamed, nothing lost, nothing else touched."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from euthyna.base.issues import Issue
from euthyna.data.reading.upgrading import upgrade


def _upgrade(release: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Give the upgraded release and what was read as what."""
    changed = deepcopy(release)
    notes: list[Issue] = []
    upgrade(changed, source="x:1", note=notes.append)
    assert {(note.code, note.source) for note in notes} <= {("older-version", "x:1")}
    return changed, {note.path: note.expected for note in notes}


def test_organisations_become_parties_with_their_roles() -> None:
    lamps = {"scheme": "XX-REG", "id": 7, "legalName": "Office of Lamps"}
    release = {
        "buyer": {"name": "Lamps", "identifier": lamps, "address": {"locality": "Here"}},
        "tender": {
            "procuringEntity": {"name": "Lamps", "identifier": lamps, "contactPoint": {"name": "Desk"}},
            "tenderers": [{"id": "b1", "name": "Bulb"}, {"name": "Wick"}],
        },
        "awards": [{"suppliers": [{"id": "b1", "name": "Bulb"}]}],
    }  # fmt: skip
    changed, said = _upgrade(release)
    reference = {"name": "Lamps", "id": "XX-REG-7"}
    assert changed == {
        "buyer": reference,
        "tender": {
            "procuringEntity": reference,
            "tenderers": [{"id": "b1", "name": "Bulb"}, {"name": "Wick", "id": "name:Wick"}],
        },
        "awards": [{"suppliers": [{"id": "b1", "name": "Bulb"}]}],
        "parties": [
            {
                **reference,
                "identifier": lamps,
                "address": {"locality": "Here"},
                "contactPoint": {"name": "Desk"},
                "roles": ["buyer", "procuringEntity"],
            },
            {"id": "b1", "name": "Bulb", "roles": ["tenderer", "supplier"]},
            {"id": "name:Wick", "name": "Wick", "roles": ["tenderer"]},
        ],
    }
    assert said["buyer"] == said["tender/tenderers"] == "parties"


def test_what_contradicts_the_party_stays_where_it_was() -> None:
    release = {
        "buyer": {"id": "1", "address": {"locality": "Here"}},
        "tender": {"procuringEntity": {"id": "1", "address": {"locality": "There"}}},
    }
    changed, _ = _upgrade(release)
    assert changed["parties"][0]["address"] == {"locality": "Here"}
    assert changed["tender"]["procuringEntity"]["address"] == {"locality": "There"}


def test_a_release_with_references_only_is_not_given_parties() -> None:
    # A later release of 1.1 may leave parties out; new ones would replace the roles of the first.
    release = {"buyer": {"id": "1", "name": "Lamps"}, "awards": [{"suppliers": [{"id": "2"}]}]}
    assert _upgrade(release) == (release, {})


def test_a_release_with_parties_keeps_its_references() -> None:
    release = {
        "parties": [{"id": "1"}],
        "buyer": {"name": "Lamps", "address": {"locality": "Here"}},
    }
    assert _upgrade(release) == (release, {})


def test_transactions_are_read_under_their_new_names() -> None:
    transaction = {
        "id": "t",
        "amount": {"amount": 5, "currency": "XTS"},
        "providerOrganization": {"scheme": "XX", "id": "1", "legalName": "Lamps"},
        "receiverOrganization": {"id": "2", "legalName": "Bulb"},
    }
    release = {
        "parties": [{"id": "2", "name": "Bulb", "roles": ["supplier"]}],
        "contracts": [{"implementation": {"transactions": [transaction]}}],
    }
    changed, said = _upgrade(release)
    assert changed["contracts"][0]["implementation"]["transactions"][0] == {
        "id": "t",
        "value": {"amount": 5, "currency": "XTS"},
        "payer": {"id": "XX-1", "name": "Lamps"},
        "payee": {"id": "2", "name": "Bulb"},
    }
    assert [(party["id"], party["roles"]) for party in changed["parties"]] == [
        ("2", ["supplier", "payee"]),
        ("XX-1", ["payer"]),
    ]
    path = "contracts/implementation/transactions"
    assert said[f"{path}/amount"] == f"{path}/value"


def test_names_of_drafts_and_single_amendments_are_read() -> None:
    release = {
        "tender": {"methodRationale": "Open", "method": "open", "attachments": [{"id": "d"}]},
        "awards": [{"amendment": {"rationale": "More lamps"}}],
        "contracts": [{"amendment": {}, "implementation": {"attachments": []}}],
    }
    changed, said = _upgrade(release)
    assert changed == {
        "tender": {
            "procurementMethodRationale": "Open",
            "procurementMethod": "open",
            "documents": [{"id": "d"}],
        },
        "awards": [{"amendments": [{"rationale": "More lamps"}]}],
        "contracts": [{"amendment": {}, "implementation": {"documents": []}}],
    }
    assert said["awards/amendment"] == "awards/amendments"


def test_where_both_names_are_used_neither_is_touched() -> None:
    release = {
        "tender": {"amendment": {"a": 1}, "amendments": [], "method": 1, "procurementMethod": 2}
    }
    assert _upgrade(release) == (release, {})


_NAMES = ("buyer", "tender", "parties", "awards", "suppliers", "tenderers", "procuringEntity", "id", "name",
          "identifier", "contracts", "implementation", "transactions", "amount", "providerOrganization",
          "legalName", "amendment", "milestones", "roles", "address")  # fmt: skip


@given(
    st.dictionaries(
        st.sampled_from(_NAMES),
        st.recursive(
            st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from(["", "x"]),
            lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(_NAMES), inner, max_size=4),
            max_leaves=15,
        ),
    )
)  # fmt: skip
def test_any_release_can_be_upgraded_and_upgrading_again_changes_nothing(
    release: dict[str, Any],
) -> None:
    changed, _ = _upgrade(release)
    again, _ = _upgrade(changed)
    assert again == changed
