"""FollowTheMoney: entities as JSON lines, also those in which others are nested.

``vocabulary`` says what becomes of each class and property, ``entities`` does it; ``shares`` reads
percentages.
"""

from __future__ import annotations

from typing import Final

from euthyna.data.declarations import Lines, ListFormat, Marks, Part
from euthyna.data.readers.followthemoney.entities import finish, treat
from euthyna.data.readers.followthemoney.vocabulary import ENVELOPE, LEFT

FORMATS: Final = (
    ListFormat(
        name="followthemoney",
        title="FollowTheMoney entities, one JSON object a line",
        parts=(
            Part(
                name="entities",
                shape=Lines(kind="schema"),
                marks=Marks(keys=("id", "schema", "properties")),
                treat=treat,
                uses={
                    "id": "party_id",
                    "schema": "table",
                    "properties": "columns, by name",
                },
                leaves={
                    **ENVELOPE,
                    **{f"properties/{name}": reason for name, reason in LEFT.items()},
                },
                refers={"Position": "id", "Address": "id", "PublicBody": "id"},
            ),
        ),
        finish=finish,
        merges=True,
    ),
)
"""The format of this reader."""
