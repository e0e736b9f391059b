"""Customer economics: the figures that were given, and what follows from them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.kinds.economics.amounts import AMOUNTS, LASTING, Amount, Scenario, played
from workshop_app.method.faults import named
from workshop_app.method.model import Activity, Complain, KindShape, ListShape, SettingShape
from workshop_app.session.number_question import NUMBERS, check_range, number_line, revealed_number
from workshop_app.storage.tables import EconomicsInputRow, SessionRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop_app.method.question import Question
    from workshop_app.session.context import Context
    from workshop_app.session.votes import Numbers
    from workshop_app.storage import SessionFile
    from workshop_app.storage.tally import Round

UNITS: Final = {
    "customers": "count",
    "margin": "money",
    "retention": "percent",
    "discount": "percent",
    "acquisition": "money",
    "bad_experiences": "count",
    "leaving": "percent",
    "promoters": "percent",
    "referrals": "number",
    "conversion": "percent",
    "product_margin": "money",
}
"""Every figure the formulas know, with its unit; percentages are stored from 0 to 100."""

SCENARIOS: Final = {"churn": "change", "products": "number", "cost": "change"}
"""What can be varied; a ``change`` is relative, in percent from −100 to 100."""

CURRENCY: Final = "€"
STEPS: Final = (1_000.0, 10_000.0, 100_000.0, 1_000_000.0)
"""What 1 may stand for when the loss is guessed."""

_VARIED: Final = "scenario."
_STEP: Final = "guess.step"
_SETTING: Final = "currency"


def _check(activity: Activity, complain: Complain) -> None:
    """Every figure once, scenarios the app can compute, one guess at most."""
    for name, known in (("fields", UNITS), ("scenarios", SCENARIOS)):
        for place, part in enumerate(activity.list(name)):
            if part.id not in known:
                said = "“{id}” must be one of {known}"
                complain(said, name, place, id=part.id, known=named(known))
    listed = {part.id for part in activity.list("fields")}
    if missing := [one for one in ("customers", "margin", "retention") if one not in listed]:
        complain("nothing can be computed without {fields}", "fields", fields=named(missing))
    questions = activity.list("questions")
    if len(questions) > 1:
        complain("one guess at most is asked for", "questions", 1)
    for place, part in enumerate(questions):
        check_range(part, place, complain)


SHAPE = KindShape(
    "economics",
    lists={
        "fields": ListShape(
            required=True,
            attributes={
                "preset": SettingShape("number"),
                "claim": SettingShape("truth"),
            },
        ),
        "scenarios": ListShape(
            required=True, attributes={"change": SettingShape("number", required=True)}
        ),
        "questions": NUMBERS,
    },
    settings={_SETTING: SettingShape()},
    texts={"claim": False},
    views=("title", "question", "card", "collect", "guess", "total", "content"),
    check=_check,
)


class Given(NamedTuple):
    """A figure: stored or preset; percentages from 0 to 100.

    ``preset`` = nobody gave another one. ``estimate`` also holds for a preset that is a claim.
    """

    id: str
    value: float | None = None
    estimate: bool = False
    preset: bool = False

    @property
    def unit(self) -> str:
        """``count``, ``money``, ``percent``, ``number`` or ``change``."""
        return UNITS[self.id]


@dataclass(frozen=True)
class EconomicsResults:
    """What was given and what follows; money is in ``currency``.

    ``number`` counts the guesses of the newest revealed ``round`` in steps of ``step``.
    ``entered`` says whether anything was typed at all.
    """

    given: Mapping[str, Given]
    changes: Mapping[str, float]
    currency: str = CURRENCY
    step: float = STEPS[1]
    entered: bool = False
    round: Round | None = None
    number: Numbers | None = None

    @cached_property
    def amounts(self) -> dict[str, Amount]:
        """Every amount METHOD asks for; where figures are missing, which."""
        values = {**self._values, "products": self.changes.get("products")}
        return {one.id: one.of(values, self._guessed) for one in AMOUNTS}

    @cached_property
    def base(self) -> Amount:
        """The value of all customers today."""
        return LASTING.of(self._values, self._guessed)

    @cached_property
    def scenarios(self) -> tuple[Scenario, ...]:
        """Today, each scenario by itself, and, with more than one, all of them together."""
        found = [played("today", self._values, {}, self._guessed)]
        for id_, change in self.changes.items():
            found.append(played(id_, self._values, {id_: change}, self._guessed))
        if len(self.changes) > 1:
            found.append(played("all", self._values, self.changes, self._guessed))
        return tuple(found)

    @cached_property
    def steps(self) -> tuple[Scenario, ...]:
        """Scenario after scenario on top of one another, today first.

        One that lacks a figure changes nothing.
        """
        found = [played("today", self._values, {}, self._guessed)]
        changes: dict[str, float] = {}
        for id_, change in self.changes.items():
            changes[id_] = change
            found.append(played(id_, self._values, changes, self._guessed))
        return tuple(found)

    @cached_property
    def guess(self) -> float | None:
        """The median of the guesses as money; ``None`` where it may not show."""
        median = self.number.median if self.number else None
        return None if median is None else median * self.step

    @cached_property
    def _values(self) -> dict[str, float | None]:
        """Figures as the formulas take them: percentages as fractions."""
        return {
            one.id: None if one.value is None
            else one.value / 100 if one.unit == "percent" else one.value
            for one in self.given.values()
        }

    @cached_property
    def _guessed(self) -> frozenset[str]:
        return frozenset(one.id for one in self.given.values() if one.estimate)


# -- reading -----------------------------------------------------------------------------


def read_results(context: Context) -> EconomicsResults:
    """Read what was typed; where nothing was, what the method presets."""
    activity = context.activity
    stored = _stored(context.file, activity.id)
    given = {}
    for part in activity.list("fields"):
        preset = part.setting("preset")
        if part.id in stored:
            given[part.id] = Given(part.id, *stored[part.id])
        elif preset is not None:
            given[part.id] = Given(part.id, float(preset), bool(part.setting("claim")), True)
        else:
            given[part.id] = Given(part.id)
    changes = {
        part.id: stored.get(_VARIED + part.id, (float(part.setting("change")), False))[0]
        for part in activity.list("scenarios")
    }
    round_, number = revealed_number(context)
    return EconomicsResults(
        given,
        {id_: change for id_, change in changes.items() if change},
        read_currency(context),
        stored.get(_STEP, (STEPS[1], False))[0],
        any(id_ in stored for id_ in given),
        round_,
        number,
    )


def _stored(file: SessionFile, activity: str) -> dict[str, tuple[float, bool]]:
    rows = file.rows(
        "SELECT field, value, estimate FROM economics_input WHERE activity = ?", activity
    )
    return {field: (value, bool(estimate)) for field, value, estimate in rows}


def questions(context: Context) -> tuple[Question, ...]:
    """The guess, which says what 1 stands for."""
    from workshop_app.kinds.economics.wording import money

    parts = context.activity.list("questions")
    if not parts:
        return ()
    step = _stored(context.file, context.activity.id).get(_STEP, (STEPS[1], False))[0]
    currency = read_currency(context)
    return tuple(
        number_line(
            part,
            context.words(
                "economics.guess.prompt",
                question=context.text(f"questions.{part.id}"),
                step=money(context.words, step, currency),
                example=money(context.words, 25 * step, currency),
            ),
        )
        for part in parts
    )


def read_currency(context: Context) -> str:
    """The session's currency, else the activity's, else the euro."""
    row = context.file.row("SELECT settings FROM session")
    chosen = json.loads(row[0]).get(_SETTING) if row else None
    return str(chosen or context.activity.setting(_SETTING) or CURRENCY)


# -- changes -----------------------------------------------------------------------------


def put_figure(
    file: SessionFile, label: str, activity: str, field: str, value: float | None,
    *, estimate: bool = False,
) -> None:
    """Save a figure, or with ``None`` take it away, undoable."""
    row = EconomicsInputRow
    here = (row.activity == activity) & (row.field == field)
    with file.edit(label) as edit:
        edit.run(row.delete().where(here))
        if value is not None:
            edit.run(row.insert(activity=activity, field=field, value=value, estimate=estimate))


def put_change(
    file: SessionFile, label: str, activity: str, scenario: str, change: float | None
) -> None:
    """How far a scenario goes: 0 = it is not played, ``None`` = as the method has it."""
    put_figure(file, label, activity, _VARIED + scenario, change)


def put_step(file: SessionFile, label: str, activity: str, step: float) -> None:
    """What 1 stands for in the next guess; undoable."""
    put_figure(file, label, activity, _STEP, step)


def put_currency(file: SessionFile, label: str, currency: str) -> None:
    """The session's currency sign, undoable; empty = as the method has it."""
    row = file.row("SELECT settings FROM session")
    settings = json.loads(row[0]) if row else {}
    settings[_SETTING] = currency
    with file.edit(label) as edit:
        edit.run(SessionRow.update(settings=json.dumps(settings)))
