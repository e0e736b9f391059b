"""Agendas of several days and with themes, and what can be wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.method.shapes import SHAPES
from workshop_app.method.faults import MethodError
from workshop_app.method.loader import load_method
from workshop_app.method.model import Method, Slot

if TYPE_CHECKING:
    from pathlib import Path

TWO = """
[agendas.evening]
net = 10
total = 10
slots = [{ activity = "be-pledge", minutes = 10 }]

[agendas.both]
net = 100
total = 100
days = ["taster-90", "evening"]
"""

THEMED = """
[agendas.pulse]
net = 25
total = 30
slots = [
    { activity = "see-customer-story", minutes = 10 },
    { theme = 15 },
    { activity = "break", minutes = 5 },
]

[agendas.pulse.themes]
3 = [{ activity = "act-rituals", minutes = 15 }]
12 = [
    { activity = "be-heartbeat", minutes = 5 },
    { activity = "be-pledge", minutes = 10 },
]
"""


def _load(folder: Path, text: str, *names: str) -> Method:
    """The small method with these agendas, and a name for each in both languages."""
    structure = folder / "method.toml"
    structure.write_text(structure.read_text(encoding="utf-8") + text, encoding="utf-8")
    for language in ("en", "nl"):
        words = folder / "words" / language / "method.toml"
        named = "".join(f'\n{name} = "{name}"' for name in names)
        text = words.read_text(encoding="utf-8").replace("[agendas]", f"[agendas]{named}")
        words.write_text(text, encoding="utf-8")
    return load_method(folder, SHAPES)


def _faults(folder: Path, text: str, *names: str) -> list[str]:
    with pytest.raises(MethodError) as caught:
        _load(folder, text, *names)
    return [fault.message for fault in caught.value.faults]


def test_days_are_joined(folder: Path) -> None:
    method = _load(folder, TWO, "evening", "both")
    both = method.agendas["both"]
    assert len(both.slots) == 9
    assert {slot.day for slot in both.slots[:-1]} == {1}
    assert both.slots[-1] == Slot("be-pledge", 10, 2)
    assert Method.from_json(method.to_json()) == method


def test_a_theme_takes_its_slot(folder: Path) -> None:
    method = _load(folder, THEMED, "pulse-3", "pulse-12")
    assert list(method.agendas) == ["taster-90", "pulse-3", "pulse-12"]
    assert [slot.activity for slot in method.agendas["pulse-12"].slots] == [
        *("see-customer-story", "be-heartbeat", "be-pledge", "break"),
    ]
    assert (method.agendas["pulse-3"].net, method.agendas["pulse-3"].total) == (25, 30)


@pytest.mark.parametrize(
    ("text", "old", "new", "message"),
    [
        (TWO, '"evening"]', '"evenin"]', "there is no agenda “evenin” above this one"),
        (TWO, "net = 100", "net = 90", "the slots without pauses add up to 100 minutes, not 90"),
        (THEMED, "minutes = 15 }]", "minutes = 20 }]", "the theme “3” adds up to 20 minutes, not"),
        (THEMED, "{ theme = 15 },", "", "no slot says how many minutes the “theme” has"),
        (THEMED, '"act-rituals"', '"act-ritual"', "there is no activity “act-ritual”"),
        (THEMED, "net = 25", "net = 30", "the slots without pauses add up to 25 minutes, not 30"),
    ],
)
def test_what_is_wrong_is_said(folder: Path, text: str, old: str, new: str, message: str) -> None:
    assert text.count(old) == 1
    names = ("evening", "both") if text is TWO else ("pulse-3", "pulse-12")
    found = _faults(folder, text.replace(old, new), *names)
    assert any(message in one for one in found), found


@pytest.mark.parametrize(
    ("old", "new", "net", "worked"),
    [
        ("be-heartbeat", "be-heartbeet", 31, 25),
        ("break", "brake", 31, 25),
        ("break", "brak", 25, 0),
    ],
)
def test_an_unknown_activity_hides_no_wrong_sum(
    folder: Path, old: str, new: str, net: int, worked: int
) -> None:
    text = THEMED.replace(f'"{old}"', f'"{new}"').replace("net = 25", f"net = {net}")
    found = _faults(folder, text, "pulse-3", "pulse-12")
    assert any(f"there is no activity “{new}”" in one for one in found)
    sums = [one for one in found if "without pauses" in one]
    assert bool(sums) is bool(worked), found
    assert all(f"add up to {worked} minutes, not {net}" in one for one in sums)


def test_outcomes_are_checked_like_other_lists(folder: Path) -> None:
    file = folder / "activities" / "see.toml"
    text = file.read_text(encoding="utf-8")
    old = 'outcomes = [{ id = "lesson", most = 1 }]'
    assert text.count(old) == 1
    new = 'outcomes = [{ id = "lesson", most = 0, size = 2 }, "moral", "moral"]'
    file.write_text(text.replace(old, new), encoding="utf-8")
    assert {fault.split(": ")[1] for fault in _report(folder)} >= {
        "unknown key “size”",
        "“most” must be above zero",
        "“moral” is used twice in “see-customer-story.outcomes”",
    }


def test_an_outcome_needs_its_words(folder: Path) -> None:
    for language in ("en", "nl"):
        file = folder / "words" / language / "see.toml"
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith("lesson = ")]
        assert len(kept) == len(lines) - 1
        file.write_text("".join(kept), encoding="utf-8")
    report = _report(folder)
    assert len(report) == 2
    assert all("see-customer-story.outcomes.lesson" in fault for fault in report)


def _report(folder: Path) -> list[str]:
    with pytest.raises(MethodError) as caught:
        load_method(folder, SHAPES)
    return caught.value.report.sentence.splitlines()[:-1]
