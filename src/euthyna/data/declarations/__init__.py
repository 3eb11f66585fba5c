"""The vocabulary in which a reader says what it knows of a standard, as data.

A reader is a :class:`Standard`: which rows stand where (:class:`Rows`), which field fills which
column (:class:`Field`), and what is out of scope on purpose. Two interpreters read it,
:mod:`euthyna.data.reading.fast` and :mod:`euthyna.data.reading.strict`.
"""

from __future__ import annotations

from euthyna.data.declarations.standard import Field, Form, Rows, Standard

__all__ = ["Field", "Form", "Rows", "Standard"]
