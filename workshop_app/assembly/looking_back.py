"""What is looked at again beside an activity's own rows: rituals and loops of earlier sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.kinds import registry
from workshop_app.session.review import looks_back

if TYPE_CHECKING:
    from workshop_app.kinds.contract import FollowUp
    from workshop_app.method.model import Activity
    from workshop_app.session.review import Subject
    from workshop_app.session.workshop import Workshop


def subjects(workshop: Workshop, activity: str) -> tuple[Subject, ...]:
    """What is looked at again with an activity; nothing in a session that looks back on none.

    Everything is looked at with the activity that it belongs to. What belongs to one that is not
    on the agenda is looked at with the plan (`FollowUp.leads`). Rituals lead (METHOD §8).
    """
    if not looks_back(workshop):
        return ()
    activities = workshop.method.activities
    wanted = [activity]
    if _follow_up(activities[activity]).leads:
        planned = {slot.activity for slot in workshop.slots()}
        wanted += [id_ for id_ in activities if id_ not in planned]
    found = [
        subject
        for id_ in wanted
        for subject in _follow_up(activities[id_]).reviewed(workshop.context(id_))
    ]
    return tuple(sorted(found, key=lambda one: not one.counted))


def _follow_up(activity: Activity) -> FollowUp:
    return registry.kind(activity.kind).follow_up
