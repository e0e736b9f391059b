"""What moved over a client's sessions: whose numbers and which, as a picture or as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workshop_app.assembly.programme_export import client_name, remarks
from workshop_app.assembly.programme_view import View, subjects
from workshop_app.console.parts import push_button, text_label
from workshop_app.console.programme_list import NumbersModel
from workshop_app.console.start_fields import Segments
from workshop_app.console.start_menus import ChoiceButton
from workshop_app.figures.canvas import Canvas
from workshop_app.ui.figure_view import FigureView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from workshop_app.assembly.programme import Client, Programme
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.figures.theme import Theme
    from workshop_app.words import Words

UNIT: Final = 4.9
"""Pixels of a unit: the smallest text of a picture is 14 high."""

_ALL: Final = "all"
_PICTURE, _TABLE = "picture", "table"


class ProgrammePanel(QWidget):
    """Client, subject and group are chosen above the picture."""

    turned = Signal()
    """Another client or group is shown."""

    def __init__(self, theme: Callable[[], Theme], words: Words) -> None:
        """Show nothing yet."""
        super().__init__()
        self._theme, self._words = theme, words
        self._programme: Programme | None = None
        self._view: View | None = None
        self._figures: Sequence[Figure] = ()
        self._tables: tuple[Table, ...] = ()
        self._page = 0
        self._remark = ""
        self.client, self.subject, self.who = (ChoiceButton(theme) for _ in range(3))
        options = [(key, words(f"programme.{key}")) for key in (_PICTURE, _TABLE)]
        self.shown = Segments(options, "small")
        self.picture = FigureView(reduced_motion=True)
        self.table = QTableView()
        self.numbers = NumbersModel(words)
        self.previous = push_button("chevron-left", theme(), "quiet")
        self.next = push_button("chevron-right", theme(), "quiet")
        self.page = text_label("meta")
        self.remarks = text_label("meta")
        self.nothing = text_label("muted")
        self._labels: dict[str, QLabel] = {}
        self._fields: dict[str, QWidget] = {}
        self.faces = QStackedWidget()
        self._lay_out()
        self._connect()

    @property
    def chosen(self) -> Client | None:
        """The client that is shown."""
        clients = self._programme.clients if self._programme else ()
        return clients[int(self.client.value or 0)] if clients else None

    @property
    def group(self) -> int:
        """The number of the group that is shown by itself; −1 for all."""
        return int(self.who.value) if self.who.value.isdecimal() else -1

    @property
    def figure(self) -> Figure | None:
        """The page that is shown."""
        return self._figures[self._page] if self._figures else None

    def set_words(self, words: Words) -> None:
        """Say everything in another language."""
        self._words = words
        for button, key in ((self.previous, "previous"), (self.next, "next")):
            button.setAccessibleName(words(f"programme.page.{key}"))
            button.setToolTip(words(f"programme.page.{key}"))
        for name, label in self._labels.items():
            label.setText(words(f"programme.{name}"))
            getattr(self, name).setAccessibleName(words(f"programme.{name}"))
        for key in (_PICTURE, _TABLE):
            face = self.shown.button(key)
            if face is not None:
                face.setText(words(f"programme.{key}"))
        self.shown.setAccessibleName(words("programme.shown"))

    def show_programme(self, programme: Programme) -> None:
        """The clients of a folder; who was chosen stays, if they are still there."""
        self._programme, words = programme, self._words
        if not self.client.value and programme.clients:
            self.client.choose(str(_fullest(programme.clients)))
        self.client.set_options(
            [(str(n), client_name(one, words)) for n, one in enumerate(programme.clients)]
        )
        self._fields["client"].setVisible(len(programme.clients) > 1)
        self._show_client()

    def forget(self) -> None:
        """Another folder follows, with other clients and groups."""
        self.client.choose("")
        self.who.choose("")

    def choose_group(self, group: int) -> None:
        """A group by itself; chosen once more, all of them."""
        client = self.chosen
        back = client is not None and len(client.lines) > 1 and self.who.value == str(group)
        self.who.choose(_ALL if back else str(group))
        self._show_view()

    def turn(self, by: int) -> None:
        """Go on by so many pages."""
        pages = len(self._figures)
        self._page = min(max(self._page + by, 0), max(pages - 1, 0))
        is_table = self.shown.value == _TABLE
        for widget in (self.previous, self.next, self.page):
            widget.setVisible(pages > 1 and not is_table)
        self.previous.setEnabled(self._page > 0)
        self.next.setEnabled(self._page < pages - 1)
        self.page.setText(self._words("programme.page", page=self._page + 1, pages=pages))
        notes = [one.note for one in self._tables] if is_table else []
        self.remarks.setText(" ".join(filter(None, (*notes, self._remark))))
        self.remarks.setVisible(bool(self.remarks.text()))
        if self.figure is None:
            self.faces.setCurrentWidget(self.nothing)
            return
        self.picture.show_figure(self.figure, self._theme(), tables=self._tables)
        self.faces.setCurrentWidget(self.table if is_table else self.picture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew in the new size."""
        super().resizeEvent(event)
        if self._programme is not None:
            self._draw()

    # -- inside --------------------------------------------------------------------------

    def _show_client(self) -> None:
        client, words = self.chosen, self._words
        found = subjects(client, words) if client else ()
        self.subject.set_options([
            (one.key, words("programme.subject.of", title=one.title, n=one.times)) for one in found
        ])  # fmt: skip
        lines = client.lines if client else ()
        everybody = [(_ALL, words("programme.all", n=len(lines)))] if len(lines) > 1 else []
        self.who.set_options([*everybody, *((str(n), one.name) for n, one in enumerate(lines))])
        self._remark = remarks(client, words) if client else ""
        self._show_view()

    def _show_view(self) -> None:
        """The chosen numbers of the chosen group, or of all."""
        client, words = self.chosen, self._words
        self._view = None
        if client is not None and self.subject.value:
            group = None if self.group < 0 else self.group
            self._view = View(client, self.subject.value, words, group)
        self._page = 0
        self._tables = self._view.tables() if self._view else ()
        self.numbers.show_table(self._tables[0] if self._tables else None, words)
        self.table.setAccessibleName(self._tables[0].caption if self._tables else "")
        folder = str(self._programme.folder) if self._programme else ""
        self.nothing.setText(
            words("programme.nothing" if client else "programme.none", folder=folder)
        )
        self._draw()
        self.turned.emit()

    def _draw(self) -> None:
        """The picture in the size that there is room for."""
        room = self.faces.size()
        self._figures = ()
        if self._view is not None:
            size = max(room.width(), 320) / UNIT, max(room.height(), 240) / UNIT
            self._figures = self._view.figures(Canvas(*size, "be"))
        self.turn(0)

    def _on_client_chosen(self) -> None:
        """Another client has other groups: all of them are shown."""
        self.who.choose("")
        self._show_client()

    def _on_face_chosen(self, _face: str) -> None:
        self.turn(0)

    def _on_next(self) -> None:
        self.turn(1)

    def _on_previous(self) -> None:
        self.turn(-1)

    def _connect(self) -> None:
        self.client.chosen.connect(self._on_client_chosen)
        self.subject.chosen.connect(self._show_view)
        self.who.chosen.connect(self._show_view)
        self.shown.chosen.connect(self._on_face_chosen)
        self.next.clicked.connect(self._on_next)
        self.previous.clicked.connect(self._on_previous)

    def _lay_out(self) -> None:
        self.remarks.setWordWrap(True)
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.table.setModel(self.numbers)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setSectionResizeMode(
            QHeaderView.ResizeMode.ResizeToContents
        )
        choices = QHBoxLayout()
        choices.setSpacing(12)
        for name, width in (("client", 2), ("subject", 4), ("who", 3)):
            place = self._fields[name] = QWidget()
            field = QVBoxLayout(place)
            field.setContentsMargins(0, 0, 0, 0)
            field.setSpacing(4)
            label = self._labels[name] = text_label("meta")
            field.addWidget(label)
            field.addWidget(getattr(self, name))
            choices.addWidget(place, width)
        for face in (self.picture, self.table, self.nothing):
            self.faces.addWidget(face)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.shown)
        below.addStretch(1)
        for widget in (self.previous, self.page, self.next):
            below.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(choices)
        column.addWidget(self.faces, 1)
        column.addWidget(self.remarks)
        column.addLayout(below)


def _fullest(clients: Sequence[Client]) -> int:
    """The number of the client with most sessions; of two as full the first that has a name."""
    sizes = [(len(one.sessions), bool(one.name)) for one in clients]
    return sizes.index(max(sizes))
