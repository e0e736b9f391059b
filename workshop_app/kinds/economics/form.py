"""The figures as a form: a line each, with its unit, whether it is an estimate, and a remark."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from workshop_app.errors import UserError
from workshop_app.kinds.economics import model
from workshop_app.kinds.economics.tables import claim
from workshop_app.kinds.economics.typed import read_figure
from workshop_app.kinds.economics.wording import (
    exact_money,
    field_name,
    given_text,
    marked,
    money,
    percent,
    plain,
)
from workshop_app.storage.tally import latest
from workshop_app.ui.capture_parts import Choice, EnterLine, OneLine, label, scrolled
from workshop_app.ui.key_hints import KeyHints
from workshop_app.ui.pane_editor import CapturePane

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from workshop_app.figures.theme import Theme
    from workshop_app.kinds.economics.model import EconomicsResults, Given
    from workshop_app.session.context import Context
    from workshop_app.ui.desk import Desk

TABLES: Final = frozenset({"economics_input", "session", "round"})
_SHOWN: Final = ("clv", "churn_loss", "risk", "referrals", "saved", "wallet")
_NAME, _LINE, _UNIT, _MARK, _REMARK = range(5)
_MONEY_EACH: Final = ("acquisition",)
_LONGEST_SIGN: Final = 4
_HARDLY: Final = 20.0
"""Percent who stay; below this the share that leaves was probably typed."""


class FigureLine(EnterLine):
    """A line whose arrows go to the line above or below; Esc takes back what was typed."""

    stepped = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        """Empty and narrow."""
        super().__init__()
        self.stored = ""
        self.setMinimumWidth(92)
        self.setMaximumWidth(150)
        self.setMinimumHeight(34)
        self.editingFinished.connect(self.left)

    def show_stored(self, text: str) -> None:
        """Show what is saved, unless something else is being typed here."""
        typing = self.isModified() and self.hasFocus()
        self.stored = text
        if not typing:
            self.setText(text)
            self.setModified(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down and Esc; the rest is a line's."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step:
            self.stepped.emit(step)
        elif event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setText(self.stored)
            self.setModified(False)
        else:
            super().keyPressEvent(event)


class FigureForm(CapturePane):
    """What is known of customers; what follows stands above, and changes while one types."""

    def __init__(self, desk: Desk, activity: str) -> None:
        """Build the lines of one activity."""
        super().__init__()
        self._desk = desk
        self._activity = activity
        context = desk.workshop.context(activity)
        self._fields = [part.id for part in context.activity.list("fields")]
        self._varied = [part.id for part in context.activity.list("scenarios")]
        self.lines = {id_: FigureLine() for id_ in (*self._fields, *self._varied)}
        self.marks = {id_: QCheckBox() for id_ in self.lines}
        self._names = {id_: label(wrap=True) for id_ in self.lines}
        self._units = {id_: label("meta") for id_ in self.lines}
        self._remarks = {id_: label("hint", wrap=True) for id_ in self.lines}
        self.results = label("meta", wrap=True)
        self._title = label("strong")
        self.step = Choice()
        self.step.chosen.connect(self._on_step_chosen)
        self.currency = FigureLine()
        self.currency.setMaxLength(_LONGEST_SIGN)
        self._currency_name = label()
        self.notice = OneLine("meta")
        self.hints = KeyHints(self._theme)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(_NAME, 3)
        grid.setColumnStretch(_REMARK, 2)
        row = 0
        for id_ in self._fields:
            self._put(grid, row, id_)
            row += 1
        grid.addWidget(self._title, row, _NAME, 1, 5)
        for id_ in self._varied:
            row += 1
            self._put(grid, row, id_)
        grid.addWidget(self.step, row + 1, _NAME, 1, 5)
        grid.addWidget(self._currency_name, row + 2, _NAME)
        grid.addWidget(self.currency, row + 2, _LINE)
        grid.setRowStretch(row + 3, 1)
        self._currency_name.setBuddy(self.currency)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.results)
        self.area = scrolled(inside)
        column.addWidget(self.area, 1)
        column.addWidget(self.notice)
        column.addWidget(self.hints)

    def _put(self, grid: QGridLayout, row: int, id_: str) -> None:
        name: QLabel = self._names[id_]
        name.setBuddy(self.lines[id_])
        grid.addWidget(name, row, _NAME)
        grid.addWidget(self.lines[id_], row, _LINE)
        grid.addWidget(self._units[id_], row, _UNIT)
        grid.addWidget(self.marks[id_], row, _MARK)
        grid.addWidget(self._remarks[id_], row, _REMARK)

    def _connect(self) -> None:
        for id_, line in self._all().items():
            line.entered.connect(partial(self._on_entered, id_))
            line.left.connect(partial(self._on_left, id_))
            line.stepped.connect(partial(self._on_stepped, id_))
        for id_, mark in self.marks.items():
            mark.clicked.connect(partial(self._on_marked, id_))

    def _all(self) -> dict[str, FigureLine]:
        """Every line in the order of the form; the currency has no name of its own."""
        return {**self.lines, "": self.currency}

    # -- showing -------------------------------------------------------------------------------

    def focus_capture(self) -> None:
        """The first line without a figure, else the first."""
        empty = [line for line in self.lines.values() if not line.text() and line.isEnabled()]
        first = next(iter(self.lines.values()))
        presets = {id_ for id_, one in self._results().given.items() if one.preset}
        wanted = [line for id_, line in self.lines.items() if line in empty and id_ not in presets]
        (wanted[0] if wanted else first).setFocus(Qt.FocusReason.OtherFocusReason)

    def is_typing(self) -> bool:
        """Whether a line has text that is not saved."""
        return any(line.hasFocus() and line.isModified() for line in self._all().values())

    def show_words(self) -> None:
        """Everything that does not depend on figures."""
        words, context = self._desk.workshop.words, self._context()
        for id_, name in self._names.items():
            field = id_ in self._fields
            text = field_name(context, id_) if field else context.text(f"scenarios.{id_}")
            name.setText(text)
            said = "economics.form.estimate_said" if field else "economics.form.switched"
            self.marks[id_].setText(words("economics.form.estimate") if field else "")
            self.marks[id_].setAccessibleName(words(said, name=text))
            self.marks[id_].setToolTip(words(said, name=text))
        self._title.setText(words("economics.form.scenarios"))
        self._currency_name.setText(words("economics.form.currency"))
        self.currency.setAccessibleName(words("economics.form.currency"))
        self.hints.show_hints([
            ("Enter", words("economics.hint.next")),
            ("~80", words("economics.hint.estimate")),
            ("%", words("economics.hint.percent")),
            ("Esc", words("economics.hint.back")),
        ])

    def reload(self) -> None:
        """Read figures and what follows; what is being typed stays."""
        context, results = self._context(), self._results()
        words = context.words
        for id_ in self._fields:
            self._show_field(results.given[id_], results)
        for id_ in self._varied:
            change = results.changes.get(id_)
            self.lines[id_].show_stored("" if change is None else plain(words, change))
            self.marks[id_].setChecked(change is not None)
            unit = words(f"economics.unit.{model.SCENARIOS[id_]}")
            self._units[id_].setText(unit)
            name = context.text(f"scenarios.{id_}")
            self.lines[id_].setAccessibleName(words("economics.form.value", name=name, unit=unit))
        self.currency.show_stored(results.currency)
        steps = [(f"{step:g}", money(words, step, results.currency)) for step in model.STEPS]
        title = words("economics.form.guess")
        self.step.show_options(title, steps, f"{results.step:g}", words)
        asks = bool(context.activity.list("questions"))
        self.step.setVisible(asks)
        # A guess that was made means what it meant then.
        self.step.setEnabled(latest(self._desk.workshop.file, self._activity) is None)
        self.results.setText(self._follows(results))

    def _show_field(self, one: Given, results: EconomicsResults) -> None:
        context = self._context()
        words = context.words
        typed = "" if one.value is None or one.preset else plain(words, one.value)
        line = self.lines[one.id]
        line.show_stored(typed)
        line.setPlaceholderText(plain(words, one.value or 0.0) if one.preset else "")
        key = "money_each" if one.id in _MONEY_EACH else one.unit
        unit = words(f"economics.unit.{key}", currency=results.currency)
        self._units[one.id].setText(unit)
        name = field_name(context, one.id)
        line.setAccessibleName(words("economics.form.value", name=name, unit=unit))
        self.marks[one.id].setChecked(one.estimate)
        self.marks[one.id].setEnabled(one.value is not None)
        self._remarks[one.id].setText(self._remark(one, results))

    def _remark(self, one: Given, results: EconomicsResults) -> str:
        context = self._context()
        words = context.words
        if one.preset:
            value, said = given_text(context, one, results.currency), claim(context)
            if one.estimate and said:
                return words("economics.form.preset_claim", value=value, claim=said)
            return words("economics.form.preset", value=value)
        customers = results.given["customers"].value
        if one.id == "bad_experiences" and one.value and customers and one.value > customers:
            return words("economics.warn.more_than_customers")
        if one.id == "retention" and one.value is not None and one.value < _HARDLY:
            return words("economics.warn.retention")
        return ""

    def _follows(self, results: EconomicsResults) -> str:
        """What the figures come to so far."""
        words = self._context().words
        said = []
        for amount in (results.base, *(results.amounts[one] for one in _SHOWN)):
            if amount.value is not None:
                text = exact_money(words, amount.value, results.currency)
                text = marked(words, text, estimate=amount.estimate)
                name = words(f"economics.amount.{amount.id}")
                said.append(words("economics.result", name=name, amount=text))
        return "  ·  ".join(said) or words("economics.invitation")

    # -- doing ---------------------------------------------------------------------------------

    def save(self, id_: str) -> bool:
        """Save what a line says; a fault is said and the text stays."""
        line = self._all()[id_]
        if not line.isModified() or line.text() == line.stored:
            line.setModified(False)
            return True
        try:
            done = self._saved(id_, line.text())
        except UserError as error:
            self._desk.fail(error)
            return False
        if done:
            line.setModified(False)
            self.reload()
        return done

    def _saved(self, id_: str, text: str) -> bool:
        words, file = self._desk.workshop.words, self._desk.workshop.file
        results = self._results()
        if not id_:
            label_ = words("economics.edit.currency")
            sign = text.strip()
            return self._desk.attempt(partial(model.put_currency, file, label_, sign))
        field = id_ in self._fields
        unit = model.UNITS[id_] if field else model.SCENARIOS[id_]
        typed = read_figure(text, unit, words.language, results.currency)
        name = self._names[id_].text()
        if not field:
            label_ = words("economics.edit.scenario", name=name)
            change = partial(
                model.put_change, file, label_, self._activity, id_, typed.value or 0.0
            )
        else:
            label_ = words("economics.edit.figure", name=name)
            before = results.given[id_]
            estimate = typed.estimate or (before.estimate and not before.preset)
            change = partial(
                model.put_figure, file, label_, self._activity, id_, typed.value,
                estimate=estimate,
            )
        done = self._desk.attempt(change)
        if done:
            shown = self._spoken(unit, typed.value, results)
            key = "economics.saved" if shown else "economics.emptied"
            said = words(key, name=name, value=marked(words, shown, estimate=typed.estimate))
            self.notice.setText(said)
            self._desk.announce(said)
        return done

    def _spoken(self, unit: str, value: float | None, results: EconomicsResults) -> str:
        """A figure as it was understood."""
        words = self._desk.workshop.words
        if value is None:
            return ""
        if unit in ("percent", "change"):
            return percent(words, value)
        text = plain(words, value)
        if unit == "money":
            return words("economics.money", amount=text, currency=results.currency)
        return text

    def _on_entered(self, id_: str, _with_control: bool) -> None:
        if self.save(id_):
            self._go(id_, 1)

    def _on_left(self, id_: str) -> None:
        self.save(id_)

    def _on_stepped(self, id_: str, step: int) -> None:
        if self.save(id_):
            self._go(id_, step)

    def _go(self, id_: str, step: int) -> None:
        order = list(self._all())
        place = order.index(id_) + step
        if 0 <= place < len(order):
            line = self._all()[order[place]]
            line.setFocus(Qt.FocusReason.TabFocusReason)
            line.selectAll()
            self.area.ensureWidgetVisible(line)

    def _on_marked(self, id_: str, _on: bool = False) -> None:
        on = self.marks[id_].isChecked()
        words, file = self._desk.workshop.words, self._desk.workshop.file
        name = self._names[id_].text()
        if id_ in self._fields:
            one = self._results().given[id_]
            said = words("economics.edit.figure", name=name)
            change = partial(
                model.put_figure, file, said, self._activity, id_, one.value, estimate=on
            )
        else:
            said = words("economics.edit.scenario", name=name)
            change = partial(
                model.put_change, file, said, self._activity, id_, None if on else 0.0
            )
        self._desk.attempt(change)
        self.reload()

    def _on_step_chosen(self, step: str) -> None:
        words, file = self._desk.workshop.words, self._desk.workshop.file
        label_ = words("economics.edit.step")
        self._desk.attempt(
            partial(model.put_step, file, label_, self._activity, float(step))
        )
        self.reload()

    def _context(self) -> Context:
        return self._desk.workshop.context(self._activity)

    def _results(self) -> EconomicsResults:
        return model.read_results(self._context())

    def _theme(self) -> Theme:
        return self._desk.theme
