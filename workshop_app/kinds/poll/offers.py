"""What a poll leaves for later: the options ranked first, and its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.kinds.poll import model
from workshop_app.kinds.poll.shape import NPS
from workshop_app.session.flow import Offer, number_offered

if TYPE_CHECKING:
    from workshop_app.session.context import Context

FIRST = 3
"""Options of a ranking that are offered: the habits a room starts with."""


def offers(context: Context) -> tuple[Offer, ...]:
    """The first options of each ranking with their points, then every number with its question."""
    results, activity = model.read_results(context), context.activity
    found: list[Offer] = []
    for part in activity.list("questions"):
        of = results.of(part.id)
        ranked = [one for one in of if one.part_of == part.id and one.numbers.score]
        ranked.sort(key=lambda one: -(one.numbers.score or 0))
        found += [
            Offer(
                f"{activity.id}/{one.id}",
                context.text(f"options.{one.id}"),
                part.id,
                one.numbers.score or 0,
            )
            for one in ranked[:FIRST]
        ]
        if not ranked and of and part.setting("form") in ("number", NPS):
            found += number_offered(context, part.id, of[0].entry())
    return tuple(found)
