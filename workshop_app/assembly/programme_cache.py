"""What was read of session files, kept until they change: published figures and nothing else.

No title, client, name or key of anybody is in it, so erasing somebody has nothing to do here; and
an entry is called after a hash of its file's path. Whoever deletes the folder loses a few seconds.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workshop_app import __version__, paths
from workshop_app.assembly.programme_reading import Figures, FigureSet
from workshop_app.session.over_time import Measure, Measures
from workshop_app.session.review import Rate

if TYPE_CHECKING:
    from pathlib import Path

FORMAT: Final = 3
"""Raise it when what is kept, or what it means, changes."""

_LONGEST: Final = 90 * 24 * 3600
"""Seconds that an entry is kept after it was made."""


class Mark(NamedTuple):
    """By what an unchanged file is known."""

    size: int
    changed: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> Mark | None:
        """That of a file now; ``None`` where it cannot be said, or a change was interrupted."""
        try:
            found = path.stat()
            journal = path.with_name(f"{path.name}-journal")
            if journal.exists() and journal.stat().st_size:
                return None
        except OSError:
            return None
        return cls(found.st_size, found.st_mtime_ns, found.st_ino)


def folder() -> Path:
    """Where it lies."""
    return paths.cache_folder() / "programme"


def clear() -> None:
    """Forget everything that was read."""
    shutil.rmtree(folder(), ignore_errors=True)


def recall(path: Path, mark: Mark | None) -> Figures | None:
    """What was read of a file that has not changed since."""
    if mark is None:
        return None
    try:
        kept = json.loads(_place(path).read_text(encoding="utf-8"))
        if kept["of"] != [FORMAT, __version__, *mark]:
            return None
        return _figures(kept["figures"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def keep(path: Path, mark: Mark | None, figures: Figures) -> None:
    """Remember what was read, if the file is still the one it was read from."""
    if mark is None or Mark.of(path) != mark:
        return
    place = _place(path)
    partial = place.with_suffix(f".{os.getpid()}.new")
    kept = {"of": [FORMAT, __version__, *mark], "figures": _plain(figures)}
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        partial.replace(place)
    except OSError:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def tidy() -> None:
    """Take out what is old; the next look reads it again."""
    with suppress(OSError):
        for entry in folder().iterdir():
            if time.time() - entry.stat().st_mtime > _LONGEST:
                entry.unlink(missing_ok=True)


def _place(path: Path) -> Path:
    name = hashlib.sha256(os.fsencode(path.absolute())).hexdigest()
    return folder() / f"{name}.json"


# -- as JSON -----------------------------------------------------------------------------

_OF_MEASURES: Final = (
    *("key", "picture", "low", "high", "decimals", "signed", "steady", "lacks", "late"),
)


def _plain(figures: Figures) -> dict[str, Any]:
    root = figures.root
    return {
        **figures._asdict(),
        "root": [root[0], sorted(root[1])] if root else None,
        "sets": [_plain_set(one) for one in figures.sets],
        "rates": {name: list(rate) for name, rate in figures.rates.items()},
    }


def _plain_set(found: FigureSet) -> dict[str, Any]:
    now = found.measures
    values = [[one.id, one.value, dict(one.parts), one.margin] for one in now.measures]
    scale = {name: getattr(now, name) for name in _OF_MEASURES}
    return {**found._asdict(), "measures": {**scale, "values": values}}


def _figures(kept: dict[str, Any]) -> Figures:
    root = kept["root"]
    return Figures(**{
        **kept,
        "root": (str(root[0]), frozenset(root[1])) if root else None,
        "sets": tuple(_set(one) for one in kept["sets"]),
        "rates": {name: Rate(*rate) for name, rate in kept["rates"].items()},
    })  # fmt: skip


def _set(kept: dict[str, Any]) -> FigureSet:
    scale = dict(kept["measures"])
    values = tuple(
        Measure(id_, "", value, parts, margin) for id_, value, parts, margin in scale.pop("values")
    )
    texts = {language: tuple(said) for language, said in kept["texts"].items()}
    measures = Measures(caption="", heading="", measures=values, **scale)
    return FigureSet(**{**kept, "measures": measures, "texts": texts})
