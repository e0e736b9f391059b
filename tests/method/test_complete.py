"""Everything that was decided is in the built-in method, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.method.decided import ACTIVITIES, AGENDAS, COLUMNS, COMPARABLE, ITEMS, THEMES
from workshop_app.method.model import OUTCOMES

if TYPE_CHECKING:
    from workshop_app.method.model import Activity, Method

LANGUAGES = ("en", "nl")

COMPARE = {
    "see-five-answers": ("band",),
    "see-checklist": ("band", "department"),
    "see-three-mirrors": ("band",),
    "see-walk-the-walk": ("band",),
    "see-audit": ("department",),
    "think-shift": ("band",),
    "think-seven-cs": ("band",),
    "think-engine-room": ("band", "department"),
    "think-rater": ("department",),
    "act-rituals": ("band",),
}

PASSES = {
    "see-three-mirrors": ("say", "are", "heard"),
    "think-rater": ("expected", "delivered"),
    "think-moral-wisdom": ("before", "after"),
}

TAGS = {
    "see-customer-story": ("mismatch",),
    "see-trust-account": ("relationship", "transaction"),
    "think-gardener": ("offer", "need"),
    "act-mandate": ("confirmed",),
    "act-line-of-sight": ("clash",),
    "be-ecosystem": ("give", "receive", "tangible", "intangible", "tension"),
    "be-harvest": ("me", "department", "between_departments", "organisation", "outside_world"),
}

PROMPTS = {"think-gardener": 10, "act-close-loop": 6}

WITHOUT_OUTCOMES = {"see-roster", "see-five-answers", "act-scorecard", "act-plan", "be-pledge"}
"""What they end in is captured otherwise: people, sentences, rows, promises."""

_ASKED = ("items", "pairs", "questions", "options")


def _found(method: Method, id_: str) -> Activity:
    assert id_ in method.activities, f"{id_} is missing"
    return method.activities[id_]


def test_nothing_more_was_decided_than_is_there(method: Method) -> None:
    assert len(ACTIVITIES) == 43
    assert set(method.activities) == {*ACTIVITIES, "break"}


def test_activities_stand_in_the_order_decided(method: Method) -> None:
    there = [id_ for id_ in method.activities if id_ in ACTIVITIES]
    assert there == [id_ for id_ in ACTIVITIES if id_ in method.activities]


@pytest.mark.parametrize("id_", ACTIVITIES)
def test_an_activity_is_as_decided(method: Method, id_: str) -> None:
    found, decided = _found(method, id_), ACTIVITIES[id_]
    assert found.kind == decided.kind
    assert (found.minutes_min, found.minutes) == decided.minutes
    assert found.mode == decided.mode
    assert found.source == decided.source
    assert tuple(method.text(f"{id_}.title", one) for one in LANGUAGES) == decided.title
    assert tuple(method.text(f"{id_}.question", one) for one in LANGUAGES) == decided.question


@pytest.mark.parametrize("id_", ACTIVITIES)
def test_an_activity_says_all_that_every_one_says(method: Method, id_: str) -> None:
    found = _found(method, id_)
    assert found.form
    for language in LANGUAGES:
        for key in ("title", "aim", "question", "live", "booklet"):
            assert method.text(f"{id_}.{key}", language), f"{language}: {id_}.{key}"
        for key in ("script", "tips"):
            assert method.texts(f"{id_}.{key}", language), f"{language}: {id_}.{key}"


@pytest.mark.parametrize("id_", ITEMS)
def test_ids_that_sessions_are_compared_by_are_there(method: Method, id_: str) -> None:
    found = _found(method, id_)
    lists = [name for name in found.lists if name in _ASKED or name == "numbers"]
    ids = [part.id for name in lists for part in found.list(name)]
    wanted = ITEMS[id_].split()
    assert [one for one in ids if one in wanted] == wanted
    for name in lists:
        for part in found.list(name):
            for language in LANGUAGES:
                keys = method.words[language]
                own = f"{id_}.{name}.{part.id}"
                assert any(key == own or key.startswith(f"{own}.") for key in keys), own


@pytest.mark.parametrize("id_", COLUMNS)
def test_columns_are_as_decided(method: Method, id_: str) -> None:
    columns = [part.id for part in _found(method, id_).list("columns")]
    assert tuple(method.text(f"{id_}.columns.{one}", "en") for one in columns) == COLUMNS[id_]
    dutch = [method.text(f"{id_}.columns.{one}", "nl") for one in columns]
    assert len(set(dutch)) == len(columns)


def test_what_is_compared(method: Method) -> None:
    there = {one.id: one.compare for one in method.activities.values() if one.compare}
    assert there == COMPARE


def test_what_is_repeated(method: Method) -> None:
    there = {one.id for one in method.activities.values() if one.comparable}
    assert there == set(COMPARABLE)


@pytest.mark.parametrize("id_", PASSES)
def test_passes(method: Method, id_: str) -> None:
    assert tuple(part.id for part in _found(method, id_).list("passes")) == PASSES[id_]


@pytest.mark.parametrize("id_", TAGS)
def test_tags(method: Method, id_: str) -> None:
    assert tuple(part.id for part in _found(method, id_).list("tags")) == TAGS[id_]


@pytest.mark.parametrize("id_", PROMPTS)
def test_prompts(method: Method, id_: str) -> None:
    for language in LANGUAGES:
        assert len(method.texts(f"{id_}.prompts", language)) == PROMPTS[id_]


@pytest.mark.parametrize("id_", sorted(set(ACTIVITIES) - WITHOUT_OUTCOMES))
def test_an_activity_ends_in_sentences(method: Method, id_: str) -> None:
    outcomes = _found(method, id_).list(OUTCOMES)
    assert outcomes
    for part in outcomes:
        for language in LANGUAGES:
            assert method.text(f"{id_}.outcomes.{part.id}", language)


def _slots(texts: tuple[str, ...]) -> list[tuple[str, int]]:
    return [(text.split()[0], int(text.split()[1])) for text in texts]


@pytest.mark.parametrize("id_", [id_ for id_ in AGENDAS if id_ != "pulse"])
def test_an_agenda_is_as_decided(method: Method, id_: str) -> None:
    assert id_ in method.agendas, f"the agenda {id_} is missing"
    found, decided = method.agendas[id_], AGENDAS[id_]
    assert (found.net, found.total) == (decided.net, decided.total)
    assert [(slot.activity, slot.minutes) for slot in found.slots] == _slots(decided.slots)
    _check_name(method, id_)


@pytest.mark.parametrize("theme", THEMES)
def test_a_pulse_has_its_theme(method: Method, theme: str) -> None:
    id_ = f"pulse-{theme}"
    assert id_ in method.agendas, f"the agenda {id_} is missing"
    found, decided = method.agendas[id_], AGENDAS["pulse"]
    wanted: list[tuple[str, int]] = []
    for activity, minutes in _slots(decided.slots):
        wanted += _slots(THEMES[theme]) if activity == "theme" else [(activity, minutes)]
    assert [(slot.activity, slot.minutes) for slot in found.slots] == wanted
    assert (found.net, found.total) == (decided.net, decided.total)
    _check_name(method, id_)


def test_two_days_are_both_days(method: Method) -> None:
    assert "two-day" in method.agendas, "the agenda two-day is missing"
    found = method.agendas["two-day"]
    first, second = AGENDAS["two-day-1"], AGENDAS["two-day-2"]
    assert [(one.activity, one.minutes, one.day) for one in found.slots] == [
        (activity, minutes, day)
        for day, decided in enumerate((first, second), 1)
        for activity, minutes in _slots(decided.slots)
    ]
    assert (found.net, found.total) == (first.net + second.net, first.total + second.total)
    _check_name(method, "two-day")


def _check_name(method: Method, id_: str) -> None:
    names = [method.text(f"agendas.{id_}", language) for language in LANGUAGES]
    assert len(set(names)) == 2
