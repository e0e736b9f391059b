"""More commands: a session's agenda with an invented room, and ballots on paper."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from workshop_app.session.workshop import Workshop


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
    sys.stdout.write(
        f"{options.output}: {options.people} invented people held {activities} activities "
        f"in {steps} steps.\n"
    )


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
