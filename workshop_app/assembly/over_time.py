"""A comparable activity beside its earlier sessions: pictures, tables and numbers of any kind.

A kind says which of its numbers are compared (`Kind.measures`). Here they are read from every
session that came along and laid beside those of now: the first dashed, the previous one thin, now
thick (METHOD §8). Stage, booklet, export and screen reader take pictures and tables from here.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from weakref import WeakKeyDictionary

from workshop_app.figures.pages import chained
from workshop_app.session.earlier import earlier_contexts, read_earlier
from workshop_app.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.kinds.contract import Kind
    from workshop_app.session.context import Context
    from workshop_app.session.earlier import Earlier
    from workshop_app.session.over_time import Measures, OverTime
    from workshop_app.session.passages import Passage
    from workshop_app.storage import SessionFile


_kept: WeakKeyDictionary[SessionFile, dict[tuple[str, str], Mapping[str, Measures]]] = (
    WeakKeyDictionary()
)

_MOVING: Final = ("profile", "scores")
"""What of a sponsor's pages says how far it moved (METHOD §9c)."""


class Compared(NamedTuple):
    """An activity's numbers at every session.

    ``qualified`` says the season and who returned, which stand beside every trend; ``counts_from``
    is the day from which results count, while it is still to come.
    """

    found: tuple[OverTime, ...] = ()
    qualified: str = ""
    counts_from: date | None = None


class Shown(NamedTuple):
    """The pages of a view, the figure that the first grows from, and which are those of now."""

    pages: Sequence[Figure]
    start: Figure | None
    own: range


class Beside:
    """One activity of now beside what it was before; of most activities there is nothing."""

    def __init__(self, kind: Kind[Any], results: Any, context: Context) -> None:
        """Nothing is read before it is asked for."""
        self._kind = kind
        self._results = results
        self._context = context

    @property
    def found(self) -> tuple[OverTime, ...]:
        """Its numbers at every session, the most telling ones first; empty without a past."""
        return self._compared.found

    @cached_property
    def _compared(self) -> Compared:
        context = self._context
        if context.live or not context.activity.comparable or not read_earlier(context.file):
            return Compared()
        return _compared(self._kind, self._results, context)

    def tables(self) -> tuple[Table, ...]:
        """First, previous and now, with how far everything moved."""
        if not self._compared.found:
            return ()
        from workshop_app.session.over_time_told import change_table

        found, context = self._compared, self._context
        minimum = context.info.minimum_group
        return tuple(
            change_table(one, found.qualified, minimum, context.words) for one in found.found
        )

    def numbers(self) -> Mapping[str, Any]:
        """The entry of the results file; empty without earlier sessions."""
        if not self._compared.found:
            return {}
        from workshop_app.session.over_time_told import entry

        return {"over_time": {one.now.key: entry(one) for one in self._compared.found}}

    def pictures(self, view: str, canvas: Canvas) -> Shown:
        """The pages of a view, with those over time.

        A picture that says all that the first page does stands in its place; others follow.
        """
        own = self._kind.figures(self._results, view, canvas, self._context)
        start = self._kind.start_figure(self._results, view, canvas, self._context)
        found = self._compared.found if view == self._kind.measured_view else ()
        drawn = [one for one in found if one.now.picture]
        if not drawn:
            return Shown(own, start, range(len(own)))
        first = [page for one in drawn if one.now.leads for page in self._pages(one, canvas)]
        after = [page for one in drawn if not one.now.leads for page in self._pages(one, canvas)]
        if not first:
            return Shown(chained(own, after), start, range(len(own)))
        leading = next(one for one in drawn if one.now.leads)
        grows = self._pages(leading, canvas, 0.0)[0] if start else None
        left = range(len(first), max(len(first), len(own)))
        return Shown((*first, *own[len(first):], *after), grows, left)

    def for_sponsor(self, passage: Passage, canvas: Canvas) -> Passage:
        """A passage with how far its numbers moved; where they lie along the months, drawn so."""
        found = self._compared.found
        if not found or passage.part not in _MOVING:
            return passage
        trend = next((one for one in found if one.now.picture == "trend"), None)
        figures = tuple(self._pages(trend, canvas)[:1]) if trend else passage.figures
        return passage._replace(figures=figures, tables=(*passage.tables, self.tables()[0]))

    def _pages(self, one: OverTime, canvas: Canvas, grown: float = 1.0) -> Sequence[Figure]:
        from workshop_app.assembly.over_time_figure import foot_room, pages_of, with_foot

        said = self._said(one)
        room = replace(canvas, height=canvas.height - foot_room(said, canvas))
        pages = pages_of(one, room, self._context, self._compared.counts_from, grown)
        return [with_foot(page, said, canvas) for page in pages]

    def _said(self, one: OverTime) -> str:
        """What stands below: the season, who returned, and when results begin to count."""
        compared, words = self._compared, self._context.words
        if not one.now.late or compared.counts_from is None:
            return compared.qualified
        from workshop_app.session.over_time_told import month

        when = month(compared.counts_from, words)
        return f"{compared.qualified} {words('over_time.counts_from', when=when)}"

    def printed(self, canvas: Canvas) -> Sequence[Figure]:
        """What a booklet shows: the richest view, after what it was before where that is known."""
        kind, results, context = self._kind, self._results, self._context
        richest = kind.figures(results, kind.picture_views[-1], canvas, context)
        if not self._compared.found:
            return richest
        shown = self.pictures(kind.measured_view, canvas).pages
        now = tuple(kind.figures(results, kind.measured_view, canvas, context))
        return (*shown, *(page for page in richest if page not in now))


def _compared(kind: Kind[Any], results: Any, context: Context) -> Compared:
    from workshop_app.export.dates import months_later
    from workshop_app.session.over_time import over_time
    from workshop_app.statistics import HARVEST_FROM

    before = [(one, _measured(kind, then)) for one, then in _spoken(context)]
    laid = (
        over_time(
            measures,
            context.info.date,
            [(one.day, then[measures.key]) for one, then in before if measures.key in then],
        )
        for measures in _counted(kind, results, context)
    )
    found = tuple(one for one in laid if one is not None)
    if not found:
        return Compared()
    first = min(one.day for one in read_earlier(context.file))
    ripe = months_later(first, HARVEST_FROM)
    said = _qualified(context, first, [one for one, then in before if then])
    return Compared(found, said, ripe if context.info.date < ripe else None)


def _measured(kind: Kind[Any], then: Context) -> Mapping[str, Measures]:
    """What an earlier session measured; read once, for it never changes."""
    known = _kept.setdefault(then.file, {})
    key = then.activity.id, then.words.language
    if key not in known:
        counted = _counted(kind, kind.results(then), then)
        known[key] = {one.key: one for one in counted}
    return known[key]


def _counted(kind: Kind[Any], results: Any, context: Context) -> Iterator[Measures]:
    """What is measured, with how many ballots it comes from."""
    n = kind.returned(results)
    for one in kind.measures(results, context):
        yield replace(one, n=n)


def _spoken(context: Context) -> Iterator[tuple[Earlier, Context]]:
    """The same activity before, in a language that its method had then."""
    for one, then in earlier_contexts(context):
        if then.activity.kind != context.activity.kind:
            continue
        known = one.method.languages
        yield one, then if then.words.language in known else then.in_language(Words.load(known[0]))


def _qualified(context: Context, first: date, sessions: Sequence[Earlier]) -> str:
    from workshop_app.session.over_time_told import returning_words, season_words
    from workshop_app.session.people import read_people

    words = context.words
    here = {person.key for person in read_people(context.file) if person.present}
    previous = sessions[-1].present if len(sessions) > 1 else None
    said = (
        season_words(first, context.info.date, words),
        returning_words(here, sessions[0].present, previous, words),
    )
    return " ".join(filter(None, said))
