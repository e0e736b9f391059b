"""Everybody's own booklet: what is shared is collected once, what is theirs for each reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.assembly.booklet import facts_of
from workshop_app.assembly.material import Material
from workshop_app.assembly.spoken import words_in
from workshop_app.booklet.edition import Card, Personal, Review
from workshop_app.booklet.paper import frame
from workshop_app.booklet.undisturbed import undisturbed
from workshop_app.session.earlier import read_earlier
from workshop_app.session.people import first_name
from workshop_app.session.reviews import looks_back

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.booklet.build import Made
    from workshop_app.session.passages import Passage
    from workshop_app.session.people import Person
    from workshop_app.session.workshop import Workshop


class PersonalBooklets:
    """The booklets of all readers of one language, on one paper."""

    def __init__(
        self, workshop: Workshop, paper: str = "a4", language: str | None = None
    ) -> None:
        """Nothing is made yet; raises `UserError` for an unknown paper or language."""
        frame(paper)
        self._workshop = workshop
        self._paper = paper
        self._words = words_in(workshop, language)
        self._material = Material(workshop, self._words)
        earlier = read_earlier(workshop.file)
        self._first = earlier[0].day if earlier else workshop.info.date

    def make(self, person: Person, path: Path) -> Made:
        """Write one person's booklet, whole or not at all; raises `UserError`."""
        from workshop_app.booklet.build import build_booklet

        with undisturbed():
            return build_booklet(self.edition(person), path, self._paper)

    def edition(self, person: Person) -> Personal:
        """Everything one person's booklet is made from: never a vote, nor another's pledge."""
        words, material, info = self._words, self._material, self._workshop.info
        own = material.for_person(person)
        name = first_name(person.name)
        promises = tuple(Card("", one.facts) for one in own.get("promise", ()))
        deeds = tuple(Card(one.title, one.facts, one.box) for one in own.get("deed", ()))
        return Personal(
            **facts_of(self._workshop, words),
            subtitle=words("personal.subtitle", name=name),
            reader=name,
            letter=self._letter(len(promises), len(deeds)),
            dream=self._said("dream", own),
            shifts=self._said("shift", own),
            promises=promises,
            deeds=deeds,
            habits=(*self._habits(own), *_questions(own)),
            reviews=tuple(
                Review(
                    words("personal.review.after", n=look.months),
                    words.date(look.day),
                    words(f"personal.season.{look.season}") if look.season else "",
                )
                for look in looks_back(info.date, self._first)
            ),
        )

    def _letter(self, promises: int, deeds: int) -> tuple[str, ...]:
        words, info = self._words, self._workshop.info
        made = words("personal.letter.promises", n=promises) if promises else ""
        carried = words("personal.letter.deeds", n=deeds) if deeds else ""
        own = words.listing([part for part in (made, carried) if part])
        first = looks_back(info.date)[0]
        return (
            words("personal.letter.day", day=self._workshop.dates(words), title=info.title),
            words("personal.letter.own", own=own) if own else words("personal.letter.nothing"),
            words("personal.letter.secret"),
            words("personal.letter.again", day=words.date(first.day)),
        )

    def _said(self, use: str, own: dict[str, list[Passage]]) -> tuple[str, ...]:
        """The room's own sentences; where it wrote none, what its activities come to."""
        written = tuple(one.text for one in self._material.sentences(use))
        found = dict.fromkeys(text for one in own.get(use, ()) for text in one.texts)
        return written or tuple(found)

    def _habits(self, own: dict[str, list[Passage]]) -> tuple[tuple[str, str], ...]:
        """Cards as the room wrote them; else what it ranked first."""
        written = tuple((one.label, one.text) for one in self._material.sentences("habit"))
        return written or tuple(
            (one.title, text) for one in own.get("habit", ()) for text in one.texts
        )


def _questions(own: dict[str, list[Passage]]) -> tuple[tuple[str, str], ...]:
    return tuple((one.title, text) for one in own.get("question", ()) for text in one.texts)
