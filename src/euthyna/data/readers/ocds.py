"""Open Contracting Data Standard 1.1: compiled releases, with the common extensions.

Lots, bids, enquiries, complaints and techniques are extensions of the standard that publishers
use so often that they are read as a part of it.
"""

from __future__ import annotations

from euthyna.data.declarations import Field, Form, Rows, Standard

CODE, ID, TEXTS, COUNT = Form.CODE, Form.ID, Form.TEXTS, Form.COUNT
NUMBER, TRUTH, DATE, MONEY = Form.NUMBER, Form.TRUTH, Form.DATE, Form.MONEY


def _period(column: str, path: str) -> tuple[Field, Field]:
    return (
        Field(f"{column}_start", f"{path}/startDate", DATE),
        Field(f"{column}_end", f"{path}/endDate", DATE),
    )


_PROCESS = Rows(
    "processes",
    "",
    (
        Field("release_id", "id"),
        Field("published", "date", DATE),
        Field("buyer_id", "buyer/id", ID),
        Field("buyer_name", "buyer/name"),
        Field("procuring_entity_id", "tender/procuringEntity/id", ID),
        Field("procuring_entity_name", "tender/procuringEntity/name"),
        Field("budget", "planning/budget/amount", MONEY),
        Field("tender_id", "tender/id"),
        Field("title", "tender/title"),
        Field("description", "tender/description"),
        Field("tender_status", "tender/status", CODE),
        Field("procurement_method", "tender/procurementMethod", CODE),
        Field("procurement_method_details", "tender/procurementMethodDetails", CODE),
        Field("procurement_method_rationale", "tender/procurementMethodRationale"),
        Field("main_procurement_category", "tender/mainProcurementCategory"),
        Field("award_criteria", "tender/awardCriteria"),
        Field("submission_methods", "tender/submissionMethod", TEXTS),
        Field("eligibility_criteria", "tender/eligibilityCriteria"),
        Field("estimate", "tender/value", MONEY),
        Field("minimum", "tender/minValue", MONEY),
        Field("tender_published", "tender/datePublished", DATE),
        *_period("tender", "tender/tenderPeriod"),
        *_period("enquiry", "tender/enquiryPeriod"),
        Field("has_enquiries", "tender/hasEnquiries", TRUTH),
        Field("bid_opening", "tender/bidOpening/date", DATE),
        *_period("award", "tender/awardPeriod"),
        *_period("contract", "tender/contractPeriod"),
        Field("tenderers_count", "tender/numberOfTenderers", COUNT),
        Field("url", "tender/url", also=("url",)),
    ),
)

_LOTS = Rows(
    "lots",
    "tender/lots[]",
    (
        Field("lot_id", "id"),
        Field("title", "title"),
        Field("status", "status"),
        Field("estimate", "value", MONEY),
    ),
    ("lot_no",),
)

_TENDERERS = Rows(
    "tenderers",
    "tender/tenderers[]",
    (Field("party_id", "id", ID), Field("name", "name")),
    ("tenderer_no",),
)

_BIDS = Rows(
    "bids",
    "bids/details[]",
    (
        Field("bid_id", "id"),
        Field("bid", "date", DATE),
        Field("status", "status", CODE),
        Field("bid", "value", MONEY),
        Field("related_lots", "relatedLots", TEXTS, also=("relatedLot",)),
    ),
    ("bid_no",),
)

_BID_TENDERERS = Rows(
    "bid_tenderers",
    "bids/details[]/tenderers[]",
    (Field("party_id", "id", ID), Field("name", "name")),
    ("bid_no", "tenderer_no"),
)

_BID_STATISTICS = Rows(
    "bid_statistics",
    "bids/statistics[]",
    (
        Field("measure", "measure"),
        Field("value", "value", NUMBER),
        Field("related_lot", "relatedLot"),
    ),
    ("statistic_no",),
)

_AWARDS = Rows(
    "awards",
    "awards[]",
    (
        Field("award_id", "id"),
        Field("title", "title"),
        Field("status", "status", CODE),
        Field("award", "date", DATE),
        Field("award", "value", MONEY),
        Field("related_lots", "relatedLots", TEXTS),
        *_period("contract", "contractPeriod"),
    ),
    ("award_no",),
)

_AWARD_SUPPLIERS = Rows(
    "award_suppliers",
    "awards[]/suppliers[]",
    (Field("party_id", "id", ID), Field("name", "name")),
    ("award_no", "supplier_no"),
)

_CONTRACTS = Rows(
    "contracts",
    "contracts[]",
    (
        Field("contract_id", "id"),
        Field("award_id", "awardID"),
        Field("title", "title"),
        Field("status", "status"),
        Field("signed", "dateSigned", DATE),
        Field("start", "period/startDate", DATE),
        Field("end", "period/endDate", DATE),
        Field("contract", "value", MONEY),
    ),
    ("contract_no",),
)

_SPENDING = Rows(
    "spending",
    "contracts[]/implementation/transactions[]",
    (
        Field("transaction_id", "id"),
        Field("paid", "date", DATE),
        Field("paid", "value", MONEY, also=("amount",)),
        Field("payer_id", "payer/id", ID, also=("providerOrganization/id",)),
        Field("payer_name", "payer/name", also=("providerOrganization/legalName",)),
        Field("payee_id", "payee/id", ID, also=("receiverOrganization/id",)),
        Field("payee_name", "payee/name", also=("receiverOrganization/legalName",)),
    ),
    ("contract_no", "transaction_no"),
)

_ENQUIRIES = Rows(
    "enquiries",
    "tender/enquiries[]",
    (
        Field("enquiry_id", "id"),
        Field("asked", "date", DATE),
        Field("answered", "dateAnswered", DATE),
        Field("answer", "answer"),
    ),
    ("enquiry_no",),
)

_COMPLAINTS = Rows(
    "complaints",
    "complaints[]",
    (
        Field("complaint_id", "id"),
        Field("status", "status"),
        Field("complaint", "date", DATE),
    ),
    ("complaint_no",),
)

_PARTIES = Rows(
    "process_parties",
    "parties[]",
    (
        Field("party_id", "id", ID),
        Field("name", "name"),
        Field("roles", "roles", TEXTS),
        Field("identifier_scheme", "identifier/scheme"),
        Field("identifier_id", "identifier/id", ID),
        Field("legal_name", "identifier/legalName"),
        Field("street", "address/streetAddress"),
        Field("locality", "address/locality"),
        Field("region", "address/region"),
        Field("postal_code", "address/postalCode"),
        Field("country", "address/countryName"),
        Field("contact_name", "contactPoint/name"),
        Field("email", "contactPoint/email"),
        Field("telephone", "contactPoint/telephone"),
        Field("url", "contactPoint/url"),
    ),
    ("party_no",),
)

_PARTY_IDENTIFIERS = Rows(
    "process_party_identifiers",
    "parties[]/additionalIdentifiers[]",
    (
        Field("scheme", "scheme"),
        Field("identifier", "id", ID),
        Field("legal_name", "legalName"),
    ),
    ("party_no", "identifier_no"),
)

_RELATED_PROCESSES = Rows(
    "related_processes",
    "relatedProcesses[]",
    (
        Field("relationships", "relationship", TEXTS),
        Field("scheme", "scheme"),
        Field("identifier", "identifier", ID),
        Field("title", "title"),
    ),
    ("related_no",),
)

_ITEM = (
    Field("item_id", "id"),
    Field("description", "description"),
    Field("classification_scheme", "classification/scheme"),
    Field("classification_id", "classification/id", ID),
    Field("quantity", "quantity", NUMBER),
    Field("unit_name", "unit/name"),
    Field("unit", "unit/value", MONEY),
    Field("related_lot", "relatedLot"),
)
_AMENDMENT = (
    Field("amendment_id", "id"),
    Field("amendment", "date", DATE),
    Field("description", "description"),
    Field("rationale", "rationale"),
)
_DOCUMENT = (
    Field("document_id", "id"),
    Field("document_type", "documentType"),
    Field("title", "title"),
    Field("url", "url"),
    Field("published", "datePublished", DATE),
)
_MILESTONE = (
    Field("title", "title"),
    Field("status", "status"),
    Field("due", "dueDate", DATE),
    Field("met", "dateMet", DATE),
)


def _placed(
    table: str, position: str, fields: tuple[Field, ...], places: dict[str, str]
) -> list[Rows]:
    """Say that one kind of row stands at several places, each the `place` of its rows."""

    def rows(at: str, place: str) -> Rows:
        if at.count("[]") > 1:
            return Rows(table, at, fields, ("parent_no", position), {"place": place})
        return Rows(table, at, fields, (position,), {"place": place, "parent_no": 0})

    return [rows(at, place) for at, place in places.items()]


_ITEMS = _placed(
    "items",
    "item_no",
    _ITEM,
    {"tender/items[]": "tender", "awards[]/items[]": "award", "contracts[]/items[]": "contract"},
)
_AMENDMENTS = _placed(
    "amendments",
    "amendment_no",
    _AMENDMENT,
    {
        "tender/amendments[]": "tender",
        "awards[]/amendments[]": "award",
        "contracts[]/amendments[]": "contract",
    },
)
_DOCUMENTS = _placed(
    "documents",
    "document_no",
    _DOCUMENT,
    {
        "planning/documents[]": "planning",
        "tender/documents[]": "tender",
        "bids/details[]/documents[]": "bid",
        "awards[]/documents[]": "award",
        "contracts[]/documents[]": "contract",
        "contracts[]/implementation/documents[]": "implementation",
    },
)
_MILESTONES = _placed(
    "milestones",
    "milestone_no",
    _MILESTONE,
    {
        "planning/milestones[]": "planning",
        "tender/milestones[]": "tender",
        "contracts[]/milestones[]": "contract",
        "contracts[]/implementation/milestones[]": "implementation",
    },
)

# What is about the record rather than the procurement, and details no indicator needs yet.
OUT_OF_SCOPE = frozenset(
    {
        "tag",
        "language",
        "initiationType",
        "packageInfo",
        "version",
        "*/language",
        "*/uri",
        "*/extensions",
        "planning/rationale",
        "*/project",
        "*/projectID",
        "planning/url",
        "planning/budget/id",
        "planning/budget/description",
        "planning/budget/source",
        "tender/submissionMethodDetails",
        "tender/awardCriteriaDetails",
        "tender/additionalProcurementCategories",
        "*/maxExtentDate",
        "*/durationInDays",
        "*/dateModified",
        "*/format",
        "*/faxNumber",
        "*/additionalClassifications",
        "*/additionalContactPoints",
        "*/classification/description",
        "*/unit/scheme",
        "*/unit/id",
        "*/milestones/id",
        "*/milestones/type",
        "*/milestones/code",
        "*/milestones/description",
        "*/milestones/documents",
        "*/documents/description",
        "*/amendments/amendsReleaseID",
        "*/amendments/releaseID",
        "*/amendments/changes",
        "*/amendment",
        "parties/details",
        "bids/statistics/id",
        "bids/statistics/date",
        "bids/statistics/notes",
        "relatedProcesses/id",
        "contracts/relatedProcesses",
        "contracts/implementation/transactions/source",
        "awards/description",
        "complaints/title",
        "contracts/description",
        "tender/lots/description",
        "tender/enquiries/title",
        "tender/enquiries/description",
        "tender/enquiries/author",
    }
)

OCDS = Standard(
    name="ocds",
    title="Open Contracting Data Standard",
    versions=("1.1", "1.0"),
    key="ocid",
    rows=(
        _PROCESS,
        _LOTS,
        *_ITEMS,
        _TENDERERS,
        _BIDS,
        _BID_TENDERERS,
        _BID_STATISTICS,
        _AWARDS,
        _AWARD_SUPPLIERS,
        _CONTRACTS,
        *_AMENDMENTS,
        _SPENDING,
        *_MILESTONES,
        *_DOCUMENTS,
        _ENQUIRIES,
        _COMPLAINTS,
        _PARTIES,
        _PARTY_IDENTIFIERS,
        _RELATED_PROCESSES,
    ),
    out_of_scope=OUT_OF_SCOPE,
)
