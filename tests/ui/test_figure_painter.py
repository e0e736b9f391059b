"""The Qt painter is true to the pixel and has little to paint while a radar grows."""

import os

import pytest
from PySide6.QtGui import QColor, QFont, QFontInfo, QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.figures.gallery import gallery
from tests.figures.samples_votes import CARE, SEE, WORDS, axes, number, profile, spread
from workshop_app.figures.figure import Figure, Fill, Path, Rect, Stroke, Text, polyline
from workshop_app.figures.radar import radar
from workshop_app.figures.text import width
from workshop_app.figures.theme import DARK, HIGH_CONTRAST, LIGHT
from workshop_app.ui.figure_painter import FAMILIES, load_fonts, paint, render


@pytest.fixture(autouse=True)
def _fonts(qtbot: QtBot) -> None:
    load_fonts()


def painted(figure: Figure, scale: float, wide: int = 400, high: int = 200) -> QImage:
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint(painter, figure, LIGHT, scale)
    painter.end()
    return image


def dark(image: QImage) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is darker than half."""
    points = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).lightness() < 128
    ]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


@pytest.mark.parametrize("family", FAMILIES.values())
def test_every_weight_is_our_own_font(family: str) -> None:
    assert family in load_fonts()
    assert QFontInfo(QFont(family)).family() == family


@pytest.mark.parametrize("scale", [3.0, 3.33, 7.2, 10.8])
def test_the_baseline_lies_where_the_figure_says(scale: float) -> None:
    image = painted(Figure(40, 20, (Text(5, 12, "HEH", 6),)), scale)
    _, _, _, bottom = dark(image)
    assert bottom + 1 == pytest.approx(12 * scale, abs=1)


@pytest.mark.parametrize("scale", [3.0, 3.33, 4.0, 7.2, 10.8])
def test_text_has_its_true_size_at_every_scale(scale: float) -> None:
    ends = []
    for text in ("n" * 4, "n" * 20):
        _, _, right, _ = dark(painted(Figure(40, 20, (Text(1, 12, text, 2.8),)), scale))
        ends.append(right)
    assert ends[1] - ends[0] == pytest.approx(width("n" * 16, 2.8) * scale, abs=1.5)


@pytest.mark.parametrize(("anchor", "share"), [("start", 0.0), ("middle", 0.5), ("end", 1.0)])
def test_anchors_hold_the_text(anchor: str, share: float) -> None:
    image = painted(Figure(100, 20, (Text(20, 12, "HHHH", 6, anchor=anchor),)), 8)
    left, _, _, _ = dark(image)
    assert left == pytest.approx((20 - share * width("HHHH", 6)) * 8, abs=6)


def test_shapes_are_where_they_belong() -> None:
    figure = Figure(
        40,
        20,
        (
            Rect(5, 5, 10, 5, Fill("ink")),
            Path(polyline(((20, 5), (30, 5), (30, 10)), closed=True), Fill("ink")),
        ),
    )
    assert dark(painted(figure, 10)) == (50, 50, 299, 99)


def test_dashes_keep_their_length() -> None:
    line = Path(polyline(((2, 5), (38, 5))), stroke=Stroke("ink", 0.5, (8, 8)))
    image = painted(Figure(40, 10, (line,)), 10, 400, 100)
    row = [image.pixelColor(x, 50).lightness() < 128 for x in range(400)]
    runs = "".join("x" if black else " " for black in row).split()
    assert {len(run) for run in runs[:-1]} <= {39, 40, 41}


def test_rendering_fits_the_picture_and_fills_the_page() -> None:
    image = render(gallery()["stage-frame"], DARK, 1280, 720)
    assert (image.width(), image.height()) == (1280, 720)
    assert image.pixelColor(640, 500).name().upper() == DARK.colour("page")
    narrow = render(gallery()["stage-frame"], HIGH_CONTRAST, 400, 400)
    assert narrow.pixelColor(1, 1).name().upper() == HIGH_CONTRAST.colour("page")


def test_pictures_are_the_same_every_time() -> None:
    first = render(gallery()["journey-p1"], LIGHT, 640, 360)
    assert first == render(gallery()["journey-p1"], LIGHT, 640, 360)


def test_the_painter_is_left_as_it_was() -> None:
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.translate(3, 4)
    before = (painter.worldTransform(), painter.font(), painter.pen(), painter.renderHints())
    paint(painter, gallery()["board"], LIGHT, 1.0)
    after = (painter.worldTransform(), painter.font(), painter.pen(), painter.renderHints())
    painter.end()
    assert before == after


def test_a_full_radar_stays_a_few_hundred_items() -> None:
    """Three groups with the spread of sixty ballots: what is painted in every frame it grows."""
    labels, series = axes(CARE), profile(6)
    (figure,) = radar(labels, series, SEE, WORDS, number, distribution=spread(labels, series))
    assert 50 < len(figure.items) < 400


def test_shapes_are_filled_without_waiting_for_other_threads() -> None:
    """Handing a circle of twelve pixels to a thread pool takes six times as long as filling it."""
    assert os.environ["QT_NO_GUI_THREADPOOL"] == "1"
