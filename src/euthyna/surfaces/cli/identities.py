"""``euthyna entities resolve, decide, decisions, explain``: which records are one party."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from euthyna.surfaces.cli import drawing

if TYPE_CHECKING:
    from euthyna.data.store.ledger import Decision
    from euthyna.entities.resolution.explaining import ExplainedMember, Explanation
    from euthyna.entities.resolution.keeping import Kept

SHOWN = 10
"""Pairs for people to decide on that are printed."""

Workspace = Annotated[Path, typer.Option(help="Where tables and results are kept.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document to stdout.")]
HERE = Path("euthyna-workspace")


def resolve(
    workspace: Workspace = HERE,
    threshold: Annotated[
        float, typer.Option(min=0.01, max=0.999, help="Probability from which on two are linked.")
    ] = 0.9,
    prevalence: Annotated[
        float, typer.Option(min=0.001, max=0.999, help="Share of candidate pairs that are one.")
    ] = 0.5,
    export: Annotated[Path | None, typer.Option(help="Also write them to a file.")] = None,
    form: Annotated[str, typer.Option("--format", help="Of that file: ftm or csv.")] = "ftm",
    as_json: AsJson = False,
) -> None:
    """Find out which parties of a workspace are one person, firm or body.

    Nothing is merged: an identity is a set of links, each with its evidence. Namesakes stay
    apart until something besides their name agrees, or somebody decides.

    Example: euthyna entities resolve --workspace my-country --export identities.ftm.json
    """
    from euthyna.base.errors import UsageError
    from euthyna.entities.resolution.exporting import FORMATS
    from euthyna.entities.resolution.judging import Settings
    from euthyna.entities.resolution.workspaces import resolve_workspace

    if form not in FORMATS:
        msg = f"no format {form!r}; there are {' and '.join(FORMATS)}"
        raise UsageError(msg)
    progress = drawing.TerminalProgress()
    settings = Settings(threshold=threshold, prevalence=prevalence)
    try:
        kept = resolve_workspace(workspace, settings=settings, progress=progress)
    finally:
        progress.end()
    if export is not None:
        _export(kept, workspace, export, form)
    if as_json:
        drawing.say_json(_figures(kept))
    else:
        _tell(kept)


def _export(kept: Kept, workspace: Path, path: Path, form: str) -> None:
    from euthyna.data.store.disk import disk_errors
    from euthyna.data.store.lake import Lake
    from euthyna.entities.resolution.exporting import export
    from euthyna.entities.resolution.workspaces import parties_of

    parties = parties_of(Lake(workspace / "lake").open(kept.snapshot), workspace)
    with disk_errors(path, doing="write"), path.open("w", encoding="utf-8", newline="") as file:
        export(kept, parties, file=file, form=form)
    drawing.note(f"written to {path}")


def _figures(kept: Kept) -> dict[str, Any]:
    return {
        "records": kept.records,
        "identities": kept.count(),
        "members": kept.identities.num_rows,
        "apart": kept.apart.num_rows,
        "snapshot": kept.snapshot,
        "settings": kept.settings,
    }


def _tell(kept: Kept) -> None:
    drawing.say(
        f"{kept.records:,} records: {kept.identities.num_rows:,} of them are "
        f"{kept.count():,} persons, firms or bodies; all others stand alone."
    )
    if kept.apart.num_rows:
        drawing.say(f"{kept.apart.num_rows:,} probable pairs were not joined. The most probable:\n")
        rows = [
            (
                f"{row['party_id']} {row['name']}",
                f"{row['other_id']} {row['other_name']}",
                _share(row["probability"]),
                row["reason"],
            )
            for row in kept.apart.slice(0, SHOWN).to_pylist()
        ]
        drawing.say(drawing.table(("record", "other record", "probable", "why not"), rows))
        drawing.say("\nDecide with: euthyna entities decide RECORD OTHER same --by NAME --why TEXT")


def decide(
    one: Annotated[str, typer.Argument(help="Id of a party or of a query.")],
    other: Annotated[str, typer.Argument(help="Id of the other party.")],
    judgement: Annotated[str, typer.Argument(help="same, different, unsure; none takes back.")],
    by: Annotated[str, typer.Option(help="Who decides.")],
    why: Annotated[str, typer.Option(help="The reason, in words.")],
    workspace: Workspace = HERE,
    as_json: AsJson = False,
) -> None:
    """Keep what a person decided of two records; screening and resolution follow it.

    A pair decided different does not come back in screening until one of its records changes.
    A decision is never removed: a later one supersedes it, and none takes it back.

    Example: euthyna entities decide q:17 un:6908555 different --by Ina --why "born elsewhere"
    """
    from euthyna.base.errors import UnknownNameError
    from euthyna.data.store.ledger import Ledger, Seen, ledger_of
    from euthyna.entities.screening import sightings

    known = sightings.digests(workspace, (one, other))
    unknown = [party for party in (one, other) if party not in known]
    if unknown:
        msg = (
            f"{workspace} does not know {' and '.join(unknown)}; ids are those of the table "
            f"parties, or those shown by `euthyna entities screen --ledger {workspace}`"
        )
        raise UnknownNameError(msg)
    with Ledger.open(ledger_of(workspace)) as ledger:
        made = ledger.decide(
            Seen(one, known[one]),
            Seen(other, known[other]),
            judgement=judgement,
            by=by,
            at=datetime.now(UTC),
            why=why,
        )
    if as_json:
        drawing.say_json(_plain(made))
    else:
        drawing.say(_sentence(made))


def decisions(
    party: Annotated[str, typer.Argument(help="Only those on this party or query.")] = "",
    history: Annotated[bool, typer.Option(help="Also those superseded or taken back.")] = False,
    verify: Annotated[bool, typer.Option(help="Check that the audit trail is whole.")] = False,
    workspace: Workspace = HERE,
    as_json: AsJson = False,
) -> None:
    """List what people decided: which records are the same, different, or unsure.

    Example: euthyna entities decisions un:6908555 --history
    """
    from euthyna.data.store.ledger import Ledger, ledger_of

    file = ledger_of(workspace)
    found: list[Decision] = []
    if file.exists():
        with Ledger.open(file) as ledger:
            if verify:
                _verify(ledger)
            wanted = [party] if party else None
            found = (ledger.history if history else ledger.standing)(parties=wanted)
    if as_json:
        drawing.say_json([_plain(decision) for decision in found])
        return
    head = ("no", "record", "other record", "decided", "by", "on", "why")
    rows = [(str(d.number), *d.pair, _judgement(d), d.by, f"{d.at:%Y-%m-%d}", d.why) for d in found]
    drawing.say(drawing.table(head, rows) if rows else "Nothing is decided.")


def _verify(ledger: Any) -> None:
    from euthyna.base.errors import CheckFailedError

    found = ledger.verify()
    if found.damage:
        msg = (
            f"the audit trail of {ledger.place} is damaged: {found.damage}; restore the ledger "
            "from a backup, and find out who changed it"
        )
        raise CheckFailedError(msg)
    drawing.note(f"audit trail whole: {found.entries:,} entries, last hash {found.last_hash}")


def explain(
    party: Annotated[str, typer.Argument(help="Id of a party.")],
    workspace: Workspace = HERE,
    as_json: AsJson = False,
) -> None:
    """Say which records are one with a party, by which evidence, and what was decided.

    Example: euthyna entities explain un:6908555 --workspace my-country
    """
    from euthyna.entities.resolution.explaining import explain_party

    found = explain_party(workspace, party)
    if as_json:
        drawing.say_json(_document(found))
        return
    for line in _lines(found):
        drawing.say(line)
    if found.snapshot != found.newest:
        drawing.note(
            f"computed from snapshot {found.snapshot}, and there is {found.newest} now: "
            "run `euthyna entities resolve` again"
        )


def _lines(found: Explanation) -> Iterator[str]:
    alone = len(found.members) == 1
    told = "stands alone" if alone else f"has {len(found.members)} records"
    yield f"{found.identity_id} {told}"
    for member in found.members:
        yield ""
        yield from _member_lines(member)
    if found.apart:
        yield "\nProbable, and not joined:"
    for pair in found.apart:
        yield f"  {pair.party_id} and {pair.other_id} {pair.name}: {pair.reason}"
        if pair.between:
            yield f"        because of {pair.between[0]} and {pair.between[1]}"
    if found.decisions:
        yield "\nDecided:"
    for decision in found.decisions:
        yield f"  {_sentence(decision)}"


def _member_lines(member: ExplainedMember) -> Iterator[str]:
    record = member.record
    names = ", ".join(name.text for name in record.names[:3]) or "without a name"
    beside = ", ".join((*record.birth_dates[:2], record.incorporation_date, *record.countries[:3]))
    yield f"  {record.id}  {names}  {beside.strip(', ')}".rstrip()
    yield f"        {record.source}"
    if member.linked_to:
        how = "computed" if member.decided_by == "computed" else f"decided by {member.decided_by}"
        yield f"        one with {member.linked_to}: {_share(member.probability)}, {how}"
    for reason in member.evidence:
        yield f"        {reason['weight']:+5.1f}  {reason['says']}"


def _document(found: Explanation) -> dict[str, Any]:
    from dataclasses import asdict

    said = asdict(found)
    said["decisions"] = [_plain(decision) for decision in found.decisions]
    return said


def _plain(decision: Decision) -> dict[str, Any]:
    return {
        "number": decision.number,
        "party_id": decision.left.id,
        "other_id": decision.right.id,
        "judgement": decision.judgement,
        "by": decision.by,
        "at": decision.at.isoformat(timespec="seconds"),
        "why": decision.why,
        "party_digest": decision.left.digest,
        "other_digest": decision.right.digest,
        "supersedes": decision.supersedes,
        "superseded_by": decision.superseded_by,
    }


def _judgement(decision: Decision) -> str:
    if decision.superseded_by is not None:
        return f"{decision.judgement} (superseded by {decision.superseded_by})"
    return "taken back" if decision.judgement == "none" else decision.judgement


def _sentence(decision: Decision) -> str:
    pair = " and ".join(decision.pair)
    return (
        f"{decision.number}: {pair}: {_judgement(decision)}, by {decision.by} on "
        f"{decision.at:%Y-%m-%d}: {decision.why}"
    )


def _share(probability: float | None) -> str:
    return "" if probability is None else f"{probability:.1%}"
