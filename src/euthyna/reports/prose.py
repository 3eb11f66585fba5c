"""Docstrings as paragraphs of a page."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_CODE = re.compile(r"``(.+?)``|:\w+:`(.+?)`|`(.+?)`")
_DIRECTIVE = re.compile(r"^\.\. \w+::.*(\n[ \t]+.*|\n[ \t]*(?=\n[ \t]))*", re.MULTILINE)


def lead(doc: str) -> str:
    """Give what stands between the title of a docstring and its first heading, without formulas."""
    body = doc.partition("\n")[2]
    heading = re.search(r"^.+\n-{3,}$", body, re.MULTILINE)
    return _DIRECTIVE.sub("", body[: heading.start()] if heading else body).strip()


def paragraphs(text: str) -> Markup:
    """Turn reStructuredText, as far as docstrings use it, into HTML.

    Parameters
    ----------
    text
        Paragraphs parted by empty lines, lists of ``-``, and words in backticks.

    Returns
    -------
    Markup
        Everything but these marks is escaped.
    """
    blocks = [b.strip() for b in re.split(r"\n\s*\n", _DIRECTIVE.sub("", text)) if b.strip()]
    return Markup("").join(_block(block) for block in blocks)


def _block(block: str) -> Markup:
    if not re.match(r"[-*] ", block):
        return Markup("<p>{}</p>").format(_inline(_sentence(block)))
    points = re.split(r"^[-*] ", block, flags=re.MULTILINE)[1:]
    rows = Markup("").join(Markup("<li>{}</li>").format(_inline(p)) for p in points)
    return Markup("<ul>{}</ul>").format(rows)


def _sentence(block: str) -> str:
    """End with a full stop where a formula, left out, followed a colon."""
    return block[:-1].rstrip() + "." if block.endswith(":") else block


def _inline(text: str) -> Markup:
    flat = " ".join(text.split())
    done, at = Markup(""), 0
    for found in _CODE.finditer(flat):
        word = next(group for group in found.groups() if group)
        done += escape(flat[at : found.start()]) + Markup("<code>{}</code>").format(word)
        at = found.end()
    return done + escape(flat[at:])
