"""The commands of `workshop-app method`: check, duplicate, export, import and list methods."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from workshop_app.method.library import Library
    from workshop_app.method.model import Method


def add_commands(parser: argparse.ArgumentParser) -> None:
    """Put the commands below ``workshop-app method``."""
    commands = parser.add_subparsers(dest="method_command", required=True, metavar="COMMAND")

    def command(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text)

    command("list", "Name every method: the app’s and your own.")
    check = command("check", "Check a method’s folder and say what it holds, or every fault.")
    check.add_argument("folder", type=Path, metavar="DIR")
    check.add_argument(
        "--language", dest="says", choices=LANGUAGES, default="en", help="to say it in; en"
    )
    duplicate = command("duplicate", "Make an own method of another.")
    duplicate.add_argument("id", metavar="ID", help="the method to begin with")
    duplicate.add_argument("--title", required=True)
    duplicate.add_argument("--id", dest="new_id", default="", metavar="NEW", help="its own id")
    export = command("export", "Write a method as one file.")
    export.add_argument("id", metavar="ID")
    export.add_argument("-o", "--output", type=Path, required=True, metavar="out.workshop-method")
    take = command("import", "Take a method in from one file.")
    take.add_argument("file", type=Path, metavar="FILE")
    take.add_argument("--replace", action="store_true", help="in place of the one with its id")


def run(options: argparse.Namespace) -> None:
    """Run one of them; raises `UserError`, with every fault of a method that has some."""
    from workshop_app.method.faults import MethodError

    try:
        for line in _COMMANDS[options.method_command](options):
            sys.stdout.write(f"{line}\n")
    except MethodError as error:
        raise error.report from error


def _library() -> Library:
    from workshop_app.assembly.methods import library

    return library()


def _list(options: argparse.Namespace) -> Iterator[str]:
    for entry in _library().entries():
        kind = "built in" if entry.built_in else str(entry.folder)
        yield f"{entry.id}  version {entry.version}  {kind}"
        yield from (f"    {language}  {title}" for language, title in entry.titles.items())


def _check(options: argparse.Namespace) -> Iterator[str]:
    from workshop_app.kinds import registry
    from workshop_app.method.loader import load_method

    words = Words.load(options.says)
    method = load_method(options.folder, registry.shapes())
    yield words("methods.check.sound", id=method.id, version=method.version)
    yield from _holdings(method, words)


def _holdings(method: Method, words: Words) -> Iterator[str]:
    """What a method has, line by line."""
    for phase in (*(phase.id for phase in method.phases), ""):
        count = sum(activity.phase == phase for activity in method.activities.values())
        if count:
            name = phase or words("methods.check.no_phase")
            yield words("methods.check.activities", phase=name, count=count)
    for agenda in method.agendas.values():
        count, minutes = len(agenda.slots), agenda.total
        yield words("methods.check.agenda", id=agenda.id, count=count, minutes=minutes)
    for language in method.languages:
        count = len(method.words[language])
        yield words("methods.check.texts", language=language, count=count)


def _duplicate(options: argparse.Namespace) -> Iterator[str]:
    entry = _library().duplicate(options.id, options.title, options.new_id)
    yield f"{entry.id} is in {entry.folder}."


def _export(options: argparse.Namespace) -> Iterator[str]:
    yield str(_library().export(options.id, options.output))


def _import(options: argparse.Namespace) -> Iterator[str]:
    entry = _library().import_file(options.file, replace=options.replace)
    yield f"{entry.id} is in {entry.folder}."


_COMMANDS: dict[str, Callable[[argparse.Namespace], Iterator[str]]] = {
    "list": _list,
    "check": _check,
    "duplicate": _duplicate,
    "export": _export,
    "import": _import,
}
