"""Notes in named columns: what the room wrote, how it heaped and linked it, what its dots chose."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.method.model import (
    OUTCOMES,
    Activity,
    Complain,
    KindShape,
    ListShape,
    SettingShape,
)
from workshop_app.session.clusters import read_clusters
from workshop_app.session.earlier import read_earlier
from workshop_app.session.note_links import Link, chains, read_links
from workshop_app.session.notes import read_notes
from workshop_app.session.outcomes import outcome_place
from workshop_app.session.people import read_people
from workshop_app.session.review import DONE, read_reviews
from workshop_app.statistics import dots_per_person, first_places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.session.context import Context
    from workshop_app.session.notes import Note

WARNING: Final = "warning"
TICK: Final = "tick"
"""How a tag is marked besides its name: something is wrong, something is settled."""

_TRUTH = SettingShape("truth")
_PAIRS = ("sides", "closes", "versus")


def _check(activity: Activity, complain: Complain) -> None:
    """Settings that name two of a list name exactly two, and a loop needs links."""
    for name in _PAIRS:
        if len(activity.setting(name, (1, 2))) != 2:
            complain("“{key}” names exactly two", name, key=name)
    if activity.setting("closes") and not activity.setting("links"):
        complain("“closes” follows the lines between notes: set “links” too", "closes")


SHAPE = KindShape(
    "board",
    lists={
        "columns": ListShape(
            required=True,
            attributes={"side": SettingShape(allowed=("inside", "outside"))},
        ),
        "tags": ListShape(attributes={"mark": SettingShape(allowed=(WARNING, TICK))}),
    },
    settings={
        "links": _TRUTH,
        "timeline": _TRUTH,
        "weigh": SettingShape(refers="tags", many=True),
        "sides": SettingShape(refers="tags", many=True),
        "closes": SettingShape(refers="columns", many=True),
        "versus": SettingShape(refers="columns", many=True),
        "ranked": SettingShape(refers="columns", many=True),
        "headline": SettingShape(refers=OUTCOMES),
        "recalls": SettingShape(many=True),
    },
    texts={"case": False},
    lines={"prompts": False},
    views=("title", "question", "card", "collect", "content"),
    check=_check,
)
"""What a board's picture adds to its columns.

`links` joins notes across columns; `closes` counts how many of the first column's notes lead
to one of the second. `timeline` makes the columns points in time, `weigh` counts tags under
every head, `sides` lays two tags beside each other, `versus` weighs two columns, `ranked`
columns go by dots, and `headline` is the outcome that stands on top. `recalls` names activities
whose pictures of earlier sessions follow in a pulse (`assembly.recalled`).
"""


class BoardNote(NamedTuple):
    """A note as the room sees it; ``rank`` is its place among the first three, if it has one.

    ``flagged`` is its tag where the activity has only one. ``merged`` are the same thing in the
    words of others.
    """

    key: str
    text: str
    votes: int | None
    flagged: bool
    rank: int | None = None
    tags: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()


@dataclass(frozen=True)
class BoardCluster:
    """A heap of notes with the name the room gave it."""

    key: str
    name: str
    notes: tuple[BoardNote, ...]
    rank: int | None = None

    @cached_property
    def votes(self) -> int:
        """The dots of all its notes."""
        return sum(note.votes or 0 for note in self.notes)


@dataclass(frozen=True)
class BoardColumn:
    """A column: its clusters first, then its other notes; ``held`` counts the unseen ones."""

    id: str
    loose: tuple[BoardNote, ...]
    held: int = 0
    clusters: tuple[BoardCluster, ...] = ()

    @cached_property
    def notes(self) -> tuple[BoardNote, ...]:
        """Every note, as they stand from top to bottom."""
        return sum((one.notes for one in self.clusters), ()) + self.loose

    @cached_property
    def dots(self) -> int:
        """The votes of all its notes."""
        return sum(note.votes or 0 for note in self.notes)

    @cached_property
    def flagged(self) -> int:
        """How many of its notes are flagged."""
        return sum([note.flagged for note in self.notes])

    @cached_property
    def tagged(self) -> Counter[str]:
        """How many of its notes carry each tag."""
        return Counter([tag for note in self.notes if note.tags for tag in note.tags])

    @cached_property
    def options(self) -> int:
        """How many things there are to put dots on."""
        return len(self.clusters) + len(self.loose)


@dataclass(frozen=True)
class BoardResults:
    """The columns in the method's order, and how many people are present.

    ``loops`` are the notes that were heard, and whether each came to something; ``closes`` says
    that the activity asks for it. ``headline`` is the sentence on top, empty without one.
    """

    columns: tuple[BoardColumn, ...]
    people: int = 0
    links: tuple[Link, ...] = ()
    loops: Mapping[str, bool] = field(default_factory=dict)
    closes: bool = False
    headline: str = ""
    verdicts: Mapping[str, str] = field(default_factory=dict)
    """What was said since of loops that came along, by the key of what was heard."""

    @property
    def closed(self) -> tuple[int, int] | None:
        """How many loops came to something, of how many; ``None`` where none are asked for."""
        return (sum(self.loops.values()), len(self.loops)) if self.closes else None

    @cached_property
    def notes(self) -> tuple[BoardNote, ...]:
        """Every note the room sees, column by column."""
        return sum((column.notes for column in self.columns), ())

    @cached_property
    def voted(self) -> bool:
        """Whether dots were counted on any note."""
        return any(note.votes is not None for note in self.notes)

    @cached_property
    def dots(self) -> int:
        """All dots that were placed."""
        return sum(column.dots for column in self.columns)

    @cached_property
    def dots_given(self) -> int | None:
        """All dots that people had; ``None`` when it is not known how many there were.

        That is without a list of people, or when more were placed than METHOD §7.9 gives. A
        cluster is one option.
        """
        options = sum(column.options for column in self.columns)
        given = self.people * dots_per_person(options) if options else 0
        return given if given and given >= self.dots else None

    @cached_property
    def outlined(self) -> int:
        """How many notes and clusters stand out as first."""
        clusters = sum(one.rank is not None for column in self.columns for one in column.clusters)
        return clusters + sum([note.rank is not None for note in self.notes])

    @cached_property
    def merged(self) -> int:
        """How many notes were merged into others."""
        return sum([len(note.merged) for note in self.notes if note.merged])

    @cached_property
    def broken(self) -> int:
        """How many links clash or are missing."""
        return sum(link.broken for link in self.links)

    @cached_property
    def unlinked(self) -> frozenset[str]:
        """The columns that no link reaches, once there is a link."""
        ends = {key for link in self.links for key in link[:2]}
        return frozenset(
            column.id
            for column in self.columns
            if ends and not any(note.key in ends for note in column.notes)
        )


def read_results(context: Context) -> BoardResults:
    """Read the notes of a board; those held back are only counted."""
    activity = context.activity
    places: dict[str, list[Note]] = defaultdict(list)
    merged: dict[str, list[Note]] = defaultdict(list)
    for note in read_notes(context.file, activity.id, closing=True):
        if note.merged_into:
            merged[note.merged_into].append(note)
        else:
            places[note.place].append(note)
    reader = _Reader(context, merged)
    reader.rank([note for part in activity.list("columns") for note in places[part.id]])
    columns = tuple(reader.column(part.id, places[part.id]) for part in activity.list("columns"))
    links = reader.links(columns) if activity.setting("links") else ()
    said = places[outcome_place(activity.setting("headline", ""))]
    return BoardResults(
        columns,
        sum(person.present for person in read_people(context.file)),
        links,
        _loops(context, columns, links),
        bool(activity.setting("closes")),
        next((note.text for note in said if not note.held), ""),
        {
            key: one.verdict
            for key, one in read_reviews(context.file, activity.id).items()
            if one.verdict
        }
        if activity.setting("closes")
        else {},
    )


class _Reader:
    """Turns stored notes into columns, knowing clusters, duplicates and ranks of the whole."""

    def __init__(self, context: Context, merged: Mapping[str, Sequence[Note]]) -> None:
        activity = context.activity
        self._file, self._activity = context.file, activity.id
        self._clusters = {one.key: one for one in read_clusters(context.file, activity.id)}
        self._one_tag = len(activity.list("tags")) == 1
        self._ranked = frozenset(activity.setting("ranked", ()))
        self._merged = merged
        self._ranks: Mapping[str, int] = {}

    def rank(self, notes: Sequence[Note]) -> None:
        """Find what the dots put first: clusters as a whole, and notes outside them."""
        dots: dict[str, int] = {}
        for note in notes:
            if note.votes and not note.held:
                option = self._cluster(note) or note.key
                dots[option] = dots.get(option, 0) + note.votes
        self._ranks = first_places(dots)

    def column(self, id_: str, stored: Sequence[Note]) -> BoardColumn:
        """A column: clusters by their dots, and the notes of a ranked one too."""
        shown = [note for note in stored if not note.held]
        heaps: dict[str, list[Note]] = {key: [] for key in self._clusters}
        outside = shown
        if heaps:
            outside = []
            for note in shown:
                (heaps[note.cluster] if self._cluster(note) else outside).append(note)
        loose = self._notes(outside)
        clusters = [
            BoardCluster(
                key, self._clusters[key].name, tuple(self._notes(notes)), self._ranks.get(key)
            )
            for key, notes in heaps.items()
            if notes
        ]
        clusters.sort(key=lambda one: -one.votes)
        if id_ in self._ranked:
            loose.sort(key=lambda note: -(note.votes or 0))
        return BoardColumn(id_, tuple(loose), len(stored) - len(shown), tuple(clusters))

    def links(self, columns: Sequence[BoardColumn]) -> tuple[Link, ...]:
        """The lines between notes the room sees; a duplicate's are those of its first note."""
        first = {note.key: key for key, notes in self._merged.items() for note in notes}
        shown = {note.key for column in columns for note in column.notes}
        found: dict[frozenset[str], Link] = {}
        for link in read_links(self._file, self._activity):
            source, target = (first.get(key, key) for key in link[:2])
            if source != target and {source, target} <= shown:
                found.setdefault(frozenset((source, target)), Link(source, target, link.broken))
        return tuple(found.values())

    def _cluster(self, note: Note) -> str:
        cluster = self._clusters.get(note.cluster)
        return cluster.key if cluster is not None and cluster.place == note.place else ""

    def _notes(self, notes: Sequence[Note]) -> list[BoardNote]:
        only, ranks, merged = self._one_tag, self._ranks, self._merged
        return [
            BoardNote(
                note.key, note.text, note.votes, only and bool(note.tags), ranks.get(note.key),
                note.tags, self._said(note.key) if merged else (),
            )
            for note in notes
        ]  # fmt: skip

    def _said(self, key: str) -> tuple[str, ...]:
        return tuple(note.text for note in self._merged.get(key, ()) if not note.held)


def judged_done(context: Context) -> set[str]:
    """The loops of which somebody said, in this session or an earlier one, what came of them."""
    files = [context.file, *(before.file for before in read_earlier(context.file))]
    return {
        key
        for file in files
        for key, one in read_reviews(file, context.activity.id).items()
        if one.verdict == DONE
    }


def _loops(
    context: Context, columns: Sequence[BoardColumn], links: Sequence[Link]
) -> dict[str, bool]:
    """Whether each note of the first column leads to one of the second (§7.10)."""
    closes = context.activity.setting("closes")
    if not closes:
        return {}
    heard, happened = (
        [note.key for column in columns if column.id == id_ for note in column.notes]
        for id_ in closes
    )
    done = judged_done(context)
    for chain in chains(links):
        if not chain.isdisjoint(happened):
            done |= chain
    return {key: key in done for key in heard}
