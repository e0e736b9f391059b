"""Choosing how the next round of an activity is held, whom it compares, and opening it.

The choice is made before voting and kept in the session file, so that the big button, the
console's panel and a restart all open the same round.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from workshop_app.session.counting import is_touchable
from workshop_app.session.holding import (
    OPEN_MODES,
    OPENLY,
    ROUNDS,
    YES,
    RoundPlan,
    is_openly,
    modes,
    read_plan,
    save_settings,
    settings_of,
)
from workshop_app.session.people import group_sizes, read_people
from workshop_app.session.votes import groups_in_order
from workshop_app.statistics import OTHER, merge_groups
from workshop_app.storage import rounds, tally

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.figures.markers import Group
    from workshop_app.method.question import Question
    from workshop_app.session.context import Context
    from workshop_app.session.people import Person
    from workshop_app.storage import SessionFile
    from workshop_app.storage.tally import Round


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing by an attribute would show.

    ``groups`` are those a sheet can carry, small ones merged beforehand, and ``people`` says
    how many present people each of them has. ``state`` is ``possible``, ``ruled_out`` (the
    people on the list already rule it out) or ``unknown`` (nobody's group is on the list).
    """

    attribute: str
    groups: tuple[Group, ...]
    state: Literal["possible", "ruled_out", "unknown"]
    people: tuple[int, ...] = ()


def choose_openly(file: SessionFile, *, openly: bool) -> None:
    """Override the method for this session, or stop doing so; rounds that were held stay so."""
    settings = settings_of(file)
    settings.pop(OPENLY, None)
    if openly:
        settings[OPENLY] = YES
    save_settings(file, settings)


def offered(context: Context, questions: Sequence[Question], *, named: bool) -> tuple[str, ...]:
    """The ways in which these questions can be voted on, the usual one first.

    Nobody can sign a raised card or a dot, dots need answers to be placed on, and an order is
    more than cards can say.
    """
    may = modes(context.activity, openly=is_openly(context.file))
    unfit = {*OPEN_MODES} if named else set()
    if not any(map(is_touchable, questions)):
        unfit.add("touch")
    if any(question.form == "rank" for question in questions):
        unfit.add("cards")
    return tuple(way for way in may if way not in unfit)


def choose_plan(context: Context, plan: RoundPlan) -> None:
    """Keep a choice for the activity's next rounds; no step of the undo history."""
    settings = settings_of(context.file)
    settings.setdefault(ROUNDS, {})[context.activity.id] = {
        "mode": plan.mode,
        "attribute": plan.attribute,
        "named": YES if plan.named else "",
        "live": YES if plan.live else "",
    }
    save_settings(context.file, settings)


def comparison(context: Context, attribute: str, minimum: int | None = None) -> Comparison:
    """What comparing by ``attribute`` would show, by the people who are present.

    ``minimum`` is that of an open round; without one, the session's.
    """
    bands = context.method.band_of_level
    sizes = group_sizes(read_people(context.file), attribute, bands)
    if not sizes:
        names = [band.id for band in context.method.bands] if attribute == "band" else []
        return Comparison(attribute, groups_in_order(context, names), "unknown")
    merge = merge_groups(sizes, minimum or context.info.minimum_group)
    if not merge.comparable:
        return Comparison(attribute, (), "ruled_out")
    groups = groups_in_order(context, [*merge.groups])
    people = tuple(sum(sizes[one] for one in merge.groups[group.key]) for group in groups)
    return Comparison(attribute, groups, "possible", people)


def grouping(context: Context, round_: Round) -> Callable[[Person], str]:
    """Tells in which group of a round a person counts; empty where none is compared or known."""
    bands, by = context.method.band_of_level, round_.attribute
    known = {one.key for one in comparison(context, by, round_.minimum).groups} if by else set()

    def group_of(person: Person) -> str:
        own = bands.get(person.level or 0, "") if by == "band" else person.department
        return own if own in known else OTHER if own and OTHER in known else ""

    return group_of


def asked_by_rankings(context: Context, questions: Sequence[Question]) -> dict[str, str]:
    """What each ranking asks, by the id its options are part of."""
    language = context.words.language
    keys = {
        line.part_of: f"{context.activity.id}.questions.{line.part_of}"
        for line in questions
        if line.form == "rank"
    }
    return {
        part: context.method.text(key, language)
        for part, key in keys.items()
        if context.method.has(key, language)
    }


def strays(context: Context) -> int:
    """How many more or fewer people are present than voted last, where they are too few to hide.

    If everybody else keeps to their answers, they are the difference between the two votes.
    0 where there is nothing to say: nobody has voted, the list is empty, or they are as many
    as a group needs.
    """
    closed = [one for one in tally.rounds(context.file, context.activity.id) if one.state != "open"]
    present = sum(person.present for person in read_people(context.file))
    if not closed or not present:
        return 0
    more = abs(present - closed[-1].returned)
    return more if more < context.info.minimum_group else 0


def open_round(context: Context, questions: Sequence[Question]) -> Round:
    """Open the activity's next round as planned; `UserError` when one is open already."""
    plan = read_plan(context)
    return rounds.open_round(
        context.file,
        context.activity.id,
        questions,
        mode=plan.mode,
        attribute=plan.attribute if set(plan.ways) - {*OPEN_MODES} else "",
        named=plan.named,
        live=plan.live,
        expected=sum(person.present for person in read_people(context.file)),
        minimum=context.info.minimum_group,
    )
