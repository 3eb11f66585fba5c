"""Procurement data of an invented country, and what was planted in them.

Numbers that are the same on every machine: see `draws`. Chance may also make, without being
asked, what a scheme plants (a lowest bid disqualified, two equal prices): the ground truth lists
what was planted and is no list of everything that a rule may find.
"""

from __future__ import annotations

import gzip
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

import orjson

from euthyna.base.errors import BadParameterError
from euthyna.base.progress import SILENT, Progress
from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.basis.markets import DIVISIONS
from euthyna.simulation.country.model import Deal
from euthyna.simulation.country.playing import Played, Scene
from euthyna.simulation.country.population import BLOCK, Country, populate
from euthyna.simulation.country.schemes import SCHEMES, Slot, instance, plan, scene
from euthyna.simulation.country.stories import (
    AFTER_FAILURE,
    AFTER_FAILURE_WEIGHTS,
    Story,
    Wish,
    reject,
    start_of,
    tell,
)
from euthyna.simulation.published.blemishes import blemish
from euthyna.simulation.published.deals import deals
from euthyna.simulation.published.faults import EVERY, spoil
from euthyna.simulation.published.notice import Json
from euthyna.simulation.published.ocds import publish

OCID_PREFIX = "ocds-e0sim1"
"""Of no registered publisher."""
MOST = 2**40
"""Above the largest seed and number of processes."""

PROVINCE = 1000
"""Contracting processes in a whole province, which their ids count on."""

FAILURES = 12
"""So many failed processes at most wait for another attempt."""

_STORY, _NOISE = 301, 302
"""Purposes of random streams."""


class Record(NamedTuple):
    """One record that takes part in what was planted."""

    role: str
    kind: str
    """process, award, contract or party."""
    id: str
    """As published; of an award or a contract with the ocid before it, and a slash between."""
    at: int
    """Minutes after midnight of 1 July 2022."""


@dataclass(frozen=True, slots=True)
class Truth:
    """One planted scheme, or innocent look-alike, in one process."""

    scheme: str
    """One of `SCHEME_NAMES`; those that begin with ``innocent-`` only resemble a scheme."""
    ocid: str
    party_ids: tuple[str, ...]
    """The organisations concerned, by their ids in parties; some may take part by staying away."""
    instance: str
    """Processes of the same instance are one scheme of the same people."""
    difficulty: int
    """From 1, which stands out, to 3."""
    parameters: tuple[tuple[str, float | int | str], ...]
    """How strongly it was played."""
    records: tuple[Record, ...]
    """All that take part."""


class Process(NamedTuple):
    """One contracting process as it is published, and what the publisher did not say."""

    release: Json
    truth: Truth | None
    deals: tuple[Deal, ...]


SCHEME_NAMES: tuple[str, ...] = tuple(scheme.name for scheme in SCHEMES)
"""Everything that is planted; in 250 processes each occurs at least once."""


def releases(*, seed: int, processes: int, faults: bool = True) -> Iterator[Json]:
    """Invent contracting processes, one compiled release each.

    Parameters
    ----------
    seed
        Same seed, number and version of Euthyna: the same releases on any machine.
    processes
        How many. The country has as many buyers and suppliers as suits that number.
    faults
        Whether releases are as careless as real ones, and one in 160 has a fault that is typical
        of publishers; most of these are not valid by the schema.

    Yields
    ------
    dict
        An OCDS 1.1 compiled release with the bids, lots and enquiries extensions. Memory does
        not grow with the number.

    Raises
    ------
    BadParameterError
        Where `seed` or `processes` is negative or not below 2**40.

    Examples
    --------
    >>> first = next(releases(seed=1, processes=10))
    >>> first["ocid"], first["tag"]
    ('ocds-e0sim1-1-0000001', ['compiled'])
    """
    _check("seed", seed)
    _check("processes", processes)
    return (process.release for process in _simulate(seed, processes, faults=faults))


def write(
    path: Path,
    *,
    seed: int,
    processes: int,
    faults: bool = True,
    progress: Progress = SILENT,
) -> list[Truth]:
    """Write invented contracting processes as JSON Lines.

    Parameters
    ----------
    path
        The file to write; compressed if its name ends in ``.gz``.
    seed, processes, faults
        As for `releases`.
    progress
        Told after every 250 processes.

    Returns
    -------
    list of Truth
        What was planted, in the order of the file. It is not written anywhere.

    Raises
    ------
    BadParameterError
        As for `releases`.
    OSError
        Where the file cannot be written.
    """
    _check("seed", seed)
    _check("processes", processes)
    planted: list[Truth] = []
    with ExitStack() as stack:
        file = _open(path, stack)
        simulated = _simulate(seed, processes, faults=faults)
        for done, process in enumerate(simulated, 1):
            file.write(orjson.dumps(process.release, option=orjson.OPT_APPEND_NEWLINE))
            if process.truth:
                planted.append(process.truth)
            if done % BLOCK == 0 or done == processes:
                progress.step(f"simulating {path.name}", done, processes)
    return planted


def _check(name: str, number: int) -> None:
    if not 0 <= number < MOST:
        msg = f"{name} = {number} is outside 0..{MOST - 1}; give a number in that range"
        raise BadParameterError(msg)


def _open(path: Path, stack: ExitStack) -> BinaryIO:
    file = stack.enter_context(path.open("wb"))
    if path.suffix != ".gz":
        return file
    # Neither the name nor the time goes into the header: same content, same bytes.
    packed = gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0, compresslevel=6)
    stack.callback(packed.close)
    return cast(BinaryIO, packed)


def _simulate(seed: int, processes: int, *, faults: bool) -> Iterator[Process]:
    country = populate(seed=seed, processes=processes)
    return simulate(country, noise=faults, faults=faults)


def simulate(country: Country, *, noise: bool, faults: bool) -> Iterator[Process]:
    """Invent the contracting processes of a country, or of a part of one.

    Parameters
    ----------
    country
        Who there is.
    noise
        Whether names, ids, dates and currencies are as careless as those of real publishers.
    faults
        Whether one release in 160 has a fault.

    Yields
    ------
    Process
        In the order in which they start.
    """
    due = turn = 0
    memory = _Memory(country)
    for number in range(country.processes):
        process = _process(memory, number)
        if noise:
            draws = Draws(country.seed, country.province, _NOISE, number)
            process = _renamed(process, blemish(process.release, draws))
        due += number % EVERY == EVERY // 2
        # A fault must not hide what was planted, so it waits for an innocent release.
        if faults and due and process.truth is None and spoil(process.release, turn=turn):
            due -= 1
            turn += 1
        yield process


def _renamed(process: Process, ids: dict[str, str]) -> Process:
    """Name parties in the truth by the ids that this release gives them too."""
    if process.truth is None or not ids:
        return process
    more = [r._replace(id=ids[r.id]) for r in process.truth.records if r.id in ids]
    truth = replace(process.truth, records=(*process.truth.records, *more))
    return process._replace(truth=truth)


@dataclass(slots=True)
class _Memory:
    """What has happened so far, as far as it has consequences."""

    country: Country
    slots: dict[int, Slot] = field(default_factory=dict)
    """Of this block."""
    firsts: dict[str, Story] = field(default_factory=dict)
    """By scheme: the first planted story of this block."""
    failed: deque[Story] = field(default_factory=lambda: deque(maxlen=FAILURES))
    """Processes that some buyers will try again."""

    def slot(self, number: int) -> Slot | None:
        """Give what is planned for a process."""
        if number % BLOCK == 0:
            self.slots = plan(self.country, block=number // BLOCK)
            self.firsts.clear()
        return self.slots.get(number)

    def again(self, draws: Draws, number: int) -> Wish | None:
        """Say whether the process is another attempt at one that failed long enough ago."""
        if not self.failed or not draws.chance(0.3):
            return None
        failed = self.failed[0]
        if start_of(self.country, number) < failed.decided + draws.between(15, 60) * 1440:
            return None
        self.failed.popleft()
        return Wish(
            AFTER_FAILURE[draws.index(AFTER_FAILURE_WEIGHTS)],
            division=DIVISIONS.index(failed.division),
            buyer=failed.buyer,
            after=failed,
            planted=False,
        )

    def keep(self, draws: Draws, story: Story) -> None:
        """Remember a failure, if the buyer still needs what it did not get."""
        if story.outcome != "complete" and draws.chance(0.5):
            self.failed.append(story)


def _process(memory: _Memory, number: int) -> Process:
    country = memory.country
    draws = Draws(country.seed, country.province, _STORY, number)
    slot = memory.slot(number)
    if slot is None:
        story = tell(country, draws, number=number, wish=memory.again(draws, number))
        memory.keep(draws, story)
        release = _publish(country, story, draws)
        return Process(release, None, deals(release))
    scheme = slot.scheme
    at = scene(country, draws, slot=slot, earlier=memory.firsts.get(scheme.name))
    story = tell(country, draws, number=number, wish=scheme.wish(at))
    played = scheme.plant(at, story)
    memory.firsts.setdefault(scheme.name, story)
    if not scheme.rejects:
        _reject(draws, story)
    release = _publish(country, story, draws)
    return Process(release, _truth(at, slot, played, (story, release)), deals(release))


def _publish(country: Country, story: Story, draws: Draws) -> Json:
    related = [(relation, _ocid(country, other)) for relation, other in story.related]
    return publish(story, draws, ocid=_ocid(country, story.number), related=related)


def _ocid(country: Country, number: int) -> str:
    return f"{OCID_PREFIX}-{country.seed}-{country.province * PROVINCE + number + 1:07d}"


def _reject(draws: Draws, story: Story) -> None:
    """Let some bids be disqualified that have lost anyway."""
    for contest in story.contests:
        lost = [bid for bid in contest.bids if bid.bidder is not contest.winner]
        reject(draws, lost)


def _truth(at: Scene, slot: Slot, played: Played, told: tuple[Story, Json]) -> Truth:
    story, release = told
    ocid = release["ocid"]
    parties = dict.fromkeys((role, party.id) for role, party in played.roles)
    signed = {deal.contract: deal.signed for deal in deals(release)}
    records = [Record(played.process, "process", ocid, story.start)]
    records += [Record(role, "party", party, story.start) for role, party in parties]
    records += [
        Record("award", "award", f"{ocid}/{award['id']}", story.decided)
        for award in release.get("awards", ())
    ]
    records += [
        Record("contract", "contract", f"{ocid}/{contract['id']}", signed[contract["id"]])
        for contract in release.get("contracts", ())
    ]
    return Truth(
        scheme=slot.scheme.name,
        ocid=ocid,
        party_ids=tuple(dict.fromkeys(party for _, party in parties)),
        instance=instance(at.country, slot) + played.part,
        difficulty=at.level,
        parameters=tuple(played.parameters.items()),
        records=tuple(records),
    )
