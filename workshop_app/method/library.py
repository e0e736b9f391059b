"""Where methods live: the built-in ones, and a facilitator's own in a folder of their own."""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workshop_app import paths
from workshop_app.atomic import check_output
from workshop_app.errors import UserError
from workshop_app.method.archive import SUFFIX, read_archive, write_archive
from workshop_app.method.faults import named, near
from workshop_app.method.folder import (
    checking,
    next_free,
    not_written,
    placing,
    put_back,
    slug,
    texts_of,
    write_texts,
)
from workshop_app.method.loader import load_method

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from workshop_app.method.model import KindShape, Method

_DELETED: Final = ".deleted"
_LARGEST: Final = 256 * 1024


class Entry(NamedTuple):
    """A method of the library, not yet loaded; ``titles`` by language, as far as readable."""

    id: str
    folder: Path
    built_in: bool
    version: int = 0
    titles: Mapping[str, str] = {}

    def title(self, language: str) -> str:
        """What it is called in a language, or in the first it has, or its id."""
        return self.titles.get(language) or next(iter(self.titles.values()), self.id)


class Library:
    """Every method there is; ``shapes`` is what the kinds ask of them."""

    def __init__(
        self,
        shapes: Mapping[str, KindShape],
        own: Path | None = None,
        built_in: Path | None = None,
    ) -> None:
        """Stand on the user's own folder and the app's, unless others are given."""
        self.shapes = shapes
        self._own = own or paths.own_methods()
        self._built_in = built_in or paths.resources() / "methods"

    # -- reading -------------------------------------------------------------------------

    def entries(self) -> tuple[Entry, ...]:
        """The built-in methods, then the own ones by id."""
        put_back(self._own)
        found: dict[str, Entry] = {}
        for home, built_in in ((self._built_in, True), (self._own, False)):
            for folder in sorted(_folders(home)):
                entry = _entry(folder, built_in=built_in)
                if entry.id in found:
                    entry = entry._replace(id=next_free(folder.name, set(found)))
                found[entry.id] = entry
        return tuple(found.values())

    def entry(self, id_: str) -> Entry:
        """One of them.

        Raises:
            UserError: if there is none of that id.
        """
        entries = {entry.id: entry for entry in self.entries()}
        if id_ in entries:
            return entries[id_]
        raise UserError(
            "There is no method “{id}”.",
            "Nothing was changed.",
            "Choose one of: {known}.",
            id=id_,
            known=named(near(id_, entries) or entries),
        )

    def load(self, id_: str) -> Method:
        """Read and check one.

        Raises:
            UserError: if there is none of that id, or (`MethodError`) if it has faults.
        """
        return load_method(self.entry(id_).folder, self.shapes)

    # -- changing ------------------------------------------------------------------------

    def duplicate(self, id_: str, titles: str | Mapping[str, str], new_id: str = "") -> Entry:
        """Make an own method of another; a title for all languages, or one for each.

        Raises:
            UserError: if it cannot be read or written, or ``new_id`` is taken.
        """
        source = self.entry(id_)
        method = load_method(source.folder, self.shapes)
        said = titles if not isinstance(titles, str) else dict.fromkeys(method.languages, titles)
        said = {language: " ".join(text.split()) for language, text in said.items()}
        if not all(said.get(language) for language in method.languages):
            raise UserError(
                "The new method has no title yet.",
                "Nothing was made.",
                "Give it a title in each of its languages.",
            )
        wanted = new_id or slug(said[method.languages[0]]) or f"{method.id}-own"
        texts = self._renamed(texts_of(source.folder), self._free(wanted, exact=bool(new_id)))
        for language in method.languages:
            name = f"words/{language}/method.toml"
            texts[name] = _with_value(texts[name], "title", said[language])
        return self._place(texts)

    def delete(self, id_: str) -> None:
        """Take an own method away; `restore` brings the last one back.

        Raises:
            UserError: if it is built in, is not there, or cannot be moved.
        """
        entry = self.entry(id_)
        if entry.built_in:
            raise UserError(
                "“{title}” comes with the app and cannot be deleted.",
                "Nothing was changed.",
                "Duplicate it and change the copy.",
                title=entry.title("en"),
            )
        bin_ = self._own / _DELETED
        try:
            if bin_.exists():
                shutil.rmtree(bin_)
            bin_.mkdir()
            entry.folder.rename(bin_ / entry.folder.name)
        except OSError as error:
            raise not_written(entry.id, error) from error

    def restore(self) -> Entry | None:
        """Bring back what was deleted last; ``None`` where there is nothing."""
        folders = sorted(_folders(self._own / _DELETED))
        if not folders:
            return None
        folder = self._own / folders[0].name
        if folder.exists():
            return None
        try:
            folders[0].rename(folder)
        except OSError as error:
            raise not_written(folder.name, error) from error
        return _entry(folder, built_in=False)

    def export(self, id_: str, path: Path) -> Path:
        """Write a method as one file; returns where, as the suffix is added if it lacks.

        Raises:
            UserError: if the method has faults, or the file cannot be written.
        """
        entry = self.entry(id_)
        load_method(entry.folder, self.shapes)
        if path.name in ("", ".."):
            check_output(path)
        if path.suffix != SUFFIX:
            path = path.with_name(f"{path.name}{SUFFIX}")
        write_archive(path, texts_of(entry.folder))
        return path

    def import_file(self, path: Path, *, replace: bool = False) -> Entry:
        """Take a method's file in; an id that is taken gets a number, or is replaced.

        Raises:
            UserError: for a file that is no method's, or (`MethodError`) one with faults.
        """
        texts = read_archive(path)
        with checking(self._own, path.stem) as fresh:
            write_texts(fresh, texts)
            method = load_method(fresh, self.shapes)
        mine = {entry.id: entry for entry in self.entries() if not entry.built_in}
        if replace and method.id in mine:
            return self._place(texts, mine[method.id].folder)
        return self._place(self._renamed(texts, self._free(method.id)))

    # -- inside --------------------------------------------------------------------------

    def _free(self, wanted: str, *, exact: bool = False) -> str:
        taken = {entry.id for entry in self.entries()}
        taken |= {folder.name for folder in _folders(self._own)}
        if exact and (wanted in taken or slug(wanted) != wanted):
            raise UserError(
                "“{id}” cannot be the id of a new method.",
                "Nothing was made.",
                "Choose one of a–z, 0–9 and - that no other method has.",
                id=wanted,
            )
        return next_free(wanted, taken)

    def _renamed(self, texts: Mapping[str, bytes], id_: str) -> dict[str, bytes]:
        return {**texts, "method.toml": _with_value(texts["method.toml"], "id", id_)}

    def _place(self, texts: Mapping[str, bytes], folder: Path | None = None) -> Entry:
        """Write a method to its folder after checking it there."""
        if folder is None:
            folder = self._own / str(_values(texts["method.toml"])["id"])
        with placing(folder) as fresh:
            write_texts(fresh, texts)
            load_method(fresh, self.shapes)
        return _entry(folder, built_in=False)


def _folders(home: Path) -> list[Path]:
    try:
        return [
            path for path in home.iterdir() if path.is_dir() and not path.name.startswith(".")
        ]
    except OSError:
        return []


def _entry(folder: Path, *, built_in: bool) -> Entry:
    """What can be said of a method without loading it; of a broken one its folder's name."""
    top = _read(folder / "method.toml")
    id_, version = top.get("id"), top.get("version")
    languages = top.get("languages")
    titles: dict[str, str] = {}
    for language in languages if isinstance(languages, list) else ():
        title = _read(folder / "words" / str(language) / "method.toml").get("title")
        if isinstance(title, str) and title.strip():
            titles[str(language)] = title.strip()
    return Entry(
        id_ if isinstance(id_, str) and slug(id_.replace("_", "-")) else folder.name,
        folder,
        built_in,
        version if isinstance(version, int) else 0,
        titles,
    )


def _read(path: Path) -> dict[str, Any]:
    with suppress(OSError):
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
        return _values(data) if len(data) <= _LARGEST else {}
    return {}


def _values(data: bytes) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except (ValueError, RecursionError):
        return {}


def _with_value(data: bytes, key: str, value: str) -> bytes:
    """A TOML text with another value of a key; comments and order stay."""
    import tomlkit

    document = tomlkit.parse(data.decode("utf-8-sig"))
    document[key] = value
    return document.as_string().encode()
