"""United Nations: aliases have a quality, dates a type, documents a kind."""

from __future__ import annotations

from typing import Any

HEAD = '<?xml version="1.0" encoding="UTF-8"?><CONSOLIDATED_LIST dateGenerated="2024-01-02">'
PERSON = """
<INDIVIDUAL>
  <DATAID>7</DATAID><VERSIONNUM>1</VERSIONNUM>
  <FIRST_NAME>MILAN</FIRST_NAME><SECOND_NAME>IVO</SECOND_NAME><THIRD_NAME>OREL</THIRD_NAME>
  <UN_LIST_TYPE>Lakeland</UN_LIST_TYPE><REFERENCE_NUMBER>LKi.001</REFERENCE_NUMBER>
  <LISTED_ON>2015-04-07-04:00</LISTED_ON><GENDER>Male</GENDER><COMMENTS1>Sold a lake.</COMMENTS1>
  <NAME_ORIGINAL_SCRIPT>Милан Орел</NAME_ORIGINAL_SCRIPT>
  <TITLE><VALUE>Dr.</VALUE></TITLE><DESIGNATION><VALUE>Captain</VALUE></DESIGNATION>
  <NATIONALITY><VALUE>Peru</VALUE><VALUE>Chile</VALUE></NATIONALITY>
  <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
  <LAST_DAY_UPDATED><VALUE>2016-01-01</VALUE></LAST_DAY_UPDATED>
  <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Milan Orlov</ALIAS_NAME>
    <DATE_OF_BIRTH>1971-02-03</DATE_OF_BIRTH><CITY_OF_BIRTH>Sutton</CITY_OF_BIRTH>
    <COUNTRY_OF_BIRTH>Peru</COUNTRY_OF_BIRTH></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Orlo</ALIAS_NAME></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Milan Kos</ALIAS_NAME>
    <NOTE>previously listed as</NOTE></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ADDRESS><STREET>1 Lake Road</STREET><CITY>Norton</CITY><COUNTRY>Peru</COUNTRY>
    <NOTE>previous</NOTE></INDIVIDUAL_ADDRESS>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1970-05-03</DATE>
  </INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1960</FROM_YEAR>
    <TO_YEAR>1962</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1968</YEAR>
  </INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Norton</CITY><COUNTRY>Peru</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
  <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>A 123</NUMBER>
    <ISSUING_COUNTRY>Chile</ISSUING_COUNTRY><DATE_OF_ISSUE>2001-01-01</DATE_OF_ISSUE>
  </INDIVIDUAL_DOCUMENT>
  <INDIVIDUAL_DOCUMENT/><SORT_KEY/><SORT_KEY_LAST_MOD/>
</INDIVIDUAL>"""
FIRM = """
<ENTITY>
  <DATAID>8</DATAID><FIRST_NAME>NORTH LAKE WORKS (NLW) ; SUDLAKE</FIRST_NAME>
  <LISTED_ON>2016-01-02</LISTED_ON><DELISTED_ON>2020-01-02</DELISTED_ON>
  <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Old Lake Works</ALIAS_NAME></ENTITY_ALIAS>
  <ENTITY_ADDRESS><COUNTRY/></ENTITY_ADDRESS>
</ENTITY>"""


def document(*entries: str) -> str:
    return f"{HEAD}<INDIVIDUALS>{''.join(entries)}</INDIVIDUALS></CONSOLIDATED_LIST>"


def test_a_person(read_file: Any) -> None:
    said = read_file(list__xml=document(PERSON))
    assert said.format == "un-consolidated"
    assert said.issues == []
    (party,) = said.tables["parties"]
    assert (party["schema"], party["gender"], party["countries"]) == (
        "Person",
        "male",
        ["pe", "cl"],
    )
    assert party["birth_dates"] == [
        "1971-02-03", "1970-05-03", "1960", "1961", "1962", "1968",
    ]  # fmt: skip
    assert party["birth_places"] == ["Sutton, Peru", "Norton, Peru"]
    assert said.rows("party_names", "kind", "name") == [
        ("primary", "MILAN IVO OREL"),
        ("original_script", "Милан Орел"),
        ("alias", "Milan Orlov"),
        ("weak", "Orlo"),
        ("former", "Milan Kos"),
    ]
    assert said.rows("party_identifiers", "scheme", "identifier", "country") == [
        ("passportNumber", "A 123", "cl")
    ]
    assert said.rows("party_addresses", "street", "locality", "country") == [
        ("1 Lake Road", "Norton", "pe")
    ]
    assert said.rows("listings", "kind", "program", "reference", "start_date", "ground") == [
        ("sanction", "Lakeland", "LKi.001", "2015-04-07", "Sold a lake.")
    ]


def test_an_entity_that_was_taken_off(read_file: Any) -> None:
    said = read_file(list__xml=document(FIRM))
    assert said.rows("parties", "schema", "name") == [("Organization", "NORTH LAKE WORKS")]
    assert said.rows("party_names", "kind", "name") == [
        ("primary", "NORTH LAKE WORKS"),
        ("abbreviation", "NLW"),
        ("alias", "SUDLAKE"),
        ("former", "Old Lake Works"),
    ]
    assert said.rows("listings", "start_date", "end_date") == [("2016-01-02", "2020-01-02")]


def test_a_field_that_is_not_known_is_said(read_file: Any) -> None:
    said = read_file(list__xml=document("<ENTITY><DATAID>9</DATAID><FIRST_NAME>X</FIRST_NAME>"
                                        "<SHOE_SIZE>9</SHOE_SIZE></ENTITY>"))  # fmt: skip
    assert [(i.code, i.path) for i in said.issues] == [("unread-field", "SHOE_SIZE")]


def test_an_entity_declaration_is_refused_and_what_was_read_is_kept(read_file: Any) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    text = document(FIRM).replace("<CONSOLIDATED_LIST", f"{bomb}<CONSOLIDATED_LIST", 1)
    said = read_file(list__xml=text)
    assert said.tables == {}
    assert [issue.code for issue in said.issues] == ["bad-xml"]
