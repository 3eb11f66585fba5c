"""Procurement data of an invented country, and what was planted in them.

Numbers that are the same on every machine: see `draws`. Chance may also make, without being
asked, what a scheme plants (a lowest bid disqualified, two equal prices): the ground truth lists
what was planted and is no list of everything that a rule may find.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import orjson

from euthyna.base.errors import BadParameterError
from euthyna.base.progress import SILENT, Progress
from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.country.population import BLOCK, Country, populate
from euthyna.simulation.country.schemes import SCHEMES, Slot, plan, scene
from euthyna.simulation.country.stories import tell
from euthyna.simulation.published.faults import EVERY, spoil
from euthyna.simulation.published.notice import Json
from euthyna.simulation.published.ocds import publish

OCID_PREFIX = "ocds-e0sim1"
"""Of no registered publisher."""
MOST = 2**40
"""Above the largest seed and number of processes."""

PROVINCE = 1000
"""Contracting processes in a whole province, which their ids count on."""

_STORY = 301
"""Purpose of a random stream."""


@dataclass(frozen=True, slots=True)
class Truth:
    """One planted scheme, or innocent look-alike, in one process."""

    scheme: str
    """One of `SCHEME_NAMES`; those that begin with ``innocent-`` only resemble a scheme."""
    ocid: str
    party_ids: tuple[str, ...]
    """The organisations concerned, by their ids in parties."""


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
        Whether one release in 160 has a fault that is typical of publishers.

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
    return (release for release, _ in _simulate(seed, processes, faults=faults))


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
        for done, (release, truth) in enumerate(simulated, 1):
            file.write(orjson.dumps(release, option=orjson.OPT_APPEND_NEWLINE))
            if truth:
                planted.append(truth)
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


def _simulate(seed: int, processes: int, *, faults: bool) -> Iterator[tuple[Json, Truth | None]]:
    return simulate(populate(seed=seed, processes=processes), faults=faults)


def simulate(country: Country, *, faults: bool) -> Iterator[tuple[Json, Truth | None]]:
    """Invent the contracting processes of a country, or of a part of one.

    Parameters
    ----------
    country
        Who there is.
    faults
        As for `releases`.

    Yields
    ------
    tuple
        A release, and what was planted in it.
    """
    due = turn = 0
    for number in range(country.processes):
        if number % BLOCK == 0:
            slots = plan(country, block=number // BLOCK)
        release, truth = _process(country, number, slots.get(number))
        due += number % EVERY == EVERY // 2
        # A fault must not hide what was planted, so it waits for an innocent release.
        if faults and due and truth is None and spoil(release, turn=turn):
            due -= 1
            turn += 1
        yield release, truth


def _process(country: Country, number: int, slot: Slot | None) -> tuple[Json, Truth | None]:
    draws = Draws(country.seed, country.province, _STORY, number)
    ocid = f"{OCID_PREFIX}-{country.seed}-{country.province * PROVINCE + number + 1:07d}"
    if slot is None:
        story = tell(country, draws, number=number, wish=None)
        return publish(story, draws, ocid=ocid), None
    stage = scene(country, draws, slot=slot, block=number // BLOCK)
    story = tell(country, draws, number=number, wish=slot.scheme.wish(stage))
    parties = slot.scheme.plant(stage, story)
    truth = Truth(slot.scheme.name, ocid, tuple(party.id for party in parties))
    return publish(story, draws, ocid=ocid), truth
