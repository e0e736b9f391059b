"""Paper ballots, read back by another library: everything stands where it can be answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pytest
from pypdf import PdfReader

from workshop_app.booklet.ballot import Ballot, BallotText, Sheet, parts, sections
from workshop_app.booklet.ballot_pages import PER_SHEET, Format, build_ballots, fitting
from workshop_app.booklet.paper import SIZES
from workshop_app.errors import UserError
from workshop_app.figures.text import width
from workshop_app.method.question import Answer, Question
from workshop_app.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

DAY: Final = date(2026, 3, 3)
COMPOUND: Final = "Klanttevredenheidsonderzoeksresultatenbespreking"
AGREE: Final = {
    "en": ("Not at all", "Hardly", "Partly", "Largely", "Fully"),
    "nl": ("Helemaal niet", "Nauwelijks", "Deels", "Grotendeels", "Volledig"),
}
ZERO: Final = {"en": "Cannot judge", "nl": "Kan ik niet beoordelen"}


def scale(language: str, count: int, prompt: str = "") -> list[Question]:
    """Items of three axes, three after three."""
    answers = tuple(Answer(str(n), label) for n, label in enumerate(AGREE[language], 1))
    return [
        Question(
            f"q{n}", prompt or f"{COMPOUND} is item {n}, and it runs over several lines", "scale",
            answers, Answer("0", ZERO[language]), axis=f"axis{n // (-(-count // 3))}",
        )
        for n in range(count)
    ]


def every_form(language: str) -> list[Question]:
    """A question of each form, as the keying grid knows them."""
    courses = tuple(Answer(str(n), f"Course {n} of {COMPOUND}") for n in range(1, 4))
    signed = tuple(Answer(str(n), str(n), str(n + 4)) for n in range(-3, 4))
    eleven = tuple(Answer(str(n), str(n)) for n in range(11))
    many = tuple(Answer(str(n), str(n)) for n in range(-100, 101))
    places = tuple(Answer(str(n), str(n)) for n in (1, 2, 3))
    return [
        *scale(language, 2),
        Question("c", "Which course?", "choice", courses),
        Question("s", "From here to there", "scale", signed),
        Question("e", "Would you recommend us?", "scale", eleven),
        Question("n", "Your estimate", "number", many),
        *(Question(f"r{n}", f"Option {n}", "rank", places, part_of="r") for n in range(5)),
        Question("w", "One word", "word", ()),
    ]


def text(
    language: str, questions: Sequence[Question], groups: Sequence[str] = ()
) -> BallotText:
    title = "Checklist" if language == "en" else "Vragenlijst"
    question = "How true is this?" if language == "en" else "In hoeverre geldt dit?"
    axes = tuple((f"axis{n}", f"Axis {n} {language}") for n in range(3))
    promise = ("Only totals are kept.",) if language == "en" else ("We bewaren alleen totalen.",)
    return BallotText(Words.load(language), title, question, tuple(questions), axes,
                      (("r", "Which three?"),), tuple(groups), promise)


def ballot(questions: Sequence[Question], groups: Sequence[str] = ()) -> Ballot:
    return Ballot((text("en", questions, groups),))


def bilingual(count: int) -> Ballot:
    return Ballot(tuple(text(language, scale(language, count)) for language in ("en", "nl")))


def printed(
    shown: Ballot, folder: Path, sheets: Sequence[Sheet] = (Sheet(1),), *, per_sheet: int = 0,
    paper: str = "a4",
) -> PdfReader:
    path = folder / "ballots.pdf"
    build_ballots(shown, sheets, path, fitting(shown, paper, per_sheet), DAY)
    return PdfReader(path)


@dataclass(frozen=True)
class Word:
    """A line of text on a page, in points from its lower left corner."""

    text: str
    x: float
    y: float
    size: float
    weight: str


def words_of(page: Any) -> list[Word]:
    found: list[Word] = []

    def visit(text_: str, _cm: object, tm: list[float], font: Any, size: float) -> None:
        if text_.strip():
            weight = font["/BaseFont"].rpartition("-")[2].lower()
            found.append(Word(text_.strip("\n"), tm[4], tm[5], size, weight))

    page.extract_text(visitor_text=visit)
    return found


def spoken(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def numbers(page: Any) -> list[int]:
    """The numbers in the corners, left to right and top to bottom."""
    corners = [word for word in words_of(page) if word.text.startswith("No. ")]
    corners.sort(key=lambda word: (-round(word.y), word.x))
    return [int(word.text.split()[1]) for word in corners]


# -- what stands on it ---------------------------------------------------------------------


def test_every_form_can_be_answered_as_it_is_keyed(tmp_path: Path) -> None:
    shown = ballot(every_form("en"))
    said = spoken(printed(shown, tmp_path))
    for wanted in (
        "Circle one digit on each line. 1 = Not at all 2 = Hardly", "0 = Cannot judge",
        "Circle one digit.", "I can’t say", "1 2 3 4 5 6 7 –", "0 1 2 3 4 5 6 7 8 9 10 –",
        "Write a whole number from −100 to 100.", "Which three?", "then on to 3", "Option 4",
        "Write a word or two.", "Only totals are kept.",
    ):
        assert wanted in said.replace("\u00a0", " ").replace("  ", " "), wanted
    assert "-3" not in said


def test_parts_follow_the_ballot() -> None:
    found = [(part.form, part.lines) for part in parts(every_form("en"))]
    assert found == [
        ("grid", (0, 1)), ("list", (2,)), ("grid", (3,)), ("grid", (4,)), ("number", (5,)),
        ("rank", (6, 7, 8, 9, 10)), ("word", (11,)),
    ]


def test_sections_are_named_only_where_they_hold_several_lines() -> None:
    several, single = ballot(scale("en", 6)), ballot(scale("en", 3))
    assert [axis for axis, _ in sections(several, range(6))] == ["axis0", "axis1", "axis2"]
    assert sections(single, range(3)) == [("", (0, 1, 2))]
    mixed = scale("en", 6)
    scattered = ballot([*mixed[::2], *mixed[1::2]])
    assert sections(scattered, range(6)) == [("", tuple(range(6)))]


def test_a_group_is_printed_or_asked_for(tmp_path: Path) -> None:
    shown = ballot(scale("en", 3), ("Floor", "Top"))
    with_group = spoken(printed(shown, tmp_path, [Sheet(1, 2)]))
    assert "Group: 2 Top" in with_group
    assert "Floor" not in with_group
    without = spoken(printed(shown, tmp_path, [Sheet(1)]))
    assert "Which group are you in?" in without
    assert "Floor" in without
    assert "Group:" not in without


def test_a_named_ballot_has_a_line_for_the_name(tmp_path: Path) -> None:
    shown = ballot(scale("en", 3))
    assert "Name" in spoken(printed(shown._replace(named=True), tmp_path))
    assert "Name" not in spoken(printed(shown, tmp_path))


def test_both_languages_stand_on_every_sheet(tmp_path: Path) -> None:
    reader = printed(bilingual(6), tmp_path)
    said = spoken(reader).replace("\u00a0", " ")
    for language in ("en", "nl"):
        assert f"Axis 1 {language}" in said
        assert f"5 = {AGREE[language][-1]}" in said
    assert said.count("No. 1") == 1
    spans = [node for node in walk(tree(reader)) if node.get("/Lang")]
    assert {node["/Lang"] for node in spans} == {"nl"}


# -- where it stands -----------------------------------------------------------------------


@pytest.mark.parametrize("paper", sorted(SIZES))
@pytest.mark.parametrize(("count", "most"), [(2, 4), (8, 2), (16, 1)])
def test_as_many_to_a_sheet_as_can_be_read(
    count: int, most: int, paper: str, tmp_path: Path
) -> None:
    shown = ballot(scale("en", count), ("Floor",))
    layout = fitting(shown, paper)
    assert layout.per_sheet == most
    reader = printed(shown, tmp_path, [Sheet(1, 1), Sheet(2)], paper=paper)
    sides = sorted(map(float, reader.pages[0].mediabox[2:]))
    assert sides == pytest.approx(sorted(SIZES[paper]), abs=0.1)
    assert min(word.size for page in reader.pages for word in words_of(page)) >= 9


@pytest.mark.parametrize("per_sheet", PER_SHEET)
@pytest.mark.parametrize("paper", sorted(SIZES))
def test_nothing_runs_out_of_its_part_of_the_sheet(
    per_sheet: int, paper: str, tmp_path: Path
) -> None:
    questions = every_form("en")
    chosen = [[one] for one in questions[2:6]] if per_sheet == 4 else [questions[:5]]
    for some in chosen:
        shown = ballot(some, ("Floor", COMPOUND))
        sheets = [Sheet(n, n % 3) for n in range(1, per_sheet + 1)]
        page = printed(shown, tmp_path, sheets, per_sheet=per_sheet, paper=paper).pages[0]
        wide, high = map(float, page.mediabox[2:])
        across, down = (1 if per_sheet == 1 else 2), (2 if per_sheet == 4 else 1)
        step, margin = wide / across, 14.0
        for word in words_of(page):
            left = word.x % step
            end = left + width(word.text, word.size, word.weight)
            assert left > margin, word
            assert end < step - margin, word
            assert margin < word.y % (high / down) < high / down - margin, word


def test_cut_piles_keep_the_order_in_which_they_are_handed_out(tmp_path: Path) -> None:
    sheets = [Sheet(number) for number in (5, 3, 8, 1, 2, 7, 4, 6, 9, 10)]
    reader = printed(ballot(scale("en", 2)), tmp_path, sheets, per_sheet=4)
    pages = [numbers(page) for page in reader.pages]
    assert len(pages) == 3
    piles = [[page[slot] for page in pages if slot < len(page)] for slot in range(4)]
    assert [number for pile in piles for number in pile] == [sheet.number for sheet in sheets]


@pytest.mark.parametrize(("per_sheet", "lines"), [(1, 0), (2, 2), (4, 6)])
def test_cutting_marks(per_sheet: int, lines: int, tmp_path: Path) -> None:
    page = printed(ballot(scale("en", 2)), tmp_path, per_sheet=per_sheet).pages[0]
    content = page.get_contents()
    assert content is not None
    drawn = [line for line in content.get_data().decode("latin-1").split("\n") if " l S" in line]
    assert len(drawn) == lines


def test_too_many_to_a_sheet_are_refused_with_what_fits() -> None:
    with pytest.raises(UserError, match="too small to read") as told:
        fitting(ballot(scale("en", 8)), "a4", 4)
    assert "Choose 2 to a sheet." in told.value.sentence
    with pytest.raises(UserError, match="no paper"):
        fitting(ballot(scale("en", 2)), "a5")


def test_a_long_ballot_goes_on_and_says_so(tmp_path: Path) -> None:
    shown = bilingual(60)
    sheets = [Sheet(4), Sheet(2)]
    reader = printed(shown, tmp_path, sheets)
    said = [page.extract_text() for page in reader.pages]
    each = len(said) // 2
    assert each % 2 == 0
    assert f"No. 4 · 1/{each}" in said[0] or f"No. 4 · 1/{each - 1}" in said[0]
    assert "No. 2 · 1" in said[each]
    whole = " ".join(" ".join(said[:each]).split())
    assert all(f"item {n}," in whole for n in range(60))
    # What the digits mean stands on every page that has some.
    assert all("5 = Fully" in " ".join(page.replace("\u00a0", " ").split())
               for page in said[:each] if "item" in page)


# -- the file ------------------------------------------------------------------------------


def tree(reader: PdfReader) -> Any:
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    return root["/StructTreeRoot"]["/K"].get_object()


def walk(node: Any) -> Iterator[Any]:
    yield node
    for kid in node["/K"]:
        if not isinstance(kid, int):
            found = kid.get_object()
            if "/S" in found:
                yield from walk(found)


def test_the_structure_can_be_read_aloud(tmp_path: Path) -> None:
    reader = printed(ballot(every_form("en")), tmp_path, [Sheet(1), Sheet(2)])
    roles = [node["/S"] for node in walk(tree(reader))]
    assert roles.count("/Sect") == roles.count("/H1") == 2
    assert {"/Table", "/TR", "/TD", "/L", "/LI", "/LBody", "/P"} <= set(roles)
    about: Any = reader.metadata
    assert about.title == "Ballots: Checklist"
    assert reader.trailer["/Root"]["/Lang"] == "en"  # type: ignore[index]
    assert about["/CreationDate"].startswith("D:20260303")


def test_fonts_are_embedded_and_a_missing_character_is_told(tmp_path: Path) -> None:
    shown = ballot([Question("w", "Wat vind je van 🦊?", "word", ())])
    path = tmp_path / "ballots.pdf"
    made = build_ballots(shown, [Sheet(1)], path, fitting(shown, "a4"), DAY)
    assert made.uncovered == ("🦊",)
    page: Any = PdfReader(path).pages[0]
    assert "\ufffd" in page.extract_text()
    used = {
        name for name, font in page["/Resources"]["/Font"].items()
        if font["/FontDescriptor"]["/FontFile2"].get_data()
    }
    assert used == set(page["/Resources"]["/Font"])


def test_equal_piles_give_equal_files(tmp_path: Path) -> None:
    shown, sheets = ballot(scale("en", 4)), [Sheet(2), Sheet(1)]
    files = []
    for name in ("one.pdf", "two.pdf"):
        build_ballots(shown, sheets, tmp_path / name, Format("a4", 2, 10.0), DAY)
        files.append((tmp_path / name).read_bytes())
    assert files[0] == files[1]


def test_nothing_is_written_where_it_cannot_be(tmp_path: Path) -> None:
    shown = ballot(scale("en", 2))
    with pytest.raises(UserError):
        build_ballots(shown, [Sheet(1)], tmp_path / "no" / "b.pdf", fitting(shown, "a4"), DAY)
    assert not list(tmp_path.iterdir())
