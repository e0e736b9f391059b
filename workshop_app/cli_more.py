"""The command `workshop-app rehearse`: a session's agenda with an invented room."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse


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
