"""Whether a session file holds only what a session can hold, before anything reads it.

SQLite keeps any value in any column and a file may come from anywhere, so a file is judged
here once, whole, and everything after may take its values for what they should be.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, datetime, time
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workshop_app.assembly.sound_method import judged
from workshop_app.errors import UserError
from workshop_app.method.ways import is_mode
from workshop_app.statistics.scores import MINIMUM_FLOOR
from workshop_app.storage.tally import HIDDEN
from workshop_app.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop_app.storage import SessionFile

YEARS: Final = range(1970, 2200)
"""In which a workshop can be held; the clock’s arithmetic fails near year 1 and 9999."""

_MOST: Final = 1_000_000_000
_MOST_WORDS: Final = 100_000
"""Characters of a text beyond which laying out a page takes minutes; notes are far shorter."""

_LONGEST_SLOT: Final = 10_000
_KINDS: Final[dict[str, tuple[type, ...]]] = {
    "TEXT": (str,), "INTEGER": (int,), "REAL": (float, int),
}  # fmt: skip

Rows = list[tuple[Any, ...]]


def check_sound(file: SessionFile) -> None:
    """Raise `UserError` when the file holds values that a session cannot have; changes nothing."""
    sound_counts(file)


def sound_counts(file: SessionFile) -> Rows:
    """The rows of ``tally``, read once for whoever goes on counting; raises as `check_sound`."""
    try:
        counts = _typed(file)
        sound = all(_checks(file, counts))
    except (UnicodeDecodeError, _WrongError):
        sound = False
    if not sound:
        raise UserError(
            "{name} holds values that a session cannot have.",
            "It was not changed.",
            "Open the newest copy of it, or rescue what can be read.",
            name=file.path.name,
            damaged=True,
        )
    return counts


class _WrongError(Exception):
    """A value is of another type than its column, not finite, or absurdly large."""


def _typed(file: SessionFile) -> Rows:
    """Look at every value of every table; gives the counts, and fails on text that is none."""
    counts: Rows = []
    for table, made in file.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'table'"):
        if table.startswith("sqlite_"):
            continue
        if made not in _ASKED:
            _ASKED[made] = _asked(table, file.rows(f"PRAGMA table_info({table})"))
        asked = _ASKED[made]
        rows = file.rows(asked.sql)
        if not all(map(_fit, zip(*rows, strict=True), asked.types)):
            raise _WrongError
        if table == "tally":
            counts = rows
    return counts


class _Asked(NamedTuple):
    """What gives the values of a table, and the types that each column may have."""

    sql: str
    types: tuple[frozenset[type], ...]


_ASKED: Final[dict[str, _Asked]] = {}
"""By the statement that made the table: the same for every session file."""


def _asked(table: str, columns: Rows) -> _Asked:
    known = [column for column in columns if column[2] in _KINDS]
    names = ", ".join(f'"{name}"' for _, name, *_ in known)
    types = tuple(
        frozenset((*_KINDS[kind], *(() if needed or key else (type(None),))))
        for _, _, kind, needed, _, key in known
    )
    return _Asked(f"SELECT {names} FROM {table}", types)


def _fit(values: tuple[Any, ...], types: frozenset[type]) -> bool:
    """Whether a column has values of its types only, and none that is endless or absurd."""
    found = set(map(type, values))
    if not found <= types:
        return False
    if str in types or found == {type(None)}:
        return True
    numbers = [value for value in values if value is not None] if None in values else values
    return bool(min(numbers) > -_MOST and max(numbers) < _MOST)


def _checks(file: SessionFile, counts: Rows) -> Iterator[bool]:
    found = file.row("SELECT method, language, date, starts_at, settings FROM session")
    if found is None:
        return  # `Workshop` has a sentence of its own for this.
    stored, language, day, starts, settings = found
    method, whole = judged(stored)
    yield whole
    yield language in LANGUAGES and language in method.languages
    yield _is_day(day) and _is_time(starts)
    yield _are_settings(settings)
    for activity, minutes in file.rows("SELECT activity, minutes FROM slot"):
        yield activity in method.activities and 0 <= minutes <= _LONGEST_SLOT
    for moments in file.rows("SELECT started_at, ended_at FROM held"):
        yield all(map(_is_moment, moments))
    for step, page, frozen, started in file.rows(
        "SELECT step, page, frozen, timer_started_at FROM live"
    ):
        yield step >= 0 and page >= 0 and _is_moment(started) and _is_frozen(frozen)
    yield file.row(f"SELECT 1 FROM note WHERE votes < 0 OR length(text) > {_MOST_WORDS}") is None
    yield file.row(f"SELECT 1 FROM session WHERE length(title) > {_MOST_WORDS}") is None
    yield all(not day or _is_day(day) for (day,) in file.rows("SELECT check_date FROM pledge"))
    yield all(not day or _is_day(day) for (day,) in file.rows("SELECT date FROM review"))
    yield from _rounds(file, counts)


def _rounds(file: SessionFile, counts: Rows) -> Iterator[bool]:
    for mode, minimum, returned, expected, merged in file.rows(
        "SELECT mode, minimum, returned, expected, merged FROM round"
    ):
        yield is_mode(mode)
        yield minimum >= MINIMUM_FLOOR and returned >= 0 and expected >= 0
        yield _texts(merged) is not None
    # Counts show only when a round is closed, and then its ballots are gone.
    yield file.row(
        "SELECT 1 FROM round WHERE "
        "CASE state WHEN 'open' THEN EXISTS (SELECT 1 FROM tally WHERE tally.round = round.key) "
        "ELSE EXISTS (SELECT 1 FROM ballot WHERE ballot.round = round.key) END"
    ) is None
    given: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, question, _, answer, _ in counts:
        given[key, question].add(answer)
    yield all(row[-1] >= 0 for row in counts)
    for key, question, form, stored, zero in file.rows(
        "SELECT round, question, form, answers, zero FROM round_question"
    ):
        known = _answers(form, stored, zero)
        yield known is not None and (form == "word" or given[key, question] <= known)
    yield file.row("SELECT 1 FROM tally_group WHERE ballots < 1 OR name IS NULL") is None


@lru_cache(maxsize=256)
def _answers(form: str, stored: str, zero: int) -> frozenset[str] | None:
    """What a question may have been answered with; ``None`` where its answers are none."""
    answers = _texts(stored)
    if answers is None or not _fits(form, answers):
        return None
    return frozenset((HIDDEN, *answers, *(("0",) if zero else ())))


def _fits(form: str, answers: tuple[str, ...]) -> bool:
    if form == "word":
        return not answers
    if form not in ("scale", "choice", "rank", "number") or not answers:
        return False
    if form == "choice":
        return len(set(answers)) == len(answers)
    try:
        numbers = [int(answer) for answer in answers]
    except ValueError:
        return False
    return all(after == before + 1 for before, after in pairwise(numbers))


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


@lru_cache(maxsize=256)
def _texts(text: str) -> tuple[str, ...] | None:
    """A list of texts; those of a few scales stand in a file over and over."""
    found = _json(text)
    fits = isinstance(found, list) and all(isinstance(entry, str) for entry in found)
    return tuple(found) if fits else None


def _are_settings(text: str) -> bool:
    """A JSON object; what was chosen for rounds lies in it by activity, as texts."""
    settings = _json(text)
    if not isinstance(settings, dict):
        return False
    plans, same = settings.get("rounds", {}), settings.get("same_people", {})
    return isinstance(plans, dict) and isinstance(same, dict) and all(
        isinstance(settings.get(name, ""), str) for name in ("openly", "touch", "rehearsal")
    ) and all(
        isinstance(plan, dict) and all(isinstance(value, str) for value in plan.values())
        for plan in plans.values()
    )


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).year in YEARS
    except ValueError:
        return False


def _is_time(text: str) -> bool:
    try:
        return time.fromisoformat(text).tzinfo is None
    except ValueError:
        return False


def _is_moment(text: str | None) -> bool:
    """Nothing, or a moment with its time zone."""
    if not text:
        return True
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return False
    return moment.tzinfo is not None and moment.year in YEARS


def _is_frozen(text: str) -> bool:
    """Nothing, or ``slot/step/page``."""
    numbers = text.rsplit("/", 2)[1:]
    return not text or (
        len(numbers) == 2 and all(number.isascii() and number.isdecimal() for number in numbers)
    )
