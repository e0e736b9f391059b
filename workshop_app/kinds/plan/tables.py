"""The plan told: a table to work from, what was asked of leadership, and its numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workshop_app.figures.table import Cell, Column, Table, Valued
from workshop_app.session.flow import came_from, way
from workshop_app.session.owners import owner_text
from workshop_app.session.review import verdict_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from workshop_app.kinds.plan.model import Planned, PlanResults
    from workshop_app.session.context import Context
    from workshop_app.session.passages import Facts

_WIDTHS = {"action": 2.4, "outcome": 1.8, "measure": 1.5, "help": 1.5, "answer": 1.5}
_FIRST = ("action", "outcome", "owner", "partner", "due", "horizon", "status", "review")
_FURTHER = ("action", "moment", "start", "measure")
_HELP = ("action", "help", "answer")
_ASKED = ("action", "owner", "help", "answer")
_BRIEF = ("action", "owner", "due", "status", "review")
_FACTS = (
    "owner", "partner", "due", "horizon", "outcome", "moment", "measure", "help", "answer",
    "status", "review",
)


def tables(results: PlanResults, context: Context) -> tuple[Table, ...]:
    """Who does what by when; how it is measured; the help that was asked."""
    words = context.words
    found = [
        replace(
            _table(words("plan.table"), _FIRST, results.actions, context),
            note=owners(results, context),
            anchors=tuple(action.key for action in results.actions),
        )
    ]
    further = [one for one in results.actions if one.moment or one.start or one.measure]
    if further:
        is_measured = any(one.measure for one in further)
        said = words("plan.table_further" if is_measured else "plan.table_more")
        found.append(_table(said, _FURTHER, further, context))
    helped = [one for one in results.actions if one.help or one.answer]
    if helped:
        found.append(_table(words("plan.table_help"), _HELP, helped, context))
    if traced := [one for one in results.actions if way(context, one.origin)]:
        found.append(_ways(traced, context))
    return tuple(found)


def for_sponsor(results: PlanResults, context: Context) -> tuple[Table, ...]:
    """What help was asked and what was answered, open ones first; then all actions."""
    words = context.words
    helped = [one for one in results.actions if one.help]
    helped.sort(key=lambda one: bool(one.answer))
    asked = _table(words("plan.table_help"), _ASKED, helped, context)
    whole = _table(words("plan.table"), _BRIEF, results.actions, context)
    return (*((asked,) if helped else ()), replace(whole, note=owners(results, context)))


def facts(action: Planned, key: str, context: Context) -> Facts:
    """Everything about an action, for the person of that key who carries it."""
    asked = {part.id for part in context.activity.list("fields")} | {"review"}
    found: list[tuple[str, str]] = []
    for field in _FACTS:
        carrier = getattr(action, field) if field in ("owner", "partner") else None
        if carrier is not None and carrier.key == key:
            said = context.words("plan.me")
        else:
            said = cell(action, field, context)
        if said and field in asked:
            found.append((field_name(field, context), said))
    return tuple(found)


def _ways(actions: Sequence[Planned], context: Context) -> Table:
    """What each action came through; its row leads to where it began."""
    heads = (context.text("fields.action"), context.words("plan.way"))
    rows = tuple((one.title, " → ".join(came_from(context, one.origin))) for one in actions)
    return Table(
        context.words("plan.table_ways"),
        tuple(Column(head, width=2.4) for head in heads),
        rows,
        leads=tuple(way(context, one.origin)[0] for one in actions),
        boxes=tuple(map(box, actions)),
    )


def owners(results: PlanResults, context: Context) -> str:
    """How many people of each band own something; empty where nobody does."""
    counts = results.owners_by_band.items()
    bands = " · ".join(f"{context.group_name(band)} {count}" for band, count in counts)
    return context.words("plan.bands", bands=bands) if bands else ""


def _table(
    caption: str, fields: tuple[str, ...], actions: Sequence[Planned], context: Context
) -> Table:
    """The fields that the method asks for, and of them those that anybody filled in."""
    asked = {part.id for part in context.activity.list("fields")} | {"review"}
    kept: list[tuple[Column, list[Cell]]] = []
    for field in fields:
        cells = [cell(action, field, context) for action in actions]
        always = field in ("action", "owner", "status")
        if field in asked and (always or any(cells)):
            column = Column(field_name(field, context), width=_WIDTHS.get(field, 1.0))
            kept.append((column, list(cells)))
    return Table(
        caption,
        tuple(column for column, _ in kept),
        tuple(zip(*(cells for _, cells in kept), strict=True)),
        boxes=tuple(map(box, actions)),
    )


def box(action: Planned) -> bool | None:
    """Whether its tick box is ticked; ``None`` where it was stopped and needs none."""
    return None if action.status == "stopped" else action.status == "done"


def cell(action: Planned, field: str, context: Context) -> str:
    """A field of an action in words."""
    words = context.words
    if field == "action":
        return action.title
    if field == "owner":
        return owner_text(action.owner, context) or words("plan.needs_owner")
    if field == "partner":
        return owner_text(action.partner, context)
    if field in ("start", "due"):
        day: date | None = getattr(action, field)
        return Valued(words.date(day), day) if day else ""
    if field == "horizon":
        return horizon_text(action.horizon, context)
    if field == "status":
        return words(f"plan.status.{action.status}")
    if field == "review":
        return verdict_text(action, context)
    return str(getattr(action, field))


def field_name(field: str, context: Context) -> str:
    """What a field is called; what became of an action is the app's own question."""
    return context.words("review.head") if field == "review" else context.text(f"fields.{field}")


def verdict_text(action: Planned, context: Context) -> str:
    """What became of an action that came along, with its sign; empty for a new one."""
    if action.review is None:
        return ""
    words = context.words
    if not action.verdict:
        return words("review.open")
    return verdict_words(words, action.verdict, "action")


def horizon_text(horizon: str, context: Context) -> str:
    """What a horizon is called; one that the method does not know stands for itself."""
    known = any(part.id == horizon for part in context.activity.list("horizons"))
    return context.text(f"horizons.{horizon}") if known else horizon


def for_calendar(action: Planned, context: Context) -> str:
    """Who carries an action and what it is for, a line each."""
    told = ((field, cell(action, field, context)) for field in ("owner", "partner", "outcome"))
    asked = [part.id for part in context.activity.list("fields")]
    return "\n".join(
        f"{context.text(f'fields.{field}')}: {text}" for field, text in told
        if text and field in asked
    )


def numbers(results: PlanResults) -> Mapping[str, Any]:
    """Every action with everything in it; names with consent only."""
    return {
        "n": len(results.actions),
        "owned": results.owned,
        "owners": results.owners_by_band,
        **{rate.name: rate.percent for rate in results.rates},
        "items": {
            action.key: {
                "action": action.title,
                "outcome": action.outcome,
                "moment": action.moment,
                "owner": action.owner.public() if action.owner else None,
                "partner": action.partner.public() if action.partner else None,
                "start": action.start.isoformat() if action.start else None,
                "due": action.due.isoformat() if action.due else None,
                "horizon": action.horizon,
                "measure": action.measure,
                "help": action.help,
                "answer": action.answer,
                "status": action.status,
                "origin": action.origin,
                **({"review": action.verdict} if action.review else {}),
            }
            for action in results.actions
        },
    }
