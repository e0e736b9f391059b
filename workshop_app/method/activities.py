"""Reads the activities: what every one has, and what its kind asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workshop_app.method.faults import named, near
from workshop_app.method.model import (
    COMMON_LISTS,
    COMPARISONS,
    MODES,
    OUTCOMES,
    RESERVED,
    VIEWS,
    Activity,
    KindShape,
    ListShape,
    Method,
    Part,
    SettingShape,
    Step,
    Take,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from workshop_app.method.table import Table, Vocabulary

_KIND = SettingShape(required=True)
_MODE = SettingShape(required=True, allowed=MODES)
_COMPARE = SettingShape(allowed=COMPARISONS, many=True)
_VIEW = SettingShape(allowed=VIEWS)


@dataclass(frozen=True, slots=True)
class ReadActivity:
    """An activity with what is needed to check its words.

    `lines` says of every script line whether it is a routine. Where something about the lists
    was wrong already, `sure` is false and words for unknown lists are no news.
    """

    activity: Activity
    shape: KindShape | None
    lines: tuple[bool, ...] | None
    sure: bool


class ActivityReader:
    """Reads one activity after another and remembers the ids that must stay unique."""

    def __init__(
        self, method: Method, vocabulary: Vocabulary, shapes: Mapping[str, KindShape]
    ) -> None:
        """Take what method.toml says, what may be referred to, and what each kind asks for."""
        self._method = method
        self._vocabulary = vocabulary
        self._shapes = shapes
        self._taken: dict[str, str] = {}

    def read(self, name: str, table: Table) -> ReadActivity:
        """Read one activity, noting its faults; what could not be read is left at a default."""
        before = len(table.faults.found)
        shape = self._shape(table)
        minutes_min, minutes = _minutes(table)
        compare = self._compare(table)
        lists = self._lists(name, table, shape) if shape else {}
        own = {key: [part.id for part in parts] for key, parts in lists.items()}
        vocabulary = {**own, **self._vocabulary}
        if shape:
            self._attributes(table, shape, lists, vocabulary)
            _check_outcomes(table, lists)
            _check_places(table, lists)
        settings = _settings(table, shape.settings, vocabulary) if shape else {}
        listed = len(table.faults.found)
        steps, lines = self._steps(table, shape.views if shape else VIEWS, compare)
        activity = Activity(
            id=name,
            kind=shape.key if shape else "",
            phase=self._phase(name, table),
            minutes_min=minutes_min,
            minutes=minutes,
            form=table.texts("form", "method.forms", self._vocabulary),
            mode=table.value("mode", _MODE) or "",
            source=table.texts("source", "method.sources", self._vocabulary),
            compare=compare,
            comparable=table.truth("comparable"),
            pause=table.truth("pause"),
            steps=steps,
            lists=lists,
            settings=settings,
            takes=_takes(table),
        )
        checked = len(table.faults.found)
        if shape:
            table.finish()
        sure = listed == before and len(table.faults.found) == checked
        if shape and shape.check and len(table.faults.found) == before:
            shape.check(activity, table.fault)
        return ReadActivity(activity, shape, lines, sure)

    def _shape(self, table: Table) -> KindShape | None:
        kind = table.value("kind", _KIND)
        if kind is None:
            return None
        shape = self._shapes.get(kind)
        if shape is None:
            table.fault(
                "unknown kind “{kind}”, only one of {known}",
                "kind",
                near=near(kind, self._shapes),
                kind=kind,
                known=named(sorted(self._shapes)),
            )
        return shape

    def _phase(self, name: str, table: Table) -> str:
        if "-" not in name:
            return ""
        phase = name.partition("-")[0]
        known = self._vocabulary["method.phases"]
        if known and phase not in known:
            table.fault(
                "“{id}” should begin with a phase: {known}",
                near=near(phase, known),
                id=name,
                known=named(known),
            )
        return phase

    def _compare(self, table: Table) -> tuple[str, ...]:
        compare: tuple[str, ...] = table.value("compare", _COMPARE) or ()
        if "band" in compare and self._vocabulary["method.bands"] == []:
            table.fault("“compare” names bands, but method.toml has none", "compare")
        return compare

    def _lists(self, activity: str, table: Table, shape: KindShape) -> dict[str, tuple[Part, ...]]:
        lists: dict[str, tuple[Part, ...]] = {}
        for name, list_shape in {**COMMON_LISTS, **shape.lists}.items():
            parts: list[Part] = []
            for entry in table.entries(name, short="id"):
                part = entry.text("id", required=True)
                if part and entry.check_id(part, "id"):
                    self._check_once(f"{activity}.{name}", part, parts, entry, list_shape)
                parts.append(Part(part))
            if parts:
                lists[name] = tuple(parts)
            elif list_shape.required:
                table.fault("a {kind} needs the list “{name}”", name, kind=shape.key, name=name)
        return lists

    def _check_once(
        self, name: str, part: str, parts: list[Part], entry: Table, shape: ListShape
    ) -> None:
        if part in [other.id for other in parts]:
            entry.fault("“{id}” is used twice in “{name}”", "id", id=part, name=name)
        elif shape.unique:
            if part in self._taken:
                entry.fault(
                    "“{id}” is used twice, also in “{other}”",
                    "id",
                    id=part,
                    other=self._taken[part],
                )
            self._taken.setdefault(part, name)

    def _attributes(
        self,
        table: Table,
        shape: KindShape,
        lists: dict[str, tuple[Part, ...]],
        vocabulary: Vocabulary,
    ) -> None:
        """Read what the entries say besides their ids, now that every list can be referred to."""
        shapes = {**COMMON_LISTS, **shape.lists}
        for name, parts in lists.items():
            entries = table.entries(name, short="id")
            found = []
            for part, entry in zip(parts, entries, strict=True):
                entry.value("id", SettingShape())
                attributes = _settings(entry, shapes[name].attributes, vocabulary)
                entry.finish()
                found.append(Part(part.id, attributes))
            lists[name] = tuple(found)

    def _steps(
        self, table: Table, views: Collection[str], compare: tuple[str, ...]
    ) -> tuple[tuple[Step, ...], tuple[bool, ...] | None]:
        steps: list[Step] = []
        lines = []
        before = len(table.faults.found)
        for line, entry in enumerate(table.entries("steps"), start=1):
            routine = entry.value(
                "routine", SettingShape(refers="method.routines"), self._vocabulary
            )
            view = entry.value("view", _VIEW)
            minutes = entry.number("minutes")
            entry.finish()
            lines.append(entry.has("routine"))
            if not entry.has("routine"):
                _check_view(entry, view, views, compare)
                steps.append(Step(view or "title", None, line, 0, minutes))
            elif routine:
                steps += self._unfolded(entry, routine, line, (view, minutes), views, compare)
        if not lines and len(table.faults.found) == before:
            table.fault("“steps” must have an entry for every line of the script", "steps")
        return tuple(steps), tuple(lines) or None

    def _unfolded(
        self,
        entry: Table,
        routine: str,
        line: int,
        override: tuple[str | None, float | None],
        views: Collection[str],
        compare: tuple[str, ...],
    ) -> list[Step]:
        inside = self._method.routines.get(routine, ())
        view, minutes = override
        if len(inside) > 1 and (view or minutes is not None):
            entry.fault("the routine “{routine}” has several steps of its own", routine=routine)
        if view:
            _check_view(entry, view, views, compare)
        steps = []
        for part, step in enumerate(inside, start=1):
            shown = view or step.view
            if not _can_show(shown, views, compare):
                shown = step.otherwise
            if shown and _can_show(shown, views, compare):
                planned = step.minutes if minutes is None else minutes
                steps.append(Step(shown, routine, line, part, planned))
        if inside and not steps:
            entry.fault("this kind can show nothing of the routine “{routine}”", routine=routine)
        return steps


def _minutes(table: Table) -> tuple[int, int]:
    minutes = table.wholes("minutes", required=True)
    if len(minutes) != 2:
        if minutes:
            table.fault("“minutes” must be [minimum, standard]", "minutes")
        return 0, 0
    least, standard = minutes
    if least > standard:
        table.fault(
            "the minimum of {least} minutes is above the standard of {standard}",
            "minutes",
            least=least,
            standard=standard,
        )
        return 0, standard
    if least <= 0:
        table.fault("“{key}” must be above zero", "minutes", key="minutes")
    return least, standard


def _takes(table: Table) -> tuple[Take, ...]:
    found = []
    for entry in table.entries("takes", short="from"):
        source = entry.text("from", required=True)
        found.append(Take(source, entry.text("part"), entry.text("into")))
        entry.finish()
    return tuple(found)


def _check_outcomes(table: Table, lists: Mapping[str, tuple[Part, ...]]) -> None:
    for place, part in enumerate(lists.get(OUTCOMES, ())):
        if part.setting("most", 1) < 1:
            table.fault("“{key}” must be above zero", OUTCOMES, place, key="most")


def _check_places(table: Table, lists: Mapping[str, tuple[Part, ...]]) -> None:
    """Notes of a place of such a name would be taken for the sentences an activity ends in."""
    for name, taken in RESERVED.items():
        for place, part in enumerate(lists.get(name, ())):
            if part.id == taken:
                table.fault(
                    "“{id}” cannot be an id in “{name}”: it means what a phase or an activity "
                    "ends in", name, place, id=taken, name=name,
                )  # fmt: skip


def _settings(
    table: Table, shapes: Mapping[str, SettingShape], vocabulary: Vocabulary
) -> dict[str, Any]:
    found = {key: table.value(key, shape, vocabulary) for key, shape in shapes.items()}
    return {key: value for key, value in found.items() if value is not None}


def _can_show(view: str, views: Collection[str], compare: tuple[str, ...]) -> bool:
    return view in views and (view != "groups" or bool(compare))


def _check_view(
    entry: Table, view: str | None, views: Collection[str], compare: tuple[str, ...]
) -> None:
    if view is None:
        if not entry.has("view"):
            entry.fault("a step needs a “view” or a “routine”")
    elif view not in views:
        entry.fault("this kind cannot show the view “{view}”", "view", view=view)
    elif not _can_show(view, views, compare):
        entry.fault("there are no groups to show, as “compare” names none", "view")
