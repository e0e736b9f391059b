"""What became of what an activity made: the actions it led to, and who carries them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop_app.figures.table import Column, Table
from workshop_app.kinds import registry
from workshop_app.session.flow import closing_offered, trace
from workshop_app.session.owners import owner_of, owner_text
from workshop_app.session.people import read_people

if TYPE_CHECKING:
    from workshop_app.session.context import Context


class Fate(NamedTuple):
    """What one thing became: an action with who carries it, or only a thing of ``via``.

    ``via`` are the activities in between, by title; ``lead`` is the key of the action, or the
    activity that took it over.
    """

    text: str
    via: tuple[str, ...]
    action: str
    owner: str
    lead: str


_ACTIONS = (
    "SELECT key, activity, title, owner, origin FROM action WHERE origin != '' "
    "ORDER BY activity, position, key"
)
_NOTES = (
    "SELECT activity, origin FROM note WHERE origin != '' AND NOT held "
    "ORDER BY activity, position, key"
)


def fates(context: Context) -> tuple[Fate, ...]:
    """What became of everything that later activities took over, in the order of the offers."""
    kind = registry.kind(context.activity.kind)
    offers = (*kind.offers(context), *closing_offered(context.file, context.activity.id))
    texts = {offer.origin: offer.text for offer in offers}
    found = _actions(context, texts)
    for origin, fate in _taken(context, texts).items():
        found.setdefault(origin, [fate])
    return tuple(fate for origin in texts for fate in found.get(origin, ()))


def _actions(context: Context, texts: dict[str, str]) -> dict[str, list[Fate]]:
    """The actions by the origin they came from in this activity."""
    people, found = read_people(context.file), dict[str, list[Fate]]()
    for key, activity, title, owner, origin in context.file.rows(_ACTIONS):
        if activity == context.activity.id:
            continue
        here, via = _through(context, origin, texts)
        if here:
            said = owner_text(owner_of(owner, people), context)
            said = said or context.words("plan.needs_owner")
            fate = Fate(texts[here], _titles(context, via), title, said, key)
            found.setdefault(here, []).append(fate)
    return found


def _taken(context: Context, texts: dict[str, str]) -> dict[str, Fate]:
    """What was taken over and is no action yet, by its origin; the longest way of each."""
    found: dict[str, tuple[str, ...]] = {}
    for activity, origin in context.file.rows(_NOTES):
        here, via = _through(context, origin, texts)
        via = (*via, activity)
        if here and activity != context.activity.id and len(via) > len(found.get(here, ())):
            found[here] = via
    return {
        here: Fate(texts[here], _titles(context, via), "", "", via[-1])
        for here, via in found.items()
    }


def _through(
    context: Context, origin: str, texts: dict[str, str]
) -> tuple[str, tuple[str, ...]]:
    """The key by which something stood in this activity, and the activities after it."""
    via: list[str] = []
    for stop in trace(context.file, origin):
        if stop.key in texts:
            return stop.key, tuple(reversed(dict.fromkeys(via)))
        via.append(stop.activity)
    return "", ()


def _titles(context: Context, activities: tuple[str, ...]) -> tuple[str, ...]:
    known = [one for one in activities if one in context.method.activities]
    return tuple(context.of_method(f"{one}.title") for one in known)


def fate_tables(context: Context) -> tuple[Table, ...]:
    """A row for each thing and action, leading to the action; nothing before the first action."""
    if context.file.row("SELECT 1 FROM action WHERE origin != '' LIMIT 1") is None:
        return ()  # and a booklet without a plan pays nothing
    found = fates(context)
    if not any(fate.action for fate in found):
        return ()
    words = context.words
    columns = (
        Column(words("flow.fate.text"), width=2.2),
        Column(words("flow.fate.via"), width=1.6),
        Column(words("flow.fate.action"), width=2.2),
        Column(words("flow.fate.owner"), width=1.2),
    )
    rows = tuple(
        (fate.text, " → ".join(fate.via), fate.action or None, fate.owner or None)
        for fate in found
    )
    kept = [place for place in range(4) if any(row[place] for row in rows)]
    return (
        Table(
            words("flow.fate.table"),
            tuple(columns[place] for place in kept),
            tuple(tuple(row[place] for place in kept) for row in rows),
            leads=tuple(fate.lead for fate in found),
        ),
    )
