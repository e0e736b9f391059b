"""The review of a phone's ballot: change one answer and be back, and see that nothing is cast."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from selenium.webdriver.common.keys import Keys

from tests.lan.ballots import AGREE, CHOICE, GROUPS, SCALE, both, opened, question
from tests.lan.stand_in import StandIn, page_words

if TYPE_CHECKING:
    from selenium import webdriver

    from tests.lan.phones import Phone

pytestmark = [pytest.mark.lan, pytest.mark.e2e]

REVIEW = page_words()["en"]["phone.review.title"]
MANY = tuple(
    question(f"s{n}", "scale", both(f"Statement {n}", f"Stelling {n}"), AGREE) for n in range(1, 19)
)


def reviewed(phone: Phone, room: StandIn, language: str = "en") -> None:
    """Stand at the review of eighteen answers, all of them “I can’t say”."""
    phone.speaks(language)
    phone.words = page_words()[language]
    room.show(**opened(*MANY, groups=GROUPS))
    phone.driver.get(f"{room.url}#{room.secret}")
    phone.press("group-none")
    for line in MANY:
        phone.press("next")
        phone.at(line["prompt"][language])
        phone.press("answer-none")
    phone.press("next")
    phone.screen("phone.review.title")


def only(room: StandIn) -> dict[str, Any]:
    """The one ballot that the room has."""
    [ballot] = room.ballots.values()
    return ballot


def in_sight(phone: Phone, id_: str) -> bool:
    """Whether something begins within the screen as it is scrolled now."""
    found: bool = phone.js(
        "const e = document.getElementById(arguments[0]), b = e && e.getBoundingClientRect();"
        "return Boolean(b && b.height) && b.top >= 0 && b.top < innerHeight - 20",
        id_,
    )
    return found


@pytest.mark.parametrize("language", ["en", "nl"])
def test_one_answer_changed_goes_straight_back_to_the_review(
    phone: Phone, room: StandIn, language: str
) -> None:
    reviewed(phone, room, language)
    title = phone.words["phone.review.title"]
    for step, choice in ((0, "group-1"), (2, "answer-4"), (18, "answer-0")):
        phone.press(f"edit-{step}")
        phone.press(choice)
        assert phone.words["phone.next.review"] in phone.text()
        if step == 2:
            phone.driver.refresh()
        phone.press("next")
        phone.at(title)
        assert phone.focused() == "head"
        assert in_sight(phone, "cast-above")
    for way_back in ("back", "next", ""):
        phone.press("edit-0")
        phone.at(phone.words["phone.group.title"])
        if way_back:
            phone.press(way_back)
        else:
            phone.driver.back()
        phone.at(title)
    phone.press("back")
    phone.at(MANY[-1]["prompt"][language])  # no pile of reviews lies between
    assert phone.words["phone.next.review"] not in phone.text()
    phone.press("next")
    phone.at(title)
    phone.press("cast-above")
    phone.screen("phone.saved.title")
    assert only(room)["group"] == "middle"
    assert only(room)["answers"] == {"s2": "5", "s18": "1"}


def test_an_answer_changed_with_keys_alone(phone: Phone, room: StandIn) -> None:
    reviewed(phone, room)
    phone.js("document.getElementById('edit-3').focus()")
    phone.keys(Keys.ENTER)
    phone.at("Statement 3")
    phone.js("document.getElementById('answer-none').focus()")
    phone.keys(Keys.ARROW_UP)
    phone.keys(Keys.ENTER)
    phone.at(REVIEW)
    phone.keys(Keys.TAB)
    assert phone.focused() == "cast-above"
    phone.keys(Keys.ENTER)
    phone.screen("phone.saved.title")
    assert only(room)["answers"] == {"s3": "5"}


def test_two_taps_on_next_leave_the_review_alone(phone: Phone, room: StandIn) -> None:
    reviewed(phone, room)
    phone.press("edit-5")
    phone.at("Statement 5")
    phone.js("const next = document.getElementById('next'); next.click(); next.click()")
    phone.at(REVIEW)
    settled = "window.settled = false; setTimeout(function () { window.settled = true; }, 300)"
    phone.js(settled)
    phone.until(lambda: phone.js("return window.settled"), "a moment")
    assert phone.heading() == REVIEW


def test_another_page_opened_while_changing_stands_at_the_review(
    phone: Phone, room: StandIn, driver: webdriver.Chrome
) -> None:
    reviewed(phone, room)
    phone.press("edit-5")
    phone.at("Statement 5")
    driver.switch_to.new_window("tab")
    driver.get(room.url)
    phone.at(REVIEW)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("percent", [100, 200])
def test_a_long_review_says_at_once_that_nothing_is_cast(
    phone: Phone, room: StandIn, language: str, percent: int
) -> None:
    reviewed(phone, room, language)
    phone.large_text(percent)
    assert in_sight(phone, "cast-above")
    assert not in_sight(phone, "cast")
    phone.says("phone.review.uncast")
    assert phone.words["phone.earlier"] not in phone.text()
    phone.press("cast-above")
    phone.press("change")
    phone.screen("phone.review.title")
    phone.large_text(percent)
    phone.says("phone.earlier")
    phone.press("edit-0")
    phone.press("group-2")
    phone.press("next")
    phone.screen("phone.review.title")
    phone.large_text(percent)
    phone.says("phone.earlier")
    assert phone.js("return document.documentElement.scrollWidth") <= 360
    phone.press("cast-above")
    phone.screen("phone.saved.title")
    assert only(room)["group"] == "top"


def test_a_short_review_has_one_button_to_cast_until_the_phone_is_turned(
    phone: Phone, room: StandIn
) -> None:
    room.show(**opened(SCALE, CHOICE))
    phone.driver.get(f"{room.url}#{room.secret}")
    phone.answer("answer-1", CHOICE["prompt"]["en"])
    phone.answer("answer-0", REVIEW)
    phone.says("phone.review.uncast")
    assert in_sight(phone, "cast")
    assert not in_sight(phone, "cast-above")
    phone.size(740, 360)
    phone.until(lambda: in_sight(phone, "cast-above"), "the button above")
    phone.size(360, 740)
    phone.until(lambda: not in_sight(phone, "cast-above"), "one button only")
