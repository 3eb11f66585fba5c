"""Files, as they grow province by province."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """What one province adds to one file; provinces come in order."""

    path: str
    """Relative to the folder of what is published."""
    content: bytes
    head: bytes = b""
    """Written before the first piece of the file."""
    tail: bytes = b""
    """Written after the last."""
    between: bytes = b""
    """Written between two pieces."""
    alone: bool = False
    """Whether no other province adds to the file, such as a report in a file of its own."""
