"""Lines are broken where readers expect it, and never wider than allowed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_app.figures.text import (
    at_colon,
    balanced,
    breaks_words,
    cap_height,
    covered,
    fitted,
    width,
    words,
    wrap,
)

COMPOUND = "Samenwerkingsverbanden"


def test_width_grows_with_size_and_text() -> None:
    assert width("ab", 4) == pytest.approx(width("a", 4) + width("b", 4))
    assert width("ab", 8) == pytest.approx(2 * width("ab", 4))
    assert width("ab", 4, "semibold") > width("ab", 4)
    assert 2 < cap_height(4) < 4


def test_what_the_font_has_is_covered() -> None:
    assert covered("Größe → ✓ − Ελλάδα Привет")
    assert covered("مرحبا שלום"), "set-up makes fonts for these"
    assert not covered("𒀀"), "no font that is known has cuneiform"


def test_words_stay_whole_where_they_fit() -> None:
    assert wrap("one two three", 100, 3) == ("one two three",)
    assert wrap("one two three", width("one two", 3) + 0.01, 3) == ("one two", "three")


def test_line_breaks_are_kept() -> None:
    assert wrap("one\ntwo", 100, 3) == ("one", "two")


def test_no_break_spaces_hold_words_together() -> None:
    assert wrap("about 40\u00a0% of us", width("about 40\u00a0% of", 3), 3) == (
        "about 40\u00a0% of",
        "us",
    )


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Verzekeringstussenpersonen", {"Verzeke-", "ringstussen-", "personen"}),
        ("schadeafhandelingsafdeling", {"schadeaf-", "handelings-", "afdeling"}),
        ("Cross-functional", {"Cross-", "functional"}),
    ],
)
def test_long_words_break_before_a_syllable(word: str, parts: set[str]) -> None:
    assert set(wrap(word, 18, 3)) == parts


def test_a_broken_word_keeps_its_letters() -> None:
    lines = wrap(COMPOUND, 12, 3)
    assert len(lines) > 1
    assert "".join(line.removesuffix("-") for line in lines) == COMPOUND
    assert all(len(line.removesuffix("-")) > 2 for line in lines)


def test_past_the_last_line_stands_an_ellipsis() -> None:
    lines = wrap("one two three four", width("one two", 3), 3, max_lines=1)
    assert len(lines) == 1
    assert lines[0].endswith("…")
    assert width(lines[0], 3) <= width("one two", 3)


def test_fitted_shrinks_before_it_breaks_a_word() -> None:
    limit = width(COMPOUND, 3.6)
    lines, size = fitted(COMPOUND, limit, 4.2, max_lines=2)
    assert lines == (COMPOUND,)
    assert 0.8 * 4.2 <= size < 4.2


def test_fitted_never_goes_below_its_smallest() -> None:
    assert fitted("word " * 40, 20, 3.0, max_lines=1)[1] == pytest.approx(2.8)
    assert fitted("word " * 40, 20, 4.2, max_lines=1)[1] == pytest.approx(0.8 * 4.2)


def test_balanced_lines_are_about_equally_long() -> None:
    text = "Decisions in our team start with the customer"
    loose, even = wrap(text, 50, 3), balanced(text, 50, 3)
    assert len(loose) == len(even) == 2
    spread = [abs(width(one, 3) - width(two, 3)) for one, two in (loose, even)]
    assert spread[1] <= spread[0]


def test_a_title_is_broken_after_its_colon_where_that_takes_no_more_lines() -> None:
    text = "Closer to our customers: Pulse after 12 months"
    assert wrap(text, 48, 3)[0] == "Closer to our customers: Pulse"
    broken = ("Closer to our customers:", "Pulse after 12 months")
    assert at_colon(wrap(text, 48, 3), text, 48, 3) == broken
    assert at_colon((text,), text, 200, 3) == (text,)
    three = "Closer to all of our customers together: Pulse"
    loose = wrap(three, 48, 3)
    assert at_colon(loose, three, 48, 3) == loose, "it would take a third line"


@given(st.text(max_size=80), st.floats(8, 60), st.floats(2.8, 6))
def test_no_line_is_wider_than_the_limit(text: str, limit: float, size: float) -> None:
    for line in wrap(text, limit, size):
        assert width(line, size) <= limit + 1e-9 or len(line) <= 3


@given(st.text("ab c-", max_size=60), st.floats(6, 30))
def test_wrapping_loses_nothing(text: str, limit: float) -> None:
    whole = "".join(text.split())
    joined = "".join(wrap(text, limit, 3)).replace(" ", "")
    assert joined.replace("-", "") == whole.replace("-", "")


def test_breaks_words_says_whether_a_word_is_too_wide() -> None:
    assert breaks_words(COMPOUND, 10, 3)
    assert not breaks_words("a b c", 10, 3)


@given(
    st.text(alphabet="aeinrstw .-Wм日\u00a0", max_size=80),
    st.floats(8, 60),
    st.sampled_from(["regular", "semibold"]),
)
def test_a_line_is_full_before_the_next_begins(text: str, limit: float, weight: str) -> None:
    """However the words are measured, each line takes all that fit."""
    if any(width(word, 3, weight) > limit for word in words(text)):
        return
    lines: list[str] = []
    for word in words(text):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, 3, weight) <= limit:
            lines[-1] = longer
        else:
            lines.append(word)
    assert wrap(text, limit, 3, weight) == (tuple(lines) or ("",))


def test_an_unknown_character_takes_one_em() -> None:
    assert width("𒀀", 4) == 4
    assert width("a𒀀a", 4) == pytest.approx(width("aa", 4) + 4)
