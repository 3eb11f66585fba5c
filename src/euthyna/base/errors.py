"""Everything that Euthyna raises on purpose.

::

    EuthynaError
    ├── UsageError            the command or call is wrong                  exit 2
    │   ├── BadParameterError   a parameter of an indicator (also ValueError)
    │   ├── UnknownNameError    no such indicator, table, engine (also KeyError)
    │   └── BadSettingsError    a settings file or variable (also ValueError)
    ├── InputError            a file cannot be used at all                  exit 1
    ├── StoreError            the workspace cannot be read or written       exit 1
    │   ├── LockedError         another process is writing to it
    │   └── DiskFullError       no room left
    ├── EngineError           an engine refused or failed                   exit 1
    ├── CheckFailedError      a check that was asked for did not pass       exit 3
    └── MissingExtraError     an optional dependency is not installed       exit 2

Bad *data* is not here: it is an :class:`euthyna.base.issues.Issue`, collected and shown.
"""

from __future__ import annotations

from typing import ClassVar


class EuthynaError(Exception):
    """The root of all errors that Euthyna raises on purpose."""

    code: ClassVar[str] = "error"
    """The heading of this error in the documentation."""
    exit_code: ClassVar[int] = 1
    """What a command returns when this error ends it."""


class UsageError(EuthynaError):
    """The command or the call is wrong; the data were not looked at."""

    code = "usage"
    exit_code = 2


class BadParameterError(UsageError, ValueError):
    """A parameter of an indicator is unknown or outside its range."""

    code = "bad-parameter"


class UnknownNameError(UsageError, KeyError):
    """Something was asked for by a name that does not exist."""

    code = "unknown-name"

    def __str__(self) -> str:
        """Give the message without the quotes that KeyError adds."""
        return str(self.args[0]) if self.args else ""


class BadSettingsError(UsageError, ValueError):
    """A settings file has an unknown key or a value of the wrong kind."""

    code = "bad-settings"


class InputError(EuthynaError):
    """A file cannot be used at all; single bad records are issues instead."""

    code = "input"


class StoreError(EuthynaError):
    """The workspace cannot be read or written."""

    code = "store"


class LockedError(StoreError):
    """Another process is writing to the workspace."""

    code = "locked"


class DiskFullError(StoreError):
    """There is no room left where the workspace is kept."""

    code = "disk-full"


class EngineError(EuthynaError):
    """An engine could not start, or refused a query."""

    code = "engine"


class CheckFailedError(EuthynaError):
    """A check that was asked for did not pass."""

    code = "check-failed"
    exit_code = 3


class MissingExtraError(UsageError):
    """An optional dependency is needed and not installed."""

    code = "missing-extra"
