"""What holds for every figure that any builder makes, whatever it is given."""

from itertools import combinations

import pytest

from tests.figures.gallery import gallery, phase_of, staged
from workshop_app.figures.figure import Figure, Path, Text, interpolate
from workshop_app.figures.layout import bounds, overlap
from workshop_app.figures.text import SMALLEST
from workshop_app.figures.theme import PAPER, THEMES

NAMES = sorted(gallery())
TOUCH = 0.05
"""u by which rounded boxes may touch."""

POINTS = {"M": 1, "L": 1, "C": 3, "Z": 0}
"""How many points each path command has."""

LONG = ("blueprint-long", "board-forty", "journey-dutch", "journey-far")
"""Samples whose texts are longer than a card may be; the next page has them in full."""


def texts(figure: Figure) -> list[Text]:
    return [item for item in figure.items if isinstance(item, Text)]


@pytest.mark.parametrize("name", NAMES)
def test_everything_lies_within_the_figure(name: str) -> None:
    figure = gallery()[name]
    outside = []
    for item in figure.items:
        box = bounds(item)
        if (
            min(box.x, box.y) < -TOUCH
            or box.right > figure.width + TOUCH
            or box.bottom > figure.height + TOUCH
        ):
            outside.append(item)
    assert not outside


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith(LONG)])
def test_nothing_is_shortened(name: str) -> None:
    assert [text.text for text in texts(gallery()[name]) if text.text.endswith("…")] == []


@pytest.mark.parametrize("name", NAMES)
def test_texts_do_not_overlap_on_stage(name: str) -> None:
    stage = staged(gallery()[name])
    boxes = [(text.text, bounds(text)) for text in texts(stage)]
    assert not [
        (one, other)
        for (one, box), (other, room) in combinations(boxes, 2)
        if overlap(box, room, -TOUCH)
    ]


def test_every_theme_has_every_token() -> None:
    tokens: set[str] = set()
    for figure in gallery().values():
        for item in figure.items:
            if isinstance(item, Text):
                tokens.add(item.token)
                continue
            tokens |= {paint.token for paint in (item.fill, item.stroke) if paint}
    for theme in (*THEMES.values(), PAPER):
        assert all(theme.colour(token).startswith("#") for token in tokens)


@pytest.mark.parametrize("name", NAMES)
def test_keys_name_one_mark_each(name: str) -> None:
    keys = [item.key for item in gallery()[name].items if item.key]
    assert not {key for key in keys if keys.count(key) > 1}


@pytest.mark.parametrize("name", NAMES)
def test_items_are_well_formed(name: str) -> None:
    for item in gallery()[name].items:
        if isinstance(item, Text):
            assert item.text.strip()
            assert item.size >= SMALLEST - 1e-6, "the last row cannot read it"
            continue
        assert item.fill or item.stroke, "it would not be seen"
        if isinstance(item, Path) and item.commands:
            assert item.commands[0][0] == "M"
            assert all(len(points) == POINTS[letter] for letter, points in item.commands)


def test_a_radar_grows_from_its_start() -> None:
    start, end = gallery()["radar-grown-0"], gallery()["radar-spread"]
    middle = interpolate(start, end, 0.5)
    assert middle not in (start, end)
    assert [type(item) for item in middle.items] == [type(item) for item in end.items]
    assert middle.texts() == end.texts()


def test_the_phase_is_recognised() -> None:
    assert phase_of(gallery()["board"]) == "see"
    assert phase_of(gallery()["words"]) == "see"
    assert phase_of(gallery()["pledges-p1"]) == "be"
