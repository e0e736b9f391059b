"""A method as JSON, so that a session file carries its own and opens without reading a folder."""

from __future__ import annotations

import json
from typing import Any

from workshop_app.errors import UserError
from workshop_app.method.model import (
    Activity,
    Agenda,
    Band,
    Method,
    Part,
    Phase,
    Reading,
    RoutineStep,
    Scale,
    Slot,
    Step,
    Take,
)

FORMAT = 1
"""Of the JSON; counted up when older apps could no longer read it."""


def method_to_json(method: Method) -> str:
    """Write every field; tuples become lists."""
    stored = {
        "format": FORMAT,
        "id": method.id,
        "version": method.version,
        "languages": method.languages,
        "phases": [(phase.id, phase.icon) for phase in method.phases],
        "scales": [
            (scale.id, scale.points, scale.zero, scale.ends) for scale in method.scales.values()
        ],
        "routines": {
            name: [(step.view, step.minutes, step.otherwise) for step in steps]
            for name, steps in method.routines.items()
        },
        "levels": method.levels,
        "bands": [(band.id, band.levels) for band in method.bands],
        "roles": method.roles,
        "forms": method.forms,
        "tools": method.tools,
        "definitions": method.definitions,
        "agendas": [
            (
                agenda.id,
                agenda.net,
                agenda.total,
                agenda.slots,
            )
            for agenda in method.agendas.values()
        ],
        "activities": [_stored_activity(activity) for activity in method.activities.values()],
        "reading": [
            (entry.title, entry.author, entry.year, entry.source, entry.note)
            for entry in method.reading
        ],
        "words": method.words,
    }
    return json.dumps(stored, ensure_ascii=False, separators=(",", ":"))


def method_from_json(text: str) -> Method:
    """Read it back.

    Raises:
        UserError: if the text is not a stored method, or one of a newer app.
    """
    try:
        stored = json.loads(text)
        if stored["format"] == FORMAT:
            return _method(stored)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise UserError(
            "The method in this session cannot be read.",
            "The session’s other contents were not touched.",
            "Restore the latest copy of the session.",
        ) from error
    raise UserError(
        "The method in this session was stored by a newer version of the app.",
        "Nothing was changed.",
        "Install the newer version, then open the session again.",
    )


def _stored_activity(activity: Activity) -> dict[str, Any]:
    return {
        "id": activity.id,
        "kind": activity.kind,
        "phase": activity.phase,
        "minutes": (activity.minutes_min, activity.minutes),
        "mode": activity.mode,
        "form": activity.form,
        "source": activity.source,
        "compare": activity.compare,
        "comparable": activity.comparable,
        "pause": activity.pause,
        "steps": [
            (step.view, step.routine, step.line, step.part, step.minutes) for step in activity.steps
        ],
        "lists": {
            name: [(part.id, dict(part.settings)) for part in parts]
            for name, parts in activity.lists.items()
        },
        "settings": dict(activity.settings),
        "takes": activity.takes,
        "again": activity.again,
    }


def _method(stored: dict[str, Any]) -> Method:
    return Method(
        id=stored["id"],
        version=stored["version"],
        languages=tuple(stored["languages"]),
        phases=tuple(Phase(*fields) for fields in stored["phases"]),
        scales={
            name: Scale(name, tuple(points), zero, ends)
            for name, points, zero, ends in stored["scales"]
        },
        routines={
            name: tuple(RoutineStep(*fields) for fields in steps)
            for name, steps in stored["routines"].items()
        },
        levels=tuple(stored["levels"]),
        bands=tuple(Band(name, tuple(levels)) for name, levels in stored["bands"]),
        roles=tuple(stored["roles"]),
        forms=tuple(stored["forms"]),
        tools=tuple(stored["tools"]),
        definitions=tuple(stored["definitions"]),
        agendas={
            name: Agenda(name, net, total, tuple(Slot(*fields) for fields in slots))
            for name, net, total, slots in stored["agendas"]
        },
        activities={fields["id"]: _activity(fields) for fields in stored["activities"]},
        reading=tuple(Reading(*fields) for fields in stored["reading"]),
        words=stored["words"],
    )


def _activity(stored: dict[str, Any]) -> Activity:
    minutes_min, minutes = stored["minutes"]
    return Activity(
        id=stored["id"],
        kind=stored["kind"],
        phase=stored["phase"],
        minutes_min=minutes_min,
        minutes=minutes,
        mode=stored["mode"],
        form=tuple(stored["form"]),
        source=tuple(stored["source"]),
        compare=tuple(stored["compare"]),
        comparable=stored["comparable"],
        pause=stored["pause"],
        steps=tuple(Step(*fields) for fields in stored["steps"]),
        lists={
            name: tuple(Part(part, _settings(settings)) for part, settings in parts)
            for name, parts in stored["lists"].items()
        },
        settings=_settings(stored["settings"]),
        takes=tuple(Take(*fields) for fields in stored.get("takes", ())),
        again=stored.get("again", ""),
    )


def _settings(stored: dict[str, Any]) -> dict[str, Any]:
    return {
        key: tuple(value) if isinstance(value, list) else value for key, value in stored.items()
    }
