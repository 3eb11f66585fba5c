"""Tables and lines that no reader knows: a mapping says what their columns mean, or a guess.

A mapping is a dictionary, or a file of YAML or JSON that holds one: column to word of
:data:`~euthyna.data.declarations.lists.TARGETS`, or to the settings of a field::

    Razón social: name
    Otros nombres: {to: alias, separator: ";"}
    NIT: {to: identifier, scheme: taxNumber}
    Desde: {to: listing.start_date, order: mdy}

Under the key ``options`` it may say ``dataset``, ``delimiter``, ``encoding``, ``header_rows``,
``schema`` and other constants.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

import yaml

from euthyna.base.errors import BadSettingsError
from euthyna.data.declarations import Fill, Lines, ListFormat, Marks, Part, Table
from euthyna.data.declarations.lists import TARGETS
from euthyna.data.reading.tabular import plain

Mapped = Mapping[str, Any] | str | Path
"""A mapping, or the path of a file that holds one."""
NAME: Final = "mapped"
"""The name of the format of a file that is read by a mapping or a guess."""
LONGEST: Final = 1 << 20
"""A mapping of more bytes is none."""
_SPLIT: Final = r"\s*[;|\n]\s*"
_SETTINGS: Final = {field.name for field in fields(Fill)} - {"path", "optional"}
_OPTIONS: Final = ("dataset", "delimiter", "encoding", "header_rows")

_GUESSES: Final[Mapping[str, str]] = {
    "id": "id query_id entity_id record_id uid reference ref number no key customer_id supplier_id",
    "schema": "schema type entity_type party_type kind class",
    "name": "name full_name fullname caption entity entity_name company company_name firm "
    "firm_name supplier supplier_name vendor vendor_name organisation organization "
    "organisation_name organization_name legal_name person person_name customer customer_name "
    "query q nombre nombre_completo razon_social razón_social nom nom_complet raison_sociale "
    "denominacion denomination name_latin имя фио наименование название 名称 姓名 الاسم",
    "alias": "alias aliases aka a_k_a other_name other_names alternative_name alternative_names "
    "alternate_names alt_name alt_names also_known_as",
    "weak_alias": "weak_alias weak_aliases",
    "former_name": "former_name former_names previous_name previous_names fka formerly",
    "original_name": "original_name original_script name_original native_name local_name "
    "name_original_script",
    "abbreviation": "abbreviation acronym short_name",
    "given_name": "given_name given_names first_name firstname forename forenames prenom prénom",
    "middle_name": "middle_name middlename second_name middle_names",
    "family_name": "family_name last_name lastname surname apellido apellidos nom_de_famille",
    "patronymic": "patronymic father_name fathers_name",
    "birth_date": "birth_date birthdate date_of_birth dob birth_year year_of_birth yob born "
    "fecha_de_nacimiento date_de_naissance birthday",
    "birth_place": "birth_place birthplace place_of_birth pob",
    "death_date": "death_date date_of_death",
    "gender": "gender sex",
    "incorporation_date": "incorporation_date date_of_incorporation founded founded_on "
    "registration_date registered_on incorporated date_incorporated",
    "dissolution_date": "dissolution_date dissolved dissolved_on",
    "country": "country countries nationality nationalities citizenship jurisdiction "
    "country_code pais país pays country_of_registration residence",
    "topic": "topics topic",
    "phone": "phone phones telephone tel mobile",
    "email": "email emails e_mail mail",
    "website": "website websites url web homepage",
    "legal_form": "legal_form company_type",
    "address": "address addresses full_address registered_address direccion dirección adresse",
    "address.street": "street street_address address_line_1",
    "address.locality": "city town locality",
    "address.region": "region state province",
    "address.postal_code": "postal_code postcode zip zip_code",
}
_IDENTIFIERS: Final[Mapping[str, str]] = {
    "": "identifier identifiers id_number identification identification_number ids",
    "registrationNumber": "registration_number registration_no reg_no company_number "
    "company_registration_number regno reg_number crn",
    "taxNumber": "tax_number tax_id tax_no tin nit rfc ruc cuit",
    "vatCode": "vat vat_number vat_code vat_id",
    "leiCode": "lei lei_code",
    "innCode": "inn inn_code инн",
    "ogrnCode": "ogrn ogrn_code огрн",
    "uscCode": "uscc usc_code unified_social_credit_code",
    "passportNumber": "passport passport_number passport_no",
    "idNumber": "national_id national_id_number id_card personal_number personal_code",
    "imoNumber": "imo imo_number",
    "swiftBic": "swift bic swift_bic",
}
_SEPARATED: Final = ("alias", "weak_alias", "former_name", "country", "topic", "phone", "email")


def _known() -> dict[str, tuple[str, str]]:
    """Give target and scheme by header."""
    found = {plain(w): (to, "") for to, words in _GUESSES.items() for w in words.split()}
    for scheme, words in _IDENTIFIERS.items():
        found |= {plain(word): ("identifier", scheme) for word in words.split()}
    return found


def guessed(headers: Iterable[str]) -> tuple[Fill, ...]:
    """Say what columns mean by their headers alone; those that mean nothing are left out.

    Examples
    --------
    >>> [fill.to for fill in guessed(["Full Name", "DOB", "Tax ID", "remarks"])]
    ['name', 'birth_date', 'identifier']
    """
    known = _known()
    return tuple(
        Fill(path=header, to=to, scheme=scheme, separator=_separator(to))
        for header in headers
        for to, scheme in [known.get(plain(header), ("", ""))]
        if to
    )


def _separator(to: str) -> str:
    return _SPLIT if to in _SEPARATED else ""


def guessed_lines() -> Part:
    """Say what the keys of JSON lines mean by their names alone."""
    paths = [(word, to, "") for to, words in _GUESSES.items() for word in words.split()] + [
        (word, "identifier", scheme)
        for scheme, words in _IDENTIFIERS.items()
        for word in words.split()
    ]
    plural = [(f"{path}s", to, scheme) for path, to, scheme in paths if path in _PLURAL]
    fills = [
        Fill(path=path, to=to, scheme=scheme, separator=_separator(to))
        for path, to, scheme in dict.fromkeys([*paths, *plural])
    ]
    return Part(name="", shape=Lines(), marks=Marks(), fills=tuple(fills))


_PLURAL: Final = ("name", "birth_date", "address", "phone", "email")


def mapped(mapping: Mapped) -> Part:
    """Make the part of a format out of a mapping.

    Parameters
    ----------
    mapping
        A dictionary, or the path of a file of YAML or JSON.

    Raises
    ------
    BadSettingsError
        If the file cannot be read, or a word means nothing.
    """
    said = dict(mapping) if isinstance(mapping, Mapping) else _read(Path(mapping))
    options = said.pop("options", None) or {}
    columns = said.pop("columns", None) or said
    if not isinstance(options, Mapping) or not isinstance(columns, Mapping) or not columns:
        msg = "a mapping has columns, and perhaps options; for instance: Company: name"
        raise BadSettingsError(msg)
    fills = tuple(_fill(str(column), meaning) for column, meaning in columns.items())
    table = Table(
        delimiter=str(options.get("delimiter", "")),
        encoding=str(options.get("encoding", "")),
        header_rows=_count(options.get("header_rows", 1)),
    )
    constants = {str(k): str(v) for k, v in options.items() if k not in _OPTIONS}
    for word in constants:
        _check(word, "options")
    return Part(
        name=str(options.get("dataset", "")),
        shape=table,
        marks=Marks(header=tuple(fill.path for fill in fills if not fill.optional)),
        fills=fills,
        constants=constants,
    )


def as_format(part: Part) -> ListFormat:
    """Make a format of one part."""
    return ListFormat(name=NAME, title="A table with a mapping", parts=(part,), dataset=part.name)


def _fill(column: str, meaning: Any) -> Fill:
    if isinstance(meaning, str):
        _check(meaning, column)
        return Fill(path=column, to=meaning, separator=_separator(meaning))
    if not isinstance(meaning, Mapping) or "to" not in meaning:
        msg = f"{column}: {meaning!r} is no meaning; write a word, or {{to: word, …}}"
        raise BadSettingsError(msg)
    unknown = set(meaning) - _SETTINGS
    if unknown:
        listed = ", ".join(sorted(map(str, unknown)))
        msg = f"{column} has no setting {listed}; it has {', '.join(sorted(_SETTINGS))}"
        raise BadSettingsError(msg)
    _check(str(meaning["to"]), column)
    settings = {key: _setting(key, value) for key, value in meaning.items()}
    _check_pattern(column, str(settings.get("separator", "")))
    return Fill(path=column, **settings)


def _setting(key: str, value: Any) -> Any:
    if key in {"also", "open_words"}:
        return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)
    return str(value)


def _check(word: str, column: str) -> None:
    if word not in TARGETS:
        msg = f"{column}: {word!r} is not known; it may be {', '.join(TARGETS)}"
        raise BadSettingsError(msg)


def _check_pattern(column: str, pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        msg = f"{column}: the separator {pattern!r} is no regular expression: {error}"
        raise BadSettingsError(msg) from error


def _count(value: Any) -> int:
    if not isinstance(value, int) or not 1 <= value <= 10:
        msg = f"header_rows = {value!r} is not a number from 1 to 10"
        raise BadSettingsError(msg)
    return value


def _read(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LONGEST:
            msg = f"{path} has over {LONGEST} bytes and is no mapping"
            raise BadSettingsError(msg)
        found = yaml.safe_load(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        msg = f"the mapping {path} cannot be read: {error}"
        raise BadSettingsError(msg) from error
    if not isinstance(found, dict):
        msg = f"the mapping {path} is no list of columns; for instance: Company: name"
        raise BadSettingsError(msg)
    return found
