"""What becomes of a name on its way to the one who asks: slips, orders, scripts, forms."""

from __future__ import annotations

import random
import re
import tarfile
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from screening_samples import NETRANSLIT, half

LETTERS = "abcdefghijklmnopqrstuvwxyz"
TITLES = ("Mr", "Mrs", "Dr", "Hon.", "Prof.", "Sheikh", "Eng.", "Gen.", "Sayyid", "Haji")
LOOKS = {"o": "0", "i": "1", "l": "1", "s": "5", "b": "8", "e": "3", "a": "4", "g": "9"}
FORMS = (
    ("LTD", "LIMITED", "LLC", "GMBH", "S.R.L.", "LTDA", "OOO", "SARL", "CO., LTD."),
    ("S.A.", "JSC", "PLC", "AG", "OAO", "PJSC", "INC.", "CORPORATION"),
)
SCHOOLS = (
    ("kh", "h"), ("kh", "ch"), ("y", "i"), ("i", "y"), ("iy", "y"), ("yy", "y"), ("ou", "u"),
    ("u", "ou"), ("oo", "u"), ("ee", "i"), ("e", "a"), ("a", "e"), ("o", "u"), ("u", "o"),
    ("sh", "ch"), ("ch", "tch"), ("zh", "j"), ("j", "dj"), ("dj", "j"), ("ts", "tz"), ("v", "w"),
    ("w", "v"), ("f", "ph"), ("ph", "f"), ("q", "k"), ("k", "q"), ("q", "g"), ("gh", "g"),
    ("c", "k"), ("k", "c"), ("x", "ks"), ("ks", "x"), ("ai", "ay"), ("ei", "ey"), ("ya", "ia"),
    ("yu", "iu"), ("yo", "e"), ("dd", "d"), ("mm", "m"), ("ss", "s"), ("s", "ss"), ("z", "s"),
    ("ah", "a"), ("a", "ah"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("dh", "d"), ("th", "t"),
    ("ck", "k"), ("sch", "sh"), ("ie", "e"), ("e", "ie"), ("b", "p"), ("d", "t"), ("g", "k"),
)  # fmt: skip
"""What one school of spelling writes, and what another."""

Noise = Callable[[random.Random, str], str]


def words_of(name: str) -> list[str]:
    return [word for word in re.split(r"[\s,]+", name) if word]


def one_slip(chance: random.Random, word: str) -> str:
    at = chance.randrange(len(word))
    sort = chance.randrange(4)
    letter = chance.choice(LETTERS)
    if sort == 0:
        return word[:at] + word[at + 1 :]
    if sort == 1:
        return word[:at] + letter + word[at:]
    if sort == 2:
        return word[:at] + letter + word[at + 1 :]
    return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


def slips(count: int) -> Noise:
    def noise(chance: random.Random, name: str) -> str:
        words = words_of(name)
        long = [at for at, word in enumerate(words) if len(word) > 3]
        for at in chance.sample(long, min(count, len(long))):
            words[at] = one_slip(chance, words[at])
        return " ".join(words)

    return noise


def looks_like(chance: random.Random, name: str) -> str:
    places = [at for at, letter in enumerate(name) if letter.lower() in LOOKS]
    for at in chance.sample(places, min(2, len(places))):
        name = name[:at] + LOOKS[name[at].lower()] + name[at + 1 :]
    return name


def turned(chance: random.Random, name: str) -> str:
    words = words_of(name)
    return " ".join(words[1:] + words[:1] if chance.random() < 0.7 else words[::-1])


def turned_slip(chance: random.Random, name: str) -> str:
    return slips(1)(chance, turned(chance, name))


def initial(chance: random.Random, name: str) -> str:
    words = words_of(name)
    if len(words) < 2:
        return name
    given = 1 if "," in name and len(words) > 1 else 0
    words[given] = words[given][0] + chance.choice(["", "."])
    return " ".join(words)


def without_one(chance: random.Random, name: str) -> str:
    words = words_of(name)
    if len(words) < 3:
        return name
    del words[chance.randrange(len(words))]
    return " ".join(words)


def joined(chance: random.Random, name: str) -> str:
    words = words_of(name)
    if len(words) < 2:
        return name
    at = chance.randrange(len(words) - 1)
    return " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])


def parted(chance: random.Random, name: str) -> str:
    words = words_of(name)
    long = [at for at, word in enumerate(words) if len(word) > 6]
    if not long:
        return name
    at = chance.choice(long)
    cut = chance.randrange(3, len(words[at]) - 2)
    return " ".join([*words[:at], words[at][:cut], words[at][cut:], *words[at + 1 :]])


def titled(chance: random.Random, name: str) -> str:
    return f"{chance.choice(TITLES)} {name}"


def respelled(chance: random.Random, name: str) -> str:
    """Write a name as other schools of spelling would, in up to three places."""
    low = name.lower()
    fitting = [pair for pair in SCHOOLS if pair[0] in low]
    for old, new in chance.sample(fitting, min(chance.randint(1, 3), len(fitting))):
        low = low.replace(old, new, 1)
    return low


def unmarked(_: random.Random, name: str) -> str:
    split = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def other_form(chance: random.Random, name: str) -> str:
    """Write another legal form of the same class, or leave it out, or put one."""
    for group in FORMS:
        for form in group:
            if name.upper().endswith(" " + form):
                bare = name[: -len(form)].rstrip(" ,")
                return bare if chance.random() < 0.5 else f"{bare} {chance.choice(group)}"
    return f"{name} {chance.choice(FORMS[0])}"


def more_words(chance: random.Random, name: str) -> str:
    extra = ("Mikhailovich", "bin Saleh", "Kumar", "Maria", "Jose", "Ali", "Lee", "van Dijk")
    words = words_of(name)
    words.insert(chance.randrange(len(words) + 1), chance.choice(extra))
    return " ".join(words)


def same(_: random.Random, name: str) -> str:
    return name


PERSON: tuple[tuple[float, str, Noise], ...] = (
    (2.0, "same", same), (3.0, "slip", slips(1)), (1.5, "slips", slips(2)), (2.0, "turned", turned),
    (1.5, "turned_slip", turned_slip), (1.5, "initial", initial), (1.5, "without", without_one),
    (1.5, "joined", joined), (0.7, "parted", parted), (1.2, "titled", titled),
    (3.0, "respelled", respelled), (0.5, "looks", looks_like), (0.4, "more", more_words),
)  # fmt: skip
FIRM: tuple[tuple[float, str, Noise], ...] = (
    (2.0, "same", same), (3.0, "slip", slips(1)), (1.5, "slips", slips(2)), (3.0, "form", other_form),
    (1.0, "without", without_one), (1.0, "joined", joined), (0.5, "parted", parted),
    (1.0, "turned", turned), (0.3, "looks", looks_like), (1.0, "respelled", respelled),
)  # fmt: skip


def vary(chance: random.Random, name: str, *, is_person: bool) -> tuple[str, str]:
    """Alter a name in one way; give the way and the name."""
    plan = PERSON if is_person else FIRM
    _, kind, noise = chance.choices(plan, weights=[weight for weight, _, _ in plan])[0]
    return kind, noise(chance, name)


class Scripts:
    """Words of names in other scripts, from the fitting half of published pairs."""

    def __init__(self, path: Path) -> None:
        self.known: dict[str, dict[str, list[str]]] = {s: defaultdict(list) for s in NETRANSLIT}
        self.counts: dict[str, int] = defaultdict(int)
        with tarfile.open(path) as tar:
            for script in NETRANSLIT:
                file = tar.extractfile(f"netranslit/wd_{script}_80.tsv")
                for line in file.read().decode("utf-8").splitlines() if file else ():
                    latin, other, count = line.split("\t")
                    if half(f"{latin}|{script}") == 0:
                        self.known[script][latin].append(other.replace(" ", ""))
                        self.counts[latin] += int(count)

    def write(self, chance: random.Random, name: str) -> tuple[str, str] | None:
        """Write a Latin name in another script, where all its words are known there."""
        words = [w.lower().strip(".'") for w in words_of(name)]
        words = words[1:] + words[:1] if "," in name else words
        fitting = [s for s in NETRANSLIT if all(w in self.known[s] for w in words)]
        if not fitting or len(words) < 2:
            return None
        script = chance.choice(fitting)
        written = [chance.choice(self.known[script][word]) for word in words]
        joint = {"chinese": "·", "japanese": "・", "katakana": "・"}.get(script, " ")
        return script, joint.join(written)


def fictional(chance: random.Random, scripts: Scripts, count: int) -> list[tuple[str, str, str]]:
    """Invent persons of known words, common ones more often: script, name in it, in Latin."""
    made = []
    pools = {script: sorted(known) for script, known in scripts.known.items()}
    weights = {s: [scripts.counts[word] for word in pool] for s, pool in pools.items()}
    for script in NETRANSLIT:
        drawn = chance.choices(pools[script], weights=weights[script], k=3 * count)
        joint = {"chinese": "·", "japanese": "・", "katakana": "・"}.get(script, " ")
        for at in range(count // len(NETRANSLIT)):
            words = drawn[3 * at : 3 * at + chance.choice((2, 2, 2, 3))]
            written = [chance.choice(scripts.known[script][word]) for word in words]
            made.append((script, joint.join(written), " ".join(words).title()))
    return made


class Lookalikes:
    """Other words that begin alike and are as long: families that are not one family."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(set(words)):
            self._known[word[:4], len(word)].append(word)

    def of(self, chance: random.Random, word: str) -> str | None:
        low = word.lower().strip(",")
        consonants = re.sub("[aeiouyhw]", "", low)
        near = [
            other
            for size in (len(low) - 1, len(low), len(low) + 1)
            for other in self._known[low[:4], size]
            if re.sub("[aeiouyhw]", "", other) != consonants and other != low
        ]
        return chance.choice(near) if near and len(low) > 5 else None


def politicians(chance: random.Random, scripts: Scripts, count: int) -> list[str]:
    """Invent persons whose words are as common as they are in Wikidata, in Latin letters."""
    words = sorted(word for word in scripts.counts if len(word) > 1 and word.isalpha())
    weights = [scripts.counts[word] for word in words]
    drawn = chance.choices(words, weights=weights, k=3 * count)
    sizes = chance.choices((2, 3), weights=(4, 1), k=count)
    return [" ".join(drawn[3 * i : 3 * i + size]).title() for i, size in enumerate(sizes)]
