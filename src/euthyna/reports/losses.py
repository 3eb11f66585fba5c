"""What could not be read as published, by kind."""

from __future__ import annotations

from dataclasses import dataclass

from euthyna.base.issues import KINDS, Issue, IssueKind
from euthyna.data.store.engines import Engine

_GROUPS = """
SELECT code, coalesce(path, '') AS path, CAST(sum(coalesce(count, 1)) AS BIGINT) AS many,
    min(source) AS source, arg_min(coalesce(found, ''), source) AS found,
    arg_min(coalesce(expected, ''), source) AS expected
FROM issues GROUP BY ALL ORDER BY many DESC, code, path
"""


@dataclass(frozen=True, slots=True)
class Lost:
    """One problem at one path of the standard."""

    path: str
    many: int
    source: str
    """The first place."""
    sentence: str


@dataclass(frozen=True, slots=True)
class Loss:
    """One kind of problem, with the paths at which it was met."""

    kind: IssueKind
    many: int
    lost: tuple[Lost, ...]
    """The most frequent first."""

    @property
    def tells(self) -> bool:
        """Whether its sentences say more than the path and how many times."""
        return "{found}" in self.kind.template


def losses(engine: Engine) -> tuple[Loss, ...]:
    """Group the issues of a snapshot.

    Parameters
    ----------
    engine
        A DuckDB with the table ``issues``.

    Returns
    -------
    tuple of Loss
        Kinds by which something was lost first, then the most frequent.
    """
    groups: dict[str, list[Lost]] = {}
    for code, path, many, source, found, expected in engine.rows(_GROUPS):
        issue = Issue(code, source or "", path, found or "", expected or "", many)
        groups.setdefault(code, []).append(Lost(path, many, issue.source, _sentence(issue)))
    kinds = [
        Loss(_kind(c), sum(row.many for row in rows), tuple(rows)) for c, rows in groups.items()
    ]
    return tuple(sorted(kinds, key=lambda loss: (not loss.kind.loses, -loss.many, loss.kind.code)))


def _kind(code: str) -> IssueKind:
    """Find a kind; results of another version may know more than this one."""
    unknown = IssueKind(code, code.replace("-", " ").capitalize(), "{found}", "", loses=True)
    return KINDS.get(code, unknown)


def _sentence(issue: Issue) -> str:
    return issue.sentence() if issue.code in KINDS else issue.found
