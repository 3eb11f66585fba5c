"""The invented authorities that list whom not to deal with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Register:
    """One authority's list."""

    key: str
    """Names the published file."""
    authority: str
    program: str
    topic: str
    """As in FollowTheMoney: ``debarment`` or ``sanction``."""
    prefix: str
    """Of the ids of entries."""
    grounds: tuple[str, ...]
    follows: float
    """How many of the others' cases it takes over."""
    delay: tuple[int, int]
    """Days until then."""
    noise: float
    """How many names it writes otherwise than the subject does."""
    numbers: float
    """How many firms it gives a registration number for."""
    weight: float
    """How many of all cases begin here."""
    script: str = "any"
    """In which it writes names."""
    forever: str = ""
    """The date it writes where a listing has no end."""


HOME = Register(
    "excluded_bidders_karvelia", "Public Procurement Office of Karvelia",
    "Register of excluded bidders", "debarment", "ppo",
    ("False statements in a bid", "Contract ended for grave default", "Collusion with bidders",
        "Taxes not paid", "Conviction for bribery"),
    follows=0.3, delay=(20, 200), noise=0.25, numbers=0.65, weight=2.0,
)  # fmt: skip
COURT = Register(
    "court_bans_karvelia", "Supreme Court of Karvelia", "Register of professional bans",
    "debarment", "court",
    ("Ban from managing a company", "Ban from public contracts by judgment"),
    follows=0.15, delay=(60, 400), noise=0.3, numbers=0.4, weight=1.0,
)  # fmt: skip
DEBARMENTS = (
    HOME,
    COURT,
    Register(
        "northern_development_bank", "Northern Development Bank", "Ineligible firms and individuals",
        "debarment", "ndb",
        ("Fraudulent practice", "Corrupt practice", "Collusive practice", "Obstructive practice"),
        follows=0.35, delay=(10, 120), noise=0.6, numbers=0.05, weight=3.0, forever="2999-12-31",
    ),
    Register(
        "continental_investment_bank", "Continental Investment Bank", "Exclusion decisions",
        "debarment", "cib",
        ("Prohibited conduct: fraud", "Prohibited conduct: corruption", "Prohibited conduct: collusion"),
        follows=0.45, delay=(5, 90), noise=0.6, numbers=0.1, weight=2.0,
    ),
    Register(
        "unreliable_suppliers_vostria", "Antimonopoly Service of Vostria",
        "Register of unreliable suppliers", "debarment", "rnp",
        ("Refusal to sign the contract", "Contract ended by the customer"),
        follows=0.12, delay=(40, 300), noise=0.4, numbers=0.2, weight=1.5, script="cyrillic",
    ),
    Register(
        "blacklist_qasmira", "Tender Board of Qasmira", "Blacklisted contractors", "debarment", "tbq",
        ("Breach of contract", "Forged guarantee"),
        follows=0.1, delay=(40, 300), noise=0.4, numbers=0.1, weight=1.0, script="arabic",
    ),
)  # fmt: skip
"""National lists, banks' and neighbours'; the first is the one that binds buyers of the country."""
WATCHLISTS = (
    Register(
        "sanctions_coastal_league", "League of Coastal States", "Common sanctions", "sanction", "lcs",
        ("Misappropriation of public funds", "Support of an unlawful regime", "Arms brokering"),
        follows=0.5, delay=(5, 150), noise=0.3, numbers=0.2, weight=3.0, script="latin",
    ),
    Register(
        "watchlist_vostria", "Council of Vostria", "National watchlist", "sanction", "vwl",
        ("Financing of violence", "Evasion of sanctions"),
        follows=0.4, delay=(10, 250), noise=0.5, numbers=0.1, weight=1.5, script="cyrillic",
    ),
)  # fmt: skip
"""Lists of sanctions."""
REGISTERS = {register.key: register for register in (*DEBARMENTS, *WATCHLISTS)}
