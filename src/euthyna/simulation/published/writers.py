"""All that is published of a province."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import orjson

from euthyna.simulation.country.province import Province
from euthyna.simulation.published import (
    bods,
    cash,
    companies,
    declarations,
    fiscal,
    ftm,
    goaml,
    iso20022,
    payments,
    trade,
)
from euthyna.simulation.published.piece import Piece


def procurement(province: Province) -> Iterator[Piece]:
    """Write the contracting processes as OCDS 1.1 compiled releases, one a line."""
    lines = (orjson.dumps(r, option=orjson.OPT_APPEND_NEWLINE) for r in province.releases)
    yield Piece("procurement/releases.jsonl", b"".join(lines))


WRITERS: tuple[Callable[[Province], Iterator[Piece]], ...] = (
    procurement,
    companies.companies,
    bods.ownership,
    ftm.lists,
    ftm.office_holders,
    declarations.declarations,
    payments.payments,
    payments.accounts,
    iso20022.transfers,
    iso20022.statements,
    cash.declarations,
    trade.declarations,
    goaml.reports,
    fiscal.fiscal,
)
"""One for each body that publishes."""
