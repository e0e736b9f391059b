"""Every builder's figures with ordinary, long, many, single and no data.

Tests walk through it; ``python -m tests.figures.gallery OUTDIR [--theme dark] [NAME …]``
writes it as pictures, on the stage they belong to.
"""

import argparse
import os
import sys
from functools import cache
from pathlib import Path

from tests.figures.samples_blueprint import blueprints
from tests.figures.samples_boards import written
from tests.figures.samples_matrix import matrices
from tests.figures.samples_money import money
from tests.figures.samples_rows import rows
from tests.figures.samples_statements import statements
from tests.figures.samples_votes import votes
from workshop_app.figures.canvas import STAGE_WIDTH
from workshop_app.figures.figure import Figure, place
from workshop_app.figures.frame import FrameWords, frame
from workshop_app.figures.theme import PHASES, THEMES

QUESTION = "How true is this for us today?"


@cache
def gallery() -> dict[str, Figure]:
    """Every page of every sample, by name."""
    figures: dict[str, Figure] = {}
    samples = (
        *votes(), *statements(), *written(), *matrices(), *rows(), *money(), *blueprints(),
    )  # fmt: skip
    for name, pages in samples:
        for number, figure in enumerate(pages, 1):
            figures[f"{name}-p{number}" if len(pages) > 1 else name] = figure
    return figures


def phase_of(figure: Figure) -> str:
    """The phase whose accent a figure wears; ``see`` for one that wears none."""
    tokens = [fill.token for item in figure.items if (fill := getattr(item, "fill", None))]
    return next((phase for phase in PHASES if phase in tokens), "see")


def staged(figure: Figure, page: str = "") -> Figure:
    """The figure in the frame of the stage; whole stages stay as they are."""
    if figure.height >= 99:
        return figure
    phase = phase_of(figure)
    words = FrameWords(phase.title(), "Gallery", QUESTION, "17 people", "Gallery", page)
    framed = frame(phase, words, progress=0.5)
    return place(framed.figure, figure, framed.content.x, framed.content.y)


def main(arguments: list[str]) -> int:
    """Write the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", help="beginnings of names; all without")
    parser.add_argument("--theme", default="light", choices=sorted(THEMES))
    parser.add_argument("--width", type=int, default=1280)
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    from workshop_app.ui.figure_painter import render

    application = QGuiApplication([])
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for name, figure in gallery().items():
        if chosen.names and not name.startswith(tuple(chosen.names)):
            continue
        stage = staged(figure)
        height = round(chosen.width * stage.height / stage.width)
        if stage.width < STAGE_WIDTH * 0.9:
            height = round(chosen.width * 9 / 16)
        picture = render(stage, THEMES[chosen.theme], chosen.width, height)
        picture.save(str(chosen.folder / f"{name}.png"))
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
