"""The scorecard: where a figure began, where it should be, and what it was since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from workshop_app.errors import UserError
from workshop_app.method.model import Activity, Complain, KindShape, ListShape, SettingShape
from workshop_app.session.entries import Entries
from workshop_app.session.notes import clean
from workshop_app.session.owners import Owner, owner_of
from workshop_app.session.people import read_people
from workshop_app.statistics.progress import scorecard_progress
from workshop_app.storage import new_key
from workshop_app.storage.tables import ScoreActualRow, ScoreRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.method.model import Part
    from workshop_app.session.context import Context
    from workshop_app.storage import SessionFile

UNITS: Final = ("percent", "points", "euro", "count")
BETTER: Final = ("up", "down")
EFFECTS: Final = ("output", "impact")

FEW: Final = 7
"""At most so many rows are chosen (METHOD, act-scorecard)."""


def _check(activity: Activity, complain: Complain) -> None:
    """A result of the case belongs to a row."""
    rows = {part.id for part in activity.list("rows")}
    for place, part in enumerate(activity.list("cases")):
        if part.id not in rows:
            said = "the case speaks of “{id}”, which is not one of the rows"
            complain(said, "cases", place, id=part.id)


SHAPE = KindShape(
    "scorecard",
    lists={
        "rows": ListShape(
            required=True,
            unique=True,
            attributes={
                "better": SettingShape(required=True, allowed=BETTER),
                "unit": SettingShape(required=True, allowed=UNITS),
                "effect": SettingShape(required=True, allowed=EFFECTS),
                "heartbeat": SettingShape("truth"),
            },
        ),
        "cases": ListShape(),
        "horizons": ListShape(required=True),
    },
    texts={"case": False},
    views=("title", "question", "guess", "collect", "content"),
    check=_check,
)


@dataclass(frozen=True, slots=True)
class Score:
    """A chosen row as it is stored: ``row`` is the method's id, empty for one of our own.

    ``owner`` is a person's key or a typed name, ``better`` up or down.
    """

    row: str = ""
    name: str = ""
    unit: str = "percent"
    better: str = "up"
    baseline: float | None = None
    target: float | None = None
    horizon: str = ""
    owner: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Actual:
    """What a row was on a day."""

    day: date
    value: float


_SCORES: Final = Entries("score", Score, ScoreRow)


# -- reading and changing ----------------------------------------------------------------


def read_scores(file: SessionFile, activity: str) -> list[Score]:
    """The chosen rows in their order."""
    return _SCORES.read(file, activity)


def read_actuals(file: SessionFile, activity: str) -> dict[str, tuple[Actual, ...]]:
    """What each chosen row was, by its key, in the order of the days."""
    found: dict[str, list[Actual]] = {}
    for score, day, value in file.rows(
        "SELECT score, date, value FROM score_actual JOIN score ON score.key = score "
        "WHERE activity = ? ORDER BY date, score_actual.key",
        activity,
    ):
        found.setdefault(score, []).append(Actual(date.fromisoformat(day), value))
    return {score: tuple(values) for score, values in found.items()}


def add_scores(
    file: SessionFile, label: str, activity: str, scores: Sequence[Score]
) -> list[str]:
    """Choose rows in one undoable edit; returns their keys.

    Raises:
        UserError: for a row of our own without a name.
    """
    return _SCORES.add(file, label, activity, [_checked(score) for score in scores])


def change_score(file: SessionFile, label: str, score: Score) -> None:
    """Save a row that was read before under its key, undoable; as `add_scores`."""
    _SCORES.change(file, label, _checked(score))


def put_actuals(file: SessionFile, label: str, key: str, actuals: Sequence[Actual]) -> None:
    """Replace what a row was on its days, undoable; of two on one day the last one stays."""
    days = {actual.day: actual for actual in actuals}
    with file.edit(label) as edit:
        edit.run(ScoreActualRow.delete().where(ScoreActualRow.score == key))
        for day in sorted(days):
            edit.run(
                ScoreActualRow.insert(
                    key=new_key(), score=key, date=day.isoformat(), value=days[day].value
                )
            )


def remove_scores(file: SessionFile, label: str, keys: Sequence[str]) -> None:
    """Take rows off the card with everything in them, in one undoable edit."""
    with file.edit(label) as edit:
        for key in keys:
            edit.run(ScoreActualRow.delete().where(ScoreActualRow.score == key))
            edit.run(ScoreRow.delete().where(ScoreRow.key == key))


def _checked(score: Score) -> Score:
    score = replace(score, name=clean(score.name))
    if not score.row and not score.name:
        raise UserError(
            "The row has no name yet.", "Nothing was saved.", "Write what is measured."
        )
    if score.unit not in UNITS or score.better not in BETTER:
        raise ValueError(score)
    return score


def score_of(part: Part) -> Score:
    """A row of the method as it comes on the card."""
    return Score(row=part.id, unit=part.setting("unit"), better=part.setting("better"))


def put_baseline(context: Context, label: str, row: str, value: float) -> None:
    """Give a row of the method its baseline, undoable; a row that is not chosen yet comes on."""
    activity, file = context.activity, context.file
    rounded = round(value, 1)
    chosen = next((one for one in read_scores(file, activity.id) if one.row == row), None)
    if chosen is not None:
        change_score(file, label, replace(chosen, baseline=rounded))
        return
    part = next(part for part in activity.list("rows") if part.id == row)
    add_scores(file, label, activity.id, [replace(score_of(part), baseline=rounded)])


# -- results -----------------------------------------------------------------------------


@dataclass(frozen=True)
class ScoreLine:
    """A row of the card; ``row`` is the method's id, else ``name`` says what is measured.

    ``heartbeat`` rows are about advocacy; ``effect`` is output, impact or unknown.
    """

    key: str
    row: str
    name: str
    unit: str
    better: str
    baseline: float | None
    target: float | None
    horizon: str
    owner: Owner | None
    actuals: tuple[Actual, ...] = ()
    heartbeat: bool = False
    effect: str = ""

    def progress_at(self, actual: Actual) -> float | None:
        """How far the figure had come; ``None`` without baseline or target."""
        if self.baseline is None or self.target is None:
            return None
        return scorecard_progress(actual.value, self.baseline, self.target)

    @cached_property
    def latest(self) -> Actual | None:
        """The newest figure."""
        return self.actuals[-1] if self.actuals else None

    @cached_property
    def progress(self) -> float | None:
        """How far it has come, in percent (METHOD §7.7)."""
        return self.progress_at(self.latest) if self.latest else None


@dataclass(frozen=True)
class ScorecardResults:
    """The chosen rows: the heartbeat first, then in the order they were chosen."""

    lines: tuple[ScoreLine, ...]

    @cached_property
    def measured(self) -> int:
        """How many rows have a figure since the baseline."""
        return sum(line.latest is not None for line in self.lines)


def read_results(context: Context) -> ScorecardResults:
    """Read the card; owners who did not agree to be printed appear by role or department."""
    people = read_people(context.file)
    actuals = read_actuals(context.file, context.activity.id)
    parts = {part.id: part for part in context.activity.list("rows")}
    lines = [
        ScoreLine(
            score.key,
            score.row,
            score.name,
            score.unit,
            score.better,
            score.baseline,
            score.target,
            score.horizon,
            owner_of(score.owner, people),
            actuals.get(score.key, ()),
            bool(parts[score.row].setting("heartbeat")) if score.row in parts else False,
            parts[score.row].setting("effect", "") if score.row in parts else "",
        )
        for score in read_scores(context.file, context.activity.id)
    ]
    return ScorecardResults(tuple(sorted(lines, key=lambda line: not line.heartbeat)))


def row_name(row: str, name: str, context: Context) -> str:
    """What a row is called: as the method says, or as somebody typed it."""
    if name:
        return name
    known = any(part.id == row for part in context.activity.list("rows"))
    return context.text(f"rows.{row}") if known else row
