"""Captures from files: paper ballots and notes, into the activity they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.errors import UserError
from workshop_app.kinds import registry
from workshop_app.session import planning
from workshop_app.session.ballots_csv import key_in_ballots, read_ballots_csv
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.session.workshop import Workshop


def key_in(
    workshop: Workshop, activity: str, path: Path, *, again: bool = False
) -> Iterator[str]:
    """Open a round, fill it with the ballots of a CSV file, close and reveal it.

    All ballots or none; yields what was done. A second round has to be asked for with
    ``again``, because the same pile is easily keyed twice. Raises `UserError` for an activity
    without a ballot and for a file with faults, each named with its line.
    """
    context = workshop.context(activity)
    questions = registry.kind(context.activity.kind).questions(context)
    if not questions:
        raise UserError(
            "{activity} has no ballot.",
            "Nothing was changed.",
            "Choose an activity that people vote in.",
            activity=activity,
        )
    parsed = read_ballots_csv(path, questions, context)
    held = latest(workshop.file, activity)
    if held is not None and held.state != "open" and not again:
        raise UserError(
            "{activity} was voted on already: round {number} has ballots ({n}).",
            "Nothing was changed.",
            "If these are other ballots, key them in as a second round with --again.",
            activity=activity,
            number=held.number,
            n=held.returned,
        )
    with workshop.file.together():
        round_ = key_in_ballots(context, parsed, questions)
        placed = list(_on_agenda(workshop, activity))
    yield from placed
    yield from (remark.said(workshop.words) for remark in parsed.remarks)
    yield workshop.words(
        "capture.round", number=round_.number, n=round_.returned, activity=activity
    )


def take_notes(workshop: Workshop, activity: str, path: Path) -> Iterator[str]:
    """Add the notes of a CSV file in one undoable edit; yields what was done."""
    context = workshop.context(activity)
    kind = registry.kind(context.activity.kind)
    if not kind.places(context):
        raise UserError(
            "{activity} has no place for notes.",
            "Nothing was changed.",
            "Choose a board or a journey.",
            activity=activity,
        )
    parsed = kind.read_notes(path, context)
    kind.add_notes(parsed, workshop.words("edit.notes"), context)
    yield from _on_agenda(workshop, activity)
    yield workshop.words("capture.notes", n=len(parsed), activity=activity)
    known = {place.id: place.label for place in kind.places(context)}
    used = {note.place for note in parsed}
    if len(known) > 1 and len(used) == 1:
        yield workshop.words("capture.one_place", place=known[used.pop()])


def _on_agenda(workshop: Workshop, activity: str) -> Iterator[str]:
    """Put the activity on the agenda when it is not there: what it holds must be seen."""
    if workshop.slot_of(activity) is None:
        title = workshop.context(activity).text("title")
        slot = planning.add(workshop, workshop.words("edit.slot", activity=title), activity)
        yield workshop.words("capture.slot", activity=activity, minutes=slot.minutes)
