"""The plan of an invented room: deeds over all horizons, not all of them owned."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from workshop_app.kinds.plan.model import Action, add_actions, horizons_of
from workshop_app.session.people import read_people

if TYPE_CHECKING:
    from workshop_app.session.context import Context
    from workshop_app.session.crowd import Crowd

_DEEDS: Final = 7
_OWNED: Final = 0.85
_HELPED: Final = 0.3


def rehearse(context: Context, crowd: Crowd) -> None:
    """Promise deeds; the nearest horizon gets most of them."""
    activity = context.activity.id
    horizons = horizons_of(context)
    keys = [person.key for person in read_people(context.file)]
    departments = sorted({one.department for one in crowd.people if one.department})
    deeds = crowd.sentences(_DEEDS, activity, about="deeds")
    gains = crowd.sentences(_DEEDS, activity, "gains", about="gains")
    actions = []
    for place, (deed, gain) in enumerate(zip(deeds, gains, strict=True)):
        dice = crowd.dice("plan", activity, place)
        number = place * len(horizons) // (_DEEDS + 2)
        horizon = horizons[number]
        begin = horizons[number - 1].end if number else context.info.date
        due = begin + timedelta(days=dice.randint(1, (horizon.end - begin).days))
        helped = dice.random() < _HELPED
        actions.append(
            Action(
                deed,
                outcome=gain,
                owner=dice.choice(keys) if keys and dice.random() < _OWNED else "",
                partner=dice.choice(departments) if departments else "",
                start=(context.info.date + (due - context.info.date) / 3).isoformat(),
                due=due.isoformat(),
                horizon=horizon.id,
                help=crowd.sentences(1, activity, place, about="deeds")[0] if helped else "",
            )
        )
    add_actions(context.file, context.words("rehearsal.edit"), activity, actions)
