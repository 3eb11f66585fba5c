"""European Union: the journal as tables, the consolidated list as XML and as CSV."""

from __future__ import annotations

from typing import Any

_HEADER = (
    "celex,recordId,programKey,annex,measure,startDate,reason,schema,name,alias,weakAlias,"
    "previousName,country,nationality,jurisdiction,birthDate,birthPlace,position,passportNumber,"
    "gender,appearance,ethnicity,fatherName,motherName,incorporationDate,legalForm,sector,"
    "registrationNumber,taxNumber,idNumber,innCode,ogrnCode,kppCode,okpoCode,leiCode,swiftBic,"
    "ticker,imoNumber,mmsi,flag,address,phone,email,website,notes"
)
COLUMNS = _HEADER.split(",")


def journal(**cells: str) -> str:
    row = ",".join('"{}"'.format(cells.get(column, "").replace('"', '""')) for column in COLUMNS)
    return ",".join(COLUMNS) + "\n" + row + "\n"


def test_an_entry_of_the_journal(read_file: Any) -> None:
    said = read_file(
        act__csv=journal(
            celex="39999R0001", recordId="7", annex="I.A", programKey="EU-LAKE",
            measure="Asset freeze", startDate="3.4.2020", reason="Sold a lake.", schema="Person",
            name="Milan OREL", alias="Милан ОРЕЛ; Milan ORLOV", weakAlias="Miki",
            previousName="Milan KOS", nationality="Peruvian", birthDate="24.10.1970 or 1971",
            birthPlace="(a) Norton, (b) Sutton", gender="male.",
            passportNumber="(a) Lakeland number AB123456 (expires 1.1.2030), (b) C7654321 (Chile)",
            fatherName="Ivo", address="Norton; Sutton", email="Orel@Example.org", position="Boss",
        )
    )  # fmt: skip
    assert said.format == "eu-journal"
    assert said.issues == []
    (party,) = said.tables["parties"]
    assert (party["schema"], party["gender"], party["countries"]) == ("Person", "male", ["pe"])
    assert party["birth_dates"] == ["1970-10-24", "1971"]
    assert party["birth_places"] == ["Norton", "Sutton"]
    assert party["emails"] == ["orel@example.org"]
    assert said.rows("party_names", "kind", "name") == [
        ("primary", "Milan OREL"),
        ("original_script", "Милан ОРЕЛ"),
        ("alias", "Milan ORLOV"),
        ("weak", "Miki"),
        ("former", "Milan KOS"),
    ]
    assert said.rows("party_identifiers", "scheme", "identifier", "country") == [
        ("passportNumber", "AB123456", None),
        ("passportNumber", "C7654321", "cl"),
    ]
    assert said.rows("party_addresses", "address") == ["Norton", "Sutton"]
    columns = ("kind", "program", "reference", "start_date", "status", "ground")
    assert said.rows("listings", *columns) == [
        ("sanction", "EU-LAKE", "39999R0001 I.A 7", "2020-04-03", "Asset freeze", "Sold a lake.")
    ]


def test_export_control_is_a_kind_of_its_own(read_file: Any) -> None:
    said = read_file(
        act__csv=journal(celex="3", name="Norlake OAO", schema="Company", measure="Export control")
    )
    assert said.rows("listings", "kind") == ["export_control"]
    assert said.rows("parties", "topics") == [["export.control"]]


XML = """<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2024-01-02T00:00:00.000+01:00">
  <sanctionEntity designationDetails="" unitedNationId="" euReferenceNumber="EU.7.1" logicalId="7">
    <remark>Sold a lake.</remark>
    <regulation regulationType="regulation" organisationType="council"
      publicationDate="2020-04-02" entryIntoForceDate="2020-04-03" numberTitle="1/2020 (OJ L1)"
      programme="LAKE" logicalId="1"><publicationUrl>https://example.org</publicationUrl>
    </regulation>
    <subjectType code="person" classificationCode="P"/>
    <nameAlias firstName="Milan" middleName="" lastName="Orel" wholeName="Milan Orel" function=""
      gender="M" title="" nameLanguage="EN" strong="true" regulationLanguage="en" logicalId="2">
      <regulationSummary regulationType="regulation" publicationDate="2020-04-02"
        numberTitle="1/2020" publicationUrl="https://example.org"/></nameAlias>
    <nameAlias firstName="" lastName="" wholeName="Милан Орел" strong="true" nameLanguage="RU"/>
    <nameAlias firstName="" lastName="" wholeName="Orlo" strong="false" nameLanguage=""/>
    <citizenship region="" countryIso2Code="PE" countryDescription="PERU"/>
    <birthdate circa="false" calendarType="GREGORIAN" city="Norton" zipCode=""
      birthdate="1970-05-03" dayOfMonth="3" monthOfYear="5" year="1970" region="" place=""
      countryIso2Code="PE" countryDescription="PERU" logicalId="3"/>
    <birthdate circa="true" yearRangeFrom="1960" yearRangeTo="1962" countryIso2Code="00"
      countryDescription="UNKNOWN"/>
    <address city="Norton" street="1 Lake Road" poBox="" zipCode="123" region="" place=""
      countryIso2Code="00" countryDescription="UNKNOWN"><remark>c/o</remark></address>
    <identification diplomatic="false" number="A 123" latinNumber="" issuedBy="x"
      identificationTypeCode="passport" countryIso2Code="CL" countryDescription="CHILE"/>
  </sanctionEntity>
</export>"""


def test_an_entity_of_the_consolidated_list(read_file: Any) -> None:
    said = read_file(full__xml=XML)
    assert said.format == "eu-consolidated"
    assert said.issues == []
    (party,) = said.tables["parties"]
    assert (party["party_id"], party["schema"]) == ("eu-consolidated:7", "Person")
    assert (party["gender"], party["countries"]) == ("male", ["pe"])
    assert party["birth_dates"] == ["1970-05-03", "1960", "1961", "1962"]
    assert party["birth_places"] == ["Norton, PERU"]
    assert said.rows("party_names", "kind", "name", "family_name", "language") == [
        ("primary", "Milan Orel", "Orel", "en"),
        ("original_script", "Милан Орел", None, None),
        ("weak", "Orlo", None, None),
    ]
    assert said.rows("party_identifiers", "scheme", "identifier", "country") == [
        ("passportNumber", "A 123", "cl")
    ]
    assert said.rows("party_addresses", "street", "postal_code", "country") == [
        ("1 Lake Road", "123", None)
    ]
    columns = ("kind", "program", "reference", "start_date", "ground", "country")
    assert said.rows("listings", *columns) == [
        ("sanction", "LAKE", "EU.7.1", "2020-04-03", "Sold a lake.", "eu")
    ]


def test_rows_of_one_entity_are_one_party(read_file: Any) -> None:
    header = [
        "fileGenerationDate", "Entity_LogicalId", "Entity_EU_ReferenceNumber", "Entity_Remark",
        "Entity_SubjectType_ClassificationCode", "Entity_Regulation_EntryIntoForceDate",
        "Entity_Regulation_Programme", "NameAlias_WholeName", "NameAlias_NameLanguage",
        "BirthDate_BirthDate", "Citizenship_CountryIso2Code", "Identification_Number",
        "Identification_TypeCode", "Address_City",
    ]  # fmt: skip
    rows = [
        header,
        ["02/01/2024", "7", "EU.7.1", "", "E", "2020-04-03", "LAKE", "Norlake Ltd", "EN", *[""] * 5],
        ["02/01/2024", "7", "EU.7.1", "", "E", "2020-04-03", "LAKE", "Sudlake Ltd", "EN", *[""] * 5],
        ["02/01/2024", "7", "EU.7.1", "", "E", "2020-04-03", "LAKE", *[""] * 4, "12-34",
         "regnumber", ""],
        ["02/01/2024", "8", "", "", "P", "", "LAKE", "Milan Orel", "", "1970-05-03", "PE", "", "",
         "Norton"],
    ]  # fmt: skip
    said = read_file(full__csv="\n".join(";".join(row) for row in rows) + "\n")
    assert said.format == "eu-consolidated"
    assert said.issues == []
    assert said.rows("parties", "party_id", "schema", "name", "countries") == [
        ("eu-consolidated:7", "Organization", "Norlake Ltd", None),
        ("eu-consolidated:8", "Person", "Milan Orel", ["pe"]),
    ]
    assert said.rows("party_names", "name") == ["Norlake Ltd", "Sudlake Ltd", "Milan Orel"]
    assert said.rows("party_identifiers", "scheme", "identifier") == [
        ("registrationNumber", "12-34")
    ]
    assert said.rows("listings", "reference", "start_date") == [
        ("EU.7.1", "2020-04-03"),
        (None, None),
    ]
