"""Names of persons, and the same names as other offices write them."""

from __future__ import annotations

from collections import Counter

import pytest

from euthyna.simulation.basis import names, noise, persons
from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.basis.scripts import plain, script_of, standard_latin, to_script

KINDS: tuple[noise.Kind, ...] = ("person", "firm", "body", "address")
SCRIPTS = ("latin", "cyrillic", "arabic", "chinese", "greek")


def _people(count: int, *, seed: int = 1) -> list[str]:
    return [names.person(Draws(seed, number)) for number in range(count)]


def test_same_numbers_give_the_same_name() -> None:
    assert _people(50) == _people(50)
    assert _people(50) != _people(50, seed=2)


def test_persons_have_names_of_several_scripts_most_of_them_latin() -> None:
    found = Counter(script_of(name) for name in _people(2000))
    assert set(found) == {"latin", "cyrillic", "arabic", "chinese"}
    assert 0.7 < found["latin"] / 2000 < 0.9


@pytest.mark.parametrize("seed", range(3))
def test_few_people_of_a_province_share_their_names(seed: int) -> None:
    found = Counter(_people(2500, seed=seed))
    homonyms = sum(count for count in found.values() if count > 1)
    assert 0.002 < homonyms / 2500 < 0.04


@pytest.mark.parametrize("kind", KINDS)
def test_varied_names_are_names_and_mostly_differ(kind: noise.Kind) -> None:
    draws = Draws(3)
    name = "Min. Živa Dranmark Construction & Sons Ltd"
    varied = [noise.vary(draws, name, kind=kind) for _ in range(300)]
    assert all(varied)
    assert sum(other != name for other in varied) > 290
    assert len(set(varied)) > 20


@pytest.mark.parametrize("name", ["Žo", "A", "岑霖越", "شركة الدرامين للتجارة", "ООО", "x-y"])
def test_short_and_foreign_names_survive_every_alteration(name: str) -> None:
    for number in range(200):
        for kind in KINDS:
            assert noise.vary(Draws(4, number), name, kind=kind).strip()


def test_a_legal_form_is_changed_and_the_name_kept() -> None:
    for number in range(100):
        changed = noise.legal_form(Draws(5, number), "Sabrelin Foods S.A.")
        assert changed.startswith("Sabrelin Foods")
        assert not changed.endswith("S.A.")


def test_a_typo_costs_few_letters() -> None:
    for number in range(200):
        wrong = noise.typo(Draws(6, number), "Kestavarholt Interiors")
        assert wrong[0] == "K"
        assert abs(len(wrong) - len("Kestavarholt Interiors")) <= 2


@pytest.mark.parametrize("script", SCRIPTS)
def test_names_can_be_written_in_each_script(script: str) -> None:
    for name in _people(300):
        written = to_script(Draws(7), name, script=script)
        assert written
        assert script_of(written) == script


def test_one_cyrillic_name_has_several_latin_spellings() -> None:
    found = {to_script(Draws(8, n), "Щуйский Юрий", script="latin") for n in range(60)}
    assert {"Shchuyskiy Yuriy", "Ščujskij Jurij"} <= found


def test_all_characters_of_invented_names_have_a_latin_spelling() -> None:
    for number in range(2000):
        draws = Draws(9, number)
        for name in (names.person(draws), names.firm(draws, trade="Trading")):
            assert script_of(standard_latin(name)) == "latin", name
            assert all(ord(letter) < 0x2000 for letter in standard_latin(name)), name


def test_marks_are_taken_off() -> None:
    assert plain("Søren Łužmir Éva") == "Soren Luzmir Eva"


@pytest.mark.parametrize("kinship", ["spouse", "child", "parent", "sibling"])
def test_relatives_mostly_share_the_family_name(kinship: persons.Kinship) -> None:
    shared = 0
    for number, name in enumerate(_people(400)):
        other = persons.relative(Draws(10, number), name, kinship=kinship)
        family = plain(name.split()[-1])[:4] if script_of(name) != "chinese" else name[0]
        first = name.split()[0]
        shared += family in plain(other) or other.startswith(first)
    assert shared > 260


def test_mailboxes_are_ascii() -> None:
    for name in _people(300):
        assert names.mailbox(name).isascii()
        assert names.mailbox(name).isalnum()


def test_forms_are_in_another_script() -> None:
    for number, name in enumerate(_people(300)):
        forms = names.forms(Draws(11, number), name)
        assert forms
        assert all(script_of(form) != script_of(name) for form in forms)
