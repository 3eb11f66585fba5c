"""The register of firms: who there is, who owns whom, and the schemes planted among it."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from datetime import date

import pytest

from euthyna.simulation.building import STEPS
from euthyna.simulation.country import affiliations
from euthyna.simulation.country.history import History
from euthyna.simulation.country.model import Firm, Interest, Planted
from euthyna.simulation.country.population import populate
from euthyna.simulation.country.province import Province
from euthyna.simulation.country.registry import number_of
from euthyna.simulation.published import bods, companies

SCHEMES = {
    "official-owns-bidder", "phoenix-firm", "shell-supplier", "connected-bidders",
    "owners-under-threshold", "circular-ownership", "owner-change",
}  # fmt: skip
LOOKALIKES = {
    "innocent-public-servant-relative", "innocent-holding-group", "innocent-cooperative",
    "innocent-nominee", "innocent-listed-company", "innocent-cross-holding",
    "innocent-family-succession", "innocent-business-centre", "innocent-formation-agent",
}  # fmt: skip


@pytest.fixture(scope="module")
def province() -> Province:
    country = populate(seed=4, processes=400, province=0)
    made = Province(4, 0, 400, country)
    for step in STEPS[: STEPS.index(affiliations.affiliate) + 1]:
        step(made)
    return made


@pytest.fixture(scope="module")
def history(province: Province) -> History:
    return History.of(province)


def instances(province: Province, scheme: str) -> list[list[Planted]]:
    found: dict[str, list[Planted]] = defaultdict(list)
    for row in province.planted:
        if row.scheme == scheme:
            found[row.instance].append(row)
    return list(found.values())


def with_role(rows: list[Planted], role: str) -> list[str]:
    return [row.id for row in rows if row.role == role]


def owners(province: Province, firm: str) -> list[Interest]:
    kinds = {"shareholding", "nominator"}
    return [i for i in province.interests if i.firm == firm and i.kind in kinds and not i.until]


def reached(province: Province, firm: str) -> set[str]:
    """Give everybody above a firm."""
    seen: set[str] = set()
    waiting = [firm]
    while waiting:
        for interest in owners(province, waiting.pop()):
            if interest.party and interest.party not in seen:
                seen.add(interest.party)
                waiting.append(interest.party)
    return seen


def test_every_scheme_and_lookalike_is_planted(province: Province) -> None:
    planted = {row.scheme for row in province.planted}
    assert planted >= SCHEMES | LOOKALIKES


def test_every_bidder_is_registered_before_it_bids(province: Province, history: History) -> None:
    for firm in province.firms.values():
        if firm.supplier:
            assert number_of(firm.founded) < history.first(firm.id)
            assert firm.activity
            assert owners(province, firm.id) or firm.dissolved
    bidders = {one for one in history.tenders if one.startswith("XA-KREG-")}
    assert bidders <= {firm.id for firm in province.firms.values() if firm.supplier}


def test_everybody_who_is_mentioned_exists(province: Province) -> None:
    for interest in province.interests:
        assert interest.firm in province.firms
        assert interest.party in province.persons | province.firms | {"": None}
        assert interest.party or interest.unknown
        assert interest.since <= (interest.until or "9999")
    for tie in province.ties:
        assert {tie.one, tie.other} <= set(province.persons)


def test_most_firms_have_one_to_three_owners(province: Province) -> None:
    counts = Counter(
        len(owners(province, firm.id))
        for firm in province.firms.values()
        if firm.kind == "firm" and not firm.dissolved
    )
    few = counts[1] + counts[2] + counts[3]
    assert 0.85 < few / counts.total() < 0.99
    assert max(counts) > 6


def test_owners_come_in_every_shape(province: Province) -> None:
    firms = province.firms
    kinds = {firms[i.party].kind for i in province.interests if i.party in firms}
    assert {"holding", "state-body", "nomination"} <= kinds
    places = {firms[i.party].jurisdiction for i in province.interests if i.party in firms}
    assert len(places) > 5
    assert {i.unknown for i in province.interests} >= {
        "", "noBeneficialOwners", "subjectExemptFromDisclosure",
    }  # fmt: skip
    assert any(i.low != i.high for i in province.interests)
    assert any(i.until for i in province.interests)
    assert any(i.changes for i in province.interests)
    assert any(firm.changes for firm in firms.values())
    assert max(len(reached(province, firm)) for firm in firms) > 3


def test_the_truth_names_what_is_published(province: Province) -> None:
    (piece,) = bods.ownership(province)
    ocids = {release["ocid"] for release in province.releases}
    contracts = {f"{deal.ocid}/{deal.contract}" for deal in province.deals}
    buyers = {deal.buyer for deal in province.deals}
    parties = set(province.firms) | set(province.persons) | set(province.duplicates) | buyers
    for row in province.planted:
        if row.scheme in SCHEMES | LOOKALIKES:
            places = {"process": ocids, "contract": contracts, "party": parties}
            if row.kind == "statement":
                assert f'"statementId":"{row.id}"'.encode() in piece.content
            elif row.kind in places:
                assert row.id in places[row.kind]


def test_nobody_is_innocent_and_guilty_of_owning(province: Province) -> None:
    acting = {"firm", "phoenix", "shell", "bidder"}
    guilty = {p.id for p in province.planted if p.scheme in SCHEMES and p.role in acting}
    honest = {p.id for p in province.planted if p.scheme in LOOKALIKES and p.role in acting}
    assert guilty
    assert guilty.isdisjoint(honest)


def test_an_official_is_behind_a_firm_that_sells_to_the_office(province: Province) -> None:
    assert province.captured
    ties = {(tie.one, tie.other) for tie in province.ties}
    for capture in province.captured:
        sold = [d for d in province.deals if (d.supplier, d.buyer) == (capture.firm, capture.buyer)]
        above = reached(province, capture.firm)
        assert len(sold) >= 3
        assert capture.day * 1440 < min(deal.signed for deal in sold)
        if capture.how == "chain":
            assert capture.person in above
        else:
            assert capture.person not in above
            assert (capture.person, capture.through[0]) in ties
            assert capture.through[0] in above


def test_an_honest_servant_never_bought_from_the_relative(province: Province) -> None:
    assert province.servants
    for servant in province.servants:
        assert servant.person not in reached(province, servant.firm)
        sold = {deal.buyer for deal in province.deals if deal.supplier == servant.firm}
        assert servant.buyer not in sold


def test_a_phoenix_rises_when_the_other_is_debarred(province: Province, history: History) -> None:
    found = instances(province, "phoenix-firm")
    days = {debarrable.firm: debarrable.day for debarrable in province.debarrable}
    for rows in found:
        (old,), (new,) = with_role(rows, "debarred"), with_role(rows, "phoenix")
        founded = number_of(province.firms[new].founded)
        assert history.last(old) < days[old] < history.first(new)
        assert -45 < founded - days[old] <= 120
        assert kept(province, province.firms[old], province.firms[new])


def kept(province: Province, old: Firm, new: Firm) -> bool:
    """Say whether two firms have a person, a family, an address or a telephone in common."""
    behind = [{i.party for i in province.interests if i.firm == one.id} for one in (old, new)]
    families = {(tie.one, tie.other) for tie in province.ties}
    related = any((one, other) in families for one in behind[0] for other in behind[1])
    same = old.address == new.address or old.telephone == new.telephone
    return related or same or bool(behind[0] & behind[1] - {""})


def test_a_shell_has_no_substance(province: Province, history: History) -> None:
    for rows in instances(province, "shell-supplier"):
        (shell,) = with_role(rows, "shell")
        firm = province.firms[shell]
        assert history.first(shell) - number_of(firm.founded) <= 150
        assert firm.employees < 2
        assert history.deals[shell]
        published = history.entries[shell][0].get("address", {})
        assert published.get("streetAddress", firm.address["streetAddress"])


def test_connected_bidders_meet_in_tenders(province: Province) -> None:
    for rows in instances(province, "connected-bidders"):
        one, other = with_role(rows, "bidder")
        assert with_role(rows, "process")
        people = [
            {i.party for i in province.interests if i.firm == firm} | reached(province, firm)
            for firm in (one, other)
        ]
        families = {(tie.one, tie.other) for tie in province.ties}
        assert people[0] & people[1] or any(
            (a, b) in families for a in people[0] for b in people[1]
        )


def test_owners_stay_under_the_threshold(province: Province) -> None:
    for rows in instances(province, "owners-under-threshold"):
        (firm,) = with_role(rows, "firm")
        shares = [i.high for i in owners(province, firm)]
        assert len(shares) == 5
        assert max(shares) < 2_500


def test_a_circle_leads_back_to_itself(province: Province) -> None:
    for rows in instances(province, "circular-ownership"):
        for member in with_role(rows, "ring-member"):
            assert member in reached(province, member)


def test_an_owner_changes_near_a_contract(province: Province, history: History) -> None:
    for rows in instances(province, "owner-change"):
        (firm,), (owner,) = with_role(rows, "firm"), with_role(rows, "owner")
        (bought,) = {i.since for i in province.interests if (i.firm, i.party) == (firm, owner)}
        days = [deal.signed // 1440 for deal in history.deals[firm]]
        days += [tender.day for tender in history.tenders[firm]]
        assert min(abs(number_of(bought) - day) for day in days) <= 40


def test_the_commercial_register_has_one_line_for_each_firm(province: Province) -> None:
    (piece,) = companies.companies(province)
    rows = list(csv.DictReader(io.StringIO((piece.head + piece.content).decode())))
    home = [f for f in province.firms.values() if f.id.startswith("XA-KREG-")]
    bodies = [firm for firm in home if firm.kind == "state-body"]
    assert len(rows) == len(home) - len(bodies)
    assert [row["register_number"] for row in rows] == sorted(r["register_number"] for r in rows)
    for row in rows:
        assert date.fromisoformat(row["founded"]) < date(2025, 12, 31)
    assert 0.05 < sum(row["employees"] == "" for row in rows) / len(rows) < 0.25
