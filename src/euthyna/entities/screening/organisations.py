"""Who takes part in procurement, as records that can be screened."""

from __future__ import annotations

import hashlib
from typing import Any, Final

import pyarrow as pa

from euthyna.data.store.engines import Engine
from euthyna.entities.parties import SCHEMA, Parties

READS: Final = ("process_parties", "process_party_identifiers", "award_suppliers")
"""The tables that are read."""

# Those who receive public money, or ask for it, are screened: nobody else is.
_QUERY: Final = """
WITH taking AS (
    SELECT * FROM process_parties
    WHERE party_id IS NOT NULL AND list_has_any(roles, ['supplier', 'tenderer', 'payee'])
), named AS (
    SELECT party_id, name, source FROM taking
    UNION ALL SELECT party_id, legal_name, source FROM taking
    UNION ALL SELECT party_id, name, source FROM award_suppliers WHERE party_id IS NOT NULL
), names AS (
    SELECT party_id, list(DISTINCT name ORDER BY name) FILTER (trim(name) <> '') AS names,
        min(source) AS source
    FROM named GROUP BY party_id
), numbered AS (
    SELECT party_id, coalesce(identifier_scheme, '') AS scheme, identifier_id AS identifier
    FROM taking
    UNION SELECT t.party_id, coalesce(i.scheme, ''), i.identifier
    FROM taking t JOIN process_party_identifiers i USING (process_id, party_no)
), numbers AS (
    SELECT party_id, list(struct_pack("value" := identifier, scheme := scheme, country := '')
        ORDER BY scheme, identifier) AS identifiers
    FROM numbered WHERE trim(identifier) <> '' GROUP BY party_id
), contacts AS (
    SELECT party_id,
        list(DISTINCT country ORDER BY country) FILTER (country IS NOT NULL) AS countries,
        list(DISTINCT telephone ORDER BY telephone) FILTER (telephone IS NOT NULL) AS phones,
        list(DISTINCT lower(trim(email)) ORDER BY lower(trim(email)))
            FILTER (email IS NOT NULL) AS emails,
        list(DISTINCT concat_ws(', ', street, locality, region, postal_code)
            ORDER BY concat_ws(', ', street, locality, region, postal_code))
            FILTER (street IS NOT NULL) AS addresses
    FROM taking GROUP BY party_id
)
SELECT party_id AS id, 'LegalEntity' AS "schema",
    list_transform(coalesce(names, []), lambda name: struct_pack(text := name, kind := 'primary',
        given := '', family := '', patronymic := '')) AS names,
    []::VARCHAR[] AS birth_dates, '' AS incorporation_date, '' AS gender,
    coalesce(countries, []) AS countries, coalesce(identifiers, []) AS identifiers,
    coalesce(addresses, []) AS addresses, coalesce(phones, []) AS phones,
    coalesce(emails, []) AS emails, []::VARCHAR[] AS topics, '' AS dataset, '' AS digest,
    coalesce(source, '') AS source
FROM names LEFT JOIN numbers USING (party_id) LEFT JOIN contacts USING (party_id)
ORDER BY party_id
"""


def organisations(engine: Engine) -> Parties:
    """Gather everyone who won, bid or was paid, each once, with all that was published of it.

    Parameters
    ----------
    engine
        DuckDB, with the tables of :data:`READS` registered.

    Returns
    -------
    Parties
        Sorted by id, the id by which processes name the organisation. Whether it is a firm or a
        person is not known of it.
    """
    return Parties(digested(engine.arrow(_QUERY).cast(SCHEMA)))


def digested(table: pa.Table) -> pa.Table:
    """Fill the column `digest` with a hash of all that is said of each party but its place."""
    said = table.drop_columns(["digest", "source"])
    hashes = [_hash(row) for batch in said.to_batches() for row in batch.to_pylist()]
    place = table.schema.get_field_index("digest")
    return table.set_column(place, SCHEMA.field("digest"), pa.array(hashes, pa.string()))


def _hash(row: dict[str, Any]) -> str:
    return hashlib.blake2b(repr(row).encode(), digest_size=12).hexdigest()
