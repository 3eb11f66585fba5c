"""The noise of real publishers: names in other spellings, ids and currencies that are missing.

Unlike `faults`, it leaves a release valid by the schema, and no release is spared: what was
planted is as noisy as everything else.
"""

from __future__ import annotations

from collections.abc import Iterator

from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.basis.noise import Kind, vary
from euthyna.simulation.published.notice import Json

FIRM_VARIED, BODY_VARIED, ADDRESS_VARIED = 0.14, 0.04, 0.12
"""How often a name, or a street, is not written as in the register."""
NOT_IDENTIFIED = 0.09
"""How often the register's number of a bidder is left out."""
LOCAL = 0.3
"""How often the bidder then has an id that only this release knows."""
NO_STREET = 0.05
STRANGE_CURRENCY, STRANGE_DATE = 0.015, 0.012
"""In so many releases one currency, or one date, is strange."""


def blemish(release: Json, draws: Draws) -> dict[str, str]:
    """Write a release as carelessly as real ones are.

    Parameters
    ----------
    release
        Changed in place.
    draws
        Where chance comes from.

    Returns
    -------
    dict of str to str
        The new ids of bidders who have lost the register's number, by the old ones.
    """
    names: dict[str, str] = {}
    ids: dict[str, str] = {}
    for number, party in enumerate(release["parties"], 1):
        body = "buyer" in party["roles"]
        if draws.chance(BODY_VARIED if body else FIRM_VARIED):
            names[party["id"]] = _rename(party, draws, "body" if body else "firm")
        _readdress(party, draws)
        if not body and draws.chance(NOT_IDENTIFIED):
            _forget(party)
            if draws.chance(LOCAL):
                ids[party["id"]] = f"{release['ocid'].rpartition('-')[2]}/{number}"
    if names or ids:
        for mention in _mentions(release):
            mention["name"] = names.get(mention["id"], mention["name"])
            mention["id"] = ids.get(mention["id"], mention["id"])
    if draws.chance(STRANGE_CURRENCY):
        _strange_currency(release, draws)
    if draws.chance(STRANGE_DATE):
        _strange_date(release, draws)
    return ids


def _rename(party: Json, draws: Draws, kind: Kind) -> str:
    """Write the name otherwise; the legal name stays in three of ten cases."""
    name = vary(draws, party["name"], kind=kind)
    if not draws.chance(0.3):
        party["identifier"] = {**party["identifier"], "legalName": name}
    return name


def _readdress(party: Json, draws: Draws) -> None:
    if draws.chance(NO_STREET):
        party["address"] = {k: v for k, v in party["address"].items() if k != "streetAddress"}
    elif draws.chance(ADDRESS_VARIED):
        street = vary(draws, party["address"]["streetAddress"], kind="address")
        party["address"] = {**party["address"], "streetAddress": street}


def _forget(party: Json) -> None:
    for name in ("identifier", "additionalIdentifiers"):
        party.pop(name, None)


def _mentions(release: Json) -> Iterator[Json]:
    """Give everything in the release that refers to a party, each once."""
    found = [*release["parties"], release["buyer"], *release["tender"]["tenderers"]]
    for bid in release.get("bids", {}).get("details", ()):
        found += bid["tenderers"]
    for award in release.get("awards", ()):
        found += award.get("suppliers", ())
    for contract in release.get("contracts", ()):
        for payment in contract.get("implementation", {}).get("transactions", ()):
            found += (payment["payer"], payment["payee"])
    found.append(release["tender"]["procuringEntity"])
    yield from {id(mention): mention for mention in found}.values()


def _strange_currency(release: Json, draws: Draws) -> None:
    """Leave out one currency, or write the code for none."""
    holders = [release["tender"], *release.get("awards", ()), *release.get("contracts", ())]
    values = [holder["value"] for holder in holders if "value" in holder]
    if not values:
        return
    value = draws.pick(values)
    if draws.chance(0.5):
        del value["currency"]
    else:
        value["currency"] = draws.pick(("XXX", "XTS", "DEM"))


def _strange_date(release: Json, draws: Draws) -> None:
    """Mistype the year of one date."""
    dated = [(award, "date") for award in release.get("awards", ()) if "date" in award]
    for contract in release.get("contracts", ()):
        dated.append((contract["period"], "endDate"))
        if "dateSigned" in contract:
            dated.append((contract, "dateSigned"))
    # A mistyped year has no 29 February, and such a date could not be read at all.
    dated = [(holder, name) for holder, name in dated if holder[name][5:10] != "02-29"]
    if not dated:
        return
    holder, name = draws.pick(dated)
    year = int(holder[name][:4])
    holder[name] = f"{draws.pick((year - 1, year + 10, year - 100, 2002))}{holder[name][4:]}"
