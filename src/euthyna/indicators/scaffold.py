"""The two files of a new indicator, with every heading and with cases that fail."""

from __future__ import annotations

import re
from pathlib import Path

from euthyna.base.errors import UsageError

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

_FORMULA = '''"""{title}."""

from __future__ import annotations

from ibis import Table, _, cases

from euthyna.indicators.spec import Flag, Indicator, Param


@Indicator(
    id="{id}",
    subject="process",
    stage="tender",
    unit="euros",
    reads={{
        "processes": ("process_id", "estimate_amount"),
        "scope": ("process_id",),
    }},
    params=(
        Param(
            name="max_amount",
            default=1_000_000,
            unit="euros",
            doc="An estimate above it is flagged.",
            low=0,
            high=1e12,
        ),
    ),
    flag=Flag(">", "max_amount"),
    sources=("ocp2024redflags",),
    since="0.1",
)
def {function}(processes: Table, scope: Table) -> Table:
    """{title}.

    Say in one sentence which pattern is flagged, with its formula.

    Why it matters
    --------------
    Say what the pattern can hide.

    Innocent explanations
    ---------------------
    Say what is behind it mostly.

    How to check
    ------------
    Say what to look at first.

    Assumptions
    -----------
    Say what the formula takes for granted.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> try_out("{id}", processes=[{{"process_id": "F", "estimate_amount": 2_000_000}}])
    [{{'subject_id': 'F', 'value': 2000000.0, 'flag': True, 'reason': None}}]
    """
    return processes.inner_join(scope, "process_id").select(
        subject_id=_.process_id,
        value=_.estimate_amount.cast("float64"),
        reason=cases((_.estimate_amount.isnull(), "the estimate is missing")),
    )
'''

_CASES = """indicator: {id}

flags an estimate above the maximum:
  given: {{processes: [{{process_id: F, estimate_amount: 1000001}}]}}
  expect: [{{subject_id: F, value: 0, flag: true, reason: null}}]

does not flag an estimate as high as the maximum:
  given: {{processes: [{{process_id: A, estimate_amount: 1000000}}]}}
  expect: [{{subject_id: A, value: 0, flag: false, reason: null}}]

says that the estimate is missing:
  given: {{processes: [{{process_id: M}}]}}
  expect: [{{subject_id: M, value: null, flag: null, reason: say why}}]
"""


def new(name: str, root: Path) -> list[Path]:
    """Write the formula and the cases of a new indicator.

    Parameters
    ----------
    name
        Its id: kebab case, the pattern and not the remedy.
    root
        The folder of the checkout.

    Returns
    -------
    list of Path
        The two files. The formula runs as it is; its cases fail until their figures are right.

    Raises
    ------
    UsageError
        If the name is no id, the folder no checkout, or a file exists already.
    """
    if not _NAME.fullmatch(name):
        msg = (
            f"{name!r} is no id: small letters and digits, parts joined by '-': short-tender-period"
        )
        raise UsageError(msg)
    function = name.replace("-", "_")
    folder = root / "src" / "euthyna" / "indicators" / "procurement"
    files = {
        folder / f"{function}.py": _FORMULA,
        root / "tests" / "indicators" / "procurement" / f"{function}.yaml": _CASES,
    }
    if not folder.is_dir():
        msg = f"{root.absolute()} is no checkout of Euthyna: {folder} is missing"
        raise UsageError(msg)
    for file in files:
        if file.exists():
            msg = f"{file} exists already; choose another name"
            raise UsageError(msg)
    title = name.replace("-", " ").capitalize()
    for file, text in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.format(id=name, function=function, title=title), encoding="utf-8")
    return list(files)
