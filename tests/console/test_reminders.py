"""What the console asks as the day goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workshop_app.session import planning

if TYPE_CHECKING:
    from tests.console.room import Room

pytestmark = pytest.mark.gui


def asked(room: Room) -> str:
    return room.window.message.text if room.window.message.isVisible() else ""


def role(room: Room) -> list[str]:
    return [p.name for p in room.workshop.people() if p.role == "customer_advocate"]


def test_it_asks_who_speaks_for_the_customer_once_a_half_day(room: Room) -> None:
    planning.split_before(room.workshop, "", room.workshop.slots()[4])
    room.go("see-roster")
    assert "who speaks for the customer" in asked(room)
    room.window.message.answered.emit("yes")
    room.settle()
    first = role(room)
    assert len(first) == 1
    room.window.message.dismiss()
    room.go("see-customer-story")
    assert asked(room) == ""
    room.go("be-pledge")
    assert "who speaks for the customer" in asked(room)
    room.window.message.answered.emit("later")
    room.settle()
    assert role(room) == first
