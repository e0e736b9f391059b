"""A blueprint drawn and told: the map, and its fail points, changes and dependencies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app.directions import isolated
from workshop_app.figures import blueprint as builder
from workshop_app.figures.blueprint_cards import BlueprintCard, Sign
from workshop_app.figures.cards import invitation_card
from workshop_app.figures.table import Cell, Column, Table
from workshop_app.kinds.blueprint.model import CUSTOMER
from workshop_app.kinds.blueprint.typed import CHANGED, FAIL, REMOVED, WAIT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.kinds.blueprint.model import BlueprintResults, Card, Found, Step
    from workshop_app.session.context import Context

BETWEEN = " · "
ICONS = {FAIL: "triangle-alert", WAIT: "timer", CHANGED: "plus", REMOVED: "x"}
_TOKENS = {FAIL: "danger", WAIT: "warn", REMOVED: "ink2"}


def figures(
    results: BlueprintResults, canvas: Canvas, context: Context
) -> tuple[Figure, ...]:
    """The map and what it shortened; an invitation while there is no step."""
    if not results.steps:
        return (invitation_card(context.words("blueprint.invitation"), canvas, "footprints"),)
    steps = [
        _step(step, number, context, canvas) for number, step in enumerate(results.steps, 1)
    ]
    return builder.blueprint(
        steps, lanes(context), results.links, canvas, title=context.text("question")
    )


def lanes(context: Context) -> tuple[builder.BlueprintLane, ...]:
    """The method's lanes with the names of their lines."""
    return tuple(
        builder.BlueprintLane(
            lane.id,
            context.text(f"lanes.{lane.id}"),
            context.text(f"lines.{lane.setting('line')}") if lane.setting("line") else "",
            lane.setting("role") == CUSTOMER,
        )
        for lane in context.activity.list("lanes")
    )


def _step(step: Step, number: int, context: Context, canvas: Canvas) -> builder.BlueprintStep:
    cells = tuple(
        tuple(_card(card, step, context, canvas) for card in cell) for cell in step.cells.values()
    )
    note = context.words("blueprint.new_step") if step.future else ""
    return builder.BlueprintStep(step.key, number, cells, note)


def _card(card: Card, step: Step, context: Context, canvas: Canvas) -> BlueprintCard:
    signs = [
        Sign(ICONS[tag], tag_name(tag, context), _TOKENS.get(tag, canvas.phase))
        for tag in card.tags
    ]
    if card.department:
        signs.append(Sign("", card.department, "ink2"))
    fresh = CHANGED in card.tags or step.future
    return BlueprintCard(card.key, card.text, tuple(signs), fresh, REMOVED in card.tags)


def tag_name(tag: str, context: Context) -> str:
    """What a mark is called; by the app's own word where the method has none."""
    listed = any(part.id == tag for part in context.activity.list("tags"))
    return context.text(f"tags.{tag}") if listed else context.words(f"blueprint.tag.{tag}")


# -- tables ------------------------------------------------------------------------------


def tables(results: BlueprintResults, context: Context) -> tuple[Table, ...]:
    """The map as steps × lanes; then what went wrong, what changes, what depends on what."""
    if not results.found:
        return ()
    words = context.words
    found = [_map_table(results, context)]
    if marked := results.tagged(FAIL, WAIT):
        found.append(_list(words("blueprint.table.fails"), marked, (FAIL, WAIT), context))
    if results.changes:
        found.append(
            _list(words("blueprint.table.changes"), results.changes, (CHANGED, REMOVED), context)
        )
    if results.links:
        found.append(_links(results, context))
    return tuple(found)


def _map_table(results: BlueprintResults, context: Context) -> Table:
    words = context.words
    columns = (
        Column(words("blueprint.step"), 0, 0.5),
        *(Column(lane.name, width=1.6) for lane in lanes(context)),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            number,
            *(BETWEEN.join(told(card, context) for card in cell) for cell in step.cells.values()),
        )
        for number, step in enumerate(results.steps, 1)
    ]
    new = [str(number) for number, step in enumerate(results.steps, 1) if step.future]
    note = words("blueprint.new_steps", n=len(new), steps=words.listing(new)) if new else ""
    return Table(context.text("title"), columns, tuple(rows), note)


def told(card: Card, context: Context) -> str:
    """A card in one line, with its marks and its department."""
    marks = [tag_name(tag, context) for tag in card.tags]
    if card.department:
        marks.append(card.department)
    return f"{isolated(card.text)} ({', '.join(marks)})" if marks else card.text


def _list(
    caption: str, found: Sequence[Found], tags: tuple[str, ...], context: Context
) -> Table:
    words = context.words
    names = {lane.key: lane.name for lane in lanes(context)}
    rows: list[tuple[Cell, ...]] = []
    for one in found:
        marks = [tag_name(tag, context) for tag in one.card.tags if tag in tags]
        said = ", ".join(marks) or tag_name(CHANGED, context)
        rows.append((one.step, names[one.lane], one.card.text, said, one.card.department))
    columns = (
        Column(words("blueprint.step"), 0, 0.5),
        Column(words("blueprint.lane"), width=1.3),
        Column(words("blueprint.what"), width=3.0),
        Column(words("blueprint.mark"), width=1.1),
        Column(words("blueprint.department"), width=1.2),
    )
    return Table(caption, columns, tuple(rows))


def _links(results: BlueprintResults, context: Context) -> Table:
    words = context.words
    by_key = {one.card.key: one for one in results.found}
    names = {lane.key: lane.name for lane in lanes(context)}

    def where(key: str) -> str:
        one = by_key[key]
        return words(
            "blueprint.where", step=one.step, lane=names[one.lane], text=one.card.text
        )

    rows = tuple((where(source), where(target)) for source, target in results.links)
    columns = (Column(words("blueprint.from"), width=2.0), Column(words("blueprint.to"), width=2.0))
    return Table(words("blueprint.table.links"), columns, rows)


def numbers(results: BlueprintResults) -> Mapping[str, Any]:
    """Steps with their cards, and the lists that follow from them, unrounded and unnamed."""

    def entry(one: Found) -> dict[str, Any]:
        return {"step": one.step, "lane": one.lane, **_entry(one.card)}

    return {
        "n": len(results.found),
        "items": {
            step.key: {
                "version": "future" if step.future else "present",
                "cells": {lane: [_entry(card) for card in cell]
                          for lane, cell in step.cells.items()},
            }
            for step in results.steps
        },
        "fails": [entry(one) for one in results.fails],
        "waits": [entry(one) for one in results.waits],
        "changes": [entry(one) for one in results.changes],
        "links": [list(link) for link in results.links],
        "departments": list(results.departments),
    }


def _entry(card: Card) -> dict[str, Any]:
    return {
        "key": card.key, "text": card.text, "department": card.department,
        "tags": list(card.tags), "origin": card.origin,
    }
