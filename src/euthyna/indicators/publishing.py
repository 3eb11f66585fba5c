"""Whether a lack says something of a subject, or only of the publisher.

Where hardly any process of the data has a field, its publisher does not publish it: then nothing
follows from its absence, and the outcome is "not computable".
"""

from __future__ import annotations

from typing import Any

import ibis
from ibis import Table, _


def count_beside(subjects: Table, rows: Table, keys: tuple[str, ...]) -> Table:
    """Count the rows that belong to each subject.

    Parameters
    ----------
    subjects
        The subjects; `keys` are columns of it.
    rows
        What is counted; has the same `keys`.
    keys
        The columns that tie the two.

    Returns
    -------
    Table
        `subjects` with the column ``found``: how many rows, 0 for none.
    """
    counts = rows.group_by(*keys).aggregate(found=_.count().cast("float64"))
    return subjects.left_join(counts, list(keys)).select(
        *subjects.columns, found=ibis.coalesce(_.found, 0.0)
    )


def share_with(present: Any) -> Any:
    """Build the expression for the share of all rows of a table where `present` holds."""
    return present.ifelse(1.0, 0.0).mean().over(ibis.window())
