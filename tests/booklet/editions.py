"""Editions made by hand, in the shapes that real sessions have and worse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from workshop_app.booklet.edition import (
    Book,
    Colophon,
    Edition,
    Guide,
    People,
    Phase,
    ScaleGuide,
    Section,
    Stop,
)
from workshop_app.booklet.paper import picture_room
from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Figure, Rect, Stroke, Text
from workshop_app.figures.radar import radar
from workshop_app.figures.series import Axis, ProfileWords, Series
from workshop_app.figures.table import Column, Table
from workshop_app.words import Words

if TYPE_CHECKING:
    from typing import Any

    from workshop_app.figures.table import Cell

NAMES = (
    "Mehmet Şahinoğlu",
    "Győző Erdős",
    "Ελένη Παπαδοπούλου Ω",
    "Артём Королёв",
    "Agnieszka Zając",
)
AXES = ("Care", "Advocacy", "Direction", "Together", "Steering", "Space")
SCORES = {"All": (65, 48, 43, 50, 25, 53), "Floor": (72, 25, 18, 35, 12, 60)}
AGREE = ScaleGuide(
    (("1", "Not at all"), ("2", "Hardly"), ("3", "Partly"), ("4", "Largely"), ("5", "Fully")),
    ("0", "Cannot judge"),
)


def profile(paper: str = "a4") -> tuple[tuple[Figure, ...], Table]:
    """A radar and the table behind it."""
    words = Words.load("en")
    series = [
        Series(name, name, values, None if name == "All" else 0) for name, values in SCORES.items()
    ]
    figures = radar(
        [Axis(name, name) for name in AXES],
        series,
        Canvas(*picture_room(paper), "see"),
        ProfileWords("Where we differ", "Where we stand", "too few", title="Six axes"),
        words.number,
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (axis, *(SCORES[name][i] for name in SCORES)) for i, axis in enumerate(AXES)
    )
    columns = (Column("Axis", None, 3), *(Column(name, 0) for name in SCORES))
    note = "Averages from 0 to 100."
    return figures, Table("Scores per axis", columns, rows, note, frozenset({2}))


def journey(paper: str = "a4") -> Figure:
    """A picture for a page on its side."""
    width, height = picture_room(paper, landscape=True)
    frame = Rect(0, 0, width, height, stroke=Stroke("line", 0.3))
    text = Text(width / 2, height / 2, "The whole map", 4.2, anchor="middle")
    return Figure(width, height, (frame, text), "Journey map")


def notes(count: int, text: str = "The box arrived without a leaflet.") -> Table:
    """A board's notes, each with its number."""
    columns = (Column("Place"), Column("Note", None, 4), Column("Dots", 0))
    rows = tuple((f"Place {i % 4}", f"{text} No{i:04d}", i % 7) for i in range(count))
    return Table("Notes", columns, rows)


PLEDGES = Table(
    "Shared pledges",
    (Column("I start", None, 2), Column("Who"), Column("Check date")),
    tuple((f"I call one customer back on day {i}.", NAMES[i], "3 April 2026") for i in range(5)),
)


def sections(paper: str = "a4") -> tuple[Section, ...]:
    """One activity in every phase, two in the first."""
    figures, table = profile(paper)
    return (
        Section(
            "see-checklist",
            "see",
            "Checklist",
            "How true is this for us today?",
            "16 of us answered 18 statements, on paper.",
            figures,
            (table,),
        ),
        Section(
            "see-journey",
            "see",
            "The customer journey",
            "Where does it chafe?",
            figures=(journey(paper),),
            landscape=True,
        ),
        Section("think-story", "think", "A story", "What happened?", tables=(notes(12),)),
        Section("act-rituals", "act", "Rituals", "What do we keep?", aside="Nothing was kept."),
        Section(
            "be-pledge",
            "be",
            "My pledge",
            "What will you do differently?",
            "Five pledges were shared.",
            tables=(PLEDGES,),
            notes=("We meet again on 3 April.",),
            tick_boxes=True,
        ),
    )


def phases(of: tuple[Section, ...] = ()) -> tuple[Phase, ...]:
    """Four phases whose stops lead to the given sections."""
    entries = (
        ("see", "SEE differently", "Look at us through customer eyes.", "eye"),
        ("think", "THINK differently", "Question what we take for granted.", "lightbulb"),
        ("act", "ACT differently", "Turn words into deeds.", "footprints"),
        ("be", "BE different", "Make it who we are.", "sprout"),
    )
    return tuple(
        Phase(
            *entry,
            tuple(Stop(one.title, 10, one.key) for one in of if one.phase == entry[0]),
        )
        for entry in entries
    )


def edition(language: str = "en", paper: str = "a4", **changes: Any) -> Edition:
    """A whole booklet; ``changes`` replace fields of it."""
    shown = sections(paper)
    whole = Edition(
        "Closer to our customers",
        date(2026, 3, 3),
        Words.load(language),
        "Northlight Energy",
        "Rotterdam",
        "Ines Marques",
        phases(shown),
        shown,
        People(NAMES, 4, 6, 5),
        Guide(4, (AGREE,), scores=True),
        (Book("It takes a community", "Nicolette Wuring", source=True), Book("Customer What?")),
        Colophon("See, think, act", "Half measures fail.", ("Only totals are kept.",), ("Wuring",)),
    )
    return replace(whole, **changes)


def with_sections(*shown: Section, **changes: Any) -> Edition:
    """A booklet of these activities alone."""
    return edition(sections=shown, phases=phases(shown), **changes)
