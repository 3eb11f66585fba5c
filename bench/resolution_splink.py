"""Splink on the records of `resolution.py`, in an environment of its own (see `peers.in`).

    python resolution_splink.py RECORDS.parquet OUT.parquet

Blocked and compared by consonant skeletons beside the words, which is how it did best when the
reference was written: its stock name columns find less. Pairs above a half are grouped at a half
and at nine tenths; both are written, with the seconds taken.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from functools import cache
from itertools import groupby

import icu
import pyarrow as pa
import pyarrow.parquet as pq
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

LATIN = icu.Transliterator.createInstance("Any-Latin; Latin-ASCII; Lower")
GROUPS = re.compile("sch|tch|kh|gh|ph|sh|ch|zh|th|dh|ts|tz|ck|dj|ou|x")
GROUPED = {
    "sch": "s", "tch": "c", "kh": "h", "gh": "g", "ph": "f", "sh": "s", "ch": "c", "zh": "z",
    "th": "t", "dh": "d", "ts": "s", "tz": "s", "ck": "k", "dj": "j", "ou": "u", "x": "ks",
}  # fmt: skip
LETTERS = str.maketrans(
    {**dict(zip("qczvpj", "kksbbg", strict=True)), "f": "b", **dict.fromkeys("aeiouhwy'")}
)


@cache
def latin(word: str) -> str:
    return re.sub(r"[^a-z0-9]", "", LATIN.transliterate(word))


@cache
def skeleton(word: str) -> str:
    plain = GROUPS.sub(lambda found: GROUPED[found[0]], latin(word)).translate(LETTERS)
    return "".join(letter for letter, _ in groupby(plain))


def prepared(table: pa.Table) -> pa.Table:
    rows = []
    for row in table.to_pylist():
        words = [word for word in re.findall(r"[^\W_]+", row["name"].casefold()) if latin(word)]
        sounds = sorted(filter(None, map(skeleton, words)))
        first, last = (words[0], words[-1]) if words else ("", "")
        rows.append(
            {
                "unique_id": row["id"],
                "first": latin(first) or None,
                "last": latin(last) or None,
                "fullname": " ".join(sorted(map(latin, words))) or None,
                "birth": row["birth"] or None,
                "country": row["country"] or None,
                "sk1": sounds[0] if sounds else None,
                "sk2": sounds[-1] if sounds else None,
                "skj": "".join(sounds) if len("".join(sounds)) > 2 else None,
            }
        )
    return pa.Table.from_pylist(rows)


def settings() -> SettingsCreator:
    name = cl.CustomComparison(
        output_column_name="fullname",
        comparison_levels=[
            cll.NullLevel("fullname"),
            cll.ExactMatchLevel("fullname"),
            cll.CustomLevel(
                "skj_l = skj_r AND jaro_winkler_similarity(fullname_l, fullname_r) > .85"
            ),
            cll.CustomLevel("skj_l = skj_r"),
            cll.JaroWinklerLevel("fullname", 0.88),
            cll.CustomLevel("sk1_l = sk1_r OR sk2_l = sk2_r"),
            cll.ElseLevel(),
        ],
    )
    birth = cl.CustomComparison(
        output_column_name="birth",
        comparison_levels=[
            cll.NullLevel("birth"),
            cll.ExactMatchLevel("birth"),
            cll.CustomLevel("abs(CAST(birth_l AS INT) - CAST(birth_r AS INT)) <= 1"),
            cll.ElseLevel(),
        ],
    )
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[name, birth, cl.ExactMatch("country")],
        blocking_rules_to_generate_predictions=[
            block_on("first", "last"),
            block_on("last", "birth"),
            block_on("first", "birth"),
            block_on("substr(first, 1, 3)", "substr(last, 1, 3)", "country"),
            block_on("skj"),
            block_on("sk1", "sk2"),
            block_on("sk1", "birth"),
            block_on("sk2", "birth"),
        ],
        retain_matching_columns=False,
    )


def main(records: str, out: str) -> None:
    began = time.monotonic()
    table = prepared(pq.read_table(records))
    keyed = time.monotonic()
    database = DuckDBAPI()
    linker = Linker(database.register(table), settings())
    rules = [block_on("fullname", "birth")]
    linker.training.estimate_probability_two_random_records_match(rules, recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in (block_on("birth", "country"), block_on("skj")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=0.5)
    columns = {}
    for threshold in (0.5, 0.9):
        groups = linker.clustering.cluster_pairwise_predictions_at_threshold(found, threshold)
        made = (
            groups.as_pyarrow_table()
            if hasattr(groups, "as_pyarrow_table")
            else pa.table(groups.as_duckdbpyrelation().to_arrow_table())
        )
        columns["id"] = made.column("unique_id")
        order = dict(
            zip(
                made.column("unique_id").to_pylist(),
                made.column("cluster_id").to_pylist(),
                strict=True,
            )
        )
        columns[f"at_{threshold}"] = order
    ids = table.column("unique_id").to_pylist()
    grouped = {name: [found[i] for i in ids] for name, found in columns.items() if name != "id"}
    ended = time.monotonic()
    about = {
        "seconds": ended - began,
        "keys": keyed - began,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    result = pa.table({"id": ids, **grouped}).replace_schema_metadata({"about": json.dumps(about)})
    pq.write_table(result, out)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
