"""The console's capture of pledges: a form, and a list that keeps private ones closed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QTabBar, QVBoxLayout, QWidget

from workshop_app.errors import UserError
from workshop_app.kinds.pledge import model
from workshop_app.kinds.pledge.form import PledgeForm
from workshop_app.kinds.pledge.pledge_list import PledgeLine, PledgeList
from workshop_app.session.review import OF_PLEDGE, came_along, read_reviews, set_verdict
from workshop_app.ui.capture_parts import MARGINS, label, scrolled
from workshop_app.ui.desk import Desk, EditorBase
from workshop_app.ui.key_hints import KeyHints

if TYPE_CHECKING:
    from workshop_app.figures.theme import Theme
    from workshop_app.kinds.pledge.model import Pledge
    from workshop_app.session.review import Review

_FORM, _LIST = 0, 1


class Editor(EditorBase):
    """A tab to write one pledge, and a tab with all of them."""

    def __init__(self, desk: Desk, activity: str, parent: QWidget | None = None) -> None:
        """Build it for one activity."""
        super().__init__(desk, activity, parent)
        self._pledges: list[Pledge] = []
        self._reviews: dict[str, Review] = {}
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab("")
        self.tabs.addTab("")
        self.form = PledgeForm(desk, activity)
        self.form.submitted.connect(self._on_submitted)
        self.form.left.connect(self._on_left)
        self.list = PledgeList(self._theme)
        self.list.opened.connect(self._on_opened)
        self.list.shared.connect(self._on_shared)
        self.list.deleted.connect(self._on_deleted)
        self.list.judged.connect(self._on_judged)
        self.hints = KeyHints(self._theme)
        self.empty = label("muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.empty.setContentsMargins(12, 12, 12, 0)
        self._below = QStackedLayout()
        self._pages = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(4)
        column.addWidget(self.tabs)
        column.addLayout(self._pages, 1)
        page = QWidget(self)
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.hints)
        inside.addLayout(self._below, 1)
        # A stack shows what it is given, as a window unless it is inside one by now.
        self._below.addWidget(self.empty)
        self._below.addWidget(self.list)
        self._pages.addWidget(scrolled(self.form))
        self._pages.addWidget(page)
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)

    # -- what the console asks -----------------------------------------------------------------

    def focus_capture(self) -> None:
        """The form, for the next pledge."""
        if self.tabs.currentIndex() == _LIST and self.list.rows:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.form.focus_capture()

    def refresh(self, tables: frozenset[str]) -> None:
        """People for the completer, pledges for the list, words when everything changed."""
        words = self.desk.workshop.words
        if not tables:
            self.form.show_words()
            self.list.setAccessibleName(words("editors.pledge.list"))
            self.empty.setText(words("editors.pledge.none"))
            looks_back = came_along(self.desk.workshop.file, self.activity)
            verdicts = [(f"1…{len(OF_PLEDGE)}", words("review.keys.pledge"))] if looks_back else []
            self.hints.show_hints([
                *verdicts,
                ("Enter", words("editors.pledge.hint.open")),
                (words("editors.keying.space"), words("editors.pledge.hint.share")),
                ("Del", words("editors.pledge.hint.delete")),
            ])
        if not tables or "person" in tables:
            self.form.show_people()
        if not tables or tables & {"pledge", "person", "review"}:
            self._read()

    def is_typing(self) -> bool:
        """Whether a field of the form has text."""
        return self.tabs.currentIndex() == _FORM and self.form.is_typing()

    # -- inside --------------------------------------------------------------------------------

    def _theme(self) -> Theme:
        return self.desk.theme

    def _read(self) -> None:
        words = self.desk.workshop.words
        self._pledges = model.read_pledges(self.desk.workshop.file, self.activity)
        self._reviews = read_reviews(self.desk.workshop.file, self.activity)
        shared = sum(pledge.shared for pledge in self._pledges)
        self.tabs.setTabText(_FORM, words("editors.pledge.tab_new"))
        self.tabs.setTabText(
            _LIST, words("editors.pledge.tab_list", n=len(self._pledges), shared=shared)
        )
        self.list.show_rows([self._line(pledge) for pledge in self._pledges])
        self._below.setCurrentWidget(self.list if self._pledges else self.empty)

    def _line(self, pledge: Pledge) -> PledgeLine:
        """What may be seen of a pledge on the console: of a private one its owner alone."""
        words = self.desk.workshop.words
        name = self.form.name_of(pledge) or words("editors.pledge.nameless")
        state, mark, token = self._state(pledge)
        if not pledge.shared:
            text = words("editors.pledge.kept")
            told = ", ".join(filter(None, (name, text, state)))
            return PledgeLine(pledge.key, name, text, told, False, state, mark, token)
        parts = [
            f"{self.context.text(f'fields.{part}')} {text}"
            for part in model.PARTS
            if (text := getattr(pledge, part))
        ]
        text = " · ".join(parts) or words("editors.pledge.shared")
        said = f"{name}, {words('editors.pledge.shared')}: {text}"
        told = f"{said}, {state}" if state else said
        return PledgeLine(pledge.key, name, text, told, True, state, mark, token)

    def _state(self, pledge: Pledge) -> tuple[str, str, str]:
        """What became of a pledge, with icon and colour; of a private one whether somebody said."""
        words = self.desk.workshop.words
        review = self._reviews.get(pledge.key)
        if review is None:
            return "", "", "ink2"
        if not review.verdict:
            return words("review.open"), review.icon, "ink2"
        if not pledge.shared:
            return words("review.looked"), "lock", "ink2"
        return words(f"review.pledge.{review.verdict}"), review.icon, review.token

    def _pledge(self, key: str) -> Pledge | None:
        return next((pledge for pledge in self._pledges if pledge.key == key), None)

    def _on_submitted(self) -> None:
        """Save the form; it clears only when that worked."""
        try:
            pledge = self.form.pledge()
        except UserError as error:
            self.desk.fail(error)
            return
        words, file = self.desk.workshop.words, self.desk.workshop.file
        name = self.form.name_of(pledge) or words("editors.pledge.nameless")
        label_ = words("editors.pledge.saved", name=name)
        add = partial(model.add_pledge, file, label_, self.activity, pledge)
        change = partial(model.change_pledge, file, label_, pledge)
        if self.desk.attempt(change if pledge.key else add):
            self.form.clear()
            self.desk.toast(label_, undoable=True)
            self.form.focus_capture()

    def _on_left(self) -> None:
        self.form.clear()
        self.tabs.setCurrentIndex(_LIST)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_opened(self, key: str) -> None:
        """Only a shared pledge opens; a private one is nobody's to read."""
        pledge = self._pledge(key)
        if pledge is None:
            return
        if not pledge.shared:
            self.desk.toast(self.desk.workshop.words("editors.pledge.closed"))
            return
        self.form.open(pledge)
        self.tabs.setCurrentIndex(_FORM)
        self.form.focus_capture()

    def _on_shared(self, key: str) -> None:
        """A shared pledge becomes private; a private one is nobody's to show, word or verdict."""
        pledge = self._pledge(key)
        if pledge is None:
            return
        words, file = self.desk.workshop.words, self.desk.workshop.file
        if not pledge.shared:
            self.desk.toast(words("editors.pledge.closed"))
            return
        name = self.form.name_of(pledge) or words("editors.pledge.nameless")
        said = words("editors.pledge.now_private", name=name)
        after = replace(pledge, shared=False)
        if self.desk.attempt(partial(model.change_pledge, file, said, after)):
            self._read()
            self.desk.toast(said, undoable=True)

    def _on_judged(self, key: str, digit: int) -> None:
        """Save what became of a pledge; of a private one nothing is said but that it was done."""
        pledge = self._pledge(key)
        if pledge is None or key not in self._reviews:
            return
        words, file = self.desk.workshop.words, self.desk.workshop.file
        name = self.form.name_of(pledge) or words("editors.pledge.nameless")
        verdict = ("", *OF_PLEDGE)[digit]
        label_ = told = words("review.reopened", name=name)
        if verdict:
            label_ = words("review.said_private", name=name)
            told = words("review.only_owner", name=name)
        if verdict and pledge.shared:
            shown = words(f"review.pledge.{verdict}")
            label_ = told = words("review.said", name=name, verdict=shown)
        judge = partial(set_verdict, file, label_, self.activity, key, verdict)
        if self.desk.attempt(judge):
            self._read()
            self.desk.toast(told, undoable=True)
            self.list.go_to(min(self.list.currentIndex().row() + 1, len(self.list.rows) - 1))

    def _on_deleted(self, key: str) -> None:
        pledge = self._pledge(key)
        if pledge is None:
            return
        words, file = self.desk.workshop.words, self.desk.workshop.file
        name = self.form.name_of(pledge) or words("editors.pledge.nameless")
        said = words("editors.pledge.deleted", name=name)
        if self.desk.attempt(partial(model.remove_pledge, file, said, key)):
            self.desk.toast(said, undoable=True)
