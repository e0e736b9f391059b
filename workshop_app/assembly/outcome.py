"""The results file: every number of every activity, for spreadsheets and scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app.kinds import registry

if TYPE_CHECKING:
    from workshop_app.session.workshop import Workshop


def outcome(workshop: Workshop, activity: str | None = None) -> dict[str, Any]:
    """``{"activities": {ID: …}}`` for one activity or for all on the agenda that have numbers.

    Full precision; a group that may not show appears only by name under ``merged``. Raises
    `UserError` for an activity the method does not have.
    """
    wanted = [activity] if activity else list(dict.fromkeys(s.activity for s in workshop.slots()))
    found: dict[str, Any] = {}
    for id_ in wanted:
        context = workshop.context(id_)
        kind = registry.kind(context.activity.kind)
        numbers = kind.numbers(kind.results(context), context)
        if numbers or activity:
            found[id_] = dict(numbers)
    return {"activities": found}
