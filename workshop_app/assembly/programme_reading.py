"""One session as the view over a client's sessions sees it: its facts, and what it published.

Only numbers of all of us, under the method's permanent ids, and the rates of what was promised:
groups go from the copy that is read before anything is, and no word that the room wrote is among
what is kept. Rows that a room named itself
are left out, because no id says that another session means the same.
"""

from __future__ import annotations

from functools import cache
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
        check_earlier(file)
        forget_groups(file)
        return Read(read_facts(file), read_figures(file))


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
    method, _ = judged(row[0] if row else "")
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
        tuple(_sets(file, method)),
        rates_of(file, method, _words(method.languages[0])),
    )


@cache
def _words(language: str) -> Words:
    return Words.load(language)


def _sets(file: SessionFile, method: Method) -> Iterator[FigureSet]:
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
        ])


def _of_activity(kind: Kind[Any], contexts: list[Context]) -> Iterator[FigureSet]:
    """The results are read once and said in every language."""
    results = kind.results(contexts[0])
    said = {one.words.language: kind.measures(results, one) for one in contexts}
    titles = {one.words.language: one.text("title") for one in contexts}
    for place, found in enumerate(said[contexts[0].words.language]):
        bare = tuple(
            Measure(one.id, "", one.value, dict(one.parts), one.margin)
            for one in found.measures
            if not one.id.startswith(_OWN)
        )
        if all(one.value is None for one in bare):
            continue
        every = {language: sets[place] for language, sets in said.items()}
        yield FigureSet(
            contexts[0].activity.id,
            kind.key,
            Measures(
                found.key, "", "", bare, found.picture, found.low, found.high, found.decimals,
                found.signed, found.steady, lacks=found.lacks, late=found.late,
            ),
            {one: (titles[one], own.caption, own.heading) for one, own in every.items()},
            {
                one: {each.id: each.label for each in own.measures if not each.id.startswith(_OWN)}
                for one, own in every.items()
            },
        )  # fmt: skip
