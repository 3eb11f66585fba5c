"""Cardinal's output, worked out a second time: slowly, release by release, in plain Python.

The oracle is written from the methodology of Cardinal's indicators, not from its output and not
from our formulas. It knows both modes: Cardinal as it is, and with its defects repaired.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

from euthyna.indicators.cardinal import CardinalSettings

Release = dict[str, Any]
BY_PRICE = ("R024", "R028", "R036", "R058")


class Oracle:
    """Fold releases one after the other, then draw the fences."""

    def __init__(self, chosen: CardinalSettings, *, strict: bool) -> None:
        self.chosen = chosen
        self.strict = strict
        self.currency = chosen.currency
        self.flags: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
        self.meta: dict[str, dict[str, float | None]] = defaultdict(dict)
        self.gaps: dict[str, tuple[float, str, str]] = {}
        self.wins: dict[str, list[bool]] = defaultdict(list)
        self.out: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
        self.codes: dict[str, set[str]] = defaultdict(set)
        self.supplied: dict[str, set[int]] = defaultdict(set)
        self.line = 0

    def runs(self, code: str) -> bool:
        return code in self.chosen.indicators

    def option(self, code: str, name: str, default: Any) -> Any:
        return self.chosen.indicators[code].get(name, default)

    def fold(self, release: Release) -> None:
        self.line += 1
        tender = release.get("tender", {})
        details = tender.get("procurementMethodDetails")
        if tender.get("status") == "cancelled" or details in listed(self.chosen.excluded_methods):
            return
        by_price = details not in listed(self.chosen.no_price_methods)
        if self.chosen.price_methods:
            by_price = details in listed(self.chosen.price_methods)
        if by_price and (self.runs("R024") or self.runs("R058")):
            self.fold_gap(release)
        for code in self.chosen.indicators:
            if (by_price or code not in BY_PRICE) and hasattr(self, code.lower()):
                getattr(self, code.lower())(release)

    def in_currency(self, bids: list[Release]) -> list[Release]:
        """Leave the bids that may be compared; Cardinal takes the first currency of the file."""
        if not self.strict and not self.currency:
            one = len({bid["value"]["currency"] for bid in bids}) == 1
            return bids if one else []
        for bid in bids:
            self.currency = self.currency or bid["value"]["currency"]
        return [bid for bid in bids if bid["value"]["currency"] == self.currency]

    def fold_gap(self, release: Release) -> None:
        winner = sole_winner(release)
        valid = [bid for bid in priced(release) if bid["status"] == "valid" and alone(bid)]
        if winner is None or not valid:
            return
        compared = self.in_currency(valid)
        own = [bid["value"]["amount"] for bid in compared if alone(bid) == winner]
        others = [(bid["value"]["amount"], alone(bid)) for bid in compared if alone(bid) != winner]
        if not own or not others:
            return
        second = min(amount for amount, _ in others)
        runner_up = next(party for amount, party in others if amount == second)
        lowest = min(own)
        if second < lowest or (lowest == 0 and not self.strict):
            return
        gap = (second - lowest) / lowest if lowest else math.inf if second else math.nan
        self.gaps[release["ocid"]] = (gap, winner, runner_up)

    def r003(self, release: Release) -> None:
        tender = release.get("tender", {})
        methods = listed(self.option("R003", "procurement_methods", ""))
        if methods and tender.get("procurementMethod") not in methods:
            return
        period = tender.get("tenderPeriod", {})
        start_date = moment(period.get("startDate"), strict=self.strict)
        end_date = moment(period.get("endDate"), strict=self.strict)
        if start_date is None or end_date is None:
            return
        days = int((end_date - start_date) / timedelta(days=1))
        limits = self.option("R003", "procurement_method_details", {})
        limit = limits.get(
            tender.get("procurementMethodDetails"), self.option("R003", "threshold", 15)
        )
        if days < limit:
            self.flags["OCID"][release["ocid"]]["R003"] = 1.0

    def r018(self, release: Release) -> None:
        tender = release.get("tender", {})
        methods = listed(self.option("R018", "procurement_methods", "open|selective"))
        if methods and tender.get("procurementMethod") not in methods:
            return
        if tender.get("numberOfTenderers") == 1:
            self.flags["OCID"][release["ocid"]]["R018"] = 1.0

    def r025(self, release: Release) -> None:
        winner = sole_winner(release)
        if winner is None:
            return
        for party in {alone(bid) for bid in bids_of(release) if bid.get("status") == "valid"}:
            if party is not None:
                self.wins[party].append(party == winner)

    def r028(self, release: Release) -> None:
        offers: dict[tuple[float, str], list[frozenset[str]]] = defaultdict(list)
        for bid in priced(release):
            if tenderers := frozenset(parties(bid)):
                price = (bid["value"]["amount"], bid["value"]["currency"])
                offers[price].append(tenderers)
        for sets in offers.values():
            if len(set(sets)) > 1:
                self.flag_pairs("R028", release, frozenset().union(*sets))

    def r030(self, release: Release) -> None:
        deadline = release.get("tender", {}).get("tenderPeriod", {}).get("endDate")
        winners = {party for award in active(release) for party in suppliers(award)}
        for bid in bids_of(release):
            if bid.get("status") == "valid" and self.is_late(bid.get("date"), deadline):
                self.flag_pairs("R030", release, winners & set(parties(bid)))

    def is_late(self, date: str | None, deadline: str | None) -> bool:
        if date is None or deadline is None:
            return False
        if self.strict:
            return date > deadline
        then, until = moment(date, strict=False), moment(deadline, strict=False)
        if then is None or until is None:
            return False
        whole_day = timedelta(days=1) if len(deadline) == 10 else timedelta(0)
        return then >= until + whole_day if whole_day else then > until

    def r035(self, release: Release) -> None:
        if final_awards(release) is None:
            return
        winners = {party for award in active(release) for party in suppliers(award)}
        valid, disqualified = (
            {p for bid in bids_of(release) if bid.get("status") == status for p in parties(bid)}
            for status in ("valid", "disqualified")
        )
        others = len(disqualified - valid)
        least = max(self.option("R035", "threshold", 1), 1)
        if len(valid) == 1 and valid == winners and others >= least:
            self.flags["OCID"][release["ocid"]]["R035"] = float(others)
            self.flags["Tenderer"][min(valid)]["R035"] = 0.0

    def r036(self, release: Release) -> None:
        bids = priced(release)
        if not active(release) or not bids:
            return
        compared = self.in_currency(bids)
        if any(bid["status"] == "valid" for bid in compared):
            lowest = min(compared, key=lambda bid: bid["value"]["amount"])
            if lowest["status"] == "disqualified":
                self.flags["OCID"][release["ocid"]]["R036"] = 1.0

    def r038(self, release: Release) -> None:
        for bid in submitted(release):
            is_out = bid["status"] == "disqualified"
            for party in parties(bid):
                self.out["Tenderer"][party].append(is_out)
            if buyer := release.get("buyer", {}).get("id"):
                self.out["Buyer"][buyer].append(is_out)
            if entity := release.get("tender", {}).get("procuringEntity", {}).get("id"):
                self.out["ProcuringEntity"][entity].append(is_out)

    def r048(self, release: Release) -> None:
        for award in active(release):
            supplier = award.get("suppliers", [])
            for item in award.get("items", []):
                code = item.get("classification", {}).get("id")
                if len(supplier) == 1 and supplier[0].get("id") and code is not None:
                    party = supplier[0]["id"]
                    self.codes[party].add(code[: self.option("R048", "digits", 2)])
                    self.supplied[party].add(self.line)

    def flag_pairs(self, code: str, release: Release, found: frozenset[str] | set[str]) -> None:
        for party in found:
            self.flags["OCID"][release["ocid"]][code] = 1.0
            self.flags["Tenderer"][party][code] = 1.0

    def finish(self) -> dict[str, Any]:
        for code in self.chosen.indicators:
            draw = getattr(self, f"draw_{code.lower()}", None)
            if draw:
                draw()
        shown = {
            group: {s: {c: finite(v) for c, v in codes.items()} for s, codes in subjects.items()}
            for group, subjects in self.flags.items()
        }
        return {**shown, "Meta": dict(self.meta)}

    def fence(
        self, code: str, values: list[float], side: str, group: str = ""
    ) -> tuple[float, float]:
        if (fixed := self.option(code, "threshold", None)) is not None:
            edge, q1 = float(fixed), 1.0
        else:
            q1, q3 = quantile(values, 0.25), quantile(values, 0.75)
            edge = tukey(q1, q3, side)
            self.meta[code] |= {f"{group}q1": rounded(q1), f"{group}q3": rounded(q3)}
        self.meta[code][f"{group}{side}_fence"] = rounded(edge)
        return edge, q1

    def draw_r024(self) -> None:
        edge, q1 = self.fence("R024", [gap for gap, *_ in self.gaps.values()], "lower")
        for process, (gap, winner, runner_up) in self.gaps.items():
            if q1 > 0 and edge > 0 and gap <= edge:
                self.flags["OCID"][process]["R024"] = gap
                self.flags["Tenderer"][winner]["R024"] = 0.0
                self.flags["Tenderer"][runner_up]["R024"] = 0.0

    def draw_r058(self) -> None:
        edge, _ = self.fence("R058", [gap for gap, *_ in self.gaps.values()], "upper")
        for process, (gap, winner, _) in self.gaps.items():
            if edge > 0 and gap >= edge:
                self.flags["OCID"][process]["R058"] = gap
                self.flags["Tenderer"][winner]["R058"] = 0.0

    def draw_r025(self) -> None:
        shares = {party: sum(won) / len(won) for party, won in self.wins.items()}
        counts = [float(len(won)) for won in self.wins.values()]
        often = quantile(counts, self.option("R025", "percentile", 75) / 100)
        edge, q1 = self.fence("R025", list(shares.values()), "lower")
        self.meta["R025"]["upper_fence"] = rounded(often)
        for party, share in shares.items():
            if q1 > 0 and edge > 0 and len(self.wins[party]) >= often and share <= edge:
                self.flags["Tenderer"][party]["R025"] = share

    def draw_r038(self) -> None:
        for group in ("Buyer", "ProcuringEntity", "Tenderer"):
            name = f"minimum_{'submitted_bids' if group == 'Tenderer' else 'contracting_processes'}"
            least = self.option("R038", name, 2)
            shares = {
                s: sum(bids) / len(bids)
                for s, bids in self.out[group].items()
                if len(bids) >= least
            }
            if shares:
                edge, _ = self.fence("R038", list(shares.values()), "upper", f"{group}_")
                for subject, share in shares.items():
                    if edge > 0 and share >= edge:
                        self.flags[group][subject]["R038"] = share

    def draw_r048(self) -> None:
        least = self.option("R048", "minimum_contracting_processes", 20)
        counts = {
            party: float(len(codes))
            for party, codes in self.codes.items()
            if len(self.supplied[party]) >= least
        }
        edge, _ = self.fence("R048", list(counts.values()), "upper")
        spread = self.meta["R048"].get("q1", 0) != self.meta["R048"].get("q3", 1)
        for party, count in counts.items():
            if count >= edge and (spread or self.strict):
                self.flags["Tenderer"][party]["R048"] = count


def listed(text: str) -> list[str]:
    return text.removesuffix("|").split("|") if text else []


def bids_of(release: Release) -> list[Release]:
    return release.get("bids", {}).get("details", [])


def submitted(release: Release) -> list[Release]:
    return [b for b in bids_of(release) if b.get("status") not in {None, "invited", "withdrawn"}]


def priced(release: Release) -> list[Release]:
    return [
        bid for bid in submitted(release) if {"amount", "currency"} <= bid.get("value", {}).keys()
    ]


def parties(bid: Release) -> Iterator[str]:
    return (tenderer["id"] for tenderer in bid.get("tenderers", []) if "id" in tenderer)


def alone(bid: Release) -> str | None:
    tenderers = bid.get("tenderers", [])
    return tenderers[0].get("id") if len(tenderers) == 1 else None


def suppliers(award: Release) -> Iterator[str]:
    return (supplier["id"] for supplier in award.get("suppliers", []) if "id" in supplier)


def active(release: Release) -> list[Release]:
    return [award for award in release.get("awards", []) if award.get("status") == "active"]


def final_awards(release: Release) -> list[Release] | None:
    statuses = {award["status"] for award in release.get("awards", []) if "status" in award}
    return None if statuses - {"active", "cancelled", "unsuccessful"} else active(release)


def sole_winner(release: Release) -> str | None:
    awards = final_awards(release) or []
    winners = awards[0].get("suppliers", []) if len(awards) == 1 else []
    return winners[0].get("id") if len(winners) == 1 else None


def moment(text: str | None, *, strict: bool) -> datetime | None:
    try:
        read = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    if strict and read.tzinfo is None:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def quantile(values: list[float], tau: float) -> float:
    """Hyndman and Fan's type 8, as their paper has it."""
    if not values:
        return math.nan
    ordered = sorted(values, key=lambda value: (not math.isnan(value), value))
    place = (len(ordered) + 1 / 3) * tau + 1 / 3
    if place < 1 or tau == 0:
        return ordered[0]
    if place >= len(ordered):
        return ordered[-1]
    below, above = ordered[int(place) - 1 : int(place) + 1]
    return below + (place - int(place)) * (above - below)


def tukey(q1: float, q3: float, side: str) -> float:
    """Tukey's fence, rounded once."""
    spread, k, edge = q3 - q1, (-1.5 if side == "lower" else 1.5), (q1 if side == "lower" else q3)
    if not all(map(math.isfinite, (spread, edge))):
        return spread * k + edge
    return float(Fraction(spread) * Fraction(k) + Fraction(edge))


def rounded(value: float) -> float | None:
    if not math.isfinite(value):
        return None
    return math.copysign(math.floor(abs(value) * 10_000 + 0.5) / 10_000, value)


def finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
