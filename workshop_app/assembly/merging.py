"""Another laptop's session: opened as data, and what it would bring said in words."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workshop_app.assembly.sound_counts import check_whole
from workshop_app.directions import joined
from workshop_app.kinds import registry
from workshop_app.session.merge import OURS, Difference, Merge
from workshop_app.session.merge_rounds import LATER, TAKEN
from workshop_app.session.merge_rows import PERSON, SPECS, Spec, Values
from workshop_app.session.workshop import Workshop
from workshop_app.storage.foreign import read_foreign

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from workshop_app.words import Words

_COUNTED: Final = ("person", "note", "action", "pledge", "score", "journey_step", "photo")
"""Tables whose rows people know; the others are details of an activity."""

_MOST_NAMES: Final = 12

HEADS: Final = {
    "note": "text", "cluster": "name", "action": "title", "score": "name", "person": "name",
    "pledge": "person", "journey_step": "stage", "economics_input": "field",
    "score_actual": "date", "blueprint_step": "version", "review": "subject",
    "photo": "caption",
}  # fmt: skip
"""The column that a row is known by."""

_REVIEWED: Final = {"pledge": "pledge", "action": "action", "note": "loop"}
"""The tables whose rows are looked at again, and how their verdicts are called."""

_YES_NO: Final = frozenset({"held", "shared", "named", "mail", "contact", "estimate"})
_DAYS: Final = frozenset({"due", "check_date", "date"})
QUIET: Final = frozenset({"key", "activity", "origin", "cluster", "merged_into", "score", "row"})
"""Columns that hold keys: nothing to read."""


class Part(NamedTuple):
    """What comes into one activity; of people the title is empty."""

    activity: str
    title: str
    text: str


class Asked(NamedTuple):
    """A difference as it is shown: where, why, both sides, and what can be chosen."""

    id: str
    title: str
    why: str
    ours: str
    theirs: str
    choices: tuple[str, ...]
    default: str
    single: bool
    """Whether it is a conflict in which both cannot stay."""


class Shown(NamedTuple):
    """A plan in words: what asks for a look first, then what comes in, then what stays there.

    ``matches`` are people by their key in the other file, ``later`` rounds that were held there
    after the last one here, by their activity: each would be, or will be, its newest result.
    """

    doubts: tuple[str, ...]
    asked: tuple[Asked, ...]
    matches: tuple[tuple[str, str], ...]
    later: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    left: tuple[str, ...]


def open_other(workshop: Workshop, path: Path) -> Workshop:
    """The session of another laptop, in memory; whoever asked closes its file.

    Raises `UserError` for what is no sound session file, or is the open one itself.
    """
    file = read_foreign(path, workshop.file.path)
    try:
        check_whole(file)
        return Workshop(file)
    except BaseException:
        file.close()
        raise


def shown(plan: Merge, ours: Workshop, theirs: Workshop) -> Shown:
    """The plan in the words of the session here."""
    return _Telling(plan, ours, theirs).all()


def told_after(
    told: Shown, choices: Mapping[str, str], later: Collection[str], words: Words
) -> list[str]:
    """What to say when it has come in: rounds that are newest now, values that could not stay."""
    said = [text for activity, text in told.later if activity in later]
    kept = [
        f"{one.title} ({one.ours})" if one.title else one.ours
        for one in told.asked
        if one.single and choices.get(one.id, one.default) == OURS
    ]
    return [*said, words("merge.kept", names=_some(kept))] if kept else said


def _some(names: Sequence[str]) -> str:
    return joined(names[:_MOST_NAMES]) + (" …" if len(names) > _MOST_NAMES else "")


class _Telling:
    """Says a plan."""

    def __init__(self, plan: Merge, ours: Workshop, theirs: Workshop) -> None:
        self._plan, self._ours, self._theirs = plan, ours, theirs
        self._words: Words = ours.words
        self._names = {
            key[0]: str(side.value(PERSON, row, "name"))
            for side in (plan.theirs, plan.ours)
            for key, row in side.rows[PERSON.table].items()
        }

    def all(self) -> Shown:
        """Everything there is to say."""
        words, plan = self._words, self._plan
        doubts = tuple(
            words(f"merge.doubt.{one.fact}", ours=one.ours, theirs=one.theirs)
            for one in plan.doubts
        )
        matches = tuple(
            (one.key, words(f"merge.match.{one.how}", theirs=one.name, ours=one.ours_name))
            for one in plan.matches
        )
        order = {activity: place for place, activity in enumerate(self._places())}
        differences = sorted(plan.differences, key=lambda one: order.get(one.activity, len(order)))
        asked = tuple(self._asked(one) for one in differences)
        later = tuple(self._later().items())
        return Shown(doubts, asked, matches, later, tuple(self._parts()), tuple(self._left()))

    # -- what comes in -------------------------------------------------------------------

    def _parts(self) -> Iterator[Part]:
        words = self._words
        counts: dict[str, Counter[str]] = {}
        for one in (*self._plan.added, *self._plan.completed):
            if not one.spec.silent:
                table = one.spec.table if one.spec.table in _COUNTED else "detail"
                counts.setdefault(one.activity, Counter())[table] += 1
        taken: dict[str, list[str]] = {}
        for found in self._plan.rounds:
            if found.fate == TAKEN:
                ballots = words("merge.round", number=found.number, n=found.ballots)
                taken.setdefault(found.activity, []).append(ballots)
        arrived = len(self._plan.arrived)
        for activity in self._places():
            found_here = counts.get(activity, Counter())
            said = [
                words(f"merge.count.{table}", n=found_here[table])
                for table in (*_COUNTED, "detail")
                if found_here[table]
            ]
            if not activity and (names := self._new_people()):
                said.append(names)
            said += taken.get(activity, [])
            if not activity and arrived:
                said.append(words("merge.arrived", n=arrived))
            if not said:
                continue
            if self._is_off_agenda(activity):
                said.append(words("merge.off_agenda"))
            yield Part(activity, self._title(activity), " · ".join(said))

    def _new_people(self) -> str:
        """Who they are: somebody may have been taken off the list here for good."""
        return _some([self._names[one.key[0]] for one in self._plan.added if one.spec is PERSON])

    def _places(self) -> list[str]:
        """People, every activity as the day has it, then what a phase came to."""
        method = self._ours.method
        held = dict.fromkeys(slot.activity for slot in self._ours.slots())
        return ["", *held, *(one for one in method.activities if one not in held),
                *(phase.id for phase in method.phases)]

    def _is_off_agenda(self, activity: str) -> bool:
        return activity in self._ours.method.activities and self._ours.slot_of(activity) is None

    def _title(self, activity: str) -> str:
        if not activity:
            return self._words("merge.people")
        for workshop in (self._ours, self._theirs):
            if activity in workshop.method.activities:
                return workshop.context(activity).text("title")
        phase = f"phases.{activity}.name"
        method, language = self._ours.method, self._words.language
        return method.text(phase, language) if method.has(phase, language) else activity

    def _later(self) -> dict[str, str]:
        """The last additional round of each activity that has one."""
        return {
            one.activity: self._words(
                "merge.later", activity=self._title(one.activity), number=one.number,
                n=one.ballots, ours=one.ours,
            )
            for one in self._plan.rounds
            if one.ours is not None and one.fate in (TAKEN, LATER)
        }

    # -- what stays there ----------------------------------------------------------------

    def _left(self) -> Iterator[str]:
        if names := self._plan.erased:
            yield self._words(
                "merge.left.erased", n=len(names), names=_some(names),
                file=self._theirs.file.path.name,
            )
        for one in self._plan.rounds:
            if one.fate not in (TAKEN, LATER):
                title = self._title(one.activity)
                yield self._words(f"merge.left.{one.fate}", activity=title, number=one.number)
        for activity, n in self._plan.unknown.items():
            if n:
                yield self._words("merge.left.unknown", activity=self._title(activity), n=n)

    # -- what differs --------------------------------------------------------------------

    def _asked(self, one: Difference) -> Asked:
        gone = self._words("merge.gone")
        ours = gone if one.ours is None else self._said(one, one.ours)
        theirs = gone if one.theirs is None else self._said(one, one.theirs)
        why = self._words(f"merge.why.{'single' if one.is_single else one.why}")
        return Asked(
            one.id, self._title(one.activity), why, ours, theirs, one.choices, one.default,
            one.is_single,
        )  # fmt: skip

    def _said(self, one: Difference, row: Values) -> str:
        """What the row is known by, then what is not the same on the other side."""
        spec, side = one.spec, self._plan.ours
        names = side.columns[spec.table]
        head = HEADS[spec.table]
        told = [self._head(one, spec, row)]
        if self._is_closed(one):
            return " · ".join((*told, self._words("merge.private")))
        if one.ours is None or one.theirs is None:
            return told[0]
        if spec.table == "review":
            return " · ".join((*told, self._of_review(one, row)))
        for place, name in enumerate(names):
            if one.ours[place] != one.theirs[place] and name not in {head, *spec.aside, *QUIET}:
                value = self._value(one.activity, name, row[place])
                told.append(f"{self._words(f'merge.column.{name}')}: {value}")
        return " · ".join(told)

    def _is_closed(self, one: Difference) -> bool:
        """Whether it is of a pledge that is private on one side, words or verdict."""
        if one.spec.table not in ("pledge", "review"):
            return False
        found = self._looked_at(one) if one.spec.table == "review" else one
        if found is None:
            return "/" not in one.key[0]  # Nobody can tell any more whose it is.
        side, spec = self._plan.ours, found.spec
        return spec.table == "pledge" and not all(
            side.value(spec, row, "shared") for row in (found.ours, found.theirs) if row
        )

    def _looked_at(self, review: Difference) -> Difference | None:
        """The row that a verdict is about, on both sides; of a ritual there is none."""
        for spec in SPECS:
            if spec.table in _REVIEWED:
                ours, theirs = (
                    side.rows[spec.table].get(review.key)
                    for side in (self._plan.ours, self._plan.theirs)
                )
                if ours or theirs:
                    return review._replace(spec=spec, ours=ours, theirs=theirs)
        return None

    def _of_review(self, one: Difference, row: Values) -> str:
        """What became of it, or how often a ritual was held, as the console says it."""
        verdict, held, planned = (
            self._plan.ours.value(one.spec, row, name) for name in ("verdict", "held", "planned")
        )
        if held is not None:
            return self._words("review.held_of", held=held, planned=planned)
        found = self._looked_at(one)
        if not (verdict and found):
            return self._words("review.open")
        return self._words(f"review.{_REVIEWED[found.spec.table]}.{verdict}")

    def _head(self, one: Difference, spec: Spec, row: Values) -> str:
        side = self._plan.ours
        if spec.table == "review":
            if found := self._looked_at(one):
                return self._head(found, found.spec, found.ours or found.theirs or ())
            option = one.key[0].rpartition("/")[2]
            return self._of_method(one.activity, "options", option) or "–"
        value = side.value(spec, row, HEADS[spec.table])
        if spec.table == "score" and (method_row := side.value(spec, row, "row")):
            return self._of_method(one.activity, "rows", method_row) or str(value)
        return self._value(one.activity, HEADS[spec.table], value)

    def _value(self, activity: str, column: str, value: Any) -> str:
        words = self._words
        if value is None or value == "":
            return "–"
        if column in _YES_NO:
            return words("editors.import.yes" if value else "editors.import.no")
        if column in ("owner", "partner", "person"):
            return self._names.get(value, str(value))
        if column == "place":
            return self._place(activity, value)
        if column in _DAYS:
            return words.date(date.fromisoformat(value))
        if column == "status":
            return words(f"plan.status.{value}")
        lists = {"horizon": "horizons", "stage": "stages", "field": "fields"}
        if column in lists:
            return self._of_method(activity, lists[column], value) or str(value)
        return words.number(value, 1) if isinstance(value, float) else str(value)

    def _place(self, activity: str, place: str) -> str:
        if activity not in self._ours.method.activities:
            return place
        context = self._ours.context(activity)
        kind = registry.kind(context.activity.kind)
        return next((one.label for one in kind.places(context) if one.id == place), place)

    def _of_method(self, activity: str, listed: str, id_: str) -> str:
        method, key = self._ours.method, f"{activity}.{listed}.{id_}"
        language = self._words.language
        return method.text(key, language) if method.has(key, language) else ""
