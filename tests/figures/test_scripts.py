"""Lines of other scripts: their font, their order, their width, the same on stage and page."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from workshop_app import paths
from workshop_app.directions import SIGNS, TO_LEFT, isolated, joined
from workshop_app.figures import scripts
from workshop_app.figures.scripts import font_of, pieces
from workshop_app.figures.text import covered, width, wrap
from workshop_app.ui import figure_painter

if TYPE_CHECKING:
    from pathlib import Path

ARABIC = "مرحبا بالعالم: العميل أولاً (2026) و Workshop"
HEBREW = "שלום עולם, לקוח 2026 (ראשון) Workshop טוב"


def order(text: str) -> list[str]:
    """What stands on the page from left to right, each part as it is read."""
    return [piece.text.strip() for piece in pieces(text, "regular") if piece.text.strip()]


@pytest.mark.parametrize("text", [ARABIC, HEBREW])
@pytest.mark.parametrize("weight", ["regular", "medium", "semibold"])
def test_what_set_up_makes_sets_arabic_and_hebrew(text: str, weight: str) -> None:
    assert covered(text)
    fonts = {piece.font.path for piece in pieces(text, weight) if piece.font}
    (font,) = fonts
    assert font.parent == paths.script_fonts()
    assert font.stem.casefold().endswith(f"-{weight}")


def test_right_to_left_text_stands_in_its_order() -> None:
    assert order("לקוח אב") == ["אב", "לקוח"]
    assert order("See לקוח now") == ["See", "לקוח", "now"]
    assert order("שנת 2026 טוב") == ["טוב", "2026", "שנת"]


AR, HE = "محمد", "שרה לוי"


def test_a_name_changes_nothing_around_it() -> None:
    bare, kept = f"{HE}, {AR} and Anna (3)", f"{joined([HE, AR])} and Anna (3)"
    assert order(bare)[0].startswith("and Anna"), "without isolates the sentence is turned round"
    assert order(kept) == ["לוי", "שרה", ",", AR, "and Anna (3)"]
    assert width(kept, 10.0) == pytest.approx(width(bare, 10.0))


def test_what_lies_in_a_name_runs_as_the_name_does() -> None:
    name = "שרה (Sara) לוי"
    assert order(f"1. {isolated(name)}, 2. {isolated('Jan')}") == [
        "1.", "לוי", "(", "Sara", ")", "שרה", ", 2. Jan",
    ]
    assert order(f"{isolated(joined([HE, 'Jan', AR]))}: 3") == [
        "לוי", "שרה", ", Jan,", AR, ": 3",
    ]


def test_signs_are_no_glyphs_and_have_no_width() -> None:
    for sign in sorted(SIGNS):
        assert covered(sign)
        assert pieces(sign, "regular") == ()
        assert width(f"Jan{sign}", 10.0) == pytest.approx(width("Jan", 10.0))
    assert not SIGNS & set("".join(piece.text for piece in pieces(isolated(HE), "regular")))
    glyphs = [glyph.text for piece in pieces(isolated(AR), "regular") for glyph in piece.glyphs]
    assert sorted(glyphs) == sorted(AR)


def test_an_isolate_goes_on_in_the_next_line() -> None:
    text = f"With {isolated('שרה בת אברהם לוי')} and Anna"
    lines = wrap(text, width("With שרה בת ", 3), 3)
    assert len(lines) > 2
    assert order(lines[0]) == ["With", "בת", "שרה"]
    unseen = dict.fromkeys(map(ord, SIGNS))
    read = [word for line in lines for word in line.translate(unseen).split()]
    assert read == ["With", "שרה", "בת", "אברהם", "לוי", "and", "Anna"]
    assert all(line.count("\u2068") == line.count("\u2069") for line in lines)


def test_every_line_runs_as_its_paragraph() -> None:
    lines = wrap("לקוח טוב Workshop (1) אב", width("לקוח טוב ", 3), 3)
    assert len(lines) > 1
    assert [order(line)[-1] for line in lines if "(1)" in line] != ["Workshop (1)"]
    assert lines[1].startswith(TO_LEFT)


def test_brackets_stay_around_their_words() -> None:
    assert "".join(piece.text for piece in pieces("x (ראשון) 1", "regular")) == "x (ראשון) 1"
    assert [p.text for p in pieces("לקוח (a) אב", "regular")] == ["אב", " (", "a", ") ", "לקוח"]


def test_letters_join_and_marks_are_no_letters_of_their_own() -> None:
    (word,) = pieces("بيت", "regular")
    alone = sum(width(letter, 1.0) for letter in "بيت")
    assert word.advance < alone
    assert [glyph.text for glyph in reversed(word.glyphs)] == list("بيت")


@pytest.mark.parametrize(
    "text",
    ["مرحبا بالعالم", "שלום עולם", "See שלום now", HEBREW, joined(["שרה", "محمد", "Jan"])],
)
def test_qt_sets_the_same_width(qapp: object, text: str) -> None:
    shown = figure_painter._advance(text, "semibold", 200)  # noqa: SLF001
    assert shown == pytest.approx(width(text, 200, "semibold"), rel=0.004)


def test_lines_of_other_scripts_break_at_spaces_and_without_hyphens() -> None:
    lines = wrap(ARABIC, width(ARABIC, 3) / 3, 3)
    assert " ".join(lines).replace(TO_LEFT, "") == ARABIC
    assert all(width(line, 3) <= width(ARABIC, 3) / 3 for line in lines)
    long = "שלום" * 20
    assert "".join(wrap(long, 20, 3)) == long


def test_a_font_of_this_machine_is_found_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here it has only Hebrew, and nothing that set-up made is there."""
    monkeypatch.setattr(paths, "machine_fonts", lambda: (tmp_path, tmp_path / "missing"))
    monkeypatch.setattr(scripts, "made_fonts", list)
    shutil.copyfile(paths.script_fonts() / "WorkshopSansHebrew-Regular.ttf",
                    tmp_path / "DejaVuSans.ttf")
    shutil.copyfile(paths.script_fonts() / "WorkshopSansArabic-Regular.ttf",
                    tmp_path / "Somebody.ttf")
    (tmp_path / "malgun.ttf").write_bytes(b"no font at all")
    try:
        scripts.forget()
        found = font_of("ש")
        assert found is not None
        assert found.path.name == "DejaVuSans.ttf"
        assert font_of("م") is None
    finally:
        monkeypatch.undo()
        scripts.forget()
    assert font_of("م") is not None
