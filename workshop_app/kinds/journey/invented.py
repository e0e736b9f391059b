"""What an invented room says on a journey, for a rehearsal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.kinds.journey.model import add_cards, lane_of, set_step, text_lanes
from workshop_app.session.notes import NewNote

if TYPE_CHECKING:
    from workshop_app.session.context import Context
    from workshop_app.session.crowd import Crowd


def rehearse(context: Context, crowd: Crowd) -> None:
    """A card or two in every cell of words, and numbers and departments for every stage."""
    activity, label = context.activity, context.words("rehearsal.edit")
    departments = sorted({one.department for one in crowd.people if one.department})
    owners = lane_of(activity, "departments")
    notes = []
    for stage in activity.list("stages"):
        dice = crowd.dice("journey", activity.id, stage.id)
        for lane in text_lanes(activity):
            place = f"{stage.id}/{lane}"
            said = crowd.sentences(dice.randint(1, 2), activity.id, place)
            notes += [NewNote(place, text) for text in said]
        if owners and departments:
            named = dice.sample(departments, dice.randint(1, min(2, len(departments))))
            notes += [NewNote(f"{stage.id}/{owners}", name) for name in named]
        middle = dice.randint(-2, 2)
        set_step(
            context.file, label, activity.id, stage.id,
            emotion=float(middle), low=float(max(middle - 1, -2)),
            high=float(min(middle + 1, 2)),
            severity=dice.randint(1, 3), frequency=dice.randint(1, 3),
        )
    add_cards(notes, label, context)
