"""Reads the words of a method and holds them against its structure, language by language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workshop_app.method.faults import near
from workshop_app.method.model import COMMON_LISTS

if TYPE_CHECKING:
    from workshop_app.method.activities import ReadActivity
    from workshop_app.method.faults import FaultList
    from workshop_app.method.lines import Path
    from workshop_app.method.model import Method
    from workshop_app.method.toml_file import TomlFile


@dataclass(frozen=True, slots=True)
class Text:
    """One text; an optional one must then be absent from every language."""

    required: bool = True


@dataclass(frozen=True, slots=True)
class Lines:
    """A numbered list of texts; those marked `blank` may be empty.

    Without a `count` every language must have as many as the first. `bare` ones are numbered
    directly under their table: routines.reveal.2.
    """

    count: int | None = None
    blank: tuple[bool, ...] = ()
    required: bool = True
    bare: bool = False


class Anything:
    """Words nothing can be said about, as their structure could not be read."""

    required = False


Node = Text | Lines | Anything | Mapping[str, "Node"]
"""What words are expected under a key."""

Tree = Mapping[str, Node]


def expected_words(method: Method) -> dict[str, Node]:
    """Give what method.toml needs words for."""
    cards = [step for steps in method.routines.values() for step in steps if step.view == "card"]
    tree: dict[str, Node] = {
        "title": Text(),
        "principle": Text(required=False),
        "card": Lines(required=bool(cards)),
        "safety": Lines(required=False),
        "phases": {phase.id: {"name": Text(), "line": Text()} for phase in method.phases},
        "scales": {
            scale.id: {str(point): Text() for point in scale.named if scale.points}
            for scale in method.scales.values()
        },
        "routines": {
            name: {"name": Text(), "steps": Lines(len(steps), bare=True)}
            for name, steps in method.routines.items()
        },
        "roles": _texts(method.roles),
        "tasks": _texts(method.roles),
        "levels": _texts(method.levels),
        "bands": _texts([band.id for band in method.bands]),
        "forms": _texts(method.forms),
        "tools": _texts(method.tools),
        "definitions": _texts(method.definitions),
        "agendas": _texts(method.agendas),
    }
    return {key: node for key, node in tree.items() if node != {}}


RESERVED = (
    *("title", "principle", "card", "safety", "phases", "scales", "routines", "roles", "tasks"),
    *("levels", "bands", "forms", "tools", "definitions", "agendas"),
)
"""The tables no activity may be called after."""


def expected_of(read: ReadActivity) -> Node:
    """Give what an activity needs words for."""
    if read.shape is None:
        return Anything()
    tree: dict[str, Node] = {
        "title": Text(),
        "aim": Text(),
        "question": Text(),
        "script": Lines(len(read.lines) if read.lines else None, read.lines or ()),
        "tips": Lines(required=False),
        "live": Text(required=False),
        "booklet": Text(required=False),
        **{name: Text(required) for name, required in read.shape.texts.items()},
        **{name: Lines(required=required) for name, required in read.shape.lines.items()},
    }
    for name in (*COMMON_LISTS, *read.shape.lists):
        if parts := read.activity.list(name):
            words = read.shape.lists[name].words if name in read.shape.lists else ()
            ids = [part.id for part in parts]
            tree[name] = {id_: _texts(words) for id_ in ids} if words else _texts(ids)
        elif not read.sure:
            tree[name] = Anything()
    return tree


def _texts(ids: Sequence[object] | Mapping[str, object]) -> Node:
    return {str(name): Text() for name in ids}


@dataclass(slots=True)
class Spoken:
    """The words of one language, with what is needed to compare it with the others."""

    words: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    absent: dict[str, tuple[str, int]] = field(default_factory=dict)


class WordReader:
    """Reads the word files of one language."""

    def __init__(self, tree: Tree, homes: Mapping[str, str], faults: FaultList) -> None:
        """Take the words to expect and the file (without .toml) in which each table belongs."""
        self._tree = tree
        self._homes = homes
        self._faults = faults

    def read(self, folder: str, files: Sequence[TomlFile], *, sure: bool) -> Spoken:
        """Read files that together hold a language; not `sure` = the structure is incomplete."""
        spoken = Spoken()
        found: dict[str, str] = {}
        for file in files:
            for key, value in file.values.items():
                if key in found:
                    self._fault(
                        file,
                        (key,),
                        "words for “{key}” are also in {other}",
                        key=key,
                        other=found[key],
                    )
                elif key in self._tree:
                    self._walk(self._tree[key], value, file, (key,), spoken)
                elif sure:
                    self._unknown(file, (key,), self._tree)
                found.setdefault(key, file.name)
        if not any(file.broken for file in files):
            self._note_missing(folder, files, found, spoken)
        return spoken

    def _note_missing(
        self, folder: str, files: Sequence[TomlFile], found: Mapping[str, str], spoken: Spoken
    ) -> None:
        names = [file.name for file in files]
        for key, node in self._tree.items():
            if key in found:
                continue
            home = f"{folder}/{self._homes.get(key, 'method')}.toml"
            place = (home if home in names else folder, 1)
            if _is_required(node):
                self._faults.add(*place, "there are no words for “{key}”", key=key)
            elif not isinstance(node, Anything):
                spoken.absent[key] = place

    def _walk(self, node: Node, value: Any, file: TomlFile, path: Path, spoken: Spoken) -> None:
        if isinstance(node, Text):
            if isinstance(value, str) and value.strip():
                self._keep(path, value, file, spoken)
            else:
                self._fault(file, path, "“{key}” must be a text in quotes", key=_dotted(path))
        elif isinstance(node, Lines):
            self._lines(node, value, file, path, spoken)
        elif isinstance(node, Mapping):
            self._table(node, value, file, path, spoken)

    def _table(self, node: Tree, value: Any, file: TomlFile, path: Path, spoken: Spoken) -> None:
        if not isinstance(value, dict):
            self._fault(file, path, "“{key}” must be a table", key=_dotted(path))
            return
        for key, inside in value.items():
            if key in node:
                self._walk(node[key], inside, file, (*path, key), spoken)
            else:
                free = [name for name in node if name not in value]
                self._unknown(file, (*path, key), free)
        for key, expected in node.items():
            if key in value:
                continue
            dotted = _dotted((*path, key))
            if _is_required(expected):
                self._fault(file, path, "there are no words for “{key}”", key=dotted)
            elif not isinstance(expected, Anything):
                spoken.absent[dotted] = (file.name, file.line(path))

    def _lines(self, node: Lines, value: Any, file: TomlFile, path: Path, spoken: Spoken) -> None:
        if not isinstance(value, list):
            self._fault(file, path, "“{key}” must be a list of texts", key=_dotted(path))
            return
        if node.count is not None and len(value) != node.count:
            self._fault(
                file,
                path,
                "“{key}” has {found} lines, but its steps are {wanted}",
                key=_dotted(path),
                found=len(value),
                wanted=node.count,
            )
            return
        base = path[:-1] if node.bare else path
        spoken.counts[_dotted(path)] = len(value)
        spoken.places[_dotted(path)] = (file.name, file.line(path))
        for place, text in enumerate(value):
            may_be_blank = place < len(node.blank) and node.blank[place]
            if isinstance(text, str) and (text.strip() or may_be_blank):
                self._keep((*base, place + 1), text, file, spoken, (*path, place))
            else:
                self._fault(
                    file,
                    (*path, place),
                    "line {number} of “{key}” must be a text in quotes",
                    number=place + 1,
                    key=_dotted(path),
                )

    def _keep(
        self, path: Path, text: str, file: TomlFile, spoken: Spoken, written: Path = ()
    ) -> None:
        key = _dotted(path)
        spoken.words[key] = text.strip()
        spoken.places[key] = (file.name, file.line(written or path))

    def _unknown(self, file: TomlFile, path: Path, options: Sequence[str] | Tree) -> None:
        self._fault(
            file,
            path,
            "words for “{key}”, which does not exist",
            near=near(str(path[-1]), options),
            key=_dotted(path),
        )

    def _fault(
        self,
        file: TomlFile,
        path: Path,
        template: str,
        /,
        near: tuple[str, ...] = (),
        **fields: object,
    ) -> None:
        self._faults.add(file.name, file.line(path), template, near, **fields)


def compare_languages(spoken: Mapping[str, Spoken], faults: FaultList) -> None:
    """Note what one language says and another does not, where the structure leaves it free."""
    for language, own in spoken.items():
        for other, theirs in spoken.items():
            if other != language:
                _compare(own, theirs, other, faults)


def _compare(own: Spoken, theirs: Spoken, other: str, faults: FaultList) -> None:
    for key, place in own.absent.items():
        if key in theirs.words or key in theirs.counts:
            faults.add(
                *place,
                "there are no words for “{key}”, as there are in “{other}”",
                key=key,
                other=other,
            )
    for key, count in own.counts.items():
        if count < theirs.counts.get(key, 0):
            faults.add(
                *own.places[key],
                "“{key}” has {found} lines, but {wanted} in “{other}”",
                key=key,
                found=count,
                wanted=theirs.counts[key],
                other=other,
            )
    for key, text in own.words.items():
        if not text and theirs.words.get(key):
            faults.add(
                *own.places[key], "“{key}” is empty, but not in “{other}”", key=key, other=other
            )


def _is_required(node: Node) -> bool:
    return isinstance(node, Mapping) or node.required


def _dotted(path: Path) -> str:
    return ".".join(map(str, path))
