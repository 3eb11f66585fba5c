"""A small page on a listed party, to be shown inside another program."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, Final

import jinja2
from markupsafe import Markup

from euthyna.surfaces.api.vocabulary import PROPERTIES, SCHEMATA

_FOLDER: Final = files("euthyna.surfaces.api") / "templates"
_STYLE: Final = (_FOLDER / "preview.css").read_text("utf-8")
_DIGEST: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()

POLICY: Final = f"default-src 'none'; style-src 'sha256-{_DIGEST}'; base-uri 'none'; form-action 'none'; sandbox"
"""No script, no image, no form: whatever a list says stays text. Any page may frame it, as the
standard means it to."""

_LONGEST: Final = 300
_MOST: Final = 8


def page(found: Mapping[str, Any] | None) -> str:
    """Draw the page of a party, or one that says that there is none.

    Parameters
    ----------
    found
        The party as an entity of FollowTheMoney, with what stands beside it.
    """
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    template = environment.from_string((_FOLDER / "preview.html").read_text("utf-8"))
    schema = str(found["schema"]) if found else ""
    return template.render(
        # Ours, and its digest is in the policy: escaping would change both.
        style=Markup(_STYLE),  # noqa: S704
        party=found,
        kind=SCHEMATA[schema].label if schema in SCHEMATA else schema,
        rows=list(_rows(found or {})),
    )


def _rows(found: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    for prop, values in found.get("properties", {}).items():
        label = PROPERTIES[prop].label if prop in PROPERTIES else prop
        texts = [_text(value) for value in values]
        more = [f"and {len(texts) - _MOST:,} more"] if len(texts) > _MOST else []
        yield label, texts[:_MOST] + more


def _text(value: Any) -> str:
    text = str(value.get("caption", "")) if isinstance(value, Mapping) else str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
