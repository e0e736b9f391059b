"""The phones' page among hostile texts, and what it is made of: no HTML, nothing from elsewhere."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.lan import phones
from tests.lan.ballots import CHOICE, EVERYTHING, RANK, SCALE, WORD, opened
from tests.lan.screens import walk
from tests.lan.served import Served
from tests.lan.stand_in import StandIn, page_words
from workshop_app import paths

if TYPE_CHECKING:
    from tests.lan.phones import Phone

FOLDER = paths.resources() / "phone"
SCRIPT = (FOLDER / "page.js").read_text(encoding="utf-8")

HOSTILE = (
    "<script>document.title='hit'</script>",
    "<img src=x onerror=\"document.title='hit'\">",
    "<svg/onload=document.title='hit'>",
    "</fieldset></form></main><h1>Gone</h1>",
    "javascript:document.title='hit'",
    "<a href='http://192.0.2.1/'>here</a><link rel=stylesheet href=http://192.0.2.1/x.css>",
    "<style>*{display:none}</style>",
    "{n} {total} {step} $& $1 $`",
    "__proto__",
    "constructor",
    "&lt;b&gt; &amp;amp; &#x27;",
    "'\"`\\ \\u003cscript\\u003e",
    "\u202eright to left\u202c \u0000 \ufeff",
    "Zalgo\u0300\u0301\u0302\u0303\u0304\u0305",
    "👩🏽\u200d🏫 中文 עברית العربية",
    "<!-- --> <![CDATA[ ]]> <?php ?>",
)


TEXTS = tuple(
    f"{HOSTILE[n % len(HOSTILE)]}{n // len(HOSTILE) * HOSTILE[n // len(HOSTILE)]}"
    for n in range(200)
)
"""Each alone first, then followed by another one, over and over."""


def said(text: str) -> dict[str, str]:
    return {"en": text, "nl": text}


def hostile_room(room: StandIn, typed: int) -> None:
    """Everything that a person can have typed is hostile; and the ids are, of questions too."""
    answers = [dict(CHOICE["answers"][0], value=f"{n}", label=said(t)) for n, t in enumerate(TEXTS)]
    choice = dict(CHOICE, id="hasOwnProperty", prompt=said(TEXTS[0]), answers=answers)
    rank = [dict(RANK[0], id=text, prompt=said(text)) for text in TEXTS]
    words = [dict(WORD, id=f"w{n} {t}", prompt=said(t)) for n, t in enumerate(TEXTS[:typed])]
    groups = [{"id": text, "label": said(text)} for text in TEXTS]
    shown = opened(choice, *rank, *words, groups=groups)
    one = said(TEXTS[1])
    room.show(**shown | {"title": one, "activity": one, "question": one, "note": one, "words": {}})


def drawn(phone: Phone, selector: str) -> list[str]:
    """The text of every element of a kind, as the page was told it."""
    script = "return Array.from(document.querySelectorAll(arguments[0])).map(e => e.textContent)"
    found: list[str] = phone.js(script, selector)
    return found


@pytest.mark.lan
@pytest.mark.e2e
def test_what_people_typed_stays_text(phone: Phone, room: StandIn) -> None:
    typed = len(HOSTILE)
    hostile_room(room, typed)
    phone.driver.get(f"{room.url}#{room.secret}")
    phone.screen("phone.group.title")
    assert drawn(phone, ".words")[:-1] == list(TEXTS)
    assert drawn(phone, "#title") == [TEXTS[1]]
    phone.press("group-5")
    phone.press("next")
    phone.element("answer-0")
    assert phone.heading() == TEXTS[0]
    assert drawn(phone, ".words")[:-1] == list(TEXTS)
    phone.press("answer-7")
    phone.press("next")
    phone.element("option-0")
    assert drawn(phone, "ul.order button span") == list(TEXTS)
    phone.press("option-8")
    phone.press("next")
    entered = []
    for n, text in enumerate(HOSTILE):
        phone.at(text)
        plain = "".join(letter for letter in text if letter.isprintable() and letter <= "\uffff")
        phone.element("typed").send_keys(plain[:40])
        entered.append((f"w{n} {text}", " ".join(plain[:40].split())))
        phone.press("next")
    phone.screen("phone.review.title")
    assert [text for _, text in entered] == drawn(phone, ".given")[3:]
    assert phone.js("return document.querySelectorAll('main h1').length") == 1
    assert not drawn(phone, "main script, img, style, main a, iframe, link[href^=http]")
    phone.press("cast")
    phone.screen("phone.saved.title")
    assert phone.driver.title != "hit"
    [ballot] = room.ballots.values()
    assert ballot["group"] == TEXTS[5]
    assert ballot["answers"] == {"hasOwnProperty": "7", "__proto__": "1", **dict(entered)}
    assert not phone.logs()


@pytest.mark.lan
@pytest.mark.e2e
def test_the_hostile_texts_would_do_something(phone: Phone, room: StandIn) -> None:
    text = "element.appendChild(document.createTextNode(String(child)))"
    room.spoil = (text, "element.insertAdjacentHTML('beforeend', String(child))")
    room.policy = ""
    hostile_room(room, 1)
    phone.driver.get(f"{room.url}#{room.secret}")
    phone.until(lambda: phone.driver.title == "hit", "the page of somebody else")
    assert drawn(phone, "img")


@pytest.mark.lan
@pytest.mark.e2e
@pytest.mark.slow
def test_nothing_is_asked_of_anybody_else(phone: Phone, room: StandIn) -> None:
    phone.requests()
    for _ in walk(phone, room):
        entries = phone.js("return performance.getEntries().map(e => e.name)")
        assert not [name for name in entries if "//" in name and not name.startswith(room.url)]
    asked = [url for url in phone.requests() if not url.startswith(("chrome", "about:", "data:"))]
    assert f"{room.url}page.js" in asked
    assert not [url for url in asked if not url.startswith(room.url)]
    assert set(room.paths) == {
        "/",
        "/page.js",
        "/page.css",
        "/icon.svg",
        "/words.json",
        "/join",
        "/state",
        "/events",
        "/ballot",
    }


@pytest.mark.lan
@pytest.mark.e2e
def test_the_server_s_own_rules_let_the_page_work_and_nothing_else(phone: Phone) -> None:
    room = Served()
    try:
        room.show(**opened(*EVERYTHING))
        phone.driver.get(f"{room.url}#{room.secret}")
        phone.at(SCALE["prompt"]["en"])
        assert not phone.logs()
        phone.js(
            "const s = document.createElement('script'); s.textContent = 'document.title = 1';"
            "document.body.appendChild(s); fetch('http://127.0.0.1:9/').catch(() => 0)"
        )
        phone.until(lambda: len(phone.logs()) > 1, "refusals")
        assert phone.driver.title != "1"
    finally:
        phone.driver.get("about:blank")
        room.stop()


@pytest.mark.parametrize(("ci", "outcome"), [("true", "Failed"), ("", "Skipped")])
def test_without_a_browser_ci_fails_and_others_skip(
    ci: str, outcome: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(BaseException, match="apt-get install chromium") as stopped:
        next(phones.browser())
    assert type(stopped.value).__name__ == outcome


# -- What it is made of


def test_the_page_never_writes_html_or_runs_text() -> None:
    ways = (
        r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|srcdoc|DOMParser"
    )
    assert not re.search(ways, SCRIPT)
    assert not re.search(r"set(Timeout|Interval)\(\s*[\"'`]", SCRIPT)


def test_the_script_is_plain_enough_for_browsers_of_2017() -> None:
    code = re.sub(r"/\*.*?\*/|//[^\n\"]*$", "", SCRIPT, flags=re.DOTALL | re.MULTILINE)
    code = re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', code)
    newer = {
        "optional chaining": r"\?\.\D",
        "nullish": r"\?\?",
        "spread": r"\.\.\.",
        "async": r"\b(async|await)\b",
        "modules": r"^\s*(import|export)\b",
        "catch without a name": r"catch\s*\{",
        "power": r"\*\*",
        "classes": r"\bclass\s+\w",
        "private": r"\bthis\.#",
        "big numbers": r"\b\d+n\b",
        "named groups": r"\(\?<",
        "methods": r"\.(flat|flatMap|at|replaceAll|matchAll|fromEntries|replaceChildren|finally|"
        r"entries|values|padStart|trimStart|toSorted|structuredClone)\(",
        "apis": r"\b(fetch|AbortController|globalThis|queueMicrotask|ResizeObserver|"
        r"BroadcastChannel|locks|crypto\.randomUUID)\b",
    }
    assert [name for name, way in newer.items() if re.search(way, code, re.MULTILINE)] == []
    assert re.search(newer["methods"], "a.replaceAll(b)"), "or this test would see nothing"
    css = (FOLDER / "page.css").read_text(encoding="utf-8")
    assert not re.search(
        r"\b(gap|inset|aspect-ratio|place-items):|\b(min|max|clamp)\(|:is\(|&", css
    )


def test_nothing_comes_from_outside_the_page() -> None:
    for name in ("page.html", "page.js", "page.css", "icon.svg"):
        text = (FOLDER / name).read_text(encoding="utf-8")
        addresses = set(re.findall(r"(?:https?:)?//\w[\w./]*", text))
        assert addresses <= {"http://www.w3.org/2000/svg"}, name
        assert not re.search(r"@import|url\(|\sstyle=|\son\w+=", text), name


def test_every_text_of_the_page_is_in_its_words() -> None:
    for language, words in page_words().items():
        used = set(re.findall(r'"(phone\.[\w.]+)"', SCRIPT))
        stems = {re.sub(r"\.(one|other)$", "", key) for key in words}
        assert used == stems, language
    assert json.dumps(page_words()["nl"]).count("phone.") >= 80
