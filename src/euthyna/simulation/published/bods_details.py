"""What a BODS statement says of a person, a firm or an interest: the ``recordDetails``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from euthyna.simulation.country.abroad import HOME, NAMES
from euthyna.simulation.country.model import Duplicate, Firm, FirmChange, Interest, Person
from euthyna.simulation.country.recording import LATEST, Edition, share, spread, statement_id
from euthyna.simulation.country.registry import day, number_of
from euthyna.simulation.country.stakes import WHOLE

Json = dict[str, Any]
_OWNER_FROM = 2_500
"""A share above which the law sees a beneficial owner."""
_COUNTABLE = frozenset({"shareholding", "votingRights"})
_CODES = {name: code for code, name in NAMES.items()}
_TYPES = {
    "state-body": {"type": "stateBody", "subtype": "other"},
    "nomination": {"type": "arrangement", "subtype": "nomination"},
}
_REASONS = {
    "noBeneficialOwners": "Nobody holds more than 25 % or controls the entity otherwise",
    "subjectExemptFromDisclosure": "Listed on a regulated market",
    "interestedPartyExemptFromDisclosure": "The register keeps the identity to itself",
    "interestedPartyHasNotProvidedInformation": "The owner has not answered",
    "subjectUnableToConfirmOrIdentifyBeneficialOwner": "Could not be established",
}


def party_record(seed: int, interest: Interest) -> str:
    """Give the id of the record of whoever has an interest."""
    if interest.record:
        return interest.record
    if interest.unknown:
        return statement_id(seed, interest.id, 0)
    return interest.party


def person(seed: int, known: Person, duplicate: Duplicate | None) -> Json:
    """Describe a person as in its own record, or as in a second one.

    Parameters
    ----------
    seed
        Of the simulation.
    known
        Who it is.
    duplicate
        The second record, if it is about that.
    """
    record = duplicate.id if duplicate else known.id
    chance = spread(seed, record, 999)
    name = duplicate.name if duplicate else known.name
    body: Json = {
        "isComponent": False,
        "personType": "knownPerson",
        "names": [{"type": "legal", "fullName": name}],
    }
    if not duplicate:
        body["names"] += [{"type": "alternative", "fullName": n} for n in known.other_names[:2]]
    if chance % 10:
        body["nationalities"] = [_country(known.nationality)]
    born = duplicate.born if duplicate else known.born[: _precision(chance)]
    if born:
        body["birthDate"] = born
    if chance % 20 < 9:
        body["identifiers"] = [
            {
                "id": record.rpartition("-")[2],
                "scheme": "XAA-IDCARD",
                "schemeName": "Register of residents, Karvelia",
            }
        ]
    if chance % 7:
        body["addresses"] = [_address(known.address, "service" if chance % 3 else "residence")]
    return body


def anonymous() -> Json:
    """Describe a person whom the register keeps to itself."""
    reason = "interestedPartyExemptFromDisclosure"
    return {
        "isComponent": False,
        "personType": "anonymousPerson",
        "unspecifiedPersonDetails": {"reason": reason, "description": _REASONS[reason]},
    }


def states(seed: int, firm: Firm, first: int) -> Iterator[tuple[int, str, Json]]:
    """List the statements on a firm: day, status and details of each."""
    later = [change for change in firm.changes if number_of(change.day) > first]
    told, status = first, "new"
    for change in later:
        yield told, status, _entity(seed, firm, change, dissolved=False)
        told = max(told, number_of(change.day) + spread(seed, firm.id + change.day, 30))
        status = "updated"
    gone = number_of(firm.dissolved) if firm.dissolved else LATEST
    if told < LATEST:
        yield told, status, _entity(seed, firm, None, dissolved=gone <= told)
    if told < gone < LATEST:
        yield gone, "closed", _entity(seed, firm, None, dissolved=True)


def relationship(seed: int, record: str, interests: Sequence[Interest], *, on: Edition) -> Json:
    """Describe what a party has in a firm.

    Parameters
    ----------
    seed
        Of the simulation.
    record
        The relationship's id.
    interests
        All that it consists of.
    on
        The statement that says it.
    """
    first = interests[0]
    party: str | Json = party_record(seed, first)
    if not first.party:
        party = {"reason": first.unknown}
        if first.unknown in _REASONS and spread(seed, record, 3):
            party["description"] = _REASONS[first.unknown]
    body: Json = {"isComponent": False, "subject": first.firm, "interestedParty": party}
    if first.party:
        vague = spread(seed, record, 19) == 0
        when = day(on.day)
        body["interests"] = [_interest(one, on=when, vague=vague) for one in interests]
    return body


def indirect(
    subject: str,
    person: Interest,
    shares: Sequence[Interest],
    *,
    on: Edition,
    period: tuple[str, str],
) -> Json:
    """Describe what a person has in a firm through others: the product of the shares."""
    low = high = WHOLE
    for one in shares:
        least, most = share(one, on=day(on.day))
        low, high = low * least // WHOLE, high * most // WHOLE
    since, until = period
    interest: Json = {
        "type": "shareholding",
        "directOrIndirect": "indirect",
        "beneficialOwnershipOrControl": high > _OWNER_FROM,
        "share": _share(low, high),
        "startDate": since,
    }
    if until:
        interest["endDate"] = until
    return {
        "isComponent": False,
        "subject": subject,
        "interestedParty": person.record or person.party,
        "interests": [interest],
    }


def _interest(one: Interest, *, on: str, vague: bool) -> Json:
    interest: Json = {"type": one.kind, "directOrIndirect": "unknown" if vague else "direct"}
    if one.kind in _COUNTABLE:
        low, high = share(one, on=on)
        interest["share"] = _share(low, high)
        natural = not one.unknown and "-NID-" in one.party
        interest["beneficialOwnershipOrControl"] = natural and high > _OWNER_FROM
    else:
        interest["beneficialOwnershipOrControl"] = one.kind == "nominator"
    interest["startDate"] = one.since
    if one.until and one.until <= on:
        interest["endDate"] = one.until
    return interest


def _share(low: int, high: int) -> Json:
    if low == high:
        return {"exact": low / 100}
    return {"exclusiveMinimum" if low else "minimum": low / 100, "maximum": high / 100}


def _entity(seed: int, firm: Firm, change: FirmChange | None, *, dissolved: bool) -> Json:
    chance = spread(seed, firm.id, 999)
    kind = _TYPES.get(firm.kind, {"type": "registeredEntity"})
    home = firm.jurisdiction == HOME
    registered = home and firm.kind != "nomination"
    body: Json = {
        "isComponent": False,
        "entityType": {**kind, "details": firm.form},
        "name": change.name if change else firm.name,
        "jurisdiction": _country(firm.jurisdiction),
    }
    former = [] if change else [old.name for old in firm.changes if old.name != firm.name]
    if former or firm.other_names:
        body["alternateNames"] = [*former, *firm.other_names]
    if registered or (chance % 4 and not home):
        body["identifiers"] = [_identifier(firm)]
    if home or chance % 3:
        body["foundingDate"] = firm.founded
    if dissolved:
        body["dissolutionDate"] = firm.dissolved
    if registered or (chance % 5 and not home):
        body["addresses"] = [_address(change.address if change else firm.address, "registered")]
    if firm.kind == "listed":
        body["publicListing"] = _listing(firm)
    return body


def _identifier(firm: Firm) -> Json:
    scheme, _, number = firm.id.rpartition("-")
    place = NAMES[firm.jurisdiction]
    return {"id": number, "scheme": scheme, "schemeName": f"Register of organisations, {place}"}


def _listing(firm: Firm) -> Json:
    market = {
        "stockExchangeJurisdiction": firm.jurisdiction,
        "stockExchangeName": "Velmora Stock Exchange",
        "security": {"ticker": f"K{firm.id[-5:]}"},
    }
    return {"hasPublicListing": True, "securitiesListings": [market]}


def _country(code: str) -> Json:
    return {"name": NAMES[code], "code": code}


def _address(address: dict[str, str], kind: str) -> Json:
    parts = (address.get(part, "") for part in ("streetAddress", "locality", "region"))
    found: Json = {"type": kind, "address": ", ".join(part for part in parts if part)}
    if address.get("postalCode"):
        found["postCode"] = address["postalCode"]
    name = address.get("countryName", NAMES[HOME])
    code = _CODES.get(name)
    found["country"] = {"name": name, "code": code} if code else {"name": name}
    return found


def _precision(chance: int) -> int:
    """Say how many characters of a date of birth are declared: all, the month, the year, none."""
    place = chance % 16
    return 10 if place < 9 else 7 if place < 13 else 4 if place < 14 else 0
