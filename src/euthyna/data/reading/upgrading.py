"""Reads releases of OCDS 1.0 and its 2014 drafts as OCDS 1.1: what is renamed, nothing else.

The facts are from the change log of the standard: since 1.1 organisations stand in `parties` and
are referred to by id; one `amendment` became a list; a transaction has `payer`, `payee`, `value`.
The drafts of 2014 said `attachments`, `methodRationale` and `uid`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from euthyna.base.issues import Issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Note = Callable[[Issue], None]

    Holder = dict[str, Any]

_REFERENCE: Final = frozenset({"id", "name"})
"""What is left of an organisation where it is referred to."""

_TENDER_NAMES: Final = (
    ("method", "procurementMethod"),
    ("methodRationale", "procurementMethodRationale"),
)
_TRANSACTION_NAMES: Final = (
    ("amount", "value"),
    ("providerOrganization", "payer"),
    ("receiverOrganization", "payee"),
)


@dataclass(frozen=True, slots=True)
class _Mention:
    """One place where a release names an organisation."""

    holder: Holder
    role: str
    path: str


def upgrade(release: dict[str, Any], *, source: str, note: Note) -> None:
    """Change a release of an older version, in place, to what OCDS 1.1 calls the same facts.

    A release that follows 1.1 stays as it is. Where both the old and the new name are used,
    neither is touched.

    Parameters
    ----------
    source
        The place of the release, for the issues.
    note
        Called with an `older-version` issue for each thing that was read under another name.

    Examples
    --------
    >>> release = {"ocid": "ocds-1", "buyer": {"name": "Ministry of Bridges"}}
    >>> upgrade(release, source="a.json:1", note=lambda issue: print(issue.sentence()))
    buyer is a name of OCDS 1.0, read as parties (1 times).
    >>> release["buyer"]
    {'name': 'Ministry of Bridges', 'id': 'name:Ministry of Bridges'}
    """
    change = _Change(source, note)
    change.documents_and_amendments(release)
    change.transactions(release)
    change.parties(release)


@dataclass(frozen=True, slots=True)
class _Change:
    source: str
    note: Note

    def documents_and_amendments(self, release: Holder) -> None:
        for holder, path in _sections(release):
            self._rename(holder, (("attachments", "documents"),), path)
            amendment = holder.get("amendment")
            if isinstance(amendment, dict) and amendment and "amendments" not in holder:
                holder["amendments"] = [holder.pop("amendment")]
                self._say(f"{path}/amendment", f"{path}/amendments")
        for tender in _objects(release, "tender"):
            self._rename(tender, _TENDER_NAMES, "tender")

    def transactions(self, release: Holder) -> None:
        path = "contracts/implementation/transactions"
        for transaction in _transactions(release):
            self._rename(transaction, _TRANSACTION_NAMES, path)
            for role in ("payer", "payee"):
                # Before 1.1 this was an identifier, not an organisation.
                identifier = transaction.get(role)
                if isinstance(identifier, dict) and "legalName" in identifier:
                    name = identifier.get("legalName") or identifier.get("name")
                    transaction[role] = {"name": name, "identifier": identifier}

    def parties(self, release: Holder) -> None:
        mentions = list(_mentions(release))
        if "parties" in release:
            # Transactions kept their older names longest, also beside parties.
            mentions = [item for item in mentions if item.role in {"payer", "payee"}]
        for mention in mentions:
            self._identify(mention)
        mentions = [item for item in mentions if "id" in item.holder]
        if not any(map(_is_older, mentions)):
            return
        listed = release.get("parties")
        parties = _Parties(listed if isinstance(listed, list) else [])
        for mention in mentions:
            if "parties" not in release or _is_older(mention):
                parties.add(mention)
                self._say(mention.path, "parties")
        release["parties"] = parties.listed

    def _identify(self, mention: _Mention) -> None:
        """Make an id for an organisation that has none, of its identifier or its name."""
        holder = mention.holder
        identifier = holder.get("identifier")
        if isinstance(identifier, dict):
            self._rename(identifier, (("uid", "id"),), f"{mention.path}/identifier")
        made = _made_id(holder)
        if not _is_given(holder.get("id")) and made:
            holder["id"] = made

    def _rename(self, holder: Holder, names: tuple[tuple[str, str], ...], path: str) -> None:
        for old, new in names:
            if old in holder and new not in holder:
                holder[new] = holder.pop(old)
                self._say(f"{path}/{old}", f"{path}/{new}")

    def _say(self, path: str, read_as: str) -> None:
        self.note(Issue("older-version", self.source, path=path, expected=read_as))


class _Parties:
    """The list of organisations of one release, each once."""

    def __init__(self, listed: list[Any]) -> None:
        self.listed = listed
        self._by_id = {str(party.get("id")): party for party in listed if isinstance(party, dict)}

    def add(self, mention: _Mention) -> None:
        """Move what is said about an organisation to its party; what contradicts it stays."""
        holder = mention.holder
        party = self._by_id.get(str(holder["id"]))
        if party is None:
            party = self._by_id[str(holder["id"])] = {"id": holder["id"]}
            self.listed.append(party)
        for key in list(holder):
            if party.setdefault(key, holder[key]) == holder[key] and key not in _REFERENCE:
                del holder[key]
        roles = party.setdefault("roles", [])
        if isinstance(roles, list) and mention.role not in roles:
            roles.append(mention.role)


def _is_older(mention: _Mention) -> bool:
    """Tell an organisation as before 1.1 from a reference: it has details, or a made id."""
    holder = mention.holder
    details = holder.keys() - _REFERENCE
    return any(_is_given(holder[key]) for key in details) or holder["id"] == _made_id(holder)


def _made_id(holder: Holder) -> str | None:
    identifier = holder.get("identifier")
    number = identifier.get("id") if isinstance(identifier, dict) else None
    if isinstance(number, str | int) and str(number).strip():
        scheme = identifier.get("scheme") if isinstance(identifier, dict) else None
        return f"{scheme}-{number}" if isinstance(scheme, str) and scheme else str(number)
    name = holder.get("name")
    return f"name:{name}" if isinstance(name, str) and name.strip() else None


def _is_given(value: Any) -> bool:
    return value is not None and value not in ("", {}, [])


def _mentions(release: Holder) -> Iterator[_Mention]:
    for holder in _objects(release, "buyer"):
        yield _Mention(holder, "buyer", "buyer")
    for tender in _objects(release, "tender"):
        for holder in _objects(tender, "procuringEntity"):
            yield _Mention(holder, "procuringEntity", "tender/procuringEntity")
        for holder in _objects(tender, "tenderers"):
            yield _Mention(holder, "tenderer", "tender/tenderers")
    for award in _objects(release, "awards"):
        for holder in _objects(award, "suppliers"):
            yield _Mention(holder, "supplier", "awards/suppliers")
    for transaction in _transactions(release):
        for role in ("payer", "payee"):
            for holder in _objects(transaction, role):
                yield _Mention(holder, role, f"contracts/implementation/transactions/{role}")


def _transactions(release: Holder) -> Iterator[Holder]:
    for contract in _objects(release, "contracts"):
        for implementation in _objects(contract, "implementation"):
            yield from _objects(implementation, "transactions")


def _sections(release: Holder) -> Iterator[tuple[Holder, str]]:
    """Give what can have documents or an amendment, with its path."""
    for name in ("planning", "tender", "awards", "contracts"):
        for section in _objects(release, name):
            yield section, name
            for milestone in _objects(section, "milestones"):
                yield milestone, f"{name}/milestones"
            for implementation in _objects(section, "implementation"):
                yield implementation, f"{name}/implementation"


def _objects(holder: Holder, name: str) -> Iterator[Holder]:
    """Give the objects under a name, be it one or a list."""
    value = holder.get(name)
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
