"""What another laptop's file of the same workshop has to add: a plan to look at, then one edit.

Keys are random, so a row is the same row in both files when its key is. Who has the newer one of
two, the history of each file tells: what one of them held before, the other has not changed since.
Where both changed it, or no history says, it is a conflict with a choice. Counts of votes are never
added up: the groups that are hidden in one round are not known, and what they answered would follow
from a sum that stands beside its parts. A round comes in as it was published, or stays there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.session.csv_file import folded
from workshop_app.session.erased import without_erased
from workshop_app.session.merge_keys import (
    Match,
    Translated,
    in_our_keys,
    in_their_keys,
    translated,
)
from workshop_app.session.merge_rounds import TAKEN, RoundThere, rounds_there
from workshop_app.session.merge_rows import (
    PERSON,
    SPECS,
    Key,
    Side,
    Spec,
    Values,
    by,
    copy_key,
    earlier_states,
    filled,
    read_side,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import SessionFile

OURS: Final = "ours"
THEIRS: Final = "theirs"
BOTH: Final = "both"

CONFLICT: Final = "conflict"
"""Both changed it, or no history tells who did."""
CHANGED_THERE: Final = "changed_there"
GONE_HERE: Final = "gone_here"
GONE_THERE: Final = "gone_there"


class Doubt(NamedTuple):
    """A fact in which the two files do not look like one workshop: title, date or method."""

    fact: str
    ours: str | date
    theirs: str | date


class Added(NamedTuple):
    """A row that only they have."""

    spec: Spec
    key: Key
    activity: str
    row: Values


class Difference(NamedTuple):
    """A row that is not the same in both; ``None`` where it is not there any more.

    ``default`` is what happens without a choice; of a conflict of words both stay.
    """

    spec: Spec
    key: Key
    activity: str
    why: str
    ours: Values | None
    theirs: Values | None
    choices: tuple[str, ...]
    default: str

    @property
    def id(self) -> str:
        """What a choice is kept under."""
        return " ".join((self.spec.table, *self.key))

    @property
    def is_conflict(self) -> bool:
        """Whether something was done to it on both laptops."""
        return self.why == CONFLICT or (self.why == GONE_HERE and self.default == THEIRS)

    @property
    def is_single(self) -> bool:
        """Whether it is a conflict in which both cannot stay."""
        return self.why == CONFLICT and BOTH not in self.choices


class Merge(NamedTuple):
    """All that would come in.

    ``completed`` are rows of ours whose empty places theirs fill, ``arrived`` the keys of people of
    ours who were present there, ``erased`` the names there of people who were erased here.
    ``unknown`` counts what belongs to activities that the method here does not have.
    """

    doubts: tuple[Doubt, ...]
    matches: tuple[Match, ...]
    added: tuple[Added, ...]
    completed: tuple[Added, ...]
    differences: tuple[Difference, ...]
    arrived: tuple[str, ...]
    rounds: tuple[RoundThere, ...]
    erased: tuple[str, ...]
    unknown: Mapping[str, int]
    ours: Side
    theirs: Side

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that could come in."""
        taken = any(one.fate == TAKEN for one in self.rounds)
        return not (self.added or self.completed or self.differences or self.arrived or taken)


def plan_merge(
    ours: Workshop,
    theirs: Workshop,
    apart: Collection[str] = frozenset(),
    later: Collection[str] = frozenset(),
) -> Merge:
    """What ``theirs`` would bring; changes nothing.

    ``apart`` are keys of people of theirs who are somebody else than they seem, ``later`` the
    activities whose newest result is theirs. Raises `UserError` while a round of theirs is open:
    its ballots are theirs until it is closed.
    """
    rounds = tuple(rounds_there(ours, theirs, later))
    here = read_side(ours.file)
    there = without_erased(ours.file, theirs.file, read_side(theirs.file))
    known = {*ours.method.activities, *(phase.id for phase in ours.method.phases)}
    theirs_here = translated(here, there.side, apart)
    planner = _Planner(ours.file, theirs.file, here, theirs_here, known)
    planner.decide()
    return Merge(
        tuple(_doubts(ours, theirs)), theirs_here.matches, tuple(planner.added),
        tuple(planner.completed), tuple(planner.differences),
        tuple(_arrived(here, theirs_here.side)), rounds, there.names, planner.unknown, here,
        theirs_here.side,
    )  # fmt: skip


# -- one workshop ------------------------------------------------------------------------


def _doubts(ours: Workshop, theirs: Workshop) -> Iterator[Doubt]:
    if folded(ours.info.title) != folded(theirs.info.title):
        yield Doubt("title", ours.info.title, theirs.info.title)
    if ours.info.date != theirs.info.date:
        yield Doubt("date", ours.info.date, theirs.info.date)
    names = [f"{one.id} {one.version}" for one in (ours.method, theirs.method)]
    if names[0] != names[1]:
        yield Doubt("method", *names)


def _arrived(here: Side, there: Side) -> Iterator[str]:
    """Who was present at their table and is not marked here."""
    for key, row in here.rows[PERSON.table].items():
        other = there.rows[PERSON.table].get(key)
        if other is None or here.value(PERSON, row, "present"):
            continue
        if there.value(PERSON, other, "present"):
            yield key[0]


# -- row by row --------------------------------------------------------------------------


class _Planner:
    """Compares two sides; what it finds stands in its lists."""

    def __init__(
        self, ours: SessionFile, theirs: SessionFile, here: Side, translated: Translated,
        known: Collection[str],
    ) -> None:
        """``known`` are the activities, and phases, that there are here."""
        self._here, self._there = here, translated.side
        self._translated = translated
        self._known = known
        self.added: list[Added] = []
        self.completed: list[Added] = []
        self.differences: list[Difference] = []
        self.unknown: dict[str, int] = {}
        self._alone_there, self._alone_here, self._unlike = self._compared()
        self._ours_before = earlier_states(
            ours, here, by([*self._alone_there, *self._unlike])
        )
        asked = by([*self._alone_here, *self._unlike])
        self._theirs_before = self._before_there(theirs, asked)

    def _compared(self) -> tuple[list[tuple[str, Key]], ...]:
        """The rows that only they have, those that only we have, and those that differ."""
        alone_there, alone_here, unlike = [], [], []
        for spec in (PERSON, *SPECS):
            ours, theirs = self._here.rows[spec.table], self._there.rows[spec.table]
            alone_there += [(spec.table, key) for key in theirs if key not in ours]
            alone_here += [(spec.table, key) for key in ours if key not in theirs]
            unlike += [
                (spec.table, key)
                for key, row in theirs.items()
                if key in ours and self._there.content(spec, row)
                != self._here.content(spec, ours[key])
            ]
        return alone_there, alone_here, unlike

    def _before_there(
        self, file: SessionFile, asked: Mapping[str, set[Key]]
    ) -> dict[tuple[str, Key], list[Values]]:
        """What their rows were before, in our keys."""
        was, people = self._translated.was, self._translated.people
        theirs = {table: {was.get((table, key), key) for key in keys}
                  for table, keys in asked.items()}
        back = {(table, old): key for (table, key), old in was.items()}
        own = Side(self._there.columns, in_their_keys(self._there, was))
        specs = {spec.table: spec for spec in (PERSON, *SPECS)}
        found: dict[tuple[str, Key], list[Values]] = {}
        for (table, old), states in earlier_states(file, own, theirs).items():
            key = back.get((table, old), old)
            spec = specs[table]
            found[table, key] = [
                self._there.changed(
                    spec, in_our_keys(self._there, spec, state, people, {}),
                    **({"key": key[0]} if key != old else {}),
                )
                for state in states
            ]
        return found

    def decide(self) -> None:
        """Sort every row that is not the same into the lists."""
        specs = {spec.table: spec for spec in (PERSON, *SPECS)}
        copies = self._copies(specs)
        for table, key in self._alone_there:
            if (table, key) not in copies:
                self._only_there(specs[table], key)
        for table, key in self._unlike:
            self._differing(specs[table], key)
        for table, key in self._alone_here:
            self._only_here(specs[table], key)

    def _copies(self, specs: Mapping[str, Spec]) -> set[tuple[str, Key]]:
        """Rows of theirs that are copies of ours, made where both were kept."""
        found: set[tuple[str, Key]] = set()
        for table, key in self._unlike:
            spec = specs[table]
            if spec.doubled:
                content = self._here.content(spec, self._here.rows[table][key])
                found.add((table, (copy_key(table, key, content),)))
        return found

    def _only_there(self, spec: Spec, key: Key) -> None:
        row = self._there.rows[spec.table][key]
        activity = self._activity(spec, row)
        if activity is None:
            return
        if activity and activity not in self._known:
            self.unknown[activity] = self.unknown.get(activity, 0) + (not spec.silent)
            return
        before = self._ours_before.get((spec.table, key))
        if not before:
            self.added.append(Added(spec, key, activity, row))
        elif not spec.silent:
            same = self._is_among(spec, row, before)
            self._differ(spec, key, GONE_HERE, OURS if same else THEIRS)

    def _differing(self, spec: Spec, key: Key) -> None:
        place = (spec.table, key)
        ours, theirs = self._here.rows[spec.table][key], self._there.rows[spec.table][key]
        if spec.silent or self._is_among(spec, theirs, self._ours_before.get(place, ())):
            return
        if self._is_among(spec, ours, self._theirs_before.get(place, ())):
            self._differ(spec, key, CHANGED_THERE, THEIRS)
            return
        newer = self._newer(spec, place, ours, theirs)
        if newer == THEIRS:
            self._differ(spec, key, CHANGED_THERE, THEIRS)
        if newer:
            return
        content = self._there.content(spec, theirs)
        if (copy_key(spec.table, key, content),) in self._here.rows[spec.table]:
            return
        names = [name for name in self._here.columns[spec.table] if name not in spec.aside]
        whole = filled(self._here.content(spec, ours), content)
        if whole is not None:
            row = self._here.changed(spec, ours, **dict(zip(names, whole, strict=True)))
            if row != ours:
                self.completed.append(Added(spec, key, self._activity(spec, ours) or "", row))
            return
        doubled = any(
            self._here.value(spec, ours, name) != self._there.value(spec, theirs, name)
            for name in spec.doubled
        )
        self._differ(spec, key, CONFLICT, BOTH if doubled else OURS, both=doubled)

    def _newer(self, spec: Spec, place: tuple[str, Key], ours: Values, theirs: Values) -> str:
        """Whose is the newer one in every place where they differ; empty where neither’s is.

        What came in by a merge came all at once: the row of a laptop in between was never here.
        """
        before = [self._here.content(spec, row) for row in self._ours_before.get(place, ())]
        there = [self._there.content(spec, row) for row in self._theirs_before.get(place, ())]
        found = set()
        both = zip(self._here.content(spec, ours), self._there.content(spec, theirs), strict=True)
        for column, (mine, other) in enumerate(both):
            if mine != other:
                known_here = any(row[column] == other for row in before)
                known_there = any(row[column] == mine for row in there)
                found.add("" if known_here == known_there else OURS if known_here else THEIRS)
        return found.pop() if len(found) == 1 else ""

    def _only_here(self, spec: Spec, key: Key) -> None:
        before = self._theirs_before.get((spec.table, key))
        row = self._here.rows[spec.table][key]
        if before and not spec.silent and self._is_among(spec, row, before):
            self._differ(spec, key, GONE_THERE, OURS)

    def _differ(
        self, spec: Spec, key: Key, why: str, default: str, *, both: bool = False
    ) -> None:
        ours, theirs = self._here.rows[spec.table].get(key), self._there.rows[spec.table].get(key)
        row = ours or theirs or ()
        choices = (OURS, THEIRS, BOTH) if both else (OURS, THEIRS)
        self.differences.append(Difference(
            spec, key, self._activity(spec, row) or "", why, ours, theirs, choices, default
        ))

    def _is_among(self, spec: Spec, row: Values, states: Collection[Values]) -> bool:
        content = self._here.content(spec, row)
        return any(self._here.content(spec, state) == content for state in states)

    def _activity(self, spec: Spec, row: Values) -> str | None:
        """The activity a row belongs to, empty for people; ``None`` where its parent is gone."""
        names = self._here.columns[spec.table]
        if "activity" in names:
            return str(row[names.index("activity")])
        if not spec.parent:
            return ""
        parent = (str(self._here.value(spec, row, spec.through[0])),)
        above = self._here.rows[spec.parent].get(parent) or self._there.rows[spec.parent].get(
            parent
        )
        if above is None:
            return None
        return str(above[self._here.columns[spec.parent].index("activity")])


def choice_of(difference: Difference, choices: Mapping[str, str]) -> str:
    """What was chosen, where it can be; else what happens without a choice."""
    chosen = choices.get(difference.id, "")
    return chosen if chosen in difference.choices else difference.default


