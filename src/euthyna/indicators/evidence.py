"""Why a flag is a flag: value, threshold, peers, and the published rows behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from euthyna.base.errors import UnknownNameError
from euthyna.data import model
from euthyna.data.store.engines import Engine
from euthyna.indicators import belonging, catalogue, distributions, reaching, wording
from euthyna.indicators.belonging import Found
from euthyna.indicators.distributions import Distribution, Peers
from euthyna.indicators.spec import Indicator, Op

_LABELS = "SELECT n, label FROM evidence_labels WHERE label IS NOT NULL"

Question = tuple[str, str] | Mapping[str, Any]
"""Which flag: indicator and subject id, or a row of the table `flags`."""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One published row that the indicator read for a subject."""

    table: str
    source: str
    """File and line, as stored with the row."""
    pointer: str
    """JSON pointer inside the release; empty for the release itself."""
    values: dict[str, Any]
    """The columns that the indicator reads, where something was published; without positions,
    which `pointer` says."""

    @property
    def place(self) -> str:
        """Source and pointer in one: ``file:line#/awards/0``."""
        joint = "" if "#" in self.source or not self.pointer else "#"
        return f"{self.source}{joint}{self.pointer}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Everything there is to say about one indicator for one subject."""

    indicator: str
    version: int
    subject_kind: str
    subject_id: str
    process_id: str | None
    label: str
    """Title or name of the subject; its id where none is published."""
    value: float | None
    flag: bool | None
    reason: str | None
    threshold: float | None
    threshold_origin: str
    op: Op
    unit: str
    percentile: float | None
    """How many of 100 peers have a lower value; equal ones count half."""
    distribution: Distribution
    rows: tuple[EvidenceRow, ...]
    """Those that the indicator could read of this subject, by process, table and position."""
    truncated: int
    """How many more rows there are."""


def distribution(engine: Engine, indicator_id: str) -> Distribution:
    """Sum up the values of all subjects of an indicator.

    Parameters
    ----------
    engine
        A DuckDB with the table ``flags``.
    indicator_id
        Id of the indicator; without flags of it, the distribution is empty.
    """
    return distributions.peers(engine, indicator_id).distribution()


def explain(engine: Engine, question: Question, *, limit: int = 50) -> Explanation:
    """Explain one flag; see :func:`explain_many`."""
    return explain_many(engine, [question], limit=limit)[0]


def explain_many(
    engine: Engine, questions: Iterable[Question], *, limit: int = 20
) -> list[Explanation]:
    """Explain flags, also those that were not raised or could not be computed.

    Parameters
    ----------
    engine
        A DuckDB with the tables of the snapshot and ``flags``.
    questions
        Rows of ``flags``, or pairs of indicator and subject id.
    limit
        How many rows of evidence for each.

    Returns
    -------
    list of Explanation
        One for each question, in their order.

    Raises
    ------
    UnknownNameError
        If there is no such indicator, or no row in ``flags`` for it and the subject.
    """
    asked = [_names(question) for question in questions]
    told = _told(engine, asked)
    entries = {name: catalogue.get(name) for name in sorted({name for name, _ in asked})}
    peers = {name: distributions.peers(engine, name) for name in entries}
    spreads = {name: found.distribution() for name, found in peers.items()}
    labels: dict[int, str] = dict(engine.rows(_LABELS))
    reads = {name: catalogue.base_reads(entry) for name, entry in entries.items()}
    _reach(engine, {n: entries[name] for n, (name, _) in enumerate(asked)}, reads)
    evidence = _evidence(engine, [reads[name] for name, _ in asked], limit)
    return [
        Explanation(
            **told[n],
            label=labels.get(n, subject),
            op=entries[name].flag.op,
            unit=entries[name].unit,
            percentile=_percentile(told[n]["value"], peers[name]),
            distribution=spreads[name],
            rows=evidence[n][0],
            truncated=evidence[n][1],
        )
        for n, (name, subject) in enumerate(asked)
    ]


def sentence(explanation: Explanation) -> str:
    """Say in one whole sentence what was found.

    Returns
    -------
    str
        Value and unit, comparison, threshold and its origin, and where the value stands among
        the peers; or why it could not be computed.
    """
    title = catalogue.get(explanation.indicator).title
    value, threshold = explanation.value, explanation.threshold
    if value is None:
        return f"{title}: not computable, because {explanation.reason}."
    known = f"{title}: the value is {wording.quantity(value, explanation.unit)}"
    rank = wording.standing(
        explanation.percentile, peers=explanation.distribution.peers, kind=explanation.subject_kind
    )
    among = f"; it is {rank}" if rank else ""
    if explanation.flag is None or threshold is None:
        return f"{known}, but it is not compared with a threshold, because {explanation.reason}{among}."
    relation = wording.comparison(explanation.op, holds=explanation.flag)
    limit = wording.quantity(threshold, explanation.unit)
    cited = wording.origin(explanation.threshold_origin)
    return f"{known}, {relation} the threshold of {limit} ({cited}){among}."


def _names(question: Question) -> tuple[str, str]:
    if isinstance(question, Mapping):
        return question["indicator"], question["subject_id"]
    return question


def _percentile(value: float | None, peers: Peers) -> float | None:
    return None if value is None else peers.percentile(value)


def _told(engine: Engine, asked: Sequence[tuple[str, str]]) -> dict[int, dict[str, Any]]:
    rows = [{"n": n, "indicator": i, "subject_id": s} for n, (i, s) in enumerate(asked)]
    engine.register_rows(belonging.ASKED, rows)
    for name, sql in belonging.QUERIES.items():
        engine.materialise(name, sql)
    found = engine.rows("SELECT * FROM evidence_told")
    told = {n: dict(zip(belonging.TOLD, row, strict=True)) for n, *row in found}
    for n, (indicator, subject) in enumerate(asked):
        if n not in told:
            msg = (
                f"no result of {indicator} for {subject!r} in the flags; "
                "ask for an indicator and a subject_id that stand there"
            )
            raise UnknownNameError(msg)
    return told


def _reach(
    engine: Engine, asked: Mapping[int, Indicator], reads: Mapping[str, Mapping[str, set[str]]]
) -> None:
    """Find the parties of the questions whose indicators read of parties."""
    of_parties = {
        n: entry for n, entry in asked.items() if any(map(reaching.is_of_parties, reads[entry.id]))
    }
    if of_parties:
        reaching.lay_out(engine, of_parties)


def _evidence(
    engine: Engine, columns: Sequence[Mapping[str, set[str]]], limit: int
) -> list[tuple[tuple[EvidenceRow, ...], int]]:
    """Read the rows of each question, given the tables and columns that its indicator reads."""
    found: list[list[Found]] = [[] for _ in columns]
    totals = [0] * len(columns)
    for name in model.ALL:
        numbers = [n for n, reads in enumerate(columns) if name in reads]
        if not numbers:
            continue
        wanted = set().union(*(columns[n][name] for n in numbers))
        read = reaching.rows if reaching.is_of_parties(name) else belonging.rows
        for row in read(engine, model.ALL[name], wanted, numbers=numbers, limit=limit):
            found[row.n].append(row)
            totals[row.n] += row.total if row.first else 0
    return [
        _cut(rows, total, reads, limit)
        for rows, total, reads in zip(found, totals, columns, strict=True)
    ]


def _cut(
    found: list[Found], total: int, reads: Mapping[str, set[str]], limit: int
) -> tuple[tuple[EvidenceRow, ...], int]:
    """Keep the first rows of each table in turn, process by process, and put them in order."""
    order = list(model.ALL)
    fair = sorted(found, key=lambda r: (r.process_id, r.rank, order.index(r.table)))[:limit]
    kept = sorted(fair, key=lambda r: (r.process_id, order.index(r.table), r.rank))
    return tuple(_row(row, reads[row.table]) for row in kept), total - len(kept)


def _row(found: Found, columns: set[str]) -> EvidenceRow:
    hidden = belonging.positions(model.ALL[found.table])
    values = {
        name: value
        for name, value in found.values.items()
        if name in columns and name not in hidden and value is not None
    }
    pointer = belonging.pointer(found.table, found.values)
    return EvidenceRow(found.table, found.source, pointer, values)
