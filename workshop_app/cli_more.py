"""More commands: what `new` makes a session of, an invented room, ballots, other programs."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_app.errors import UserError
from workshop_app.words import LANGUAGES

if TYPE_CHECKING:
    from datetime import time

    from workshop_app.assembly.export import Wanted
    from workshop_app.assembly.scene import Scene
    from workshop_app.method.model import Method
    from workshop_app.session.workshop import Workshop


def method_of(wanted: str) -> Method:
    """A method by its id, or by its folder; the built-in one where nothing is said.

    Raises `UserError`: there is none, or (`MethodError.report`) it has faults.
    """
    from workshop_app.assembly.methods import built_in_method, library
    from workshop_app.kinds import registry
    from workshop_app.method.faults import MethodError
    from workshop_app.method.loader import load_method

    if not wanted:
        return built_in_method()
    methods = library()
    try:
        if wanted in {entry.id for entry in methods.entries()} or not _is_folder(Path(wanted)):
            return methods.load(wanted)
        return load_method(Path(wanted), registry.shapes())
    except MethodError as error:
        raise error.report from error


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def add_new(parser: argparse.ArgumentParser) -> None:
    """What `workshop-app new` takes beside the session file."""
    parser.add_argument("--agenda", required=True, metavar="AGENDA", help="such as taster-90")
    parser.add_argument(
        "--add",
        action="append",
        default=[],
        metavar="ACTIVITY",
        help="an activity to add to the agenda",
    )
    parser.add_argument(
        "--method", default="", metavar="ID|DIR", help="an own method, by its id or its folder"
    )
    parser.add_argument("--title", default="")
    parser.add_argument("--client", default="")
    parser.add_argument("--place", default="")
    parser.add_argument("--facilitator", default="")
    parser.add_argument("--date", type=day_of, default=None, metavar="YYYY-MM-DD")
    parser.add_argument("--start", default="09:00", metavar="HH:MM", help="when it begins; 09:00")
    parser.add_argument("--language", choices=("en", "nl"), default="en")
    parser.add_argument("--people", type=Path, metavar="people.csv")


def start_of(wanted: str) -> time:
    """A time such as 09:00. Raises `UserError`."""
    from workshop_app.console.start_reading import read_time

    try:
        return read_time(wanted)
    except UserError:
        raise UserError(
            "“{text}” is no time of the day.",
            "No session was made.",
            "Type the time such as 09:00.",
            text=wanted,
        ) from None


def day_of(text: str) -> date:
    """A day such as 2026-03-03, as an argument of a command."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a date such as 2026-03-03") from None
    if not 1970 <= day.year < 2200:
        raise argparse.ArgumentTypeError(f"{text} is no day for a workshop")
    return day


def say_in(options: argparse.Namespace, language: str) -> None:
    """Say what is wrong in the language of the rest: the one asked for, or the session’s."""
    asked = getattr(options, "language", None)
    options.says = next((one for one in (asked, language) if one in LANGUAGES), LANGUAGES[0])


def add_rehearse(parser: argparse.ArgumentParser) -> None:
    """What `workshop-app rehearse` takes beside the session file."""
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="out.workshop")
    parser.add_argument("--people", type=int, default=16, metavar="N", help="1 to 500; 16")
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="another number is another room; 1"
    )


def rehearse(options: argparse.Namespace) -> None:
    """Hold the whole workshop and say how much that was; raises `UserError`."""
    from workshop_app.assembly.rehearsal import rehearse as hold

    activities, steps = hold(options.file, options.output, options.people, options.seed)
    room = "1 invented person" if options.people == 1 else f"{options.people} invented people"
    sys.stdout.write(f"{options.output}: {room} held {activities} activities in {steps} steps.\n")


def add_paper(parser: argparse.ArgumentParser) -> None:
    """What `workshop-app paper` takes beside the session file."""
    parser.add_argument("activity", metavar="ACTIVITY")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="ballots.pdf")
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4")
    parser.add_argument(
        "--per-sheet", type=int, choices=(1, 2, 4), default=0,
        help="ballots to a sheet; without it as many as can be read",
    )
    parser.add_argument(
        "--language", choices=("en", "nl", "both"), default=None,
        help="both: every ballot in both languages, for a mixed room",
    )


def paper(workshop: Workshop, options: argparse.Namespace) -> None:
    """Write the ballots of an activity and say how many; raises `UserError`."""
    from workshop_app.assembly.paper import print_ballots

    made = print_ballots(
        workshop, options.activity, options.output, options.paper, options.per_sheet,
        options.language,
    )
    pages = "1 page" if made.pages == 1 else f"{made.pages} pages"
    sys.stdout.write(
        f"{made.path}: {made.ballots} ballots, {made.per_sheet} to a sheet, {pages}.\n"
    )
    if made.uncovered:
        sys.stdout.write(f"Not in the ballots’ font, so printed as �: {' '.join(made.uncovered)}\n")


def add_export(parser: argparse.ArgumentParser) -> None:
    """What `workshop-app export` takes beside the session file."""
    parser.add_argument(
        "--to", type=Path, required=True, metavar="FOLDER|FILE",
        help="a folder, or a file that ends in .xlsx, .csv, .json or .ics",
    )
    parser.add_argument(
        "--format", choices=("xlsx", "csv", "json", "ics", "pictures", "all"), default="",
        help="what is written; without it what the file’s ending says, or all",
    )
    parser.add_argument("--language", choices=("en", "nl"), default=None)


def export_wanted(options: argparse.Namespace) -> list[Wanted]:
    """What is written where; raises `UserError` before anything is read."""
    from workshop_app.assembly.export import PICTURES, wanted
    from workshop_app.atomic import check_output

    files = wanted(options.file, options.to, options.format)
    for one in files:
        if one.format != PICTURES:
            check_output(one.path)
    return files


def export(workshop: Workshop, options: argparse.Namespace, files: list[Wanted]) -> None:
    """Write them and say where they are; raises `UserError`."""
    from workshop_app.assembly.export import export as write
    from workshop_app.figures.theme import THEMES
    from workshop_app.stage.picture import write_scene

    def draw(shown: Scene, path: Path) -> None:
        write_scene(shown, path, (1920, 1080), THEMES["light"])

    for path in write(workshop, files, language=options.language, draw=draw):
        sys.stdout.write(f"{path}\n")
