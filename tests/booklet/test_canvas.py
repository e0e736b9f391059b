"""The direct canvas draws what reportlab's own would have drawn."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream
from reportlab.pdfgen.canvas import Canvas

from workshop_app.booklet.direct_canvas import DirectCanvas
from workshop_app.booklet.figure_painter import FONTS, load_fonts, paint
from workshop_app.booklet.tagged_canvas import TaggedCanvas
from workshop_app.booklet.tags import Tag
from workshop_app.figures.figure import Circle, Figure, Fill, Path, Rect, Stroke, Text, polyline
from workshop_app.figures.text import is_own
from workshop_app.figures.theme import PAPER

if TYPE_CHECKING:
    from collections.abc import Iterator

EVERY_GLYPH = "".join(c for c in map(chr, range(0x21, 0x500)) if is_own(c) and c.isprintable())
SHAPES = (
    Rect(5, 5, 30, 10, Fill("see")),
    Rect(5, 20, 30, 10, Fill("think", 0.4), Stroke("ink", 0.5), radius=3),
    Rect(5, 35, 30, 10, stroke=Stroke("line", 0.3), radius=2),
    Circle(60, 20, 8, Fill("act"), Stroke("page", 1)),
    Circle(80, 20, 8, stroke=Stroke("be", 1)),
    Path(polyline(((5, 60), (90, 60))), stroke=Stroke("border", 0.4, (4, 2))),
    Path(polyline(((5, 70), (20, 80), (5, 80)), closed=True), Fill("ink"), Stroke("see", 0.2)),
    Path((("M", ((40, 70),)), ("C", ((50, 60), (60, 80), (70, 70)))), stroke=Stroke("ink", 1)),
)
TEXTS = (
    Text(5, 90, "Brackets (and) back\\slashes", 3),
    Text(95, 94, "→ ё ş ğ ő Ω", 4, "medium", "see", "end"),
    Text(50, 98, "in the middle", 3, "semibold", "ink2", "middle"),
)
PAINTING = {b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b"}


def painted(kind: type[Canvas], *figures: Figure) -> PdfReader:
    load_fonts()
    stream = BytesIO()
    canvas = kind(stream, initialFontName=FONTS["regular"], invariant=1)
    for figure in figures:
        paint(canvas, figure, PAPER, 20.0, 700.0, 5.0)
        canvas.showPage()
    canvas.save()
    return PdfReader(stream)


def operations(reader: PdfReader) -> Iterator[tuple[list[Any], bytes]]:
    for page in reader.pages:
        content = page.get_contents()
        assert isinstance(content, ContentStream)
        yield from content.operations


def outlines(reader: PdfReader) -> list[tuple[bytes, list[float]]]:
    """Every painted path: how it was painted, and the box around its points."""
    found: list[tuple[bytes, list[float]]] = []
    points: list[tuple[float, float]] = []
    for operands, operator in operations(reader):
        numbers = [float(number) for number in operands] if operator in _POINTS else []
        if operator == b"re":
            x, y, wide, high = numbers
            points += [(x, y), (x + wide, y + high)]
        elif operator in _POINTS:
            points += list(zip(numbers[::2], numbers[1::2], strict=True))
        elif operator in PAINTING:
            xs, ys = zip(*points, strict=True)
            box = [min(xs), min(ys), max(xs), max(ys)]
            found.append((operator.replace(b"*", b""), box))
            points = []
    return found


_POINTS = {b"m", b"l", b"c", b"re"}


def test_shapes_lie_where_reportlab_would_put_them() -> None:
    figure = Figure(100, 100, SHAPES)
    ours, theirs = outlines(painted(DirectCanvas, figure)), outlines(painted(Canvas, figure))
    assert [painting for painting, _ in ours] == [painting for painting, _ in theirs]
    for (_, box), (_, expected) in zip(ours, theirs, strict=True):
        assert box == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("operator", [b"rg", b"RG", b"w", b"J", b"j", b"q", b"Q", b"gs"])
def test_colours_and_pens_are_the_same(operator: bytes) -> None:
    figure = Figure(100, 100, (*SHAPES, *TEXTS))

    def settings(kind: type[Canvas]) -> list[list[Any]]:
        found = operations(painted(kind, figure))
        return [[str(x) for x in values] for values, name in found if name == operator]

    ours, theirs = settings(DirectCanvas), settings(Canvas)
    assert len(ours) == len(theirs)
    for one, other in zip(ours, theirs, strict=True):
        if operator == b"gs":
            assert one == other
        else:
            assert [float(x) for x in one] == pytest.approx([float(x) for x in other], abs=0.006)


def test_texts_read_the_same_and_stand_in_the_same_place() -> None:
    figure = Figure(100, 100, TEXTS)

    def lines(kind: type[Canvas]) -> list[tuple[str, list[float]]]:
        found: list[tuple[str, list[float]]] = []

        def visit(text: str, _cm: Any, matrix: list[float], _font: Any, size: float) -> None:
            if text.strip():
                found.append((text.strip(), [*matrix[4:6], size]))

        painted(kind, figure).pages[0].extract_text(visitor_text=visit)
        return found

    ours, theirs = lines(DirectCanvas), lines(Canvas)
    assert [text for text, _ in ours] == [text.text for text in TEXTS]
    for (text, place), (expected, other) in zip(ours, theirs, strict=True):
        assert text == expected
        assert place == pytest.approx(other, abs=0.02)


def test_more_characters_than_one_font_of_a_file_holds() -> None:
    assert len(EVERY_GLYPH) > 600
    lines = [EVERY_GLYPH[at : at + 40] for at in range(0, len(EVERY_GLYPH), 40)]
    texts = tuple(Text(0, 3 + 3 * index, text, 2) for index, text in enumerate(lines))
    read = painted(DirectCanvas, Figure(100, 100, texts)).pages[0].extract_text()
    assert "".join(read.split()) == "".join("".join(lines).split())


def test_a_font_is_chosen_when_it_changes() -> None:
    near = tuple(Text(5, 10 + 5 * line, "text", 3) for line in range(3))
    other = Text(5, 40, "text", 3, "semibold")
    reader = painted(DirectCanvas, Figure(100, 100, (*near, other, *near)), Figure(100, 100, near))
    chosen = [str(values[0]) for values, name in operations(reader) if name == b"Tf"]
    first, *named = [name for name in chosen if "+" in name]
    assert named[1] == named[2] == first != named[0]
    assert len(named) == 3


def test_files_are_the_same_whatever_the_order_of_sets() -> None:
    """Characters get their numbers in an order that no seed changes."""
    script = (
        "from hashlib import sha256\n"
        "from io import BytesIO\n"
        "from workshop_app.booklet.direct_canvas import DirectCanvas\n"
        "from workshop_app.booklet.figure_painter import FONTS, load_fonts\n"
        "load_fonts()\n"
        "canvas = DirectCanvas(BytesIO(), invariant=1, initialFontName=FONTS['regular'])\n"
        "canvas.drawString(50, 500, 'Größe Łódź Şahinoğlu Erdős naïve')\n"
        "print(sha256(canvas.getpdfdata()).hexdigest())\n"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", script],
            env=dict(os.environ, PYTHONHASHSEED=seed),
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(made) == 1


def test_texts_of_one_tag_are_one_element_wherever_they_stand() -> None:
    load_fonts()
    canvas = TaggedCanvas(BytesIO(), initialFontName=FONTS["regular"], invariant=1)
    canvas.chapter()
    first, second = Tag("P"), Tag("P")
    canvas.place(first)
    for tags in ([first, first, second], [second]):
        with canvas.lines(tags):
            for line in range(len(tags)):
                canvas.setFont(FONTS["regular"], 10)
                canvas.drawString(50, 700 - 20 * line, "text")
        canvas.close_page()
    reader = PdfReader(BytesIO(canvas.finished()))
    root: Any = reader.trailer["/Root"]
    chapter = root["/StructTreeRoot"]["/K"]["/K"][0]
    one, two = (kid.get_object() for kid in chapter["/K"])
    assert list(one["/K"]) == [0]
    assert two["/K"][0] == 1
    assert two["/K"][1]["/Pg"] == reader.pages[1]
