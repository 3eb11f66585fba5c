"""How OCDS 1.1 says that releases of one process are merged, field by field.

Written from the merging documentation of the standard. Lists of objects with ids are merged
object by object, so that only two kinds of exceptions need to be named.
"""

from __future__ import annotations

from typing import Final

OMITTED: Final = ("date", "id", "tag")
"""About a release, not about the process: a compiled release has its own."""

_WHOLE_LISTS: Final = {
    "additionalIdentifiers": (
        "awards/suppliers",
        "buyer",
        "contracts/implementation/transactions/payee",
        "contracts/implementation/transactions/payer",
        "parties",
        "tender/procuringEntity",
        "tender/tenderers",
    ),
    "additionalClassifications": ("awards/items", "contracts/items", "tender/items"),
    "changes": (
        "awards/amendment",
        "awards/amendments",
        "contracts/amendment",
        "contracts/amendments",
        "tender/amendment",
        "tender/amendments",
    ),
    "relationship": ("contracts/relatedProcesses", "relatedProcesses"),
    "roles": ("parties",),
    "submissionMethod": ("tender",),
    "additionalProcurementCategories": ("tender",),
}
"""Lists that a later release replaces as a whole: list, and where it stands."""

MERGE_RULES: Final[dict[tuple[str, ...], str]] = {
    **{(name,): "omitWhenMerged" for name in OMITTED},
    **{
        (*place.split("/"), name): "wholeListMerge"
        for name, places in _WHOLE_LISTS.items()
        for place in places
    },
}
"""The rules as ocdsmerge takes them; given these, it never asks the network for a schema."""
