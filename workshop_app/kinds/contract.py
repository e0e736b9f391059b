"""What every kind of activity is: what is captured, what it means, how it looks, its numbers.

To add a kind: make the folder ``kinds/<key>/`` with an ``__init__.py`` that holds ``KIND``,
a ``model.py`` (rows and counts → results), a ``figure.py`` (results → figures and tables)
and an ``editor.py`` (the console's capture, Qt); add its words, ``kinds_<key>.json`` with its
name ``<key>.kind``, a starter and its tests. Stage, booklet, export and screen reader come with
the frame; nothing else changes.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, TypeVar

from workshop_app.errors import UserError
from workshop_app.method.model import OUTCOMES
from workshop_app.session.flow import Offer, notes_offered
from workshop_app.session.notes import NewNote, add_notes, is_closing, one_line, read_notes
from workshop_app.session.outcomes import outcome_place
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.method.model import KindShape
    from workshop_app.method.question import Question
    from workshop_app.session.context import Context
    from workshop_app.session.crowd import Crowd
    from workshop_app.session.csv_file import CsvLine, FileFaults
    from workshop_app.session.intake import Rows
    from workshop_app.session.notes import Note
    from workshop_app.session.over_time import Measures
    from workshop_app.session.passages import Finding, Passage
    from workshop_app.session.people import Person
    from workshop_app.session.review import Rate, Subject

R = TypeVar("R")

_TAGGED = 0.3
"""How many notes of an invented room carry a tag, where there are any."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a note can go: a board's column or a journey's ``stage/lane``, with its words."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Footer:
    """The stage's bottom line: context at the left, state at the right.

    ``notice`` stands above the picture instead: why it is not the one the room expects.
    """

    context: str = ""
    state: str = ""
    notice: str = ""


class Due(NamedTuple):
    """A day on which something of an activity is looked at again, for people's calendars.

    ``key`` is that of its row, so that a calendar knows it again. ``off`` = it is not any more.
    """

    key: str
    day: date
    title: str
    text: str = ""
    off: bool = False


def _place_name(names: Mapping[str, str], note: Note) -> str:
    return names.get(note.place, note.place)


def _own_first(context: Context) -> tuple[str, ...]:
    """The method's languages; the one that is spoken here names places in faults."""
    mine = context.words.language
    return tuple(sorted(context.method.languages, key=lambda language: language != mine))


def _unless_known(
    known: Collection[str], check: Callable[[NewNote], object], note: NewNote
) -> None:
    """Check a note unless it closes the activity: such a sentence is no cell of its picture."""
    if note.place not in known:
        check(note)


class FollowUp:
    """What of an activity is looked at again months later; of most kinds nothing."""

    leads: ClassVar[bool] = False
    """Whether what belongs to activities that are not on the agenda is looked at with this one."""

    def reviewed(self, context: Context) -> tuple[Subject, ...]:
        """What of earlier sessions is looked at beside its own rows: rituals, loops."""
        return ()

    def rates(self, context: Context) -> tuple[Rate, ...]:
        """How much came about of what was promised before (METHOD §7.10)."""
        return ()


class Giving(Generic[R]):
    """What an activity gives: to later activities, readers, calendars, files, later sessions."""

    def offers(self, context: Context) -> tuple[Offer, ...]:
        """What later activities may take over from this one: by default its notes."""
        return notes_offered(read_notes(context.file, context.activity.id))

    def measures(self, results: R, context: Context) -> tuple[Measures, ...]:
        """Which of its numbers are compared between sessions, of all of us, by permanent ids.

        Pictures, tables and export over time come with the frame (`assembly.over_time`), for
        activities that the method calls comparable.
        """
        return ()

    def due(self, results: R, context: Context) -> tuple[Due, ...]:
        """The days ahead that came out of it, with names of those only who agreed."""
        return ()

    def for_person(
        self, results: R, context: Context, person: Person
    ) -> tuple[Passage, ...]:
        """What this person's own booklet takes from it, and nobody else's: never a vote."""
        return ()

    def for_sponsor(
        self, results: R, canvas: Canvas, context: Context
    ) -> tuple[Passage, ...]:
        """What the sponsor's pages take from it; no group that the room did not see."""
        return ()

    def findings(self, results: R, context: Context) -> tuple[Finding, ...]:
        """What stands out in it, to be proposed to the facilitator for the sponsor's summary."""
        return ()

    def numbers(self, results: R, context: Context) -> Mapping[str, Any]:
        """The activity's entry of ``workshop-app results --json``; empty without numbers."""
        return {}


class Taking:
    """What an activity takes in: notes and rows, typed, from files and from other activities."""

    def places(self, context: Context) -> tuple[Place, ...]:
        """Where this activity's notes can go: by default its columns, if it has any.

        A place of two parts is ``stage/lane``, with the words ``Stage / Lane``.
        """
        return tuple(
            Place(part.id, context.text(f"columns.{part.id}"))
            for part in context.activity.list("columns")
        )

    def check_note(self, note: NewNote, context: Context) -> None:
        """Raise `UserError` for a note that cannot stand in its place; by default all can."""

    def read_notes(self, path: Path, context: Context) -> tuple[NewNote, ...]:
        """The notes of a CSV file, all checked; `UserError` names every line with a fault."""
        from workshop_app.session.notes_csv import read_notes_csv

        places = self._spoken_places(context)
        usual = self.usual_place(context)
        return read_notes_csv(path, places, self.line_check(context), self.spelled_place, usual)

    def line_check(self, context: Context) -> Callable[[NewNote], object]:
        """What raises `UserError` for one of the notes of a list, line after line."""
        return partial(self._check_line, context)

    def _check_line(self, context: Context, note: NewNote) -> None:
        self.check_note(note, context)

    def usual_place(self, context: Context) -> str:
        """Where notes go of a list that names no place: by default the first one."""
        return next((place.id for place in self.places(context)), "")

    def spelled_place(self, text: str) -> str | None:
        """The place that a list means by what is none of `places`, such as coordinates."""
        return None

    def place_names(self, context: Context) -> Callable[[Note], str]:
        """What says where a note stands, as `export` writes it and `read_lines` reads it."""
        names = {place.id: place.label for place in self.places(context)}
        return partial(_place_name, names)

    def list_columns(self, context: Context) -> Mapping[str, tuple[str, ...]]:
        """The columns of a list that this activity takes in, with what they may be called."""
        from workshop_app.session.notes_csv import COLUMNS

        return COLUMNS if self.places(context) else {}

    def read_lines(
        self, lines: Sequence[CsvLine], faults: FileFaults, context: Context, *, told: bool = False
    ) -> Rows:
        """What lines of a list have for this activity; those with faults, which are noted, nothing.

        ``told`` says that `export` wrote them: then each has its place in a picture already. What
        an activity comes to (``outcome.<id>``) is a place too.
        """
        from workshop_app.session.intake import note_rows
        from workshop_app.session.notes_csv import notes_of, usual_place

        check = partial(self._check_line, context) if told else self.line_check(context)
        outcomes = self._spoken_outcomes(context)
        known = {place.id for place in outcomes}
        own = self._spoken_places(context)
        places = (*own, *outcomes)
        usual = usual_place(lines, own, self.usual_place(context))
        notes = notes_of(
            lines, faults, places, partial(_unless_known, known, check), self.spelled_place, usual
        )
        here = {place.id: place.label for place in self.places(context)}
        names = {place.id: place.label for place in places} | here
        labels = [here.pop(usual), *here.values()] if usual in here and len(here) > 1 else ()
        return note_rows(notes, names, context.words)._replace(unsaid=tuple(labels))

    def add_rows(self, items: Sequence[Any], label: str, context: Context) -> None:
        """Save what `read_lines` gave, in one edit for each of notes and outcomes."""
        notes = [note for note in items if not is_closing(note.place)]
        if notes:
            self.add_notes(notes, label, context)
        closing = [note for note in items if is_closing(note.place)]
        add_notes(context.file, label, context.activity.id, closing)

    def are_here(self, items: Sequence[Any], context: Context) -> tuple[bool, ...]:
        """For each of what `read_lines` gave whether it is here: the same words in that place."""
        from workshop_app.session.intake import here_already

        stored = read_notes(context.file, context.activity.id, closing=True)
        return here_already(
            [(self.spot(one, context), one_line(one.text)) for one in items],
            [
                (self.spot(NewNote(one.place, "", x=one.x, y=one.y), context), one.text)
                for one in stored
            ],
        )

    def spot(self, note: NewNote, context: Context) -> object:
        """Where a note stands, alike in a list and here: by default its place."""
        return note.place

    def _spoken_outcomes(self, context: Context) -> tuple[Place, ...]:
        return tuple(
            Place(outcome_place(part.id), context.method.text(
                f"{context.activity.id}.{OUTCOMES}.{part.id}", language
            ))
            for language in _own_first(context)
            for part in context.activity.list(OUTCOMES)
        )

    def _spoken_places(self, context: Context) -> tuple[Place, ...]:
        """`places` once in each of the method's languages, as a file may name them."""
        return tuple(
            place
            for language in _own_first(context)
            if language in LANGUAGES
            for place in self.places(context.in_language(Words.load(language)))
        )

    def add_notes(self, notes: Sequence[NewNote], label: str, context: Context) -> None:
        """Save notes that were checked, in one edit that ``label`` names in the undo menu."""
        add_notes(context.file, label, context.activity.id, notes)

    def take_over(
        self, offers: Sequence[Offer], into: str, label: str, context: Context
    ) -> None:
        """Take over what was chosen, in one edit; each thing remembers where it came from.

        By default as notes of the place ``into``, or of the first place; ``outcome.<id>`` is
        what the activity comes to.
        """
        if into.startswith("outcome."):
            place = outcome_place(into.partition(".")[2])
            notes = [NewNote(place, offer.text, origin=offer.origin) for offer in offers]
            add_notes(context.file, label, context.activity.id, notes)
            return
        places = self.places(context)
        place = into or (places[0].id if places else "")
        notes = [NewNote(place, offer.text, origin=offer.origin) for offer in offers]
        self.add_notes(notes, label, context)


class Kind(Taking, Giving[R], ABC):
    """One kind of activity; a stateless singleton in its folder. ``R`` is its results."""

    key: ClassVar[str]
    shape: ClassVar[KindShape]
    picture_views: ClassVar[tuple[str, ...]] = ("content",)
    """The views that draw results, richest last; the booklet prints the richest."""

    landscape: ClassVar[bool] = False
    """Whether the booklet gives it a page on its side."""

    measured_view: ClassVar[str] = "content"
    """The view that shows `measures` of earlier sessions beside those of now."""

    tick_boxes: ClassVar[bool] = False
    """Whether the booklet puts a box to tick before what its tables list: promises, actions."""

    follow_up: ClassVar[FollowUp] = FollowUp()
    """What a pulse looks at again."""

    def questions(self, context: Context) -> tuple[Question, ...]:
        """The lines of this activity's ballot; empty for a kind without voting."""
        return ()

    def rehearse(self, context: Context, crowd: Crowd) -> None:
        """Let an invented room say what this activity asks for, besides its votes.

        By default two or three notes in every place, some with a tag; what a place cannot hold
        is left out.
        """
        notes = []
        tags = [part.id for part in context.activity.list("tags")]
        for place in self.places(context):
            dice = crowd.dice("notes", context.activity.id, place.id)
            for text in crowd.sentences(dice.randint(2, 3), context.activity.id, place.id):
                tag = (dice.choice(tags),) if tags and dice.random() < _TAGGED else ()
                note = NewNote(place.id, text, tags=tag)
                try:
                    self.check_note(note, context)
                except UserError:
                    continue
                notes.append(note)
        if notes:
            self.add_notes(notes, context.words("rehearsal.edit"), context)

    @abstractmethod
    def results(self, context: Context) -> R:
        """What has been captured so far, read from the session file. No Qt, no layout."""

    def returned(self, results: R) -> int | None:
        """How many ballots its numbers come from; ``None`` where they come from none."""
        return None

    @abstractmethod
    def is_empty(self, results: R) -> bool:
        """Whether there is nothing to draw yet: then the stage shows the invitation."""

    @abstractmethod
    def figures(
        self, results: R, view: str, canvas: Canvas, context: Context
    ) -> Sequence[Figure]:
        """The pages of the picture in one of `picture_views`; at least one.

        Where there can be many they are `Pages`, because the stage shows one at a time.

        A kind that votes also draws ``guess``, which looks the same whatever was voted, and
        ``content``, which holds what was said: neither waits for the reveal.
        """

    @abstractmethod
    def tables(self, results: R, context: Context) -> tuple[Table, ...]:
        """The numbers and texts behind the picture, for booklet, export and screen reader."""

    def start_figure(
        self, results: R, view: str, canvas: Canvas, context: Context
    ) -> Figure | None:
        """The figure the picture grows from when it is revealed; ``None`` = no movement."""
        return None

    def footer(self, results: R, view: str, context: Context) -> Footer:
        """The stage's bottom line while the picture shows."""
        return Footer()
