"""The wall of shared pledges and its table; private ones are a number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from workshop_app.figures import pledges as builder
from workshop_app.figures.table import Cell, Column, Table, Valued
from workshop_app.kinds.pledge.model import CHOICES, PARTS
from workshop_app.session.review import verdict_words

if TYPE_CHECKING:
    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.kinds.pledge.model import Pledge, PledgeResults, SharedPledge
    from workshop_app.session.context import Context
    from workshop_app.session.passages import Facts
    from workshop_app.session.review import Review

_ENDS = (".", "!", "?", "…")
_QUOTES = "”’»\"'"


def figures(results: PledgeResults, canvas: Canvas, context: Context) -> tuple[Figure, ...]:
    """Three by two shared pledges a page; below them how many stay private."""
    words = context.words
    return builder.pledges(
        [
            _card(pledge, context) for pledge in results.shared
        ],
        canvas,
        private=words("pledge.private", n=results.private) if results.private else "",
        invitation=words("pledge.invitation"),
        title=context.text("question"),
    )


def _card(pledge: SharedPledge, context: Context) -> builder.PledgeCard:
    card = builder.PledgeCard(pledge.key, said(pledge, context), pledge.name)
    review = pledge.review
    if review is None or not review.verdict:
        return card
    state = context.words(f"review.pledge.{review.verdict}")
    return replace(card, state=state, mark=review.icon, token=review.token)


def said(pledge: SharedPledge, context: Context) -> str:
    """The whole pledge as sentences: “I start calling one customer a week. I stop …”."""
    sentences = [f"{context.text(f'fields.{part}')} {text}" for part, text in pledge.parts]
    if not sentences:
        sentences = [
            f"{context.text(f'fields.{field}')}: {option(value, context)}"
            for field, value in (("first_step", pledge.first_step), ("practise", pledge.practise))
            if value
        ]
    return " ".join(_ended(text) for text in sentences)


def _ended(sentence: str) -> str:
    """With a full stop, unless it ends in one already, or in one within quotation marks."""
    return sentence if sentence.rstrip(_QUOTES).endswith(_ENDS) else f"{sentence}."


def option(value: str, context: Context) -> str:
    """The words of a choice; a value that the method does not know stands for itself."""
    known = any(part.id == value for part in context.activity.list("options"))
    return context.text(f"options.{value}") if known else value


def facts(pledge: Pledge, context: Context, review: Review | None = None) -> Facts:
    """Everything that a pledge says, under the words by which it was asked; what became of it."""
    day = context.words.date(date.fromisoformat(pledge.check_date)) if pledge.check_date else ""
    found = {
        **{part: getattr(pledge, part) for part in PARTS},
        **{field: option(getattr(pledge, field), context) for field in CHOICES},
        "buddy": pledge.buddy,
        "check_date": day,
    }
    asked = {part.id for part in context.activity.list("fields")}
    told = tuple(
        (context.text(f"fields.{field}"), said)
        for field, said in found.items()
        if said and field in asked
    )
    verdict = _became(review, context)
    return (*told, (context.words("review.head"), verdict)) if verdict else told


def _became(review: Review | None, context: Context) -> str:
    if review is None:
        return ""
    if not review.verdict:
        return context.words("review.open")
    return verdict_words(context.words, review.verdict, "pledge")


def tables(results: PledgeResults, context: Context) -> tuple[Table, ...]:
    """What was shared, with a first name where there is consent."""
    words = context.words
    names: list[Cell] = [pledge.name for pledge in results.shared]
    texts: list[Cell] = [said(pledge, context) for pledge in results.shared]
    kept = [(Column(words("pledge.name")), names)] if any(names) else []
    kept.append((Column(words("pledge.pledge"), width=3.5), texts))
    kept += [
        (Column(context.text(f"fields.{field}")), values)
        for field, values in _fields(results, context)
        if any(values)
    ]
    became: list[Cell] = [_became(pledge.review, context) for pledge in results.shared]
    if any(became):
        kept.append((Column(words("review.head")), became))
    return (
        Table(
            words("pledge.shared"),
            tuple(column for column, _ in kept),
            tuple(zip(*(cells for _, cells in kept), strict=True)),
            " · ".join(_notes(results, context)),
        ),
    )


def _notes(results: PledgeResults, context: Context) -> list[str]:
    """How many stay private, and how far all of them were kept."""
    words = context.words
    found = [words("pledge.private", n=results.private)] if results.private else []
    told = [
        words("pledge.rate", rate=words.number(rate.percent, 0), n=rate.of)
        for rate in results.rates
    ]
    waits = [words("pledge.rate_waits")] if results.came_along else []
    return found + (told or waits)


def _fields(results: PledgeResults, context: Context) -> list[tuple[str, list[Cell]]]:
    """The choices and the date of every shared pledge."""
    days = [pledge.check_date for pledge in results.shared]
    found: dict[str, list[Cell]] = {
        "first_step": [option(pledge.first_step, context) for pledge in results.shared],
        "practise": [option(pledge.practise, context) for pledge in results.shared],
        "check_date": [Valued(context.words.date(day), day) if day else "" for day in days],
    }
    asked = [part.id for part in context.activity.list("fields")]
    return [(field, values) for field, values in found.items() if field in asked]
