"""The radar after a change, the unchanged repaint, and a note from key to stage."""

from __future__ import annotations

import os
import random
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import median, paired, percentile, report

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from workshop_app.figures.figure import Figure

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SIZE = (1920, 1080)
GROUPS = ("Floor", "Middle", "Top")
AXES = ("care", "advocacy", "direction", "together", "steering", "space")


def _application() -> QApplication:
    from PySide6.QtWidgets import QApplication

    from workshop_app.ui.figure_painter import load_fonts

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([])
    load_fonts()
    return app


def _radar(dice: random.Random) -> Figure:
    """A radar of three groups over the distribution of 60 ballots, from new counts."""
    from workshop_app.figures.canvas import STAGE_WIDTH, Canvas
    from workshop_app.figures.radar import radar
    from workshop_app.figures.series import Axis, ProfileWords, Series, Spread

    axes = [Axis(key, key.capitalize()) for key in AXES]
    spreads = []
    values: dict[str, list[float]] = {name: [] for name in ("all", *GROUPS)}
    for axis in AXES:
        total = [0] * 5
        for name in GROUPS:
            counts = [0] * 5
            for _ in range(20 * 3):
                counts[min(4, max(0, round(dice.gauss(2.4, 1.1))))] += 1
            total = [a + b for a, b in zip(total, counts, strict=True)]
            spreads.append(Spread(axis, name, tuple(counts)))
            values[name].append(_score(counts))
        values["all"].append(_score(total))
    series = [Series("all", "All of us", tuple(values["all"]))]
    series += [Series(name, name, tuple(values[name]), style) for style, name in enumerate(GROUPS)]
    words = ProfileWords("Where we see it differently", "Where we stand", "Not shown")
    canvas = Canvas(STAGE_WIDTH - 10, 71.0, "see")
    return radar(axes, series, canvas, words, lambda value: f"{value:.0f}", distribution=spreads)[0]


def _score(counts: list[int]) -> float:
    mean = sum(point * votes for point, votes in enumerate(counts, 1)) / sum(counts)
    return 100 * (mean - 1) / 4


def radar_repaint() -> None:
    """Build and paint after a change, against the bare strokes; and the unchanged repaint."""
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

    from workshop_app.figures.theme import LIGHT
    from workshop_app.ui.figure_painter import paint
    from workshop_app.ui.figure_view import FigureView

    app = _application()
    dice = random.Random(1)
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    sample = _radar(dice)

    def ours() -> None:
        figure = _radar(dice)
        painter = QPainter(image)
        painter.fillRect(image.rect(), QColor("#FAF8F4"))
        paint(painter, figure, LIGHT, SIZE[1] / 100, (54, 220))
        painter.end()

    def bare() -> None:
        painter = QPainter(image)
        painter.fillRect(image.rect(), QColor("#FAF8F4"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for item in sample.items:
            painter.drawRect(QRect(int(id(item) % 900), 40, 60, 30))
        for text in sample.texts():
            painter.drawText(60, 60, text)
        painter.end()

    times, floor = paired(ours, bare, 60)
    report(
        "radar_change",
        median(times),
        "ms",
        median(floor),
        "value <= 16 ms",
        "a radar of three groups over 60 ballots' distribution, built and painted at "
        "1920x1080, against as many bare rectangles and texts",
    )
    view = FigureView()
    view.resize(*SIZE)
    view.show_figure(sample, LIGHT)
    view.show()
    app.processEvents()
    pixmap = QPixmap(*SIZE)
    pixmap.fill(QColor("#FAF8F4"))
    target = QPixmap(*SIZE)

    def unchanged() -> None:
        view.repaint()

    def copy() -> None:
        painter = QPainter(target)
        painter.drawPixmap(0, 0, pixmap)
        painter.end()

    times, floor = paired(unchanged, copy, 60)
    view.close()
    report(
        "radar_unchanged",
        median(times),
        "ms",
        median(floor),
        "value <= 6 ms",
        "the unchanged radar repainted at 1920x1080, against copying one pixmap",
    )


def note_to_stage() -> None:
    """A note typed on the console until the stage has painted it, against a bare commit."""
    from PySide6.QtCore import QEvent, QObject, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit

    from workshop_app.assembly.demo import sample_workshop
    from workshop_app.console.window import ConsoleWindow
    from workshop_app.figures.theme import LIGHT
    from workshop_app.session.live import Moment
    from workshop_app.session.notes import NewNote, add_notes
    from workshop_app.stage.screens import ScreenChoice
    from workshop_app.stage.window import StageWindow
    from workshop_app.ui import theme as themes
    from workshop_app.ui.figure_view import FigureView

    app = _application()
    themes.apply(app, LIGHT)
    painted: list[int] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and watched is picture:
                painted.append(1)
            return False

    with tempfile.TemporaryDirectory() as folder:
        os.environ["WORKSHOP_APP_HOME"] = folder
        workshop = sample_workshop(Path(folder) / "notes.workshop")
        slot = workshop.slot_of("see-customer-story")
        assert slot is not None
        start = workshop.info.start
        workshop.go(Moment(slot.key, 1), start)
        console = ConsoleWindow(workshop, theme=LIGHT, clock=lambda: start + timedelta(minutes=3))
        console.show()
        stage = StageWindow(workshop, LIGHT, ScreenChoice(console))
        stage.turn_on()
        stage.resize(*SIZE)
        picture = stage.layers.findChildren(FigureView)[0]
        watch = Watch()
        app.installEventFilter(watch)
        for _ in range(50):
            app.processEvents()
        console.body.capture.focus_first()
        field = console.body.capture.findChild(QLineEdit)
        assert isinstance(field, QLineEdit)

        def one() -> None:
            before = len(painted)
            QTest.keyClicks(field, "They call twice and hear nothing")
            QTest.keyClick(field, Qt.Key.Key_Return)
            while len(painted) == before:
                app.processEvents()

        def bare() -> None:
            add_notes(workshop.file, "Add", "elsewhere", [NewNote("c", "A note")])

        times, floor = paired(one, bare, 200)
        app.removeEventFilter(watch)
        stage.close()
        console.close()
        workshop.file.close()
    report(
        "note_to_stage_p99",
        percentile(times, 0.99),
        "ms",
        percentile(floor, 0.99),
        "value <= 50 ms",
        "a note typed and entered on the console until the stage has painted it, 99th "
        "percentile of 200, against the same percentile of only saving one: the disk decides both",
    )
