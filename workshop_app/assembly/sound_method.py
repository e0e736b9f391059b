"""Whether the method that a session carries is whole: what its kinds and pictures rely on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from workshop_app.kinds import registry
from workshop_app.method.model import COMMON_LISTS, Method

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.method.model import Activity, KindShape, Part, SettingShape

_TYPES: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "whole": (int,),
    "number": (int, float),
    "truth": (bool,),
}


@lru_cache(maxsize=4)
def judged(stored: str) -> tuple[Method, bool]:
    """The method in a session's text, and whether it is whole; sessions often share one."""
    method = Method.from_json(stored)
    return method, is_sound_method(method)


def is_sound_method(method: Method) -> bool:
    """Whether every activity fits its kind, and the words that everybody needs are there."""
    return (
        _has_words(method)
        and all(_is_whole(level) for level in method.levels)
        and all(
            bool(scale.points) and all(_is_whole(point) for point in scale.points)
            for scale in method.scales.values()
        )
        and all(_fits(activity, method) for activity in method.activities.values())
    )


def _has_words(method: Method) -> bool:
    needed = {f"{id_}.title" for id_ in method.activities}
    needed |= {f"phases.{phase.id}.name" for phase in method.phases}
    needed |= {f"bands.{band.id}" for band in method.bands}
    return (
        isinstance(method.words, Mapping)
        and bool(method.languages)
        and all(
            isinstance(words := method.words.get(language), Mapping)
            and needed <= words.keys()
            and all(isinstance(text, str) for text in words.values())
            for language in method.languages
        )
    )


def _fits(activity: Activity, method: Method) -> bool:
    known = registry.keys()
    if activity.kind not in known:
        return False
    shape = registry.kind(activity.kind).shape
    return (
        activity.phase in ("", *(phase.id for phase in method.phases))
        and _is_whole(activity.minutes)
        and activity.minutes >= 0
        and isinstance(activity.mode, str)
        and all(isinstance(name, str) for name in activity.compare)
        and _has_steps(activity, shape)
        and _has_lists(activity, shape, method)
        and _has_settings(activity.settings, shape.settings, activity, method)
    )


def _has_steps(activity: Activity, shape: KindShape) -> bool:
    return all(
        step.view in shape.views
        and isinstance(step.routine, str | None)
        and _is_whole(step.line)
        and _is_whole(step.part)
        and isinstance(step.minutes, int | float | None)
        and not isinstance(step.minutes, bool)
        for step in activity.steps
    )


def _has_lists(activity: Activity, shape: KindShape, method: Method) -> bool:
    def sound(parts: Sequence[Part], attributes: Mapping[str, SettingShape]) -> bool:
        return all(
            isinstance(part.id, str) and _has_settings(part.settings, attributes, activity, method)
            for part in parts
        )

    return all(
        sound(activity.list(name), entry.attributes)
        and bool(activity.list(name) or not entry.required)
        for name, entry in {**COMMON_LISTS, **shape.lists}.items()
    )


def _has_settings(
    settings: Mapping[str, Any],
    shapes: Mapping[str, SettingShape],
    activity: Activity,
    method: Method,
) -> bool:
    for name, shape in shapes.items():
        value = settings.get(name)
        if value is None:
            if shape.required:
                return False
            continue
        values = value if shape.many else (value,)
        if not isinstance(values, tuple) or not all(
            isinstance(one, _TYPES[shape.type]) for one in values
        ):
            return False
        known = _known(shape.refers, activity, method)
        if known is not None and not set(values) <= known:
            return False
    return True


def _known(refers: str, activity: Activity, method: Method) -> set[str] | None:
    """The ids a setting may name, or ``None`` where it names none."""
    if not refers:
        return None
    if refers.startswith("method."):
        return set(getattr(method, refers.removeprefix("method.")))
    return {part.id for part in activity.list(refers)}


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
