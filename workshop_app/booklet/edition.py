"""What a booklet is made from: plain, frozen data, in the booklet's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.words import Words


@dataclass(frozen=True, slots=True)
class Stop:
    """One line of the agenda on the road; ``section`` is the activity it leads to, if any.

    ``day`` is 0 where the workshop took one day only. ``unreached`` is what the day did not come
    to, or what was taken out of it.
    """

    title: str
    minutes: int
    section: str = ""
    held: bool = True
    pause: bool = False
    skipped: bool = False
    day: int = 0
    unreached: bool = False


@dataclass(frozen=True, slots=True)
class Phase:
    """A quarter of the road; ``key`` is also the name of its colour."""

    key: str
    name: str
    line: str
    icon: str
    stops: tuple[Stop, ...] = ()


@dataclass(frozen=True, slots=True)
class Photograph:
    """A photo of a paper wall: a JPEG with its size in pixels, and what is read out instead."""

    data: bytes
    width: int
    height: int
    alt: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One activity: its page is called after the question that was asked.

    ``landscape`` turns its pages on their side, ``tick_boxes`` puts a box before every row of
    its tables, ``aside`` says why there is nothing to show and leaves lines to write on.
    ``sayings`` stand alone, in larger letters.
    """

    key: str
    phase: str
    title: str
    question: str
    lead: str = ""
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    aside: str = ""
    landscape: bool = False
    tick_boxes: bool = False
    sayings: tuple[str, ...] = ()
    photos: tuple[Photograph, ...] = ()


@dataclass(frozen=True, slots=True)
class People:
    """Who was there. Only names that may be printed; everybody else is in ``others``."""

    names: tuple[str, ...] = ()
    others: int = 0
    departments: int = 0
    levels: int = 0

    @property
    def present(self) -> int:
        """How many people there were."""
        return len(self.names) + self.others


@dataclass(frozen=True, slots=True)
class ScaleGuide:
    """A scale that was used: its points in order with their words, and "cannot judge"."""

    points: tuple[tuple[str, str], ...]
    zero: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Guide:
    """How to read the pages; ``minimum_group`` is the smallest group that may show."""

    minimum_group: int
    scales: tuple[ScaleGuide, ...] = ()
    scores: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A line of the reading list; ``source`` marks a text that the method is built on."""

    title: str
    author: str = ""
    detail: str = ""
    source: bool = False


@dataclass(frozen=True, slots=True)
class Colophon:
    """Where it all comes from: the method with its principle, and the rules for the data."""

    method: str = ""
    principle: str = ""
    rules: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """A whole booklet. Every text is plain text; empty texts leave their line out.

    ``subtitle`` stands below the title on the cover; without one a sentence of the app's does.
    """

    title: str
    day: date
    words: Words
    client: str = ""
    place: str = ""
    facilitator: str = ""
    phases: tuple[Phase, ...] = ()
    sections: tuple[Section, ...] = ()
    people: People = field(default_factory=People)
    guide: Guide = field(default_factory=lambda: Guide(4))
    reading: tuple[Book, ...] = ()
    colophon: Colophon = field(default_factory=Colophon)
    days: int = 1
    subtitle: str = ""
    named: tuple[str, ...] = ()
    """What was voted on with names: there the answers are kept with them."""
    progress: Section | None = None
    """What became of things since earlier sessions: a chapter after the phases."""

    @property
    def when(self) -> str:
        """The day, or its days from the first to the last."""
        return self.words.dates(self.day, self.days)

    @property
    def document(self) -> str:
        """What a reader's window calls the file."""
        return self.title

    def phase(self, key: str) -> Phase:
        """The phase with that key; `KeyError` when there is none."""
        return {phase.key: phase for phase in self.phases}[key]


@dataclass(frozen=True, slots=True)
class Card:
    """One thing a reader took upon themselves: what it is, and what was said about it.

    ``facts`` are words with what they say: “Owner”, “me”; ``box`` is whether it is done, and
    ``None`` where it is not to be done any more.
    """

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    box: bool | None = False


@dataclass(frozen=True, slots=True)
class Review:
    """A box to look back in: after how long, on which day, and what may be expected by then."""

    title: str
    day: str
    season: str = ""


@dataclass(frozen=True, slots=True)
class Personal(Edition):
    """One reader's own booklet: what is everybody's, and what nobody else gets to see.

    ``letter`` are its paragraphs; ``habits`` are cards for a pocket, each under a few words.
    """

    reader: str = ""
    letter: tuple[str, ...] = ()
    dream: tuple[str, ...] = ()
    shifts: tuple[str, ...] = ()
    promises: tuple[Card, ...] = ()
    deeds: tuple[Card, ...] = ()
    habits: tuple[tuple[str, str], ...] = ()
    reviews: tuple[Review, ...] = ()

    @property
    def document(self) -> str:
        """The title, and whose booklet it is."""
        return self.words("personal.document", title=self.title, name=self.reader)


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a sheet under a heading of its own: paragraphs, numbered or with dots.

    Without texts it leaves ``lines`` to write on. Of a ``whole`` one no text is left out.
    """

    title: str
    texts: tuple[str, ...] = ()
    numbered: bool = False
    lines: int = 0
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the sponsor's edition; whatever it holds, it stays one page."""

    key: str
    title: str
    lead: str = ""
    passages: tuple[Passage, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Sponsor(Edition):
    """What the sponsor gets: a sheet for each thing to know."""

    sheets: tuple[Sheet, ...] = ()

    @property
    def document(self) -> str:
        """The title, and for whom it is."""
        return self.words("sponsor.document", title=self.title)
