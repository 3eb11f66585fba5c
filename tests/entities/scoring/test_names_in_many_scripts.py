"""Names of history and invented ones: the same person above another, in every script."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Judge = Callable[..., list[float]]

NEARER: tuple[tuple[str, str, str], ...] = (
    # asked, listed and the same, listed and somebody else
    ("Фёдор Достоевский", "Fyodor Dostoevsky", "Fyodor Dolgorukov"),
    ("Лев Николаевич Толстой", "Lev Tolstoy", "Lev Gumilyov"),
    ("Anna Akhmatova", "Анна Андреевна Ахматова", "Анна Кулишова"),
    ("Pyotr Chaikovskii", "Tchaikovsky, Pyotr", "Chernyshevsky, Pyotr"),
    ("Dimitri Shostakovich", "Дмитрий Шостакович", "Дмитрий Менделеев"),
    ("Marina Tsvetaeva", "Марина Цветаева", "Марина Цветкова"),
    ("نجيب محفوظ", "Naguib Mahfouz", "Naguib Mansour"),
    ("أم كلثوم", "Umm Kulthum", "Umm Qasr"),
    ("Abd al-Rahman Munif", "Abdelrahman Munif", "Abdelrahman Hanif"),
    ("Mohamed ibn Khaldoun", "Muhammad Khaldun", "Muhammad Khalil"),
    ("Taha Hussein", "طه حسين", "طه ياسين"),
    ("גולדה מאיר", "Golda Meir", "Golda Levi"),
    ("Νίκος Καζαντζάκης", "Nikos Kazantzakis", "Nikos Papadakis"),
    ("鲁迅", "Lu Xun", "Lu Ban"),
    ("孙中山", "Sun Zhongshan", "Sun Zhenhua"),
    ("Deng Xiaoping", "Deng Xiao Ping", "Deng Yingchao"),
    ("김구", "Kim Ku", "Kim Won"),
    ("안중근", "An Jung-geun", "An Chang-ho"),
    ("くろさわ あきら", "Akira Kurosawa", "Akira Kurosaki"),
    ("Gabriel Garcia Marquez", "García Márquez, Gabriel", "García Moreno, Gabriel"),
    ("Pablo Picasso", "Pablo Ruiz Picasso", "Pablo Ruiz Pizarro"),
    ("Kemal Ataturk", "Mustafa Kemal Atatürk", "Mustafa Kemal Erdem"),
    ("Johann Mueller", "Johann Müller", "Johann Möller"),
    ("Ho Chi Minh", "Hồ Chí Minh", "Hồ Chí Thành"),
    ("R. K. Narayan", "Rasipuram Krishnaswami Narayan", "Rasipuram Krishnaswami Iyer"),
    ("Bill Shakespeare", "William Shakespeare", "Walter Shakespeare"),
    ("Sasha Pushkin", "Aleksandr Pushkin", "Anatoly Pushkin"),
    ("Galileo Galilei", "Gallileo Galilei", "Giulia Galilei"),
    ("IsaacNewton", "Isaac Newton", "Isaac Norton"),
    ("Mar1e Cur1e", "Marie Curie", "Mario Curci"),
    ("Dr. Albert Schweitzer", "Schweitzer, Albert", "Schweitzer, Adam"),
    ("Mileva Marić", "Mileva Maric", "Milena Marin"),
)


@pytest.fixture(scope="module")
def both(judged: Judge) -> list[tuple[float, float]]:
    same = judged([(asked, same) for asked, same, _ in NEARER])
    other = judged([(asked, other) for asked, _, other in NEARER])
    return list(zip(same, other, strict=True))


@pytest.mark.parametrize("at", range(len(NEARER)), ids=[asked for asked, _, _ in NEARER])
def test_the_same_person_is_nearer_than_somebody_else(
    both: list[tuple[float, float]], at: int
) -> None:
    same, other = both[at]
    assert same > other


def test_most_of_the_same_are_probable_and_of_others_not(both: list[tuple[float, float]]) -> None:
    assert sum(same > 0.5 for same, _ in both) >= 0.8 * len(both)
    assert sum(other < 0.5 for _, other in both) >= 0.9 * len(both)


FIRMS: tuple[tuple[str, str, str], ...] = (
    ("Velmora Steelworks Ltd", "VELMORA STEELWORKS LIMITED", "Velmora Glassworks Ltd"),
    ("ООО Велмора", "Velmora LLC", "Belmont LLC"),
    ("Kestavar School 12", "School No. 12 Kestavar", "Kestavar School 13"),
    ("Dran Fund II", "Dran Fund 2", "Dran Fund III"),
    ("Tasnik Handels GmbH", "Tasnik Handels Gesellschaft mbH", "Tasnik Handels AG"),
    ("Orliska Brannoc Kestavar Union", "Orliska Branoc Kestavar Union", "Orliska Torvengard Union"),
    ("北京德兰莫科技有限公司", "德兰莫科技 有限公司", "北京塔斯尼克科技有限公司"),
    ("TDRK", "Tasnik Dran Regional Kombinat", "Tasnik Orliska Regional Kombinat"),
)


@pytest.mark.parametrize("at", range(len(FIRMS)), ids=[asked for asked, _, _ in FIRMS])
def test_the_same_firm_is_nearer_than_another(judged: Judge, at: int) -> None:
    asked, same, other = FIRMS[at]
    first, second = judged([(asked, same), (asked, other)], schema="Company")
    assert first > second


def test_a_common_name_says_less_than_a_rare_one(judged: Judge) -> None:
    common, rare = judged([("John Smith", "John Smith"), ("Torvald Dranquist",) * 2])
    assert rare > common > 0.2


def test_one_common_word_is_not_a_match_for_a_longer_name(judged: Judge) -> None:
    assert max(judged([("Ali", "Ali Hassan Mahmoud"), ("Maria", "Maria Lopez Garcia")])) < 0.3
