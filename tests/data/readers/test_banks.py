"""The lists of development banks: World Bank, Inter-American, EBRD."""

from __future__ import annotations

from typing import Any

HEADER = [
    ["Downloaded on: 01/02/2024 10:37"],
    [
        "Firm Name",
        "Additional Firm Info",
        "Address",
        "Country",
        "Ineligibility Period",
        "",
        "Grounds",
    ],
    ["", "", "", "", "From Date", "To Date", ""],
]


def bank(*row: str) -> list[Any]:
    return [*HEADER, list(row)]


def test_a_row_of_the_world_bank(read_sheet: Any) -> None:
    said = read_sheet(
        bank("NORLAKE ROADS LTD.", "(北湖路桥有限公司)(f.k.a. Sudlake Roads Ltd.) (Reg. No. 12345) *388",
             "1 LAKE ROAD, NORTON", "Viet Nam", "2020-01-02", "2024-01-01", "Fraudulent Practice")
    )  # fmt: skip
    assert said.format == "world-bank-ineligible"
    assert said.issues == []
    assert said.rows("parties", "schema", "name", "countries", "topics") == [
        ("Company", "NORLAKE ROADS LTD.", ["vn"], ["debarment"])
    ]
    assert said.rows("party_names", "kind", "name") == [
        ("primary", "NORLAKE ROADS LTD."),
        ("original_script", "北湖路桥有限公司"),
        ("former", "Sudlake Roads Ltd."),
    ]
    assert said.rows("party_identifiers", "scheme", "identifier") == [
        ("registrationNumber", "12345")
    ]
    assert said.rows("party_addresses", "address", "country") == [("1 LAKE ROAD, NORTON", "vn")]
    columns = ("kind", "authority", "ground", "reference", "start_date", "end_date")
    assert said.rows("listings", *columns) == [
        ("debarment", "World Bank", "Fraudulent Practice", "*388", "2020-01-02", "2024-01-01")
    ]
    assert said.tables["parties"][0]["source"].endswith("!Sheet1:4")


def test_a_debarment_without_end_has_none(read_sheet: Any) -> None:
    said = read_sheet(bank("MR. MILAN OREL", "", "", "Peru", "2020-01-02", "2999-12-31", "X"))
    assert said.rows("parties", "schema") == ["Person"]
    assert said.rows("listings", "start_date", "end_date", "status") == [
        ("2020-01-02", None, "2999-12-31")
    ]


def test_a_remark_is_kept_beside_the_state(read_sheet: Any) -> None:
    said = read_sheet(
        bank("NORLAKE", "(but only for its work on water)", "", "Peru", "2020-01-02", "", "")
    )
    assert said.rows("listings", "status") == ["but only for its work on water"]
    assert said.issues == []


def test_a_predecessor_is_a_party_of_its_own(read_sheet: Any) -> None:
    said = read_sheet(
        bank("NORLAKE LLC", "as a successor to Sudlake LLC", "", "Peru", "2020-01-02", "", "")
    )
    assert said.rows("parties", "name", "topics") == [
        ("NORLAKE LLC", ["debarment"]),
        ("Sudlake LLC", None),
    ]
    (successor, predecessor) = said.rows("parties", "party_id")
    assert said.rows("relationships", "kind", "party_id", "other_id") == [
        ("succession", successor, predecessor)
    ]
    assert len(said.tables["listings"]) == 1


def test_what_cannot_be_read_is_said(read_sheet: Any) -> None:
    said = read_sheet(bank("NORLAKE", "", "", "Atlantis", "31-31-2020", "", "X"))
    assert said.found("unknown-country") == ["Atlantis"]
    assert said.found("bad-date") == ["31-31-2020"]
    assert said.rows("party_names", "name") == ["NORLAKE"]


def test_an_unknown_column_is_said(read_sheet: Any) -> None:
    title, header, below = HEADER
    row = ["NORLAKE", "", "", "Peru", "2020-01-02", "", "X", "07"]
    said = read_sheet([title, [*header, "Score"], below, row])
    assert [(i.code, i.path, i.count) for i in said.issues] == [("unread-field", "Score", 1)]


IDB = ["Title", "Entity", "Nationality", "Country", "From", "To", "Grounds", "Source",
       "IDB Sanction Type", "IDB Sanction Source", "Other Name"]  # fmt: skip


def test_a_row_of_the_inter_american_bank(read_sheet: Any) -> None:
    said = read_sheet(
        [
            IDB,
            ["Norlake S.A. (“Norlake”)", "Firm", "Bolivia", "Regional", "Feb 03, 2020", "Ongoing",
             " Fraud", "WBG cross debarment", "", "", "北湖 建设"],
            ["Milan Orel", "Individual", "Peru", "Peru", "Mar 04, 2021", "Mar 03, 2022", "", "IDB",
             "Letter of reprimand", "Sanctions Officer", ""],
            [],
            ["Filters: From is after 2007"],
        ]
    )  # fmt: skip
    assert said.format == "inter-american-sanctioned"
    assert said.rows("parties", "schema", "name", "countries", "topics") == [
        ("Company", "Norlake S.A.", ["bo"], ["debarment"]),
        ("Person", "Milan Orel", ["pe"], ["reg.warn"]),
    ]
    assert said.rows("party_names", "kind", "name") == [
        ("primary", "Norlake S.A."),
        ("weak", "Norlake"),
        ("original_script", "北湖建设"),
        ("primary", "Milan Orel"),
    ]
    assert said.rows("listings", "kind", "program", "start_date", "end_date", "status") == [
        ("debarment", "WBG cross debarment", "2020-02-03", None, "Ongoing"),
        ("warning", "IDB; Sanctions Officer", "2021-03-04", "2022-03-03", "Letter of reprimand"),
    ]
    assert said.found("unknown-value") == ["Filters: From is after 2007"]


EBRD = (
    "\ufeffFirm Name,Address,Nationality,Ineligible From, Ineligible Until,Notice Effective At EBRD,"
    "Originating Institution,Prohibited Practice\n"
)


def test_a_row_of_the_ebrd(read_file: Any) -> None:
    said = read_file(
        ebrd__csv=EBRD
        + '"Norlake Ltd. (formerly Sudlake Ltd.)","1 Lake Road","Republic of Korea",'
        + ',Indefinite,"2020-01-02T12:00:59Z","World Bank Group","Fraud"\n'
        + '""Fortuna" LLC","","Türkiye","2020-03-04T12:00:59Z","2022-03-03T11:00:59Z",'
        + '"2020-03-05T12:00:59Z","EBRD","Fraud"\n'
    )
    assert said.format == "ebrd-ineligible"
    assert said.issues == []
    assert said.rows("party_names", "kind", "name") == [
        ("primary", "Norlake Ltd."),
        ("former", "Sudlake Ltd."),
        ("primary", "Fortuna LLC"),
    ]
    assert said.rows("parties", "countries") == [["kr"], ["tr"]]
    assert said.rows("listings", "program", "start_date", "end_date", "status") == [
        ("World Bank Group", "2020-01-02", None, "Indefinite"),
        ("EBRD", "2020-03-04", "2022-03-03", None),
    ]
