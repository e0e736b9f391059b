"""The customer's journey: cells of stage × lane, and for each stage its emotion and friction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Unpack, cast

from peewee import CompositeKey, FloatField, IntegerField, Model, TextField

from workshop_app.kinds.journey.typed import (
    LEAST,
    MOST,
    WEIGHTS,
    StepValues,
    Typed,
    check_emotion,
    check_friction,
    read_typed,
)
from workshop_app.method.model import Activity, Complain, KindShape, ListShape, SettingShape
from workshop_app.session.flow import Offer, notes_offered
from workshop_app.session.notes import NewNote, put_in_place, put_notes, read_notes
from workshop_app.session.people import read_people
from workshop_app.statistics import first_places, friction, friction_ranking

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.session.context import Context
    from workshop_app.storage import Edit, SessionFile

TYPED_LANES = ("emotion", "friction")
_ENDS = {"emotion": (LEAST, MOST), "friction": (1, WEIGHTS)}


def _parts(activity: Activity) -> tuple[str, ...]:
    """The frictions, and every cell of the other lanes."""
    lanes = [lane.id for lane in activity.list("lanes") if lane.setting("form") != "friction"]
    cells = (f"{stage.id}/{lane}" for stage in activity.list("stages") for lane in lanes)
    return ("friction", *cells)


def _check_lanes(activity: Activity, complain: Complain) -> None:
    """A stage has one emotion and one friction, on the scales the app draws."""
    seen = set()
    for place, lane in enumerate(activity.list("lanes")):
        form = lane.setting("form")
        if form != "text" and form in seen:
            complain("only one lane can have the form “{form}”", "lanes", place, form=form)
        seen.add(form)
        least, most = _ENDS.get(form, (None, None))
        if (lane.setting("min", least), lane.setting("max", most)) != (least, most):
            said = "the form “{form}” runs from {least} to {most}"
            complain(said, "lanes", place, form=form, least=least, most=most)


SHAPE = KindShape(
    "journey",
    lists={
        "stages": ListShape(required=True),
        "lanes": ListShape(
            required=True,
            attributes={
                "form": SettingShape(
                    required=True, allowed=("text", *TYPED_LANES, "departments")
                ),
                "min": SettingShape("whole"),
                "max": SettingShape("whole"),
            },
        ),
    },
    views=("title", "question", "card", "collect", "content"),
    check=_check_lanes,
    parts=_parts,
)


class JourneyStepRow(Model):
    """Emotion (median, lowest, highest) and friction of one stage."""

    activity = TextField()
    stage = TextField()
    emotion = FloatField(null=True)
    low = FloatField(null=True)
    high = FloatField(null=True)
    severity = IntegerField(null=True)
    frequency = IntegerField(null=True)

    class Meta:
        """Keyed by more than one column."""

        table_name = "journey_step"
        primary_key = CompositeKey("activity", "stage")


COLUMNS = ("emotion", "low", "high", "severity", "frequency")
_VALUES = {"emotion": COLUMNS[:3], "friction": COLUMNS[3:]}
"""The numbers of a stage that a lane of this form holds."""


@dataclass(frozen=True, slots=True)
class Card:
    """A note in a cell."""

    key: str
    text: str
    votes: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A stage: its cards by lane, its emotion from −2 to +2 and its friction, each 1 to 3."""

    id: str
    cells: Mapping[str, tuple[Card, ...]] = field(default_factory=dict)
    emotion: float | None = None
    low: float | None = None
    high: float | None = None
    severity: int | None = None
    frequency: int | None = None

    @property
    def friction(self) -> int | None:
        """Severity × frequency, 1 to 9."""
        if self.severity is None or self.frequency is None:
            return None
        return friction(self.severity, self.frequency)

    @property
    def spread(self) -> float:
        """How far the emotions of the room lie apart, in points."""
        return 0.0 if self.low is None or self.high is None else self.high - self.low

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards of all lanes."""
        return tuple(card for cards in self.cells.values() for card in cards)

    @property
    def votes(self) -> int:
        """The dots on all its cards."""
        return sum(card.votes or 0 for card in self.cards)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known about it yet."""
        return not self.cards and self.emotion is None and self.friction is None


@dataclass(frozen=True, slots=True)
class JourneyResults:
    """The stages in order, and what stands out, by the stages' ids.

    ``ranking`` has the frictions, heaviest first. ``lowest`` is where the emotion is lowest,
    ``disputed`` where it is spread widest, ``chosen`` the moments with most dots, ``unowned``
    the stages without a department once others have one.
    """

    steps: tuple[Step, ...]
    ranking: tuple[tuple[str, int], ...] = ()
    lowest: str | None = None
    disputed: str | None = None
    chosen: tuple[str, ...] = ()
    unowned: tuple[str, ...] = ()
    people: int = 0

    @property
    def cards(self) -> tuple[Card, ...]:
        """Every card the room sees."""
        return tuple(card for step in self.steps for card in step.cards)

    @property
    def voted(self) -> bool:
        """Whether dots were counted on any card."""
        return any(card.votes is not None for card in self.cards)

    def step(self, id_: str) -> Step:
        """One stage; `StopIteration` when there is none of that id."""
        return next(step for step in self.steps if step.id == id_)


def lane_of(activity: Activity, form: str) -> str | None:
    """The lane of a form that an activity has once, such as ``emotion``."""
    return next(
        (lane.id for lane in activity.list("lanes") if lane.setting("form") == form), None
    )


def form_of(activity: Activity, lane: str) -> str:
    """The form of a lane; words where the method says nothing."""
    forms = {part.id: part.setting("form") for part in activity.list("lanes")}
    return str(forms.get(lane, "text"))


def text_lanes(activity: Activity) -> tuple[str, ...]:
    """The lanes that hold words and nothing else, in order."""
    return tuple(lane.id for lane in activity.list("lanes") if lane.setting("form") == "text")


# -- results -----------------------------------------------------------------------------


def read_results(context: Context) -> JourneyResults:
    """Read the cells and values of a journey; cards held back are left out."""
    activity = context.activity
    cells: dict[str, list[Card]] = {}
    for note in read_notes(context.file, activity.id):
        if not note.held:
            cells.setdefault(note.place, []).append(Card(note.key, note.text, note.votes))
    values = read_steps(context.file, activity.id)
    steps = tuple(
        Step(
            stage.id,
            {lane.id: tuple(cells.get(f"{stage.id}/{lane.id}", ()))
             for lane in activity.list("lanes")},
            **values.get(stage.id, {}),
        )
        for stage in activity.list("stages")
    )
    people = sum(person.present for person in read_people(context.file))
    return _with_findings(steps, lane_of(activity, "departments"), people)


def read_steps(file: SessionFile, activity: str) -> dict[str, StepValues]:
    """Emotion and friction by stage, for the stages that have any."""
    stored = file.rows(
        "SELECT stage, emotion, low, high, severity, frequency FROM journey_step "
        "WHERE activity = ?",
        activity,
    )
    found: dict[str, StepValues] = {}
    for stage, emotion, low, high, severity, frequency in stored:
        found[stage] = {"emotion": emotion, "low": low, "high": high, "severity": severity,
                        "frequency": frequency}
    return found


def _with_findings(
    steps: tuple[Step, ...], departments: str | None, people: int
) -> JourneyResults:
    depths = {step.id: -step.emotion for step in steps if step.emotion is not None}
    spreads = {step.id: step.spread for step in steps if step.id in depths}
    ranking = friction_ranking({
        step.id: (step.severity, step.frequency)
        for step in steps
        if step.severity is not None and step.frequency is not None
    })
    owned = [step for step in steps if departments and step.cells[departments]]
    return JourneyResults(
        steps,
        tuple(ranking),
        _highest(depths),
        _highest(spreads) if any(spreads.values()) else None,
        tuple(first_places({step.id: step.votes for step in steps})),
        tuple(
            step.id for step in steps if owned and step not in owned and not step.is_empty
        ),
        people,
    )


def _highest(values: Mapping[str, float]) -> str | None:
    """The stage with the highest value, the first of equals; one alone does not stand out."""
    return max(values, key=lambda stage: values[stage]) if len(values) > 1 else None


# -- changes -----------------------------------------------------------------------------


def set_step(
    file: SessionFile, label: str, activity: str, stage: str, **values: Unpack[StepValues]
) -> None:
    """Change emotion or friction of a stage, undoable; what is not given stays.

    Raises:
        UserError: if a value lies outside its scale, or the median outside its range.
    """
    _check(file, activity, stage, values)
    with file.edit(label) as edit:
        _put_step(edit, file, activity, stage, values)


def _check(file: SessionFile, activity: str, stage: str, values: StepValues) -> None:
    after: StepValues = {**read_steps(file, activity).get(stage, {}), **values}
    check_emotion(after.get("emotion"), after.get("low"), after.get("high"))
    check_friction(after.get("severity"), after.get("frequency"))


def _put_step(
    edit: Edit, file: SessionFile, activity: str, stage: str, values: StepValues
) -> None:
    here = (JourneyStepRow.activity == activity) & (JourneyStepRow.stage == stage)
    before = read_steps(file, activity).get(stage)
    after: StepValues = {**(before or {}), **values}
    if before is None:
        edit.run(JourneyStepRow.insert(activity=activity, stage=stage, **after))
    elif any(value is not None for value in after.values()):
        edit.run(JourneyStepRow.update(**values).where(here))
    else:
        edit.run(JourneyStepRow.delete().where(here))


def typed_in(note: NewNote, activity: Activity) -> Typed:
    """What a note says in its lane; `UserError` if the lane cannot hold it."""
    return read_typed(form_of(activity, note.place.partition("/")[2]), note.text)


def add_cards(notes: Sequence[NewNote], label: str, context: Context) -> None:
    """Save notes of any lane in one undoable edit: numbers to their stage, words to the cell.

    Of several frictions of a stage the heaviest counts.
    """
    values: dict[str, StepValues] = {}
    cards = []
    for note in notes:
        typed = typed_in(note, context.activity)
        stage = note.place.partition("/")[0]
        if typed.values and not _outweighed(typed, values.get(stage, {})):
            values[stage] = {**values.get(stage, {}), **typed.values}
        if typed.words:
            cards.append(NewNote(note.place, typed.words, note.votes, note.held))
    with context.file.edit(label) as edit:
        for stage, of_stage in values.items():
            _put_step(edit, context.file, context.activity.id, stage, of_stage)
        put_notes(edit, context.file, context.activity.id, cards)


def set_cell(
    context: Context, label: str, stage: str, lane: str, lines: Sequence[str]
) -> None:
    """Let a cell hold exactly these lines in one undoable edit: its numbers, then its cards.

    Numbers that are not among the lines are taken away; the last ones count.

    Raises:
        UserError: if a line begins with numbers that the lane cannot hold.
    """
    activity, file = context.activity, context.file
    place = f"{stage}/{lane}"
    typed = [typed_in(NewNote(place, line), activity) for line in lines]
    names = _VALUES.get(form_of(activity, lane), ())
    before = read_steps(file, activity.id).get(stage, {})
    values: dict[str, float | int | None] = dict.fromkeys(names)
    for one in typed:
        values |= one.values  # type: ignore[arg-type]
    changed = {name: value for name, value in values.items() if value != before.get(name)}
    with file.edit(label) as edit:
        if changed:
            _put_step(edit, file, activity.id, stage, cast("StepValues", changed))
        put_in_place(edit, file, activity.id, place, [one.words for one in typed])


def _outweighed(typed: Typed, before: StepValues) -> bool:
    """Whether a friction is lighter than the one its stage has in the same pile."""
    new, old = _weight(typed.values), _weight(before)
    return new is not None and old is not None and new < old


def _weight(values: StepValues) -> int | None:
    severity, frequency = values.get("severity"), values.get("frequency")
    return severity * frequency if severity and frequency else None


def offers(context: Context) -> tuple[Offer, ...]:
    """The frictions, heaviest first, then the cards of the other lanes.

    A friction that nobody put into words is called as its stage.
    """
    activity = context.activity
    lane = lane_of(activity, "friction") or ""
    cards = notes_offered(read_notes(context.file, activity.id))
    found = []
    for step in read_results(context).steps:
        here = [card for card in cards if card.part == f"{step.id}/{lane}"]
        if step.friction is not None and not here:
            name = context.text(f"stages.{step.id}")
            here = [Offer(f"{activity.id}/{step.id}", name)]
        found += [card._replace(part="friction", weight=step.friction or 0) for card in here]
    others = [card for card in cards if card.part.partition("/")[2] != lane]
    return (*sorted(found, key=lambda offer: -offer.weight), *others)
