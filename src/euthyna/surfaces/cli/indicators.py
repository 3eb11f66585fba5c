"""``euthyna indicators``: the catalogue, and running it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from euthyna.surfaces.cli import drawing, losses, parameters

if TYPE_CHECKING:
    from euthyna.data.store.loading import Loaded
    from euthyna.indicators.cardinal import CardinalSettings

app = typer.Typer(help="The catalogue of red flags.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document to stdout.")]


@app.command("list")
def list_all(as_json: AsJson = False) -> None:
    """List all indicators.

    Example: euthyna indicators list
    """
    from euthyna.indicators.catalogue import indicators

    entries = indicators().values()
    if as_json:
        drawing.say_json([_facts(entry) for entry in entries])
        return
    rows = [(e.id, e.code, e.stage, e.subject, e.title) for e in entries]
    drawing.say(drawing.table(("id", "code", "stage", "subject", "flags a"), rows))


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="Id or code of an indicator.")],
    as_json: AsJson = False,
    sql: Annotated[str, typer.Option(help="Also print the SQL for duckdb or pyspark.")] = "",
) -> None:
    """Show the page of an indicator; with --json, a list if the code stands for several.

    Example: euthyna indicators show short-submission-period
    """
    from euthyna.indicators import catalogue

    entries = catalogue.named(name)
    if as_json:
        facts = [_facts(entry) for entry in entries]
        drawing.say_json(facts if len(facts) > 1 else facts[0])
        return
    for number, entry in enumerate(entries):
        if number:
            drawing.say("\n" + "=" * 80 + "\n")
        _show(entry, sql)


def _show(entry: Any, sql: str) -> None:
    from euthyna.indicators.plans import plan

    drawing.say(f"{entry.id} (version {entry.version}, since {entry.since})\n")
    drawing.say(entry.doc)
    rows = [(p.name, p.default, p.unit, p.doc) for p in entry.params]
    drawing.say("\n" + drawing.table(("parameter", "default", "unit", ""), rows))
    if sql:
        made = plan([entry.id], params={}, dialect=sql)
        for query in (*made.steps, *made.indicators):
            drawing.say(f"\n-- {query.id}\n{query.sql}")


@app.command()
def run(
    path: Annotated[str, typer.Argument(help="A file, a folder, - for stdin, or a workspace.")],
    ids: Annotated[list[str] | None, typer.Option("--id", help="Only these; repeat it.")] = None,
    output: Annotated[str, typer.Option("--format", help="table, jsonl or cardinal.")] = "table",
    settings: Annotated[
        Path | None, typer.Option(help="Settings: Cardinal's INI, or JSON.")
    ] = None,
    law: parameters.Law = None,
    strict_cardinal: Annotated[
        bool, typer.Option("--strict-cardinal", help="Also reproduce that tool's defects.")
    ] = False,
    no_meta: Annotated[bool, typer.Option("--no-meta", help="Leave out Meta.")] = False,
    maps: Annotated[bool, typer.Option("--map", help="Add Maps.")] = False,
    workspace: Annotated[Path, typer.Option(help="Where tables are kept.")] = Path(
        "euthyna-workspace"
    ),
    engine: Annotated[str, typer.Option(help="duckdb or spark.")] = "duckdb",
    master: Annotated[str | None, typer.Option(help="Address of a Spark cluster.")] = None,
) -> None:
    """Run indicators on a file or a workspace and print what they give.

    Example: euthyna indicators run --format cardinal releases.jsonl --settings settings.ini
    """
    if output == "cardinal":
        _run_cardinal(
            path,
            settings=settings,
            strict=strict_cardinal,
            meta=not no_meta,
            maps=maps,
            workspace=workspace,
        )
        return
    from euthyna.base.errors import UsageError

    if output not in {"table", "jsonl"}:
        msg = f"no format {output!r}; there are table, jsonl and cardinal"
        raise UsageError(msg)
    _run_catalogue(
        path,
        ids=ids or [],
        as_lines=output == "jsonl",
        chosen=parameters.chosen(law, settings),
        workspace=workspace,
        engine=engine,
        master=master,
    )


def _run_cardinal(
    path: str, *, settings: Path | None, strict: bool, meta: bool, maps: bool, workspace: Path
) -> None:
    from euthyna.data.reading.fast import EXACT
    from euthyna.data.store.lake import Lake
    from euthyna.data.store.loading import load
    from euthyna.indicators import cardinal

    chosen = cardinal.DEFAULTS
    if settings is not None:
        chosen = cardinal.read_settings(parameters.text(settings), name=str(settings))
    for line in chosen.notes:
        drawing.note(line)
    progress = drawing.TerminalProgress()
    lake = Lake(workspace / "lake-exact")
    loaded = load([path], lake=lake, profile=EXACT, audits=False, progress=progress)
    progress.end()
    for line in losses.lines(loaded.issues):
        drawing.note(line)
    kept = cardinal.Kept(workspace / "results" / "cardinal")
    contents = [item.key for item in loaded.inputs]
    file = kept.file(contents, chosen, strict=strict, meta=meta, maps=maps)
    text = kept.read(file)
    if text is not None:
        drawing.say(text)
        return
    text = drawing.as_json(_output(loaded, chosen, strict=strict, meta=meta, maps=maps))
    drawing.say(text)
    kept.write(file, text)  # last: where there is no room for it, nothing else is lost


def _output(
    loaded: Loaded, settings: CardinalSettings, *, strict: bool, meta: bool, maps: bool
) -> dict[str, Any]:
    from euthyna.data.store.engines import start
    from euthyna.indicators import cardinal
    from euthyna.indicators.running import register

    runner = start("duckdb")
    register(runner, loaded.snapshot, cardinal.TABLES, inputs=[i.name for i in loaded.inputs])
    found = cardinal.output(runner, settings, strict=strict, meta=meta, maps=maps)
    runner.close()
    return found


def _run_catalogue(
    path: str,
    *,
    ids: list[str],
    as_lines: bool,
    chosen: parameters.Chosen,
    workspace: Path,
    engine: str,
    master: str | None,
) -> None:
    from euthyna.data.store.engines import start
    from euthyna.data.store.engines.embedded import rows_of
    from euthyna.data.store.lake import Lake
    from euthyna.data.store.loading import load
    from euthyna.indicators.running import run as compute

    progress = drawing.TerminalProgress()
    place = Path(path)
    if (place / "lake").is_dir():
        workspace, snapshot, inputs = place, Lake(place / "lake").open(), None
    else:
        loaded = load([path], lake=Lake(workspace / "lake"), progress=progress)
        snapshot, inputs = loaded.snapshot, [i.name for i in loaded.inputs]
        progress.end()
        for line in losses.lines(loaded.issues):
            drawing.note(line)
    runner = start(engine, master=master)
    done = compute(
        snapshot,
        engine=runner,
        folder=workspace / "results",
        ids=ids,
        params=chosen.params,
        origins=chosen.origins,
        inputs=inputs,
        progress=progress,
    )
    runner.close()
    progress.end()
    if as_lines:
        for row in rows_of(done.flags):
            drawing.say_json(row)
        return
    rows = [
        (c.indicator, c.subject, c.flagged, c.computable, c.not_computable, c.not_judged)
        for c in done.coverage
    ]
    drawing.say(
        drawing.table(
            ("indicator", "subject", "flagged", "computable", "not computable", "not judged"), rows
        )
    )
    drawing.note(f"all results: {done.flags}")


@app.command()
def pages(
    check: Annotated[bool, typer.Option("--check", help="Only compare; exit 3 if stale.")] = False,
    folder: Annotated[Path, typer.Option(help="Where the pages are.")] = Path("docs/reference"),
) -> None:
    """Write the reference pages of all indicators, and the lock of their versions.

    Example: euthyna indicators pages --check
    """
    from euthyna.base.errors import CheckFailedError
    from euthyna.indicators import locking
    from euthyna.indicators import pages as made

    for line in made.write(folder, check=check):
        drawing.note(line)
    if not check:
        locking.update()
    elif stale := locking.stale():
        msg = f"indicators.lock: {'; '.join(stale)}"
        raise CheckFailedError(msg)


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="Its id, in kebab case.")],
    root: Annotated[Path, typer.Option(help="The checkout.")] = Path(),
) -> None:
    """Write the two files of a new indicator, with headings and failing cases.

    Example: euthyna indicators new unusual-thing
    """
    from euthyna.indicators.scaffold import new as scaffold

    for file in scaffold(name, root):
        drawing.say(str(file))


def _facts(entry: Any) -> dict[str, Any]:
    return {
        "id": entry.id,
        "version": entry.version,
        "code": entry.code,
        "title": entry.title,
        "subject": entry.subject,
        "stage": entry.stage,
        "unit": entry.unit,
        "reads": {table: list(columns) for table, columns in entry.reads.items()},
        "parameters": {
            p.name: {"default": p.default, "unit": p.unit, "doc": p.doc} for p in entry.params
        },
        "flag": {"op": entry.flag.op, "parameter": entry.flag.param},
        "sources": list(entry.sources),
        "doc": entry.doc,
    }
