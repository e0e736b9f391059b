"""What stands out in a profile: its weakest axis, its widest gap, the line that divides most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.session.passages import Finding
from workshop_app.session.profile import axis_gaps, joined, looks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from workshop_app.session.context import Context
    from workshop_app.session.profile import Line, ProfileResults
    from workshop_app.session.votes import Numbers


def profile_findings(
    results: ProfileResults,
    context: Context,
    names: Sequence[str],
    prompt: Callable[[Context, Line], str],
) -> tuple[Finding, ...]:
    """What all of us scored lowest, where groups that may show are furthest apart, what divides.

    ``names`` are the axes' names in the plan's order, ``prompt`` says a line's words. A score in
    one of several passes is no weakness: it is there to be compared.
    """
    if results.total is None:
        return ()
    found = [*_weakest(results, context, names), *_widest(results, context, names)]
    said = ((prompt(context, line), results.numbers(line)) for line in results.plan.lines)
    return (*found, *divided(context, said))


def _weakest(
    results: ProfileResults, context: Context, names: Sequence[str]
) -> Iterator[Finding]:
    if results.total is None or results.plan.turns != ("",):
        return
    for axis, name in zip(results.plan.axes, names, strict=True):
        score = results.total.axes[axis]
        if score is not None:
            said = context.words(
                "finding.weakest", axis=name, n=round(score), activity=context.text("title")
            )
            yield Finding("weakest", 100 - score, said)


def _widest(
    results: ProfileResults, context: Context, names: Sequence[str]
) -> Iterator[Finding]:
    gaps, groups = axis_gaps(results), looks(results.groups, context)
    for axis, name in zip(results.plan.axes, names, strict=True):
        for turn in results.plan.turns:
            key = joined(axis, turn)
            gap = gaps.get(key, {}).get("gap")
            if gap is None or round(gap) == 0:
                continue
            scores = [
                (score, look.label)
                for look, side in zip(groups, results.groups, strict=True)
                if (score := side.axes[key]) is not None
            ]
            said = context.words(
                "finding.gap",
                n=round(gap),
                axis=_in_turn(context, name, turn),
                high=max(scores)[1],
                low=min(scores)[1],
                activity=context.text("title"),
            )
            yield Finding("gap", gap, said)


def _in_turn(context: Context, name: str, turn: str) -> str:
    return f"{name} – {context.text(f'passes.{turn}')}" if turn else name


def divided(
    context: Context, said: Iterator[tuple[str, Numbers]] | Sequence[tuple[str, Numbers]]
) -> Iterator[Finding]:
    """How far all of us agree on each line, the least agreement being the heaviest."""
    for text, numbers in said:
        if numbers.agreement is None or numbers.word is None:
            continue
        key = "shared" if numbers.word == "shared" else "of"
        found = context.words(
            f"finding.divided.{key}",
            item=text,
            word=context.words(f"votes.agreement.{numbers.word}").lower(),
            activity=context.text("title"),
        )
        yield Finding("divided", -numbers.agreement, found)
