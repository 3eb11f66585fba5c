"""One thing that speaks for or against two records being one party."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What one feature says of a pair of records.

    The weights of all reasons of a pair add up to the log-odds of its probability.
    """

    feature: str
    """Name of the feature, as the documentation of the model lists it."""
    value: float
    """What was measured, in the feature's unit."""
    weight: float
    """Log-odds in nats: above 0 it speaks for one party, below 0 against it."""
    says: str
    """One sentence with both values, such as ``family name equal: Tarn = Tarn``."""
