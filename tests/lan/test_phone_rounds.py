"""Two rounds open at once: whoever goes back to the first one still has their ballot there."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from tests.lan.ballots import CHOICE, GROUPS, SCALE, opened, state
from tests.lan.served import Served
from tests.lan.stand_in import StandIn, page_words

if TYPE_CHECKING:
    from selenium import webdriver

    from tests.lan.phones import Phone

    Room = StandIn | Served

pytestmark = [pytest.mark.lan, pytest.mark.e2e]

own_server = pytest.mark.parametrize("room", [StandIn, Served], indirect=True)

Q1, Q2 = (part["prompt"]["en"] for part in (SCALE, CHOICE))
REVIEW = page_words()["en"]["phone.review.title"]
GROUP = page_words()["en"]["phone.group.title"]

FIRST = opened(SCALE, groups=GROUPS)
BACK = opened(SCALE, groups=GROUPS, also=("two",))
SECOND = opened(CHOICE, round_="two", also=("one",))
NO_STORE = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})"


def vote_in_both(phone: Phone, room: Room) -> str:
    """Vote in the first round, then in the second; the key of the first ballot."""
    room.show(**FIRST)
    phone.driver.get(f"{room.url}#{room.secret}")
    phone.at(GROUP)
    phone.answer("group-1", Q1)
    phone.answer("answer-3", REVIEW)
    phone.press("cast")
    phone.screen("phone.saved.title")
    key = only(room)["key"]
    room.show(**SECOND)
    phone.at(Q2)
    phone.answer("answer-0", REVIEW)
    phone.press("cast")
    phone.screen("phone.saved.title")
    return str(key)


def go_back(phone: Phone, room: Room) -> None:
    room.show(**BACK)
    phone.until(lambda: phone.js("return history.state.round") == "one", "the first round")


def change_first(phone: Phone) -> None:
    """Change the answer of the first round, and cast it again."""
    phone.screen("phone.saved.title")
    phone.press("change")
    phone.at(REVIEW)
    phone.press("edit-1")
    phone.at(Q1)
    assert phone.element("answer-3").is_selected()
    phone.answer("answer-1", REVIEW)
    phone.press("cast")
    phone.screen("phone.saved.title")


def answer_first_anew(phone: Phone) -> None:
    """The same where this tab has nothing of what the ballot says."""
    phone.screen("phone.saved.title")
    phone.press("change")
    phone.at(REVIEW)
    phone.press("cast")
    phone.says("phone.review.fault")
    phone.press("edit-0")
    phone.answer("group-0", REVIEW)
    phone.press("edit-1")
    phone.answer("answer-1", REVIEW)
    phone.press("cast")
    phone.screen("phone.saved.title")


def only(room: Room) -> dict[str, Any]:
    [ballot] = room.ballots.values()
    return ballot


def kept_rounds(phone: Phone) -> list[str]:
    """The rounds of which the phone keeps a ballot, the newest first."""
    return [one["round"] for one in json.loads(phone.js("return localStorage.ballot") or "[]")]


def is_newest(phone: Phone, name: str) -> bool:
    return kept_rounds(phone)[:1] == [name]


@own_server
def test_back_in_the_first_round_its_vote_can_be_changed(phone: Phone, room: Room) -> None:
    key = vote_in_both(phone, room)
    other = only(room)
    go_back(phone, room)
    change_first(phone)
    assert only(room) == {"round": "one", "key": key, "group": "middle", "answers": {"q1": "2"}}
    room.show(**SECOND)
    phone.until(lambda: phone.js("return history.state.round") == "two", "the second round")
    phone.screen("phone.saved.title")
    assert only(room) == other


def test_a_page_with_one_ballot_would_be_seen(phone: Phone, room: StandIn) -> None:
    room.spoil = ("const MOST_KEPT = 8;", "const MOST_KEPT = 1;")
    vote_in_both(phone, room)
    go_back(phone, room)
    phone.screen("phone.voted.title")


def test_a_reload_meanwhile_keeps_both(phone: Phone, room: StandIn) -> None:
    key = vote_in_both(phone, room)
    phone.driver.refresh()
    phone.screen("phone.saved.title")
    go_back(phone, room)
    phone.driver.refresh()
    change_first(phone)
    assert only(room)["key"] == key


def test_a_phone_that_lost_its_cookie_meanwhile_changes_it_too(
    phone: Phone, room: StandIn
) -> None:
    key = vote_in_both(phone, room)
    go_back(phone, room)
    phone.screen("phone.saved.title")
    room.devices.clear()
    room.show(**BACK)
    phone.screen("phone.join.title")
    phone.type("code", room.code)
    phone.press("join")
    change_first(phone)
    assert only(room)["key"] == key


def test_a_phone_that_may_keep_nothing_changes_it_all_the_same(
    phone: Phone, room: StandIn
) -> None:
    script = phone.cdp("Page.addScriptToEvaluateOnNewDocument", source=NO_STORE)
    try:
        key = vote_in_both(phone, room)
        go_back(phone, room)
        change_first(phone)
        assert only(room)["key"] == key
    finally:
        phone.cdp("Page.removeScriptToEvaluateOnNewDocument", identifier=script["identifier"])


def cast_offline(phone: Phone, room: Room) -> None:
    room.show(**FIRST)
    phone.driver.get(f"{room.url}#{room.secret}")
    phone.at(GROUP)
    phone.answer("group-1", Q1)
    phone.answer("answer-3", REVIEW)
    phone.offline(True)
    phone.says("phone.lost.title")
    phone.press("cast")
    phone.screen("phone.kept.title")


def test_a_vote_that_waits_is_sent_once_although_the_room_went_on(
    phone: Phone, room: StandIn
) -> None:
    cast_offline(phone, room)
    room.show(**SECOND)
    phone.offline(False)
    phone.at(Q2)
    phone.says("phone.saved.title")
    [post] = room.posts
    assert (post["round"], post["group"], post["answers"]) == ("one", "middle", {"q1": "4"})
    go_back(phone, room)
    phone.screen("phone.saved.title")
    change_first(phone)
    assert [one["key"] for one in room.posts] == [post["key"]] * 2


def test_a_vote_that_waited_until_its_round_was_over_says_so(phone: Phone, room: StandIn) -> None:
    cast_offline(phone, room)
    room.show(**opened(CHOICE, round_="two"))
    phone.offline(False)
    phone.at(Q2)
    phone.says("phone.closed.late")
    assert "one" not in kept_rounds(phone)
    phone.answer("answer-0", REVIEW)
    phone.press("cast")
    phone.screen("phone.saved.title")
    assert phone.words["phone.closed.late"] not in phone.text()


def test_one_that_got_there_although_its_answer_was_lost_says_that(
    phone: Phone, room: StandIn
) -> None:
    room.show(**FIRST)
    phone.driver.get(f"{room.url}#{room.secret}")
    phone.at(GROUP)
    phone.answer("group-1", Q1)
    phone.answer("answer-3", REVIEW)
    room.cut = 100
    phone.press("cast")
    phone.until(lambda: room.ballots, "a ballot that was stored")
    phone.offline(True)
    room.cut = 0
    room.show(**opened(CHOICE, round_="two"))
    phone.offline(False)
    phone.says("phone.closed.saved_before")


def test_what_a_saved_ballot_says_is_not_left_on_the_phone(phone: Phone, room: StandIn) -> None:
    vote_in_both(phone, room)
    phone.driver.get("about:blank")
    room.show(**state("ended"))
    phone.driver.get(room.url + "page.css")
    left = phone.js("return localStorage.ballot")
    assert [one["round"] for one in json.loads(left)] == ["two", "one"]
    assert not any(one["answers"] or one["group"] for one in json.loads(left))


def test_a_phone_without_cookie_and_answers_sends_no_empty_ballot(
    phone: Phone, room: StandIn
) -> None:
    vote_in_both(phone, room)
    go_back(phone, room)
    phone.screen("phone.saved.title")
    before = only(room)
    phone.js("sessionStorage.clear()")
    room.devices.clear()
    phone.driver.refresh()
    phone.type("code", room.code)
    phone.press("join")
    phone.at(REVIEW)
    assert only(room) == before


def test_in_another_tab_a_saved_ballot_is_answered_anew(phone: Phone, room: StandIn) -> None:
    key = vote_in_both(phone, room)
    phone.js("sessionStorage.clear()")
    phone.driver.refresh()
    go_back(phone, room)
    answer_first_anew(phone)
    assert only(room) == {"round": "one", "key": key, "group": "floor", "answers": {"q1": "2"}}


def test_back_in_a_round_the_phone_s_own_back_stays_in_it(phone: Phone, room: StandIn) -> None:
    vote_in_both(phone, room)
    go_back(phone, room)
    phone.screen("phone.saved.title")
    phone.press("change")
    phone.at(REVIEW)
    phone.press("edit-1")
    phone.at(Q1)
    phone.driver.back()
    phone.at(REVIEW)
    phone.driver.back()
    phone.screen("phone.saved.title")
    assert Q2 not in phone.text()


def test_two_tabs_share_the_ballots_of_both(
    phone: Phone, room: StandIn, driver: webdriver.Chrome
) -> None:
    key = vote_in_both(phone, room)
    first = driver.current_window_handle
    driver.switch_to.new_window("tab")
    driver.get(room.url)
    phone.screen("phone.saved.title")
    go_back(phone, room)
    answer_first_anew(phone)
    assert only(room)["key"] == key
    driver.switch_to.window(first)
    phone.until(lambda: phone.js("return history.state.round") == "one", "the first round")
    phone.press("change")
    phone.at(REVIEW)
    assert "2 · " in phone.text()


@own_server
@pytest.mark.parametrize("state_", ["open", "closed", "lobby"])
def test_nothing_of_a_round_stays_once_it_is_over(phone: Phone, room: Room, state_: str) -> None:
    vote_in_both(phone, room)
    assert kept_rounds(phone) == ["two", "one"], "or this test would see nothing"
    if state_ == "open":
        room.show(**opened(CHOICE, round_="two"))
        phone.until(lambda: kept_rounds(phone) == ["two"], "the first round forgotten")
        phone.screen("phone.saved.title")
    else:
        room.show(**state(state_, "two" if state_ == "closed" else ""))
        phone.screen(f"phone.{state_}.title")
        assert json.loads(phone.kept())[0] == {}


def test_no_more_than_eight_are_kept(phone: Phone, room: StandIn) -> None:
    names = tuple(f"round-{number}" for number in range(10))
    room.show(**opened(round_=names[0], also=names))
    phone.driver.get(f"{room.url}#{room.secret}")
    for name in names:
        room.show(**opened(round_=name, also=names))
        phone.until(partial(is_newest, phone, name), name)
    assert kept_rounds(phone) == [*reversed(names[2:])]
