"""The steps in ``versions``, as Alembic sees them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext, RevisionStep
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def known() -> frozenset[str]:
    """Name all steps."""
    return frozenset(step.revision for step in _script().walk_revisions())


def run(connection: Connection, *, to: str) -> None:
    """Run the missing steps up to one, in the transaction that is open."""
    script = _script()

    def missing(revision: Any, _: MigrationContext) -> list[RevisionStep]:
        # What Alembic's own command `upgrade` calls; it has no public name.
        return script._upgrade_revs(to, revision)  # noqa: SLF001

    with EnvironmentContext(Config(), script, fn=missing) as steps:
        steps.configure(connection=connection)
        steps.run_migrations()


def _script() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return ScriptDirectory.from_config(config)
