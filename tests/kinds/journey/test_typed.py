"""What may be typed into the lanes of emotion and friction."""

from __future__ import annotations

import pytest

from workshop_app.errors import UserError
from workshop_app.kinds.journey.typed import read_typed


def emotion(median: float, low: float, high: float) -> dict[str, float]:
    return {"emotion": median, "low": low, "high": high}


@pytest.mark.parametrize(
    ("text", "values", "words"),
    [
        ("-1", emotion(-1, -1, -1), ""),
        ("−1", emotion(-1, -1, -1), ""),
        ("+2", emotion(2, 2, 2), ""),
        (" 0.5 ", emotion(0.5, 0.5, 0.5), ""),
        ("0,5", emotion(0.5, 0.5, 0.5), ""),
        ("-1 (-2..1)", emotion(-1, -2, 1), ""),
        ("-1(−2…+1)", emotion(-1, -2, 1), ""),
        ("-1 (-2 to 1)", emotion(-1, -2, 1), ""),
        ("-1 (-2 tot 1)", emotion(-1, -2, 1), ""),
        ("-1; -2; 1", emotion(-1, -2, 1), ""),
        ("-1 (-2..1) she waits again", emotion(-1, -2, 1), "she waits again"),
        ("-1: she waits – again", emotion(-1, -1, -1), "she waits – again"),
        ("1, relieved", emotion(1, 1, 1), "relieved"),
        ("She waits again", {}, "She waits again"),
        ("– she said nothing", {}, "– she said nothing"),
    ],
)
def test_an_emotion_is_its_median_its_range_and_words(
    text: str, values: dict[str, float], words: str
) -> None:
    typed = read_typed("emotion", text)
    assert (typed.values, typed.words) == (values, words)


@pytest.mark.parametrize(
    "text",
    ["3", "-2.5", "0 (1..2)", "0 (-3..2)", "-1; -2", "1 2", "-1 (-2..)", "1 (2 people)", "5x5",
     "-1 (1..-2)", "1e5", "2nd time"],
)
def test_numbers_that_are_no_emotion_are_refused(text: str) -> None:
    with pytest.raises(UserError, match="emotion"):
        read_typed("emotion", text)


@pytest.mark.parametrize(
    ("text", "values", "words"),
    [
        ("2x3", (2, 3), ""),
        ("2X3", (2, 3), ""),
        ("2 × 3", (2, 3), ""),
        ("2*3", (2, 3), ""),
        ("3x1 six days of silence", (3, 1), "six days of silence"),
        ("3x1: six days", (3, 1), "six days"),
        ("six days of silence", None, "six days of silence"),
        ("3 people in the queue", None, "3 people in the queue"),
    ],
)
def test_a_friction_is_severity_times_frequency_and_words(
    text: str, values: tuple[int, int] | None, words: str
) -> None:
    typed = read_typed("friction", text)
    wanted = {"severity": values[0], "frequency": values[1]} if values else {}
    assert (typed.values, typed.words) == (wanted, words)


@pytest.mark.parametrize("text", ["4x1", "0x2", "2x30", "2x3x4", "12x3"])
def test_numbers_that_are_no_friction_are_refused(text: str) -> None:
    with pytest.raises(UserError, match=r"friction|Severity"):
        read_typed("friction", text)


@pytest.mark.parametrize("form", ["text", "departments"])
def test_other_lanes_take_any_words(form: str) -> None:
    assert read_typed(form, "-9 (x) 4x4").words == "-9 (x) 4x4"
