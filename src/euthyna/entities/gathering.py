"""From the tables of who is who to one row a party."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import duckdb
import pyarrow as pa

from euthyna.data import model
from euthyna.data.store.engines.embedded import TYPES
from euthyna.entities.parties import SCHEMA, Parties

_GATHERED: Final = ("parties", "party_names", "party_identifiers", "party_addresses")

_QUERY: Final = """
WITH named AS (
    SELECT party_id, list(struct_pack(text := name, kind := coalesce(kind, 'alias'),
        given := coalesce(given_name, ''), family := coalesce(family_name, ''),
        patronymic := coalesce(patronymic, '')) ORDER BY name_no) AS names
    FROM _party_names WHERE name IS NOT NULL GROUP BY party_id
), identified AS (
    SELECT party_id, list(struct_pack("value" := identifier, scheme := coalesce(scheme, ''),
        country := coalesce(country, '')) ORDER BY identifier_no) AS identifiers
    FROM _party_identifiers WHERE identifier IS NOT NULL GROUP BY party_id
), placed AS (
    SELECT party_id, list(address ORDER BY address_no) AS addresses FROM (
        SELECT party_id, address_no, coalesce(address,
            nullif(concat_ws(', ', street, locality, region, postal_code), '')) AS address
        FROM _party_addresses)
    WHERE address IS NOT NULL GROUP BY party_id
)
SELECT p.party_id AS id, coalesce("schema", 'LegalEntity') AS "schema",
    coalesce(names, CASE WHEN name IS NULL THEN [] ELSE [struct_pack(text := name,
        kind := 'primary', given := '', family := '', patronymic := '')] END) AS names,
    coalesce(birth_dates, []) AS birth_dates,
    coalesce(incorporation_date, '') AS incorporation_date,
    coalesce(gender, '') AS gender, coalesce(countries, []) AS countries,
    coalesce(identifiers, []) AS identifiers, coalesce(addresses, []) AS addresses,
    coalesce(phones, []) AS phones, coalesce(emails, []) AS emails,
    coalesce(topics, []) AS topics, coalesce(dataset, '') AS dataset,
    coalesce(digest, '') AS digest, coalesce(source, '') AS source
FROM (SELECT *, row_number() OVER () AS row_no FROM _parties) p
LEFT JOIN named USING (party_id) LEFT JOIN identified USING (party_id)
LEFT JOIN placed USING (party_id)
ORDER BY row_no
"""


def gather(tables: Mapping[str, pa.Table]) -> Parties:
    """Gather the rows of the tables of who is who, by party.

    Parameters
    ----------
    tables
        ``parties``, and where there are any ``party_names``, ``party_identifiers`` and
        ``party_addresses``, with the columns of the model.

    Returns
    -------
    Parties
        In the order of ``parties``.
    """
    with duckdb.connect() as connection:
        for name in _GATHERED:
            found = tables.get(name)
            if found is None:
                columns = ", ".join(f'"{c.name}" {TYPES[c.kind]}' for c in model.ALL[name].columns)
                connection.execute(f"CREATE TABLE _{name} ({columns})")
            else:
                connection.register(f"_{name}", found)
        return Parties(connection.sql(_QUERY).to_arrow_table().cast(SCHEMA))
