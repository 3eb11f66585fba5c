"""The award of a lot and what follows: the contract, its changes, payments and milestones."""

from __future__ import annotations

from euthyna.simulation.basis.dates import HORIZON
from euthyna.simulation.country.population import Organisation
from euthyna.simulation.country.stories import Contest
from euthyna.simulation.published.notice import Json, Notice


def conclude(notice: Notice, contest: Contest, *, number: int) -> tuple[Json, Json | None]:
    """Write the award of a lot and its contract.

    Parameters
    ----------
    notice
        The release that is being written.
    contest
        The lot, or the whole tender.
    number
        From 1, for the ids.

    Returns
    -------
    tuple of dict
        The award, and the contract; None where nobody won.
    """
    award: Json = {"id": f"A{number}", "title": f"Decision {number}", "status": "unsuccessful"}
    if "awarded" not in notice.story.gaps:
        award["date"] = notice.stamp(notice.decided)
    if contest.lot:
        award["relatedLots"] = [str(contest.lot)]
    if contest.winner is None:
        return award, None
    award["status"] = "active"
    award["value"] = notice.value(contest.price)
    award["suppliers"] = [notice.mention(contest.winner, "supplier")]
    award["items"] = notice.items(contest)
    award["documents"] = [notice.document("awardNotice", "Award notice", notice.decided)]
    return award, _contract(notice, contest, contest.winner, f"{number}")


def _contract(notice: Notice, contest: Contest, supplier: Organisation, number: str) -> Json:
    signed = notice.decided + contest.signing_days * 1440
    end = signed + contest.months * 30 * 1440
    first = contest.price * contest.contract_rate // 1000
    last = first * contest.amendments[-1].rate // 1000 if contest.amendments else first
    contract: Json = {
        "id": f"C{number}",
        "awardID": f"A{number}",
        "title": f"Contract with {supplier.name}",
        "status": "terminated" if end < HORIZON else "active",
        "period": notice.period(max(signed, notice.decided), max(end, notice.decided + 1440)),
        "value": notice.value(last),
        "items": notice.items(contest),
    }
    if "signed" not in notice.story.gaps:
        contract["dateSigned"] = notice.stamp(signed)
    if notice.draws.chance(0.7):
        contract["documents"] = [notice.document("contractSigned", "Signed contract", signed)]
    changes = _amendments(notice, contest, signed, first)
    if changes:
        contract["amendments"] = changes
    implementation = _implementation(notice, contest, supplier, signed, last)
    if implementation:
        contract["implementation"] = implementation
    return contract


def _amendments(notice: Notice, contest: Contest, signed: int, first: int) -> list[Json]:
    written = []
    for number, change in enumerate(contest.amendments, 1):
        value = first * change.rate // 1000
        text = f"Value {first / 100:.2f} before, {value / 100:.2f} after."
        written.append(
            {
                "id": str(number),
                "date": notice.stamp(min(HORIZON, signed + change.days * 1440)),
                "description": text if value != first else "The value stays the same.",
                "rationale": change.rationale,
            }
        )
    return written


def _implementation(
    notice: Notice, contest: Contest, supplier: Organisation, signed: int, value: int
) -> Json:
    order = f"P{notice.ocid.rpartition('-')[2]}-{contest.lot}"
    payments = [
        _payment(notice, supplier, f"{order}{number}", signed + days * 1440, value * rate // 1000)
        for number, (days, rate) in enumerate(contest.payments, 1)
        if signed + days * 1440 < HORIZON
    ]
    implementation: Json = {"transactions": payments} if payments else {}
    if notice.draws.chance(0.45):
        implementation["milestones"] = [_milestone(notice, contest, signed)]
    return implementation


def _payment(notice: Notice, supplier: Organisation, id: str, paid: int, cents: int) -> Json:
    return {
        "id": id,
        "date": notice.stamp(paid),
        "value": notice.value(cents),
        "payer": notice.mention(notice.story.buyer, "payer"),
        "payee": notice.mention(supplier, "payee"),
    }


def _milestone(notice: Notice, contest: Contest, signed: int) -> Json:
    due = signed + contest.months * 25 * 1440
    met = due + notice.draws.skewed(-5, 60) * 1440
    milestone: Json = {
        "id": "1",
        "title": "Delivery and acceptance",
        "type": "delivery",
        "dueDate": notice.foresee(due),
        "status": "scheduled",
    }
    if met < HORIZON:
        milestone["status"] = "met"
        milestone["dateMet"] = notice.stamp(met)
    elif due < HORIZON:
        milestone["status"] = "notMet"
    return milestone
