"""What buyers write: the grounds they give, what they ask of bidders, why a contract changes."""

from __future__ import annotations

from euthyna.simulation.basis.draws import Draws

NO_TENDERS = "No bids in the preceding open procedure."
BELOW_THRESHOLD = "Value below the threshold for direct purchase."
RATIONALES = (
    BELOW_THRESHOLD,
    "Exclusive rights protect the product.",
    NO_TENDERS,
    "Extension of an existing system for reasons of compatibility.",
    "Extreme urgency that could not be foreseen.",
)
"""Grounds for an award without an open tender."""
NO_RATIONALE = 0.12
"""So often none is given."""
CHANGES = (
    "Change of quantities.",
    "Additional works found necessary.",
    "Prices adjusted by the index clause.",
    "Extension of the time for delivery.",
    "Unforeseen ground conditions.",
)
"""Grounds for the amendment of a contract."""
TERMS = (
    "Entry in the professional register.",
    "No overdue taxes or social contributions.",
    "Turnover of at least the estimated value in the last year.",
    "Three references of similar size in the last five years.",
    "Quality management certified by an accredited body.",
    "The named products are examples; equivalent ones are accepted.",
)
"""What buyers ask of bidders."""
ODD_TERMS = (
    "Only products of the maker {}; no equivalents.",
    "Certificate of the partner programme of {}.",
    "The bidder has an office within {} km of the buyer.",
    "The bidder has carried out a contract for this buyer in the last {} months.",
    "Exactly {} trained employees with certificates of this year.",
    "Delivery within {} days of signature; longer periods exclude.",
)
"""Terms that few can meet; honest buyers have them too, but seldom."""
_NAMED = 2
"""So many of them name a brand, the others a number."""
_BRANDS = ("Velox", "Tarmin", "Ostrel", "Quandor", "Brevik", "Sundra", "Kelpar", "Miravo")


def terms(draws: Draws) -> tuple[str, ...]:
    """Word what a buyer asks of bidders, in most cases something usual."""
    chosen = draws.shuffled(TERMS)[: draws.between(1, 3)]
    if draws.chance(0.05):
        chosen.append(odd_term(draws))
    return tuple(chosen)


def odd_term(draws: Draws) -> str:
    """Word a term that few bidders can meet."""
    kind = draws.between(0, len(ODD_TERMS) - 1)
    detail = draws.pick(_BRANDS) if kind < _NAMED else draws.between(2, 30)
    return ODD_TERMS[kind].format(detail)
