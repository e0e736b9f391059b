"""The agenda editor: lies over the panes while the stage goes on; Esc or Done takes it away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workshop_app.console.parts import name_control, push_button, text_label
from workshop_app.console.plan_list import LibraryList, PlanList
from workshop_app.console.plan_rows import (
    concerns,
    could_give,
    duration,
    end_of_day,
    library_rows,
    plan_rows,
)
from workshop_app.session import planning

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from workshop_app.console.pane import ConsoleDesk
    from workshop_app.console.snapshot import Snapshot
    from workshop_app.figures.theme import Theme
    from workshop_app.session.agenda import Slot

FOLLOWS: Final = frozenset({"slot", "held", "live", "session"})
"""The tables whose changes the plan shows."""

_STEP = 5
_WORDS_FROM = 1240
"""Pixels of width from which the tools have words beside their icons."""
_LIBRARY = 300
_MOST_SENTENCES = 4
_MOST_ROOMS = 3


class AgendaEditor(QFrame):
    """Library at the left, plan at the right, below what it adds up to."""

    closed = Signal()

    _TOOLS: Final = (
        ("up", "chevron-up"),
        ("down", "chevron-down"),
        ("less", "minus"),
        ("more", "plus"),
        ("skip", "eye-off"),
        ("day", "moon"),
        ("out", "x"),
    )

    def __init__(self, desk: ConsoleDesk, host: QWidget) -> None:
        """Build it over ``host``, shown at once with the keyboard on the plan."""
        super().__init__(host)
        self._desk = desk
        self._host = host
        self._minute = -1
        self.setProperty("look", "card")
        self.setAutoFillBackground(True)
        self.plan = PlanList(self._theme)
        self.library = LibraryList(self._theme)
        self.search = QLineEdit()
        self.tools: dict[str, QPushButton] = {}
        self.rooms: list[QPushButton] = []
        self._heading = text_label("heading")
        self._sums = text_label("strong")
        self._sentences = text_label("meta")
        self._sentences.setWordWrap(True)
        self.start_from = push_button("list-checks", desk.theme)
        self.done = push_button("check", desk.theme)
        self._give = QHBoxLayout()
        self._lay_out()
        self._connect()
        host.installEventFilter(self)
        self.setGeometry(host.rect())
        self.refresh(frozenset())
        self.show()
        self.raise_()
        self.plan.setFocus()

    # -- following the session -----------------------------------------------------------

    def refresh(self, tables: frozenset[str]) -> None:
        """Show the plan as it is; an empty set means everything, the words too."""
        if tables and not tables & FOLLOWS:
            return
        workshop, snapshot = self._desk.workshop, self._desk.snapshot()
        if not tables:
            self._name()
        outline = planning.outline(workshop.slots(), workshop.method)
        current = self.plan.current
        self.plan.show_rows(plan_rows(snapshot, outline), current.key if current else "")
        self.library.show_rows(library_rows(workshop, self.search.text().strip()))
        self._show_sums(snapshot, outline)
        words = workshop.words
        said = concerns(workshop, outline)
        more = len(said) - _MOST_SENTENCES
        lines = said[:_MOST_SENTENCES] + ([words("agenda.more", n=more)] if more > 0 else [])
        self._sentences.setText("\n".join(lines) or words("agenda.fine"))
        self._enable()

    def tick(self, snapshot: Snapshot) -> None:
        """What is expected moves once a minute; what the user looks at stays where it is."""
        if snapshot.now.minute != self._minute:
            outline = planning.outline(snapshot.slots, snapshot.workshop.method)
            self.plan.table.show_rows(plan_rows(snapshot, outline))
            self._show_sums(snapshot, outline)

    def _show_sums(self, snapshot: Snapshot, outline: planning.Outline) -> None:
        """What it adds up to, when it ends, and what could give its minutes."""
        words = snapshot.words
        self._minute = snapshot.now.minute
        self._sums.setText(
            words(
                "agenda.sums",
                total=duration(words, outline.total),
                net=duration(words, outline.net),
                block=duration(words, outline.longest_block),
                end=end_of_day(snapshot),
            )
        )
        rooms = could_give(snapshot.workshop)[:_MOST_ROOMS] if self._late() > 0 else []
        if [said for _, said in rooms] != [button.text() for button in self.rooms]:
            self._show_rooms(rooms)

    def _show_rooms(self, rooms: list[tuple[planning.Room, str]]) -> None:
        """While the day runs late: one press each."""
        for button in self.rooms:
            button.hide()
            button.deleteLater()
        self.rooms = []
        for room, said in rooms:
            button = push_button("minus", self._desk.theme)
            button.setText(said)
            button.clicked.connect(partial(self._shorten, room))
            self._give.addWidget(button)
            self.rooms.append(button)

    def _late(self) -> int:
        """By how many minutes the day runs late now."""
        snapshot = self._desk.snapshot()
        return snapshot.schedule.drift if snapshot.has_begun and not snapshot.is_over else 0

    def _enable(self) -> None:
        slot = self.plan.current
        on = slot is not None and slot.key == self._desk.workshop.live().moment.slot
        for name, button in self.tools.items():
            button.setEnabled(slot is not None and not (on and name in ("out", "skip")))

    def _fit(self) -> None:
        """Beside a narrow plan the tools are icons alone."""
        words = self._desk.workshop.words
        wide = self.width() >= _WORDS_FROM
        for name, button in self.tools.items():
            said = wide or name in ("less", "more")
            button.setText(words(f"agenda.tool.{name}") if said else "")

    def _name(self) -> None:
        words = self._desk.workshop.words
        self._heading.setText(words("agenda.heading"))
        self.setAccessibleName(words("agenda.heading"))
        self.search.setPlaceholderText(words("agenda.search"))
        self.search.setAccessibleName(words("agenda.search"))
        name_control(self.library, words("agenda.library"))
        name_control(self.plan, words("agenda.list"))
        self.start_from.setText(words("agenda.start_from"))
        self.done.setText(words("agenda.done"))
        for name, button in self.tools.items():
            name_control(button, words(f"agenda.tip.{name}"))
        self._fit()

    def _theme(self) -> Theme:
        return self._desk.theme

    # -- building ------------------------------------------------------------------------

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._heading)
        top.addSpacing(16)
        top.addWidget(self.start_from)
        top.addStretch(1)
        top.addWidget(self.done)
        left = QVBoxLayout()
        left.setSpacing(8)
        self.library.setMinimumWidth(_LIBRARY)
        left.addWidget(self.search)
        left.addWidget(self.library, 1)
        tools = QHBoxLayout()
        tools.setSpacing(4)
        for name, image in self._TOOLS:
            button = push_button(image, self._desk.theme, "quiet")
            self.tools[name] = button
            tools.addWidget(button)
        tools.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(tools)
        right.addWidget(self.plan, 1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addLayout(left, 2)
        middle.addLayout(right, 3)
        below = QVBoxLayout()
        below.setSpacing(4)
        below.addWidget(self._sums)
        below.addWidget(self._sentences)
        self._give.setSpacing(8)
        self._give.addStretch(1)
        below.addLayout(self._give)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(12)
        column.addLayout(top)
        column.addLayout(middle, 1)
        column.addLayout(below)

    def _connect(self) -> None:
        self.plan.wanted.connect(self._on_wanted)
        self.plan.table.moved.connect(self._on_moved)
        self.plan.table.brought.connect(self._on_brought)
        self.plan.selectionModel().currentChanged.connect(self._on_current_changed)
        self.library.activated.connect(self._on_activated)
        self.search.textChanged.connect(self._on_search_changed)
        self.search.returnPressed.connect(self._on_activated)
        self.start_from.clicked.connect(self._on_start_from_clicked)
        self.done.clicked.connect(self.close_editor)
        for name, button in self.tools.items():
            button.clicked.connect(partial(self._press, name))

    # -- Qt ------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of what it lies over."""
        if event.type() == QEvent.Type.Resize and watched is self._host:
            self.setGeometry(self._host.rect())
            self._fit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_editor()
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The Tab key stays within: what lies below cannot be seen."""
        super().focusNextPrevChild(forward)
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            (self.start_from if forward else self.plan).setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def move_focus(self, by: int) -> None:
        """F6: between the search, the library and the plan."""
        order = (self.search, self.library, self.plan)
        here = next((at for at, one in enumerate(order) if one.hasFocus()), -1)
        order[(here + by) % len(order)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_editor(self) -> None:
        """Take it away for good; it is made again when it is wanted."""
        self._host.removeEventFilter(self)
        self.hide()
        self.deleteLater()
        self.closed.emit()

    # -- changing the plan ---------------------------------------------------------------

    def _press(self, name: str, _checked: bool = False) -> None:
        self._on_wanted(name)
        self.plan.setFocus()

    def _on_wanted(self, name: str) -> None:
        slot = self.plan.current
        if slot is None:
            return
        does: dict[str, Callable[[Slot], object]] = {
            "up": partial(self._move_by, by=-1),
            "down": partial(self._move_by, by=1),
            "more": partial(self._lengthen, by=_STEP),
            "less": partial(self._lengthen, by=-_STEP),
            "skip": self._skip,
            "day": partial(self._do, "day", planning.split_before),
            "out": partial(self._do, "out", planning.take_out),
        }
        does[name](slot)

    def _do(self, name: str, change: Callable[..., object], slot: Slot, **more: object) -> bool:
        """One undoable change of a slot, named after its activity."""
        workshop = self._desk.workshop
        title = workshop.method.text(f"{slot.activity}.title", workshop.words.language)
        label = workshop.words(f"agenda.edit.{name}", title=title)
        done = self._desk.attempt(partial(change, workshop, label, slot, **more))
        if done and name in ("out", "skip"):
            self._desk.toast(label, undoable=True)
        elif done:
            self._desk.announce(label)
        return done

    def _move_by(self, slot: Slot, by: int) -> None:
        keys = [one.key for one in self._desk.workshop.slots()]
        place = keys.index(slot.key) + by
        if 0 <= place < len(keys):
            self._do("move", planning.move, slot, place=place)

    def _lengthen(self, slot: Slot, by: int) -> None:
        minutes = max(slot.minutes + by, planning.LEAST)
        self._do("minutes", planning.set_minutes, slot, minutes=minutes)

    def _shorten(self, room: planning.Room, _checked: bool = False) -> None:
        minutes = room.slot.minutes - min(room.minutes, max(self._late(), 0))
        self._do("minutes", planning.set_minutes, room.slot, minutes=minutes)

    def _skip(self, slot: Slot) -> None:
        skipped = slot.state != "skipped"
        self._do("skip" if skipped else "unskip", planning.skip, slot, skipped=skipped)

    def _add(self, activity: str, place: int | None) -> None:
        workshop = self._desk.workshop
        title = workshop.method.text(f"{activity}.title", workshop.words.language)
        label = workshop.words("agenda.edit.add", title=title)
        if self._desk.attempt(partial(planning.add, workshop, label, activity, place)):
            self._desk.announce(label)

    def _after_current(self) -> int | None:
        """Where a pause goes: after the slot the keyboard is on."""
        slot = self.plan.current
        keys = [one.key for one in self._desk.workshop.slots()]
        return keys.index(slot.key) + 1 if slot is not None and slot.key in keys else None

    def start(self, agenda: str, _checked: bool = False) -> None:
        """Replace the plan by an agenda of the method; undoable."""
        workshop = self._desk.workshop
        name = workshop.method.text(f"agendas.{agenda}", workshop.words.language)
        label = workshop.words("agenda.edit.start_from", title=name)
        wanted = workshop.method.agendas[agenda]
        if self._desk.attempt(partial(planning.start_from, workshop, label, wanted)):
            self._desk.toast(label, undoable=True)

    # -- slots ---------------------------------------------------------------------------

    def _on_moved(self, key: str, place: int) -> None:
        slots = self._desk.workshop.slots()
        here = next((at for at, slot in enumerate(slots) if slot.key == key), None)
        if here is not None:
            # Dropped below itself it stands one place earlier once it is taken away.
            to = place - 1 if place > here else place
            self._do("move", planning.move, slots[here], place=to)

    def _on_brought(self, activity: str, place: int) -> None:
        self._add(activity, place)

    def _on_activated(self) -> None:
        activity = self.library.current
        if activity:
            pause = self._desk.workshop.method.activities[activity].pause
            self._add(activity, self._after_current() if pause else None)

    def _on_search_changed(self, text: str) -> None:
        self.library.show_rows(library_rows(self._desk.workshop, text.strip()))

    def _on_current_changed(self) -> None:
        self._enable()

    def _on_start_from_clicked(self) -> None:
        workshop = self._desk.workshop
        menu = QMenu(self)
        for agenda in workshop.method.agendas.values():
            name = workshop.method.text(f"agendas.{agenda.id}", workshop.words.language)
            text = f"{name} · {duration(workshop.words, agenda.total)}".replace("&", "&&")
            menu.addAction(text).triggered.connect(partial(self.start, agenda.id))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.start_from.mapToGlobal(self.start_from.rect().bottomLeft()))
