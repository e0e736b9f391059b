"""What a programme shows: one set of numbers over the months, in a picture and in tables.

One group by itself is laid beside its own first session, as a pulse is. All groups together are
drawn as the mean of the sessions that were held in a quarter of a year, each counting the same,
with every group as a thin line behind; how far they moved is the mean of their own changes, each
since its first session.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from statistics import fmean
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.assembly.over_time_figure import foot_room, ticks, with_foot
from workshop_app.figures.table import Column, Table, Valued
from workshop_app.figures.trend import Trend, TrendPoint, trends
from workshop_app.session.over_time import Measure, Measures, over_time
from workshop_app.session.over_time_told import (
    change_table,
    change_words,
    month,
    returning_words,
    season_words,
    since_words,
)
from workshop_app.session.review import RATES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from workshop_app.assembly.programme import Client, Line, Session
    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Cell
    from workshop_app.session.over_time import OverTime
    from workshop_app.words import Words

RATE_SUBJECT: Final = "rates"
"""The key of what became of actions, rituals, loops and pledges."""

_QUARTER: Final = 3


class Subject(NamedTuple):
    """A set of numbers that can be looked at; ``times`` is how many sessions have it."""

    key: str
    title: str
    times: int


class Told(NamedTuple):
    """A session's numbers of one subject."""

    day: date
    measures: Measures


class Course(NamedTuple):
    """One group's numbers over time, and how they changed where there are two sessions."""

    line: Line
    told: tuple[Told, ...]
    found: OverTime | None


class View:
    """One subject of a client: of one group, or of all of them."""

    def __init__(self, client: Client, subject: str, words: Words, line: int | None = None) -> None:
        """``line`` is the group's number; without it all of them are shown."""
        self.client, self.subject, self.words = client, subject, words
        courses = [_course(one, subject, words) for one in client.lines]
        self._all = [one for one in courses if one.told]
        self._chosen = courses[line] if line is not None else None
        if self._chosen is None and len(courses) == 1:
            self._chosen = courses[0]
        every = [told for one in self._all for told in one.told]
        self._newest = max(every, key=lambda one: one.day).measures if every else None
        self._labels: dict[str, str] = {}
        for told in sorted(every, key=lambda one: one.day, reverse=True):
            for one in told.measures.measures:
                self._labels.setdefault(one.id, one.label)

    @property
    def is_mean(self) -> bool:
        """Whether all groups together are shown."""
        return self._chosen is None

    @property
    def title(self) -> str:
        """Whose numbers they are, and which."""
        whose = self._chosen.line.name if self._chosen else self.client.name
        return " · ".join(filter(None, (whose, _title(self.client, self.subject, self.words))))

    @property
    def said(self) -> str:
        """What stands below the picture: the season, who returned, what the mean is."""
        words = self.words
        if self._chosen is not None:
            sessions = self._chosen.line.sessions
            first, last = sessions[0].facts, sessions[-1].facts
            before = sessions[-2].facts.present if len(sessions) > 2 else None
            said = [season_words(first.day, last.day, words)]
            if len(sessions) > 1:
                said.append(returning_words(last.present, first.present, before, words))
            return " ".join(filter(None, said))
        days = [one.facts.day for one in self.client.sessions]
        mean = words("programme.mean.how", n=len(self._all))
        return f"{season_words(days[0], days[-1], words)} {mean}"

    def figures(self, canvas: Canvas) -> Sequence[Figure]:
        """The pages of the picture; none where there is nothing to draw."""
        now, said = self._newest, self.said
        rows = self._trends() if now else []
        if not rows:
            return ()
        days = [told.day for one in self._all for told in one.told]
        begin, end = min(days), max(days)
        room = type(canvas)(
            canvas.width, canvas.height - foot_room(said, canvas), canvas.phase, canvas.scale
        )
        marks = ticks(begin, end, self.words)
        pages = trends(rows, marks, (end - begin).days, room, self.title)
        return tuple(with_foot(page, said, canvas) for page in pages)

    # -- the picture ---------------------------------------------------------------------

    def _trends(self) -> list[Trend]:
        now = self._newest
        assert now is not None, "asked only where there are numbers"
        begin = min(told.day for one in self._all for told in one.told)
        found = []
        for id_ in self._labels:
            points = self._points(id_)
            if not points:
                continue
            number = _number(now, self.words, now.decimals)
            laid = [
                TrendPoint((day - begin).days, value, "now" if last else "between")
                for place, (day, value) in enumerate(points)
                for last in [place == len(points) - 1]
            ]
            whole = _number(now, self.words, 0)
            found.append(Trend(
                id_, self._labels[id_], tuple(laid), now.low, now.high, number,
                number(laid[-1].value), self._since(id_),
                ends=(whole(now.low), whole(now.high)), beside=self._beside(id_, begin),
            ))  # fmt: skip
        return found

    def _points(self, id_: str) -> list[tuple[date, float]]:
        if self._chosen is not None:
            return _values(self._chosen, id_)
        return by_quarter(point for one in self._all for point in _values(one, id_))

    def _beside(self, id_: str, begin: date) -> tuple[tuple[TrendPoint, ...], ...]:
        others = [one for one in self._all if self._chosen is None or one.line != self._chosen.line]
        return tuple(
            tuple(TrendPoint((day - begin).days, value) for day, value in points)
            for points in (_values(one, id_) for one in others)
            if points
        )

    def _since(self, id_: str) -> str:
        if self._chosen is not None:
            found = self._chosen.found
            row = next((row for row in found.rows if row.id == id_), None) if found else None
            return since_words(found, row.first, self.words) if found and row else ""
        points, groups = self._moved(id_)
        if points is None or self._newest is None:
            return ""
        return self.words(
            "programme.mean.since", change=_moved_words(points, self._newest, self.words), n=groups
        )

    def _moved(self, id_: str) -> tuple[float | None, int]:
        """The mean of the groups' own changes since their first session, and of how many."""
        moved = [
            row.first.points
            for one in self._all
            if one.found is not None
            for row in one.found.rows
            if row.id == id_ and row.first.points is not None
        ]
        return (fmean(moved), len(moved)) if moved else (None, 0)

    # -- the tables ----------------------------------------------------------------------

    def tables(self) -> tuple[Table, ...]:
        """The numbers behind the picture, and why some cannot be compared."""
        if self._newest is None:
            return ()
        minimum = max(one.figures.minimum for one in self.client.sessions)
        if self._chosen is not None and self._chosen.found is not None:
            return (change_table(self._chosen.found, self.said, minimum, self.words),)
        courses = [self._chosen] if self._chosen is not None else self._all
        return (self._table([one for one in courses if one is not None]),)

    def _table(self, courses: Sequence[Course]) -> Table:
        words, now = self.words, self._newest
        assert now is not None, "asked only where there are numbers"
        rows: list[tuple[Cell, ...]] = []
        if self.is_mean:
            rows += [self._mean_row(id_) for id_ in self._labels]
        strong = frozenset(range(len(rows)))
        rows += [row for one in courses for row in _rows(one, self._labels, words)]
        columns = (
            Column(words("programme.group"), width=2.0),
            Column(now.heading, width=2.4),
            Column(words("programme.first"), now.decimals),
            Column(words("programme.now"), now.decimals),
            Column(words("over_time.since_first"), None, 1.3, right=True),
            Column(words("programme.days"), width=1.8),
        )
        note = f"{self.said} {words('programme.own')}".strip()
        return Table(self.title, columns, tuple(rows), note, strong)

    def _mean_row(self, id_: str) -> tuple[Cell, ...]:
        words, now = self.words, self._newest
        points = self._points(id_)
        moved, _ = self._moved(id_)
        said = None
        if moved is not None and now is not None:
            said = Valued(_moved_words(moved, now, words), moved)
        return (
            words("programme.mean"), self._labels[id_],
            points[0][1] if len(points) > 1 else None, points[-1][1] if points else None, said,
            _months([day for day, _ in points], words),
        )  # fmt: skip


# -- what there is -----------------------------------------------------------------------


def subjects(client: Client, words: Words) -> tuple[Subject, ...]:
    """What can be looked at: the rates first, then the method's activities."""
    counted: dict[str, int] = {}
    for session in client.sessions:
        if session.figures.rates:
            counted[RATE_SUBJECT] = counted.get(RATE_SUBJECT, 0) + 1
        for one in session.figures.sets:
            counted[one.key] = counted.get(one.key, 0) + 1
    order = sorted(counted, key=lambda key: (key != RATE_SUBJECT, -counted[key]))
    return tuple(Subject(key, _title(client, key, words), counted[key]) for key in order)


def _title(client: Client, subject: str, words: Words) -> str:
    if subject == RATE_SUBJECT:
        return words("progress.question")
    for session in reversed(client.sessions):
        for one in session.figures.sets:
            if one.key == subject:
                title, caption, _ = one.texts[one.said(words.language)]
                return title if caption == title else f"{title}: {caption}"
    return ""


def _course(line: Line, subject: str, words: Words) -> Course:
    told = tuple(
        Told(session.facts.day, measures)
        for session in line.sessions
        if (measures := _measures(session, subject, words)) is not None
    )
    found = None
    if len(told) > 1:
        *earlier, now = told
        found = over_time(now.measures, now.day, [(one.day, one.measures) for one in earlier])
    return Course(line, told, found)


def _measures(session: Session, subject: str, words: Words) -> Measures | None:
    """A session's numbers with their words."""
    if subject == RATE_SUBJECT:
        return _rates(session, words)
    one = next((one for one in session.figures.sets if one.key == subject), None)
    if one is None:
        return None
    language = one.said(words.language)
    _, caption, heading = one.texts[language]
    labels, bare = one.labels[language], one.measures
    return Measures(
        bare.key, caption, heading,
        tuple(
            Measure(of.id, labels.get(of.id, of.id), of.value, of.parts, of.margin)
            for of in bare.measures
        ),
        bare.picture, bare.low, bare.high, bare.decimals, bare.signed, bare.steady,
        lacks=bare.lacks, late=bare.late,
    )  # fmt: skip


def _rates(session: Session, words: Words) -> Measures | None:
    rates = session.figures.rates
    if not rates:
        return None
    return Measures(
        RATE_SUBJECT,
        words("progress.title"),
        words("programme.rate"),
        tuple(
            Measure(name, words(f"progress.rate.{name}"), rates[name].percent)
            for name in RATES
            if name in rates
        ),
        "trend",
        lacks="blank",
    )


# -- numbers -----------------------------------------------------------------------------


def _values(course: Course, id_: str) -> list[tuple[date, float]]:
    return [
        (told.day, one.value)
        for told in course.told
        if (one := told.measures.of(id_)) is not None and one.value is not None
    ]


def by_quarter(points: Iterable[tuple[date, float]]) -> list[tuple[date, float]]:
    """The mean of each quarter of a year, on the middle of the days it is made of."""
    quarters: dict[tuple[int, int], list[tuple[date, float]]] = {}
    for day, value in points:
        quarters.setdefault((day.year, (day.month - 1) // _QUARTER), []).append((day, value))
    return [
        (
            date.fromordinal(round(fmean(day.toordinal() for day, _ in found))),
            fmean(value for _, value in found),
        )
        for _, found in sorted(quarters.items())
    ]


def _number(now: Measures, words: Words, decimals: int) -> Callable[[float], str]:
    return partial(words.signed if now.signed else words.number, decimals=decimals)


def _moved_words(points: float, now: Measures, words: Words) -> str:
    if abs(points) < now.steady:
        return words("over_time.steady")
    return words.signed(points, now.decimals)


def _rows(
    course: Course, labels: Mapping[str, str], words: Words
) -> Iterable[tuple[Cell, ...]]:
    """A group's numbers, first and newest; one that was asked once has no change."""
    found = {row.id: row for row in course.found.rows} if course.found else {}
    for id_, label in labels.items():
        values = _values(course, id_)
        row = found.get(id_)
        if not values and row is None:
            continue
        said: Cell = None
        if row is not None and course.found is not None:
            text = change_words(course.found, row.first, words)
            points = row.first.points
            said = text if points is None else Valued(text, points)
        yield (
            course.line.name, label,
            values[0][1] if len(values) > 1 else None, values[-1][1] if values else None, said,
            _months([day for day, _ in values], words),
        )  # fmt: skip


def _months(days: Sequence[date], words: Words) -> str:
    return " – ".join(dict.fromkeys(month(day, words) for day in (*days[:1], *days[-1:])))

