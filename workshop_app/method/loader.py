"""Loads a method from its folder: all of it, or a report of everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_app.atomic import name_of
from workshop_app.method.activities import ActivityReader, ReadActivity
from workshop_app.method.agendas import read_agendas
from workshop_app.method.faults import FaultList, MethodError, TooManyFaultsError
from workshop_app.method.structure import read_structure, vocabulary_of
from workshop_app.method.table import Table, Vocabulary
from workshop_app.method.takes import check_takes
from workshop_app.method.toml_file import TomlFile, read_toml
from workshop_app.method.words import (
    RESERVED,
    Anything,
    Node,
    Spoken,
    WordReader,
    compare_languages,
    expected_of,
    expected_words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop_app.method.model import KindShape, Method

MOST_FILES = 60
"""In one folder of a method; a hostile one could hold millions."""

LARGEST_METHOD = 1024 * 1024
"""Bytes; several times what all activities take in two languages."""


def load_method(folder: Path, shapes: Mapping[str, KindShape]) -> Method:
    """Read and check a method; `shapes` says under each kind's key what its activities hold.

    Raises:
        MethodError: with every fault, its file and its line.
    """
    loader = _Loader(folder, shapes)
    try:
        method = loader.load()
    except TooManyFaultsError:
        method = None
    if method is None or loader.faults.found:
        raise MethodError(name_of(folder), loader.faults.found)
    return method


@dataclass(frozen=True, slots=True)
class _Activities:
    """All activities, in the order of their files; `whole` unless a file could not be read."""

    read: Mapping[str, ReadActivity]
    homes: Mapping[str, str]
    whole: bool


class _Loader:
    def __init__(self, folder: Path, shapes: Mapping[str, KindShape]) -> None:
        self.faults = FaultList()
        self._folder = folder
        self._shapes = shapes
        self._size = 0

    def load(self) -> Method | None:
        """Read the structure, then the words it needs; `None` where there is nothing to read."""
        if not self._has_structure():
            self.faults.add(
                "method.toml", 1, "there is no readable file of this name; every method has one"
            )
            return None
        file = read_toml(self._folder, self._folder / "method.toml", self.faults)
        top = Table(file, (), file.values, FaultList() if file.broken else self.faults)
        method = read_structure(top)
        vocabulary: Vocabulary = vocabulary_of(method)
        if file.broken:
            vocabulary = dict.fromkeys(vocabulary)
        activities = self._activities(method, vocabulary)
        order = {phase.id: place for place, phase in enumerate(method.phases)}
        known = {
            read.activity.id: read.activity
            for read in sorted(
                activities.read.values(),
                key=lambda read: order.get(read.activity.phase, len(order)),
            )
        }
        agendas = read_agendas(top, known if activities.whole else None)
        top.finish()
        method = method._replace(activities=known, agendas=agendas)
        tree: dict[str, Node] = dict(expected_words(method))
        if file.broken:
            tree = {key: Anything() for key in RESERVED}
        for name, read in activities.read.items():
            tree.setdefault(name, expected_of(read))
        reader = WordReader(tree, activities.homes, self.faults)
        sure = activities.whole and not file.broken
        return method._replace(words=self._words(method.languages, reader, sure=sure))

    def _has_structure(self) -> bool:
        try:
            return (self._folder / "method.toml").is_file()
        except OSError:
            return False

    def _activities(self, method: Method, vocabulary: Vocabulary) -> _Activities:
        files = self._files("activities")
        reader = ActivityReader(method, vocabulary, self._shapes)
        found: dict[str, ReadActivity] = {}
        homes: dict[str, str] = {}
        tables: dict[str, Table] = {}
        for file in files:
            top = Table(file, (), file.values, self.faults)
            for name, table in top.named_tables():
                if name in RESERVED:
                    table.fault("“{id}” is a table of the method's own words", id=name)
                elif name in found:
                    table.fault(
                        "“{id}” is used twice, also in {other}",
                        id=name,
                        other=f"activities/{homes[name]}.toml",
                    )
                else:
                    found[name] = reader.read(name, table)
                    homes[name] = Path(file.name).stem
                    tables[name] = table
        whole = bool(files) and not any(file.broken for file in files)
        if whole:
            for name, table in tables.items():
                check_takes(table, found[name].activity, found)
        return _Activities(found, homes, whole)

    def _words(
        self, languages: tuple[str, ...], reader: WordReader, *, sure: bool
    ) -> dict[str, Mapping[str, str]]:
        there = _folders(self._folder / "words")
        spoken: dict[str, Spoken] = {}
        for language in languages or there:
            if language not in there:
                self.faults.add(
                    f"words/{language}",
                    1,
                    "there is no folder with the words in “{language}”",
                    language=language,
                )
                continue
            files = self._files(f"words/{language}")
            spoken[language] = reader.read(f"words/{language}", files, sure=sure)
        for language in there if languages else ():
            if language not in languages:
                self.faults.add(
                    f"words/{language}",
                    1,
                    "“languages” in method.toml does not name “{language}”",
                    language=language,
                )
        compare_languages(spoken, self.faults)
        return {language: said.words for language, said in spoken.items()}

    def _files(self, name: str) -> list[TomlFile]:
        """Read the .toml files of a folder, by name."""
        try:
            paths = sorted(
                path
                for path in (self._folder / name).iterdir()
                if path.suffix == ".toml" and path.is_file()
            )
            self._size += sum(path.stat().st_size for path in paths)
        except OSError as error:
            self.faults.add(
                name, 1, "the folder cannot be read: {reason}", reason=error.strerror or error
            )
            return []
        if len(paths) > MOST_FILES:
            self.faults.add(name, 1, "there are more than {most} files", most=MOST_FILES)
            raise TooManyFaultsError
        if self._size > LARGEST_METHOD:
            self.faults.add(name, 1, "the method is larger than {most} bytes", most=LARGEST_METHOD)
            raise TooManyFaultsError
        if not paths:
            self.faults.add(name, 1, "there are no .toml files in this folder")
        return [read_toml(self._folder, path, self.faults) for path in paths]


def _folders(folder: Path) -> list[str]:
    try:
        return sorted(path.name for path in folder.iterdir() if path.is_dir())
    except OSError:
        return []  # every language will be found missing
