"""A story as an OCDS 1.1 compiled release, with the bids, lots and enquiries extensions."""

from __future__ import annotations

from collections.abc import Sequence

from euthyna.simulation.basis.dates import HORIZON
from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.country.population import Organisation
from euthyna.simulation.country.stories import Bid, Contest, Story
from euthyna.simulation.published.contracts import conclude
from euthyna.simulation.published.notice import Json, Notice

DETAILS = {
    "open": "Open tender",
    "selective": "Restricted tender",
    "limited": "Negotiated procedure without notice",
    "direct": "Direct purchase",
}
_COMPLAINTS = ("Terms favour one bidder.", "Bid was disqualified without grounds.")
_QUESTIONS = (
    ("Are equivalent products accepted?", "Yes, with proof of equivalence."),
    ("May the site be visited?", "Visits are possible on working days until the deadline."),
    ("Is a bid for part of the quantity possible?", "No."),
)


def publish(
    story: Story, draws: Draws, *, ocid: str, related: Sequence[tuple[str, str]] = ()
) -> Json:
    """Write a story as its buyer would publish it.

    Parameters
    ----------
    story
        What happened.
    draws
        Where the chance in details that no scheme looks at comes from.
    ocid
        The id of the process.
    related
        Other processes: the code of the relation and their id.

    Returns
    -------
    dict
        A compiled release, valid against the schema of OCDS 1.1.
    """
    notice = Notice.of(story, draws, ocid=ocid)
    buyer = notice.mention(story.buyer, "buyer", "procuringEntity")
    tender = _tender(notice, buyer)
    bids = _bids(notice)
    awards, contracts = _outcome(notice)
    release: Json = {
        "ocid": ocid,
        "id": "",
        "date": "",
        "tag": ["compiled"],
        "language": "en",
        "initiationType": "tender",
        "parties": notice.parties(),
        "buyer": buyer,
    }
    if "planning" not in story.gaps:
        release["planning"] = _planning(notice)
    release["tender"] = tender
    stages = {"bids": bids, "awards": awards, "contracts": contracts}
    release.update({name: stage for name, stage in stages.items() if stage})
    if related:
        release["relatedProcesses"] = [_relation(*one) for one in enumerate(related, 1)]
    if draws.chance(0.015) and story.method != "direct":
        release["complaints"] = [_complaint(notice)]
    release["date"] = notice.stamp(min(HORIZON, notice.last + draws.between(60, 20_000)))
    release["id"] = f"{ocid}-{release['date'][:10]}"
    return release


def _relation(number: int, other: tuple[str, str]) -> Json:
    relation, ocid = other
    return {"id": str(number), "relationship": [relation], "scheme": "ocid", "identifier": ocid}


def _planning(notice: Notice) -> Json:
    story, draws = notice.story, notice.draws
    announced = story.start - draws.between(30, 150) * 1440
    budget = story.estimate * draws.between(95, 120) // 100
    year = notice.stamp(story.start)[:4]
    return {
        "rationale": f"Listed in the annual plan for {year}.",
        "budget": {
            "id": f"B-{year}-{story.division.code}-{draws.between(1, 40):03d}",
            "description": f"{story.division.words.capitalize()}, {year}",
            "amount": notice.value(budget),
        },
        "documents": [notice.document("procurementPlan", "Annual procurement plan", announced)],
    }


def _tender(notice: Notice, buyer: Json) -> Json:
    story = notice.story
    good = notice.lines[story.contests[0].lot][0][0].words
    tender: Json = {
        "id": f"T-{notice.stamp(story.start)[:4]}-{story.number + 1:06d}",
        "title": f"{good} for {story.buyer.name}",
        "status": story.outcome,
        "procuringEntity": buyer,
        "procurementMethod": story.method,
        "procurementMethodDetails": DETAILS[story.method],
        "mainProcurementCategory": story.division.category,
        "items": [item for contest in story.contests for item in notice.items(contest)],
    }
    if "description" not in story.gaps:
        remark = f" {story.remark}" if story.remark else ""
        tender["description"] = f"{good} ({story.division.words}), as specified.{remark}"
    if story.terms:
        tender["eligibilityCriteria"] = " ".join(story.terms)
    if story.rationale:
        tender["procurementMethodRationale"] = story.rationale
    if "estimate" not in story.gaps:
        tender["value"] = notice.value(story.estimate)
    if story.contests[0].lot:
        tender["lots"] = [_lot(notice, contest) for contest in story.contests]
    if story.method != "direct":
        _competition(notice, tender)
    _tenderers(notice, tender)
    return tender


def _competition(notice: Notice, tender: Json) -> None:
    """Add what only a tender with bidders has."""
    story, draws = notice.story, notice.draws
    start, end = story.start, notice.deadline
    if "criteria" not in story.gaps:
        tender["awardCriteria"] = "ratedCriteria" if story.rated else "priceOnly"
    tender["submissionMethod"] = ["electronicSubmission" if draws.chance(0.85) else "written"]
    tender["tenderPeriod"] = notice.period(start, end)
    tender["enquiryPeriod"] = notice.period(start, start + story.submission_minutes * 6 // 10)
    tender["awardPeriod"] = notice.period(end, notice.decided)
    tender["documents"] = [
        notice.document("tenderNotice", "Tender notice", start),
        notice.document("biddingDocuments", "Bidding documents", start),
    ]
    if draws.chance(0.5):
        specified = notice.document("technicalSpecifications", "Technical specifications", start)
        tender["documents"].append(specified)
    tender["hasEnquiries"] = draws.chance(0.25)
    if tender["hasEnquiries"]:
        tender["enquiries"] = [_enquiry(notice, number) for number in range(draws.between(1, 2))]
    if draws.chance(0.07):
        tender["amendments"] = [_clarified(notice)]


def _clarified(notice: Notice) -> Json:
    return {
        "id": "1",
        "date": notice.stamp(notice.story.start + notice.story.submission_minutes // 2),
        "description": "The technical specifications were made clearer.",
        "rationale": "Questions from bidders.",
    }


def _enquiry(notice: Notice, number: int) -> Json:
    story = notice.story
    asked = story.start + story.submission_minutes * (number + 1) // 6
    question, answer = notice.draws.pick(_QUESTIONS)
    return {
        "id": str(number + 1),
        "date": notice.stamp(asked),
        "title": question,
        "answer": answer,
        "dateAnswered": notice.stamp(asked + story.submission_minutes // 8),
    }


def _lot(notice: Notice, contest: Contest) -> Json:
    status = notice.story.outcome
    if status == "complete" and contest.winner is None:
        status = "unsuccessful"
    return {
        "id": str(contest.lot),
        "title": f"Lot {contest.lot}",
        "status": status,
        "value": notice.value(contest.estimate),
    }


def _tenderers(notice: Notice, tender: Json) -> None:
    story = notice.story
    bidders: dict[str, Organisation] = {}
    for contest in story.contests:
        bidders.update({bid.bidder.id: bid.bidder for bid in contest.bids})
    if story.method == "direct" and story.contest.winner:
        bidders[story.contest.winner.id] = story.contest.winner
    tender["tenderers"] = [notice.mention(bidder, "tenderer") for bidder in bidders.values()]
    if "count" not in story.gaps:
        tender["numberOfTenderers"] = len(bidders)


def _bids(notice: Notice) -> Json:
    details = [
        _bid(notice, contest, bid) for contest in notice.story.contests for bid in contest.bids
    ]
    if not details:
        return {}
    for number, bid in enumerate(details, 1):
        bid["id"] = str(number)
    bids: Json = {"details": details}
    if notice.draws.chance(0.2):
        bids["statistics"] = [{"id": "1", "measure": "bids", "value": len(details)}]
    return bids


def _bid(notice: Notice, contest: Contest, bid: Bid) -> Json:
    came = notice.story.start + int(notice.story.submission_minutes * bid.moment)
    detail: Json = {
        "id": "",
        "date": notice.stamp(notice.deadline + bid.late if bid.late else came),
        "status": bid.status,
        "tenderers": [notice.mention(bid.bidder)],
        "value": notice.value(bid.cents),
    }
    if contest.lot:
        detail["relatedLots"] = [str(contest.lot)]
    return detail


def _outcome(notice: Notice) -> tuple[list[Json], list[Json]]:
    story = notice.story
    if story.outcome == "cancelled":
        return [], []
    pairs = [
        conclude(notice, contest, number=number) for number, contest in enumerate(story.contests, 1)
    ]
    return [award for award, _ in pairs], [contract for _, contract in pairs if contract]


def _complaint(notice: Notice) -> Json:
    return {
        "id": "1",
        "title": notice.draws.pick(_COMPLAINTS),
        "date": notice.stamp(notice.decided + notice.draws.between(1, 10) * 1440),
        "status": notice.draws.pick(("pending", "rejected", "upheld")),
    }
