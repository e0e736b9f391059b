"""What a poll leaves for later: the options ranked first, and its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.kinds.poll import model
from workshop_app.kinds.poll.shape import NPS
from workshop_app.session.earlier import earlier_contexts
from workshop_app.session.flow import Offer, number_offered
from workshop_app.session.review import Subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.method.model import Part
    from workshop_app.session.context import Context

FIRST = 3
"""Options of a ranking that are offered: the habits a room starts with."""


def _ranked(of: Sequence[model.Result]) -> list[model.Result]:
    """The options of a ranking that got points, most first."""
    ranked = [one for one in of if one.part_of and one.numbers.score]
    return sorted(ranked, key=lambda one: -(one.numbers.score or 0))


def chosen(context: Context, of: Sequence[model.Result], part: Part) -> tuple[str, ...]:
    """As many options as the ranking had places, in the room's words for them."""
    labels = _labels(context)
    return tuple(labels[one.id] for one in _ranked(of)[: part.setting("places", 0)])


def _labels(context: Context) -> dict[str, str]:
    """The options' words, by their ids."""
    options = [one.id for one in context.activity.list("options")]
    return dict(zip(options, model.option_labels(context), strict=True))


def habits(context: Context) -> tuple[Subject, ...]:
    """What the newest earlier session with a ranking put first: how often was it held since?"""
    id_, labels = context.activity.id, _labels(context)
    for _, before in reversed(earlier_contexts(context)):
        results = model.read_results(before)
        found = tuple(
            Subject(f"{id_}/{one.id}", id_, labels[one.id], counted=True)
            for part in before.activity.list("questions")
            for one in _ranked(results.of(part.id))[: part.setting("places", 0)]
            if one.id in labels
        )
        if found:
            return found
    return ()


def offers(context: Context) -> tuple[Offer, ...]:
    """The first options of each ranking with their points, then every number with its question."""
    results, activity = model.read_results(context), context.activity
    found: list[Offer] = []
    for part in activity.list("questions"):
        of = results.of(part.id)
        ranked = _ranked(of)
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
