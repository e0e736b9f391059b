"""What a method is once it is loaded: frozen, plain, and stored as JSON in every session file."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, Protocol

from workshop_app.words import OF_METHOD, Said

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

VIEWS = (
    "title",
    "question",
    "card",
    "collect",
    "guess",
    "total",
    "agreement",
    "groups",
    "content",
)
"""What the stage can show while a script line runs."""

REVEALED = ("total", "agreement", "groups")
"""Those that draw votes: until the round is revealed the stage shows its turnout instead."""

MODES = ("booth", "paper", "phones", "cards", "touch", "table", "open", "personal")
"""How answers come in."""

COMPARISONS = ("band", "department")
"""The attributes by which subgroups may be compared."""

_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


class Part(NamedTuple):
    """One entry of an activity's list, such as an item or a column; words carry the same id."""

    id: str
    settings: Mapping[str, Any] = _NOTHING

    def setting(self, name: str, default: Any = None) -> Any:
        """Give one setting; `default` where the method says nothing."""
        return self.settings.get(name, default)


class Step(NamedTuple):
    """One thing the room does and sees; `line` and `part` count from 1, as in the words' keys.

    `part` is the place within the routine, 0 where the script line stands for itself.
    """

    view: str
    routine: str | None
    line: int
    part: int
    minutes: float | None

    def key(self, activity: str) -> str:
        """Give the words' key of what the facilitator reads at this step."""
        if self.routine is None:
            return f"{activity}.script.{self.line}"
        return f"routines.{self.routine}.{self.part}"


class RoutineStep(NamedTuple):
    """One step every script line of this routine unfolds into.

    Where an activity cannot show `view` it shows `otherwise`; "" leaves the step out.
    """

    view: str
    minutes: float | None = None
    otherwise: str = ""


class Phase(NamedTuple):
    """A quarter of the road; `icon` is the name of a Lucide icon."""

    id: str
    icon: str


class Scale(NamedTuple):
    """The points of an answer in the order of the ballot; `zero` adds 0, “cannot judge”.

    With `ends` only the first and the last point carry words.
    """

    id: str
    points: tuple[int, ...]
    zero: bool = False
    ends: bool = False

    @property
    def named(self) -> tuple[int, ...]:
        """The points that carry words, the zero included."""
        points = (self.points[0], self.points[-1]) if self.ends else self.points
        return (*points, 0) if self.zero else points


class Band(NamedTuple):
    """Levels that are compared as one."""

    id: str
    levels: tuple[int, ...]


class Slot(NamedTuple):
    """An activity's place in an agenda; `day` counts from 1."""

    activity: str
    minutes: int
    day: int = 1


class Agenda(NamedTuple):
    """A day in order, or several; `net` leaves the pauses out. All in minutes."""

    id: str
    net: int
    total: int
    slots: tuple[Slot, ...]


class Reading(NamedTuple):
    """A book, article or talk, in its own language; `source` is the name activities use for it."""

    title: str
    author: str = ""
    year: int | None = None
    source: str = ""
    note: str = ""


class Take(NamedTuple):
    """Something an activity may take over from an earlier one, as a choice (METHOD §3, flow).

    `part` narrows it: a column, `outcome.<id>`, or what the kind calls it; "" = all it offers.
    `into` is the place it goes to; "" = the first.
    """

    source: str
    part: str = ""
    into: str = ""


class Activity(NamedTuple):
    """One thing a group does; its words are found under its id.

    ``again`` is the activity that a session holds once more as this one.
    """

    id: str
    kind: str
    phase: str
    minutes_min: int
    minutes: int
    mode: str
    form: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    compare: tuple[str, ...] = ()
    comparable: bool = False
    pause: bool = False
    steps: tuple[Step, ...] = ()
    lists: Mapping[str, tuple[Part, ...]] = _NOTHING
    settings: Mapping[str, Any] = _NOTHING
    takes: tuple[Take, ...] = ()
    again: str = ""

    def list(self, name: str) -> tuple[Part, ...]:
        """Give the entries of a list; nothing where the activity has none of that name."""
        return self.lists.get(name, ())

    def setting(self, name: str, default: Any = None) -> Any:
        """Give one setting of the kind; `default` where the method says nothing."""
        return self.settings.get(name, default)


class Method(NamedTuple):
    """A whole method: its structure once, its words once per language under flattened keys."""

    id: str
    version: int
    languages: tuple[str, ...]
    phases: tuple[Phase, ...] = ()
    scales: Mapping[str, Scale] = _NOTHING
    routines: Mapping[str, tuple[RoutineStep, ...]] = _NOTHING
    levels: tuple[int, ...] = ()
    bands: tuple[Band, ...] = ()
    roles: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()
    agendas: Mapping[str, Agenda] = _NOTHING
    activities: Mapping[str, Activity] = _NOTHING
    reading: tuple[Reading, ...] = ()
    words: Mapping[str, Mapping[str, str]] = _NOTHING

    def text(self, key: str, language: str) -> str:
        """Give the words under `key`; an empty text is a routine line without words of its own.

        Raises:
            KeyError: if the method has no such key or language; a loaded method has them all.
        """
        try:
            return Said(self.words[language][key], OF_METHOD + key, {}, language)
        except KeyError:
            raise KeyError(f"no words for {key!r} in {language!r}") from None

    def has(self, key: str, language: str) -> bool:
        """Tell whether there are words under `key`, for those a method may leave out."""
        return key in self.words.get(language, {})

    def texts(self, key: str, language: str) -> tuple[str, ...]:
        """Give a numbered list of words, such as the tips; nothing where there is none."""
        found: list[str] = []
        while (text := self.words[language].get(f"{key}.{len(found) + 1}")) is not None:
            found.append(text)
        return tuple(found)

    def activity(self, activity_id: str) -> Activity:
        """Give one activity.

        Raises:
            UserError: if the method has none of that id; the sentence names near matches.
        """
        try:
            return self.activities[activity_id]
        except KeyError:
            raise _unknown_activity(activity_id, self) from None

    @property
    def band_of_level(self) -> dict[int, str]:
        """The id of the band that each level belongs to."""
        return {level: band.id for band in self.bands for level in band.levels}

    def to_json(self) -> str:
        """Write the method losslessly, for the session file."""
        from workshop_app.method.stored import method_to_json

        return method_to_json(self)

    @staticmethod
    def from_json(text: str) -> Method:
        """Read what `to_json` wrote.

        Raises:
            UserError: if the text is not a stored method.
        """
        from workshop_app.method.stored import method_from_json

        return method_from_json(text)


class SettingShape(NamedTuple):
    """What one setting may hold.

    `refers` names what the value must be an id of: a list of the same activity ("axes"), or a
    part of the method ("method.scales", "method.roles"). `many` makes it a list of such values.
    """

    type: Literal["text", "whole", "number", "truth"] = "text"
    required: bool = False
    allowed: tuple[str, ...] = ()
    refers: str = ""
    many: bool = False


class ListShape(NamedTuple):
    """What the entries of a list may hold besides their id.

    `unique` lists (what ballots are stored by) may not share an id with any other activity.
    An entry has one text, or a text for each of `words`: the poles of a pair.
    """

    required: bool = False
    attributes: Mapping[str, SettingShape] = _NOTHING
    unique: bool = False
    words: tuple[str, ...] = ()


OUTCOMES = "outcomes"

USES: Final = ("dream", "shift", "habit", "sponsor", "leader", "risk", "pulse")
"""What a sentence may be to a reader's own booklet.

Everybody's has the dream, the shifts and the habits (as cards for a pocket); the sponsor's has
what is said to the sponsor, what leaders do next, what might make us stop, and when we meet again.
"""

COMMON_LISTS: Final[Mapping[str, ListShape]] = MappingProxyType(
    {
        OUTCOMES: ListShape(
            attributes={"most": SettingShape("whole"), "use": SettingShape(allowed=USES)}
        )
    }
)
"""Lists an activity of any kind may have.

`outcomes` are the sentences it ends in, which the scribe writes; `most` is how many of one, and
`use` one of `USES`.
"""

RESERVED: Final[Mapping[str, str]] = MappingProxyType({"columns": "insight", "stages": "outcome"})
"""Ids that no entry of a list may have, because notes in that place mean something else.

`outcome/<id>` is a sentence an activity ends in, `insight` one that closes a phase.
"""


class Complain(Protocol):
    """Takes what is wrong: an English template, where inside the activity, and its fields.

    ``complain("“{id}” must be …", "questions", 0, id="q1")``; the template is also the key of
    its translation, as in `UserError`.
    """

    def __call__(
        self, template: str, /, *path: str | int, near: Collection[str] = (), **fields: object
    ) -> None:
        """Note it."""


class KindShape(NamedTuple):
    """What an activity of one kind must and may say.

    `texts` are words of its own besides the common ones, `lines` numbered lists of them (name →
    required). `views` are what it can put on stage. `parts` are the names by which its `offers`
    can be told apart, where they are not its columns. `check` finds what no list can say, such as
    a choice without options.
    """

    key: str
    lists: Mapping[str, ListShape] = _NOTHING
    settings: Mapping[str, SettingShape] = _NOTHING
    texts: Mapping[str, bool] = _NOTHING
    lines: Mapping[str, bool] = _NOTHING
    views: tuple[str, ...] = VIEWS
    check: Callable[[Activity, Complain], None] | None = None
    parts: Callable[[Activity], tuple[str, ...]] | None = None


def _unknown_activity(activity_id: str, method: Method) -> Exception:
    from workshop_app.errors import UserError
    from workshop_app.method.faults import named, near

    safe = "Nothing was changed."
    if found := near(activity_id, method.activities):
        return UserError(
            "The method “{method}” has no activity “{activity}”.",
            safe,
            "Perhaps it is now called {near}; choose it, or leave the activity out.",
            method=method.id,
            activity=activity_id,
            near=named(found),
        )
    return UserError(
        "The method “{method}” has no activity “{activity}”.",
        safe,
        "Choose another activity, or leave it out.",
        method=method.id,
        activity=activity_id,
    )
