"""Fit the simulation to published files, compare them, and draw both.

    python bench/fit.py --write         put the fits into calibration.toml
    python bench/fit.py                 print how far the simulated country is from the files
    python bench/fit.py --pictures      draw them for docs/simulation.md, and put the table there

The published files are expected in ../shared/data, or where --data says.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from math import log, log10
from pathlib import Path

import numpy as np
import omissions
import reality
from compared import LARGEST_GAP, LEAST_RATE, RATES, distances, pictures, real_samples
from simulated import Samples, country

from euthyna.simulation.basis import calibration
from euthyna.simulation.basis.calibration import KNOTS

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
PAGE, PICTURES = ROOT / "docs" / "simulation.md", ROOT / "docs" / "images" / "simulation"
SEEDS, PROCESSES = (1, 2, 3), 1000
TABLE = "<!-- distances: bench/fit.py --pictures -->"
FITS = Path(calibration.__file__).with_name("calibration.toml")
MOST_BIDDERS = 20
"""More than that bid for so few lots that the market of a province need not hold them."""
BELL = 1.349
"""The distance of the quartiles of a bell of deviation 1."""

Fit = dict[str, object]


@dataclass(frozen=True)
class Entry:
    """One table of calibration.toml."""

    path: str
    unit: str
    files: str
    n: int
    fit: Fit


def rate(sample: Iterable[float]) -> Fit:
    return {"kind": "rate", "share": _round(float(np.mean(list(sample))))}


def quantiles(sample: list[float]) -> Fit:
    return {"kind": "quantiles", "values": [_round(q) for q in np.quantile(sample, KNOTS)]}


def counts(sample: list[float], *, most: int) -> Fit:
    seen = Counter(min(int(value), most) for value in sample)
    total = sum(seen.values())
    return {"kind": "counts", "weights": [_round(seen[c] / total) for c in range(1, most + 1)]}


def lognormal(sample: list[float]) -> Fit:
    low, middle, high = np.quantile(sample, (0.25, 0.5, 0.75))
    return {
        "kind": "lognormal",
        "median": _round(middle),
        "sigma": _round(log(high / low) / BELL),
    }


def zipf(sample: list[float]) -> Fit:
    """Find the exponent and shift whose shares are nearest, rank by rank."""
    shares = np.cumsum(np.sort(sample)[::-1]) / sum(sample)
    ranks = np.arange(1, len(sample) + 1)

    def distance(sixteenths: int, shift: int) -> float:
        weights = 1.0 / (ranks + shift) ** (sixteenths / 16)
        return float(np.abs(np.cumsum(weights) / weights.sum() - shares).max())

    grid = [(e, s) for e in range(4, 41) for s in (0, 1, 2, 3, 4, 6, 8, 12, 16, 24)]
    best = min(grid, key=lambda pair: distance(*pair))
    return {"kind": "zipf", "sixteenths": best[0], "shift": best[1]}


def grain(amounts: list[float]) -> Fit:
    """Count to which power of ten of a cent amounts are round, up to a hundred thousand."""
    return counts([_grain(round(amount * 100)) for amount in amounts], most=8)


def _grain(cents: int) -> float:
    power = 1
    while cents and cents % 10 == 0 and power < 8:
        cents, power = cents // 10, power + 1
    return power


def first_digits(amounts: list[float]) -> Fit:
    return counts([float(f"{amount:e}"[0]) for amount in amounts], most=9)


def entries(data: Path) -> list[Entry]:
    """Fit everything."""
    return [*_procurement(data), *_missing(data), *_payments(data), *_register(data)]


def _procurement(data: Path) -> list[Entry]:
    malta, ted, euskadi = reality.malta(data), reality.ted(data), reality.euskadi(data)
    armenia, mexico, portugal = reality.armenia(data), reality.mexico(data), reality.portugal(data)
    paraguay = reality.paraguay(data)
    made = _Maker("procurement")
    made.counts("bidders.open", "bidders", "malta_proact", malta["bidders.open"], MOST_BIDDERS)
    for method in ("selective", "limited"):
        made.counts(f"bidders.{method}", "bidders", "ted", ted[f"bidders.{method}"], 12)
    for kind in ("goods", "services"):
        made.add(f"value.{kind}", "EUR", "spain_euskadi", euskadi[f"value.{kind}"], lognormal)
    made.add("value.works", "EUR", "portugal_base", portugal["estimate"], lognormal)
    for count in range(1, 11):
        sample = [value for value in portugal[f"award_rate.{count}"] if value >= LEAST_RATE]
        made.add(f"award_rate.{count}", "share", "portugal_base", sample, quantiles)
    gaps = [gap for gap in armenia["higher_gap"] if gap <= LARGEST_GAP]
    made.add("higher_gap", "share", "ocds/armenia", gaps, quantiles)
    for name, source, sample in (
        ("submission_days.open", "portugal_base", portugal["submission_days"]),
        ("submission_days.selective", "ted", ted["submission_days"]),
        ("submission_days.limited", "paraguay_dncp_2025", paraguay["submission_days.direct"]),
        ("decision_days", "ocds/armenia", armenia["decision_days"]),
        ("signing_days", "spain_euskadi", euskadi["signing_days"]),
        ("contract_days.works", "portugal_base", portugal["contract_days"]),
        ("contract_days.others", "ocds/mexico", mexico["contract_days"]),
        ("payment_days", "ocds/mexico", mexico["payment_days"]),
    ):
        made.add(name, "days", source, sample, quantiles)
    big = [value for value in portugal["final_rate"] if 0.05 < abs(value - 1) <= 1]
    made.add("changed_rate.works", "share", "portugal_base", big, quantiles)
    other = [value for value in ted["change_rate"] if abs(value - 1) > 0.001]
    made.add("changed_rate.others", "share", "ted", other, quantiles)
    made.add("paid_share", "share", "ocds/mexico", mexico["paid_share"], quantiles)
    changed = [float(abs(value - 1) > 0.05) for value in portugal["final_rate"]]
    made.add("changed.works", "share", "portugal_base", changed, rate)
    published = [
        value
        for name in ("mexico_inai", "mexico_cdmx", "paraguay", "colombia")
        for value in omissions.gaps(data)[name]["amended"]
    ]
    made.add("changed.others", "share", "ocds", published, rate)
    made.add("unsuccessful", "share", "ted", ted["unsuccessful"], rate)
    made.add("cancelled", "share", "paraguay_dncp_2025", paraguay["cancelled"], rate)
    made.add("buyers", "rank", "spain_euskadi", euskadi["awards_of_buyer"], zipf)
    made.add("suppliers", "rank", "malta_proact", malta["wins"], zipf)
    made.add("paid", "share", "ocds/mexico", mexico["is_paid"], rate)
    made.counts("payments", "payments", "ocds/mexico", mexico["payments"], 8)
    made.add("grain.estimate", "power of ten", "portugal_base", portugal["estimate"], grain)
    made.add("grain.price", "power of ten", "portugal_base", portugal["price"], grain)
    made.add("first_digit", "digit", "malta_proact", malta["price"], first_digits)
    return made.entries


def _missing(data: Path) -> list[Entry]:
    made = _Maker("procurement")
    pooled: dict[str, list[float]] = {}
    for samples in (*omissions.gaps(data).values(), omissions.missing_counts(data)):
        for name, sample in samples.items():
            pooled.setdefault(name, []).extend(sample)
    for name in omissions.FIELDS:
        made.add(f"missing.{name}", "share", "", pooled[name], rate)
    return made.entries


def _payments(data: Path) -> list[Entry]:
    oxford, transfers = reality.oxford(data), reality.transfers(data)
    made = _Maker("payments", folder="")
    source = "public/fiscal/oxford_over500_apr-jun-2017.csv"
    made.add("amount", "GBP", source, oxford["amount"], quantiles)
    middle = float(np.median(transfers["amount"]))
    relative = [amount / middle for amount in transfers["amount"]]
    made.add("transfer", "multiple of the median", "aml/amlgentex", relative, quantiles)
    made.add("negative", "share", source, oxford["is_negative"], rate)
    made.counts("weekday", "day of the week", source, [d + 1 for d in oxford["weekday"]], 7)
    made.add("grain", "power of ten", source, oxford["amount"], grain)
    made.add("first_digit", "digit", source, oxford["amount"], first_digits)
    made.add("of_supplier", "payments", source, oxford["payments_of_supplier"], quantiles)
    made.add("suppliers", "rank", source, oxford["payments_of_supplier"], zipf)
    made.add("payees", "accounts", "aml/amlgentex", transfers["payees"], quantiles)
    made.add("payers", "accounts", "aml/amlgentex", transfers["payers"], quantiles)
    return made.entries


def _register(data: Path) -> list[Entry]:
    made = _Maker("register", folder="")
    entity = reality.owners(data)["is_entity"]
    made.add("owner_is_firm", "share", "entities/bo", entity, rate)
    shared = reality.shared_contacts(data)["is_shared"]
    made.add("shared_contact", "share", "procurement/ocds/armenia", shared, rate)
    return made.entries


class _Maker:
    """Collects the entries of one part."""

    def __init__(self, part: str, *, folder: str = "procurement/") -> None:
        self.part, self.folder = part, folder
        self.entries: list[Entry] = []

    def add(
        self,
        name: str,
        unit: str,
        files: str,
        sample: list[float],
        fit: Callable[[list[float]], Fit],
    ) -> None:
        folder = (self.folder + files).rstrip("/")
        entry = Entry(f"{self.part}.{name}", unit, folder, len(sample), fit(sample))
        self.entries.append(entry)

    def counts(self, name: str, unit: str, files: str, sample: list[float], most: int) -> None:
        self.add(name, unit, files, sample, lambda values: counts(values, most=most))


def write(data: Path) -> None:
    """Put the fits into calibration.toml."""
    measured = datetime.now(tz=UTC).date().isoformat()
    lines = [
        "# Written by bench/fit.py from published files: facts about them, and nothing of them.",
        "# `files` is a folder of published files, `n` how many records were measured.",
    ]
    for entry in entries(data):
        facts = {"unit": entry.unit, "files": entry.files, "n": entry.n, "measured": measured}
        lines += ["", f"[{entry.path}]"]
        lines += [f"{name} = {_toml(value)}" for name, value in {**facts, **entry.fit}.items()]
    FITS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _toml(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_toml(one) for one in value)}]"
    return f'"{value}"' if isinstance(value, str) else repr(value)


def _round(value: float) -> float:
    """Keep four digits."""
    return float(f"{value:.4g}")


def table(simulated: Samples, real: dict[str, Samples]) -> str:
    """Write the distances, and the shares that are compared, as Markdown."""
    head = "| What | Simulated n | Published file | n | Distance |\n|---|--:|---|--:|--:|"
    lines = [
        f"| {row.title} | {len(simulated[row.name]):,} | {where} | {n:,} | {far:.2f} |"
        for row, where, n, far in distances(simulated, real)
    ]
    lines += ["", "| Share of the records | Simulated | Published files |", "|---|--:|--:|"]
    measured = calibration.load().procurement
    for name, title in RATES:
        share = measured.missing[name.removeprefix("missing.")].share
        lines.append(f"| {title} | {np.mean(simulated[name]):.0%} | {share:.0%} |")
    ones = [one == 1 for one in simulated["bidders.open"]]
    single = measured.bidders["open"].weights[0]
    lines.append(f"| Open lot with a single bid | {np.mean(ones):.0%} | {single:.0%} |")
    for kind in ("works", "others"):
        share = measured.changed[kind].share
        title = f"Contract whose value changes, {kind}"
        lines.append(f"| {title} | {np.mean(simulated[f'is_changed.{kind}']):.0%} | {share:.0%} |")
    register = calibration.load().register
    for name, title, share in (
        ("owner_is_firm", "Owner that is a firm", register.owner_is_firm.share),
        ("shared_contact", "Bidder with another's e-mail address", register.shared_contact.share),
    ):
        lines.append(f"| {title} | {np.mean(simulated[name]):.0%} | {share:.0%} |")
    for name, title, model in (
        ("estimate", "Estimate in whole thousands", real["portugal"]["estimate"]),
        ("price", "Price in whole hundreds", real["portugal"]["price"]),
    ):
        unit = 1000 if name == "estimate" else 100
        ours, theirs = (np.mean([x % unit == 0 for x in xs]) for xs in (simulated[name], model))
        lines.append(f"| {title} | {ours:.0%} | {theirs:.0%} |")
    ours, theirs = (_benford(prices) for prices in (simulated["price"], real["malta"]["price"]))
    lines.append(f"| First digits away from Benford's law, mean | {ours:.1%} | {theirs:.1%} |")
    for name, who in (("wins", "suppliers"), ("awards_of_buyer", "buyers")):
        ours, theirs = (_top(sample[name]) for sample in (simulated, real["euskadi"]))
        lines.append(f"| Contracts of the busiest tenth of {who} | {ours:.0%} | {theirs:.0%} |")
    return "\n".join([head, *lines])


def _benford(amounts: list[float]) -> float:
    """Give the mean difference of the shares of first digits from those of Benford's law."""
    seen = Counter(f"{amount:e}"[0] for amount in amounts)
    return float(
        np.mean([abs(seen[str(d)] / len(amounts) - log10(1 + 1 / d)) for d in range(1, 10)])
    )


def _top(counted: list[float]) -> float:
    ordered = sorted(counted, reverse=True)
    return sum(ordered[: max(1, len(ordered) // 10)]) / sum(ordered)


def illustrate(simulated: Samples, real: dict[str, Samples]) -> None:
    """Write the pictures, and the table into the page."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, drawn in pictures(simulated, real).items():
        (PICTURES / f"{name}.svg").write_text(drawn, encoding="utf-8")
    before, _, after = PAGE.read_text(encoding="utf-8").split(TABLE)
    text = f"{before}{TABLE}\n\n{table(simulated, real)}\n\n{TABLE}{after}"
    PAGE.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--pictures", action="store_true")
    args = parser.parse_args()
    if args.write:
        write(args.data)
        return
    simulated, real = country(seeds=SEEDS, processes=PROCESSES), real_samples(args.data)
    print(table(simulated, real))
    if args.pictures:
        illustrate(simulated, real)


if __name__ == "__main__":
    main()
