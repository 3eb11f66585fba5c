"""What an award is mostly for: the class of its first item."""

from __future__ import annotations

from ibis import Table, _, coalesce

from euthyna.indicators.spec import Param, Step


@Step(
    id="award_classes",
    reads={
        "awards": ("process_id", "award_no"),
        "items": (
            "process_id",
            "place",
            "parent_no",
            "item_no",
            "classification_scheme",
            "classification_id",
        ),
    },
    gives={"process_id": "string", "award_no": "int64", "item_class": "string"},
    params=(
        Param(
            name="digits",
            default=3,
            unit="digits",
            doc="So many first characters of a code make a class.",
            low=1,
            high=20,
        ),
    ),
)
def award_classes(awards: Table, items: Table, *, digits: float) -> Table:
    """Scheme and first characters of the code of the first item of each award.

    Where the award lists no items, the first item of the tender counts; null without any.
    """
    scheme = coalesce(_.classification_scheme, "")
    first = items.filter(_.item_no == 0).mutate(
        item_class=(scheme + " " + _.classification_id.substr(0, int(digits))).strip()
    )
    own = first.filter(_.place == "award").select("process_id", "item_class", award_no="parent_no")
    general = first.filter(_.place == "tender").select("process_id", general="item_class")
    beside = awards.left_join(own, ["process_id", "award_no"]).select(
        "process_id", "award_no", "item_class"
    )
    return beside.left_join(general, "process_id").mutate(
        item_class=coalesce(_.item_class, _.general)
    )
