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

MATCHES = Table(
    "matches",
    "One listed party that may be the party asked about, with what speaks for and against it.",
    (
        Column("query_id", Kind.TEXT, "Who was asked about: its party id, or the query's own id."),
        Column("query_name", Kind.TEXT, "The name asked about that is nearest."),
        Column("party_id", Kind.TEXT, "The listed party."),
        Column("dataset", Kind.TEXT, "The list or register it stands on."),
        Column("name", Kind.TEXT, "The name of the listed party that is nearest."),
        Column("name_kind", Kind.TEXT, "Kind of that name: primary, alias, former, …"),
        Column("probability", Kind.NUMBER, "Calibrated probability that both are one, 0 to 1."),
        Column("rank", Kind.COUNT, "Position among the candidates of the query, from 1."),
        Column(
            "reasons", Kind.TEXT, "What speaks for and against it, feature by feature, as JSON."
        ),
        Column("decision", Kind.TEXT, "What a person decided: same, different, unsure; or empty."),
        Column("query_digest", Kind.TEXT, "Hash of what was asked: another one when it changes."),
        Column("party_digest", Kind.TEXT, "Hash of the listed party's record at that time."),
        Column("source", Kind.TEXT, "Where the listed party was published."),
    ),
)

IDENTITIES = Table(
    "identities",
    "One party as a member of one identity: the parties that are one person, firm or body.",
    (
        Column("identity_id", Kind.TEXT, "The identity: the smallest party id among its members."),
        Column("party_id", Kind.TEXT, "The member."),
        Column("dataset", Kind.TEXT, "The list or register of the member."),
        Column("linked_to", Kind.TEXT, "The member by which it came in; empty for the first."),
        Column("probability", Kind.NUMBER, "Probability of that link, 0 to 1."),
        Column("evidence", Kind.TEXT, "What the link rests on, feature by feature, as JSON."),
        Column("decided_by", Kind.TEXT, "computed, or the person who decided."),
    ),
)

TABLES: tuple[Table, ...] = (MATCHES, IDENTITIES, FLAGS, ISSUES)
"""All result tables."""
