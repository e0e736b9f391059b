"""How the next round is held, as choices on the console: ways to vote, names, groups, openly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from workshop_app.session import voting
from workshop_app.session.holding import (
    OPEN_MODES,
    RoundPlan,
    is_openly,
    is_sensitive,
    may_name,
)
from workshop_app.storage.tally import DRAWN_FORMS
from workshop_app.ui.capture_parts import Choice, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.method.question import Question
    from workshop_app.session.context import Context
    from workshop_app.words import Words

_NAMED, _ANONYMOUS = "named", "anonymous"
_LIVE, _AFTER = "live", "after"


class RoundChoices(QObject):
    """The choices, each a widget; what they mean is the panel's."""

    planned = Signal(object)
    """The `RoundPlan` that was chosen."""
    way_chosen = Signal(str)
    openly_wanted = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        """Empty until `show`."""
        super().__init__(parent)
        self._plan = RoundPlan("")
        self._openly = False
        self._usual = ""
        self.mode = Choice(several=True)
        self.mode.chosen.connect(self.way_chosen)
        self.names = Choice()
        self.names.chosen.connect(self._on_names_chosen)
        self.compare = Choice()
        self.compare.chosen.connect(self._on_compare_chosen)
        self.alone = label("meta")
        """Why there is nobody to compare; stands where comparing did."""
        self.live = Choice()
        self.live.chosen.connect(self._on_live_chosen)
        self.openly = QPushButton()
        self.openly.setProperty("look", "small")
        self.openly.clicked.connect(self._on_openly_clicked)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """Every choice, in the order of the keyboard, and what is said beside it."""
        return self.mode, self.names, self.compare, self.live, self.alone, self.openly

    def show(
        self, context: Context, plan: RoundPlan, questions: Sequence[Question], *, is_open: bool,
        free: bool,
    ) -> None:
        """Offer what may be chosen; ``free`` until the first ballot, names until it is open."""
        words, activity = context.words, context.activity
        self._plan, self._openly = plan, is_openly(context.file)
        ways = [*voting.offered(context, questions, named=plan.named)]
        ways += [way for way in plan.ways if way not in ways]
        self.mode.setVisible(free or is_open)
        self.mode.show_options(
            words("editors.mode"), [(way, words(f"editors.mode.{way}")) for way in ways],
            plan.ways, words,
        )  # fmt: skip
        before = free and not is_open
        self._say(self.names, words("editors.names"), (_ANONYMOUS, _NAMED), int(plan.named), words)
        self.names.setVisible(before and may_name(activity, openly=self._openly))
        self._say(self.live, words("editors.live"), (_AFTER, _LIVE), int(plan.live), words)
        self.live.setVisible(before and any(one.form in DRAWN_FORMS for one in questions))
        self.openly.setVisible(before and is_sensitive(activity))
        said = words(f"editors.openly.{'off' if self._openly else 'on'}")
        self.openly.setText(said)
        self.openly.setAccessibleName(said)
        self.openly.setToolTip(words("editors.openly.hint"))
        self._show_compare(context, plan, free=free)

    def _say(
        self, choice: Choice, name: str, values: tuple[str, str], chosen: int, words: Words
    ) -> None:
        options = [(value, words(f"editors.round_is.{value}")) for value in values]
        choice.show_options(name, options, values[chosen], words)

    def _show_compare(self, context: Context, plan: RoundPlan, *, free: bool) -> None:
        words, activity = context.words, context.activity
        secret = bool({*plan.ways} - {*OPEN_MODES})
        self._usual = activity.compare[0] if activity.compare else ""
        comparable = bool(activity.compare) and free and secret
        self.compare.setVisible(comparable and not plan.live)
        self.alone.setText(words("editors.compare.not_live"))
        self.alone.setVisible(comparable and plan.live)
        options = [("", words("editors.compare.none"))]
        options += [(one, words(f"editors.compare.{one}")) for one in activity.compare]
        self.compare.show_options(words("editors.compare"), options, plan.attribute, words)

    def _on_names_chosen(self, value: str) -> None:
        self.planned.emit(self._plan._replace(named=value == _NAMED))

    def _on_live_chosen(self, value: str) -> None:
        """What is drawn while people vote compares nobody (`storage.rounds.open_round`)."""
        if value == _LIVE:
            self.planned.emit(self._plan._replace(live=True, attribute=""))
        else:
            self.planned.emit(self._plan._replace(live=False, attribute=self._usual))

    def _on_compare_chosen(self, attribute: str) -> None:
        self.planned.emit(self._plan._replace(attribute=attribute))

    def _on_openly_clicked(self) -> None:
        self.openly_wanted.emit(not self._openly)


def warning(context: Context, attribute: str) -> str:
    """What the list of people already says about a comparison, before anybody votes."""
    if not attribute:
        return ""
    words, k = context.words, context.info.minimum_group
    found = voting.comparison(context, attribute)
    if found.state == "possible":
        return ""
    said = words(f"editors.compare.{found.state}.{attribute}", k=k)
    others = [one for one in context.activity.compare if one != attribute]
    better = [one for one in others if voting.comparison(context, one).state == "possible"]
    if better:
        said = f"{said} {words(f'editors.compare.rather.{better[0]}')}"
    return said
