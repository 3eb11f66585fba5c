"""What real publishers get wrong, so that the demo has issues to show.

Each fault changes one release in one way and leaves it readable.
"""

from __future__ import annotations

from collections.abc import Callable

from euthyna.simulation.published.notice import Json

EVERY = 160
"""One release in so many is faulty: each kind once in about a thousand."""


def spoil(release: Json, *, turn: int) -> str | None:
    """Put one fault into a release.

    Parameters
    ----------
    release
        Changed in place.
    turn
        Which kind of fault, counted on without end.

    Returns
    -------
    str or None
        The name of the fault; None, and no change, where the release has not what it spoils.
    """
    name, fault = FAULTS[turn % len(FAULTS)]
    return name if fault(release) else None


def _numeric_party_id(release: Json) -> bool:
    party = release["parties"][-1]
    if "identifier" in party:
        party["id"] = int(party["identifier"]["id"])
    return "identifier" in party


def _object_for_array(release: Json) -> bool:
    for award in release.get("awards", ()):
        if "suppliers" in award:
            award["suppliers"] = award["suppliers"][0]
            return True
    return False


def _date_only(release: Json) -> bool:
    period = release["tender"].get("tenderPeriod")
    if period:
        period["startDate"] = period["startDate"][:10]
    return period is not None


def _text_amount(release: Json) -> bool:
    for award in release.get("awards", ()):
        if "value" in award:
            award["value"]["amount"] = f"{award['value']['amount']:,.2f}"
            return True
    return False


def _unknown_field(release: Json) -> bool:
    release["x_internalNote"] = "checked by desk 4"
    return True


def _no_currency(release: Json) -> bool:
    for contract in release.get("contracts", ()):
        return contract["value"].pop("currency", None) is not None
    return False


FAULTS: tuple[tuple[str, Callable[[Json], bool]], ...] = (
    ("numeric-party-id", _numeric_party_id),
    ("object-for-array", _object_for_array),
    ("date-only", _date_only),
    ("text-amount", _text_amount),
    ("unknown-field", _unknown_field),
    ("no-currency", _no_currency),
)
"""In the order in which they occur."""
