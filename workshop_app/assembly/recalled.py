"""What an activity looks back on, beside what is said in it now: an earlier dream, plan, calendar.

The method names the activities (`recalls`). What came along into the session itself is shown as it
stands; what did not, as it was in the newest earlier session that has it. People stay behind when
a session comes along, so what has owners is never taken from there.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from workshop_app.figures import cards
from workshop_app.figures.figure import Figure, place
from workshop_app.figures.pages import Pages
from workshop_app.kinds import registry
from workshop_app.session.earlier import earlier_contexts, read_earlier
from workshop_app.session.over_time_told import month

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from workshop_app.figures.canvas import Canvas
    from workshop_app.kinds.contract import Kind
    from workshop_app.session.context import Context


class Recalled(NamedTuple):
    """An earlier picture: whose, what it was made of, and when it was said."""

    kind: Kind[Any]
    results: Any
    context: Context
    day: date | None


def recalled(context: Context) -> Iterator[Recalled]:
    """What there is to look back on, in the method's order."""
    wanted = context.activity.setting("recalls", ())
    if not wanted or not read_earlier(context.file):
        return
    for id_ in wanted:
        activity = context.method.activities.get(id_)
        if activity is not None:
            yield from _newest(context._replace(activity=activity))


def _newest(now: Context) -> Iterator[Recalled]:
    """The picture as it came along, else as it was when it was said last; nothing without one."""
    kind = registry.kind(now.activity.kind)
    said = (
        Recalled(kind, results, then, one.day)
        for one, then in reversed(earlier_contexts(now))
        if then.activity.kind == kind.key
        and then.words.language in then.method.languages
        and not kind.is_empty(results := kind.results(then))
    )
    newest, results = next(said, None), kind.results(now)
    if not kind.is_empty(results):
        yield Recalled(kind, results, now, newest.day if newest else None)
    elif newest and not kind.tick_boxes:
        yield newest


def recalled_pages(context: Context, canvas: Canvas) -> Sequence[Figure]:
    """A page or more for each, under its title and when it was said."""
    drawings = []
    for one in recalled(context):
        whole, below = cards.noticed(_title(one), canvas)
        pages = one.kind.figures(one.results, one.kind.picture_views[-1], below, one.context)
        drawings += [partial(_page, pages, at, whole, below) for at in range(len(pages))]
    return Pages(drawings)


def _page(pages: Sequence[Figure], index: int, whole: Figure, below: Canvas) -> Figure:
    return place(whole, pages[index], 0, whole.height - below.height)


def _title(one: Recalled) -> str:
    title, words = one.context.text("title"), one.context.words
    if one.day is None:
        return title
    return words("over_time.recalled", title=title, when=month(one.day, words))
