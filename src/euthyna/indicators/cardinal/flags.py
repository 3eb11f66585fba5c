"""What each code of Cardinal flags."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from euthyna.data.store.engines.engine import Row
from euthyna.indicators.cardinal.fences import ascending, fence, quantile
from euthyna.indicators.cardinal.lines import ocid
from euthyna.indicators.cardinal.queries import IDS, MAPPED, Queries
from euthyna.indicators.cardinal.results import GROUPS, Results

Gap = tuple[str, str, float]
"""A process, its winner, and by which share the next bid is higher."""


@dataclass(frozen=True, slots=True)
class Job:
    """One run: where the rows come from and where the flags go."""

    queries: Queries
    results: Results = field(default_factory=Results)
    gaps: dict[str, Gap] = field(default_factory=dict)
    """By ocid; of several lines of one ocid the last counts."""

    @property
    def strict(self) -> bool:
        """Whether Cardinal's defects are reproduced."""
        return self.queries.strict

    def option(self, code: str, name: str, default: Any = None) -> Any:
        """Give a setting of an indicator, or `default`."""
        return self.queries.settings.indicators[code].get(name, default)


def _process_flags(code: str) -> Callable[[Job], None]:
    def compute(job: Job) -> None:
        for (process,) in job.queries.flagged(code):
            job.results.add("OCID", process, code, 1.0)

    return compute


def _gaps(job: Job) -> list[Gap]:
    """Fetch the gaps; a winning bid of zero gives infinity if that is wanted."""
    if not job.gaps:
        for process, winner, winning, second, gap in job.queries.fetch(
            "process_id, winner_id, winning_amount, second_amount, gap",
            "bid_gaps",
            where="second_amount >= winning_amount AND (reason IS NULL OR winning_amount = 0)",
        ):
            if winning != 0:
                job.gaps[ocid(process)] = (process, winner, gap)
            elif job.strict:
                infinite = math.inf if second > 0 else math.nan
                job.gaps[ocid(process)] = (process, winner, infinite)
    return list(job.gaps.values())


def _r024(job: Job) -> None:
    gaps = _gaps(job)
    edge, q1 = _drawn(job, "R024", [gap for *_, gap in gaps], side="lower")
    job.results.say("R024", lower_fence=edge)
    if not (q1 > 0 and edge > 0):
        return
    close = [(process, winner, gap) for process, winner, gap in gaps if gap <= edge]
    runners_up = job.queries.lowest_others(edge) if close else {}
    for process, winner, gap in close:
        job.results.add("OCID", process, "R024", gap)
        for party in (winner, runners_up[process]):
            job.results.add("Tenderer", party, "R024", 0.0)
            job.results.link("ocid_tenderer_r024", process, party)


def _r058(job: Job) -> None:
    gaps = _gaps(job)
    edge, _ = _drawn(job, "R058", [gap for *_, gap in gaps], side="upper")
    job.results.say("R058", upper_fence=edge)
    if not edge > 0:
        return
    for process, winner, gap in gaps:
        if gap >= edge:
            job.results.add("OCID", process, "R058", gap)
            job.results.add("Tenderer", winner, "R058", 0.0)
            job.results.link("ocid_tenderer_r058", process, winner)


def _r025(job: Job) -> None:
    rows = [
        (party, bids, wins / bids)
        for party, bids, wins in job.queries.fetch("party_id, bids, wins", "tenderer_wins")
    ]
    tau = job.option("R025", "percentile", 75) / 100
    often = quantile(ascending([float(bids) for _, bids, _ in rows]), tau)
    edge, q1 = _drawn(job, "R025", [share for *_, share in rows], side="lower")
    job.results.say("R025", upper_fence=often, lower_fence=edge)
    if not (q1 > 0 and edge > 0):
        return
    for party, bids, share in rows:
        if bids >= often and share <= edge:
            job.results.add("Tenderer", party, "R025", share)


def _r038(job: Job) -> None:
    for group, name in zip(GROUPS[1:], IDS["R038"], strict=True):
        rows = job.queries.values(name)
        if not rows:
            continue
        edge, _ = _drawn(
            job, "R038", [share for _, share in rows], side="upper", prefix=f"{group}_"
        )
        job.results.say("R038", **{f"{group}_upper_fence": edge})
        for subject, share in rows:
            if share >= edge > 0:
                job.results.add(group, subject, "R038", share)
    for process, buyer, entity in job.queries.ask(
        "SELECT process_id, buyer_id, procuring_entity_id FROM disqualifications "
        "WHERE disqualified > 0"
    ):
        for name, party in (("ocid_buyer_r038", buyer), ("ocid_procuringentity_r038", entity)):
            if party is not None:
                job.results.link(name, process, party)


def _r048(job: Job) -> None:
    rows = job.queries.values(IDS["R048"][0])
    edge, _ = _drawn(job, "R048", [classes for _, classes in rows], side="upper")
    job.results.say("R048", upper_fence=edge)
    figures = job.results.figures["R048"]
    if not job.strict and figures.get("q1") == figures.get("q3", math.nan):
        return
    for supplier, classes in rows:
        if classes >= edge:
            job.results.add("Tenderer", supplier, "R048", classes)


def _drawn(
    job: Job, code: str, values: Sequence[float], *, side: str, prefix: str = ""
) -> tuple[float, float]:
    """Give the threshold that is set or else the fence, and the first quartile."""
    given = job.option(code, "threshold")
    if given is not None:
        return float(given), 1.0
    ordered = ascending(values)
    q1, q3 = quantile(ordered, 0.25), quantile(ordered, 0.75)
    job.results.say(code, **{f"{prefix}q1": q1, f"{prefix}q3": q3})
    return fence(q1, q3, side=side), q1


def _pairs(job: Job, code: str, rows: Iterable[Row]) -> None:
    """Flag processes and the tenderers that make them be flagged."""
    for process, party in rows:
        job.results.add("OCID", process, code, 1.0)
        job.results.add("Tenderer", party, code, 1.0)
        job.results.link(f"ocid_tenderer_{code.lower()}", process, party)


def _r028(job: Job) -> None:
    rows = job.queries.fetch("process_id, party_id", "bid_prices", where="shared_by > 0")
    _pairs(job, "R028", rows)


def _r030(job: Job) -> None:
    late = "is_late_as_text" if job.strict else "hours_late > 0"
    _pairs(job, "R030", job.queries.fetch("process_id, party_id", "winning_bids", where=late))


def _r035(job: Job) -> None:
    least = max(job.option("R035", "threshold", 1), 1)
    rows = job.queries.fetch(
        "process_id, party_id, disqualified",
        "remaining_tenderers",
        where=f"party_id IS NOT NULL AND disqualified >= {least:d}",
    )
    for process, party, disqualified in rows:
        job.results.add("OCID", process, "R035", float(disqualified))
        job.results.add("Tenderer", party, "R035", 0.0)
        job.results.link("ocid_tenderer_r035", process, party)


def map_tenderers(job: Job) -> None:
    """Link each process to all tenderers of its submitted bids."""
    if not job.queries.settings.indicators.keys() & MAPPED:
        return
    for process, party in job.queries.ask("SELECT DISTINCT process_id, party_id FROM named_bids"):
        job.results.link("ocid_tenderer", process, party)


COMPUTE: Mapping[str, Callable[[Job], None]] = {
    "R003": _process_flags("R003"),
    "R018": _process_flags("R018"),
    "R024": _r024,
    "R025": _r025,
    "R028": _r028,
    "R030": _r030,
    "R035": _r035,
    "R036": _process_flags("R036"),
    "R038": _r038,
    "R048": _r048,
    "R058": _r058,
}
"""What computes each code."""
