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
    from collections.abc import Sequence

    from PySide6.QtWidgets import QApplication

    from workshop_app.figures.figure import Figure
    from workshop_app.figures.series import Spread
    from workshop_app.session.workshop import Workshop

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SIZE = (1920, 1080)
RUNS = 60
GROUPS = ("Floor", "Middle", "Top")
BOARD = "see-customer-story"
AXES = ("care", "advocacy", "direction", "together", "steering", "space")


def _application() -> QApplication:
    from PySide6.QtWidgets import QApplication

    from workshop_app.ui.figure_painter import load_fonts

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([])
    load_fonts()
    return app


def _ballots(dice: random.Random) -> list[Spread]:
    """What 60 ballots in three groups say, with three statements for each axis."""
    from workshop_app.figures.series import Spread

    spreads = []
    for axis in AXES:
        for name in GROUPS:
            counts = [0] * 5
            for _ in range(20 * 3):
                counts[min(4, max(0, round(dice.gauss(2.4, 1.1))))] += 1
            spreads.append(Spread(axis, name, tuple(counts)))
    return spreads


def _radar(spreads: list[Spread]) -> Figure:
    """A radar of three groups over the distribution of their ballots."""
    from workshop_app.figures.canvas import STAGE_WIDTH, Canvas
    from workshop_app.figures.radar import radar
    from workshop_app.figures.series import Axis, ProfileWords, Series

    axes = [Axis(key, key.capitalize()) for key in AXES]
    values: dict[str, list[float]] = {name: [] for name in GROUPS}
    totals = {axis: [0] * 5 for axis in AXES}
    for spread in spreads:
        values[spread.series].append(_score(spread.counts))
        total = totals[spread.axis]
        total[:] = [a + b for a, b in zip(total, spread.counts, strict=True)]
    series = [Series("all", "All of us", tuple(_score(totals[axis]) for axis in AXES))]
    series += [Series(name, name, tuple(values[name]), style) for style, name in enumerate(GROUPS)]
    words = ProfileWords("Where we see it differently", "Where we stand", "Not shown")
    canvas = Canvas(STAGE_WIDTH - 10, 71.0, "see")
    return radar(axes, series, canvas, words, lambda value: f"{value:.0f}", distribution=spreads)[0]


def _score(counts: Sequence[int]) -> float:
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
    sample = _radar(_ballots(dice))
    changes = [_ballots(dice) for _ in range(RUNS + 1)]

    def ours() -> None:
        figure = _radar(changes.pop())
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

    times, floor = paired(ours, bare, RUNS)
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

    times, floor = paired(unchanged, copy, RUNS)
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
    times, floor = _typed(200)
    report(
        "note_to_stage_p99",
        percentile(times, 0.99),
        "ms",
        percentile(floor, 0.99),
        "value <= 50 ms",
        "a note typed and entered on the console until the stage has painted it, 99th "
        "percentile of 200, against the same percentile of only saving one: the disk decides both",
    )
    times, floor = _typed(60, there=2_000)
    report(
        "note_on_2000",
        median(times),
        "ms",
        median(floor),
        "value <= 50 ms",
        "the same on a board of 2,000 notes, median of 60, against only saving one",
    )


def large_board() -> None:
    """One page of 10,000 notes composed after a change, against reading the rows raw."""
    from workshop_app.assembly.scene import scene
    from workshop_app.session.live import Moment

    with tempfile.TemporaryDirectory() as folder:
        workshop = _crowded(Path(folder) / "crowded.workshop", 10_000)
        slot = workshop.slot_of(BOARD)
        assert slot is not None
        moment = Moment(slot.key, 1)

        def ours() -> None:
            workshop.drawn.clear()
            assert scene(workshop, moment).pages > 100

        def raw() -> None:
            workshop.file.rows("SELECT * FROM note WHERE activity = ? ORDER BY position", BOARD)

        times, floor = paired(ours, raw, 21)
        workshop.file.close()
    report(
        "board_10000_notes",
        median(times),
        "ms",
        median(floor),
        "value <= 100 ms",
        "the page that the stage shows of a board of 10,000 notes, read and composed, against "
        "reading the rows raw",
    )


def _crowded(path: Path, count: int) -> Workshop:
    """The sample workshop with ``count`` notes more on its board, no two of them alike."""
    from workshop_app.assembly.demo import sample_workshop
    from workshop_app.session.crowd import Crowd
    from workshop_app.session.notes import NewNote, add_notes

    workshop = sample_workshop(path)
    places = [part.id for part in workshop.method.activity(BOARD).list("columns")]
    said = Crowd(workshop.method, workshop.words, 40, 1).sentences(count, BOARD)
    notes = [NewNote(places[n % len(places)], f"{n}. {text}") for n, text in enumerate(said)]
    add_notes(workshop.file, "Add", BOARD, notes)
    return workshop


def _typed(runs: int, there: int = 0) -> tuple[list[float], list[float]]:
    """Times of a note from key to stage, and of only saving one; ``there`` are there before."""
    from PySide6.QtCore import QEvent, QObject, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit

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
        workshop = _crowded(Path(folder) / "notes.workshop", there)
        slot = workshop.slot_of(BOARD)
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

        times = paired(one, bare, runs)
        app.removeEventFilter(watch)
        stage.close()
        console.close()
        workshop.file.close()
    return times
