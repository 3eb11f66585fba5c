"""One entity of FollowTheMoney."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Entity = dict[str, Any]


def entity(id: str, schema: str, **properties: Sequence[str]) -> Entity:
    """Put an entity together.

    Parameters
    ----------
    id
        Among the entities of one list.
    schema
        Such as ``Person``.
    properties
        Values by property; empty values and properties are left out.

    Returns
    -------
    dict
        ``id``, ``schema`` and ``properties``.

    Examples
    --------
    >>> entity("1", "Person", name=["Živa Dran"], birthDate=[""])
    {'id': '1', 'schema': 'Person', 'properties': {'name': ['Živa Dran']}}
    """
    kept = {name: [value for value in values if value] for name, values in properties.items()}
    filled = {name: values for name, values in kept.items() if values}
    return {"id": id, "schema": schema, "properties": filled}
