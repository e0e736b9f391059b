"""Every screen of the phones' page, one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lan.ballots import EVERYTHING, GROUPS, opened, state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.lan.phones import Phone
    from tests.lan.stand_in import StandIn


def walk(phone: Phone, room: StandIn) -> Iterator[str]:
    """Go from screen to screen, and yield the name of each."""
    phone.driver.get(room.url)
    phone.screen("phone.join.title")
    yield "join"
    phone.press("join")
    phone.says("phone.join.short")
    yield "join-fault"
    room.show(**state("lobby"))
    phone.driver.get(f"{room.url}#{room.secret}")
    phone.screen("phone.lobby.title")
    yield "lobby"
    room.show(**opened(*EVERYTHING, groups=GROUPS))
    phone.screen("phone.group.title")
    yield "group"
    phone.press("next")
    phone.says("phone.choose_group")
    yield "group-fault"
    phone.press("group-0")
    phone.press("next")
    yield from walk_questions(phone)
    phone.press("cast")
    phone.screen("phone.saved.title")
    room.count(11)
    phone.until(lambda: phone.element("turnout").text, "turnout")
    yield "saved"
    phone.press("change")
    phone.press("edit-1")
    phone.press("answer-none")
    yield "changing"
    room.stop()
    phone.says("phone.lost.title")
    yield "lost"
    phone.press("next")
    phone.screen("phone.review.title")
    yield "review-again"
    phone.press("cast")
    phone.screen("phone.kept.title")
    yield "kept"
    room.show(**state("closed", "one"))
    room.start()
    phone.screen("phone.closed.title")
    yield "closed"
    room.show(**state("ended"))
    phone.screen("phone.ended.title")
    yield "ended"


def walk_questions(phone: Phone) -> Iterator[str]:
    phone.element("answer-4")
    yield "scale"
    phone.press("answer-3")
    yield "scale-chosen"
    phone.press("next")
    phone.element("answer-2")
    phone.press("answer-1")
    yield "choice"
    phone.press("next")
    for option in ("option-3", "option-0"):
        phone.press(option)
    yield "rank"
    phone.press("next")
    phone.element("sign")
    yield "number"
    phone.type("typed", "-42")
    phone.press("next")
    phone.until(lambda: not phone.driver.find_elements("id", "sign"), "the word")
    phone.type("typed", "hopeful")
    yield "word"
    phone.press("next")
    phone.element("cast")
    yield "review"
