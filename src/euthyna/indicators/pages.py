"""The pages of the catalogue, made from metadata and docstrings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from euthyna.base.errors import CheckFailedError
from euthyna.indicators.catalogue import indicators
from euthyna.indicators.citing import cited, laws
from euthyna.indicators.spec import Indicator, Law, Param

MADE = "<!-- Written by `make docs`; do not edit. -->"
_STAGES = ("planning", "tender", "award", "contract", "implementation")


def write(folder: Path, *, check: bool = False) -> list[str]:
    """Write a page for each indicator, and the index.

    Parameters
    ----------
    folder
        The folder ``docs/reference``; the pages go to ``indicators`` in it.
    check
        Only compare.

    Returns
    -------
    list of str
        The files that were written.

    Raises
    ------
    CheckFailedError
        If `check` finds a page that is missing, stale, or of an indicator that is gone.
    """
    target = folder / "indicators"
    made = {"index.md": index(), **{f"{e.id}.md": page(e) for e in indicators().values()}}
    stale = [name for name, text in made.items() if not _holds(target / name, text)]
    gone = [file.name for file in target.glob("*.md") if file.name not in made]
    if check:
        if stale or gone:
            msg = f"stale in {target}: {', '.join(stale + gone)}; 'make docs' writes them"
            raise CheckFailedError(msg)
        return []
    target.mkdir(parents=True, exist_ok=True)
    for name in gone:
        (target / name).unlink()
    for name in stale:
        (target / name).write_text(made[name], encoding="utf-8")
    return [str(target / name) for name in stale]


def page(entry: Indicator) -> str:
    """Make the page of one indicator."""
    return "\n".join([MADE, "", *_page(entry)]).rstrip() + "\n"


def index() -> str:
    """Make the list of all indicators by stage."""
    lines = [MADE, "", "# Indicators", ""]
    lines.append("Each flags a pattern that deserves a look; none is proof of anything.")
    for stage in _STAGES:
        entries = [e for e in indicators().values() if e.stage == stage]
        lines += ["", f"## {stage.capitalize()}", "", "| indicator | flags a | of a | code |"]
        lines.append("|---|---|---|---|")
        lines += [
            f"| [{e.id}]({e.id}.md) | {e.title} | {e.subject.replace('_', ' ')} | {e.code} |"
            for e in entries
        ]
    return "\n".join(lines) + "\n"


def _page(entry: Indicator) -> Iterator[str]:
    yield f"# {entry.title}"
    yield ""
    yield f"`{entry.id}`, version {entry.version}, since {entry.since}; {entry.stage}; "
    yield f"subject: {entry.subject.replace('_', ' ')}; unit: {entry.unit}."
    yield ""
    yield from _body(entry.doc.split("\n")[1:])
    yield ""
    yield "## Flag"
    yield ""
    yield f"Flagged when the value is `{entry.flag.op}` the parameter `{entry.flag.param}`{_fence(entry)}."
    yield ""
    yield "| parameter | default | range | unit | |"
    yield "|---|---|---|---|---|"
    for param in entry.params:
        span = (
            f"{param.low:g} to {param.high:g}"
            if param.low is not None and param.high is not None
            else ""
        )
        law = _law(param.law) if param.law else ""
        yield f"| `{param.name}` | {_default(param)} | {span} | {param.unit} | {param.doc}{law} |"
    yield ""
    yield "## Reads"
    yield ""
    for table, columns in entry.reads.items():
        yield f"- `{table}`: {', '.join(f'`{column}`' for column in columns)}"
    yield ""
    yield "## Sources"
    yield ""
    yield from (f"- {cited(source)}" for source in entry.sources)


def _body(lines: list[str]) -> Iterator[str]:
    """Turn the headings, mathematics and examples of a docstring into Markdown."""
    in_example = False
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if line and set(line) == {"-"}:
            continue
        if following and set(following) == {"-"} and line:
            yield f"## {line}"
            in_example = False
            continue
        if line.startswith(">>>") and not in_example:
            in_example = True
            yield "```python"
        if in_example and not line:
            in_example = False
            yield "```"
        yield line.replace(".. math:: ", "    ")
    if in_example:
        yield "```"


def _default(param: Param) -> str:
    return "not set" if param.default is None else repr(param.default).replace("|", "\\|")


def _law(law: Law) -> str:
    return f" Law: {laws()[law.key]['title']}, art. {law.article}."


def _fence(entry: Indicator) -> str:
    if entry.flag.fence is None:
        return ""
    edge = "Q1 - {k:g} IQR" if entry.flag.fence.side == "lower" else "Q3 + {k:g} IQR"
    return f" or, if that is not set, the fence of the peers, {edge.format(k=entry.flag.fence.k)}"


def _holds(file: Path, text: str) -> bool:
    return file.exists() and file.read_text(encoding="utf-8") == text
