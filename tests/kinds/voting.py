"""Real sessions with real ballots, for the tests of every kind that votes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import interpolate
from workshop_app.kinds import registry
from workshop_app.method.model import (
    Activity,
    Agenda,
    Band,
    Method,
    Part,
    Phase,
    Scale,
    Slot,
    Step,
)
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.storage.rounds import (
    cast,
    close_round,
    new_ballot_key,
    open_round,
    reveal_round,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from workshop_app.figures.figure import Figure
    from workshop_app.session.context import Context
    from workshop_app.storage.tally import Round

CANVAS = Canvas(167.0, 66.0, "see")
"""The room that the stage leaves for a picture."""

Ballot = tuple[str, "Mapping[str, str]"]
"""A group's name and what somebody in it answered."""


def parts(*ids: str, **settings: Mapping[str, str]) -> tuple[Part, ...]:
    """Entries of a list; ``settings`` holds what each says besides its id."""
    return tuple(Part(id_, settings.get(id_, {})) for id_ in ids)


def small_method(*activities: Activity) -> Method:
    """A method of these activities, in English, whose words are the ids in capitals."""
    words = {
        "phases.see.name": "See",
        "phases.see.line": "Look.",
        **{f"bands.{band}": band.title() for band in ("floor", "middle", "top")},
        **{f"scales.agree5.{point}": f"Word {point}" for point in range(6)},
    }
    for activity in activities:
        words |= {f"{activity.id}.{key}": key.title() for key in ("title", "aim", "question")}
        for name, listed in activity.lists.items():
            words |= {f"{activity.id}.{name}.{part.id}": part.id.upper() for part in listed}
    slots = tuple(Slot(activity.id, 10) for activity in activities)
    return Method(
        "small",
        1,
        ("en",),
        phases=(Phase("see", "eye"),),
        scales={"agree5": Scale("agree5", (1, 2, 3, 4, 5), zero=True)},
        levels=(1, 2, 3, 4, 5),
        bands=(Band("floor", (1, 2)), Band("middle", (3,)), Band("top", (4, 5))),
        agendas={"day": Agenda("day", 10 * len(slots), 10 * len(slots), slots)},
        activities={activity.id: activity for activity in activities},
        words={"en": words},
    )


def activity(kind: str, lists: Mapping[str, tuple[Part, ...]], **settings: object) -> Activity:
    """One activity, called as its kind."""
    steps = (Step("question", None, 1, 0, None),)
    return Activity(
        f"see-{kind}", kind, "see", 10, 10, "paper", lists=lists, settings=settings, steps=steps
    )


def make(folder: Path, method: Method, *, language: str = "en") -> Workshop:
    """A fresh session file with the method's first agenda."""
    plan = Plan(next(iter(method.agendas)), "Test", language=language)
    return create_workshop(folder / "test.workshop", method, plan)


def vote(
    workshop: Workshop,
    activity: str,
    ballots: Sequence[Ballot],
    *,
    attribute: str = "",
    minimum: int = 4,
    expected: int | None = None,
    mode: str = "paper",
    reveal: bool = True,
) -> Round:
    """Open a round, cast the ballots, close it and reveal it."""
    context = workshop.context(activity)
    questions = registry.kind(context.activity.kind).questions(context)
    round_ = open_round(
        workshop.file,
        activity,
        questions,
        mode=mode,
        attribute=attribute,
        expected=len(ballots) if expected is None else expected,
        minimum=minimum,
    )
    for group, answers in ballots:
        cast(workshop.file, round_, questions, answers, key=new_ballot_key(), group=group)
    close_round(workshop.file, round_)
    if reveal:
        reveal_round(workshop.file, round_)
    return round_


def column(question: str, counts: Iterable[int], group: str = "") -> list[Ballot]:
    """A ballot per answer to one question: ``counts`` for the answers 1, 2, 3…"""
    return [
        (group, {question: str(point)})
        for point, count in enumerate(counts, 1)
        for _ in range(count)
    ]


def beside(*columns: Sequence[Ballot]) -> list[Ballot]:
    """Columns of one group joined into ballots with several answers each."""
    joined: list[Ballot] = []
    for index in range(max(map(len, columns))):
        rows = [column[index] for column in columns if index < len(column)]
        answers: dict[str, str] = {}
        for _, given in rows:
            answers |= given
        joined.append((rows[0][0], answers))
    return joined


def pages_of(context: Context, view: str) -> tuple[Figure, ...]:
    """What the room sees of an activity."""
    kind = registry.kind(context.activity.kind)
    return tuple(kind.figures(kind.results(context), view, CANVAS, context))


def readouts(pages: Sequence[Figure]) -> list[str]:
    """What can be read off a picture."""
    return [item.readout for page in pages for item in page.items if item.readout]


def check_growth(context: Context, *views: str) -> None:
    """A picture grows from one of the same shape that is not yet the picture."""
    kind = registry.kind(context.activity.kind)
    results = kind.results(context)
    for view in views:
        end = kind.figures(results, view, CANVAS, context)[0]
        start = kind.start_figure(results, view, CANVAS, context)
        assert start is not None
        assert interpolate(start, end, 0.5) not in (start, end)
