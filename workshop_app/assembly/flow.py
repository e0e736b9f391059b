"""From one activity to a later one: what may be taken over, and where a thing came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop_app.kinds import registry
from workshop_app.session.flow import Offer, closing_offered, taken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.method.model import Take
    from workshop_app.session.workshop import Workshop


class Source(NamedTuple):
    """An earlier activity with what it offers; ``into`` is the place it goes to.

    ``done`` are the origins that were taken over already.
    """

    activity: str
    title: str
    into: str
    offers: tuple[Offer, ...]
    done: frozenset[str]

    @property
    def left(self) -> tuple[Offer, ...]:
        """What is not taken over yet."""
        return tuple(offer for offer in self.offers if offer.origin not in self.done)


def sources(workshop: Workshop, activity: str) -> tuple[Source, ...]:
    """What an activity may take over now, source by source; nothing it has not been offered."""
    done = frozenset(taken(workshop.file, activity))
    found = []
    for take in workshop.method.activities[activity].takes:
        offers = _offers(workshop, take)
        if offers:
            title = workshop.context(take.source).text("title")
            found.append(Source(take.source, title, take.into, offers, done))
    return tuple(found)


def _offers(workshop: Workshop, take: Take) -> tuple[Offer, ...]:
    context = workshop.context(take.source)
    if take.part.startswith("outcome."):
        offers = closing_offered(workshop.file, take.source)
    else:
        offers = registry.kind(context.activity.kind).offers(context)
    return tuple(offer for offer in offers if take.part in ("", offer.part))


def can_take(workshop: Workshop, activity: str) -> bool:
    """Whether an activity has a place for what it is offered, or only shows it."""
    context = workshop.context(activity)
    kind = registry.kind(context.activity.kind)
    return bool(kind.places(context)) or any(take.into for take in context.activity.takes)


def take_over(workshop: Workshop, activity: str, source: Source, chosen: Sequence[Offer]) -> None:
    """Take over what was chosen from one source, in one undoable edit.

    Raises `UserError` when there is no room for it.
    """
    context = workshop.context(activity)
    label = workshop.words("flow.edit", n=len(chosen), title=source.title)
    registry.kind(context.activity.kind).take_over(chosen, source.into, label, context)
