"""What is planted in some processes, how often, and in which.

A scheme says what it needs (a `Wish`), then changes the story and names the parties concerned.
"""

from __future__ import annotations

from dataclasses import dataclass

from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.basis.markets import FUEL
from euthyna.simulation.country import (
    bidding,
    collusion,
    delivery,
    favours,
    innocence,
)
from euthyna.simulation.country.playing import Scene, Scheme, needs
from euthyna.simulation.country.population import BLOCK, Country
from euthyna.simulation.country.stories import DAYS, Story

_PLAN, _EPISODE, _LEVEL = 201, 202, 203
"""Purposes of random streams."""

SCHEMES: tuple[Scheme, ...] = (
    Scheme(
        "award-after-failed-tender", 2, favours.failed_wish, favours.failed, "block", (70, 150), rejects=True
    ),
    Scheme("split-purchases", 5, favours.split_wish, favours.split, "block", (1, 7)),
    Scheme(
        "innocent-seasonal-purchases", 3, innocence.seasonal_wish, innocence.seasonal, "block",
        (1, 6),
    ),
    Scheme("bid-rotation", 4, collusion.rotation_wish, collusion.rotation, "cast"),
    Scheme("cover-bidding", 4, collusion.cover_wish, collusion.cover, "cast"),
    Scheme("bid-suppression", 4, collusion.suppression_wish, collusion.suppression, "cast"),
    Scheme("market-sharing", 4, collusion.sharing_wish, collusion.sharing, "cast"),
    Scheme("shared-contacts", 3, collusion.pair_wish, collusion.shared, "cast"),
    Scheme("heterogeneous-supplier", 6, collusion.generalist_wish, collusion.everywhere, "cast"),
    Scheme("always-loses", 5, collusion.loser_wish, collusion.loses, "cast"),
    Scheme(
        "excessive-disqualification", 5, favours.harsh_wish, favours.disqualifies, "cast",
        rejects=True,
    ),
    Scheme("repeated-direct-awards", 5, favours.repeated_wish, favours.repeated, "cast"),
    Scheme(
        "tailored-specification", 2, favours.tailored_wish, favours.tailored, rejects=True
    ),
    Scheme("short-submission-period", 1, needs(least=2), favours.short_period),
    Scheme("single-bid", 2, needs(least=1, lots=False), bidding.single_bid, rejects=True),
    Scheme(
        "all-but-winner-disqualified", 1, needs(least=3, lots=False), bidding.all_but_winner,
        rejects=True,
    ),
    Scheme("lowest-bid-disqualified", 1, needs(least=3), bidding.lowest_out, rejects=True),
    Scheme("identical-bid-prices", 2, needs(least=3), bidding.identical, rejects=True),
    Scheme("price-close-to-winner", 2, needs(least=2), bidding.close, rejects=True),
    Scheme("heavily-discounted", 1, needs(least=2), bidding.discounted, rejects=True),
    Scheme("late-bid-won", 1, needs(least=2), bidding.late),
    Scheme("change-orders-after-low-bid", 2, needs("signed", least=2), delivery.change_orders,
           rejects=True),
    Scheme("contract-above-award", 1, needs(least=2), delivery.dearer_contract),
    Scheme("early-amendment", 1, needs("signed", least=2), delivery.early_amendment),
    Scheme("signed-before-award", 1, needs("signed", "awarded", least=2), delivery.signed_early),
    Scheme("payments-exceed-contract", 1, needs(least=2), delivery.overpaid),
    Scheme("innocent-emergency", 1, needs(method="limited", least=1), innocence.emergency),
    Scheme(
        "innocent-fixed-prices", 1, needs("description", division=FUEL, least=2),
        innocence.fixed_prices, rejects=True,
    ),
    Scheme("innocent-neighbours", 1, innocence.neighbours_wish, innocence.neighbours, "cast"),
    Scheme("innocent-only-maker", 1, needs(method="direct"), innocence.only_maker),
    Scheme("innocent-correction", 1, needs("signed", least=2), innocence.correction),
    Scheme("innocent-flood-change", 1, needs("signed", least=2), innocence.flood_change),
    Scheme(
        "innocent-small-market", 3, innocence.small_market_wish, innocence.small_market, "cast"
    ),
)  # fmt: skip
"""Names that begin with ``innocent-`` mark what only looks like a scheme."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A process in which a scheme is planted."""

    scheme: Scheme
    turn: int
    number: int
    """Of the process."""
    first: int
    """The number of the first process of the block that has this scheme."""


def plan(country: Country, *, block: int) -> dict[int, Slot]:
    """Choose the processes of a block in which schemes are planted.

    Parameters
    ----------
    country
        Whose seed decides.
    block
        Which block of 250 processes.

    Returns
    -------
    dict of int to Slot
        By process number. In a last block that is not full some schemes may be left out.
    """
    first = block * BLOCK
    draws = Draws(country.seed, country.province, _PLAN, block)
    free = draws.shuffled(range(first, first + BLOCK))
    slots: dict[int, Slot] = {}
    for scheme in SCHEMES:
        numbers = free[: scheme.per_block]
        if scheme.spread[1]:
            numbers = _spread(country, draws, free, scheme)
        free = [number for number in free if number not in numbers]
        numbers.sort()
        for turn, number in enumerate(numbers):
            slots[number] = Slot(scheme, turn, number, numbers[0])
    return slots


def _spread(country: Country, draws: Draws, free: list[int], scheme: Scheme) -> list[int]:
    """Choose processes that follow each other in days; none where the country is too small."""
    low, high = (max(1, days * country.processes // DAYS) for days in scheme.spread)
    last = min(country.processes, (min(free) // BLOCK + 1) * BLOCK) - 1
    room = set(free)
    high = min(high, (BLOCK - 1) // scheme.per_block)
    for start in free:
        numbers = [start]
        for _ in range(scheme.per_block - 1):
            numbers.append(numbers[-1] + draws.between(min(low, high), high))
        if numbers[-1] <= last and room.issuperset(numbers):
            return numbers
    return []


def scene(country: Country, draws: Draws, *, slot: Slot, earlier: Story | None) -> Scene:
    """Set the scene for a planned process.

    Parameters
    ----------
    country, draws
        Who there is, and where chance comes from.
    slot
        What is planned.
    earlier
        The first story of the same scheme in the same block, if this is not the first.

    Returns
    -------
    Scene
        With the cast of this block.
    """
    casts, block = len(country.casts), slot.number // BLOCK
    key = (country.seed, country.province)
    identity = (SCHEMES.index(slot.scheme), _identity(country, slot))
    blocks = -(-country.processes // BLOCK)
    mine = (blocks - 1 - block % casts) // casts + 1
    return Scene(
        country=country,
        cast=country.casts[block % casts],
        draws=draws,
        episode=Draws(*key, _EPISODE, *identity),
        level=Draws(*key, _LEVEL, *identity).between(1, 3),
        turn=slot.turn,
        past=block // casts * slot.scheme.per_block + slot.turn,
        total=mine * slot.scheme.per_block,
        number=slot.number,
        earlier=earlier,
    )


def _identity(country: Country, slot: Slot) -> int:
    """Give a number that all processes of one instance share."""
    block = slot.number // BLOCK
    spans = {"process": slot.number, "block": block, "cast": block % len(country.casts)}
    return spans[slot.scheme.span]


def instance(country: Country, slot: Slot) -> str:
    """Name the instance that a planned process belongs to."""
    return f"{slot.scheme.name}-{_identity(country, slot) + 1}"
