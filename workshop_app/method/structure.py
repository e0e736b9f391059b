"""Reads method.toml: what all activities of a method share; its agendas come after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.method.model import (
    VIEWS,
    Band,
    Method,
    Phase,
    Reading,
    RoutineStep,
    Scale,
    SettingShape,
)

if TYPE_CHECKING:
    from workshop_app.method.table import Table, Vocabulary

_VIEW = SettingShape(required=True, allowed=VIEWS)
_OTHERWISE = SettingShape(allowed=VIEWS)


def read_structure(top: Table) -> Method:
    """Read everything but the agendas, which need the activities."""
    levels = top.wholes("levels")
    return Method(
        id=_id(top),
        version=top.whole("version", required=True) or 0,
        languages=_languages(top),
        phases=_phases(top),
        scales={name: _scale(name, table) for name, table in top.table("scales").named_tables()},
        routines=_routines(top.table("routines")),
        levels=levels,
        bands=_bands(top.table("bands"), levels),
        roles=top.ids("roles"),
        forms=top.ids("forms"),
        tools=top.ids("tools"),
        definitions=top.ids("definitions"),
        reading=tuple(_reading(entry) for entry in top.entries("reading")),
    )


def vocabulary_of(method: Method) -> Vocabulary:
    """Give what activities may refer to outside themselves."""
    return {
        "method.phases": [phase.id for phase in method.phases],
        "method.scales": method.scales,
        "method.routines": method.routines,
        "method.levels": [str(level) for level in method.levels],
        "method.bands": [band.id for band in method.bands],
        "method.roles": method.roles,
        "method.forms": method.forms,
        "method.sources": [entry.source for entry in method.reading if entry.source],
    }


def _id(top: Table) -> str:
    found = top.text("id", required=True)
    if found:
        top.check_id(found, "id")
    return found


def _languages(top: Table) -> tuple[str, ...]:
    languages = top.ids("languages")
    if not languages:
        top.fault("“languages” must name at least one language", "languages")
    return languages


def _phases(top: Table) -> tuple[Phase, ...]:
    phases: list[Phase] = []
    for entry in top.entries("phases"):
        phase = Phase(entry.text("id", required=True), entry.text("icon", required=True))
        entry.finish()
        if phase.id and entry.check_id(phase.id, "id") and "-" in phase.id:
            entry.fault("a phase is the part of an activity's id before the first “-”", "id")
        if phase.id in [other.id for other in phases]:
            entry.fault("“{id}” is used twice", "id", id=phase.id)
        phases.append(phase)
    return tuple(phases)


def _scale(name: str, table: Table) -> Scale:
    points = table.wholes("points", required=True)
    scale = Scale(name, points, zero=table.truth("zero"), ends=table.truth("ends"))
    table.finish()
    if len(points) < 2 and table.has("points"):
        table.fault("a scale needs at least two points", "points")
    if len(set(points)) < len(points) or (scale.zero and 0 in points):
        table.fault("the scale “{id}” has the same point twice", "points", id=name)
    return scale


def _routines(routines: Table) -> dict[str, tuple[RoutineStep, ...]]:
    found = {}
    for name in routines.names():
        routines.check_id(name, name)
        steps = []
        for entry in routines.entries(name):
            steps.append(
                RoutineStep(
                    entry.value("view", _VIEW) or "title",
                    entry.number("minutes"),
                    entry.value("otherwise", _OTHERWISE) or "",
                )
            )
            entry.finish()
        if not steps:
            routines.fault("the routine “{id}” has no steps", name, id=name)
        found[name] = tuple(steps)
    return found


def _bands(bands: Table, levels: tuple[int, ...]) -> tuple[Band, ...]:
    found = []
    taken: list[int] = []
    for name in bands.names():
        bands.check_id(name, name)
        band = Band(name, bands.wholes(name))
        for level in band.levels:
            if level not in levels:
                bands.fault("there is no level {level}", name, level=level)
            if level in taken:
                bands.fault("level {level} is in two bands", name, level=level)
            taken.append(level)
        found.append(band)
    return tuple(found)


def _reading(entry: Table) -> Reading:
    reading = Reading(
        title=entry.text("title", required=True),
        author=entry.text("author"),
        year=entry.whole("year"),
        source=entry.text("source"),
        note=entry.text("note"),
    )
    entry.finish()
    return reading
