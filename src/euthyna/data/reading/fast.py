"""The fast path: a declaration compiled to one typed DuckDB scan of JSON Lines.

The scan reads only what the declaration names. Texts come as text; everything that a publisher
may write in another type than the standard says (ids, numbers, dates, lists of texts) comes as
raw JSON, so that a conversion is a decision made here and not a side effect of a cast.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from euthyna.data.declarations import Field, Form, Rows, Standard

SCAN = "_scan"
"""The name under which `rows` expects the result of `scan`, in its order."""

ROW = "_row"
"""The place of a row in the scan, from 0, as `source` of `rows` may use it."""

LONGEST = 16 << 20
"""The longest line, in bytes, that the scan takes; longer ones go the strict path."""

_AFTER_YEAR = (
    r"-\d{2}-\d{2}([Tt ]([01]\d|2[0-3]):\d{2}(:\d{2}(\.\d+)?)?"
    r"([Zz]|[+-]([01]\d|2[0-3])(:?[0-5]\d)?)?)?"
)
DATE_PATTERN = r"[12]\d{3}" + _AFTER_YEAR
"""The dates that are read: RFC 3339 and its prefixes, as ISO 8601 allows them."""

_ANY_YEAR = r"\d{4}" + _AFTER_YEAR
"""As Cardinal, the exact profile reads the years that stand for "never", too: 0001 and 9999."""

NUMBER_PATTERN = r"-?\d+(\.\d+)?([eE][+-]?\d+)?"
"""A number, as JSON writes it; also accepted in quotes, and reported."""

_MONEY = "DECIMAL(38, 10)"


@dataclass(frozen=True, slots=True)
class Profile:
    """How values of an unexpected type are taken.

    The profile `lenient` converts them (and the audit reports it); the profile `exact` takes
    only values of the type that the standard demands, as Cardinal does.
    """

    name: str
    converts: bool


LENIENT = Profile("lenient", converts=True)
EXACT = Profile("exact", converts=False)


def columns(standard: Standard, profile: Profile = LENIENT) -> str:
    """Write the typed columns of the scan.

    Returns
    -------
    str
        The value of `columns` for DuckDB's ``read_ndjson``: a struct literal.
    """
    tree = _tree(standard, profile)
    parts = ", ".join(
        f"{_quote(_plain(name))}: {_quote(_list(name, node))}" for name, node in tree.items()
    )
    return "{" + parts + "}"


def scan(standard: Standard, path: str, profile: Profile) -> str:
    """Write the query that scans the file at `path`.

    The column ``process_id`` of its rows is null where the record cannot be used.

    Lines that are no JSON object become rows of nulls and are never dropped, so that the row
    number is the line number (but for empty lines, which the caller counts).
    """
    key = _id(f"{_name(standard.key)}::VARCHAR", profile)
    return (
        f"SELECT {key} AS process_id, * FROM read_ndjson({_quote(path)}, "
        f"columns={columns(standard, profile)}, ignore_errors=true, auto_detect=false, "
        f"compression='none', maximum_object_size={LONGEST})"
    )


def rows(
    standard: Standard, table: str, profile: Profile, *, source: str, without: str = ""
) -> str:
    """Write the query for all rows of one table.

    Parameters
    ----------
    source
        The expression, over :data:`ROW`, of the column `source`.
    without
        A query for the rows of the scan that are left out.

    Returns
    -------
    str
        A SELECT with the columns of `table` in the order of the declaration.
    """
    used = "process_id IS NOT NULL"
    if without:
        used += f" AND {ROW} NOT IN ({without})"
    scanned = (
        f"SELECT process_id, {source} AS source, {{}} FROM "
        f"(SELECT row_number() OVER () - 1 AS {ROW}, * FROM {SCAN}) WHERE {used}"
    )
    parts = [_select(block, profile, scanned) for block in standard.rows if block.table == table]
    return " UNION ALL BY NAME ".join(parts)


def _select(block: Rows, profile: Profile, scanned: str) -> str:
    steps = block.at.split("[]")[: len(block.positions)]
    if not steps:
        base = f"{block.at}/" if block.at else ""
        flat = ", ".join(_values(base, block.fields, profile, ""))
        return scanned.format(flat)
    inner = scanned.format(f"{_access(steps[0], '')} AS _list")
    kept: list[str] = []
    for depth, position in enumerate(block.positions):
        carried = "".join(f", {name}" for name in kept)
        inner = (
            f"SELECT process_id, source{carried}, generate_subscripts(_list, 1) - 1 AS {position}, "
            f"unnest(_list) AS _item FROM ({inner}) WHERE _list IS NOT NULL"
        )
        kept.append(position)
        if depth + 1 < len(block.positions):
            carried = "".join(f", {name}" for name in kept)
            step = steps[depth + 1].strip("/")
            inner = f"SELECT process_id, source{carried}, {_access(step, '_item')} AS _list FROM ({inner})"
    values = [*kept, *(f"{_literal(v)} AS {k}" for k, v in block.constants.items())]
    values.extend(_values("", block.fields, profile, "_item"))
    return f"SELECT process_id, source, {', '.join(values)} FROM ({inner})"


def _values(base: str, fields: tuple[Field, ...], profile: Profile, root: str) -> Iterator[str]:
    for item in fields:
        places = [_access(base + path, root) for path in item.paths]
        if item.form in _raw(profile):
            places = [f"{place}::VARCHAR" for place in places]
        for column, expression in _WRITERS[item.form](item.column, places, profile):
            yield f"{expression} AS {column}"


Written = list[tuple[str, str]]


def _write_text(column: str, places: list[str], profile: Profile) -> Written:
    return [(column, _first(_filled(p, profile) for p in places))]


def _write_code(column: str, places: list[str], profile: Profile) -> Written:
    return [(column, _first(_published(p, profile) for p in places))]


def _write_id(column: str, places: list[str], profile: Profile) -> Written:
    return [(column, _first(_id(p, profile) for p in places))]


def _write_texts(column: str, places: list[str], profile: Profile) -> Written:
    del profile
    return [(column, _first(_texts(p) for p in places))]


def _write_count(column: str, places: list[str], profile: Profile) -> Written:
    return [(column, _first(_count(p, profile) for p in places))]


def _write_number(column: str, places: list[str], profile: Profile) -> Written:
    return [(column, _first(_number(p, profile, "DOUBLE") for p in places))]


def _write_truth(column: str, places: list[str], profile: Profile) -> Written:
    del profile
    return [
        (
            column,
            _first(f"CASE {p} WHEN 'true' THEN true WHEN 'false' THEN false END" for p in places),
        )
    ]


def _write_date(column: str, places: list[str], profile: Profile) -> Written:
    # A cast to TIMESTAMP would drop the offset; the session's time zone must be UTC.
    text = _first(_published(p, profile) for p in places)
    pattern = DATE_PATTERN if profile.converts else _ANY_YEAR
    moment = (
        f"CASE WHEN regexp_full_match({text}, {_quote(pattern)}) "
        f"THEN make_timestamp(epoch_us(TRY_CAST(upper({text}) AS TIMESTAMPTZ))) END"
    )
    return [(f"{column}_at", moment), (f"{column}_text", text)]


def _write_money(column: str, places: list[str], profile: Profile) -> Written:
    amount = _first(_number(f"{p}.amount::VARCHAR", profile, _MONEY) for p in places)
    currency = _first(_published(_currency(p, profile), profile) for p in places)
    return [(f"{column}_amount", amount), (f"{column}_currency", currency)]


_WRITERS = {
    Form.TEXT: _write_text,
    Form.CODE: _write_code,
    Form.ID: _write_id,
    Form.TEXTS: _write_texts,
    Form.COUNT: _write_count,
    Form.NUMBER: _write_number,
    Form.TRUTH: _write_truth,
    Form.DATE: _write_date,
    Form.MONEY: _write_money,
}


_RAW = frozenset({Form.ID, Form.TEXTS, Form.COUNT, Form.NUMBER})
_TEXTS_ALONE = frozenset({Form.CODE, Form.DATE})


def _raw(profile: Profile) -> frozenset[Form]:
    """Give the forms that are scanned as raw JSON."""
    return _RAW if profile.converts else _RAW | _TEXTS_ALONE


def _currency(place: str, profile: Profile) -> str:
    return f"{place}.currency" if profile.converts else f"{place}.currency::VARCHAR"


def _published(text: str, profile: Profile) -> str:
    """Take a text; in the exact profile nothing but a text, which may be empty."""
    if profile.converts:
        return f"NULLIF({text}, '')"
    return (
        f"CASE WHEN prefix({text}, '\"') THEN CASE WHEN contains({text}, '\\') "
        f"THEN {_bare(text)} ELSE ({text})[2:-2] END END"
    )


def _filled(text: str, profile: Profile) -> str:
    return f"NULLIF({text}, '')" if profile.converts else text


def _bare(raw: str) -> str:
    """Take a JSON string out of its quotes; a number stays as it is."""
    return f"json_extract_string({raw}, '$')"


def _id(raw: str, profile: Profile) -> str:
    """Take a text; in the lenient profile a number as well. 34 is the quote, 45 to 57 - . / 0-9."""
    if not profile.converts:
        return f"CASE WHEN prefix({raw}, '\"') THEN {_bare(raw)} END"
    return (
        f"CASE WHEN ascii({raw}) = 34 OR ascii({raw}) BETWEEN 45 AND 57 "
        f"THEN {_filled(_bare(raw), profile)} END"
    )


def _texts(raw: str) -> str:
    """Take a list of texts, or one text; objects in the list are left out."""
    simple = f"from_json({raw}, '[\"VARCHAR\"]')"
    sifted = (
        f"list_transform(list_filter(from_json({raw}, '[\"JSON\"]'), lambda x: "
        "ascii(x::VARCHAR) NOT IN (91, 123)), lambda x: json_extract_string(x, '$'))"
    )
    return (
        f"CASE WHEN prefix({raw}, '[') THEN CASE WHEN contains({raw}, '{{') "
        f"OR contains(substring({raw}, 2), '[') THEN {sifted} ELSE {simple} END "
        f"WHEN prefix({raw}, '\"') THEN [{_bare(raw)}] END"
    )


def _number(raw: str, profile: Profile, kind: str) -> str:
    return f"TRY_CAST({_bare(raw) if profile.converts else raw} AS {kind})"


def _count(raw: str, profile: Profile) -> str:
    if not profile.converts:
        return f"CASE WHEN NOT contains({raw}, '.') THEN TRY_CAST({raw} AS BIGINT) END"
    return f"TRY_CAST(regexp_replace({_bare(raw)}, '\\.0*$', '') AS BIGINT)"


def _first(expressions: Iterator[str] | list[str]) -> str:
    found = list(expressions)
    return found[0] if len(found) == 1 else f"COALESCE({', '.join(found)})"


def _access(path: str, root: str) -> str:
    parts = [part for part in path.split("/") if part]
    return ".".join([root, *map(_name, parts)] if root else map(_name, parts))


Tree = dict[str, "str | Tree"]


@cache
def _tree(standard: Standard, profile: Profile) -> Tree:
    raw = _raw(profile)
    tree: Tree = {}
    _plant(tree, standard.key, "JSON")
    for block in standard.rows:
        for item in block.fields:
            for path in item.paths:
                marked = f"{block.at}/{path}" if block.at else path
                if item.form is Form.MONEY:
                    _plant(tree, f"{marked}/amount", "JSON")
                    _plant(tree, f"{marked}/currency", "VARCHAR" if profile.converts else "JSON")
                else:
                    _plant(tree, marked, "JSON" if item.form in raw else "VARCHAR")
    return tree


def _plant(tree: Tree, path: str, leaf: str) -> None:
    *way, last = path.split("/")
    node = tree
    for part in way:
        below = node.setdefault(part, {})
        if not isinstance(below, dict):
            msg = f"{path} goes through a field that is itself read as a value: {part}"
            raise TypeError(msg)
        node = below
    if node.setdefault(last, leaf) != leaf:
        msg = f"{path} is read in two forms"
        raise ValueError(msg)


def _type(node: str | Tree) -> str:
    if isinstance(node, str):
        return node
    return "STRUCT(" + ", ".join(f"{_name(_plain(k))} {_list(k, v)}" for k, v in node.items()) + ")"


def _list(name: str, node: str | Tree) -> str:
    return _type(node) + ("[]" if name.endswith("[]") else "")


def _plain(name: str) -> str:
    return name.removesuffix("[]")


def _name(name: str) -> str:
    return f'"{name}"'


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _literal(value: str | int) -> str:
    return _quote(value) if isinstance(value, str) else str(value)
