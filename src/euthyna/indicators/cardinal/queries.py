"""The queries behind Cardinal's output: those of the catalogue, with other parameters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from euthyna.data.store.engines import Engine
from euthyna.data.store.engines.engine import Row
from euthyna.indicators.cardinal import lines
from euthyna.indicators.cardinal.settings import CardinalSettings
from euthyna.indicators.plans import Plan, plan
from euthyna.indicators.spec import Value

IDS = {
    "R003": ("short-submission-period",),
    "R018": ("single-bid",),
    "R024": ("price-close-to-winner",),
    "R025": ("excessive-unsuccessful-bids",),
    "R028": ("identical-bid-prices",),
    "R030": ("late-bid-won",),
    "R035": ("all-except-winner-disqualified",),
    "R036": ("lowest-bid-disqualified",),
    "R038": (
        "buyer-with-excessive-disqualified-bids",
        "procuring-entity-with-excessive-disqualified-bids",
        "tenderer-with-excessive-disqualified-bids",
    ),
    "R048": ("heterogeneous-supplier",),
    "R058": ("heavily-discounted-bid",),
}
"""The entries of the catalogue that stand behind each code."""

MAPPED = frozenset({"R025", "R038", "R048"})
"""Where one of these runs, all tenderers of each process are mapped."""

LEAVES = frozenset(
    {"bid_gaps", "tenderer_wins", "bid_prices", "winning_bids", "remaining_tenderers"}
)
"""Steps that are asked for once: a part of that query, not a table of their own."""


@dataclass(slots=True)
class Queries:
    """Asks an engine for what the output consists of; call `prepare` first."""

    engine: Engine
    settings: CardinalSettings
    strict: bool
    cache: Path
    currency: str = ""
    """The currency that bids are compared in; empty: that of each process."""
    repeats: bool = False
    """Whether some process stands on several lines."""
    sql: dict[str, str] = field(default_factory=dict)
    """The query of each indicator and leaf."""

    def prepare(self, *, maps: bool) -> None:
        """Compute the shared steps, and keep the queries that are asked for later."""
        ids = [name for code in self.settings.indicators for name in IDS[code]]
        if maps and self.settings.indicators.keys() & MAPPED and IDS["R038"][2] not in ids:
            ids.append(IDS["R038"][2])  # for the bids that are mapped
        if not ids:
            return
        self.currency = self.settings.currency
        self.repeats = lines.repeat(self.engine)
        if self.repeats:
            lines.part(self.engine)
        made = self._plan(ids)
        for step in made.steps:
            if step.id not in LEAVES:
                self.engine.materialise(step.id, self._sent(step.sql))
        if self.strict and not self.currency:
            self.currency = self._first_currency()
            made = self._plan(ids) if self.currency else made
        self.sql = {query.id: query.sql for query in (*made.steps, *made.indicators)}

    def flagged(self, code: str) -> list[Row]:
        """Fetch the subjects that the indicator of a code flags."""
        return self.fetch("subject_id", IDS[code][0], where="flag")

    def values(self, name: str) -> list[Row]:
        """Fetch the subjects of an indicator that have a value and enough cases, and the values."""
        return self.fetch(
            "subject_id, value", name, where="value IS NOT NULL AND threshold IS NOT NULL"
        )

    def fetch(self, columns: str, name: str, *, where: str = "true") -> list[Row]:
        """Fetch rows of an indicator or of a leaf."""
        sql = f"SELECT {columns} FROM ({self.sql[name]}) AS found WHERE {where}"  # noqa: S608
        return self.ask(sql)

    def ask(self, sql: str) -> list[Row]:
        """Run a query; rows of a process that repeats come in the order of its lines."""
        rows = self.engine.rows(self._sent(sql))
        if self.repeats:
            rows.sort(key=lambda row: lines.place(str(row[0])))
        return rows

    def _sent(self, sql: str) -> str:
        return lines.redirected(sql) if self.repeats else sql

    def lowest_others(self, edge: float) -> dict[str, str]:
        """Name the tenderer of the lowest bid beside the winner's, where the gap is up to `edge`.

        Between equal bids the one published first counts.
        """
        rows = self.ask(
            "SELECT process_id, CAST(bid_amount AS DOUBLE) AS amount, bid_no, party_id, "  # noqa: S608
            "bid_currency FROM valid_bids JOIN (SELECT process_id, winner_id "
            f"FROM ({self.sql['bid_gaps']}) AS gaps WHERE reason IS NULL "
            f"AND gap <= CAST('{edge!r}' AS DOUBLE)) AS close USING (process_id) "
            "WHERE party_id <> winner_id AND bid_amount IS NOT NULL AND bid_currency IS NOT NULL"
        )
        lowest: dict[str, tuple[float, int, str]] = {}
        for process, amount, number, party, currency in rows:
            bid = (amount, number, party)
            if self.currency in {"", currency}:
                lowest[process] = min(lowest.get(process, bid), bid)
        return {process: party for process, (_, _, party) in lowest.items()}

    def _plan(self, ids: Sequence[str]) -> Plan:
        params = _params(self.settings, self.currency, strict=self.strict)
        needed = {*ids, "scope", "bid_gaps", "bidder_counts"}
        kept = {name: values for name, values in params.items() if name in needed}
        return plan(ids, params=kept, dialect=self.engine.dialect, cache=self.cache)

    def _first_currency(self) -> str:
        """Find the currency that one worker sees first; empty if there are not several.

        Cardinal compares all bids of a file in the currency of the first that it compares. In each
        line it looks for the gap of the winning bid before it looks for the lowest bid.
        """
        rows: list[Row] = []
        codes = self.settings.indicators.keys()
        if codes & {"R024", "R058"}:
            rows += self.ask(
                "SELECT source, 0 AS turn, bid_no, bid_currency FROM valid_bids "
                "JOIN (SELECT process_id FROM single_winners) AS won USING (process_id) "
                "JOIN (SELECT process_id, source FROM processes) AS lines USING (process_id) "
                "WHERE compares_prices AND bid_amount IS NOT NULL AND bid_currency IS NOT NULL"
            )
        if "R036" in codes:
            rows += self.ask(
                "SELECT source, 1 AS turn, bid_no, bid_currency FROM submitted_bids "
                "JOIN (SELECT DISTINCT process_id FROM awards WHERE status = 'active') AS awarded "
                "USING (process_id) "
                "JOIN (SELECT process_id, source FROM processes) AS lines USING (process_id) "
                "WHERE compares_prices AND bid_amount IS NOT NULL AND bid_currency IS NOT NULL"
            )
        if len({row[3] for row in rows}) < 2:
            return ""
        return str(min(rows, key=lambda row: (lines.numbered(row[0]), row[1], row[2]))[3])


def _params(
    settings: CardinalSettings, currency: str, *, strict: bool
) -> dict[str, dict[str, Value]]:
    """Say in our parameters what the settings say in Cardinal's."""
    own = settings.indicators
    r003, r038, r048 = (own.get(code, {}) for code in ("R003", "R038", "R048"))
    # A fixed threshold, because the fence is drawn here and not by the query.
    organisations: dict[str, Value] = {
        "min_share": 1,
        "min_bids": r038.get("minimum_contracting_processes", 2),
        "min_processes": 0,
    }
    return {
        "scope": {
            "excluded_methods": settings.excluded_methods,
            "price_methods": settings.price_methods,
            "no_price_methods": settings.no_price_methods,
        },
        "bid_gaps": {"currency": currency},
        "bidder_counts": {"fallbacks": ""},
        "short-submission-period": {
            "min_days": r003.get("threshold", 15),
            "min_days_by_method": r003.get("procurement_method_details", {}),
            "methods": r003.get("procurement_methods", "").removesuffix("|"),
            "reversed_periods": "computed",
            "dates": "instants" if strict else "any",
        },
        "single-bid": {
            "methods": own.get("R018", {})
            .get("procurement_methods", "open|selective")
            .removesuffix("|")
        },
        "lowest-bid-disqualified": {"currency": currency},
        IDS["R038"][0]: organisations,
        IDS["R038"][1]: organisations,
        IDS["R038"][2]: {"min_share": 1, "min_bids": r038.get("minimum_submitted_bids", 2)},
        "heterogeneous-supplier": {
            "min_classes": 0,
            "digits": r048.get("digits", 2),
            "min_processes": r048.get("minimum_contracting_processes", 20),
        },
    }
