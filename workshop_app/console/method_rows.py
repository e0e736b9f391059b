"""What the method editor shows, as plain rows: words in every language, and what they are set to.

No Qt: the form makes widgets of it, tests read it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workshop_app.method.model import COMMON_LISTS, COMPARISONS, MODES, SettingShape
from workshop_app.method.takes import parts_of, places_of
from workshop_app.method.words import Lines, Text, expected_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workshop_app.method.edit_words import Path
    from workshop_app.method.model import Activity, KindShape, Method
    from workshop_app.words import Words

NOTHING: Final = ""
YES: Final = "yes"

_MINUTES: Final = ("1", "2", "3", "4", "5", "8", "10", "15", "20")

SHARED: Final[dict[str, tuple[str, ...]]] = {
    "about": ("title", "principle", "card", "safety"),
    "phases": ("phases",),
    "scales": ("scales",),
    "routines": ("routines",),
    "roles": ("roles", "tasks", "levels", "bands"),
    "others": ("forms", "tools", "definitions"),
}
"""The pages of what all activities share, with the tables of words on each."""


class Setting(NamedTuple):
    """One thing that can be set: chosen among ``options``, or typed where there are none.

    ``type`` is that of the method's settings; ``many`` lets several be chosen.
    """

    key: str
    label: str
    value: Any
    options: tuple[tuple[str, str], ...] = ()
    type: str = "text"
    many: bool = False

    @property
    def said(self) -> str:
        """The words of what is chosen, or what was typed."""
        if self.many:
            return ", ".join(words for key, words in self.options if key in self.value)
        return dict(self.options).get(self.value, "" if self.options else str(self.value))


class Line(NamedTuple):
    """Words in every language, with what belongs to them.

    ``entry`` is the id of a list's entry; the second word of a pair has none, so that its
    settings stand with the first.
    """

    path: Path
    label: str
    texts: Mapping[str, str]
    settings: tuple[Setting, ...] = ()
    entry: str = ""


class Section(NamedTuple):
    """A card of the form.

    ``grows`` says how: ``entry``, ``line``, ``slot``, ``take`` or not at all.
    """

    name: str
    title: str
    lines: tuple[Line, ...] = ()
    settings: tuple[Setting, ...] = ()
    grows: str = ""


def label(words: Words, group: str, name: str) -> str:
    """What the app calls something of a method; its own name where it has no words for it."""
    key = f"methods.{group}.{name}"
    return words(key) if words.has(key) else name.replace("_", " ").capitalize()


def activity_sections(
    method: Method, shapes: Mapping[str, KindShape], activity: Activity, words: Words
) -> list[Section]:
    """Everything that can be said and set about an activity."""
    made = _Activity(method, shapes, activity, words)
    return [
        Section("about", words("methods.section.about"), tuple(made.texts())),
        Section("how", words("methods.section.how"), settings=tuple(made.settings())),
        Section("script", label(words, "list", "script"), tuple(made.script()), grows="line"),
        *made.lists(),
        Section("takes", words("methods.section.takes"), tuple(made.takes()), grows="take"),
        Section("tips", label(words, "list", "tips"), tuple(made.lines("tips")), grows="line"),
    ]


def agenda_sections(method: Method, agenda: str, words: Words, *, own: bool) -> list[Section]:
    """An agenda's name, and its slots where it has some of its own."""
    line = _line(method, ("agendas", agenda), words("methods.text.title"))
    sections = [Section("about", words("methods.section.about"), (line,))]
    slots = []
    for place, slot in enumerate(method.agendas[agenda].slots if own else ()):
        title = titled(method, f"{slot.activity}.title", words)
        minutes = Setting("minutes", words("methods.minutes"), slot.minutes, type="whole")
        slots.append(Line((agenda, place), title, {}, (minutes,), slot.activity))
    if own:
        total = method.agendas[agenda].total
        title = words("methods.section.slots", minutes=total)
        sections.append(Section("slots", title, tuple(slots), grows="slot"))
    return sections


def shared_sections(method: Method, page: str, words: Words) -> list[Section]:
    """The words that all activities share, one page of them."""
    tree = expected_words(method)
    names = [name for name in SHARED[page] if name in tree]
    alone = [name for name in names if isinstance(tree[name], Text)]
    lines = tuple(line for name in alone for line in _walk(method, (name,), tree[name], words))
    sections = [Section("about", words("methods.section.about"), lines)]
    for name in names:
        if name not in alone:
            lines = tuple(_walk(method, (name,), tree[name], words))
            sections.append(Section(name, label(words, "shared", name), lines))
    return [section for section in sections if section.lines]


def titled(method: Method, key: str, words: Words) -> str:
    """A title in the window's language, or in the method's first."""
    language = words.language if words.language in method.languages else method.languages[0]
    return method.words[language].get(key, key)


# -- inside ------------------------------------------------------------------------------


def _line(method: Method, path: Path, label_: str) -> Line:
    shown = [part + 1 if isinstance(part, int) else part for part in path]
    if path[0] == "routines" and len(path) == 4:
        shown.pop(2)  # the steps stand directly below their routine
    key = ".".join(map(str, shown))
    texts = {one: method.words[one].get(key, "") for one in method.languages}
    return Line(path, label_, texts)


def _walk(method: Method, path: Path, node: Any, words: Words) -> Iterator[Line]:
    if isinstance(node, Text):
        *way, last = map(str, path)
        known = words.has(f"methods.text.{last}")
        shown = [*way[1:], label(words, "text", last) if known else last]
        yield _line(method, path, " · ".join(shown))
    elif isinstance(node, Lines):
        base = path[:-1] if node.bare else path
        count = len(method.texts(".".join(map(str, base)), method.languages[0]))
        for place in range(count):
            name = f"{path[1]} {place + 1}" if node.bare else str(place + 1)
            yield _line(method, (*path, place), name)
    elif hasattr(node, "items"):
        for name, inside in node.items():
            yield from _walk(method, (*path, name), inside, words)


class _Activity:
    """Reads the rows of one activity."""

    def __init__(
        self, method: Method, shapes: Mapping[str, KindShape], activity: Activity, words: Words
    ) -> None:
        self._method = method
        self._shapes = shapes
        self._shape = shapes[activity.kind]
        self._activity = activity
        self._words = words

    def texts(self) -> Iterator[Line]:
        """The words every activity has, and those of its kind."""
        for name in ("title", "aim", "question", *self._shape.texts, "live", "booklet"):
            yield _line(self._method, (self._activity.id, name), label(self._words, "text", name))

    def lines(self, name: str) -> Iterator[Line]:
        """A numbered list."""
        texts = self._method.texts(f"{self._activity.id}.{name}", self._method.languages[0])
        for place in range(len(texts)):
            yield _line(self._method, (self._activity.id, name, place), str(place + 1))

    def script(self) -> Iterator[Line]:
        """The script, each line with what the room sees meanwhile."""
        steps = {step.line: step for step in reversed(self._activity.steps)}
        shown = (
            *((f"view.{one}", label(self._words, "view", one)) for one in self._shape.views),
            *(
                (f"routine.{one}", titled(self._method, f"routines.{one}.name", self._words))
                for one in self._method.routines
            ),
        )
        for place, line in enumerate(self.lines("script")):
            step = steps.get(place + 1)
            if step is None:
                yield line
                continue
            value = f"routine.{step.routine}" if step.routine else f"view.{step.view}"
            several = len(self._method.routines.get(step.routine or "", ())) > 1
            minutes = "" if step.minutes is None or step.routine else f"{step.minutes:g}"
            settings = [Setting("step", self._words("methods.step"), value, shown)]
            if not several:
                settings.append(self._minutes(minutes))
            yield line._replace(settings=tuple(settings))

    def lists(self) -> Iterator[Section]:
        """The lists of the kind, the outcomes behind them."""
        for name in self._shape.lines:
            title = label(self._words, "list", name)
            yield Section(name, title, tuple(self.lines(name)), grows="line")
        for name in (*self._shape.lists, *COMMON_LISTS):
            lines = tuple(self._entries(name))
            yield Section(name, label(self._words, "list", name), lines, grows="entry")

    def takes(self) -> Iterator[Line]:
        """What is taken over: from which activity, which part of it, and where it goes."""
        words, id_ = self._words, self._activity.id
        goals = [(NOTHING, words("methods.takes.first"))]
        goals += [(one, self._part(self._activity, one)) for one in places_of(self._activity)]
        for place, take in enumerate(self._activity.takes):
            source = self._method.activities[take.source]
            parts = [(NOTHING, words("methods.takes.all"))]
            offered = parts_of(source, self._shapes[source.kind])
            parts += [(one, self._part(source, one)) for one in offered]
            into = goals
            if take.into not in dict(goals):
                into = [*goals, (take.into, self._part(self._activity, take.into))]
            yield Line(
                (id_, "takes", place),
                titled(self._method, f"{source.id}.title", words),
                {},
                (
                    Setting("part", words("methods.takes.part"), take.part, tuple(parts)),
                    Setting("into", words("methods.takes.into"), take.into, tuple(into)),
                ),
            )

    def _part(self, activity: Activity, part: str) -> str:
        """The words of a part or a place of an activity, such as ``stage/lane``."""
        said = []
        for id_ in part.removeprefix("outcome.").split("/"):
            keys = [f"{activity.id}.{name}.{id_}" for name in activity.lists]
            found = [one for key in keys if (one := titled(self._method, key, self._words)) != key]
            said.append(found[0] if found else label(self._words, "option", id_))
        return " / ".join(said)

    def settings(self) -> Iterator[Setting]:
        """What is set for the whole activity."""
        activity, method, words = self._activity, self._method, self._words
        yield Setting(
            "minutes_min", words("methods.minutes_min"), activity.minutes_min, type="whole"
        )
        yield Setting("minutes", words("methods.minutes"), activity.minutes, type="whole")
        yield self._choice("mode", SettingShape(required=True, allowed=MODES), activity.mode)
        many = (
            ("form", method.forms, activity.form),
            ("compare", COMPARISONS, activity.compare),
            ("source", dict.fromkeys(one.source for one in method.reading if one.source),
             activity.source),
        )
        for key, options, value in many:
            pairs = tuple((one, self._name_of(key, one)) for one in options)
            yield Setting(key, label(words, "setting", key), tuple(value), pairs, many=True)
        for key, setting in self._shape.settings.items():
            yield self._choice(key, setting, activity.setting(key))
        for key in ("comparable", "pause"):
            yield self._choice(key, SettingShape("truth"), getattr(activity, key))

    def _minutes(self, value: str) -> Setting:
        options = [(NOTHING, self._words("methods.none"))]
        options += [(one, self._words("console.minutes", n=one)) for one in _MINUTES]
        if value and value not in _MINUTES:
            options.append((value, self._words("console.minutes", n=value)))
        return Setting("minutes", self._words("methods.minutes"), value, tuple(options))

    def _entries(self, name: str) -> Iterator[Line]:
        shape = self._shape.lists.get(name) or COMMON_LISTS[name]
        for part in self._activity.list(name):
            path = (self._activity.id, name, part.id)
            settings = tuple(
                self._choice(key, setting, part.setting(key))
                for key, setting in shape.attributes.items()
            )
            if not shape.words:
                line = _line(self._method, path, part.id)
                yield line._replace(settings=settings, entry=part.id)
            for place, word in enumerate(shape.words):
                shown = f"{part.id} {label(self._words, 'word', word)}"
                line = _line(self._method, (*path, word), shown)
                yield line._replace(settings=settings, entry=part.id) if not place else line

    def _choice(self, key: str, shape: SettingShape, value: Any) -> Setting:
        """A setting with its options in words, and nothing where it may be left out."""
        name = label(self._words, "setting", key)
        if shape.type == "truth":
            options: Sequence[tuple[str, str]] = (
                (NOTHING, self._words("methods.no")),
                (YES, self._words("methods.yes")),
            )
            return Setting(key, name, YES if value else NOTHING, tuple(options), "truth")
        known = shape.allowed or self._referred(key, shape)
        options = [(one, self._name_of(shape.refers or key, one)) for one in known]
        if shape.many:
            return Setting(key, name, tuple(value or ()), tuple(options), shape.type, many=True)
        if options and not shape.required:
            options.insert(0, (NOTHING, self._words("methods.none")))
        return Setting(key, name, NOTHING if value is None else value, tuple(options), shape.type)

    def _referred(self, key: str, shape: SettingShape) -> tuple[str, ...]:
        """The ids a setting may name: of another list, or of the method."""
        refers = shape.refers
        if refers.startswith("method."):
            found = getattr(self._method, refers.removeprefix("method."), ())
            return tuple(getattr(one, "id", one) for one in found)
        # A poll's questions name columns without the kind saying so.
        name = refers or {"column": "columns", "known": "columns"}.get(key, "")
        return tuple(part.id for part in self._activity.list(name))

    def _name_of(self, key: str, option: str) -> str:
        """The words of an option: the method's own, the app's, or the option itself."""
        group = key.removeprefix("method.")
        for home in (f"{self._activity.id}.{group}", f"{self._activity.id}.{group}s"):
            said = titled(self._method, f"{home}.{option}", self._words)
            if said != f"{home}.{option}":
                return said
        for home in (f"{group}s.{option}", f"{group}.{option}"):
            said = titled(self._method, home, self._words)
            if said != home:
                return said
        app = f"methods.option.{option}"
        return self._words(app) if self._words.has(app) else option
