"""`workshop-app pulse`: a new session that looks back on an earlier one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_app.cli_more import day_of, say_in
from workshop_app.directions import unsigned
from workshop_app.errors import UserError

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from workshop_app.assembly.pulses import Source


def add_pulse(parser: argparse.ArgumentParser) -> None:
    """What the command takes beside the earlier session."""
    parser.add_argument("new", type=Path, metavar="NEW", help="the pulse’s file")
    parser.add_argument(
        "--date", type=day_of, default=None, metavar="YYYY-MM-DD", help="when it is held; today"
    )
    parser.add_argument(
        "--theme", default="", metavar="MONTHS",
        help="such as 3, 6, 12, 24 or 36; by the months since the first session",
    )
    parser.add_argument("--title", default="", help="without it the first session’s, and the theme")


def pulse(options: argparse.Namespace) -> None:
    """Make the pulse and say what came along; raises `UserError`."""
    from datetime import datetime

    from workshop_app.assembly.pulses import make_pulse, read_source

    source = read_source(options.file)
    say_in(options, source.past.info.language)
    day = options.date or datetime.now().astimezone().date()
    plan = source.plan(day, _theme(source, day, options.theme))
    workshop = make_pulse(source, options.new, plan._replace(title=options.title or plan.title))
    with workshop.file:
        minutes = sum(slot.minutes for slot in workshop.slots())
        agenda = workshop.method.text(f"agendas.{plan.agenda}", plan.language)
        words = workshop.words
    past = source.past
    counts = {
        "people": len(past.people), "actions": past.actions, "pledges": past.pledges,
        "sessions": past.sessions,
    }
    along = words.listing([words(f"pulse.came.{what}", n=n) for what, n in counts.items()])
    said = words("pulse.came", path=options.new, agenda=agenda, n=minutes, along=along)
    sys.stdout.write(f"{unsigned(said)}\n")


def _theme(source: Source, day: date, wanted: str) -> int:
    from workshop_app.session.pulse import themes

    if not wanted:
        return source.theme_on(day)
    known = [str(months) for months in themes(source.method)]
    months = wanted.removeprefix("pulse-")
    if months not in known:
        raise UserError(
            "There is no theme “{theme}” for a pulse.",
            "No pulse was made, and nothing was changed.",
            "Choose one of: {known}.",
            theme=wanted,
            known=", ".join(known),
        )
    return int(months)
