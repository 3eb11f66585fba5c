"""``euthyna entities``: who is who."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from euthyna.surfaces.cli import drawing, identities, losses

if TYPE_CHECKING:
    from euthyna.entities.screening.asking import Answers

app = typer.Typer(help="Who is who: screening against lists, identities.", no_args_is_help=True)

FORMATS = ("table", "csv", "jsonl")
COLUMNS = (
    "query_id",
    "query_name",
    "rank",
    "probability",
    "party_id",
    "dataset",
    "name",
    "name_kind",
    "decision",
    "source",
)


app.command("resolve")(identities.resolve)
app.command("decide")(identities.decide)
app.command("decisions")(identities.decisions)
app.command("explain")(identities.explain)


@app.command()
def screen(
    queries: Annotated[str, typer.Argument(help="Who is asked about: CSV, JSONL, FtM, XLSX or -.")],
    against: Annotated[
        list[str], typer.Option(help="A list, a folder of lists, or a workspace; repeat it.")
    ],
    limit: Annotated[int, typer.Option(min=1, max=500, help="Matches of a query.")] = 5,
    cutoff: Annotated[
        float, typer.Option(min=0, max=1, help="Probability from which a match is shown.")
    ] = 0.5,
    prevalence: Annotated[
        float, typer.Option(help="Share of those asked about that is expected to be listed.")
    ] = 0.5,
    mapping: Annotated[
        Path | None, typer.Option(help="What the columns of unknown tables mean, YAML or JSON.")
    ] = None,
    ledger: Annotated[
        Path | None, typer.Option(help="Workspace with the decisions that people took.")
    ] = None,
    output: Annotated[str, typer.Option("--format", help="table, csv or jsonl.")] = "table",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Find out who of those asked about may be on lists, and say why.

    Queries may have names, dates of birth or foundation, countries, identifiers, addresses,
    telephones and e-mails. Each match says how probable it is, what speaks for and against it,
    and at which place of which file the listed record stands.

    Example: euthyna entities screen suppliers.csv --against sanctions.xlsx --against lists/
    """
    from euthyna.base.errors import UsageError
    from euthyna.entities.screening.asking import ask

    if output not in FORMATS:
        msg = f"no format {output!r}; there are {', '.join(FORMATS)}"
        raise UsageError(msg)
    progress = drawing.TerminalProgress()
    try:
        answers = ask(
            queries,
            against=against,
            limit=limit,
            cutoff=cutoff,
            prevalence=prevalence,
            mapping=mapping,
            ledger=ledger,
            progress=progress,
        )
    finally:
        progress.end()
    for line in losses.lines(answers.issues):
        drawing.note(line)
    if as_json:
        drawing.say_json(_document(answers))
    elif output == "table":
        _tell(answers)
    else:
        _print(answers, output)
    drawing.note(_summary(answers))


def _document(answers: Answers) -> dict[str, Any]:
    return {
        "queries": answers.queries,
        "listed": answers.listed,
        "matches": [_plain(row) for row in answers.rows],
        "held_back": [{"query_id": r.query_id, "says": r.says} for r in answers.held_back],
    }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "reasons": json.loads(row["reasons"])}


def _tell(answers: Answers) -> None:
    """Print for people: each match, and below it what weighs most."""
    for asked, rows in _by_query(answers.rows):
        drawing.say(asked)
        for row in rows:
            mark = f", decided {row['decision']}" if row["decision"] else ""
            kind = "" if row["name_kind"] == "primary" else f" ({row['name_kind']})"
            drawing.say(f"  {_share(row['probability'])}  {row['name']}{kind}{mark}")
            drawing.say(f"        {row['party_id']}, {row['source']}")
            for reason in json.loads(row["reasons"])[:4]:
                drawing.say(f"        {reason['weight']:+5.1f}  {reason['says']}")
        drawing.say()


def _share(probability: float) -> str:
    """Write a probability so that nothing short of certainty reads as certain."""
    return ">99%" if probability >= 0.995 else f"{probability:4.0%}"


def _by_query(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        grouped.setdefault(row["query_id"], []).append(row)
    for found in grouped.values():
        yield f"{found[0]['query_name']} ({found[0]['query_id']})", found


def _print(answers: Answers, output: str) -> None:
    if output == "jsonl":
        for row in answers.rows:
            drawing.say_json(_plain(row))
        return
    text = io.StringIO()
    writer = csv.DictWriter(text, (*COLUMNS, "reasons"), extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows({**row, "reasons": _sentences(row)} for row in answers.rows)
    drawing.say(text.getvalue().rstrip("\n"))


def _sentences(row: dict[str, Any]) -> str:
    return "; ".join(f"{r['weight']:+.1f} {r['says']}" for r in json.loads(row["reasons"]))


def _summary(answers: Answers) -> str:
    found = len({row["query_id"] for row in answers.rows})
    held = len(answers.held_back)
    shown = f"{answers.queries:,} asked about, {answers.listed:,} listed parties: "
    shown += f"{found:,} have {len(answers.rows):,} matches"
    if held:
        shown += f"; {held:,} held back, because people decided that they are others"
    return f"{shown}. A match is not an identity: compare the records before deciding."
