"""What earlier activities made and this one may take over: ticked, then taken, never by itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QPushButton

from workshop_app.assembly import flow
from workshop_app.ui import icon
from workshop_app.ui.capture_parts import label
from workshop_app.ui.drawer import Drawer

if TYPE_CHECKING:
    from workshop_app.assembly.flow import Source
    from workshop_app.session.flow import Offer
    from workshop_app.ui.desk import Desk


class TakeOverPanel(Drawer):
    """A box for each thing that can be taken, source by source, and one button to take them.

    An activity that has no place for them shows them to be read out.
    """

    def __init__(self, desk: Desk) -> None:
        """Start closed, for no activity."""
        super().__init__(desk, "route")
        self._activity = ""
        self._sources: tuple[Source, ...] = ()
        self._can = False
        self.boxes: dict[QCheckBox, tuple[Source, Offer]] = {}
        self.take = QPushButton()
        self.take.hide()

    def show_activity(self, activity: str) -> None:
        """Offer what ``activity`` may take over."""
        if activity != self._activity:
            self._activity = activity
            self.set_open(False)
        self.refresh()

    def refresh(self) -> None:
        """Read again; boxes that were ticked stay ticked."""
        workshop = self.desk.workshop
        found = flow.sources(workshop, self._activity) if self._activity else ()
        can = bool(found) and flow.can_take(workshop, self._activity)
        if (found, can) == (self._sources, self._can):
            return
        ticked = {offer.origin for box, (_, offer) in self.boxes.items() if box.isChecked()}
        self._sources, self._can = found, can
        count = sum(len(source.left) for source in found)
        self.say(workshop.words("flow.strip", n=count), there=bool(found))
        self._fill(ticked)

    def focus_first(self) -> None:
        """The first box."""
        for box in self.boxes:
            box.setFocus()
            break

    # -- inside --------------------------------------------------------------------------

    def _fill(self, ticked: set[str]) -> None:
        self.empty_grid()
        self.boxes = {}
        words = self.desk.workshop.words
        row = 0
        for source in self._sources:
            title = words("flow.from", title=source.title)
            self.grid.addWidget(label("strong", title, wrap=True), row, 0)
            row += 1
            for offer in source.offers:
                done = offer.origin in source.done
                if not self._can or done:
                    said = words("flow.done", text=offer.text) if done else offer.text
                    self.grid.addWidget(label("meta", said, wrap=True), row, 0)
                else:
                    self._box(source, offer, row, on=offer.origin in ticked)
                row += 1
        self.take = QPushButton(words("flow.take"))
        icon.dress(self.take, "plus", self.desk.theme)
        self.take.clicked.connect(self._on_take_clicked)
        self.take.setEnabled(bool(self._ticked()))
        self.grid.addWidget(self.take, row, 0)
        self.take.setVisible(bool(self.boxes))  # inside the page by now: else it would be a window
        self.grid.setRowStretch(row + 1, 1)
        if self.is_open:
            self.grew.emit()

    def _box(self, source: Source, offer: Offer, row: int, *, on: bool) -> None:
        box = QCheckBox(offer.text.replace("&", "&&"))
        box.setAccessibleName(offer.text)
        box.setChecked(on)
        box.toggled.connect(self._on_toggled)
        self.grid.addWidget(box, row, 0)
        self.boxes[box] = (source, offer)

    def _ticked(self) -> list[tuple[Source, Offer]]:
        return [found for box, found in self.boxes.items() if box.isChecked()]

    def _on_toggled(self) -> None:
        self.take.setEnabled(bool(self._ticked()))

    def _on_take_clicked(self) -> None:
        chosen = self._ticked()
        workshop = self.desk.workshop
        for source in self._sources:
            offers = [offer for of, offer in chosen if of is source]
            if not offers:
                continue
            take = partial(flow.take_over, workshop, self._activity, source, offers)
            if not self.desk.attempt(take):
                return
            said = workshop.words("flow.edit", n=len(offers), title=source.title)
            self.desk.toast(said, undoable=True)
        for box in self.boxes:
            box.setChecked(False)
        self.set_open(False)
