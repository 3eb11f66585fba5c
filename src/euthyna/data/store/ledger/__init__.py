"""The ledger: what people decided, and the trail of what they did; nothing in it is ever lost.

``ledger`` (opened once, read and written in whole transactions), ``decisions`` (same, different,
unsure), ``trail`` (who did what and when, chained by hashes), ``tables`` (what the database
holds), ``connecting`` (SQLite or PostgreSQL), ``migrations`` (from one version to the next).
"""

from __future__ import annotations

from euthyna.data.store.ledger.decisions import Decision, Seen
from euthyna.data.store.ledger.ledger import Ledger, ledger_of
from euthyna.data.store.ledger.trail import Verified

__all__ = ["Decision", "Ledger", "Seen", "Verified", "ledger_of"]
