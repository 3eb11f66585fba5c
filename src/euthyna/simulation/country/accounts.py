"""Banks and accounts: the treasury's, of firms, of people, and abroad.

XA is a country code that ISO 3166-1 leaves to its users, so IBAN and BIC of the invented country
have the right form and the right check digits, and are nobody's. Foreign banks have the real
code of their country, because readers ask where money goes; their first four characters hold a
digit, which no BIC in use has, so that they are nobody's either. Where IBANs are not in use, an
account has a number without check digits.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from euthyna.simulation.basis import names
from euthyna.simulation.basis.draws import Draws, cumulate
from euthyna.simulation.basis.noise import Kind, vary
from euthyna.simulation.country.clock import LAST, day_of
from euthyna.simulation.country.model import Account
from euthyna.simulation.country.province import Province

CASH_THRESHOLD = 1_000_000
"""Cents from which banks report cash: 10,000.00."""
TREASURY = "KVCBXA2V"
"""BIC of the central bank, which keeps the accounts of public bodies."""


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank of the invented country, or the one of another country."""

    bic: str
    code: str
    """In its IBANs."""
    name: str
    country: str = "XA"
    iban: bool = True


BANKS: tuple[Bank, ...] = (
    Bank("DRVSXA2V", "1001", "Dran Valley Savings Bank"),
    Bank("KMRBXA2V", "1002", "Karvelian Merchants Bank"),
    Bank("VLMTXA2T", "1007", "Velmora Trust"),
    Bank("UPLCXA2K", "1011", "Uplands Credit Cooperative"),
    Bank("CSTHXA2O", "1016", "Coast & Harbour Bank"),
    Bank("NOVPXA2V", "1023", "Novapay"),
)
"""The largest first."""
CENTRAL = Bank(TREASURY, "0001", "Central Bank of Karvelia")
_BANK_WEIGHTS = cumulate([34, 24, 16, 12, 9, 5])

BODIES: dict[str, str] = {
    "XA-KREG-9000013": "Tax Office of Karvelia",
    "XA-KREG-9000050": "Pension Fund of Karvelia",
    "XA-KREG-9000087": "Dran Power Supply",
    "XA-KREG-9000124": "Karvelian Water",
    "XA-KREG-9000161": "Telkarv",
    "XA-KREG-9000198": "Dran Valley Savings Bank",
}
"""Nationwide: every province pays to the same accounts."""
TAX, PENSIONS, POWER, WATER, TELEPHONE, LENDER = BODIES

_ABROAD: dict[str, tuple[str, bool]] = {
    "DE": ("N4BK", True), "AT": ("W7BA", True), "IT": ("B3RG", True), "TR": ("A9KB", True),
    "CN": ("C6HB", False), "GB": ("L5TR", True), "NL": ("Z2BK", True), "CH": ("H8VB", True),
    "CY": ("K3LB", True), "AE": ("D4GB", True), "LU": ("E6PB", True), "MT": ("V2LB", True),
    "HK": ("P7HB", False), "SG": ("S4TB", False), "VG": ("R9VB", True), "PA": ("G3PB", False),
    "SC": ("M6SB", False), "US": ("F2NB", False), "CZ": ("J5CB", True), "UA": ("U8DB", True),
    "FR": ("Q3FB", True), "IE": ("T6EB", True), "LI": ("Y2LB", True), "BZ": ("O7ZB", False),
    "KY": ("I9KB", False),
}  # fmt: skip
FOREIGN: dict[str, Bank] = {
    country: Bank(f"{code}{country}2X", code, f"{code} Bank", country, iban)
    for country, (code, iban) in _ABROAD.items()
}
"""One bank in each country that money goes to."""
TRADERS = ("DE", "AT", "IT", "TR", "CN", "CZ", "NL", "GB", "FR", "UA")
"""Where ordinary imports come from."""
QUIET = ("CY", "AE", "VG", "HK", "PA", "MT", "SC", "LI")
"""Where money that should not be seen goes, and some ordinary money too."""

_ACCOUNTS, _NUMBERS, _LATER = 601, 602, 603
"""Purposes of random streams."""
_PRIME, _STEP = 999_999_999_989, 618_033_988_751
PER_PROVINCE = 60_000
"""More than any province opens."""


def iban(country: str, bban: str) -> str:
    """Put country and check digits before an account number, as ISO 13616 says.

    Examples
    --------
    >>> iban("GB", "WEST12345698765432")
    'GB82WEST12345698765432'
    """
    digits = "".join(str(int(character, 36)) for character in f"{bban}{country}00")
    return f"{country}{98 - int(digits) % 97:02d}{bban}"


@dataclass(slots=True)
class Book:
    """Opens accounts, and finds the main account of a holder."""

    province: Province
    draws: Draws
    shared: list[tuple[str, str]] = field(default_factory=list)
    """Holder of an account, and who is paid to it as well."""
    _main: dict[str, str] = field(default_factory=dict)
    _published: dict[str, str] = field(default_factory=dict)
    _first: int = 0
    _opened: int = 0

    @classmethod
    def of(cls, province: Province) -> Book:
        """Take over what is open already."""
        book = cls(province, province.draws(_LATER))
        for account in province.accounts.values():
            book._main.setdefault(account.holder, account.id)
        book._opened = len(province.accounts)
        return book

    def main(self, holder: str) -> str:
        """Give the account that a holder uses, after opening one if need be."""
        return self._main.get(holder) or self.open(holder)

    def has(self, holder: str) -> bool:
        """Say whether a holder has an account."""
        return holder in self._main

    def share(self, holder: str, *, other: str) -> None:
        """Let another be paid to the account of a holder."""
        self._main[other] = self.main(holder)
        self.shared.append((holder, other))

    def open(
        self,
        holder: str,
        *,
        bank: Bank | None = None,
        opened: int | None = None,
        name: str = "",
    ) -> str:
        """Open an account.

        Parameters
        ----------
        holder
            Person, firm or public body; empty for somebody abroad whom nobody here knows.
        bank
            Where; None draws one.
        opened
            The day; None draws one that suits the holder.
        name
            Of the holder; empty looks it up.

        Returns
        -------
        str
            Its IBAN or number.
        """
        country = self._country(holder)
        at = bank or (FOREIGN[country] if country in FOREIGN else self._bank())
        bban = f"{at.code}{self._number():012d}"
        number = iban(at.country, bban) if at.iban else bban
        self.province.accounts[number] = Account(
            id=number,
            holder=holder,
            bank=at.bic,
            opened=self._day(holder) if opened is None else opened,
            names=variants(self.draws, name or self.name(holder), kind=self._kind(holder)),
            country=at.country,
        )
        if holder:
            self._main.setdefault(holder, number)
        return number

    def abroad(self, country: str) -> str:
        """Open an account in another country for somebody whom nobody here knows."""
        person = self.draws.chance(0.1)
        name = names.person(self.draws) if person else names.firm(self.draws, trade="Trading")
        return self.open(
            "", bank=FOREIGN[country], opened=-self.draws.between(100, 4000), name=name
        )

    def name(self, holder: str) -> str:
        """Look up what a holder is called."""
        known = self.province.firms.get(holder) or self.province.persons.get(holder)
        if known:
            return known.name
        if not self._published:
            self._published = _published(self.province)
        return self._published.get(holder, holder)

    def _bank(self) -> Bank:
        return BANKS[self.draws.index(_BANK_WEIGHTS)]

    def _number(self) -> int:
        """Give a number that no other account has, and that tells nothing of its order."""
        if self._first == 0:
            self._first = Draws(self.province.seed, _NUMBERS).between(1, _PRIME - 1)
        place = self.province.number * PER_PROVINCE + self._opened + 1
        self._opened += 1
        return (place * _STEP + self._first) % _PRIME

    def _country(self, holder: str) -> str:
        firm = self.province.firms.get(holder)
        return firm.jurisdiction if firm else "XA"

    def _kind(self, holder: str) -> Kind:
        return "person" if holder in self.province.persons else "firm"

    def _day(self, holder: str) -> int:
        """Draw when an account was opened: after birth or founding, mostly long ago."""
        draws = self.draws
        if holder in self.province.firms:
            founded = day_of(self.province.firms[holder].founded)
            return min(LAST - 30, founded + draws.skewed(3, 60 if founded > -200 else 900))
        if draws.chance(0.12):
            return draws.between(0, LAST - 200)
        return -draws.skewed(20, 6000)


def on_file(account: Account) -> bool:
    """Say whether the bank has the holder's id: in 4 of 100 cases it has none."""
    return account.country == "XA" and int(account.id[-4:]) % 25 != 7


def variants(draws: Draws, name: str, *, kind: Kind) -> tuple[str, ...]:
    """Give a name as the bank writes it, and as up to two others do."""
    others = [vary(draws, name, kind=kind) for _ in range(draws.skewed(0, 2))]
    return tuple(dict.fromkeys([name, *others]))


def build(province: Province) -> None:
    """Open accounts for everybody; for some a second one, and for a few people none."""
    for place, (body, name) in enumerate(BODIES.items()):
        number = iban("XA", f"{CENTRAL.code}{place * 104_729 + 700_000_021:012d}")
        province.accounts[number] = Account(number, body, CENTRAL.bic, -4000, names=(name,))
    book = Book.of(province)
    book.draws = province.draws(_ACCOUNTS)
    country = province.country
    for buyer in (*country.buyers, *(cast.harsh for cast in country.casts)):
        if not book.has(buyer.id):
            day = -book.draws.between(400, 5000)
            book.open(buyer.id, bank=CENTRAL, opened=day, name=buyer.name)
    for firm in list(province.firms):
        book.open(firm)
        if book.draws.chance(0.2):
            book.open(firm)
    for person in list(province.persons):
        if book.draws.chance(0.93):
            book.open(person)
            if book.draws.chance(0.25):
                book.open(person)


def _published(province: Province) -> dict[str, str]:
    """List the names of all parties, whoever they are."""
    return {
        party["id"]: party.get("name") or party["id"]
        for release in province.releases
        for party in release.get("parties", ())
        if party.get("id")
    }
