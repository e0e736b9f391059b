"""SVG files that any program opens, whatever people wrote."""

from xml.etree import ElementTree

import pytest

from tests.figures.gallery import gallery
from workshop_app.figures.figure import Circle, Figure, Fill, Path, Rect, Stroke, Text, polyline
from workshop_app.figures.svg import to_svg
from workshop_app.figures.text import width
from workshop_app.figures.theme import HIGH_CONTRAST, LIGHT

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert('1')</script> & \"quotes\" ]]> \x00\x0b\ufffe <!-- "


def test_hostile_words_stay_words() -> None:
    figure = Figure(
        10, 10, (Text(1, 2, HOSTILE, 3), Circle(1, 1, 1, Fill("ink"), readout=HOSTILE)), HOSTILE
    )
    tree = ElementTree.fromstring(to_svg(figure, LIGHT))
    assert not list(tree.iter(f"{SVG}script"))
    (text,) = tree.iter(f"{SVG}text")
    assert text.text is not None
    assert "<script>" in text.text
    assert "\x00" not in text.text


def test_the_title_is_for_screen_readers() -> None:
    tree = ElementTree.fromstring(to_svg(Figure(10, 20, (), "Six scores"), LIGHT))
    assert tree.attrib["role"] == "img"
    assert tree.attrib["viewBox"] == "0 0 10 20"
    assert tree[0].text == "Six scores"


def test_widths_hold_without_the_font() -> None:
    tree = ElementTree.fromstring(to_svg(Figure(10, 20, (Text(1, 2, "Hello", 3),)), LIGHT))
    (text,) = tree.iter(f"{SVG}text")
    assert float(text.attrib["textLength"]) == pytest.approx(width("Hello", 3), abs=0.001)
    assert "IBM Plex Sans" in text.attrib["font-family"]


def test_fonts_can_be_put_inside() -> None:
    figure = gallery()["board"]
    assert "@font-face" not in to_svg(figure, LIGHT)
    inside = to_svg(figure, LIGHT, embed_fonts=True)
    assert inside.count("@font-face") == 3
    ElementTree.fromstring(inside)


def test_pens_are_wider_in_high_contrast() -> None:
    line = Path(polyline(((0, 0), (1, 1))), stroke=Stroke("ink", 1, (2, 1)))
    figure = Figure(5, 5, (line, Rect(0, 0, 1, 1, Fill("see", 0.5), radius=9)))
    tree = ElementTree.fromstring(to_svg(figure, HIGH_CONTRAST))
    path, rect = tree[0], tree[1]
    assert path.attrib["stroke-width"] == "1.35"
    assert path.attrib["stroke-dasharray"] == "2.7 1.35"
    assert "stroke-linecap" not in path.attrib
    assert rect.attrib["rx"] == "0.5"
    assert rect.attrib["fill-opacity"] == "0.5"
