"""Synthetic data in published formats, with planted schemes and their ground truth.

===================  ===================================================================
``draws``            random numbers that are the same on every machine
``names``            invented towns, firms, people and their scripts
``markets``          what is bought: twelve divisions with items and price levels
``country``          the buyers and suppliers of one invented country
``stories``          what happened in one contracting process, before anything is published
``schemes``          what is planted in some of them, and the innocent look-alikes
``dates``            minutes of the simulated years as published dates
``notice``           what every part of a release is written with
``contracts``        awards and contracts as published
``publication``      a story as an OCDS 1.1 compiled release
``faults``           what publishers get wrong
``procurement``      all together: `releases`, `write`, `Truth`
``strategies``       arbitrary OCDS-shaped releases for property tests (needs hypothesis)
===================  ===================================================================
"""

from euthyna.simulation.procurement import SCHEME_NAMES, Truth, releases, write

__all__ = ["SCHEME_NAMES", "Truth", "releases", "write"]
