"""The way in for phones: read by a decoder from what the stage paints, in every theme."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
import segno
import zxingcpp

from workshop_app.assembly import join
from workshop_app.figures.canvas import STAGE_WIDTH, Canvas
from workshop_app.figures.figure import Figure, Path, Rect, Text
from workshop_app.figures.join_card import (
    QUIET,
    code_figure,
    cornered,
    spaced,
    square_code,
)
from workshop_app.figures.layout import bounds, overlap
from workshop_app.figures.text import SMALLEST
from workshop_app.figures.theme import THEMES, Theme
from workshop_app.session.door import Door
from workshop_app.ui.figure_painter import render
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

ADDRESS = "http://192.168.137.100:54321"
URL = f"{ADDRESS}/#{'0f1e2d3c4b5a6978' * 2}"
CODE = "WMW2MQ"
DOOR = Door(URL, ADDRESS, CODE)
SCALES = (1.0, 1.2, 1.35)


def card(language: str = "en", scale: float = 1.0, width: float = STAGE_WIDTH) -> Figure:
    return join.card(DOOR, Words.load(language), "see", width, scale)


def decoded(picture: QImage) -> list[str]:
    import numpy as np

    grey = picture.convertToFormat(picture.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return [found.text for found in zxingcpp.read_barcodes(rows[:, : grey.width()].copy())]


def brightness(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def overlapping(figure: Figure) -> list[tuple[str, str]]:
    boxes = [(item.text, bounds(item)) for item in figure.items if isinstance(item, Text)]
    return [
        (one, other)
        for (one, box), (other, room) in combinations(boxes, 2)
        if overlap(box, room, -0.05)
    ]


def outside(figure: Figure) -> list[object]:
    return [
        item
        for item in figure.items
        if (box := bounds(item)).x < -0.05
        or box.y < -0.05
        or box.right > figure.width + 0.05
        or box.bottom > figure.height + 0.05
    ]


# -- the code ----------------------------------------------------------------------------


def test_the_modules_are_those_of_the_standard() -> None:
    made = segno.make_qr(URL, error="m")
    assert square_code(URL) == tuple(tuple(bool(one) for one in row) for row in made.matrix)


def test_each_module_is_painted_where_it_belongs(qtbot: QtBot) -> None:
    rows = square_code(URL)
    unit, count = 4, len(rows) + 2 * QUIET
    picture = render(code_figure(URL, 50), THEMES["light"], count * unit, count * unit)
    for y in range(count):
        for x in range(count):
            inside = QUIET <= x < count - QUIET and QUIET <= y < count - QUIET
            dark = inside and rows[y - QUIET][x - QUIET]
            seen = picture.pixelColor(x * unit + unit // 2, y * unit + unit // 2).lightness()
            corner = {x, y} <= {0, 1, count - 1, count - 2}  # rounded
            assert corner or seen == (0 if dark else 255), (x, y)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_it_is_dark_on_light_in_every_theme(theme: Theme) -> None:
    dark, light = brightness(theme.colour("code")), brightness(theme.colour("code_ground"))
    assert (light + 0.05) / (dark + 0.05) > 10


@pytest.mark.parametrize("scale", SCALES)
def test_the_quiet_zone_stays_empty(scale: float) -> None:
    corner, _ = cornered(URL, ADDRESS, CODE, "Vote", Canvas(167.8, 71, "see", scale))
    for figure in (card("nl", scale), corner):
        ground = next(item for item in figure.items if item.key == "code_ground")
        code = next(item for item in figure.items if item.key == "code")
        assert isinstance(ground, Rect)
        assert isinstance(code, Path)
        unit = ground.width / (len(square_code(URL)) + 2 * QUIET)
        inner, outer = bounds(code), bounds(ground)
        for gap in (
            inner.x - outer.x,
            inner.y - outer.y,
            outer.right - inner.right,
            outer.bottom - inner.bottom,
        ):
            assert gap == pytest.approx(QUIET * unit)
        texts = [bounds(item) for item in figure.items if isinstance(item, Text)]
        assert not any(overlap(outer, text) for text in texts)


# -- as a camera sees it -----------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_card_is_read(theme: Theme, language: str, qtbot: QtBot) -> None:
    assert decoded(render(card(language), theme, 1280, 720)) == [URL]
    assert decoded(render(card(language), theme, 640, 360)) == [URL]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_corner_is_read(theme: Theme, qtbot: QtBot) -> None:
    corner, beside = cornered(URL, ADDRESS, CODE, "Vote", Canvas(167.8, 71, "see"))
    assert decoded(render(corner, theme, 1208, 511)) == [URL]
    assert beside.width < 167.8 - 27


def test_a_decoder_reads_nothing_where_there_is_no_code(qtbot: QtBot) -> None:
    figure = card()
    without = figure._replace(items=tuple(one for one in figure.items if one.key != "code"))
    assert decoded(render(without, THEMES["light"], 1280, 720)) == []


# -- what stands beside it ---------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("width", [STAGE_WIDTH, 400 / 3], ids=["16:9", "4:3"])
def test_everything_has_its_room(language: str, scale: float, width: float) -> None:
    figure = card(language, scale, width)
    assert not outside(figure)
    assert not overlapping(figure)
    texts = [item for item in figure.items if isinstance(item, Text)]
    assert all(item.size >= SMALLEST - 1e-6 for item in texts)
    assert not [item.text for item in texts if item.text.endswith("…")]
    words = Words.load(language)
    address = next(bounds(item) for item in texts if item.text == ADDRESS)
    name = next(bounds(item) for item in texts if item.text == words("join.code"))
    assert name.y - address.bottom > 1, "what names the code seems to name the address"
    said = {
        item.size
        for item in texts
        for text in (words("join.hides"), words("join.shows"))
        if text.startswith(item.text)
    }
    assert len(said) == 1, "what is hidden and what is not weigh the same"


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_corner_has_its_room(language: str, scale: float) -> None:
    said = Words.load(language)("join.corner")
    corner, beside = cornered(URL, ADDRESS, CODE, said, Canvas(167.8, 71, "see", scale))
    assert not outside(corner)
    assert not overlapping(corner)
    assert min(bounds(item).x for item in corner.items) > beside.width


def test_a_short_address_stays_on_one_line_in_the_corner() -> None:
    canvas = Canvas(167.8, 71, "see")
    short, _ = cornered("http://10.42.0.1:49160/#0", "http://10.42.0.1:49160", CODE, "Vote", canvas)
    assert "10.42.0.1:49160" in short.texts()
    long, _ = cornered(URL, ADDRESS, CODE, "Vote", canvas)
    assert ":54321" in long.texts(), "a longer one is read at the same size, on two"


def test_it_says_code_and_address_but_never_the_secret() -> None:
    figure = card()
    corner, _ = cornered(URL, ADDRESS, CODE, "Vote", Canvas(167.8, 71, "see"))
    assert spaced(CODE) in figure.texts()
    assert ADDRESS in figure.texts()
    secret = URL.partition("#")[2]
    for one in (figure, corner):
        assert secret not in " ".join((*one.texts(), one.title))
        assert spaced(CODE) in one.title


def test_it_says_what_a_shared_network_hides_and_what_not() -> None:
    words = Words.load("en")
    said = " ".join(card().texts())
    assert words("join.hides") in said
    assert words("join.shows") in said


def test_another_room_has_another_code() -> None:
    assert square_code(URL) != square_code(URL[:-1] + "0")
