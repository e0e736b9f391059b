"""The results file: every number of every activity, for spreadsheets and scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app.assembly.over_time import Beside
from workshop_app.kinds import registry
from workshop_app.session.named import leaving, named_ballots
from workshop_app.storage.tally import rounds

if TYPE_CHECKING:
    from workshop_app.session.context import Context
    from workshop_app.session.workshop import Workshop
    from workshop_app.words import Words


def outcome(
    workshop: Workshop, activity: str | None = None, words: Words | None = None
) -> dict[str, Any]:
    """``{"activities": {ID: …}}`` for one activity or for all on the agenda that have numbers.

    Full precision; a group that may not show appears only by name under ``merged``. A round with
    names lists who answered what, of those who agreed that their names leave the session. ``words``
    are another language than the session's. Raises `UserError` for an activity the method does not
    have.
    """
    wanted = [activity] if activity else list(dict.fromkeys(s.activity for s in workshop.slots()))
    found: dict[str, Any] = {}
    for id_ in wanted:
        context = workshop.context(id_).in_language(words or workshop.words)
        kind = registry.kind(context.activity.kind)
        results = kind.results(context)
        numbers = {
            **kind.numbers(results, context), **Beside(kind, results, context).numbers()
        }
        if numbers.get("named"):
            numbers["answers"] = _answers(context)
        if numbers or activity:
            found[id_] = numbers
    return {"activities": found}


def _answers(context: Context) -> list[dict[str, Any]]:
    """Who answered what in the newest round that was revealed, which was one with names."""
    shown = [
        one for one in rounds(context.file, context.activity.id) if one.state == "revealed"
    ]
    return [
        {"name": ballot.person.name, **ballot.answers}
        for ballot in leaving(named_ballots(context.file, shown[-1]))
        if ballot.person
    ]
