"""XML, element by element, with everything escaped that must be."""

from __future__ import annotations

from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def leaf(name: str, text: object) -> str:
    """Write an element that holds a text; nothing at all for an empty one.

    Examples
    --------
    >>> leaf("city", "Stone & Sons")
    '<city>Stone &amp; Sons</city>'
    """
    shown = str(text)
    return f"<{name}>{escape(shown)}</{name}>" if shown else ""


def node(name: str, *children: str) -> str:
    """Write an element that holds elements.

    Examples
    --------
    >>> node("address", leaf("city", "Velmora"), leaf("state", ""))
    '<address><city>Velmora</city></address>'
    """
    return f"<{name}>{''.join(children)}</{name}>"
