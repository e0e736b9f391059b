"""The stage's picture in layers: what is below is ready before what is above goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from workshop_app.assembly.scene import Scene, scene
from workshop_app.figures.figure import Circle, Rect
from workshop_app.stage.layers import Countdown, Fade, untouchable, utc_now
from workshop_app.ui.figure_view import FigureView

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from workshop_app.figures.figure import Figure
    from workshop_app.figures.theme import Theme
    from workshop_app.session.live import Live, Moment
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import Change
    from workshop_app.ui.explore_view import ExploreView


class LayeredStage(QWidget):
    """Follows the session: picture, countdown, explore view, and an opaque cover on top.

    The cover shows blank and hold; a frozen picture simply stays. Nothing is uncovered
    before what lies below it is right.
    """

    scene_changed = Signal()
    """`shown` is another scene."""
    exploring_ended = Signal()
    dotted = Signal(str, str)
    """A dot goes from one note to another, by their keys; empty is beside them."""

    def __init__(
        self,
        workshop: Workshop,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        now: Callable[[], datetime] = utc_now,
        reduced_motion: bool = False,
        scale: float = 1.0,
    ) -> None:
        """Follow ``workshop`` until `stop`; ``scale`` is the room check's."""
        super().__init__(parent)
        self._workshop, self._theme, self._scale = workshop, theme, scale
        self.reduced_motion = reduced_motion
        self._picture = FigureView(self, reduced_motion=reduced_motion)
        self._fade = Fade(self)
        self.countdown = Countdown(self, theme, now)
        self._cover = FigureView(self, reduced_motion=True)
        self._explore: ExploreView | None = None
        for layer in (self._picture, self._cover):
            untouchable(layer)
        self._cover.hide()
        self._shown: Scene | None = None
        self._moment: Moment | None = None
        self._frozen: Moment | None = None
        self._grown: set[str | None] = set()
        self._pressed = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.refresh)
        self._unsubscribe = workshop.file.subscribe(self._on_changed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.refresh()

    @property
    def shown(self) -> Scene | None:
        """The scene below the cover."""
        return self._shown

    @property
    def is_covered(self) -> bool:
        """Whether blank or hold is on top."""
        return not self._cover.isHidden()

    @property
    def is_growing(self) -> bool:
        """Whether results that were just revealed still grow."""
        return self._picture.is_growing

    @property
    def is_fading(self) -> bool:
        """Whether the step before can still be seen."""
        return not self._fade.isHidden()

    @property
    def is_exploring(self) -> bool:
        """Whether the explore view is open."""
        return self._explore is not None

    @property
    def takes_dots(self) -> bool:
        """Whether the room can place dots on what it sees now."""
        shown = self._shown
        open_ = not (self.is_covered or self.is_exploring or self._workshop.live().frozen)
        return shown is not None and shown.touch and open_

    def stop(self) -> None:
        """Follow the session no longer."""
        self._soon.stop()
        self._unsubscribe()
        self.countdown.show_timer(None, "see", self._theme)
        self._fade.stop()
        self.end_explore()

    # -- following the session -----------------------------------------------------------

    def _on_changed(self, change: Change) -> None:
        if "session" in change.tables:
            self._workshop.refresh()
        self._soon.start()

    def refresh(self) -> None:
        """Show what the session says now, read at once: between two ballots' commits."""
        with self._workshop.file.alone():
            self._refresh()

    def _refresh(self) -> None:
        live = self._workshop.live()
        if live.surface == "step":
            self._show_step(live)
            self._cover.hide()
        else:
            self._show_cover(live)
        self._show_countdown(live)
        self._show_cursor()

    def _show_cursor(self) -> None:
        """A hand while dots can be placed; else none, as everywhere on the stage."""
        if self.takes_dots:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()

    def apply_theme(self, theme: Theme) -> None:
        """Paint everything in other colours."""
        self._theme = theme
        if self._shown is not None:
            self._picture.show_figure(self._shown.figure, theme, tables=self._shown.tables)
        if self._explore is not None:
            self._explore.apply_theme(theme)
        self.refresh()
        self.update()

    def set_scale(self, scale: float) -> None:
        """The room check said how far the last row sits; 1 or more."""
        self._scale = scale
        self._frozen = None
        self.refresh()

    def set_reduced_motion(self, reduced: bool) -> None:
        """No step change, no growth."""
        self.reduced_motion = self._picture.reduced_motion = reduced

    def _compose(self, moment: Moment, surface: str) -> Scene:
        return scene(self._workshop, moment, surface=surface, scale=self._scale)

    def _show_cover(self, live: Live) -> None:
        above = self._compose(live.shown, live.surface)
        self._fade.stop()
        self._cover.show_figure(above.figure, self._theme)
        self._cover.show()
        self._cover.raise_()

    def _show_step(self, live: Live) -> None:
        if live.frozen is not None and live.frozen == self._frozen and self._shown is not None:
            return
        self._frozen = live.frozen
        before, shown = self._shown, self._compose(live.shown, "step")
        stepped = self._moment is not None and self._moment != live.shown
        if stepped or shown.secret:
            self.end_explore()
        grows = self._grows(before, shown, live.shown)
        if stepped and self._moves and not self.is_covered:
            self._fade.start(self._picture.grab())
        self._moment, self._shown = live.shown, shown
        start = shown.start if grows else None
        self._picture.show_figure(shown.figure, self._theme, start, tables=shown.tables)
        if shown != before:
            self.scene_changed.emit()

    @property
    def _moves(self) -> bool:
        return self.isVisible() and not self.reduced_motion

    def _grows(self, before: Scene | None, shown: Scene, moment: Moment) -> bool:
        """Whether the picture grows: once, when its results are first seen."""
        if shown.secret:
            self._grown.discard(moment.slot)
        if shown.start is None or moment.slot in self._grown:
            return False
        self._grown.add(moment.slot)
        return before is not None

    def _show_countdown(self, live: Live) -> None:
        shown = self._shown
        visible = live.surface == "step" and shown is not None and shown.shows_timer
        if live.frozen is not None:
            here, there = live.moment, live.frozen
            visible = visible and (here.slot, here.step) == (there.slot, there.step)
        phase = shown.phase if shown is not None else "see"
        self.countdown.stand(self._picture.picture_rect())
        self.countdown.show_timer(live.timer if visible else None, phase, self._theme)

    # -- the explore view ----------------------------------------------------------------

    def explore(self, figure: Figure) -> ExploreView:
        """Open a figure for panning, zooming and reading out; below the cover."""
        from workshop_app.ui.explore_view import ExploreView

        self.end_explore()
        view = ExploreView(figure, self._theme, self._workshop.words, self)
        view.setGeometry(self.rect())
        view.closed.connect(self.end_explore)
        self._explore = view
        view.show()
        self._cover.raise_()
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        return view

    def end_explore(self) -> None:
        """Go back to the picture."""
        view, self._explore = self._explore, None
        if view is not None:
            view.hide()
            view.deleteLater()
            self.exploring_ended.emit()

    # -- dots ----------------------------------------------------------------------------

    def note_at(self, place: QPointF) -> str:
        """The key of the uppermost card at a place in pixels; empty beside them."""
        shown, area = self._shown, self._picture.picture_rect()
        if shown is None or not area.height():
            return ""
        scale = area.height() / shown.figure.height
        x, y = (place.x() - area.x()) / scale, (place.y() - area.y()) / scale
        for item in reversed(shown.figure.items):
            if (
                isinstance(item, Rect | Circle)
                and item.key
                and item.fill is not None
                and _covers(item, x, y)
            ):
                return item.key
        return ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A dot is taken, or about to be placed."""
        if not self.takes_dots:
            super().mousePressEvent(event)
            return
        self._pressed = self.note_at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The dot lies where it was let go."""
        source, self._pressed = self._pressed, ""
        if not self.takes_dots:
            super().mouseReleaseEvent(event)
            return
        target = self.note_at(event.position())
        if source or target:
            self.dotted.emit(source, target)

    # -- Qt ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Every layer fills the stage; the countdown keeps its corner."""
        super().resizeEvent(event)
        self._fade.stop()
        for layer in (self._picture, self._fade, self._cover, self._explore):
            if layer is not None:
                layer.setGeometry(self.rect())
        self.countdown.stand(self._picture.picture_rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page, should a layer be late."""
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), QColor(self._theme.colour("page")))


def _covers(item: Rect | Circle, x: float, y: float) -> bool:
    if isinstance(item, Circle):
        return (x - item.x) ** 2 + (y - item.y) ** 2 <= item.radius**2
    return item.x <= x <= item.x + item.width and item.y <= y <= item.y + item.height
