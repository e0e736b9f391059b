"""`workshop-app booklet`: any edition, for the group, for one reader or for everybody."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_app.errors import UserError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from workshop_app.assembly.orders import Order
    from workshop_app.session.people import Person
    from workshop_app.session.workshop import Workshop


def add_booklet(parser: argparse.ArgumentParser) -> None:
    """What the command takes beside the session file."""
    parser.add_argument(
        "-o", "--output", "--out", type=Path, required=True, metavar="out.pdf",
        help="a file; with --all a folder",
    )
    parser.add_argument(
        "--edition", choices=("group", "personal", "sponsor"), default="group",
        help="everybody’s, one reader’s own, or the sponsor’s six pages; group",
    )
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument("--for", dest="reader", metavar="NAME", help="whose personal booklet")
    whose.add_argument(
        "--all", action="store_true", help="the personal booklet of everybody present"
    )
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4")
    parser.add_argument("--language", choices=("en", "nl"), default=None)
    parser.add_argument(
        "--unreached", choices=("list", "leave"), default="list",
        help="what the day did not come to: on the road as “not reached”, or left out; list",
    )


def check(options: argparse.Namespace) -> None:
    """Refuse what cannot be, before anything is opened; raises `UserError`."""
    from workshop_app.atomic import check_output

    chosen = bool(options.reader) or options.all
    if chosen != (options.edition == "personal"):
        raise UserError(
            "A personal booklet belongs to somebody, and no other edition does.",
            "Nothing was printed.",
            "Give “--edition personal” with “--for NAME” or “--all”.",
        )
    if not options.all:
        check_output(options.output)
    elif options.output.exists() and not options.output.is_dir():
        raise UserError(
            "{name} is a file, and many booklets need a folder.",
            "Nothing was printed.",
            "Give a folder.",
            name=options.output.name,
        )


def booklet(workshop: Workshop, options: argparse.Namespace) -> None:
    """Say what cannot be printed, print what was asked for and say where it is.

    Raises `UserError`; what was printed before stays.
    """
    from workshop_app.assembly.press import press
    from workshop_app.session.unprintable import in_words, unprintable

    orders = _orders(workshop, options)
    missing = unprintable(workshop)
    if missing:
        words = workshop.words
        sys.stderr.write(f"{words('unprintable.told', found=in_words(missing, words))}\n")
    for number, made in enumerate(press(workshop, orders), 1):
        _progress(number, len(orders))
        sys.stdout.write(f"{made.path}\n")


def _progress(number: int, of: int) -> None:
    """How far it is, where somebody is watching."""
    if of > 1 and sys.stderr.isatty():
        sys.stderr.write(f"\r{number} of {of}{chr(10) if number == of else ''}")
        sys.stderr.flush()


def _orders(workshop: Workshop, options: argparse.Namespace) -> list[Order]:
    from workshop_app.assembly.orders import Order, personal_orders

    if options.all:
        options.output.mkdir(parents=True, exist_ok=True)
        present = [person for person in workshop.people() if person.present]
        return personal_orders(
            options.output, present, options.paper,
            lambda person: options.language or person.language or None,
        )
    person = _named(workshop.people(), options.reader) if options.reader else None
    return [
        Order(
            options.edition, options.output, person,
            options.language or (person.language if person else "") or None, options.paper,
            options.unreached == "list",
        )
    ]


def _named(people: Sequence[Person], name: str) -> Person:
    """The one person of that name, or of that first name; raises `UserError`."""
    wanted = " ".join(name.casefold().split())
    found = [one for one in people if one.name.casefold() == wanted]
    found = found or [one for one in people if one.name.casefold().startswith(f"{wanted} ")]
    if len(found) != 1:
        raise UserError(
            "{n} people on the list are called “{name}”." if found
            else "Nobody on the list is called “{name}”.",
            "Nothing was printed.",
            "Give the whole name as it stands on the list.",
            name=name,
            n=len(found),
        )
    return found[0]
