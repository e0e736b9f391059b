"""Statements: what is asked with yes, partly, no and don't know, and what came of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workshop_app.method.model import Activity, Complain, KindShape, ListShape, SettingShape
from workshop_app.method.question import Question
from workshop_app.session.imports import SOURCES, imported, place_of
from workshop_app.session.profile import (
    Line,
    Plan,
    ProfileResults,
    plan_of,
    profile_numbers,
    read_profile,
)
from workshop_app.session.votes import Numbers, drawn_rounds, of_scale
from workshop_app.statistics import blind_spot, statement_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.session.context import Context
    from workshop_app.storage.tally import Count

SCALE = "ypn"
"""The scale of every statement: yes, partly, no, and 0 for "don't know"."""


def _parts(activity: Activity) -> tuple[str, ...]:
    """What was said in each column; and the words of each item that came from elsewhere."""
    items = activity.list("items") if activity.setting("import") else ()
    columns = (part.id for part in activity.list("columns"))
    return (*columns, *(place_of(part.id) for part in items))


def _check(activity: Activity, complain: Complain) -> None:
    """With areas every item belongs to one, and every area has an item."""
    areas = activity.list("areas")
    if not areas:
        return
    used = {item.setting("area") for item in activity.list("items")}
    for place, area in enumerate(areas):
        if area.id not in used:
            complain("no item belongs to this area", "areas", place)
    for place, item in enumerate(activity.list("items")):
        if item.setting("area") is None:
            complain("this item belongs to no area", "items", place)


SHAPE = KindShape(
    "statements",
    lists={
        "areas": ListShape(),
        "items": ListShape(
            required=True, attributes={"area": SettingShape(refers="areas")}, unique=True
        ),
        "columns": ListShape(),
    },
    settings={
        "scale": SettingShape(required=True, refers="method.scales", allowed=(SCALE,)),
        "import": SettingShape(allowed=tuple(SOURCES)),
    },
    check=_check,
    parts=_parts,
)


def plan(context: Context) -> Plan:
    """What is asked; of items from elsewhere those that have words, if any has."""
    whole = plan_of(context.activity, "areas", "area")
    known = imported(context)
    return _only(whole, known) if known else whole


def _only(whole: Plan, items: Sequence[str] | dict[str, str]) -> Plan:
    return replace(whole, lines=tuple(line for line in whole.lines if line.item in items))


def text_of(context: Context, line: Line) -> str:
    """A statement's words."""
    return imported(context).get(line.item) or context.text(f"items.{line.item}")


def questions(context: Context) -> tuple[Question, ...]:
    """The ballot: statement by statement, as the paper sheet reads."""
    answers, zero = context.scale(SCALE)
    return tuple(
        Question(line.id, text_of(context, line), "scale", answers, zero, axis=line.axis)
        for line in plan(context).lines
    )


def of_statement(count: Count | None, answers: Sequence[str], minimum: int) -> Numbers:
    """A statement's numbers: the mean, from 0 to 1, is what an answer is worth (METHOD §7.2)."""
    numbers = of_scale(count, answers, minimum)
    if numbers.counts is None or numbers.median is None:
        return numbers
    score = statement_score(numbers.counts, minimum)
    worth = (int(answers[-1]) - numbers.median) / (len(answers) - 1)
    return replace(numbers, score=score, mean=score / 100 if score is not None else None,
                   median=worth)


def blind(numbers: Numbers) -> float | None:
    """The share from 0 to 1 who do not know; ``None`` where nothing may be shown."""
    if numbers.n is None or numbers.cannot_judge is None:
        return None
    return blind_spot(numbers.n, numbers.cannot_judge)


def read_results(context: Context) -> ProfileResults:
    """Read the newest revealed round and the notes."""
    wanted = plan(context)
    if context.activity.setting("import") is not None:
        shown = drawn_rounds(context)
        asked = {question.id for one in shown for question in one.questions}
        if asked:
            wanted = _only(plan_of(context.activity, "areas", "area"), sorted(asked))
    return read_profile(context, wanted, of_statement)


def is_unanswered(results: ProfileResults, line: Line) -> bool:
    """Whether fewer answered a statement than must answer for a number to show."""
    n = results.numbers(line).n
    return results.round is not None and n is not None and n < results.round.minimum


def by_blind_spot(results: ProfileResults) -> tuple[Line, ...]:
    """The lines in the order they are worth discussing: most "don't know" first.

    Before all come those that too few of us could answer for a number to show.
    """

    def share(line: Line) -> float:
        if is_unanswered(results, line):
            return 2.0
        found = blind(results.numbers(line))
        return -1.0 if found is None else found

    return tuple(sorted(results.plan.lines, key=share, reverse=True))


def numbers(results: ProfileResults, context: Context) -> dict[str, Any]:
    """The activity's entry of the results file; each item with its blind spot."""
    found = profile_numbers(results, context)
    sides = (found, *found.get("groups", {}).values())
    items = [entry for side in sides for entry in side.get("items", {}).values()]
    for entry in (*items, *(entry["before"] for entry in items if "before" in entry)):
        known = entry["n"] is not None and entry["cannot_judge"] is not None
        entry["blind_spot"] = blind_spot(entry["n"], entry["cannot_judge"]) if known else None
    return found
