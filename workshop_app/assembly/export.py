"""A session for other programs: workbook, long CSV, JSON, calendar and pictures.

What leaves is what the room has seen: tables and counts hold only what may show, notes only those
that were not held back, pledges only shared ones, and names only of those who agreed.
"""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app import atomic
from workshop_app.assembly import export_data, export_sheets
from workshop_app.assembly.closing import phase_closed_by
from workshop_app.assembly.photos import named_photos
from workshop_app.assembly.scene import view_scenes
from workshop_app.assembly.spoken import words_in
from workshop_app.directions import unsigned
from workshop_app.errors import UserError
from workshop_app.figures.theme import THEMES
from workshop_app.kinds import registry
from workshop_app.session.live import Moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from workshop_app.assembly.scene import Scene
    from workshop_app.session.agenda import Slot
    from workshop_app.session.workshop import Workshop
    from workshop_app.words import Words

    Draw = Callable[[Scene, Path], None]
    """Writes a scene to a file of its ending."""

    Progress = Callable[[float], None]
    """Told how much is done, from 0 to 1, again and again; what it raises ends the work."""

PICTURES: Final = "pictures"
FORMATS: Final = ("xlsx", "csv", "json", "ics", PICTURES)
ALL: Final = "all"

_EFFORT: Final = {PICTURES: 20, "xlsx": 3}
"""How long a format takes beside the others, for the progress of all."""


class Wanted(NamedTuple):
    """A format and where it goes: a file, or for pictures a folder."""

    format: str
    path: Path


def wanted(session: Path, to: Path, format_: str = "") -> list[Wanted]:
    """What is written where.

    ``to`` is a file of the format's ending, or a folder, in which files are called as the session.
    Without a format the ending of ``to`` says it, and a folder gets all. Raises `UserError` where
    the two do not go together.
    """
    ending = to.suffix.lower().removeprefix(".")
    is_folder = to.is_dir()
    if not format_:
        format_ = ending if ending in FORMATS and not is_folder else ALL
    if not is_folder and format_ == ending:
        return [Wanted(format_, to)]
    if not is_folder and (to.exists() or (ending in FORMATS and format_ != PICTURES)):
        raise UserError(
            "{name} is no place for this: {format} goes into a folder or a file of its own ending.",
            "Nothing was written.",
            "Give a folder, or leave the format out.",
            name=atomic.name_of(to),
            format=format_,
        )
    if format_ == PICTURES:
        return [Wanted(PICTURES, to)]
    chosen = FORMATS if format_ == ALL else (format_,)
    return [
        Wanted(one, to / (PICTURES if one == PICTURES else f"{session.stem}.{one}"))
        for one in chosen
    ]


def export(
    workshop: Workshop,
    files: list[Wanted],
    *,
    language: str | None = None,
    draw: Draw | None = None,
    progress: Progress = lambda _: None,
    now: datetime | None = None,
) -> list[Path]:
    """Write what is `wanted` and return the paths; each file is whole or absent.

    ``draw`` writes the pictures; without it they are SVG. Raises `UserError`, and whatever
    ``progress`` raises.
    """
    words = words_in(workshop, language)
    before, whole = 0, sum(_EFFORT.get(one.format, 1) for one in files)
    for one in files:
        _make_folder(one.path if one.format == PICTURES else one.path.parent)
        effort = _EFFORT.get(one.format, 1)
        tell = partial(_tell, progress, before / whole, effort / whole)
        before += effort
        tell(0.0)
        if one.format == PICTURES:
            write_pictures(workshop, one.path, draw or _as_svg, tell)
        elif one.format == "ics":
            write_calendar(workshop, one.path, words, now or datetime.now(UTC))
        else:
            _WRITERS[one.format](workshop, one.path, words, tell)
    progress(1.0)
    return [one.path for one in files]


def _tell(progress: Progress, before: float, share: float, done: float) -> None:
    progress(before + share * min(done, 1.0))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            "The folder {folder} could not be made: {reason}.",
            "Nothing was written.",
            "Choose a folder you can write to.",
            folder=folder,
            reason=error.strerror or error,
        ) from error


# -- one function for each format --------------------------------------------------------


def write_xlsx(workshop: Workshop, path: Path, words: Words, progress: Progress) -> None:
    """A sheet for each activity, the notes, and what the ids of the method mean."""
    from workshop_app.export.workbook import write_workbook

    notes = export_sheets.placed_notes(workshop, words)
    book = export_sheets.book_of(workshop, words, notes, lambda: progress(0.0))
    write_workbook(book, path, lambda done, rows: progress(done / max(rows, 1)))


def write_csv(workshop: Workshop, path: Path, words: Words, progress: Progress) -> None:
    """One long list of counts and cells."""
    from workshop_app.export.long_csv import write_lines

    write_lines(export_data.lines(workshop, words), path, lambda: progress(0.5))


def write_json(workshop: Workshop, path: Path, words: Words, progress: Progress) -> None:
    """Everything by the method's ids; docs/export.md has its shape."""
    progress(0.0)
    data = export_data.data(workshop, words, export_sheets.placed_notes(workshop, words))
    progress(0.5)
    text = json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False)
    progress(0.9)
    atomic.write_bytes(path, f"{unsigned(text)}\n".encode(errors="replace"))


def write_calendar(workshop: Workshop, path: Path, words: Words, now: datetime) -> None:
    """The days on which something is looked at again; each keeps its name from file to file."""
    from workshop_app.export.dates import write_days

    age = now - export_data.made_at(workshop)
    minutes = max(int(age.total_seconds() // 60), 0)
    write_days(export_data.days(workshop, words), path, workshop.info.title, now, minutes)


def write_pictures(
    workshop: Workshop, folder: Path, draw: Draw, progress: Progress
) -> list[Path]:
    """Every picture of results as the stage shows it, and the photos; all or none."""
    partial = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    made: list[Path] = []
    try:
        partial.mkdir()
        for name, shown, done in _scenes(workshop):
            progress(done)
            for ending in (".png", ".svg") if draw is not _as_svg else (".svg",):
                draw(shown, partial / f"{name}{ending}")
                made.append(folder / f"{name}{ending}")
        for name, data in named_photos(workshop):
            (partial / name).write_bytes(data)
            made.append(folder / name)
        for path in made:
            (partial / path.name).replace(path)
    except OSError as error:
        raise UserError(
            "{name} could not be written: {reason}.",
            "What was there before is unchanged.",
            "Choose a folder you can write to, with room on the disk.",
            name=folder.name,
            reason=error.strerror or error,
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return made


_WRITERS = {"xlsx": write_xlsx, "csv": write_csv, "json": write_json}


# -- pictures ----------------------------------------------------------------------------


def _as_svg(shown: Scene, path: Path) -> None:
    from workshop_app.figures.svg import to_svg

    atomic.write_bytes(path, to_svg(shown.figure, THEMES["light"]).encode())


def _scenes(workshop: Workshop) -> Iterator[tuple[str, Scene, float]]:
    """Each page of each picture with its name, and how much of all of them came before."""
    slots = workshop.slots()
    for number, slot in enumerate(slots, 1):
        for view, ends in _views(workshop, slot):
            for shown in view_scenes(workshop, slot.activity, view, ends=ends):
                if shown.secret:
                    break
                many = f" {shown.page + 1}" if shown.pages > 1 else ""
                part = (shown.page / shown.pages + number - 1) / len(slots)
                yield f"{number:02d} {slot.activity} {view}{many}", shown, part


def _views(workshop: Workshop, slot: Slot) -> list[tuple[str, tuple[str] | None]]:
    """The views of results that the day's steps show, else the richest; the last with its ends."""
    context = workshop.context(slot.activity)
    kind = registry.kind(context.activity.kind)
    if kind.is_empty(kind.results(context)):
        return []
    steps = [step.view for step in context.activity.steps]
    drawn = [view for view in dict.fromkeys(steps) if view in (*kind.picture_views, "content")]
    last = slot.key, max(len(steps) - 1, 0)
    ends = (phase_closed_by(workshop, Moment(*last)),)
    shown = drawn or list(kind.picture_views[-1:])
    return [(view, ends if view == shown[-1] else None) for view in shown]
