"""The result tables: what was computed, and what could not be read."""

from __future__ import annotations

from euthyna.data.model.tables import Column, Kind, Table

FLAGS = Table(
    "flags",
    "One indicator for one subject: flagged, not flagged, not computable, or not judged, and why.",
    (
        Column("indicator", Kind.TEXT, "Id of the indicator."),
        Column("version", Kind.COUNT, "Version of its rule."),
        Column("subject_kind", Kind.TEXT, "process, award, contract, buyer, supplier, …"),
        Column("subject_id", Kind.TEXT, "Id of the subject, of that kind."),
        Column("process_id", Kind.TEXT, "The process of the subject; empty for organisations."),
        Column(
            "value", Kind.NUMBER, "The value, in the indicator's unit; empty if not computable."
        ),
        Column(
            "flag", Kind.TRUTH, "True, false, or empty: not computable, or with a value not judged."
        ),
        Column("reason", Kind.TEXT, "Why it could not be computed or was not judged."),
        Column("threshold", Kind.NUMBER, "The threshold it was compared with."),
        Column("threshold_origin", Kind.TEXT, "Where the threshold comes from."),
        Column("parameters", Kind.TEXT, "All parameters of the run, as JSON."),
        Column("snapshot", Kind.COUNT, "Version of the lake it was computed from."),
    ),
)

ISSUES = Table(
    "issues",
    "One thing that could not be read as published.",
    (
        Column("code", Kind.TEXT, "Code of the issue, from the closed list."),
        Column("source", Kind.TEXT, "The first place."),
        Column("path", Kind.TEXT, "Path in the standard."),
        Column("found", Kind.TEXT, "What was there."),
        Column("expected", Kind.TEXT, "What should have been there."),
        Column("count", Kind.COUNT, "How many times, in this file."),
    ),
)
