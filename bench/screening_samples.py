"""Records to fit the scorer of screening on: free lists only, and their noise.

Nothing here touches a file that SOURCES.md marks NC or unclear. Parties are split by a hash of
their list and number: the fitting half is used here, the other half is left for reports.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

import yaml

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
NETRANSLIT = ("arabic", "chinese", "hebrew", "japanese", "katakana", "korean", "russian")


@dataclass
class Party:
    """One listed party, or one person that is on no list."""

    id: str
    schema: str
    names: list[str]
    births: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    gender: str = ""


def half(key: str) -> int:
    """Say in which half a party belongs: 0 fits, 1 reports."""
    return hashlib.sha256(key.encode()).digest()[0] & 1


def rows(path: Path, *, delimiter: str = ",") -> Iterator[list[str]]:
    """Read a table as published, without its last control character."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig", errors="replace", newline="") as file:
        clean = (line.replace("\x1a", "").replace("\0", "") for line in file)
        for row in csv.reader(clean, delimiter=delimiter):
            yield [("" if cell.strip() == "-0-" else cell.strip()) for cell in row]


def ofac(folder: Path) -> Iterator[Party]:
    """Read the sanctions list of 2021 with its alternate names."""
    others: dict[str, list[str]] = defaultdict(list)
    for row in rows(folder / "ofac_bench_alt.csv.gz"):
        if len(row) > 3:
            others[row[0]].append(row[3])
    for row in rows(folder / "ofac_bench_sdn.csv.gz"):
        if len(row) < 12 or row[2] in {"vessel", "aircraft"}:
            continue
        schema = "Person" if row[2] == "individual" else "Organization"
        remarks = row[11]
        births = [
            _day(*m)
            for m in re.findall(r"DOB (?:circa )?(?:(\d\d) )?(?:(\w{3}) )?(\d{4})", remarks)
        ]
        gender = next(iter(re.findall(r"Gender (Male|Female)", remarks)), "").lower()
        countries = re.findall(r"(?:nationality|citizen) ([A-Z][\w ]+)", remarks)
        yield Party(f"ofac:{row[0]}", schema, [row[1], *others[row[0]]], births, countries, gender)


def _day(day: str, month: str, year: str) -> str:
    if month not in MONTHS:
        return year
    return f"{year}-{MONTHS.index(month) + 1:02d}" + (f"-{day}" if day else "")


def ofac_aliases(folder: Path) -> Iterator[Party]:
    """Read the alternate names of 2025: a party is its aliases, since its name is absent."""
    others: dict[str, list[str]] = defaultdict(list)
    for row in rows(folder / "ofac_2025plus_alt.csv.gz"):
        if len(row) > 3:
            others[row[0]].append(row[3])
    for uid, names in others.items():
        persons = sum(bool(re.fullmatch(r"[A-Z' -]+, [A-Z][a-z].*", name)) for name in names)
        yield Party(f"ofac:{uid}", "Person" if persons * 2 > len(names) else "Organization", names)


def united_nations(path: Path) -> Iterator[Party]:
    """Read the consolidated list of the Security Council."""
    with gzip.open(path) as file:
        root = ET.parse(file).getroot()  # noqa: S314  (a file of our own data folder)
    for tag, schema in (("INDIVIDUAL", "Person"), ("ENTITY", "Organization")):
        for node in root.iter(tag):
            parts = [
                node.findtext(f"{n}_NAME") or "" for n in ("FIRST", "SECOND", "THIRD", "FOURTH")
            ]
            names = [" ".join(" ".join(parts).split())]
            names += [n.text or "" for n in node.iter("ALIAS_NAME")]
            names.append(node.findtext("NAME_ORIGINAL_SCRIPT") or "")
            births = [
                (d.findtext("DATE") or d.findtext("YEAR") or "")[:10]
                for d in node.iter(f"{tag}_DATE_OF_BIRTH")
            ]
            countries = [n.text or "" for n in node.findall("NATIONALITY/VALUE")]
            kept = [" ".join(n.split()) for n in names if n.strip() and n.strip().lower() != "na"]
            yield Party(
                f"un:{node.findtext('DATAID')}",
                schema,
                kept,
                [b for b in births if b],
                countries,
                (node.findtext("GENDER") or "").lower(),
            )


def legislators(folder: Path) -> Iterator[Party]:
    """Read the members of the United States' Congress and its executive (public domain)."""
    for name in ("us_legislators_current.yaml", "us_executive.yaml"):
        for row in yaml.load((folder / name).read_text("utf-8"), Loader=yaml.CSafeLoader):
            called, bio = row["name"], row.get("bio", {})
            full = " ".join(called[p] for p in ("first", "middle", "last") if called.get(p))
            short = f"{called['first']} {called['last']}"
            names = [called.get("official_full") or full, full, short]
            if called.get("nickname"):
                names.append(f"{called['nickname']} {called['last']}")
            key = row["id"].get("bioguide") or full
            births = [bio["birthday"]] if bio.get("birthday") else []
            gender = {"M": "male", "F": "female"}.get(bio.get("gender", ""), "")
            yield Party(f"us:{key}", "Person", list(dict.fromkeys(names)), births, ["us"], gender)


def denied(path: Path) -> Iterator[Party]:
    """Read the denied persons of the United States' Department of Commerce."""
    for number, row in enumerate(rows(path, delimiter="\t")):
        if number and row and row[0]:
            yield Party(f"bis:{row[0]}", "LegalEntity", [row[0]], [], [row[4].lower()])


def strangers(folder: Path) -> Iterator[Party]:
    """Read the generated persons that are on no list."""
    for place in ("us", "global"):
        for number, row in enumerate(rows(folder / f"yente__negatives_{place}.csv.gz")):
            if number:
                yield Party(f"{place}:{number - 1}", "Person", [row[0]], [row[5]], [row[7]], row[4])


def listed(data: Path) -> list[Party]:
    """Read all free lists, aliases of two editions together, each party once."""
    lists, known = data / "watchlists", {}
    for party in ofac(lists):
        known[party.id] = party
    for party in ofac_aliases(lists):
        if party.id in known:
            known[party.id].names += party.names
        else:
            known[party.id] = party
    for source in (
        united_nations(lists / "un_consolidated_2026.xml.gz"),
        legislators(data / "pep"),
        denied(lists / "us_bis_dpl.txt"),
    ):
        for party in source:
            known.setdefault(party.id, party)
    for party in known.values():
        party.names = list(dict.fromkeys(n for n in party.names if n.strip()))
    return [party for party in known.values() if party.names]
