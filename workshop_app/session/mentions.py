"""Where people's names stand in what was written freely: nobody but a reader can tell who is meant.

Whole names, first and last names and addresses are looked for as words, in any case. Nothing is
changed: the facilitator decides at each place. What the shipped method says was written about
nobody, and is left out.
"""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workshop_app import paths
from workshop_app.session.people import first_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from workshop_app.method.model import Method
    from workshop_app.session.people import Person
    from workshop_app.session.whose import Whose
    from workshop_app.storage import SessionFile
    from workshop_app.words import Words

_AROUND: Final = 40
_SHORTEST: Final = 3
"""Letters of a last name that is looked for by itself."""

_CALLED: Final = (
    ("action", "owner", "activity"), ("action", "partner", "activity"),
    ("score", "owner", "activity"), ("pledge", "buddy", "activity"),
    ("pledge", "person", "activity"), ("person", "manager", "''"), ("outbox", "name", "''"),
    ("outbox", "address", "''"), ("advocate", "person", "''"),
)
"""Columns that say who: what is not exactly them may still mean them, such as a first name."""

_TEXTS: Final = (
    ("note", "SELECT activity, '', text FROM note ORDER BY activity, place, position"),
    ("cluster", "SELECT activity, '', name FROM cluster"),
    ("action", "SELECT activity, '', title || '\n' || outcome || '\n' || moment || '\n' || "
               "measure || '\n' || help || '\n' || answer FROM action"),
    ("photo", "SELECT activity, '', caption FROM photo"),
    ("score", "SELECT activity, '', name || '\n' || unit FROM score"),
    ("pledge", "SELECT activity, person, start || '\n' || stop || '\n' || keep || '\n' || "
               "first_step || '\n' || practise FROM pledge"),
    ("answer", "SELECT DISTINCT activity, '', answer FROM tally "
               "JOIN round ON round.key = tally.round JOIN round_question USING (round, question) "
               "WHERE form = 'word'"),
    ("answer", "SELECT DISTINCT activity, person, answer FROM named_answer "
               "JOIN round ON round.key = named_answer.round"),
    ("session", "SELECT '', '', title || '\n' || client || '\n' || place || '\n' || "
                "facilitator FROM session"),
    ("mail", "SELECT '', person, subject || '\n' || body FROM outbox"),
    ("list", "SELECT '', key, department || '\n' || seating || '\n' || role FROM person"),
    *(("owner", f"SELECT {of}, {column}, {column} FROM {table}") for table, column, of in _CALLED),
)
"""What is called how, and its rows: activity, who a row is about, and its text."""


class Mention(NamedTuple):
    """A text in which a name stands: its activity (or none), what it is, and some of it."""

    activity: str
    what: str
    text: str


def mentions(file: SessionFile, whose: Whose) -> tuple[Mention, ...]:
    """Every text with one of their names in it that stays when they go."""
    pattern = _pattern(whose.people)
    if pattern is None:
        return ()
    found: dict[Mention, None] = {}
    for activity, what, who, text in _texts(file, whose):
        hit = pattern.search(text)
        if hit and not whose.is_theirs(who):
            found[Mention(activity, what, _around(text, hit))] = None
    return tuple(found)


def said(mention: Mention, method: Method, words: Words) -> str:
    """One line about a place, with its activity's title, or the name of its phase."""
    title = _title(mention.activity, method, words.language)
    about = words(f"people.mention.{mention.what}")
    return words("people.mention", what=f"{title}, {about}" if title else about,
                 text=mention.text)  # fmt: skip


def _title(activity: str, method: Method, language: str) -> str:
    """Empty for none, and for what the method does not have."""
    keys = (f"{activity}.title", f"phases.{activity}.name") if activity else ()
    return next((method.text(key, language) for key in keys if method.has(key, language)), "")


def undecided(counts: Mapping[str, int], words: Words) -> Iterator[str]:
    """A line about what stands under a name that several people have, where there is any."""
    if counts:
        rows = [words(f"people.undecided.{what}", n=n) for what, n in counts.items()]
        yield words("people.undecided", rows=words.listing(rows))


def _texts(file: SessionFile, whose: Whose) -> Iterator[tuple[str, str, str, str]]:
    for what, sql in _TEXTS:
        for activity, who, text in file.rows(sql):
            yield activity, what, who, text
    row = file.row("SELECT settings, method FROM session")
    for what, kept in zip(("settings", "method"), row or (), strict=False):
        held = json.loads(kept or "{}")
        known: Collection[str] = ()
        if what == "settings":
            held = whose.without_them(held)
        else:
            known = _shipped_texts()
        for text in _strings(held):
            if text not in known:
                yield "", what, "", text
    from workshop_app.session.earlier import read_earlier

    for one in read_earlier(file):
        for text in (text for _, _, _, text in _texts(one.file, whose)):
            yield "", "earlier", "", text


@cache
def _shipped_texts() -> frozenset[str]:
    """Every text and id of the methods that come with the app."""
    found: set[str] = set()
    for path in sorted((paths.resources() / "methods").glob("*/**/*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        found.update(_strings(table), _keys(table))
    return frozenset(found)


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, held in value.items():
            yield name
            yield from _keys(held)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for held in value.values():
            yield from _strings(held)
    elif isinstance(value, list):
        for held in value:
            yield from _strings(held)


def _pattern(people: tuple[Person, ...]) -> re.Pattern[str] | None:
    sought = {text for person in people for text in _sought(person)}
    if not sought:
        return None
    longest = sorted(sought, key=len, reverse=True)
    either = "|".join(re.escape(text).replace(r"\ ", r"\s+") for text in longest)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def _sought(person: Person) -> Iterator[str]:
    """What somebody may be called in a text; “van” and “de” alone mean nobody."""
    name = " ".join(person.name.split())
    words = [word.strip(",.") for word in name.split()]
    last = [word for word in words if len(word) >= _SHORTEST and not word.islower()]
    whole = [name] if any(not word.islower() for word in words) or len(words) == 1 else []
    for text in (*whole, first_name(name), *last, person.email.strip()):
        if text:
            yield text


def _around(text: str, hit: re.Match[str]) -> str:
    start, end = max(hit.start() - _AROUND, 0), min(hit.end() + _AROUND, len(text))
    cut = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{cut}{'…' if end < len(text) else ''}"
