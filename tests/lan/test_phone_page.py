"""The phones' page in a real browser, as people with a phone, a keyboard or two tabs meet it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from selenium.webdriver.common.keys import Keys

from tests.lan.ballots import CHOICE, EVERYTHING, GROUPS, NUMBER, RANK, SCALE, WORD, opened, state
from tests.lan.served import Served
from tests.lan.stand_in import StandIn, page_words

if TYPE_CHECKING:
    from selenium import webdriver

    from tests.lan.phones import Phone

    Room = StandIn | Served

pytestmark = [pytest.mark.lan, pytest.mark.e2e]

own_server = pytest.mark.parametrize("room", [StandIn, Served], indirect=True)

Q1, Q2, R, N, W = (
    part["prompt"]["en"]
    for part in (SCALE, CHOICE, {"prompt": {"en": "What should become our habit?"}}, NUMBER, WORD)
)
REVIEW = page_words()["en"]["phone.review.title"]
GROUP = page_words()["en"]["phone.group.title"]


def join(phone: Phone, room: Room, **shown: Any) -> None:
    """Scan the code while this is shown."""
    room.show(**(shown or state("lobby")))
    phone.driver.get(f"{room.url}#{room.secret}")


def cast(phone: Phone, choice: str = "answer-3") -> None:
    """Fill a ballot of one question in and cast it."""
    phone.answer(choice, REVIEW)
    phone.press("cast")


def only(room: Room) -> dict[str, Any]:
    """The one ballot that the room has."""
    [ballot] = room.ballots.values()
    return ballot


# -- Coming in


@own_server
def test_the_code_on_the_screen_lets_in_and_leaves_the_address(phone: Phone, room: Room) -> None:
    join(phone, room)
    phone.screen("phone.lobby.title")
    assert phone.driver.current_url == room.url
    assert room.secret not in phone.kept()
    phone.driver.refresh()
    phone.screen("phone.lobby.title")


@own_server
def test_six_characters_let_in_however_they_are_typed(phone: Phone, room: Room) -> None:
    room.show(**state("lobby"))
    phone.driver.get(room.url)
    phone.screen("phone.join.title")
    phone.type("code", "AB3")
    phone.press("join")
    phone.says("phone.join.short")
    assert phone.focused() == "code"
    phone.type("code", "ZZZZZZ")
    phone.press("join")
    phone.says("phone.join.wrong")
    phone.type("code", f" {room.code[:3].lower()}-{room.code[3:]} ")
    phone.keys(Keys.ENTER)
    phone.screen("phone.lobby.title")


def test_an_old_square_code_says_so_and_leaves_the_six_characters(
    phone: Phone, room: StandIn
) -> None:
    room.show(**state("lobby"))
    phone.driver.get(f"{room.url}#{'0' * 32}")
    phone.says("phone.join.old")
    assert phone.driver.current_url == room.url
    phone.type("code", room.code)
    phone.press("join")
    phone.screen("phone.lobby.title")


def test_too_many_wrong_codes_are_counted_down(phone: Phone, room: StandIn) -> None:
    phone.driver.get(room.url)
    room.join_refusal = (429, {"reason": "wait", "seconds": 2})
    phone.type("code", "ZZZZZZ")
    phone.press("join")
    phone.sees("You can try again in")
    room.join_refusal = None
    phone.says("phone.join.ready")
    phone.type("code", room.code)
    phone.press("join")
    phone.screen("phone.lobby.title")


def test_a_browser_without_cookies_is_told(phone: Phone, room: StandIn) -> None:
    room.cookies = False
    phone.driver.get(f"{room.url}#{room.secret}")
    phone.says("phone.join.cookies")


def test_a_second_scan_is_no_second_phone(phone: Phone, room: StandIn) -> None:
    join(phone, room)
    phone.screen("phone.lobby.title")
    phone.driver.get(f"{room.url}#{room.secret}")
    phone.driver.refresh()
    phone.screen("phone.lobby.title")
    phone.until(lambda: phone.driver.current_url == room.url, "a clean address")
    assert len(room.devices) == 1


def test_a_room_that_sleeps_while_somebody_joins(phone: Phone, room: StandIn) -> None:
    phone.driver.get(room.url)
    phone.screen("phone.join.title")
    room.stop()
    phone.type("code", room.code)
    phone.press("join")
    phone.says("phone.lost.short")
    room.start()
    phone.press("join")
    phone.screen("phone.lobby.title")


# -- A ballot


@own_server
def test_a_ballot_with_every_form_arrives_as_it_was_filled_in(phone: Phone, room: Room) -> None:
    join(phone, room, **opened(*EVERYTHING, groups=GROUPS))
    phone.at(GROUP)
    phone.answer("group-1", Q1)
    phone.answer("answer-3", Q2)
    phone.answer("answer-1", R)
    phone.press("option-2")
    phone.press("option-0")
    phone.press("option-3")
    phone.press("up-0")
    phone.press("down-2")
    phone.answer("cross-3", N)
    phone.type("typed", "-42")
    phone.press("next")
    phone.at(W)
    phone.type("typed", "  with   élan ✓ ")
    phone.press("next")
    phone.at(REVIEW)
    review = phone.text()
    assert not room.posts
    for text in ("Middle", "4 · Largely", "Ask a colleague", "−42", "with élan ✓"):
        assert text in review
    phone.press("cast")
    phone.screen("phone.saved.title")
    assert only(room)["group"] == "middle"
    assert only(room)["answers"] == {
        "q1": "4",
        "q2": "2",
        "r1": "1",
        "r3": "2",
        "n1": "-42",
        "w1": "with élan ✓",
    }
    assert re.fullmatch("[0-9a-f]{32}", only(room)["key"])
    assert len(room.posts) == 1


def test_nothing_is_chosen_beforehand_and_nothing_is_skipped(phone: Phone, room: StandIn) -> None:
    join(phone, room, **opened(*EVERYTHING, groups=GROUPS))
    faults = {
        GROUP: ("phone.choose_group", "group-0", "group-none"),
        Q1: ("phone.choose_first", "answer-0", "answer-none"),
        Q2: ("phone.choose_first", "answer-0", "answer-none"),
        R: ("phone.choose_first", "option-0", "pass"),
        N: ("phone.type_first", "typed", "pass"),
        W: ("phone.type_first", "typed", "pass"),
    }
    for heading, (fault, first, cannot_say) in faults.items():
        phone.at(heading)
        assert not phone.js("return document.querySelectorAll('input:checked').length")
        phone.press("next")
        phone.says(fault)
        assert phone.focused() == first
        phone.press(cannot_say)
        phone.press("next")
    phone.at(REVIEW)
    assert phone.text().count(phone.words["phone.cannot_say"]) == 5
    phone.press("cast")
    phone.screen("phone.saved.title")
    assert only(room)["group"] == ""
    assert only(room)["answers"] == {"q1": "0"}, "the scale’s own zero, and blanks"


def test_a_number_is_read_as_people_write_it(phone: Phone, room: StandIn) -> None:
    join(phone, room, **opened(NUMBER))
    phone.at(N)
    for typed in ("101", "4.5", "many", "-", "−−3"):
        phone.type("typed", typed)
        phone.press("next")
        phone.says("phone.number.fault", first="−100", last="100")
        assert phone.js("return document.getElementById('typed').value") == typed
    phone.type("typed", " 007 ")
    phone.press("sign")
    phone.press("next")
    phone.at(REVIEW)
    assert "−7" in phone.text()
    phone.press("cast")
    phone.screen("phone.saved.title")
    assert only(room)["answers"] == {"n1": "-7"}


def test_a_ranking_takes_no_more_than_its_places(phone: Phone, room: StandIn) -> None:
    join(phone, room, **opened(*RANK))
    phone.at(R)
    for option in ("option-0", "option-1", "option-2", "option-3"):
        phone.press(option)
    phone.says("phone.rank.full", n=3)
    phone.press("pass")
    phone.until(lambda: not phone.driver.find_elements("css selector", "ol li"), "an empty order")
    phone.press("option-3")
    assert not phone.js("return document.getElementById('pass').checked")
    phone.press("next")
    phone.at(REVIEW)
    phone.press("cast")
    phone.screen("phone.saved.title")
    assert only(room)["answers"] == {"r4": "1"}


@pytest.mark.parametrize(("named", "key"), [(False, "phone.secret"), (True, "phone.named")])
def test_every_screen_of_a_ballot_says_who_gets_to_know(
    phone: Phone, room: StandIn, named: bool, key: str
) -> None:
    other = "phone.secret" if named else "phone.named"
    first = page_words()["en"]["phone.name.title"] if named else GROUP
    join(phone, room, **opened(SCALE, WORD, groups=GROUPS, named=named))
    for heading, choice in ((first, "group-0"), (Q1, "answer-0"), (W, "pass")):
        phone.at(heading)
        phone.says(key)
        assert phone.words[other] not in phone.text()
        phone.press(choice)
        phone.press("next")
    phone.at(REVIEW)
    phone.says(key)
    note = "phone.note.named" if named else "phone.note.secret"
    phone.says(note)
    phone.press("cast")
    phone.screen("phone.saved.title")
    phone.says(key)


def test_what_a_shared_network_hides_is_said_before_voting(phone: Phone, room: StandIn) -> None:
    join(phone, room)
    phone.says("phone.note.secret")
    room.show(**opened() | {"note": {"en": "A network of its own.", "nl": "Een eigen netwerk."}})
    phone.at(Q1)
    assert "A network of its own." not in phone.text()
    phone.js("document.querySelector('summary').click()")
    phone.sees("A network of its own.")


# -- Back, reload, two tabs


@own_server
def test_back_goes_to_the_question_before_and_loses_nothing(phone: Phone, room: Room) -> None:
    join(phone, room, **opened(SCALE, CHOICE, WORD))
    phone.at(Q1)
    phone.answer("answer-1", Q2)
    phone.answer("answer-2", W)
    phone.type("typed", "lighter")
    phone.driver.back()
    phone.at(Q2)
    assert phone.element("answer-2").is_selected()
    phone.press("back")
    phone.at(Q1)
    assert phone.element("answer-1").is_selected()
    phone.driver.forward()
    phone.at(Q2)
    phone.driver.refresh()
    phone.at(Q2)
    assert phone.element("answer-2").is_selected()
    phone.press("next")
    phone.at(W)
    assert phone.element("typed").get_attribute("value") == "lighter"
    phone.press("next")
    phone.at(REVIEW)
    phone.press("edit-0")
    phone.at(Q1)
    phone.driver.back()
    phone.at(REVIEW)


def test_a_page_that_is_opened_again_stands_where_it_was_left(
    phone: Phone, room: StandIn, driver: webdriver.Chrome
) -> None:
    join(phone, room, **opened(SCALE, CHOICE, WORD))
    phone.at(Q1)
    phone.answer("answer-1", Q2)
    phone.press("answer-0")
    driver.switch_to.new_window("tab")
    driver.get(room.url)
    phone.at(Q2)
    assert phone.element("answer-0").is_selected()
    phone.press("back")
    phone.at(Q1)


@own_server
def test_two_tabs_fill_in_one_ballot(phone: Phone, room: Room, driver: webdriver.Chrome) -> None:
    join(phone, room, **opened(SCALE, CHOICE))
    phone.at(Q1)
    first = driver.current_window_handle
    driver.switch_to.new_window("tab")
    driver.get(room.url)
    phone.at(Q1)
    phone.answer("answer-0", Q2)
    driver.switch_to.window(first)
    phone.until(lambda: phone.element("answer-0").is_selected(), "the other tab’s choice")
    phone.answer("answer-4", Q2)
    phone.answer("answer-1", REVIEW)
    phone.press("cast")
    phone.screen("phone.saved.title")
    driver.switch_to.window(driver.window_handles[1])
    phone.press("change")
    phone.at(REVIEW)
    phone.press("cast")
    phone.screen("phone.saved.title")
    phone.until(lambda: len(room.posts) == 2, "both")
    assert room.posts[0]["key"] == room.posts[1]["key"]
    assert only(room)["answers"] == {"q1": "5", "q2": "2"}


# -- Saved, changed, closed


@own_server
def test_a_saved_vote_can_be_changed_until_the_round_closes(phone: Phone, room: Room) -> None:
    join(phone, room, **opened(SCALE, CHOICE))
    phone.at(Q1)
    phone.answer("answer-1", Q2)
    phone.answer("answer-0", REVIEW)
    phone.press("cast")
    phone.screen("phone.saved.title")
    phone.says("phone.saved.text")
    assert "Hardly" not in phone.text(), "what was chosen does not stand there"
    key = only(room)["key"]
    phone.press("change")
    phone.at(REVIEW)
    phone.says("phone.earlier")
    phone.press("edit-0")
    phone.at(Q1)
    phone.press("answer-4")
    phone.driver.refresh()
    phone.at(Q1)
    phone.driver.back()
    phone.at(REVIEW)
    phone.driver.back()
    phone.screen("phone.saved.title")
    phone.says("phone.saved.edited")
    assert only(room)["answers"]["q1"] == "2"
    phone.press("change")
    phone.press("cast")
    phone.screen("phone.saved.title")
    assert only(room)["answers"] == {"q1": "5", "q2": "1"}
    assert only(room)["key"] == key


@own_server
@pytest.mark.parametrize("when", ["choosing", "cast", "changing"])
def test_after_closing_nothing_of_the_choice_is_on_the_phone(
    phone: Phone, room: Room, when: str
) -> None:
    marker = "Xylophone"
    join(phone, room, **opened(SCALE, WORD))
    phone.at(Q1)
    phone.answer("answer-3", W)
    phone.type("typed", marker)
    if when != "choosing":
        phone.press("next")
        phone.at(REVIEW)
        phone.press("cast")
        phone.screen("phone.saved.title")
    if when == "changing":
        phone.press("change")
        phone.press("edit-1")
        phone.at(W)
    assert marker in phone.kept(), "or this test would see nothing"
    room.show(**state("closed", "one"))
    phone.screen("phone.closed.title")
    outcome = {
        "choosing": "phone.closed.uncast",
        "cast": "phone.closed.saved",
        "changing": "phone.closed.saved",
    }
    phone.says(outcome[when])
    for go in (phone.driver.back, phone.driver.refresh):
        assert marker not in phone.kept()
        assert "q1" not in phone.kept()
        assert json.loads(phone.kept())[0] == {}
        go()
        phone.screen("phone.closed.title")
    phone.screen("phone.closed.title")
    assert marker not in phone.kept()


@own_server
def test_a_new_round_begins_empty(phone: Phone, room: Room) -> None:
    join(phone, room, **opened(SCALE, CHOICE, groups=GROUPS))
    phone.at(GROUP)
    phone.answer("group-0", Q1)
    phone.answer("answer-3", Q2)
    phone.answer("answer-0", REVIEW)
    phone.press("cast")
    phone.screen("phone.saved.title")
    key = only(room)["key"]
    room.show(**opened(SCALE, CHOICE, round_="two", groups=GROUPS))
    phone.at(GROUP)
    assert not phone.js("return document.querySelectorAll('input:checked').length")
    phone.driver.back()
    phone.at(GROUP)
    phone.answer("group-2", Q1)
    assert not phone.js("return document.querySelectorAll('input:checked').length")
    phone.answer("answer-none", Q2)
    phone.answer("answer-none", REVIEW)
    phone.press("cast")
    phone.screen("phone.saved.title")
    assert only(room)["key"] != key
    assert only(room)["answers"] == {"q1": "0"}


def test_a_tab_that_slept_does_not_take_the_new_round_away(
    phone: Phone, room: StandIn, driver: webdriver.Chrome
) -> None:
    room.events = False
    join(phone, room, **opened(SCALE, CHOICE))
    phone.at(Q1)
    sleeper = driver.current_window_handle
    driver.switch_to.new_window("tab")
    room.show(**opened(SCALE, CHOICE, round_="two"))
    driver.get(room.url)
    phone.at(Q1)
    phone.answer("answer-2", Q2)
    phone.press("answer-0")
    awake = driver.current_window_handle
    driver.switch_to.window(sleeper)
    phone.until(lambda: phone.js("return history.state.round") == "two", "the new round")
    driver.switch_to.window(awake)
    phone.driver.refresh()
    phone.at(Q2)
    assert phone.element("answer-0").is_selected()


def test_the_end(phone: Phone, room: StandIn) -> None:
    join(phone, room, **opened())
    phone.at(Q1)
    cast(phone)
    phone.screen("phone.saved.title")
    room.show(**state("ended"))
    phone.screen("phone.ended.title")
    assert json.loads(phone.kept())[0] == {}
    room.stop()
    assert phone.words["phone.lost.title"] not in phone.text()


@own_server
def test_turnout_is_told_and_never_what_was_chosen(phone: Phone, room: Room) -> None:
    join(phone, room, **opened())
    phone.at(Q1)
    cast(phone)
    phone.screen("phone.saved.title")
    room.count(11)
    phone.sees("11 of 17 have voted")
    said = "return document.getElementById('said').textContent"
    phone.until(lambda: "11 of 17" in phone.js(said), "said")
    room.count(12)
    phone.sees("12 of 17 have voted")
    room.count(18)
    phone.sees("18 ballots, 17 present")
    phone.until(lambda: "18 of 17" not in phone.text(), "more have voted than there are")


def test_without_server_sent_events_the_page_asks(phone: Phone, room: StandIn) -> None:
    room.events = False
    join(phone, room)
    phone.screen("phone.lobby.title")
    room.show(**opened())
    phone.at(Q1)
    room.show(**state("closed", "one"))
    phone.screen("phone.closed.title")


# -- Connections


def test_a_choice_made_without_a_connection_is_sent_once(phone: Phone, room: StandIn) -> None:
    join(phone, room, **opened(SCALE, CHOICE))
    phone.at(Q1)
    phone.offline(True)
    phone.says("phone.lost.title")
    phone.answer("answer-3", Q2)
    phone.answer("answer-1", REVIEW)
    phone.press("cast")
    phone.screen("phone.kept.title")
    phone.says("phone.kept.text")
    assert not room.posts
    phone.offline(False)
    phone.screen("phone.saved.title")
    assert phone.words["phone.lost.title"] not in phone.text()
    assert len(room.posts) == 1
    assert only(room)["answers"] == {"q1": "4", "q2": "2"}


@own_server
def test_the_lid_is_shut_and_opened_again(
    phone: Phone, room: Room, driver: webdriver.Chrome
) -> None:
    """Both tabs wait with the vote; the room gets it once, by one of them."""
    join(phone, room, **opened())
    phone.at(Q1)
    first = driver.current_window_handle
    driver.switch_to.new_window("tab")
    driver.get(room.url)
    phone.at(Q1)
    room.stop()
    phone.says("phone.lost.title")
    cast(phone)
    phone.screen("phone.kept.title")
    driver.switch_to.window(first)
    phone.screen("phone.kept.title")
    room.start()
    phone.screen("phone.saved.title")
    driver.switch_to.window(driver.window_handles[1])
    phone.screen("phone.saved.title")
    assert len({post["key"] for post in room.posts}) == 1
    assert only(room)["answers"] == {"q1": "4"}
    if isinstance(room, StandIn):
        assert len(room.posts) == 1


def test_a_reply_that_was_lost_is_asked_for_again_with_the_same_key(
    phone: Phone, room: StandIn
) -> None:
    join(phone, room, **opened())
    phone.at(Q1)
    room.cut = 1
    cast(phone)
    phone.screen("phone.saved.title")
    assert [post["key"] for post in room.posts] == [only(room)["key"]] * 2
    assert room.posts[0] == room.posts[1]


def test_a_full_disk_keeps_the_vote_and_tries_again(phone: Phone, room: StandIn) -> None:
    join(phone, room, **opened())
    phone.at(Q1)
    room.refusals = [(503, {"reason": "disk"}), (429, {"reason": "wait", "seconds": 1})]
    cast(phone)
    phone.says("phone.kept.disk")
    phone.screen("phone.saved.title")
    assert len(room.posts) == 3
    assert only(room)["answers"] == {"q1": "4"}


def test_a_round_that_closes_first_says_that_the_vote_does_not_count(
    phone: Phone, room: StandIn
) -> None:
    join(phone, room, **opened())
    phone.at(Q1)
    phone.offline(True)
    phone.says("phone.lost.title")
    cast(phone)
    phone.screen("phone.kept.title")
    room.show(**state("closed", "one"))
    phone.offline(False)
    phone.screen("phone.closed.title")
    phone.says("phone.closed.late")
    assert not room.posts
    assert json.loads(phone.kept())[0] == {}


def test_a_waiting_vote_can_be_changed_or_erased(phone: Phone, room: StandIn) -> None:
    join(phone, room, **opened(WORD))
    phone.at(W)
    room.stop()
    phone.says("phone.lost.title")
    phone.type("typed", "Xylophone")
    phone.press("next")
    phone.at(REVIEW)
    phone.press("cast")
    phone.screen("phone.kept.title")
    phone.driver.back()
    phone.screen("phone.kept.title")
    phone.press("change")
    phone.at(REVIEW)
    phone.driver.back()
    phone.at(W)
    phone.press("next")
    phone.at(REVIEW)
    phone.press("cast")
    phone.screen("phone.kept.title")
    phone.press("erase")
    phone.at(W)
    assert "Xylophone" not in phone.kept()
    room.start()
    phone.until(lambda: phone.words["phone.lost.title"] not in phone.text(), "the room")
    assert not room.posts


@pytest.mark.parametrize(
    ("refusal", "heading"),
    [
        ((422, {"faults": [{"question": "q2", "reason": "not_an_answer"}]}), Q2),
        ((422, {"faults": [{"question": "", "reason": "unknown_group"}]}), GROUP),
        ((422, {"faults": []}), REVIEW),
    ],
)
def test_what_the_room_cannot_take_is_asked_again(
    phone: Phone, room: StandIn, refusal: tuple[int, dict[str, Any]], heading: str
) -> None:
    join(phone, room, **opened(SCALE, CHOICE, groups=GROUPS))
    phone.at(GROUP)
    phone.answer("group-0", Q1)
    phone.answer("answer-0", Q2)
    phone.answer("answer-0", REVIEW)
    room.refusals = [refusal]
    phone.press("cast")
    phone.says("phone.refused")
    phone.at(heading)


def test_a_phone_that_voted_under_another_key_is_told(phone: Phone, room: StandIn) -> None:
    join(phone, room, **opened())
    phone.at(Q1)
    cast(phone)
    phone.screen("phone.saved.title")
    phone.js("localStorage.clear()")
    phone.driver.refresh()
    phone.screen("phone.voted.title")
    assert len(room.ballots) == 1


def test_a_stranger_again_joins_again_and_the_vote_goes_on(phone: Phone, room: StandIn) -> None:
    join(phone, room, **opened())
    phone.at(Q1)
    phone.press("answer-3")
    room.devices.clear()
    phone.press("next")
    phone.at(REVIEW)
    phone.press("cast")
    phone.screen("phone.join.title")
    phone.type("code", room.code)
    phone.press("join")
    phone.screen("phone.saved.title")
    assert only(room)["answers"] == {"q1": "4"}


def test_a_phone_that_may_keep_nothing_votes_all_the_same(phone: Phone, room: StandIn) -> None:
    source = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})"
    script = phone.cdp("Page.addScriptToEvaluateOnNewDocument", source=source)
    try:
        join(phone, room, **opened())
        phone.at(Q1)
        cast(phone)
        phone.screen("phone.saved.title")
        assert only(room)["answers"] == {"q1": "4"}
    finally:
        phone.cdp("Page.removeScriptToEvaluateOnNewDocument", identifier=script["identifier"])


# -- Languages


def test_the_page_speaks_the_phone_s_language_and_can_be_told_another(
    phone: Phone, room: StandIn
) -> None:
    dutch = page_words()["nl"]
    phone.speaks("nl-BE")
    join(phone, room, **opened(SCALE, WORD))
    phone.at(SCALE["prompt"]["nl"])
    assert phone.js("return document.documentElement.lang") == "nl"
    phone.answer("answer-2", WORD["prompt"]["nl"])
    phone.type("typed", "rustig")
    phone.press("language-en")
    phone.at(W)
    assert phone.focused() == "language-en"
    assert phone.element("typed").get_attribute("value") == "rustig"
    phone.driver.refresh()
    phone.at(W)
    phone.press("language-nl")
    phone.sees(dutch["phone.word.limit"].format(most=40))
    phone.press("next")
    phone.at(dutch["phone.review.title"])
    assert "3 · Deels" in phone.text()


@pytest.mark.parametrize("language", ["fr-FR", "de", "zh-CN"])
def test_other_languages_get_english(phone: Phone, room: StandIn, language: str) -> None:
    phone.speaks(language)
    join(phone, room)
    phone.screen("phone.lobby.title")


# -- What the tests above would see


def test_a_page_that_makes_a_new_key_would_be_seen(phone: Phone, room: StandIn) -> None:
    room.spoil = ("key: kept.key, group", "key: randomHex(16), group")
    join(phone, room, **opened())
    phone.at(Q1)
    room.cut = 1
    cast(phone)
    phone.until(lambda: len(room.posts) > 1, "a second try")
    assert room.posts[0]["key"] != room.posts[1]["key"]


def test_a_page_that_keeps_the_choice_would_be_seen(phone: Phone, room: StandIn) -> None:
    room.spoil = ('else shelf.drop("ballot");', "")
    join(phone, room, **opened())
    phone.at(Q1)
    phone.press("answer-3")
    room.show(**state("closed", "one"))
    phone.screen("phone.closed.title")
    assert "q1" in phone.kept()
