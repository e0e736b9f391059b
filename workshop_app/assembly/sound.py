"""Whether a session file holds only what a session can hold, before anything reads it.

SQLite keeps any value in any column and a file may come from anywhere, so a file is judged
here once, whole, and everything after may take its values for what they should be.
"""

from __future__ import annotations

import json
from datetime import date, datetime, time
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

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
_KINDS: Final = {"TEXT": "'text'", "INTEGER": "'integer'", "REAL": "'real', 'integer'"}


def check_sound(file: SessionFile) -> None:
    """Raise `UserError` when the file holds values that a session cannot have; changes nothing."""
    try:
        sound = not _has_wrong_types(file) and all(_checks(file))
    except UnicodeDecodeError:
        sound = False
    if not sound:
        raise UserError(
            "{name} holds values that a session cannot have.",
            "It was not changed.",
            "Open the newest copy of it, or rescue what can be read.",
            name=file.path.name,
            damaged=True,
        )


def _has_wrong_types(file: SessionFile) -> bool:
    """Whether a value is of another type than its column, not finite, or absurdly large."""
    tables = file.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
    return any(_wrong(file, *table) for table in tables if not table[0].startswith("sqlite_"))


_ASKED: Final[dict[str, tuple[str, str]]] = {}
"""What is asked of a table, by the statement that made it: the same for every session file."""


def _wrong(file: SessionFile, table: str, made: str) -> bool:
    if made not in _ASKED:
        _ASKED[made] = _questions(table, file.rows(f"PRAGMA table_info({table})"))
    texts, faults = _ASKED[made]
    file.rows(texts)  # Fails on text that is none.
    return file.row(faults) is not None


def _questions(table: str, columns: list[tuple[Any, ...]]) -> tuple[str, str]:
    """Two statements: one that gives every text of a table, one that finds a wrong value."""
    faults, texts = [], []
    for _, name, kind, needed, _, key in columns:
        if kind not in _KINDS:
            continue
        null = "" if needed or key else ", 'null'"
        faults.append(f'typeof("{name}") NOT IN ({_KINDS[kind]}{null})')
        if kind == "TEXT":
            texts.append(f'"{name}"')
        else:
            faults.append(f'("{name}" IS NOT NULL AND NOT abs("{name}") < {_MOST})')
    return (
        f"SELECT {', '.join(texts)} FROM {table}",
        f"SELECT 1 FROM {table} WHERE {' OR '.join(faults)} LIMIT 1",
    )


def _checks(file: SessionFile) -> Iterator[bool]:
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
    yield from _rounds(file)


def _rounds(file: SessionFile) -> Iterator[bool]:
    for key, mode, minimum, returned, expected, merged, state in file.rows(
        "SELECT key, mode, minimum, returned, expected, merged, state FROM round"
    ):
        yield is_mode(mode)
        yield minimum >= MINIMUM_FLOOR and returned >= 0 and expected >= 0
        yield _texts(merged) is not None
        # Counts show only when a round is closed, and then its ballots are gone.
        secret = "tally" if state == "open" else "ballot"
        yield file.row(f"SELECT 1 FROM {secret} WHERE round = ?", key) is None
    given: dict[tuple[str, str], set[str]] = {}
    for key, question, answer in file.rows("SELECT DISTINCT round, question, answer FROM tally"):
        given.setdefault((key, question), set()).add(answer)
    for key, question, form, stored, zero in file.rows(
        "SELECT round, question, form, answers, zero FROM round_question"
    ):
        answers = _texts(stored)
        yield answers is not None and _fits(form, answers)
        known = {HIDDEN, *(answers or ()), *(("0",) if zero else ())}
        yield form == "word" or given.get((key, question), set()) <= known
    yield file.row("SELECT 1 FROM tally WHERE votes < 0") is None
    yield file.row("SELECT 1 FROM tally_group WHERE ballots < 1 OR name IS NULL") is None


@lru_cache(maxsize=256)
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
