"""What became of what was promised before: actions, pledges, rituals and loops looked at again.

A row of the table says that something came along from an earlier session; as long as its verdict
is empty it is open. A pledge that its owner keeps private keeps its verdict private too: whoever
shows verdicts of pledges reads them through the pledge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app import storage
from workshop_app.errors import UserError
from workshop_app.statistics import rate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import SessionFile
    from workshop_app.storage.session_file import Edit
    from workshop_app.words import Words

DONE: Final = "done"
KEPT: Final = "kept"
PARTLY: Final = "partly"
NOT_YET: Final = "not_yet"
RENEWED: Final = "renewed"
STOPPED: Final = "stopped"

OF_ACTION: Final = (DONE, PARTLY, NOT_YET, STOPPED)
OF_PLEDGE: Final = (KEPT, PARTLY, NOT_YET, RENEWED)
OF_LOOP: Final = (DONE, NOT_YET)
RATES: Final = ("actions", "rituals", "loops", "pledges")
"""What rates there are, in the order in which they are told (METHOD §7.10)."""

VERDICTS: Final = (DONE, KEPT, PARTLY, NOT_YET, RENEWED, STOPPED)

ICONS: Final[Mapping[str, str]] = {
    "": "circle", DONE: "circle-check", KEPT: "circle-check", PARTLY: "circle-dot",
    NOT_YET: "clock", RENEWED: "rotate-ccw", STOPPED: "square",
}
"""The shape that goes with each verdict's word."""

SIGNS: Final[Mapping[str, str]] = {
    DONE: "✓", KEPT: "✓", PARTLY: "½", NOT_YET: "→", RENEWED: "→", STOPPED: "×",
}
"""The sign that stands before a verdict's word on paper; each is in the app's font."""

TOKENS: Final[Mapping[str, str]] = {DONE: "ok", KEPT: "ok"}
"""The colour of a shape; of the others that of quiet text."""


class Review(NamedTuple):
    """What was found when one thing was looked at.

    ``subject`` is the key of an action, a pledge or a note, ``activity/option`` of a ritual.
    ``held`` of ``planned`` are a ritual's. ``date`` is the day it was due when it came along,
    ISO or empty: a new date given since does not make it due later.
    """

    subject: str
    verdict: str = ""
    held: int | None = None
    planned: int | None = None
    date: str = ""

    @property
    def icon(self) -> str:
        """The shape of its verdict."""
        return ICONS[self.verdict]

    @property
    def token(self) -> str:
        """The colour of that shape."""
        return TOKENS.get(self.verdict, "ink2")


def looks_back(workshop: Workshop) -> bool:
    """Whether a session has earlier ones behind it."""
    return workshop.file.row("SELECT 1 FROM earlier LIMIT 1") is not None


def came_along(file: SessionFile, activity: str) -> frozenset[str]:
    """The keys of an activity's rows that came along from an earlier session."""
    return frozenset(read_reviews(file, activity))


def read_reviews(file: SessionFile, activity: str) -> dict[str, Review]:
    """What came along of an activity, by its subject, whether it was looked at or not."""
    stored = file.rows(
        "SELECT subject, verdict, held, planned, date FROM review WHERE activity = ? "
        "ORDER BY subject",
        activity,
    )
    return {row[0]: Review(*row) for row in stored}


def bring_along(edit: Edit, activity: str, subjects: Mapping[str, str]) -> None:
    """Open rows for review, within the edit that copies them from an earlier session.

    ``subjects`` are their keys with the day each is due, ISO or empty.
    """
    row = storage.tables.ReviewRow
    for subject, day in subjects.items():
        edit.run(row.insert(subject=subject, activity=activity, date=day))


def set_verdict(
    file: SessionFile, label: str, activity: str, subject: str, verdict: str
) -> None:
    """Say what became of one thing, undoable; an empty verdict opens it again.

    Raises:
        UserError: for a verdict that there is not.
    """
    with file.edit(label) as edit:
        put_verdict(edit, activity, subject, verdict)


def put_verdict(edit: Edit, activity: str, subject: str, verdict: str) -> None:
    """The same within an edit that changes more; raises `UserError`."""
    if verdict not in ("", *VERDICTS):
        raise UserError(
            "“{verdict}” is not a verdict.", "Nothing was saved.", "Choose one of: {known}.",
            verdict=verdict, known=", ".join(VERDICTS),
        )
    _put(edit, activity, subject, verdict=verdict)


def set_held(
    file: SessionFile,
    label: str,
    activity: str,
    subject: str,
    held: int | None,
    planned: int | None,
) -> None:
    """Say how often a ritual was held, of how many times it was planned, undoable.

    Raises:
        UserError: for more than were planned, or only one of the two.
    """
    if (held is None) != (planned is None):
        raise UserError(
            "Both numbers are needed: how often it was held, and how often it was planned.",
            "Nothing was saved.",
            "Write it as {example}.",
            example="8/10",
        )
    if held is not None and planned is not None and not 0 <= held <= planned:
        raise UserError(
            "From 0 to {planned} can be held of {planned}, not {held}.",
            "Nothing was saved.",
            "Write first how often it was held, then how often it was planned.",
            held=held,
            planned=planned,
        )
    with file.edit(label) as edit:
        _put(edit, activity, subject, held=held, planned=planned)


def _put(edit: Edit, activity: str, subject: str, **values: str | int | None) -> None:
    row = storage.tables.ReviewRow
    insert = row.insert(subject=subject, activity=activity, **values)
    edit.run(insert.on_conflict(conflict_target=[row.subject], update=values))


def due_by(review: Review, day: str) -> bool:
    """Whether an action was due on a day: its date had come, or it was done before that.

    ``day`` is ISO. One without a date is due only once it is done.
    """
    return review.verdict == DONE or bool(review.date and review.date <= day)


def verdict_words(words: Words, verdict: str, of: str) -> str:
    """A verdict as pages print it, sign and word; ``of`` is ``action``, ``pledge`` or ``loop``."""
    said = words(f"review.{of}.{verdict}")
    sign = SIGNS.get(verdict)
    return f"{sign} {said}" if sign else said


class Rate(NamedTuple):
    """How much came about of what was meant: ``done`` of ``of``, in percent.

    ``name`` is one of `RATES`, the key of its word.
    """

    name: str
    percent: float
    done: float
    of: int


def rate_of(name: str, done: int, of: int) -> tuple[Rate, ...]:
    """A rate, or nothing where nothing was meant to come about."""
    percent = rate(done, of)
    return () if percent is None else (Rate(name, percent, done, of),)


class Subject(NamedTuple):
    """One thing to look at again beside an activity's own rows: a ritual, or a loop.

    Of a ``counted`` one it is said how often it was held, of the others what became of it.
    """

    key: str
    activity: str
    text: str
    counted: bool = False


def read_ritual_rate(file: SessionFile, activity: str) -> tuple[Rate, ...]:
    """How often an activity's rituals were held of the times that they were planned."""
    counts = [
        (one.held, one.planned)
        for one in read_reviews(file, activity).values()
        if one.held is not None and one.planned is not None
    ]
    return rate_of("rituals", sum(held for held, _ in counts), sum(of for _, of in counts))
