"""What a scheme is: what it needs, how it changes a story, and whom and what it involves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.country import habits
from euthyna.simulation.country.population import Cast, Country, Organisation
from euthyna.simulation.country.stories import Bid, Contest, Story, Wish

Roles = tuple[tuple[str, Organisation], ...]
SELECTIVE = 0.2
"""So many of the contests that any buyer may have are for chosen bidders, as elsewhere."""

Parameters = dict[str, float | int | str]


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a scheme is played."""

    country: Country
    cast: Cast
    draws: Draws
    episode: Draws
    """The same numbers in every process of one instance."""
    level: int
    """How difficult the instance is to find, from 1 to 3; the same in all of its processes."""
    turn: int
    """How many processes of this scheme the block has had already."""
    past: int
    """How many times the cast has played it already, in all blocks."""
    total: int
    """How many times the cast will play it."""
    number: int
    """Of the process."""
    earlier: Story | None = None
    """The first story of the instance, where processes of it follow each other."""


@dataclass(frozen=True, slots=True)
class Played:
    """What a scheme did in one process."""

    roles: Roles
    """The organisations concerned."""
    parameters: Parameters = field(default_factory=dict)
    """How strongly it was played; the same in all processes of an instance."""
    process: str = "process"
    """The role of the process itself."""
    part: str = ""
    """Tells instances of the same cast apart."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """Something to plant."""

    name: str
    """Innocent look-alikes begin with ``innocent-``."""
    per_block: int
    """In how many of 250 processes it is planted."""
    wish: Callable[[Scene], Wish]
    plant: Callable[[Scene, Story], Played]
    """Changes the story."""
    span: str = "process"
    """What makes one instance: a process, a block of processes, or all that a cast does."""
    spread: tuple[int, int] = (0, 0)
    """How many days there are, at least and at most, from one process of a block to the next; 0
    leaves it to chance. Such schemes come first in `SCHEMES`."""
    rejects: bool = False
    """Whether it decides itself which bids are rejected."""


def needs(
    *gaps: str,
    method: str = "open",
    division: int | None = None,
    least: int = 0,
    lots: bool = True,
) -> Callable[[Scene], Wish]:
    """Wish for a process with any buyer and any bidders, without some of the gaps."""
    wish = Wish(method, division=division, least=least, lots=lots, keeps=frozenset(gaps))
    selective = replace(wish, method="selective")

    def choose(at: Scene) -> Wish:
        return selective if method == "open" and at.draws.chance(SELECTIVE) else wish

    return choose


def winners(story: Story, *, role: str = "winner") -> Roles:
    """Give the winner of the first contest."""
    return ((role, story.contest.winner),) if story.contest.winner else ()


def both(story: Story) -> Roles:
    """Give the buyer and the winner of the first contest."""
    return (("buyer", story.buyer), *winners(story))


def place(contest: Contest, bidder: Organisation, cents: int) -> None:
    """Give `bidder` the price `cents` and settle again."""
    for bid in contest.bids:
        if bid.bidder is bidder:
            bid.cents = max(1, cents)
            bid.status = "valid"
    contest.settle()


def ask(draws: Draws, cents: int, *, above: int = 0) -> int:
    """Round a price as bidders do, unless it would not be above another one then."""
    rounded = habits.price(draws, cents)
    return rounded if rounded > above else cents


def cheapest(at: Scene, contest: Contest, chosen: Organisation, level: float) -> int:
    """Let `chosen` win at `level` of the estimate; give the price."""
    wanted = max(10_000, int(contest.estimate * level))
    price = ask(at.draws, wanted, above=wanted * 97 // 100)
    for bid in contest.bids:
        if bid.bidder is chosen:
            bid.cents, bid.status = price, "valid"
        else:
            bid.cents = max(bid.cents, price * 1005 // 1000)
    contest.settle()
    return price


def others(contest: Contest, chosen: Organisation) -> list[Bid]:
    """Give the bids of all but `chosen`."""
    return [bid for bid in contest.bids if bid.bidder is not chosen]
