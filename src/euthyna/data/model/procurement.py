"""The procurement tables: columnar views of an OCDS contracting process.

Rows keep the order in which they were published: a column that ends in ``_no`` is a position
that starts at 0, so that ``process_id, award_no`` is a key even where a publisher gives no ids,
and ``#/awards/<award_no>`` is the JSON pointer of the row within its release.
"""

from __future__ import annotations

from euthyna.data.model.tables import Column, Kind, Table

_PROCESS = Column("process_id", Kind.TEXT, "The ocid of the contracting process.")
_SOURCE = Column("source", Kind.TEXT, "Where it was published: file:line or file#/json/pointer.")


def _text(name: str, doc: str) -> Column:
    return Column(name, Kind.TEXT, doc)


def _no(name: str, doc: str) -> Column:
    return Column(name, Kind.COUNT, doc)


def _date(name: str, doc: str) -> tuple[Column, Column]:
    return (
        Column(f"{name}_at", Kind.INSTANT, f"{doc} In UTC; a date without a time is its midnight."),
        Column(f"{name}_text", Kind.TEXT, f"{doc} As published, with its precision and offset."),
    )


def _money(name: str, doc: str) -> tuple[Column, Column]:
    return (
        Column(f"{name}_amount", Kind.MONEY, doc),
        Column(f"{name}_currency", Kind.TEXT, f"ISO 4217 code of {name}_amount."),
    )


def _table(name: str, doc: str, *columns: Column | tuple[Column, ...]) -> Table:
    flat = [c for item in columns for c in (item if isinstance(item, tuple) else (item,))]
    return Table(name, doc, (_PROCESS, *flat, _SOURCE))


_PLACE = _text("place", "The stage it belongs to: planning, tender, bid, award or contract.")
_PARENT = _no("parent_no", "Position of the bid, award or contract it belongs to; 0 elsewhere.")

PROCESSES = _table(
    "processes",
    "One contracting process: its compiled release.",
    _text("release_id", "The id of the release."),
    _date("published", "When the release was published."),
    _text("buyer_id", "The organisation whose budget pays."),
    _text("buyer_name", "Its name."),
    _text("procuring_entity_id", "The organisation that runs the procurement."),
    _text("procuring_entity_name", "Its name."),
    _money("budget", "Budget reserved for the process."),
    _text("tender_id", "The publisher's own number of the tender."),
    _text("title", "Title of the tender."),
    _text("description", "Description of the tender."),
    _text(
        "tender_status", "planning, planned, active, cancelled, unsuccessful, complete, withdrawn."
    ),
    _text("procurement_method", "open, selective, limited or direct."),
    _text("procurement_method_details", "The method in the publisher's own words."),
    _text("procurement_method_rationale", "The ground for the method."),
    _text("main_procurement_category", "goods, works or services."),
    _text("award_criteria", "priceOnly, ratedCriteria, lowestCost, …"),
    Column("submission_methods", Kind.TEXTS, "How bids may be handed in."),
    _text("eligibility_criteria", "Who may bid, in words."),
    _money("estimate", "Estimated value of the tender."),
    _money("minimum", "Estimated minimum value of the tender."),
    _date("tender_published", "When the tender was published, where the publisher says so."),
    _date("tender_start", "When bids could be handed in from."),
    _date("tender_end", "The deadline for bids."),
    _date("enquiry_start", "When questions could be asked from."),
    _date("enquiry_end", "The deadline for questions."),
    Column("has_enquiries", Kind.TRUTH, "Whether questions were asked."),
    _date("bid_opening", "When the bids were opened."),
    _date("award_start", "Start of the evaluation."),
    _date("award_end", "End of the evaluation."),
    _date("contract_start", "Expected start of the contract."),
    _date("contract_end", "Expected end of the contract."),
    Column("tenderers_count", Kind.COUNT, "Number of tenderers, as published."),
    _text("url", "A page about the process, where the publisher gives one."),
)

LOTS = _table(
    "lots",
    "One lot of a tender.",
    _no("lot_no", "Position in tender/lots."),
    _text("lot_id", "Its id."),
    _text("title", "Its title."),
    _text("status", "Its status."),
    _money("estimate", "Its estimated value."),
)

ITEMS = _table(
    "items",
    "One line of goods, works or services, in a tender, an award or a contract.",
    _PLACE,
    _PARENT,
    _no("item_no", "Position in the list of items."),
    _text("item_id", "Its id."),
    _text("description", "What it is."),
    _text("classification_scheme", "CPV, UNSPSC, …"),
    _text("classification_id", "Its code in that scheme."),
    Column("quantity", Kind.NUMBER, "How many units."),
    _text("unit_name", "Name of the unit."),
    _money("unit", "Price of one unit."),
    _text("related_lot", "The lot it belongs to."),
)

TENDERERS = _table(
    "tenderers",
    "One organisation that handed in a bid, as listed with the tender.",
    _no("tenderer_no", "Position in tender/tenderers."),
    _text("party_id", "Its id."),
    _text("name", "Its name."),
)

BIDS = _table(
    "bids",
    "One bid (bid extension).",
    _no("bid_no", "Position in bids/details."),
    _text("bid_id", "Its id."),
    _date("bid", "When it was received."),
    _text("status", "invited, pending, valid, disqualified or withdrawn."),
    _money("bid", "Its price."),
    Column("related_lots", Kind.TEXTS, "The lots it was made for."),
)

BID_TENDERERS = _table(
    "bid_tenderers",
    "One organisation behind a bid; several for a consortium.",
    _no("bid_no", "The bid."),
    _no("tenderer_no", "Position in the bid's list of tenderers."),
    _text("party_id", "Its id."),
    _text("name", "Its name."),
)

BID_STATISTICS = _table(
    "bid_statistics",
    "One figure about the bids of a process (bid extension).",
    _no("statistic_no", "Position in bids/statistics."),
    _text("measure", "What was counted: requests, bids, validBids, bidders, …"),
    Column("value", Kind.NUMBER, "The figure."),
    _text("related_lot", "The lot it is about."),
)

AWARDS = _table(
    "awards",
    "One award.",
    _no("award_no", "Position in awards."),
    _text("award_id", "Its id."),
    _text("title", "Its title."),
    _text("status", "pending, active, cancelled or unsuccessful."),
    _date("award", "When it was decided."),
    _money("award", "Its value."),
    Column("related_lots", Kind.TEXTS, "The lots it is about."),
    _date("contract_start", "Start of the contract it foresees."),
    _date("contract_end", "End of the contract it foresees."),
)

AWARD_SUPPLIERS = _table(
    "award_suppliers",
    "One organisation that received an award.",
    _no("award_no", "The award."),
    _no("supplier_no", "Position in the award's list of suppliers."),
    _text("party_id", "Its id."),
    _text("name", "Its name."),
)

CONTRACTS = _table(
    "contracts",
    "One contract.",
    _no("contract_no", "Position in contracts."),
    _text("contract_id", "Its id."),
    _text("award_id", "The award it carries out."),
    _text("title", "Its title."),
    _text("status", "pending, active, cancelled or terminated."),
    _date("signed", "When it was signed."),
    _date("start", "Start of its period."),
    _date("end", "End of its period."),
    _money("contract", "Its value."),
)

AMENDMENTS = _table(
    "amendments",
    "One change to a tender, an award or a contract.",
    _PLACE,
    _PARENT,
    _no("amendment_no", "Position in the list of amendments."),
    _text("amendment_id", "Its id."),
    _date("amendment", "When it was made."),
    _text("description", "What changed."),
    _text("rationale", "Why."),
)

SPENDING = _table(
    "spending",
    "One payment under a contract (implementation/transactions).",
    _no("contract_no", "The contract."),
    _no("transaction_no", "Position in the list of transactions."),
    _text("transaction_id", "Its id."),
    _date("paid", "When it was paid."),
    _money("paid", "How much was paid."),
    _text("payer_id", "Who paid."),
    _text("payer_name", "Its name."),
    _text("payee_id", "Who received it."),
    _text("payee_name", "Its name."),
)

MILESTONES = _table(
    "milestones",
    "One thing that was due at a date.",
    _text("place", "planning, tender, contract or implementation."),
    _PARENT,
    _no("milestone_no", "Position in the list of milestones."),
    _text("title", "What was due."),
    _text("status", "scheduled, met, notMet or partiallyMet."),
    _date("due", "When it was due."),
    _date("met", "When it was met."),
)

DOCUMENTS = _table(
    "documents",
    "One published document.",
    _text("place", "planning, tender, bid, award, contract or implementation."),
    _PARENT,
    _no("document_no", "Position in the list of documents."),
    _text("document_id", "Its id."),
    _text("document_type", "Its type, from the standard's code list."),
    _text("title", "Its title."),
    _text("url", "Where it is."),
    _date("published", "When it was published."),
)

ENQUIRIES = _table(
    "enquiries",
    "One question to the buyer and its answer (enquiries extension).",
    _no("enquiry_no", "Position in tender/enquiries."),
    _text("enquiry_id", "Its id."),
    _date("asked", "When it was asked."),
    _date("answered", "When it was answered."),
    _text("answer", "The answer."),
)

COMPLAINTS = _table(
    "complaints",
    "One complaint about a process (complaints extension).",
    _no("complaint_no", "Position in complaints."),
    _text("complaint_id", "Its id."),
    _text("status", "Its status."),
    _date("complaint", "When it was made."),
)

PROCESS_PARTIES = _table(
    "process_parties",
    "One organisation that takes part in a process.",
    _no("party_no", "Position in parties."),
    _text("party_id", "The id by which the rest of the release refers to it."),
    _text("name", "Its name."),
    Column("roles", Kind.TEXTS, "buyer, procuringEntity, tenderer, supplier, payer, payee, …"),
    _text("identifier_scheme", "Register of its identifier (org-id code)."),
    _text("identifier_id", "Its number in that register."),
    _text("legal_name", "Its name in that register."),
    _text("street", "Street address."),
    _text("locality", "Town."),
    _text("region", "Region."),
    _text("postal_code", "Postal code."),
    _text("country", "Country."),
    _text("contact_name", "Name of the contact point."),
    _text("email", "E-mail of the contact point."),
    _text("telephone", "Telephone of the contact point."),
    _text("url", "Web page of the contact point."),
)

PROCESS_PARTY_IDENTIFIERS = _table(
    "process_party_identifiers",
    "One further identifier of an organisation.",
    _no("party_no", "The organisation."),
    _no("identifier_no", "Position in its list of additional identifiers."),
    _text("scheme", "Register."),
    _text("identifier", "Its number in that register."),
    _text("legal_name", "Its name in that register."),
)

RELATED_PROCESSES = _table(
    "related_processes",
    "One process that this one refers to.",
    _no("related_no", "Position in relatedProcesses."),
    Column("relationships", Kind.TEXTS, "framework, planning, prior, unsuccessfulProcess, …"),
    _text("scheme", "Scheme of the identifier; ocid where it is one."),
    _text("identifier", "The other process."),
    _text("title", "Its title."),
)

TABLES: tuple[Table, ...] = (
    PROCESSES,
    LOTS,
    ITEMS,
    TENDERERS,
    BIDS,
    BID_TENDERERS,
    BID_STATISTICS,
    AWARDS,
    AWARD_SUPPLIERS,
    CONTRACTS,
    AMENDMENTS,
    SPENDING,
    MILESTONES,
    DOCUMENTS,
    ENQUIRIES,
    COMPLAINTS,
    PROCESS_PARTIES,
    PROCESS_PARTY_IDENTIFIERS,
    RELATED_PROCESSES,
)
"""All procurement tables, in the order of the process."""
