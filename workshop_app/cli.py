"""Every command: parses, calls, prints. Works without a screen.

Exit codes: 0 done, 1 a sentence on standard error, 2 wrong usage, 130 stopped by Ctrl+C.
"""

from __future__ import annotations

import argparse
import signal
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_app import (
    cli_booklet,
    cli_intake,
    cli_method,
    cli_more,
    cli_personal,
    cli_programme,
    cli_pulse,
)
from workshop_app.errors import UserError
from workshop_app.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from workshop_app.assembly.scene import Scene
    from workshop_app.session.workshop import Workshop

PROGRAM = "workshop-app"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if sys.stdout is not None and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without our letters
    if any(not _is_text(one) for one in given):
        sys.stderr.write("A name holds bytes that are no text. Nothing was done. Rename it.\n")
        return 1
    if not given or (given[0] not in _COMMANDS and not given[0].startswith("-")):
        return _attempt(lambda: _open_app(given))
    options = _parser().parse_args(given)
    command: Callable[[argparse.Namespace], None] = _COMMANDS[options.command]
    with _stopped_by_signals():
        return _attempt(lambda: command(options), lambda: getattr(options, "says", "en"))


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """Let being ended from outside tidy up as Ctrl+C does."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _attempt(
    action: Callable[[], int | None], language: Callable[[], str] = lambda: "en"
) -> int:
    """Do it, or say in one sentence why not: in ``language``, which may be known only then."""
    try:
        done = action() or 0
        if sys.stdout is not None:
            sys.stdout.flush()
        return done
    except UserError as error:
        sys.stderr.write(f"{Words.load(language()).sentence(error)}\n")
    except BrokenPipeError:
        sys.stderr.close()
    except _UnshownError as error:
        sys.stderr.write(f"The answer could not be shown: {error}. What was asked is done.\n")
        with suppress(OSError, AttributeError):
            sys.stdout.close()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. Nothing was half-written.\n")
        return 130
    return 1


class _UnshownError(Exception):
    """The place where the answer goes does not take it."""


def _say(text: str) -> None:
    try:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except (OSError, AttributeError, ValueError) as error:
        raise _UnshownError(getattr(error, "strerror", None) or "there is no output") from error


def _is_text(argument: str) -> bool:
    try:
        argument.encode()
    except UnicodeEncodeError:
        return False
    return True


def _open_app(given: list[str]) -> int:
    if len(given) > 1:
        _parser().error(f"unknown command: {given[0]}")
    _require_made()
    from workshop_app import launch

    return launch.run(Path(given[0]) if given else None)


def _require_made() -> None:
    """Say what is missing before a picture, page or window fails on it."""
    from workshop_app import paths

    if not (paths.made() / "metrics.json").is_file():
        raise UserError(
            "The app’s fonts and icons are missing.",
            "The sessions are safe.",
            "Make them once with “python3 run.py”.",
        )


# -- parsing -----------------------------------------------------------------------------


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text} is not a size such as 1920x1080")
    size = int(width), int(height)
    if not (160 <= size[0] <= 15360 and 90 <= size[1] <= 8640):
        raise argparse.ArgumentTypeError("the size must be from 160x90 to 15360x8640")
    return size


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description="Runs a customer-centricity workshop. Without a command it opens the app; "
        "with a session file it opens that session.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, text: str, *, file: bool = True) -> argparse.ArgumentParser:
        found = commands.add_parser(name, help=text, description=text)
        if file:
            found.add_argument("file", type=Path, metavar="FILE", help="a session file")
        return found

    demo = command("demo", "Play the sample workshop and leave its files.", file=False)
    demo.add_argument("--out", type=Path, default=Path("demo"), metavar="DIR")
    demo.add_argument("--language", choices=("en", "nl"), default="en")
    demo.add_argument("--agenda", default="", metavar="AGENDA", help="another, invented where new")
    cli_more.add_new(command("new", "Make a session."))
    cli_pulse.add_pulse(command("pulse", "Make a session that looks back on an earlier one."))
    cli_programme.add_programme(
        command("programme", "Say what moved over a client’s sessions.", file=False)
    )
    people = command("people", "Add the people of a CSV file.")
    people.add_argument("csv", type=Path, metavar="people.csv")
    for name, text in (
        ("ballots", "Key in paper ballots: opens a round, fills it and closes it."),
        ("notes", "Add the notes of a CSV file to an activity."),
    ):
        cli_intake.add_capture(command(name, text), name)
    results = command("results", "Print the results as JSON.")
    results.add_argument("activity", nargs="?", metavar="ACTIVITY")
    results.add_argument("--json", action="store_true", help="the only format, and the default")
    picture = command("picture", "Write what the stage shows as PNG or SVG.")
    picture.add_argument("activity", metavar="ACTIVITY")
    picture.add_argument("-o", "--output", type=Path, required=True, metavar="out.png|out.svg")
    picture.add_argument("--size", type=_size, default=(1920, 1080), metavar="1920x1080")
    picture.add_argument("--theme", choices=("light", "dark", "hc"), default="light")
    picture.add_argument("--step", metavar="STEP", help="a step's number, or a view by name")
    picture.add_argument("--page", type=int, default=1, metavar="N")
    cli_booklet.add_booklet(command("booklet", "Write booklets as PDF."))
    cli_more.add_paper(command("paper", "Write the paper ballots of an activity as PDF."))
    cli_more.add_export(command("export", "Write a session for other programs."))
    cli_intake.add_import(command("import", "Take in notes or actions from a CSV or xlsx file."))
    cli_intake.add_merge(command("merge", "Take in another laptop’s session of this workshop."))
    command("check", "Check a session and say what it holds.")
    cli_method.add_commands(command("method", "Own methods: check, share, list.", file=False))
    cli_more.add_rehearse(command("rehearse", "Hold a session with an invented room."))
    cli_personal.add_held(command("held", "Write what a session holds about one person."))
    cli_personal.add_erase(command("erase", "Erase somebody, or everybody, for good."))
    rescued = command("rescue", "Bring what is readable of a damaged session into a new one.")
    rescued.add_argument("-o", "--output", type=Path, required=True, metavar="out.workshop")
    return parser


# -- commands ----------------------------------------------------------------------------


def _workshop(options: argparse.Namespace, *, writable: bool) -> Workshop:
    from workshop_app.assembly.sound import check_sound
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import SessionFile

    file = SessionFile.open(options.file, writable=writable)
    try:
        check_sound(file)
        cli_personal.finish(file)
        workshop = Workshop(file)
        cli_more.say_in(options, workshop.words.language)
        return workshop
    except BaseException:
        file.close()
        raise


def _demo(options: argparse.Namespace) -> None:
    from workshop_app.assembly.demo import play_demo
    from workshop_app.figures.theme import THEMES
    from workshop_app.stage.picture import write_scene

    _require_made()

    def draw(shown: Scene, path: Path) -> None:
        write_scene(shown, path, (1920, 1080), THEMES["light"])

    made = play_demo(options.out, options.language, draw, _say, options.agenda)
    _say(f"{made} files are in {options.out}.")


def _new(options: argparse.Namespace) -> None:
    from workshop_app.session.agenda import days_of
    from workshop_app.session.people_csv import read_people_csv
    from workshop_app.session.workshop import Plan, create_workshop

    start = cli_more.start_of(options.start)
    method = cli_more.method_of(options.method)
    found = read_people_csv(options.people, method) if options.people else None
    plan = Plan(
        agenda=options.agenda,
        title=options.title or options.file.stem,
        client=options.client,
        language=options.language,
        place=options.place,
        facilitator=options.facilitator,
        people=found.people if found else (),
        extra=options.add,
        starts_at=start,
        **({"date": options.date} if options.date else {}),
    )
    workshop = create_workshop(options.file, method, plan)
    minutes = sum(slot.minutes for slot in workshop.slots())
    days = days_of(workshop.slots())
    over = f" over {days} days" if days > 1 else ""
    _say(
        f"{options.file}: {len(workshop.slots())} activities, {minutes} minutes{over}, "
        f"{len(workshop.people())} people."
    )
    cli_intake.say_doubts(found)
    workshop.file.close()


def _people(options: argparse.Namespace) -> None:
    from workshop_app.session.people import add_people
    from workshop_app.session.people_csv import read_people_csv

    workshop = _workshop(options, writable=True)
    with workshop.file:
        found = read_people_csv(options.csv, workshop.method, workshop.people())
        if found.people:
            add_people(workshop.file, workshop.words("edit.people"), found.people)
        if found.there:
            _say(f"On the list already: {', '.join(found.there)}.")
        cli_intake.say_doubts(found)
        _say(f"{len(found.people)} people added, {len(workshop.people())} in all.")


def _results(options: argparse.Namespace) -> None:
    import json

    from workshop_app.assembly.outcome import outcome
    from workshop_app.directions import unsigned

    workshop = _workshop(options, writable=False)
    with workshop.file:
        found = outcome(workshop, options.activity)
        _say(unsigned(json.dumps(found, ensure_ascii=False, indent=2, allow_nan=False)))


def _picture(options: argparse.Namespace) -> None:
    from workshop_app.atomic import check_output
    from workshop_app.stage.picture import write_picture

    check_output(options.output)
    _require_made()
    workshop = _workshop(options, writable=False)
    with workshop.file:
        write_picture(
            workshop,
            options.activity,
            options.output,
            size=options.size,
            theme=options.theme,
            step=options.step,
            page=options.page - 1,
        )
    _say(str(options.output))


def _booklet(options: argparse.Namespace) -> None:
    cli_booklet.check(options)
    _require_made()
    workshop = _workshop(options, writable=False)
    with workshop.file:
        cli_booklet.booklet(workshop, options)


def _paper(options: argparse.Namespace) -> None:
    from workshop_app.atomic import check_output

    check_output(options.output)
    _require_made()
    workshop = _workshop(options, writable=False)
    with workshop.file:
        cli_more.paper(workshop, options)


def _export(options: argparse.Namespace) -> None:
    files = cli_more.export_wanted(options)
    if any(one.format == "pictures" for one in files):
        _require_made()
    workshop = _workshop(options, writable=False)
    with workshop.file:
        cli_more.export(workshop, options, files)


def _intake(options: argparse.Namespace) -> None:
    workshop = _workshop(options, writable=not getattr(options, "preview", False))
    with workshop.file:
        _INTAKE[options.command](workshop, options)


def _check(options: argparse.Namespace) -> None:
    from workshop_app.assembly.check import check

    workshop = _workshop(options, writable=False)
    with workshop.file:
        for line in check(workshop):
            _say(line)


def _held(options: argparse.Namespace) -> None:
    workshop = _workshop(options, writable=False)
    with workshop.file:
        cli_personal.held(workshop, options)


def _erase(options: argparse.Namespace) -> None:
    workshop = _workshop(options, writable=True)
    with workshop.file:
        cli_personal.erase(workshop, options)


def _rescue(options: argparse.Namespace) -> None:
    from workshop_app.assembly.rescue import rescue_session

    report = rescue_session(options.file, options.output)
    for line in report.lines(report.words):
        _say(line)


_INTAKE: dict[str, Callable[[Workshop, argparse.Namespace], None]] = {
    "ballots": cli_intake.ballots,
    "notes": cli_intake.notes,
    "import": cli_intake.import_list,
    "merge": cli_intake.merge,
}

_COMMANDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "demo": _demo,
    "new": _new,
    "pulse": cli_pulse.pulse,
    "programme": cli_programme.programme,
    "people": _people,
    "results": _results,
    "picture": _picture,
    "booklet": _booklet,
    "paper": _paper,
    "export": _export,
    **dict.fromkeys(_INTAKE, _intake),
    "check": _check,
    "rehearse": cli_more.rehearse,
    "held": _held,
    "erase": _erase,
    "rescue": _rescue,
    "method": cli_method.run,
}
