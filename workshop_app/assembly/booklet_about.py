"""What surrounds the activities in a booklet: people, reading guide, reading list, colophon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.booklet.edition import Book, Colophon, Guide, People, ScaleGuide
from workshop_app.kinds import registry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.method.model import Method, Reading
    from workshop_app.method.question import Answer, Question
    from workshop_app.session.context import Context
    from workshop_app.session.people import Person


def people(listed: Sequence[Person]) -> People:
    """Who was present; only people who agreed are named, everybody else is counted."""
    present = [person for person in listed if person.present]
    named = sorted((person.name for person in present if person.named), key=str.casefold)
    return People(
        names=tuple(named),
        others=len(present) - len(named),
        departments=len({person.department for person in present if person.department}),
        levels=len({person.level for person in present if person.level is not None}),
    )


def guide(shown: Sequence[Context], minimum_group: int) -> Guide:
    """The scales with words that the printed activities used, each once."""
    questions = [
        question
        for context in shown
        for question in registry.kind(context.activity.kind).questions(context)
        if question.form == "scale"
    ]
    scales = dict.fromkeys(_scale(question) for question in questions)
    worded = tuple(scale for scale in scales if any(word for _, word in scale.points))
    return Guide(minimum_group, worded, scores=any(question.axis for question in questions))


def _scale(question: Question) -> ScaleGuide:
    zero = _point(question.zero) if question.zero else None
    return ScaleGuide(tuple(map(_point, question.answers)), zero)


def _point(answer: Answer) -> tuple[str, str]:
    return answer.value.replace("-", "−"), "" if answer.label == answer.value else answer.label


def reading(method: Method) -> tuple[Book, ...]:
    """The method's reading list in its order."""
    return tuple(
        Book(entry.title, entry.author, _detail(entry), bool(entry.source))
        for entry in method.reading
    )


def _detail(entry: Reading) -> str:
    year = str(entry.year or "")
    return " · ".join(part for part in (entry.note, "" if year in entry.note else year) if part)


def colophon(method: Method, language: str) -> Colophon:
    """The method, what it is built on, and its rules for what people say."""

    def optional(key: str) -> str:
        return method.text(key, language) if method.has(key, language) else ""

    sources = [entry for entry in method.reading if entry.source]
    return Colophon(
        method=optional("title"),
        principle=optional("principle"),
        rules=(*method.texts("card", language), *method.texts("safety", language)),
        sources=tuple(
            ": ".join(part for part in (entry.author, entry.title) if part) for entry in sources
        ),
        tools=tuple(method.text(f"tools.{tool}", language) for tool in method.tools),
    )
