"""What is planted in some processes, and the innocent look-alikes that only resemble it.

A scheme says what it needs (a `Wish`), then changes the story and names the parties concerned.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.basis.markets import DIRECT_THRESHOLD, DIVISIONS, FUEL, MAIN_CURRENCY
from euthyna.simulation.country.population import (
    BLOCK,
    LINKS,
    Cast,
    Country,
    Organisation,
    favourite_division,
    pair_division,
)
from euthyna.simulation.country.stories import Amendment, Contest, Story, Wish, start_of

Parties = tuple[Organisation, ...]

_PLAN, _EPISODE = 201, 202
"""Purposes of random streams."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a scheme is played."""

    country: Country
    cast: Cast
    draws: Draws
    episode: Draws
    """The same numbers for every process of one scheme in one block."""
    turn: int
    """How many processes of the block have had this scheme already."""
    past: int
    """How many times this cast has played it already, in all blocks."""
    first: int
    """The number of the first process of the block that has this scheme."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """Something to plant."""

    name: str
    per_block: int
    """In how many of 250 processes it is planted."""
    wish: Callable[[Scene], Wish]
    plant: Callable[[Scene, Story], Parties]
    """Changes the story; gives the parties concerned."""
    adjacent: bool = False
    """Whether its processes follow each other; such schemes come first in `SCHEMES`."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A process in which a scheme is planted."""

    scheme: Scheme
    turn: int
    first: int


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
    free = Draws(country.seed, country.province, _PLAN, block).shuffled(range(first, first + BLOCK))
    slots: dict[int, Slot] = {}
    for scheme in SCHEMES:
        numbers = _adjacent(free, scheme) if scheme.adjacent else free[: scheme.per_block]
        free = [number for number in free if number not in numbers]
        numbers.sort()
        for turn, number in enumerate(numbers):
            slots[number] = Slot(scheme, turn, numbers[0])
    return slots


def _adjacent(free: list[int], scheme: Scheme) -> list[int]:
    highest = max(free) - scheme.per_block + 1
    first = min(free[0], highest)
    return list(range(first, first + scheme.per_block))


def scene(country: Country, draws: Draws, *, slot: Slot, block: int) -> Scene:
    """Set the scene for a planned process.

    Parameters
    ----------
    country, draws
        Who there is, and where chance comes from.
    slot
        What is planned.
    block
        The block in which it is planned.

    Returns
    -------
    Scene
        With the cast of this block.
    """
    casts = country.casts
    return Scene(
        country=country,
        cast=casts[block % len(casts)],
        draws=draws,
        episode=Draws(country.seed, country.province, _EPISODE, block, SCHEMES.index(slot.scheme)),
        turn=slot.turn,
        past=block // len(casts) * slot.scheme.per_block + slot.turn,
        first=slot.first,
    )


def _open(least: int) -> Callable[[Scene], Wish]:
    return lambda _: Wish("open", least=least)


def _winner(story: Story) -> Parties:
    return (story.contest.winner,) if story.contest.winner else ()


def _both(story: Story) -> Parties:
    return (story.buyer, *_winner(story))


def _short_period(at: Scene, story: Story) -> Parties:
    story.submission_minutes = at.draws.between(1, 4) * 1440
    return _both(story)


def _single_bid(at: Scene, story: Story) -> Parties:
    contest = story.contest
    del contest.bids[1:]
    contest.bids[0].cents = int(contest.estimate * (0.985 + 0.015 * at.draws.uniform()))
    contest.settle()
    return _both(story)


def _all_but_winner(_: Scene, story: Story) -> Parties:
    story.contest.settle()
    for bid in story.contest.bids[1:]:
        bid.status = "disqualified"
    return _both(story)


def _lowest_out(_: Scene, story: Story) -> Parties:
    lowest, second = story.contest.bids[:2]
    second.cents = max(second.cents, lowest.cents * 102 // 100)
    lowest.status = "disqualified"
    story.contest.settle()
    return (lowest.bidder, *_winner(story))


def _identical(_: Scene, story: Story) -> Parties:
    lowest, second, third = story.contest.bids[:3]
    second.cents = third.cents = max(third.cents, lowest.cents * 103 // 100)
    story.contest.settle()
    return (second.bidder, third.bidder)


def _close(at: Scene, story: Story) -> Parties:
    winner, second = story.contest.bids[:2]
    second.cents = winner.cents + max(1, winner.cents * at.draws.between(10, 50) // 10_000)
    story.contest.settle()
    story.rated = False
    return (winner.bidder, second.bidder)


def _discounted(at: Scene, story: Story) -> Parties:
    winner, second = story.contest.bids[:2]
    winner.cents = max(1, second.cents * at.draws.between(45, 60) // 100)
    story.contest.settle()
    return (winner.bidder,)


def _late(at: Scene, story: Story) -> Parties:
    story.contest.settle()
    story.contest.bids[0].late = at.draws.between(30, 2 * 1440)
    return _both(story)


def _rotation(at: Scene, story: Story) -> Parties:
    chosen = at.cast.ring[at.past % len(at.cast.ring)]
    price = min(bid.cents for bid in story.contest.bids)
    for bid in story.contest.bids:
        cover = 0 if bid.bidder is chosen else at.draws.between(30, 90)
        bid.cents = price + price * cover // 1000
    story.contest.settle()
    return at.cast.ring


def _split_wish(at: Scene) -> Wish:
    country, episode = at.country, at.episode
    division = episode.index(country.division_weights)
    supplier = country.markets[division].suppliers[episode.between(0, 5)]
    buyer = country.buyers[episode.index(country.buyer_weights)]
    return Wish("direct", division=division, buyer=buyer, bidders=(supplier,))


def _split(at: Scene, story: Story) -> Parties:
    rate = at.draws.between(900, 995)
    story.currency = MAIN_CURRENCY
    story.start = start_of(at.country, at.first) + at.turn * 4 * 1440 + 9 * 60
    story.decision_days = 2
    story.rationale = "Value below the threshold for direct purchase."
    story.estimate = story.contest.estimate = DIRECT_THRESHOLD * rate // 1000
    story.contest.price = story.estimate
    return _both(story)


def _repeated(at: Scene, story: Story) -> Parties:
    story.currency = MAIN_CURRENCY
    story.estimate = story.contest.estimate = at.draws.between(80, 390) * 10_000
    story.contest.price = story.estimate - at.draws.between(0, 9_999)
    story.rationale = None
    return _both(story)


def _dearer_contract(at: Scene, story: Story) -> Parties:
    story.contest.contract_rate = at.draws.between(1150, 1400)
    return _both(story)


def _early_amendment(at: Scene, story: Story) -> Parties:
    rate = at.draws.between(1200, 1450)
    change = Amendment(at.draws.between(1, 9), rate, "Additional works found necessary.")
    story.contest.amendments = [change]
    return _both(story)


def _signed_early(at: Scene, story: Story) -> Parties:
    story.decision_days = max(story.decision_days, 21)
    story.contest.signing_days = -at.draws.between(3, 20)
    return _both(story)


def _overpaid(at: Scene, story: Story) -> Parties:
    story.decision_days = min(story.decision_days, 20)
    story.contest.payments = [(20, 500), (45, 400), (70, at.draws.between(220, 400))]
    return _both(story)


def _pair_wish(at: Scene) -> Wish:
    return _pair_bids(at, at.turn % (len(LINKS) - 1))


def _neighbours_wish(at: Scene) -> Wish:
    return _pair_bids(at, len(LINKS) - 1)


def _pair_bids(at: Scene, place: int) -> Wish:
    division = pair_division(at.cast.division, place)
    return Wish("open", division=division, bidders=at.cast.pairs[place], least=3)


def _shared(at: Scene, _: Story) -> Parties:
    return at.cast.pairs[at.turn % (len(LINKS) - 1)]


def _generalist_wish(at: Scene) -> Wish:
    division = at.past % len(DIVISIONS)
    return Wish("open", division=division, bidders=(at.cast.generalist,), least=2)


def _everywhere(at: Scene, story: Story) -> Parties:
    _place(story.contest, at.cast.generalist, story.contest.bids[0].cents * 97 // 100)
    return (at.cast.generalist,)


def _place(contest: Contest, bidder: Organisation, cents: int) -> None:
    """Give `bidder` the price `cents` and settle again."""
    for bid in contest.bids:
        if bid.bidder is bidder:
            bid.cents = max(1, cents)
    contest.settle()


def _loser_wish(at: Scene) -> Wish:
    return Wish("open", division=at.cast.division, bidders=(at.cast.loser,), least=3)


def _loses(at: Scene, story: Story) -> Parties:
    bids = story.contest.bids
    wins = at.past % 25 == 24
    price = bids[0].cents * 98 // 100 if wins else bids[-1].cents * 105 // 100
    _place(story.contest, at.cast.loser, price)
    return (at.cast.loser,)


def _harsh_wish(at: Scene) -> Wish:
    return Wish("open", buyer=at.cast.harsh, least=4)


def _disqualifies(_: Scene, story: Story) -> Parties:
    for bid in story.contest.bids[2:]:
        bid.status = "disqualified"
    return (story.buyer,)


def _emergency(_: Scene, story: Story) -> Parties:
    story.submission_minutes = 2 * 1440
    story.decision_days = 1
    story.contest.signing_days = 1
    story.rationale = "Extreme urgency after the flood of the Dran: the declaration is attached."
    return _both(story)


def _fixed_prices(_: Scene, story: Story) -> Parties:
    for bid in story.contest.bids:
        bid.cents = story.contest.bids[0].cents
    story.remark = "The price is fixed by the energy regulator; delivery terms decide."
    story.contest.settle()
    return tuple(bid.bidder for bid in story.contest.bids)


def _only_maker(_: Scene, story: Story) -> Parties:
    story.rationale = "Only the maker may maintain the licensed system; market survey attached."
    return _both(story)


def _correction(_: Scene, story: Story) -> Parties:
    change = Amendment(3, 1000, "Correction of a clerical error in the bank details.")
    story.contest.amendments = [change]
    return _both(story)


SCHEMES: tuple[Scheme, ...] = (
    Scheme("split-purchases", 5, _split_wish, _split, adjacent=True),
    Scheme("short-submission-period", 2, _open(2), _short_period),
    Scheme("single-bid", 2, _open(1), _single_bid),
    Scheme("all-but-winner-disqualified", 2, _open(3), _all_but_winner),
    Scheme("lowest-bid-disqualified", 2, _open(3), _lowest_out),
    Scheme("identical-bid-prices", 2, _open(3), _identical),
    Scheme("price-close-to-winner", 2, _open(2), _close),
    Scheme("heavily-discounted", 2, _open(2), _discounted),
    Scheme("late-bid-won", 2, _open(2), _late),
    Scheme(
        "bid-rotation",
        4,
        lambda at: Wish("open", division=at.cast.division, bidders=at.cast.ring),
        _rotation,
    ),
    Scheme(
        "repeated-direct-awards",
        5,
        lambda at: Wish(
            "direct",
            division=favourite_division(at.cast.division),
            buyer=at.cast.patron,
            bidders=(at.cast.favourite,),
        ),
        _repeated,
    ),
    Scheme("contract-above-award", 2, _open(2), _dearer_contract),
    Scheme("early-amendment", 2, _open(2), _early_amendment),
    Scheme("signed-before-award", 2, _open(2), _signed_early),
    Scheme("payments-exceed-contract", 2, _open(2), _overpaid),
    Scheme("shared-contacts", 3, _pair_wish, _shared),
    Scheme("heterogeneous-supplier", 6, _generalist_wish, _everywhere),
    Scheme("excessive-disqualification", 8, _harsh_wish, _disqualifies),
    Scheme("always-loses", 8, _loser_wish, _loses),
    Scheme("innocent-emergency", 1, lambda _: Wish("limited", least=1), _emergency),
    Scheme("innocent-fixed-prices", 1, lambda _: Wish("open", FUEL, least=2), _fixed_prices),
    Scheme("innocent-neighbours", 1, _neighbours_wish, lambda at, _: at.cast.pairs[-1]),
    Scheme("innocent-only-maker", 1, lambda _: Wish("direct"), _only_maker),
    Scheme("innocent-correction", 1, _open(2), _correction),
)
"""Names that begin with ``innocent-`` mark what only looks like a scheme."""
