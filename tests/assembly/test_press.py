"""Booklets one after the other: in their order, told of, stopped, whole or not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.booklet.insides import spoken
from workshop_app.assembly.methods import built_in_method
from workshop_app.assembly.orders import Order, personal_orders
from workshop_app.assembly.press import press, print_all
from workshop_app.errors import UserError
from workshop_app.session.people import Person
from workshop_app.session.workshop import Plan, Workshop, create_workshop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = ("Ann Bos", "ann bos", "A/B: C?", "Con", "Zoë Þórsdóttir", "…", "Şahin Ünsal")


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    people = [Person(name) for name in NAMES]
    made = create_workshop(
        tmp_path / "day.workshop", built_in_method(), Plan("taster-90", "Closer", people=people)
    )
    with made.file:
        yield made


def test_everybody_gets_a_file_of_their_own(workshop: Workshop, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    orders = personal_orders(folder, workshop.people())
    assert len({order.path.name.casefold() for order in orders}) == len(NAMES)
    made = list(press(workshop, orders))
    assert [one.path for one in made] == [order.path for order in orders]
    for name, one in zip(NAMES, made, strict=True):
        assert name.split()[0] in spoken(one.path)
    assert (folder / "Zoë Þórsdóttir.pdf").is_file()


def test_each_reader_reads_their_own_language(workshop: Workshop, tmp_path: Path) -> None:
    readers = [
        person._replace(language="nl" if person.name == "Ann Bos" else "")
        for person in workshop.people()[:2]
    ]
    first, second = press(workshop, personal_orders(tmp_path, readers, "letter"))
    assert "Beste Ann," in spoken(first.path)
    assert "Dear ann," in spoken(second.path)


def test_every_edition_is_printed_with_word_of_how_far_it_is(
    workshop: Workshop, tmp_path: Path
) -> None:
    told: list[float] = []
    orders = [
        Order("group", tmp_path / "group.pdf"),
        Order("sponsor", tmp_path / "sponsor.pdf", language="nl"),
        *personal_orders(tmp_path, workshop.people()[:2]),
    ]
    paths = print_all(workshop, orders, told.append)
    assert told == [0.0, 0.25, 0.5, 0.75, 1.0]
    assert paths == [order.path for order in orders]
    assert "Voor de opdrachtgever" in spoken(paths[1])


def test_it_stops_between_two_booklets_and_leaves_whole_ones(
    workshop: Workshop, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()

    def stop(done: float) -> None:
        if done > 0.4:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        print_all(workshop, personal_orders(folder, workshop.people()), stop)
    left = sorted(path.name for path in folder.iterdir())
    assert len(left) == 3
    assert all((folder / name).read_bytes().rstrip().endswith(b"%%EOF") for name in left)


def test_a_personal_booklet_needs_its_reader(workshop: Workshop, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="belongs to somebody"):
        list(press(workshop, [Order("personal", tmp_path / "x.pdf")]))
    assert list(tmp_path.glob("*.pdf")) == []
