"""A journey drawn and told: the map with its emotion curve, and the ranking of frictions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.figures import journey as builder
from workshop_app.figures.journey_model import Emotion, Friction, JourneyWords, Stage
from workshop_app.figures.table import Cell, Column, Table
from workshop_app.kinds.journey.model import lane_of, text_lanes

if TYPE_CHECKING:
    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.kinds.journey.model import JourneyResults, Step
    from workshop_app.session.context import Context

MOST_FRICTIONS = 5
"""How many frictions the booklet ranks (METHOD, see-journey)."""

BETWEEN = " · "


def figures(results: JourneyResults, canvas: Canvas, context: Context) -> tuple[Figure, ...]:
    """The map and its curve, then the lanes that are lists of words."""
    stages = [_stage(step, results, context) for step in results.steps]
    return builder.journey(stages, canvas, _words(context))


def _stage(step: Step, results: JourneyResults, context: Context) -> Stage:
    does, touchpoints, thinks, opportunities = (
        _texts(step, lane) for lane in _drawn_lanes(context)
    )
    return Stage(
        step.id,
        context.text(f"stages.{step.id}"),
        does,
        touchpoints,
        thinks,
        _emotion(step),
        _frictions(step, lane_of(context.activity, "friction")),
        _involved(step, results, context),
        opportunities,
        step.votes if results.voted else None,
        step.id in results.chosen,
    )


def _drawn_lanes(context: Context) -> tuple[str | None, ...]:
    """The text lanes by their place in the map: doing, touchpoint, thought, opportunity."""
    lanes = text_lanes(context.activity)
    return (*lanes[:4], *(None,) * (4 - len(lanes[:4])))


def _texts(step: Step, lane: str | None) -> tuple[str, ...]:
    return tuple(card.text for card in step.cells[lane]) if lane else ()


def _involved(step: Step, results: JourneyResults, context: Context) -> tuple[str, ...]:
    """The departments; one empty name where it is too early to say that there is nobody."""
    names = _texts(step, lane_of(context.activity, "departments"))
    return names or (() if step.id in results.unowned else ("",))


def _emotion(step: Step) -> Emotion | None:
    if step.emotion is None:
        return None
    low = step.emotion if step.low is None else step.low
    high = step.emotion if step.high is None else step.high
    return Emotion(step.emotion, low, high)


def _frictions(step: Step, lane: str | None) -> tuple[Friction, ...]:
    """The scored frictions; without words their severity and frequency stand for them."""
    if step.friction is None:
        return ()
    cards = step.cells[lane] if lane else ()
    if not cards:
        return (Friction(f"{step.id}:friction", _product(step), step.friction),)
    return tuple(Friction(card.key, card.text, step.friction) for card in cards)


def _product(step: Step) -> str:
    return f"{step.severity} × {step.frequency}"


def _words(context: Context) -> JourneyWords:
    words = context.words
    does, touchpoints, thinks, opportunities = (
        _lane_name(lane, context) for lane in _drawn_lanes(context)
    )
    return JourneyWords(
        does=does,
        touchpoints=touchpoints,
        thinks=thinks,
        friction=_lane_name(lane_of(context.activity, "friction"), context),
        involved=_lane_name(lane_of(context.activity, "departments"), context),
        opportunities=opportunities,
        delighted=words("journey.delighted"),
        neutral=words("journey.neutral"),
        let_down=words("journey.let_down"),
        nobody=words("journey.nobody"),
        unscored=words("journey.unscored"),
        lowest=words("journey.lowest"),
        disputed=words("journey.disputed"),
        title=context.text("question"),
    )


def _lane_name(lane: str | None, context: Context) -> str:
    return context.text(f"lanes.{lane}") if lane else ""


# -- tables ------------------------------------------------------------------------------


def tables(results: JourneyResults, context: Context) -> tuple[Table, ...]:
    """The map as stages × lanes, and the heaviest frictions."""
    found = [_map_table(results, context)]
    if results.ranking:
        found.append(_friction_table(results, context))
    return tuple(found)


def _map_table(results: JourneyResults, context: Context) -> Table:
    columns = [Column(context.words("journey.lane"))]
    columns += [Column(context.text(f"stages.{step.id}"), width=1.6) for step in results.steps]
    rows = []
    for lane in context.activity.list("lanes"):
        form = lane.setting("form")
        cells = (_cell(step, lane.id, form, results, context) for step in results.steps)
        rows.append((context.text(f"lanes.{lane.id}"), *cells))
    return Table(context.text("title"), tuple(columns), tuple(rows), _findings(results, context))


def _cell(
    step: Step, lane: str, form: str, results: JourneyResults, context: Context
) -> str:
    """What a cell says, its numbers first."""
    said = BETWEEN.join(_texts(step, lane))
    if form == "emotion" and step.emotion is not None:
        return ": ".join(part for part in (emotion_text(step, context), said) if part)
    if form == "friction" and step.friction is not None:
        weight = f"{step.friction} ({_product(step)})"
        return ": ".join(part for part in (weight, said) if part)
    if form == "departments" and step.id in results.unowned:
        return context.words("journey.nobody")
    return said


def emotion_text(step: Step, context: Context) -> str:
    """The median and, where it is known to differ, the range."""
    emotion = _emotion(step)
    if emotion is None:
        return ""

    def signed(value: float) -> str:
        return context.words.signed(value, 0 if value == int(value) else 1)

    if not emotion.range:
        return signed(emotion.median)
    return f"{signed(emotion.median)} ({signed(emotion.low)} … {signed(emotion.high)})"


def _findings(results: JourneyResults, context: Context) -> str:
    """The sentences below the map: lowest, most disputed, chosen, without a department."""
    words = context.words

    def names(stages: tuple[str, ...]) -> str:
        return words.listing([context.text(f"stages.{stage}") for stage in stages])

    said = []
    if results.lowest:
        said.append(words("journey.note.lowest", stage=names((results.lowest,))))
    if results.disputed:
        said.append(words("journey.note.disputed", stage=names((results.disputed,))))
    if results.chosen:
        said.append(words("journey.note.chosen", stages=names(results.chosen)))
    if results.unowned:
        said.append(words("journey.note.unowned", stages=names(results.unowned)))
    return " ".join(said)


def _friction_table(results: JourneyResults, context: Context) -> Table:
    words = context.words
    lane = lane_of(context.activity, "friction")
    rows: list[tuple[Cell, ...]] = []
    for stage, weight in results.ranking[:MOST_FRICTIONS]:
        step = results.step(stage)
        rows.append((
            context.text(f"stages.{stage}"), BETWEEN.join(_texts(step, lane)),
            step.severity, step.frequency, weight,
        ))
    return Table(
        words("journey.ranking"),
        (
            Column(words("journey.stage"), width=1.4),
            Column(_lane_name(lane, context), width=3.0),
            Column(words("journey.severity"), 0, 0.8),
            Column(words("journey.frequency"), 0, 0.8),
            Column(words("journey.weight"), 0, 0.8),
        ),
        tuple(rows),
        words("journey.ranking_note"),
        frozenset({0}),
    )
