"""Numbers over time in words: what sessions are called, the table of changes, what qualifies it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workshop_app.figures.table import Cell, Column, Table, Valued
from workshop_app.statistics import returning_share, season, whole_months

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from workshop_app.session.over_time import Change, OverTime, Time
    from workshop_app.words import Words

_MANY: Final = 10
_ALIKE: Final = 0.75
"""Fewer ballots than this, or than this share of the others, may be other people’s answers."""

_WHYS: Final = ("new", "gone", "few", "half", "blank")


def month(day: date, words: Words) -> str:
    """“March 2026”."""
    return words("over_time.month", month=words(f"month.{day.month}"), year=day.year)


def time_name(time: Time, words: Words) -> str:
    """What a session is called in legends and heads: “First, March 2026”, “Now”."""
    if time.line == "now":
        return words("over_time.now")
    return words(f"over_time.{time.line}", when=month(time.day, words))


def change_words(found: OverTime, change: Change, words: Words) -> str:
    """“+12”, “steady”, or a dash with the reason."""
    if change.points is None:
        return words(f"over_time.why.{change.why}")
    if found.is_steady(change):
        return words("over_time.steady")
    return words.signed(change.points, found.now.decimals)


def unit_words(found: OverTime, words: Words) -> str:
    """What its numbers are: “points, 1 to 5”."""
    now = found.now
    low, high = (words.number(end) for end in (now.low, now.high))
    return words(f"over_time.unit.{now.unit}", low=low, high=high)


def since_words(found: OverTime, change: Change, words: Words) -> str:
    """“+12 since the first”; nothing where that cannot be said."""
    if change.points is None:
        return ""
    said = change_words(found, change, words)
    return words("over_time.since", change=said, when=month(found.times[0].day, words))


def season_words(first: date, today: date, words: Words) -> str:
    """How long ago the first session was, and what that is the time for (METHOD §7.10)."""
    today = max(today, first)
    months = whole_months(first, today)
    found = season(first, today)
    if not months:
        return words("over_time.season.begun")
    return words(f"over_time.season.{found or 'over'}", n=months)


def returning_words(
    now: Collection[str], first: Collection[str], previous: Collection[str] | None, words: Words
) -> str:
    """Which share of those present were there before, and how many of the first are back.

    "" where nobody is known.

    ``previous`` is ``None`` where the first session is the previous one.
    """
    began = returning_share(now, first) if first else None
    last = returning_share(now, previous) if previous else None
    if began is None:
        return ""
    back = words("over_time.back", n=len({*now} & {*first}), of=len({*first}))
    if last is None:
        return f"{words('over_time.returning', first=round(began))} {back}"
    both = words("over_time.returning.both", first=round(began), previous=round(last))
    return f"{both} {back}"


def change_table(found: OverTime, qualified: str, minimum: int, words: Words) -> Table:
    """First, previous and now, and how far each number moved; dashes say why they are there.

    ``qualified`` is the season and who returned, which stand beside every trend.
    """
    now = found.now
    shown = [0, *([len(found.times) - 2] if found.several else []), len(found.times) - 1]
    rows: list[tuple[Cell, ...]] = []
    for row in found.rows:
        values = (row.values[place] for place in shown)
        changes = (row.first, row.previous) if found.several else (row.first,)
        rows.append((row.label, *values, *(change_cell(found, one, words) for one in changes)))
    since = ["over_time.since_first", *(["over_time.since_previous"] if found.several else [])]
    columns = (
        Column(now.heading, None, 3.0),
        *(Column(_counted(found.times[place], words), now.decimals) for place in shown),
        *(Column(words(key), None, 1.3, right=True) for key in since),
    )
    note = " ".join((*_notes(found, minimum, words), qualified)).strip()
    return Table(words("over_time.table", caption=now.caption), columns, tuple(rows), note)


def _counted(time: Time, words: Words) -> str:
    """What a session is called, with how many ballots it has."""
    name = time_name(time, words)
    return name if time.n is None else words("over_time.counted", name=name, n=time.n)


def _who_answered(found: OverTime, words: Words) -> str:
    """That others may have answered, where numbers of ballots differ much or are small."""
    counts = [one.n for one in (found.times[0], found.times[-1]) if one.n is not None]
    if len(counts) < 2:
        return ""
    fewest, most = min(counts), max(counts)
    if fewest >= _MANY and fewest >= _ALIKE * most:
        return ""
    return words("over_time.note.counts", first=counts[0], now=counts[1])


def change_cell(found: OverTime, change: Change, words: Words) -> Cell:
    """`change_words` as a cell with which a spreadsheet can reckon."""
    said = change_words(found, change, words)
    return said if change.points is None else Valued(said, change.points)


def _notes(found: OverTime, minimum: int, words: Words) -> Sequence[str]:
    """What steady means, which axes are compared over some of their items, why others are not."""
    changes = [one for row in found.rows for one in (row.first, row.previous)]
    said: list[str] = []
    if any(found.is_steady(one) for one in changes):
        least = words.number(found.now.steady, 0 if found.now.steady >= 1 else 1)
        said.append(words("over_time.note.steady", least=least))
    if counts := _who_answered(found, words):
        said.append(counts)
    said += [words(f"over_time.note.{why}", k=minimum)
             for why in _WHYS if any(one.why == why for one in changes)]
    for row in found.rows:
        part = next((one for one in (row.first, row.previous)
                     if one.points is not None and one.alike < one.asked), None)
        if part is not None:
            said.append(
                words("over_time.note.alike", name=row.label, n=part.alike, asked=part.asked)
            )
    if any(margin is not None for row in found.rows for margin in row.margins):
        said.append(words("over_time.note.margin"))
    return said


def entry(found: OverTime) -> Mapping[str, Any]:
    """The results file's entry, unrounded: values in the order of the sessions."""
    return {
        "sessions": [time.day.isoformat() for time in found.times],
        "items": {
            row.id: {
                "values": list(row.values),
                "since_first": _change_entry(found, row.first),
                "since_previous": _change_entry(found, row.previous),
            }
            for row in found.rows
        },
    }


def _change_entry(found: OverTime, change: Change) -> Mapping[str, Any]:
    if change.points is None:
        return {"points": None, "why": change.why}
    return {"points": change.points, "steady": found.is_steady(change)}
