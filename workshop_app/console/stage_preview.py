"""What is on stage now and what comes next: the same painting as in the room, smaller."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from workshop_app.console.pane import EVERYTHING, ConsoleDesk, Pane
from workshop_app.console.parts import (
    ElidedLabel,
    Glyph,
    name_control,
    set_shown,
    text_label,
    tool_button,
)
from workshop_app.figures.theme import LIGHT, THEMES
from workshop_app.session import live
from workshop_app.ui import icon
from workshop_app.ui.figure_view import FigureView
from workshop_app.ui.theme import font

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.assembly.scene import Scene
    from workshop_app.console.snapshot import Snapshot
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.theme import Theme

_SETTLE = 40
"""Milliseconds a preview waits, so that the stage itself is painted first."""

_VOTED = 250
"""Milliseconds between two looks while many vote: the computer is the phones' and the stage's."""

HEADING = 32
SPACING = 6
"""Pixels above the picture, and between."""

_BORDER = 3
_ASPECT = 9 / 16


class PreviewFrame(QWidget):
    """Keeps a stage's shape and its border in the colour of the phase; may be covered."""

    def __init__(self, theme: Callable[[], Theme], border: int = _BORDER) -> None:
        """``theme`` is asked whenever the border is painted."""
        super().__init__()
        self._theme = theme
        self._border = border
        self._token = "border"
        self._cover = ("", "")
        self.view = FigureView(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """A preview one can read."""
        return QSize(390, 220)

    def minimumSizeHint(self) -> QSize:
        """A preview one can recognise."""
        return QSize(160, 90)

    def hasHeightForWidth(self) -> bool:
        """It keeps the stage's shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The stage's shape, and the border."""
        return round((width - 2 * self._border) * _ASPECT) + 2 * self._border

    def set_token(self, token: str) -> None:
        """The colour of the border."""
        if token != self._token:
            self._token = token
            self.update()

    def cover(self, name: str, text: str) -> None:
        """Hide the picture behind an icon and a sentence; empty uncovers it."""
        self._cover = (name, text)
        set_shown(self.view, not text)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the picture inside the border."""
        super().resizeEvent(event)
        self.view.setGeometry(self._stage().adjusted(*([self._border] * 2), *([-self._border] * 2)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The border, and what covers the picture."""
        theme, stage = self._theme(), self._stage()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            inset = self._border / 2
            box = QRectF(stage).adjusted(inset, inset, -inset, -inset)
            painter.setPen(QPen(QColor(theme.colour(self._token)), self._border))
            covered = self._cover[1]
            painter.setBrush(QColor(theme.colour("sunken" if covered else "page")))
            painter.drawRoundedRect(box, 4, 4)
            if covered:
                self._paint_cover(painter, box, theme)

    def _paint_cover(self, painter: QPainter, box: QRectF, theme: Theme) -> None:
        name, text = self._cover
        icon.draw(painter, name, box.center().x() - 12, box.center().y() - 30, 24, theme, "ink2")
        painter.setFont(font("medium", 14))
        painter.setPen(QColor(theme.colour("ink2")))
        room = box.adjusted(12, box.height() / 2 + 2, -12, -4)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(room, flags | Qt.TextFlag.TextWordWrap, text)

    def _stage(self) -> QRect:
        width = min(
            self.width(), round((self.height() - 2 * self._border) / _ASPECT) + 2 * self._border
        )
        height = min(self.height(), self.heightForWidth(width))
        return QRect((self.width() - width) // 2, 0, width, height)


class StagePreview(Pane):
    """The stage as the room sees it, with its countdown, and how to turn its pages."""

    late = 2
    tables = EVERYTHING  # notes, votes and people are all on stage at times

    explore_clicked = Signal()

    def __init__(self, desk: ConsoleDesk) -> None:
        """Build heading and picture."""
        super().__init__(desk)
        theme = desk.theme
        self._state = Glyph("cast", self._console_theme)
        self._heading = text_label("strong")
        self._place = ElidedLabel("meta")
        self._explore = tool_button("zoom-in", theme, "small")
        self._explore.clicked.connect(self.explore_clicked)
        self._back = tool_button("chevron-left", theme, "small")
        self._page = text_label("meta")
        self._forth = tool_button("chevron-right", theme, "small")
        self._back.clicked.connect(self.previous_page)
        self._forth.clicked.connect(self.next_page)
        self._frame = PreviewFrame(self._console_theme)
        self._scene: Scene | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._on_settled)
        heading = QWidget()
        heading.setFixedHeight(HEADING)
        top = QHBoxLayout(heading)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(8)
        top.addWidget(self._state)
        top.addWidget(self._heading)
        top.addStretch(1)
        top.addWidget(self._place)
        top.addWidget(self._back)
        top.addWidget(self._page)
        top.addWidget(self._forth)
        top.addWidget(self._explore)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING)
        column.addWidget(heading)
        column.addWidget(self._frame, 1)

    @property
    def view(self) -> FigureView:
        """The picture."""
        return self._frame.view

    def outline(self, snapshot: Snapshot) -> None:
        """The heading and the border: everything but the picture."""
        self._frame.set_token("warn" if self._held(snapshot) else snapshot.phase)
        self._show_heading(snapshot)

    def refresh(self, snapshot: Snapshot, tables: frozenset[str]) -> None:
        """At once where the room moves on; later where somebody only types or a room votes."""
        if self._scene is None or not tables or tables & {"live", "round", "session"}:
            self._settle.stop()
            self._show(snapshot)
        elif tables != {"ballot"}:
            self._settle.start(_SETTLE)
        elif not self._settle.isActive():
            self._settle.start(_VOTED)

    def tick(self, snapshot: Snapshot) -> None:
        """The countdown."""
        self._show_countdown(snapshot)

    def next_page(self) -> None:
        """Turn to the next page of the same picture."""
        self._turn(1)

    def previous_page(self) -> None:
        """Turn back."""
        self._turn(-1)

    def _console_theme(self) -> Theme:
        return self.desk.theme

    def _on_settled(self) -> None:
        self._show(self.desk.snapshot())

    def _turn(self, by: int) -> None:
        shown, file = self._scene, self.desk.workshop.file
        if shown is None:
            return
        page = min(max(shown.page + by, 0), shown.pages - 1)
        if page != shown.page:
            self.desk.attempt(lambda: live.turn_page(file, page))

    def _show(self, snapshot: Snapshot) -> None:
        from workshop_app.assembly.scene import scene

        state = snapshot.live
        before, shown = self._scene, scene(snapshot.workshop, state.shown, surface=state.surface)
        self._scene = shown
        revealed = before is not None and before.secret and not shown.secret
        theme = THEMES.get(self.desk.preference("stage_theme"), LIGHT)
        self.view.reduced_motion = self.desk.preference("reduced_motion") == "on"
        self.view.show_figure(
            shown.figure, theme, shown.start if revealed else None, tables=shown.tables
        )
        self.outline(snapshot)
        self._show_countdown(snapshot)

    def _held(self, snapshot: Snapshot) -> bool:
        held = snapshot.live.surface != "step" or snapshot.live.frozen is not None
        return held and snapshot.moment.slot is not None

    def _show_heading(self, snapshot: Snapshot) -> None:
        words, state = snapshot.words, snapshot.live
        key = state.surface if state.surface != "step" else "frozen" if state.frozen else "now"
        self._heading.setText(words(f"console.on_stage.{key}"))
        held = self._held(snapshot)
        self._state.show_icon(
            "snowflake" if key == "frozen" else "cast", "warn" if held else snapshot.phase
        )
        activity = snapshot.activity
        text = ""
        if activity is not None:
            text = words(
                "console.step_of", step=snapshot.moment.step + 1, steps=max(len(activity.steps), 1)
            )
        self._place.setText(text)
        shown = self._scene
        page, pages = (shown.page, shown.pages) if shown is not None else (0, 1)
        for widget in (self._back, self._page, self._forth):
            set_shown(widget, pages > 1)
        self._page.setText(f"{page + 1} / {pages}")
        self._back.setEnabled(page > 0)
        self._forth.setEnabled(page + 1 < pages)
        stage = self.desk.stage
        seen = stage is not None and stage.state().kind in ("on", "practice")
        set_shown(self._explore, seen and not self._held(snapshot) and activity is not None)
        name_control(self._explore, words("console.explore"))
        name_control(self._back, words("console.page.back"))
        name_control(self._forth, words("console.page.forth"))

    def _show_countdown(self, snapshot: Snapshot) -> None:
        shown = self._scene
        timer = snapshot.live.timer
        if shown is None or not shown.shows_timer or timer.total <= 0:
            self.view.set_overlay(None)
            return
        left = timer.remaining(snapshot.now)
        if left < -live.GRACE.total_seconds():
            self.view.set_overlay(None)
            return
        self.view.set_overlay(countdown_layer(left, timer.total, shown.phase))


def countdown_layer(left: float, total: float, phase: str) -> Figure:
    """The countdown in its corner of the stage."""
    from workshop_app.figures import frame
    from workshop_app.figures.canvas import STAGE_WIDTH
    from workshop_app.figures.figure import Figure, place

    seconds = max(int(-(-left // 1)), 0)
    small = frame.countdown(seconds, max(int(total), 1), phase)
    corner = STAGE_WIDTH - frame.MARGIN - frame.COUNTDOWN_WIDTH
    return place(Figure(STAGE_WIDTH, frame.HEIGHT), small, corner, frame.CHIP_TOP)


class NextPreview(Pane):
    """The stage after the next press, small; built only where there is room for it."""

    tables = EVERYTHING

    def __init__(self, desk: ConsoleDesk) -> None:
        """Build the picture."""
        super().__init__(desk)
        self._frame = PreviewFrame(self._console_theme, border=1)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(3 * _SETTLE)
        self._settle.timeout.connect(self._on_settled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)

    @property
    def view(self) -> FigureView:
        """The picture."""
        return self._frame.view

    def refresh(self, snapshot: Snapshot, tables: frozenset[str]) -> None:
        """Never in a hurry: what is on stage now goes first."""
        self._settle.start()

    def _console_theme(self) -> Theme:
        return self.desk.theme

    def _on_settled(self) -> None:
        if not self.isVisible():
            return
        from workshop_app.assembly.scene import scene

        snapshot = self.desk.snapshot()
        action, words = snapshot.action, snapshot.words
        if action.kind in ("finish", "done"):
            self._frame.cover("flag", words("console.next.done"))
            return
        ahead = scene(snapshot.workshop, action.moment)
        if ahead.secret:
            self._frame.cover("lock", words("console.hidden"))
            return
        self._frame.cover("", "")
        theme = THEMES.get(self.desk.preference("stage_theme"), LIGHT)
        self.view.show_figure(ahead.figure, theme, tables=ahead.tables)
        self.view.setAccessibleName(words("console.next_preview", title=ahead.figure.title))
