"""What comes in: ballots, notes and actions from lists, another laptop's session."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_app.errors import UserError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection

    from workshop_app.assembly.merging import Shown
    from workshop_app.session.people_csv import PeopleList
    from workshop_app.session.workshop import Workshop
    from workshop_app.words import Words


def add_capture(parser: argparse.ArgumentParser, name: str) -> None:
    """What `workshop-app ballots` and `notes` take beside the session they change."""
    parser.add_argument("activity", metavar="ACTIVITY")
    parser.add_argument("csv", type=Path, metavar=f"{name}.csv")
    if name == "ballots":
        parser.add_argument(
            "--again", action="store_true", help="open a second round where one was held"
        )


def ballots(workshop: Workshop, options: argparse.Namespace) -> None:
    """Key in a file of paper ballots; raises `UserError`."""
    from workshop_app.assembly.capture import key_in

    for line in key_in(workshop, options.activity, options.csv, again=options.again):
        sys.stdout.write(f"{line}\n")


def notes(workshop: Workshop, options: argparse.Namespace) -> None:
    """Add a file of notes; raises `UserError`."""
    from workshop_app.assembly.capture import take_notes

    for line in take_notes(workshop, options.activity, options.csv):
        sys.stdout.write(f"{line}\n")


def say_doubts(found: PeopleList | None) -> None:
    """What a list of people has that was not understood for certain."""
    if found and found.left_out:
        sys.stdout.write(f"Columns left out: {', '.join(found.left_out)}.\n")
    if found and found.unclear:
        names = ", ".join(f"“{name}”" for name in found.unclear)
        sys.stdout.write(
            f"{names} could mean name in print or mail: not taken. Head the column “print name” "
            "or “mail consent”.\n"
        )
    if found and found.accented:
        sys.stdout.write(
            f"The list is not saved as UTF-8: look whether “{found.accented}” is right.\n"
        )


def add_import(parser: argparse.ArgumentParser) -> None:
    """What `workshop-app import` takes beside the session it changes."""
    parser.add_argument("list", type=Path, metavar="LIST", help="a CSV or xlsx file")
    parser.add_argument(
        "activity", nargs="?", default="", metavar="ACTIVITY",
        help="where it goes, unless the list says so in a column “activity”, or has actions",
    )
    parser.add_argument("--preview", action="store_true", help="say what would come in, no more")
    parser.add_argument(
        "--again", action="store_true", help="bring in once more what is here already"
    )


def import_list(workshop: Workshop, options: argparse.Namespace) -> None:
    """Say what a list has, and take all of it in as one change; raises `UserError`.

    A line with a fault stops it: nobody is there to look at the others.
    """
    from workshop_app.assembly.check import printable
    from workshop_app.assembly.importing import lines_of, read_list, take_in

    words = workshop.words
    found = read_list(workshop, options.list, options.activity, again=options.again)
    for line in lines_of(found, words):
        sys.stdout.write(f"{printable(line)}\n")
    if options.preview and found.faults:
        sys.stdout.write(f"{words('intake.refused')}\n")
    for one in found.lists:
        one.faults.check()
    if options.preview:
        return
    if not found.n:
        sys.stdout.write(f"{words('intake.nothing')}\n")
        return
    label = words("intake.edit", n=found.n, name=found.name)
    take_in(workshop, found, label)
    sys.stdout.write(f"{label}.\n")


def add_merge(parser: argparse.ArgumentParser) -> None:
    """What `workshop-app merge` takes beside the session it changes."""
    parser.add_argument("other", type=Path, metavar="FROM", help="the other laptop’s session file")
    parser.add_argument("--preview", action="store_true", help="say what would come in, no more")
    parser.add_argument(
        "--conflicts", choices=("ours", "theirs", "both"), default="",
        help="what stays where both changed the same; without it words stay twice, values ours",
    )
    parser.add_argument(
        "--no-rounds", action="store_true", help="leave the results of their votes there"
    )
    parser.add_argument(
        "--later-rounds", action="store_true",
        help="their later rounds too: each becomes the newest result here",
    )
    parser.add_argument(
        "--anyway", action="store_true", help="also where title, date or method differ"
    )


def merge(workshop: Workshop, options: argparse.Namespace) -> None:
    """Say what comes in, then take it in as one change that can be undone; raises `UserError`."""
    from workshop_app.assembly.check import printable
    from workshop_app.assembly.merging import open_other, shown, told_after
    from workshop_app.session.merge import plan_merge
    from workshop_app.session.merge_apply import merge_in

    words = workshop.words
    other = open_other(workshop, options.other)
    with other.file:
        later = frozenset(workshop.method.activities) if options.later_rounds else frozenset()
        plan = plan_merge(workshop, other, later=later)
        if options.no_rounds:
            plan = plan._replace(rounds=())
        told = shown(plan, workshop, other)
        chosen = options.conflicts
        choices = {
            one.id: chosen for one in plan.differences
            if one.is_conflict and chosen in one.choices
        }
        for line in lines(told, choices, later, words):
            sys.stdout.write(f"{line}\n")
        if plan.is_empty and not told.later:
            sys.stdout.write(f"{words('merge.nothing')}\n")
        if options.preview or plan.is_empty:
            return
        if told.doubts and not options.anyway:
            raise UserError(
                "{name} may be another workshop: {doubts}",
                "Nothing was changed.",
                "If the tables did work on one workshop, merge with --anyway.",
                name=options.other.name,
                doubts=" ".join(told.doubts),
            )
        label = words("merge.edit", name=options.other.name)
        merge_in(
            workshop, other, label, choices=choices, later=later, rounds=not options.no_rounds
        )
        done = words("merge.done", name=options.other.name)
        for line in (done, *told_after(told, choices, later, words)):
            sys.stdout.write(f"{printable(line)}\n")


def lines(
    told: Shown, choices: dict[str, str], later: Collection[str], words: Words
) -> list[str]:
    """A plan line by line."""
    from workshop_app.assembly.check import printable

    found = [*told.doubts]
    found += [f"{part.title}: {part.text}" for part in told.parts]
    found += [text for _, text in told.matches]
    for one in told.asked:
        choice = words(f"merge.choice.{choices.get(one.id, one.default)}")
        found.append(
            f"{one.title}: {one.why} – {words('merge.ours')}: {one.ours} – "
            f"{words('merge.theirs')}: {one.theirs} → {choice}"
        )
    for activity, text in told.later:
        found.append(f"{text} → {words('merge.comes' if activity in later else 'merge.stays')}")
    found += told.left
    return [printable(line) for line in found]
