"""What the counts of a closed round say: the numbers of a question, and who is compared.

Every kind that votes reads its results through here, so that a number means the same in a
radar, a table, the results file and the booklet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workshop_app.figures.markers import Group
from workshop_app.method.ways import ways_of
from workshop_app.statistics import (
    OTHER,
    agreement,
    agreement_word,
    item_score,
    mean,
    median,
)
from workshop_app.storage.tally import drawn, latest, rounds, tally_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.session.context import Context
    from workshop_app.statistics import AgreementWord
    from workshop_app.storage import SessionFile
    from workshop_app.storage.tally import Count, Round, Tally
    from workshop_app.words import Words


@dataclass(frozen=True, slots=True)
class Numbers:
    """One question as one group, or all of us, answered it.

    ``n`` counts valid answers, ``counts`` follows the order of the answers, ``mean`` and
    ``median`` are in points of the scale, ``score`` runs from 0 to 100. ``None`` stands
    where a number may not show or has no meaning.
    """

    n: int | None = None
    counts: tuple[int, ...] | None = None
    mean: float | None = None
    median: float | None = None
    score: float | None = None
    cannot_judge: int | None = None

    @property
    def agreement(self) -> float | None:
        """How far answers on a scale agree, −1 to 1; worked out where it is looked at only."""
        return None if self.counts is None or self.mean is None else agreement(self.counts)

    @property
    def word(self) -> AgreementWord | None:
        """The agreement in words, which is how people get to see it (METHOD §7.3)."""
        found = self.agreement
        return None if found is None else agreement_word(found)

    def entry(self) -> dict[str, Any]:
        """The question's entry in the results file, unrounded."""
        return {
            "n": self.n,
            "counts": None if self.counts is None else list(self.counts),
            "mean": self.mean,
            "median": self.median,
            "score": self.score,
            "agreement": self.agreement,
            "cannot_judge": self.cannot_judge,
        }


def revealed(file: SessionFile, activity: str) -> list[Tally]:
    """What the room has been shown, oldest first: rounds that wait stay out of every number."""
    return [tally_of(file, one) for one in rounds(file, activity) if one.state == "revealed"]


def drawn_rounds(context: Context) -> list[Tally]:
    """What the room has been shown; and of a round that is drawn while it is open, what may be."""
    found = revealed(context.file, context.activity.id)
    if context.live:
        newest = latest(context.file, context.activity.id)
        now = drawn(context.file, newest) if newest else None
        found += [now] if now else []
    return found


def shown_counts(
    count: Count | None, answers: Sequence[str], minimum: int
) -> tuple[int, ...] | None:
    """The counts in the order of ``answers``, or ``None`` below the minimum."""
    if count is None or count.valid < minimum:
        return None
    return count.vector(answers)


def of_scale(count: Count | None, answers: Sequence[str], minimum: int) -> Numbers:
    """The numbers of a question whose answers are whole numbers in steps of one."""
    counts = shown_counts(count, answers, minimum)
    if count is None or counts is None:
        return Numbers(count.valid if count else None)
    first = int(answers[0])
    return Numbers(
        count.valid,
        counts,
        mean(counts, first),
        median(counts, first),
        item_score(counts, minimum),
        count.cannot_judge,
    )


def of_choice(count: Count | None, answers: Sequence[str], minimum: int) -> Numbers:
    """The numbers of a choice between options without an order: no mean, no agreement."""
    counts = shown_counts(count, answers, minimum)
    return Numbers(count.valid if count else None, counts)


def groups_in_order(context: Context, names: Sequence[str]) -> tuple[Group, ...]:
    """The groups in the order people know, each with its name and its look.

    Bands come in the method's order and keep their look whichever of them show; other
    groups come by name, and those who named no group or were merged come last.
    """
    bands = [band.id for band in context.method.bands]

    def place(name: str) -> tuple[int, bool, str]:
        known = bands.index(name) if name in bands else len(bands)
        return known, name in ("", OTHER), context.group_name(name).casefold()

    ordered = sorted(names, key=place)
    by_band = any(name in bands for name in names)
    groups: list[Group] = []
    for position, name in enumerate(ordered):
        style = place(name)[0] if by_band else position
        while by_band and style in [group.style for group in groups]:
            style += 1
        groups.append(Group(name, _unused(context.group_name(name), groups), style))
    return tuple(groups)


def _unused(label: str, groups: Sequence[Group]) -> str:
    """A department may be called as the merged groups are: the second gets a number."""
    taken = [group.label for group in groups]
    found, number = label, 2
    while found in taken:
        found, number = f"{label} ({number})", number + 1
    return found


def merged_names(context: Context, round_: Round | None) -> list[str]:
    """The groups that may not show on their own, as people know them.

    "Other" is none of them: ballots that say it were merged before they were handed out.
    """
    merged = round_.merged if round_ else ()
    return [context.group_name(name) for name in merged if name != OTHER]


def turnout(round_: Round) -> dict[str, Any]:
    """What the results file says about the round itself."""
    return {
        "n": round_.returned,
        "returned": round_.returned,
        "expected": round_.expected,
        "mode": round_.mode,
        "named": round_.named,
        "round": round_.number,
    }


def mode_words(words: Words, mode: str) -> str:
    """The ways of a round: "booth, paper"."""
    return ", ".join(words(f"mode.{way}") for way in ways_of(mode))


def turnout_words(words: Words, round_: Round) -> str:
    """The stage's "14 of 16, booth", as `of_round` says it."""
    n, expected, mode = round_.returned, round_.expected, mode_words(words, round_.mode)
    if expected >= n > 0:
        state = words("votes.turnout_of", n=n, expected=expected, mode=mode)
    else:
        state = words("votes.turnout", n=n, mode=mode)
    return of_round(words, round_, state)


def of_round(words: Words, round_: Round, state: str) -> str:
    """A turnout, with names if it was; and of later rounds which vote it was."""
    if round_.named:
        state = words("votes.with_names", state=state)
    return words("votes.round", number=round_.number, state=state) if round_.number > 1 else state
