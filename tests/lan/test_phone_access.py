"""The phones' page for everybody: keyboard, screen reader, large text, small and dark screens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.keys import Keys

from tests.lan.ballots import CHOICE, EVERYTHING, GROUPS, RANK, SCALE, opened
from tests.lan.screens import walk
from tests.lan.seen import faults, nodes
from tests.lan.stand_in import StandIn, page_words
from workshop_app import paths
from workshop_app.figures.theme import DARK, HIGH_CONTRAST, LIGHT, Theme

if TYPE_CHECKING:
    from tests.lan.phones import Phone

pytestmark = [pytest.mark.lan, pytest.mark.e2e]

Q1 = SCALE["prompt"]["en"]
FOLDER = paths.resources() / "phone"


def enter(phone: Phone, room: StandIn) -> None:
    phone.driver.get(f"{room.url}#{room.secret}")


# -- Every screen


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "look", "width", "percent"),
    [
        ("en", {}, 360, 100),
        ("nl", {"prefers_color_scheme": "dark"}, 360, 100),
        ("nl", {"prefers_contrast": "more"}, 320, 200),
    ],
    ids=["light", "dark", "large text, small screen, high contrast"],
)
def test_every_screen_can_be_read_reached_and_pressed(
    phone: Phone, room: StandIn, language: str, look: dict[str, str], width: int, percent: int
) -> None:
    phone.words = page_words()[language]
    phone.speaks(language)
    phone.size(width, 740)
    phone.media(**look)
    wrong = {}
    screens = []
    for name in walk(phone, room):
        phone.large_text(percent)
        screens.append(name)
        if found := faults(phone):
            wrong[name] = found
    assert not wrong
    assert len(screens) == 19


def test_the_checks_see_what_they_look_for(phone: Phone, room: StandIn) -> None:
    room.show(**opened(SCALE, groups=GROUPS))
    enter(phone, room)
    phone.screen("phone.group.title")
    assert not faults(phone)
    for spoil, seen in {
        "document.querySelector('#hint').style.color = '#999'": "contrast",
        "document.querySelector('.choice').style.borderColor = '#ccc'": "border",
        "document.querySelector('#next').style.cssText = 'min-height: 0; height: 30px'": "small",
        "document.querySelector('main').style.width = '500px'": "wider",
        "document.querySelector('main').appendChild(document.createElement('h1'))": "not one h1",
        "document.querySelector('#next').id = 'head'": "twice",
        "document.querySelector('#group-0').id = 'x'": "no label",
        "document.querySelector('legend').textContent = ''": "no legend",
        "document.querySelector('#next').textContent = ''": "no name: button",
        "document.documentElement.lang = ''": "no language",
        "document.querySelector('svg').removeAttribute('aria-hidden')": "a picture",
        "document.querySelector('#next').tabIndex = 3": "own focus order",
        "document.querySelectorAll('[role=status], [aria-live]').forEach(e => e.remove())": "noth",
    }.items():
        phone.js(spoil)
        assert any(fault.startswith(seen) for fault in faults(phone)), spoil
        phone.driver.refresh()
        phone.screen("phone.group.title")


@pytest.mark.parametrize("word", ["Verantwoordelijkheidsgevoelens", "W" * 60, "字" * 60])
def test_long_words_break_and_never_widen_the_page(phone: Phone, room: StandIn, word: str) -> None:
    long = {"en": word, "nl": word}
    lines = [dict(part, prompt=long) for part in RANK]
    answers = [dict(part, label=long) for part in CHOICE["answers"]]
    room.show(**opened(dict(CHOICE, prompt=long, answers=answers), *lines) | {"title": long})
    phone.size(320, 740)
    enter(phone, room)
    phone.at(word)
    phone.large_text(200)
    assert not faults(phone)
    phone.press("answer-0")
    phone.press("next")
    phone.press("option-0")
    assert not faults(phone)
    phone.press("next")
    phone.screen("phone.review.title")
    assert not faults(phone)


# -- The keyboard


def test_a_whole_ballot_by_keyboard_alone(phone: Phone, room: StandIn) -> None:
    room.show(**opened(*EVERYTHING, groups=GROUPS))
    phone.driver.get(room.url)
    phone.screen("phone.join.title")
    tab_to(phone, "code")
    phone.keys(room.code, Keys.ENTER)
    phone.screen("phone.group.title")
    assert phone.focused() == "head", "a screen reader begins at the heading"
    tab_to(phone, "group-0")
    phone.keys(Keys.ARROW_DOWN, Keys.ENTER)
    phone.at(Q1)
    tab_to(phone, "answer-0")
    phone.keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    tab_to(phone, "next")
    phone.keys(Keys.ENTER)
    phone.element("answer-2")
    tab_to(phone, "answer-0")
    phone.keys(Keys.SPACE, Keys.ENTER)
    tab_to(phone, "option-0")
    phone.keys(Keys.ENTER)
    tab_to(phone, "option-2")
    phone.keys("1")
    assert phone.focused() == "up-2"
    tab_to(phone, "down-2")
    phone.keys(Keys.ENTER)
    assert phone.focused() == "down-2"
    tab_to(phone, "next")
    phone.keys(Keys.ENTER)
    phone.element("sign")
    tab_to(phone, "typed")
    phone.keys("-5", Keys.ENTER)
    phone.until(lambda: not phone.driver.find_elements("id", "sign"), "the word")
    tab_to(phone, "pass")
    phone.keys(Keys.SPACE)
    tab_to(phone, "back")
    phone.keys(Keys.ENTER)
    phone.element("sign")
    tab_to(phone, "next")
    phone.keys(Keys.ENTER)
    phone.until(lambda: not phone.driver.find_elements("id", "sign"), "the word")
    tab_to(phone, "next")
    phone.keys(Keys.ENTER)
    phone.screen("phone.review.title")
    tab_to(phone, "cast")
    phone.keys(Keys.ENTER)
    phone.screen("phone.saved.title")
    [ballot] = room.ballots.values()
    assert ballot["group"] == "middle"
    assert ballot["answers"] == {"q1": "3", "q2": "1", "r1": "1", "r3": "2", "n1": "-5"}


def tab_to(phone: Phone, id_: str) -> None:
    """Press Tab until it has the keyboard; what has it must be seen to."""
    phone.element(id_)
    for _ in range(30):
        phone.keys(Keys.TAB)
        if phone.focused() == id_:
            ring = phone.js(
                "const e = document.activeElement, l = e.nextElementSibling;"
                "const s = getComputedStyle(e.matches('.answer input') ? l : e);"
                "return s.outlineStyle + ' ' + s.outlineWidth"
            )
            assert ring == "solid 3px", id_
            return
    pytest.fail(f"Tab never reached {id_}")


def test_the_keyboard_walks_in_reading_order(phone: Phone, room: StandIn) -> None:
    room.show(**opened(CHOICE, groups=GROUPS))
    enter(phone, room)
    phone.screen("phone.group.title")
    phone.press("group-0")
    phone.press("next")
    phone.element("back")
    assert phone.focused() == "head"
    phone.js("document.getElementById('language-en').focus()")
    walked = []
    for _ in range(5):
        phone.keys(Keys.TAB)
        walked.append(phone.focused() or phone.js("return document.activeElement.tagName"))
    assert walked == ["language-nl", "answer-0", "back", "next", "SUMMARY"]


# -- A screen reader


def test_a_question_is_told_whole(phone: Phone, room: StandIn) -> None:
    room.show(**opened())
    enter(phone, room)
    phone.at(Q1)
    told = nodes(phone)
    assert ("group", Q1) in told
    assert ("heading", Q1) in told
    assert ("radio", "4 Largely") in told
    assert ("radio", "0 I can’t say") in told
    assert ("button", "Next") in told


def test_a_ranking_is_told_by_name_and_place(phone: Phone, room: StandIn) -> None:
    room.show(**opened(*RANK))
    enter(phone, room)
    phone.press("option-1")
    told = nodes(phone)
    assert ("list", "Your order") in told
    assert ("button", "Move down: One person for each customer") in told
    assert ("button", "Answer the same day: choose as number 2") in told
    said = "return document.getElementById('said').textContent"
    phone.until(lambda: phone.js(said) == "One person for each customer: number 1 of 3", "said")


def test_faults_and_connections_are_announced(phone: Phone, room: StandIn) -> None:
    room.show(**opened())
    enter(phone, room)
    phone.at(Q1)
    phone.press("next")
    assert ("alert", "") in nodes(phone)
    phone.offline(True)
    phone.says("phone.lost.title")
    live = phone.js("return document.getElementById('notice').getAttribute('role')")
    assert live == "status"
    assert phone.driver.title.startswith(Q1)


def test_nothing_moves_for_who_does_not_want_it(phone: Phone, room: StandIn) -> None:
    room.show(**opened())
    moving = (
        "return Array.from(document.querySelectorAll('*')).filter(e =>"
        " getComputedStyle(e).transitionDuration !== '0s').length"
    )
    enter(phone, room)
    phone.at(Q1)
    phone.media(prefers_reduced_motion="no-preference")
    assert phone.js(moving)
    phone.media(prefers_reduced_motion="reduce")
    assert not phone.js(moving)


# -- The house's tokens


@pytest.mark.parametrize(
    ("theme", "begins"),
    [(LIGHT, ":root"), (DARK, "scheme: dark"), (HIGH_CONTRAST, "contrast: more")],
    ids=["light", "dark", "hc"],
)
def test_the_page_has_the_colours_of_the_app(theme: Theme, begins: str) -> None:
    css = (FOLDER / "page.css").read_text(encoding="utf-8")
    block = css[css.index(begins) :].partition("}")[0]
    found = dict(re.findall(r"--(\w+): (#[0-9A-F]{6});", block))
    assert len(found) == 14
    assert found == {token: theme.colour(token) for token in found}
    outside = re.sub(r":root \{.*?\}", "", css, flags=re.DOTALL)
    assert not re.search(r"#[0-9A-Fa-f]{3,8}\b(?! *\{)[;, )]", outside), "colours are tokens"
