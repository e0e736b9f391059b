"""Pairs of poles: where people stand today, and where they want to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app.figures.dumbbells import Ends
from workshop_app.method.model import Activity, Complain, KindShape, ListShape, SettingShape
from workshop_app.method.question import Question
from workshop_app.session.over_time import Measure, Measures, steady_of
from workshop_app.session.profile import (
    Line,
    Plan,
    ProfileResults,
    Side,
    joined,
    looks,
    plan_of,
    profile_numbers,
    read_profile,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.session.context import Context

SCALE = "bipolar7"
"""The scale of every pair: −3 entirely the left pole, +3 entirely the right one."""


def _check(activity: Activity, complain: Complain) -> None:
    """A shift needs the two passes that it lies between."""
    if len(activity.list("passes")) != 2:
        said = "a spectrum needs two passes: where we are, and where we want to be"
        complain(said, "passes")


SHAPE = KindShape(
    "spectrum",
    lists={
        "items": ListShape(required=True, unique=True, words=("left", "right")),
        "passes": ListShape(required=True),
        "columns": ListShape(),
    },
    settings={"scale": SettingShape(required=True, refers="method.scales", allowed=(SCALE,))},
    check=_check,
)


def plan(context: Context) -> Plan:
    """What is asked: every pair in both passes."""
    return plan_of(context.activity)


def items(results: ProfileResults) -> tuple[str, ...]:
    """The pairs in the method's order."""
    return tuple(dict.fromkeys(line.item for line in results.plan.lines))


def poles(context: Context, item: str) -> tuple[str, str]:
    """The words of the left and the right pole."""
    return context.text(f"items.{item}.left"), context.text(f"items.{item}.right")


def pair_text(context: Context, item: str) -> str:
    """Both poles as one text."""
    left, right = poles(context, item)
    return context.words("spectrum.pair", left=left, right=right)


def prompt(context: Context, line: Line) -> str:
    """A line's words: the pair, and the pass behind it."""
    turn = context.text(f"passes.{line.turn}")
    return context.words("spectrum.line", pair=pair_text(context, line.item), turn=turn)


def questions(context: Context) -> tuple[Question, ...]:
    """The ballot: pair by pair, today before wanted, as the paper sheet reads."""
    answers, zero = context.scale(SCALE)
    return tuple(
        Question(line.id, prompt(context, line), "scale", answers, zero, part_of=line.item)
        for line in plan(context).lines
    )


def read_results(context: Context) -> ProfileResults:
    """Read the newest revealed round and the notes."""
    return read_profile(context, plan(context))


def ends(results: ProfileResults, side: Side | None, item: str) -> Ends:
    """Where one group, or all of us, stand in both passes."""
    if side is None:
        return Ends()
    today, wanted = (side.items[joined(item, turn)].mean for turn in results.plan.turns)
    return Ends(today, wanted)


def measures(results: ProfileResults, context: Context) -> tuple[Measures, ...]:
    """The averages of both passes, each with its picture; and the shift between them."""
    if results.total is None:
        return ()
    words, answers = context.words, context.scale(SCALE)[0]
    low, high = float(answers[0].value), float(answers[-1].value)
    found = [
        (item, pair_text(context, item), ends(results, results.total, item))
        for item in items(results)
    ]

    def measured(key: str, caption: str, of: Callable[[Ends], float | None]) -> Measures:
        lines = tuple(Measure(item, text, of(one)) for item, text, one in found)
        return Measures(
            key, caption, words("spectrum.column.pair"), lines, "" if key == "shift" else "rows",
            low, high, 1, signed=True, steady=steady_of(low, high),
            ends=(answers[0].label, answers[-1].label),
        )

    today, wanted = results.plan.turns
    return (
        measured(today, context.text(f"passes.{today}"), lambda one: one.today),
        measured(wanted, context.text(f"passes.{wanted}"), lambda one: one.wanted),
        measured("shift", words("spectrum.shift"), lambda one: one.shift),
    )


def numbers(results: ProfileResults, context: Context) -> dict[str, Any]:
    """The activity's entry of the results file, with the shift of every pair."""
    found = profile_numbers(results, context)
    if not found:
        return {}
    found["shifts"] = _shifts(results, results.total)
    for look, side in zip(looks(results.groups, context), results.groups, strict=True):
        found["groups"][look.label]["shifts"] = _shifts(results, side)
    return found


def _shifts(results: ProfileResults, side: Side | None) -> dict[str, float | None]:
    return {item: ends(results, side, item).shift for item in items(results)}
