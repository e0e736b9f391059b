"""What was on the screen is what is in the booklet: three painters, one figure."""

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any, cast
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas as PdfCanvas

from tests.figures.gallery import gallery
from workshop_app.booklet import figure_painter as pdf_painter
from workshop_app.figures.figure import Figure, Text
from workshop_app.figures.svg import to_svg
from workshop_app.figures.theme import DARK, HIGH_CONTRAST, LIGHT, PAPER
from workshop_app.ui import figure_painter as qt_painter

NAMES = sorted(gallery())
SVG = "{http://www.w3.org/2000/svg}"
PAINTING = {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s"}
"""PDF operators that paint a path."""


class Recorder:
    """Stands before a painter and remembers what it was asked to draw."""

    def __init__(self, painter: QPainter) -> None:
        self.painter = painter
        self.texts: list[str] = []
        self.shapes = 0

    def __getattr__(self, name: str) -> Any:
        if name == "drawText":
            return lambda *arguments: self.texts.append(arguments[-1])
        if name.startswith("draw"):
            self.shapes += 1
        return getattr(self.painter, name)


@pytest.fixture(scope="module")
def pages() -> Iterator[dict[str, Any]]:
    """Every figure of the gallery on its own page of one PDF."""
    buffer = io.BytesIO()
    pdf_painter.load_fonts()
    canvas = PdfCanvas(buffer, initialFontName=pdf_painter.FONTS["regular"])
    for name in NAMES:
        figure = gallery()[name]
        canvas.setPageSize((figure.width * 3, figure.height * 3))
        pdf_painter.paint(canvas, figure, PAPER, 0, figure.height * 3, 3)
        canvas.showPage()
    canvas.save()
    reader = PdfReader(buffer)
    yield dict(zip(NAMES, reader.pages, strict=True))
    reader.close()


def characters(texts: tuple[str, ...] | list[str]) -> Counter[str]:
    """Texts without the spaces, which a PDF may set as distance."""
    return Counter(character for text in texts for character in text if not character.isspace())


def recorded(figure: Figure) -> Recorder:
    qt_painter.load_fonts()
    image = QImage(400, 225, QImage.Format.Format_RGB32)
    recorder = Recorder(QPainter(image))
    qt_painter.paint(cast("QPainter", recorder), figure, LIGHT, 2.25)
    recorder.painter.end()
    return recorder


@pytest.mark.parametrize("name", NAMES)
def test_stage_paper_and_svg_show_the_same(
    name: str, pages: dict[str, Any], qtbot: QtBot
) -> None:
    figure = gallery()[name]
    wanted = [text for text in figure.texts() if text]

    painter = recorded(figure)
    assert painter.texts == wanted
    assert painter.shapes == figure.shape_count()

    tree = ElementTree.fromstring(to_svg(figure, LIGHT))
    assert [element.text for element in tree.iter(f"{SVG}text")] == wanted
    shapes = [e for e in tree if e.tag in {f"{SVG}rect", f"{SVG}circle", f"{SVG}path"}]
    assert len(shapes) == figure.shape_count()

    page = pages[name]
    assert characters([page.extract_text()]) == characters(wanted)
    operators = [operator for _, operator in page.get_contents().operations]
    assert sum(operator in PAINTING for operator in operators) == figure.shape_count()
    assert sum(operator == b"Tj" for operator in operators) == len(wanted)


def test_a_pdf_embeds_every_font(pages: dict[str, Any]) -> None:
    fonts = {
        font["/BaseFont"]: font.get("/FontDescriptor")
        for page in pages.values()
        for font in (reference.get_object() for reference in page["/Resources"]["/Font"].values())
    }
    assert fonts
    assert all("WorkshopSans" in name for name in fonts)
    assert all(descriptor and "/FontFile2" in descriptor for descriptor in fonts.values())


def test_a_pdf_holds_no_pictures(pages: dict[str, Any]) -> None:
    assert not any(page.images for page in pages.values())


@pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_CONTRAST, PAPER], ids=lambda t: str(t.key))
def test_every_theme_paints_everything(theme: Any, qtbot: QtBot) -> None:
    for figure in gallery().values():
        ElementTree.fromstring(to_svg(figure, theme))
    image = qt_painter.render(gallery()["board"], theme, 640, 360)
    assert len({image.pixel(x, y) for x in range(0, 640, 4) for y in range(0, 360, 4)}) > 3


def test_a_pdf_painter_leaves_the_page_as_it_was() -> None:
    canvas = PdfCanvas(io.BytesIO(), initialFontName=_regular())
    canvas.setLineWidth(5)
    canvas.setFillColorRGB(0.5, 0.5, 0.5)
    names = ("_fillColorObj", "_lineWidth", "_fontname")
    before = [getattr(canvas, name) for name in names]
    pdf_painter.paint(canvas, gallery()["board"], PAPER, 0, 300, 2)
    assert before == [getattr(canvas, name) for name in names]


def _regular() -> str:
    pdf_painter.load_fonts()
    return pdf_painter.FONTS["regular"]


def test_an_unknown_token_is_an_error(qtbot: QtBot) -> None:
    figure = Figure(10, 10, (Text(0, 5, "?", 3, token="pink"),))
    with pytest.raises(KeyError):
        to_svg(figure, LIGHT)
    with pytest.raises(KeyError):
        pdf_painter.paint(PdfCanvas(io.BytesIO()), figure, LIGHT, 0, 0, 1)
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    with pytest.raises(KeyError):
        qt_painter.paint(painter, figure, LIGHT, 1.0)
    painter.end()
