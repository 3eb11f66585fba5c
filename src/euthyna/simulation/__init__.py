"""A synthetic country in published formats, with planted schemes and their ground truth.

===================  ===================================================================
``basis``            chance, dates, names and their noise, markets, measured habits
``country``          who there is and what they do: registers, tenders, payments, budgets
``published``        what bodies publish of it, one module for each format
``truth``            the table of what was planted
``procurement``      contracting processes alone: `releases`, `write`, `Truth`
``tendering``        the first and the last step of a province: its processes
``strategies``       arbitrary OCDS-shaped releases for property tests (needs hypothesis)
``building``         all steps of a province, in order
``writing``          a whole country to files, province by province
``inventory``        what was written, for people
``scoring``          what the product finds of what was planted
===================  ===================================================================

docs/simulation.md says what is written, what is planted and how near it is to reality.
"""

from euthyna.simulation.procurement import SCHEME_NAMES, Truth, releases, write

__all__ = ["SCHEME_NAMES", "Truth", "releases", "write"]
