"""Changes an own method's text files: checked as a whole before a file is touched, undoable."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from workshop_app.atomic import write_bytes
from workshop_app.errors import Errors, UserError
from workshop_app.method.faults import MethodError
from workshop_app.method.folder import checking, not_written, texts_of, write_texts
from workshop_app.method.loader import load_method

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from tomlkit import TOMLDocument

    from workshop_app.method.faults import Fault
    from workshop_app.method.model import KindShape, Method

_MOST_SAID: Final = 3
_MOST_UNDONE: Final = 200


class Files:
    """The method's files while they are changed; comments and order stay."""

    def __init__(self, texts: Mapping[str, bytes]) -> None:
        """Start with what is on the disk."""
        self._texts = {name: data.decode("utf-8-sig") for name, data in texts.items()}
        self._documents: dict[str, TOMLDocument] = {}

    def document(self, name: str) -> TOMLDocument:
        """A file to change in place."""
        import tomlkit

        if name not in self._documents:
            self._documents[name] = tomlkit.parse(self._texts.get(name, ""))
        return self._documents[name]

    def text(self, name: str) -> str:
        """A file as it stands now; empty where there is none."""
        if name in self._documents:
            return self._documents[name].as_string()
        return self._texts.get(name, "")

    def write(self, name: str, text: str) -> None:
        """Replace a file's text."""
        self._documents.pop(name, None)
        self._texts[name] = text

    def named(self, folder: str) -> list[str]:
        """The files of a folder, in the loader's order."""
        known = {*self._texts, *self._documents}
        return sorted(name for name in known if name.rpartition("/")[0] == folder)

    def home(self, folder: str, key: str) -> str | None:
        """The file of a folder in which a table stands."""
        import tomllib

        for name in self.named(folder):
            if key in self.text(name) and key in tomllib.loads(self.text(name).replace("\r", "")):
                return name
        return None

    def words(self, language: str, key: str) -> str:
        """The file with the words of a table; where they go if there are none yet."""
        found = self.home(f"words/{language}", key)
        return found or f"words/{language}/method.toml"

    def activity(self, id_: str) -> Any:
        """An activity's table, to change in place."""
        name = self.home("activities", id_)
        if name is None:
            raise KeyError(id_)
        return self.document(name)[id_]

    def all(self) -> dict[str, bytes]:
        """Every file as it stands now."""
        known = {*self._texts, *self._documents}
        return {name: self.text(name).encode() for name in sorted(known)}


class MethodEdit:
    """An own method that is being edited; what would leave a fault changes nothing."""

    def __init__(self, folder: Path, shapes: Mapping[str, KindShape]) -> None:
        """Load it.

        Raises:
            MethodError: if it has faults; those are mended in the files.
        """
        self.folder = folder
        self.shapes = shapes
        self.method: Method = load_method(folder, shapes)
        self._done: list[dict[str, tuple[bytes | None, bytes | None]]] = []

    @property
    def can_undo(self) -> bool:
        """Whether something was changed since it was opened."""
        return bool(self._done)

    def files(self) -> Files:
        """The files as they are, to read or to try something on.

        Raises:
            UserError: if one cannot be read.
        """
        return Files(self._read())

    @contextmanager
    def changing(self) -> Iterator[Files]:
        """One change: files to alter, which are checked and written at the end.

        Raises:
            UserError: with the faults it would have left, or for a full disk; all is as before.
        """
        before = self._read()
        files = Files(before)
        yield files
        after = files.all()
        changed = {name: data for name, data in after.items() if before.get(name) != data}
        if not changed:
            return
        self.method = self._checked(after)
        self._write(changed, before)
        self._done.append({name: (before.get(name), data) for name, data in changed.items()})
        del self._done[:-_MOST_UNDONE]

    def first_of(self, *tries: Callable[[Files], None]) -> None:
        """Make the first change that leaves no fault; else raise what the first one said."""
        refused: UserError | None = None
        for change in tries:
            try:
                with self.changing() as files:
                    change(files)
            except UserError as error:
                refused = refused or error
            else:
                return
        if refused is not None:
            raise refused

    def undo(self) -> bool:
        """Take the last change back; `False` where there is none.

        Raises:
            UserError: if the files were changed by somebody else since.
        """
        if not self._done:
            return False
        present = self._read()
        last = self._done[-1]
        if any(present.get(name) != after for name, (_, after) in last.items()):
            raise UserError(
                "The files of this method were changed outside this window.",
                "Nothing was taken back.",
                "Close the editor and open it again to go on.",
            )
        former = {**present}
        for name, (before, _) in last.items():
            if before is None:
                del former[name]
            else:
                former[name] = before
        self.method = self._checked(former)
        self._write({name: before for name, (before, _) in last.items()}, present)
        self._done.pop()
        return True

    # -- inside --------------------------------------------------------------------------

    def _read(self) -> dict[str, bytes]:
        try:
            return texts_of(self.folder)
        except OSError as error:
            raise not_written(self.folder.name, error) from error

    def _checked(self, texts: Mapping[str, bytes]) -> Method:
        try:
            with checking(self.folder.parent, self.folder.name) as fresh:
                write_texts(fresh, texts, durable=False)
                return load_method(fresh, self.shapes)
        except MethodError as error:
            raise refusal(error.faults) from error

    def _write(
        self, changed: Mapping[str, bytes | None], before: Mapping[str, bytes]
    ) -> None:
        """Write the changed files, or put back those that were written before one failed."""
        written: list[str] = []
        try:
            for name, data in changed.items():
                self._put(name, data)
                written.append(name)
        except BaseException:
            for name in written:
                self._put(name, before.get(name))
            self.method = load_method(self.folder, self.shapes)
            raise

    def _put(self, name: str, data: bytes | None) -> None:
        path = self.folder / name
        if data is None:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, data)


def refusal(faults: Sequence[Fault]) -> UserError:
    """A change that would leave faults, with the first of them."""
    said = Errors(fault.error for fault in faults[:_MOST_SAID])
    more = len(faults) - len(said)
    if more > 0:
        return UserError(
            "That does not fit the rest of the method:\n{faults}\nAnd more of the kind: {more}.\n",
            "Nothing was changed.",
            faults=said,
            more=more,
        )
    return UserError(
        "That does not fit the rest of the method:\n{faults}\n",
        "Nothing was changed.",
        faults=said,
    )
