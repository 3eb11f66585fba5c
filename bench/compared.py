"""What of the simulated country is compared with which published file, and how near it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import reality
from pictures import Curve, Panel, picture
from simulated import Samples, distance

LARGEST_GAP = 1.0
"""A bid more than twice as high as the lowest is more often a slip than a bid."""
LEAST_RATE = 0.4
"""A price below that share of the estimate is more often that of one lot of several."""


@dataclass(frozen=True)
class Compared:
    """One distribution of the simulated country beside real ones."""

    name: str
    """Of the simulated sample."""
    title: str
    unit: str
    real: tuple[tuple[str, str, str], ...]
    """What to call it, its function in `reality`, its name there; the first is the model."""
    limit: float | None
    """The largest distance allowed from the model; none where it is only shown."""
    low: float
    high: float
    chart: str
    """The picture that shows it."""
    logarithmic: bool = False
    tail: bool = False


MALTA, PORTUGAL, EUSKADI = "Malta", "Portugal, works", "Basque Country"
COMPARED = (
    Compared(
        "bidders.open",
        "Bidders for a lot, open procedure",
        "bidders",
        (
            (MALTA, "malta", "bidders.open"),
            ("EU notices", "ted", "bidders.open"),
            (PORTUGAL, "portugal", "bidders.open"),
        ),
        0.15,
        1,
        20,
        "competition",
    ),
    Compared(
        "award_rate.few",
        "Lowest bid of 3 to 5, in the estimate",
        "share of the estimate",
        ((PORTUGAL, "portugal", "award_rate.few"),),
        0.15,
        0.4,
        1.2,
        "competition",
    ),
    Compared(
        "higher_gap",
        "How much other bids exceed the lowest",
        "share of the lowest bid",
        (("Armenia", "armenia", "higher_gap"),),
        0.12,
        0,
        1,
        "competition",
    ),
    Compared(
        "wins",
        "Contracts that a supplier wins",
        "contracts (or more)",
        ((MALTA, "malta", "wins"), (EUSKADI, "euskadi", "wins"), ("Paraguay", "paraguay", "wins")),
        0.2,
        1,
        1000,
        "concentration",
        logarithmic=True,
        tail=True,
    ),
    Compared(
        "awards_of_buyer",
        "Contracts that a buyer awards",
        "contracts (or more)",
        (
            (EUSKADI, "euskadi", "awards_of_buyer"),
            (MALTA, "malta", "awards_of_buyer"),
            ("Paraguay", "paraguay", "awards_of_buyer"),
        ),
        0.22,
        1,
        1000,
        "concentration",
        logarithmic=True,
        tail=True,
    ),
    *(
        Compared(
            f"value.{kind}",
            f"Estimate of an open tender, {kind}",
            "euros",
            ((where, function, name),),
            limit,
            1e3,
            1e8,
            "money",
            logarithmic=True,
        )
        for kind, where, function, name, limit in (
            ("goods", EUSKADI, "euskadi", "value.goods", 0.15),
            ("services", EUSKADI, "euskadi", "value.services", 0.15),
            ("works", "Portugal", "portugal", "estimate", 0.15),
        )
    ),
    Compared(
        "submission_days.open",
        "Days to hand in a bid, open procedure",
        "days",
        (
            (PORTUGAL, "portugal", "submission_days"),
            ("Paraguay", "paraguay", "submission_days.open"),
            ("EU notices", "ted", "submission_days"),
        ),
        0.15,
        0,
        80,
        "time",
    ),
    Compared(
        "decision_days",
        "Days from the deadline to the award",
        "days",
        (("Armenia", "armenia", "decision_days"), (MALTA, "malta", "decision_days")),
        0.2,
        0,
        200,
        "time",
    ),
    Compared(
        "signing_days",
        "Days from the award to the signature",
        "days",
        ((EUSKADI, "euskadi", "signing_days"),),
        0.15,
        0,
        80,
        "time",
    ),
    Compared(
        "contract_days.works",
        "Length of a contract for works",
        "days",
        (("Portugal", "portugal", "contract_days"),),
        0.2,
        0,
        1000,
        "time",
    ),
    Compared(
        "contract_days.others",
        "Length of other contracts",
        "days",
        (("Mexico", "mexico", "contract_days"),),
        0.2,
        0,
        1500,
        "time",
    ),
    Compared(
        "payment_days",
        "Days from the signature to the first payment",
        "days",
        (("Mexico", "mexico", "payment_days"),),
        0.2,
        0,
        300,
        "time",
    ),
    *(
        Compared(
            name,
            title,
            "accounts (or more)",
            (
                ("AMLGentex", "transfers", name),
                ("AMLSim", "transfers", f"{name}.amlsim"),
            ),
            0.4,
            1,
            1000,
            "payments",
            logarithmic=True,
            tail=True,
        )
        for name, title in (
            ("payees", "Accounts that an account pays"),
            ("payers", "Accounts that pay an account"),
        )
    ),
    Compared(
        "payments_of_payee",
        "Payments that a payee gets in a quarter",
        "payments (or more)",
        (("Oxford", "oxford", "payments_of_supplier"),),
        0.25,
        1,
        1000,
        "payments",
        logarithmic=True,
        tail=True,
    ),
    Compared(
        "spending",
        "What a public body pays at once",
        "euros or pounds",
        (("Oxford", "oxford", "amount"),),
        None,
        10,
        1e7,
        "payments",
        logarithmic=True,
    ),
)
RATES = (
    ("missing.planning", "Process without a plan"),
    ("missing.count", "Tender without the number of bidders"),
    ("missing.description", "Tender without a description"),
    ("missing.criteria", "Tender without award criteria"),
    ("missing.estimate", "Tender without an estimate"),
    ("missing.awarded", "Award without a date"),
    ("missing.signed", "Contract without a date of signature"),
    ("missing.contacts", "Party without telephone and e-mail"),
)


def real_samples(data: Path) -> dict[str, Samples]:
    """Read all sources that are compared, by function."""
    wanted = {function for row in COMPARED for _, function, _ in row.real}
    found: dict[str, Samples] = {name: getattr(reality, name)(data) for name in sorted(wanted)}
    armenia, portugal = found["armenia"], found["portugal"]
    armenia["higher_gap"] = [gap for gap in armenia["higher_gap"] if gap <= LARGEST_GAP]
    few = portugal["award_rate.few"]
    portugal["award_rate.few"] = [rate for rate in few if rate >= LEAST_RATE]
    return found


def distances(
    simulated: Samples, real: dict[str, Samples]
) -> Iterator[tuple[Compared, str, int, float]]:
    """Give each real sample's name, size and distance from the simulated one."""
    for row in COMPARED:
        for where, function, name in row.real:
            sample = real[function][name]
            if simulated.get(row.name):
                yield row, where, len(sample), distance(simulated[row.name], sample)


def pictures(simulated: Samples, real: dict[str, Samples]) -> dict[str, str]:
    """Draw all charts, by the name of the picture."""
    panels: dict[str, list[Panel]] = {}
    for row in COMPARED:
        if simulated.get(row.name):
            curves = [Curve("simulated", simulated[row.name])]
            curves += [Curve(where, real[function][name]) for where, function, name in row.real]
            panels.setdefault(row.chart, []).append(
                Panel(row.title, row.unit, curves, row.low, row.high, row.logarithmic, row.tail)
            )
    return {name: picture(found) for name, found in panels.items()}
