"""Ids of subjects that lie within a process."""

from __future__ import annotations

from ibis import _

AWARD = _.process_id + "#/awards/" + _.award_no.cast("string")
"""The id of an award, from ``process_id`` and ``award_no``."""

CONTRACT = _.process_id + "#/contracts/" + _.contract_no.cast("string")
"""The id of a contract, from ``process_id`` and ``contract_no``."""
