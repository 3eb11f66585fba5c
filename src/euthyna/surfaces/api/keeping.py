"""The lists that are open, and how they are opened again when they change."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from euthyna.base.errors import EuthynaError
from euthyna.surfaces.api.lists import Lists

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where lists come from."""

    open: Callable[[Lists | None], Lists]
    """Opens them as they are now, given the ones opened before; may take seconds."""
    version: Callable[[], Hashable]
    """Says cheaply which state they have: another one when they must be opened again."""


class Keeper:
    """Holds open lists; requests that run keep the ones with which they began.

    Parameters
    ----------
    source
        Where the lists come from; they are opened at once, so that what is wrong with them is
        said before anybody asks.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._version = source.version()
        self._lists = source.open(None)
        self._failed: Hashable = None
        self._opening = asyncio.Lock()

    @property
    def lists(self) -> Lists:
        """The lists as they were when last opened."""
        return self._lists

    @property
    def stale(self) -> bool:
        """Whether a newer state of the lists could not be opened."""
        return self._failed is not None

    async def renew(self) -> bool:
        """Open the lists again if they have changed, without holding up who asks meanwhile.

        Returns
        -------
        bool
            Whether they were opened again.
        """
        async with self._opening:
            version = await asyncio.to_thread(self._source.version)
            if version in {self._version, self._failed}:
                return False
            try:
                self._lists = await asyncio.to_thread(self._source.open, self._lists)
            except (EuthynaError, OSError):
                logger.exception("the lists have changed and cannot be opened; the former stay")
                self._failed = version
                return False
            self._version, self._failed = version, None
            return True

    async def watch(self, *, seconds: float) -> None:
        """Look for changes until cancelled.

        Parameters
        ----------
        seconds
            Time between two looks.
        """
        while True:
            await asyncio.sleep(seconds)
            try:
                await self.renew()
            except (EuthynaError, OSError):
                logger.exception("the state of the lists cannot be read; the open ones stay")


def etag(lists: Lists) -> str:
    """Make a validator of the catalogue: another one when any list changes."""
    said = sorted((found.name, found.version) for found in lists.datasets())
    return f'"{hashlib.sha256(repr(said).encode()).hexdigest()[:32]}"'
