"""One session as the view over a client's sessions sees it: its facts, and what it published.

Only numbers of all of us, under the method's permanent ids, and the rates of what was promised:
groups go from the copy that is read before anything is, and no word that the room wrote is among
what is kept. Rows that a room named itself
are left out, because no id says that another session means the same.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workshop_app.assembly.progress import rates_of
from workshop_app.assembly.sound_counts import check_earlier, check_whole
from workshop_app.assembly.sound_method import judged
from workshop_app.errors import UserError
from workshop_app.kinds import registry
from workshop_app.session.context import Context
from workshop_app.session.earlier import read_earlier
from workshop_app.session.info import read_info
from workshop_app.session.over_time import Measure, Measures
from workshop_app.session.rehearsed import is_rehearsal
from workshop_app.storage.foreign import forget_groups, read_foreign
from workshop_app.storage.read_once import ReadOnce
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from workshop_app.kinds.contract import Kind
    from workshop_app.method.model import Method
    from workshop_app.session.review import Rate
    from workshop_app.storage import SessionFile

_OWN: Final = "own:"
"""How the id of a row begins that the room named itself."""


class Facts(NamedTuple):
    """Who, when and where; ``made`` and ``slots`` are by what a session is known in any copy.

    ``present`` are the random keys of those who are there, ``people`` how many are on the list.
    """

    title: str
    client: str
    day: date
    made: str
    slots: frozenset[str]
    people: int
    present: frozenset[str]
    held: bool


class FigureSet(NamedTuple):
    """Numbers of one activity on one scale; ``texts`` and ``labels`` by language."""

    activity: str
    kind: str
    measures: Measures
    texts: Mapping[str, tuple[str, str, str]]
    """The activity's title, what the numbers are, and what one of them is called."""
    labels: Mapping[str, Mapping[str, str]]

    @property
    def key(self) -> str:
        """The same in every session whose numbers compare with these."""
        now = self.measures
        return f"{self.activity}/{self.kind}/{now.key}/{now.low:g}/{now.high:g}"

    def said(self, language: str) -> str:
        """The language its words are in: the one that is asked for, if its method has it."""
        return language if language in self.texts else next(iter(self.texts))


class Figures(NamedTuple):
    """All that a session published and other sessions can be compared with.

    ``root`` is how the first session of a pulse is known: when it was made, and its slots.
    """

    method: str
    version: int
    minimum: int
    root: tuple[str, frozenset[str]] | None
    sets: tuple[FigureSet, ...]
    rates: Mapping[str, Rate]


class Read(NamedTuple):
    """One session, read."""

    facts: Facts
    figures: Figures


def read_session(path: Path) -> Read:
    """Read a file as data: checked as any that comes from elsewhere, and left as it is.

    Raises `UserError` that says why it cannot be read.
    """
    with read_foreign(path, path.parent) as file:
        check_whole(file)
        _check_real(file)
        forget_groups(file)
        once = ReadOnce(file)
        check_earlier(once)
        return Read(read_facts(once), read_figures(once))


def _check_real(file: SessionFile) -> None:
    """Raise `UserError` for a rehearsal: an invented room says nothing of a client."""
    if is_rehearsal(file):
        raise UserError(
            "{name} is a rehearsal.",
            "It does not count among the sessions.",
            "Look at it with the app if you want to.",
            name=file.path.name,
        )


def read_facts(file: SessionFile) -> Facts:
    """What a session says of itself."""
    info = read_info(file)
    (made,) = file.rows("SELECT created_at FROM session")[0]
    people = file.rows("SELECT key, present FROM person")
    held = "SELECT 1 FROM held UNION ALL SELECT 1 FROM round WHERE state = 'revealed'"
    return Facts(
        info.title.strip() or file.path.stem,
        info.client.strip(),
        info.date,
        made,
        _slots(file),
        len(people),
        frozenset(key for key, present in people if present),
        file.row(held) is not None,
    )


def _slots(file: SessionFile) -> frozenset[str]:
    return frozenset(key for (key,) in file.rows("SELECT key FROM slot"))


def read_figures(file: SessionFile) -> Figures:
    """What a session published; the file was checked."""
    row = file.row("SELECT method FROM session")
    stored = row[0] if row else ""
    method, _ = judged(stored)
    earlier = read_earlier(file)
    root = None
    if earlier:
        first = earlier[0].file
        root = first.rows("SELECT created_at FROM session")[0][0], _slots(first)
    return Figures(
        method.id,
        method.version,
        read_info(file).minimum_group,
        root,
        tuple(_sets(file, method, _sayings(stored))),
        rates_of(file, method, _words(method.languages[0])),
    )


@cache
def _words(language: str) -> Words:
    return Words.load(language)


class _Said(NamedTuple):
    """What numbers are called in one language: the texts of a `FigureSet`, and its labels."""

    texts: tuple[str, str, str]
    labels: Mapping[str, str]


_Sayings = dict[Any, tuple[_Said, ...]]


@lru_cache(maxsize=4)
def _sayings(stored: str) -> _Sayings:
    """What the numbers of a method were called so far: the same in every session that has it."""
    return {}


def _sets(file: SessionFile, method: Method, sayings: _Sayings) -> Iterator[FigureSet]:
    info = read_info(file)
    known = file.rows("SELECT activity FROM slot UNION SELECT activity FROM round")
    has = {id_ for (id_,) in known}
    spoken = [_words(one) for one in LANGUAGES if one in method.languages]
    for activity in method.activities.values():
        if not activity.comparable or activity.id not in has:
            continue
        kind = registry.kind(activity.kind)
        yield from _of_activity(kind, [
            Context(file, method, activity, info, words) for words in spoken
        ], sayings)


def _of_activity(
    kind: Kind[Any], contexts: list[Context], sayings: _Sayings
) -> Iterator[FigureSet]:
    """The results are read once; what they are called is asked once for all that say the same.

    What a room wrote is the same in every language, so what a set says in one of them tells
    whether it was said before.
    """
    first, *others = contexts
    looks_back = bool(read_earlier(first.file))
    results = kind.results(first)
    found = kind.measures(results, first)
    here = tuple(_said(one, first) for one in found)
    said = {first.words.language: here}
    for other in others:
        language = other.words.language
        key = (language, first.activity.id, *((texts, *labels.items()) for texts, labels in here))
        if key not in sayings:
            every = kind.measures(results, other)
            sayings[key] = tuple(_said(one, other) for one in every)
        said[language] = sayings[key]
    for place, one in enumerate(found):
        bare = tuple(
            Measure(
                of.id, "", None if of.begins and looks_back else of.value, dict(of.parts), of.margin
            )
            for of in one.measures
            if not of.id.startswith(_OWN)
        )
        if all(of.value is None for of in bare):
            continue
        yield FigureSet(
            first.activity.id,
            kind.key,
            Measures(
                one.key, "", "", bare, one.picture, one.low, one.high, one.decimals,
                one.signed, one.steady, lacks=one.lacks, late=one.late,
            ),
            {language: every[place].texts for language, every in said.items()},
            {language: every[place].labels for language, every in said.items()},
        )  # fmt: skip


def _said(found: Measures, context: Context) -> _Said:
    """Plain texts: they go to another process."""
    return _Said(
        (str(context.text("title")), str(found.caption), str(found.heading)),
        {one.id: str(one.label) for one in found.measures if not one.id.startswith(_OWN)},
    )
