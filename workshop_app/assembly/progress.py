"""How far a pulse finds what was promised: rates of every session, the season, who came back.

Pure data for whoever shows it: a booklet's chapter, the sponsor's sheet, a view over many sessions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop_app.kinds import registry
from workshop_app.session.context import Context
from workshop_app.session.earlier import read_earlier
from workshop_app.session.info import read_info
from workshop_app.session.people import read_people
from workshop_app.session.review import RATES, Rate
from workshop_app.statistics import returning_share, season

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from workshop_app.method.model import Method
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import SessionFile
    from workshop_app.words import Words


class Standing(NamedTuple):
    """One session: its rates by name, and what they are to be read beside (METHOD §7.10).

    ``season`` is the key of its word, empty after the harvest window. ``first`` and ``previous``
    are the percent of those present who were at the first session and at the one before; ``None``
    for the first session itself, and where nobody is known.
    """

    title: str
    day: date
    rates: Mapping[str, Rate]
    season: str = ""
    first: float | None = None
    previous: float | None = None


class Progress(NamedTuple):
    """Every session, oldest first, with those present now, at the first and at the one before."""

    sessions: tuple[Standing, ...]
    present: tuple[frozenset[str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The rates that any session has, in the order in which they are told."""
        return tuple(name for name in RATES if any(name in one.rates for one in self.sessions))


def read_progress(workshop: Workshop, words: Words) -> Progress | None:
    """What became of things, session by session; ``None`` where nothing lies behind."""
    earlier = read_earlier(workshop.file)
    if not earlier:
        return None
    here = frozenset(one.key for one in read_people(workshop.file) if one.present)
    info = workshop.info
    found = [
        (one.title, one.day, rates_of(one.file, one.method, words), one.present)
        for one in earlier
    ]
    rates = rates_of(workshop.file, workshop.method, words)
    found.append((info.title, info.date, rates, here))
    present = tuple(there for *_, there in found)
    first = found[0][1]
    sessions = tuple(
        Standing(
            title,
            day,
            of,
            season(first, max(day, first)) or "",
            _share(there, present[0]) if place else None,
            _share(there, present[place - 1]) if place else None,
        )
        for place, (title, day, of, there) in enumerate(found)
    )
    return Progress(sessions, present)


def _share(now: frozenset[str], before: frozenset[str]) -> float | None:
    return returning_share(now, before) if before else None


def rates_of(file: SessionFile, method: Method, words: Words) -> dict[str, Rate]:
    """The rates of one session, over all of its activities."""
    info = read_info(file)
    found: list[Rate] = []
    for activity in method.activities.values():
        follow_up = registry.kind(activity.kind).follow_up
        found += follow_up.rates(Context(file, method, activity, info, words))
    return _together(found)


def _together(found: Iterable[Rate]) -> dict[str, Rate]:
    """Rates of one name as one: plans of two days, say."""
    joined: dict[str, Rate] = {}
    for one in found:
        was = joined.get(one.name, Rate(one.name, 0.0, 0.0, 0))
        done, of = was.done + one.done, was.of + one.of
        joined[one.name] = Rate(one.name, 100 * done / of, done, of)
    return joined
