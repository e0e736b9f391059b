"""Booklets: a full day's for the group against bare reportlab, and everybody's own in one go."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.measure import median, paired, paired_ratio, report, seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workshop_app.booklet.edition import Edition
    from workshop_app.session.workshop import Workshop

READERS = 200
_PEOPLE = 24
_RUNS = 5
_MIB = 1024 * 1024


def booklet() -> None:
    """What the group's booklet draws, and the same drawn by reportlab with nothing around it."""
    from workshop_app.assembly.booklet import edition_of, make_booklet

    with tempfile.TemporaryDirectory() as folder:
        workshop = full_day(Path(folder) / "day.workshop", _PEOPLE)
        path = Path(folder) / "booklet.pdf"
        strokes, pages = _drawn(edition_of(workshop))

        def ours() -> None:
            make_booklet(workshop, path)

        times, floor = paired(ours, lambda: _replay(strokes), 9)
        workshop.file.close()
    texts = sum(name == "drawString" for name, _ in strokes)
    report(
        "booklet",
        median(times),
        "ms",
        median(floor),
        "ratio <= 1.5, value <= 3000",
        f"a full day's booklet of {pages} pages from the session to the file, against bare "
        f"reportlab making the same {len(strokes)} calls ({texts} texts) with the same fonts",
        paired_ratio(times, floor),
    )


def booklets() -> None:
    """Everybody's own booklet, one after the other, in a process of their own for its memory."""
    with tempfile.TemporaryDirectory() as folder:
        full_day(Path(folder) / "day.workshop", READERS).file.close()
        code = f"from benchmarks.booklet import print_all; print_all({folder!r})"
        subprocess.run([sys.executable, "-c", code], check=True)


def print_all(folder: str) -> None:
    """Print the booklets of the session in a folder; says how long it took and what it needed."""
    from workshop_app.assembly.orders import personal_orders
    from workshop_app.assembly.press import press
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import SessionFile

    made: list[int] = []
    with SessionFile.open(Path(folder) / "day.workshop", writable=False) as file:
        workshop = Workshop(file)
        orders = personal_orders(Path(folder), workshop.people())

        def work() -> None:
            made.extend(one.pages for one in press(workshop, orders))

        taken = seconds(work)
    report(
        "booklets", taken, "s", 40.0, "value <= 40",
        f"{len(made)} personal booklets of {sum(made)} pages, one after the other",
    )
    peak = _peak()
    report("booklets-memory", peak, "MiB", 300.0, "value <= 300", "the most memory that took")


def _peak() -> float:
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / _MIB if sys.platform == "darwin" else used / 1024


def stalls() -> None:
    """What the console feels while booklets are printed beside it, in processes of their own."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "day.workshop"
        full_day(path, _PEOPLE).file.close()
        command = [sys.executable, "-m", "benchmarks.stalls", str(path)]
        runs = [
            json.loads(subprocess.run(command, env=environment, check=True, stdout=-1).stdout)
            for _ in range(_RUNS)
        ]
    middle = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    for name, about in (("first", "the first booklets of a process"), ("later", "later ones")):
        report(
            f"booklets-stall-{name}",
            middle[name],
            "ms",
            max(middle["quiet"], 1.0),
            "value <= 50 ms",
            f"the longest time that the event loop did not get round while {about} were printed, "
            f"{_PEOPLE} in one go, the middle one of {_RUNS} runs; "
            f"{max(run[name] for run in runs):.0f} ms in the worst. Against 2 s of doing nothing",
        )
    report(
        "booklets-beside-memory", middle["memory"], "MiB", 300.0, "value <= 300 MiB",
        "the most memory of the console and of the process that prints, together",
    )


def full_day(path: Path, people: int) -> Workshop:
    """A full day held by an invented room."""
    from workshop_app.assembly.methods import built_in_method
    from workshop_app.assembly.rehearsal import Room
    from workshop_app.session.workshop import Plan, create_workshop

    workshop = create_workshop(path, built_in_method(), Plan("full-day", "Closer", "Northlight"))
    for _ in Room(workshop, people, 1).play():
        pass
    return workshop


# -- the floor ----------------------------------------------------------------------------

Call = tuple[str, tuple[Any, ...]]


class _Recorder:
    """Stands in for a canvas and keeps what it is asked to draw; tags and links it leaves out."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self._said: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Callable[..., None]:
        def keep(*values: Any, **options: Any) -> None:
            self.calls.append((name, (*values, *options.values())))

        return keep

    def beginPath(self) -> _Outline:  # noqa: N802  (reportlab’s name)
        return _Outline()

    def place(self, tag: object) -> None:
        """The order of reading is not drawn."""

    def linkRect(self, *_values: object, **_options: object) -> None:  # noqa: N802
        """A link is not drawn."""

    @contextmanager
    def artifact(self) -> Iterator[None]:
        yield

    @contextmanager
    def whole(self, _tag: object) -> Iterator[None]:
        yield

    @contextmanager
    def lines(self, _tags: object) -> Iterator[None]:
        yield


class _Outline:
    """A path as it is made."""

    def __init__(self) -> None:
        self.parts: list[Call] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        return lambda *values: self.parts.append((name, values))


def _drawn(edition: Edition) -> tuple[list[Call], int]:
    """Every call that draws a booklet, page by page."""
    from workshop_app.booklet.book import compose, furniture
    from workshop_app.booklet.brush import PageBrush
    from workshop_app.figures.theme import LIGHT, PAPER

    recorder: Any = _Recorder()
    pages = 0
    for chapter in compose(edition, "a4"):
        for page in chapter.pages:
            pages += 1
            recorder.setPageSize((page.frame.width, page.frame.height))
            theme = LIGHT if chapter.plain else PAPER
            brush = PageBrush(recorder, page.frame, theme, {})
            brush.items(furniture(edition, chapter, page.frame, pages))
            page.paint(brush)
            brush.paint()
            recorder.showPage()
    return recorder.calls, pages


def _replay(calls: list[Call]) -> None:
    """The floor: the same texts and shapes in the same places, by reportlab's own canvas."""
    from reportlab.pdfgen.canvas import Canvas

    from workshop_app.booklet.figure_painter import FONTS, load_fonts

    load_fonts()
    canvas = Canvas(BytesIO(), pageCompression=1, initialFontName=FONTS["regular"])
    for name, values in calls:
        if name == "drawPath":
            path = canvas.beginPath()
            for part, points in values[0].parts:
                getattr(path, part)(*points)
            canvas.drawPath(path, *values[1:])
        else:
            getattr(canvas, name)(*values)
    canvas.save()
