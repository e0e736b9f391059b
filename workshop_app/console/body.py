"""The panes of the console and their three arrangements by width."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from workshop_app.console.agenda_pane import AgendaPane
from workshop_app.console.capture_pane import CapturePane
from workshop_app.console.controls import Controls
from workshop_app.console.parts import set_shown
from workshop_app.console.people_pane import PeoplePane
from workshop_app.console.people_rows import here
from workshop_app.console.script_pane import ScriptPane
from workshop_app.console.stage_preview import HEADING, SPACING, StagePreview
from workshop_app.console.step_strip import StepStrip
from workshop_app.console.turnout import Turnout
from workshop_app.ui.theme import restyle

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from workshop_app.console.pane import ConsoleDesk, Pane
    from workshop_app.console.snapshot import Snapshot

WIDE_FROM: Final = 1760
USUAL_FROM: Final = 1290
"""Widths of the window at which its arrangement changes (LOOK, console)."""

_AGENDA = {"wide": 330, "usual": 236}
_RIGHT = {"wide": 400, "usual": 286}
_GAP = 12
_INSIDE = 14
_PREVIEW_SHARE = {"wide": 0.56, "usual": 0.49}
_HIGHEST_PREVIEW = 0.42
"""Of the console's height."""

_STEPS_FROM = 440
"""Pixels of height from which the narrow console has room for the row of steps."""

_HEIGHT_FROM = 760
"""Pixels of height from which a picture of the usual size leaves room to key ballots."""

_KEYING_STEPS_FROM = 700
"""Pixels of height from which there is room for the row of steps above keyed ballots."""

_TABS = ("stage", "capture", "script", "people", "agenda")


def mode_of(width: int) -> str:
    """``wide``, ``usual`` or ``narrow``."""
    return "wide" if width >= WIDE_FROM else "usual" if width >= USUAL_FROM else "narrow"


class ConsoleBody(QWidget):
    """Everything below the top bar."""

    def __init__(self, desk: ConsoleDesk) -> None:
        """Make the panes; the first `arrange` puts them in their places."""
        super().__init__()
        self._desk = desk
        self.agenda = AgendaPane(desk)
        self.preview = StagePreview(desk)
        self.controls = Controls(desk)
        self.steps = StepStrip(desk)
        self.capture = CapturePane(desk)
        self.script = ScriptPane(desk)
        self.people = PeoplePane(desk)
        self.turnout = Turnout(desk)
        self.mode = ""
        self._root: QWidget | None = None
        self._tabs: QTabBar | None = None
        self._stack: QStackedWidget | None = None
        self._centre: QWidget | None = None
        self._outer = QHBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._order = QTimer(self)
        self._order.setSingleShot(True)
        self._order.setInterval(0)
        self._order.timeout.connect(self._order_focus)
        for pane in self.panes:
            pane.grew.connect(self._order.start)

    @property
    def panes(self) -> tuple[Pane, ...]:
        """Every pane, the stage's first: what the room sees comes first."""
        return (
            self.preview,
            self.controls,
            self.steps,
            self.turnout,
            self.agenda,
            self.script,
            self.people,
            self.capture,
        )

    def arrange(self, mode: str) -> None:
        """Put the panes where this width wants them."""
        if mode == self.mode:
            return
        self.mode = mode
        if self._root is not None:
            for pane in self.panes:
                pane.setParent(self)
            self._outer.removeWidget(self._root)
            self._root.deleteLater()
        self._tabs = self._stack = self._centre = None
        for pane in (self.script, self.people):
            pane.set_heading(mode == "wide")
            self._look(pane, "card" if mode != "usual" else "plain")
        self._look(self.agenda, "card" if mode == "narrow" else "side")
        self._look(self.turnout, "plain" if mode == "usual" else "card")
        self._root = self._narrow() if mode == "narrow" else self._columns(mode)
        self._outer.addWidget(self._root)
        self.agenda.set_mode(mode)
        self.controls.set_mode(mode)
        self.name_tabs(self._desk.snapshot())
        self._show_all()
        self._fit()
        if self.isVisible():
            self._order.start()

    def show_pane(self, pane: Pane) -> None:
        """Bring the tab with ``pane`` to the front."""
        if self._stack is None or self._tabs is None:
            return
        for number in range(self._stack.count()):
            page = self._stack.widget(number)
            if page is pane:
                self._tabs.setCurrentIndex(number)

    def pane_order(self) -> tuple[Pane, ...]:
        """Where F6 goes, one after the other."""
        return (self.agenda, self.controls, self.capture, self.script, self.people)

    def name_tabs(self, snapshot: Snapshot) -> None:
        """The words on the tabs, in the session's language."""
        if self._tabs is None:
            return
        words = snapshot.words
        count = words("console.people.short", here=here(snapshot.people), all=len(snapshot.people))
        for number in range(self._tabs.count()):
            name = str(self._tabs.tabData(number))
            text = words(f"console.tab.{name}")
            self._tabs.setTabText(number, f"{text} {count}" if name == "people" else text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the preview its share."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Give way where ballots begin to be keyed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    # Each part is made inside its parent: what moves later takes the style sheet once more.

    def _columns(self, mode: str) -> QWidget:
        root = QWidget(self)
        row = QHBoxLayout(root)
        row.setContentsMargins(0, 0, _GAP, 0)
        row.setSpacing(_GAP)
        self.agenda.setFixedWidth(_AGENDA[mode])
        row.addWidget(self.agenda)
        row.addWidget(self._middle(root), 1)
        right = self._right_column(root) if mode == "wide" else self._right_tabs(root)
        right.setFixedWidth(_RIGHT[mode])
        row.addWidget(right)
        return root

    def _middle(self, root: QWidget) -> QWidget:
        centre = QWidget(root)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, _GAP, 0, _GAP)
        column.setSpacing(_GAP)
        stage = QFrame(centre)
        stage.setProperty("look", "card")
        upper = QHBoxLayout()
        upper.setSpacing(24)
        upper.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignTop)
        upper.addWidget(self.controls, 1)
        inside = QVBoxLayout(stage)
        inside.setContentsMargins(_INSIDE, 8, _INSIDE, _INSIDE)
        inside.setSpacing(10)
        inside.addLayout(upper)
        inside.addWidget(self.steps)
        column.addWidget(stage)
        column.addWidget(self.capture, 1)
        self._centre = centre
        return centre

    def _right_column(self, root: QWidget) -> QWidget:
        right = QWidget(root)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, _GAP, 0, _GAP)
        column.setSpacing(_GAP)
        column.addWidget(self.script, 5)
        column.addWidget(self.people, 4)
        column.addWidget(self.turnout)
        return right

    def _right_tabs(self, root: QWidget) -> QWidget:
        right = QWidget(root)
        outer = QVBoxLayout(right)
        outer.setContentsMargins(0, _GAP, 0, _GAP)
        card = QFrame(right)
        card.setProperty("look", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 4, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._tabbed(("script", "people")))
        stack = self._stack
        assert stack is not None
        column.addWidget(stack, 1)
        column.addWidget(self.turnout)
        outer.addWidget(card)
        return right

    def _narrow(self) -> QWidget:
        root = QWidget(self)
        self.agenda.setMinimumWidth(0)
        self.agenda.setMaximumWidth(16_777_215)
        self._free_preview()
        column = QVBoxLayout(root)
        column.setContentsMargins(_GAP, 8, _GAP, _GAP)
        column.setSpacing(8)
        column.addWidget(self.controls)
        column.addWidget(self.steps)
        column.addWidget(self._tabbed(_TABS))
        stack = self._stack
        assert stack is not None
        column.addWidget(stack, 1)
        column.addWidget(self.turnout)
        return root

    def _tabbed(self, names: tuple[str, ...]) -> QTabBar:
        pages = {
            "stage": self.preview,
            "capture": self.capture,
            "script": self.script,
            "people": self.people,
            "agenda": self.agenda,
        }
        tabs, stack = QTabBar(), QStackedWidget()
        tabs.setExpanding(False)
        tabs.setDrawBase(False)
        tabs.setUsesScrollButtons(True)
        for name in names:
            tabs.setTabData(tabs.addTab(name), name)
            stack.addWidget(pages[name])
        tabs.currentChanged.connect(stack.setCurrentIndex)
        if "capture" in names:
            tabs.setCurrentIndex(names.index("capture"))
        self._tabs, self._stack = tabs, stack
        return tabs

    def _fit(self) -> None:
        if not self.mode:
            return
        if self._centre is None:
            set_shown(self.steps, self.mode != "narrow" or self._room() >= _STEPS_FROM)
            return
        columns = _AGENDA[self.mode] + _RIGHT[self.mode] + 3 * _GAP
        inner = self.width() - columns - 2 * _INSIDE
        room = self._room()
        highest = (room * _HIGHEST_PREVIEW) * 16 / 9
        if self.capture.needs_height and room < _HEIGHT_FROM:
            beside = self.controls.minimumSizeHint().height() - HEADING - SPACING
            highest = min(highest, beside * 16 / 9)
            set_shown(self.steps, self.height() >= _KEYING_STEPS_FROM)
        else:
            set_shown(self.steps, True)
        width = round(min(inner * _PREVIEW_SHARE[self.mode], highest))
        if width > 100:
            self.preview.setFixedSize(width, round(width * 9 / 16) + HEADING + SPACING)

    def _room(self) -> int:
        """The height below the top bar: what the bar at the lower edge takes moves nothing."""
        host = self.parentWidget()
        return self.height() if host is None else host.height() - self.y()

    def _free_preview(self) -> None:
        self.preview.setMinimumSize(0, 0)
        self.preview.setMaximumSize(16_777_215, 16_777_215)

    def _show_all(self) -> None:
        """Widgets that changed parents are hidden; pages of a stack show themselves."""
        stack = self._stack
        for pane in self.panes:
            if pane is not self.turnout and (stack is None or stack.indexOf(pane) < 0):
                set_shown(pane, True)
        shown = stack.currentWidget() if stack is not None else None
        if shown is not None:
            set_shown(shown, True)
        self.turnout.changed(frozenset())

    def _order_focus(self) -> None:
        """Tab goes agenda, stage, capture, right pane, whenever their controls were made.

        Not along `nextInFocusChain`: in PySide that makes each widget own the next one.
        """
        order: list[QWidget] = [
            self.agenda,
            self.preview,
            self.controls,
            self.steps,
            self.capture,
            self.script,
            self.people,
            self.turnout,
        ]
        if self._tabs is not None:
            order.insert(4 if self.mode == "narrow" else 5, self._tabs)
        wanted = [
            widget
            for part in order
            for widget in (part, *part.findChildren(QWidget))
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        for before, after in pairwise(wanted):
            QWidget.setTabOrder(before, after)

    def _look(self, pane: Pane, look: str) -> None:
        if pane.property("look") != look:
            pane.setProperty("look", look)
            restyle(pane)
