"""What can be printed, and what is told when it cannot."""

from __future__ import annotations

import unicodedata

import pytest

from tests.booklet import editions
from workshop_app.booklet.glyphs import MARK, Printer, plain
from workshop_app.figures.figure import Figure, Text


@pytest.mark.parametrize("text", ["Łódź", "ё ş ğ ő Ω → ✓ ≥", "“quoted” – …", "plain", ""])
def test_what_the_font_has_stays(text: str) -> None:
    printer = Printer()
    assert printer.text(text) == text
    assert printer.missing == ()


def test_decomposed_letters_are_composed() -> None:
    assert Printer().text(unicodedata.normalize("NFD", "Győző Şahinoğlu")) == "Győző Şahinoğlu"


def test_the_missing_are_marked_once_each_and_told() -> None:
    printer = Printer()
    assert printer.text("𒀀 and 𒀀 and 𒀁") == f"{MARK} and {MARK} and {MARK}"
    assert printer.missing == ("𒀀", "𒀁")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a\tb", "a b"),
        ("a\x00b\x07c", "abc"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("left\u202eright\u200d", "leftright"),
        ("soft\xadhyphen", "softhyphen"),
        ("✓\ufe0f", "✓"),
        ("broken \ud83d pair", "broken  pair"),
    ],
)
def test_what_shows_nothing_is_left_out(text: str, printed: str) -> None:
    printer = Printer()
    assert printer.text(text) == printed
    assert printer.missing == ()


def test_texts_inside_figures_and_tables_too() -> None:
    figure = Figure(10, 10, (Text(0, 5, "𒀁", 3), Text(0, 8, "ok", 3)), "𒀁")
    printer = Printer()
    assert printer.figure(figure).texts() == (MARK, "ok")
    whole = editions.edition(client="𒀀", place="ё")
    printed = printer.edition(whole)
    assert (printed.client, printed.place) == (MARK, "ё")
    assert printed.sections == whole.sections
    assert printer.missing == ("𒀀", "𒀁")


def test_plain_text_keeps_its_lines() -> None:
    assert plain("a\nb") == "a\nb"
