"""Office holders on a day, from the tables of the model: what screening shows of them."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from euthyna.data import model
from euthyna.data.model import Kind
from euthyna.data.store.engines.embedded import DuckDB
from euthyna.entities.exposure.policies import DEFAULT, Policy

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS: Final = (
    "party_id",
    "position_no",
    "title",
    "country",
    "state",
    "is_exposed",
    "exposed_from",
    "exposed_until",
    "why",
    "source",
)
"""The columns of :func:`exposure`."""

_TYPES: Final = {Kind.TEXT: "string", Kind.TEXTS: "array<string>", Kind.COUNT: "int64"}

_ORDERED: Final = """
SELECT party_id, position_no, title, country, state, is_exposed,
    "start" AS exposed_from, "until" AS exposed_until, why, source
FROM ({sql})
ORDER BY party_id, coalesce(is_exposed, false) DESC, is_exposed IS NULL DESC,
    state = 'current' DESC, exposed_until DESC NULLS FIRST, position_no
"""


def exposure(
    positions: pa.Table, parties: pa.Table, *, on: date, policy: Policy = DEFAULT
) -> pa.Table:
    """Say of every office what it means for its holder on a day.

    Parameters
    ----------
    positions, parties
        Tables of the model; of `parties`, at least the holders of the offices.
    on
        The day.
    policy
        How long exposure lasts.

    Returns
    -------
    pyarrow.Table
        :data:`COLUMNS`, one row for each office, the most telling of a person first. `state` is
        current, ended or unknown; `is_exposed` is null where the dates do not tell;
        `exposed_from` and `exposed_until` are days, null where there is no limit or none is
        known; `why` is a phrase. Persons whom a list calls exposed without naming an office
        have a row without `position_no`.

    Raises
    ------
    EngineError
        If a table lacks a column of the model.
    """
    terms, stated = _queries(policy)
    desk = DuckDB(threads=1)
    try:
        desk.connection.register("positions", positions)
        desk.connection.register("parties", parties)
        desk.materialise("terms", terms)
        desk.materialise("days", f"SELECT '{on.isoformat()}' AS day")
        return desk.arrow(_ORDERED.format(sql=stated))
    finally:
        desk.close()


@cache
def _queries(policy: Policy) -> tuple[str, str]:
    """Compile what is asked of terms, and of offices on the day; both take a while to compile."""
    import ibis  # noqa: PLC0415  (slow to import)

    from euthyna.entities.exposure import offices, states  # noqa: PLC0415  (import ibis)

    tables = [
        ibis.table({c: _TYPES[model.ALL[name].column(c).kind] for c in columns}, name=name)
        for name, columns in (("positions", offices.POSITIONS), ("parties", offices.PARTIES))
    ]
    served = offices.terms(*tables, policy=policy)
    held = offices.offices(ibis.table(offices.TERMS, name="terms"), policy=policy)
    days = ibis.table({"day": "string"}, name="days")
    stated = states.stated(held.cross_join(days), policy=policy)
    return str(ibis.to_sql(served, dialect="duckdb")), str(ibis.to_sql(stated, dialect="duckdb"))
