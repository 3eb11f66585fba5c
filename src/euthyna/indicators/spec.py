"""What an indicator is: the decorator that every entry of the catalogue wears.

The decorator holds what machines need, the docstring of the formula what people need, and the
body is one Ibis expression: tables in, ``subject_id, value, reason`` out. The comparison with a
threshold is data and is applied in one place, :mod:`euthyna.indicators.flagging`.

A formula may give more columns: ``process_id`` of the subject (required for awards and
contracts), and ``threshold`` where a subject has one of its own. Two say why a subject is not
judged: its value is known and not compared with a threshold, whatever it is. A subject that is
``held`` counts among the peers that a fence is drawn from; one with too ``few`` cases does not.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from euthyna.base.errors import BadParameterError

if TYPE_CHECKING:
    from ibis import Table

Subject = Literal[
    "process",
    "award",
    "contract",
    "buyer",
    "procuring_entity",
    "supplier",
    "tenderer",
    "buyer_supplier",
    "market",
]
Op = Literal["<", "<=", ">", ">=", "=="]
Stage = Literal["planning", "tender", "award", "contract", "implementation"]
Value = float | int | str | bool | Mapping[str, float] | None
Formula = Callable[..., Any]

PAIR = " / "
"""Between the two ids of a subject that is a pair, and between class, year and currency of a
market."""


@dataclass(frozen=True, slots=True)
class Law:
    """Where a parameter is fixed by law: a key of ``laws.toml`` and the article."""

    key: str
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Param:
    """A knob of an indicator.

    A number with a range, a text (alternatives parted by ``|``), or a mapping of texts to
    numbers. None means "not set": for a threshold, that the fence of the peers is used.
    """

    name: str
    default: Value
    unit: str
    doc: str
    low: float | None = None
    high: float | None = None
    law: Law | None = None

    def check(self, value: Value) -> Value:
        """Return `value` if it is allowed.

        Raises
        ------
        BadParameterError
            If it is of another type than the default, or outside the range.
        """
        numbers = value.values() if isinstance(value, Mapping) else [value]
        for number in numbers:
            self._check_one(number)
        return value

    def _check_one(self, value: Value) -> None:
        ranged = self.low is not None and self.high is not None
        if value is None and self.default is None:
            return
        if isinstance(value, str) != isinstance(self.default, str) and not ranged:
            self._refuse(
                value, "a text is due" if isinstance(self.default, str) else "a number is due"
            )
        if ranged and (isinstance(value, str | bool) or value is None):
            self._refuse(value, "a number is due")
        if ranged and not float(self.low or 0) <= float(value or 0) <= float(self.high or 0):  # type: ignore[arg-type]
            self._refuse(value, f"it is outside {self.low:g}..{self.high:g}")

    def _refuse(self, value: Value, why: str) -> None:
        msg = f"{self.name} = {value!r} {self.unit}: {why}; the default is {self.default!r}"
        raise BadParameterError(msg)


@dataclass(frozen=True, slots=True)
class Fence:
    """A threshold drawn from the peers: Q1 - k·IQR or Q3 + k·IQR (Tukey's fences).

    Quartiles are those of Hyndman and Fan's type 8. Where three quarters of the peers have the
    value 0 (a lower fence that is not above 0, an upper fence at 0), no threshold can be drawn.
    """

    side: Literal["lower", "upper"]
    k: float = 1.5
    needs_spread: bool = False
    """Whether quartiles that are equal give no threshold either: otherwise most are flagged."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Flag when *value op threshold*; the threshold is a parameter or, if unset, a fence."""

    op: Op
    param: str
    fence: Fence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A named intermediate table that several indicators share; computed once per run."""

    id: str
    reads: Mapping[str, tuple[str, ...]]
    """Tables of the model, or other steps, and the columns used."""
    gives: Mapping[str, str]
    """The columns that come out and their Ibis types."""
    params: tuple[Param, ...] = ()
    formula: Formula = lambda: None

    def __call__(self, formula: Formula) -> Step:
        """Take the decorated function as the formula."""
        return replace(self, formula=formula)

    @property
    def doc(self) -> str:
        """The docstring of the formula, cleaned."""
        return inspect.cleandoc(self.formula.__doc__ or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One entry of the catalogue: decorate the formula with it."""

    id: str
    """Stable for ever: results, cases and translations refer to it."""
    version: int = 1
    """Raised whenever formula or metadata change; the lock file holds both."""
    subject: Subject
    stage: Stage
    unit: str
    reads: Mapping[str, tuple[str, ...]]
    """Table (or step) and columns; nothing else reaches the formula."""
    params: tuple[Param, ...]
    flag: Flag
    sources: tuple[str, ...]
    """Keys in ``references.bib``; after ``#`` the code used there: ``ocp2024redflags#R003``."""
    since: str
    formula: Formula = lambda: None

    def __post_init__(self) -> None:
        """Refuse a comparison with a parameter that does not exist."""
        if self.flag.param not in {p.name for p in self.params}:
            msg = f"{self.id} compares with {self.flag.param}, which is none of its parameters"
            raise BadParameterError(msg)

    def __call__(self, formula: Formula) -> Indicator:
        """Take the decorated function as the formula."""
        return replace(self, formula=formula)

    @property
    def doc(self) -> str:
        """The docstring of the formula, cleaned: the page of this indicator."""
        return inspect.cleandoc(self.formula.__doc__ or "")

    @property
    def title(self) -> str:
        """The condition in at most five words: the first line of the docstring."""
        return self.doc.split("\n", 1)[0].rstrip(".")

    @property
    def code(self) -> str:
        """The code under which the field knows it (R003, X102), or empty."""
        return next((s.split("#")[1] for s in self.sources if s.startswith("ocp2024redflags#")), "")

    def section(self, heading: str) -> str:
        """Give the text under one heading of the docstring; empty if it has none."""
        lines = self.doc.split("\n")
        for number, line in enumerate(lines[1:], 1):
            if set(line) == {"-"} and lines[number - 1] == heading:
                rest = lines[number + 1 :]
                ends = (i - 1 for i, text in enumerate(rest) if i and set(text) == {"-"})
                return "\n".join(rest[: next(ends, len(rest))]).strip()
        return ""

    def choose(self, given: Mapping[str, Value] | None = None) -> dict[str, Value]:
        """Take the given parameters over the defaults.

        Raises
        ------
        BadParameterError
            If a name is unknown or a value outside its range.
        """
        return chosen(self.id, self.params, given)

    def run(self, *, params: Mapping[str, Value] | None = None, **tables: Table) -> Table:
        """Build the expression of value, threshold and flag for every subject.

        Parameters
        ----------
        params
            Parameters that differ from their defaults.
        tables
            One Ibis table for each of `reads`.

        Returns
        -------
        Table
            ``subject_id, process_id, value, flag, reason, threshold``. Where the value cannot be
            computed, `value` and `flag` are null and `reason` says why: null is not "no flag".
        """
        from euthyna.indicators.flagging import flagged  # noqa: PLC0415  (imports ibis, which is slow)

        knobs = self.choose(params)
        return flagged(self, knobs, called(self.formula, self.reads, knobs, tables))


def chosen(
    owner: str, params: tuple[Param, ...], given: Mapping[str, Value] | None
) -> dict[str, Value]:
    """Take the given values over the defaults of `params`, each checked."""
    rest = dict(given or {})
    knobs = {p.name: p.check(rest.pop(p.name, p.default)) for p in params}
    if rest:
        known = ", ".join(knobs) or "none"
        msg = f"{owner} has no parameter {', '.join(rest)}; it has {known}"
        raise BadParameterError(msg)
    return knobs


def called(
    formula: Formula,
    reads: Mapping[str, tuple[str, ...]],
    knobs: Mapping[str, Value],
    tables: Mapping[str, Table],
) -> Table:
    """Call a formula with its tables, cut to the declared columns, and the knobs it names."""
    wanted = inspect.signature(formula).parameters
    cut = {name: tables[name].select(*columns) for name, columns in reads.items()}
    out: Table = formula(**cut, **{k: v for k, v in knobs.items() if k in wanted})
    return out
