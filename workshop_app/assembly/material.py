"""What a session gives to a reader's own edition: passages, findings and sentences of the room.

Results are read once, so that many readers share them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from workshop_app.assembly.over_time import Beside
from workshop_app.figures.canvas import Canvas
from workshop_app.kinds import registry
from workshop_app.method.model import OUTCOMES
from workshop_app.session.outcomes import read_outcomes
from workshop_app.storage.read_once import ReadOnce

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop_app.kinds.contract import Kind
    from workshop_app.session.context import Context
    from workshop_app.session.passages import Finding, Passage
    from workshop_app.session.people import Person
    from workshop_app.session.workshop import Workshop
    from workshop_app.words import Words


class Sentence(NamedTuple):
    """A sentence that the scribe wrote, under the words by which it was asked."""

    label: str
    text: str


class _Source(NamedTuple):
    context: Context
    kind: Kind[Any]
    results: Any
    planned: bool


class Material:
    """The activities of a session in one language, each read when it is first asked.

    What was taken out of the agenda gives nothing; of an activity that the agenda never had only
    what the method itself says.
    """

    def __init__(self, workshop: Workshop, words: Words) -> None:
        """Nothing is read yet."""
        self._workshop = workshop
        self._words = words
        self._file = ReadOnce(workshop.file)
        self._sources: list[_Source] | None = None
        self._sponsor: dict[tuple[float, float], dict[str, tuple[Passage, str]]] = {}

    def context(self, activity: str) -> Context:
        """An activity in the edition's language, its session as it is at this moment."""
        context = self._workshop.context(activity).in_language(self._words)
        return context._replace(file=self._file)

    def sentences(self, use: str) -> tuple[Sentence, ...]:
        """What the scribe wrote for this use (`method.model.USES`), in the agenda's order.

        What only an earlier session asked comes after it: a pulse has its dream from there.
        """
        found: list[Sentence] = []
        for id_ in (*self._planned(), *self._never_planned()):
            context = self.context(id_)
            wanted = {
                part.id for part in context.activity.list(OUTCOMES) if part.setting("use") == use
            }
            for one in read_outcomes(context.file, context.activity) if wanted else ():
                if one.id in wanted:
                    label = context.text(f"outcomes.{one.id}")
                    found += [Sentence(label, note.text) for note in one.notes if not note.held]
        return tuple(found)

    def _planned(self) -> list[str]:
        """The activities of the agenda, each once."""
        known = self._workshop.method.activities
        listed = dict.fromkeys(slot.activity for slot in self._workshop.slots())
        return [id_ for id_ in listed if id_ in known]

    def _never_planned(self) -> list[str]:
        """The activities that the agenda never had."""
        known = {*self._planned(), *(slot.activity for slot in self._workshop.taken_out())}
        return [one for one in self._workshop.method.activities if one not in known]

    def for_person(self, person: Person) -> dict[str, list[Passage]]:
        """What this person's booklet is made of, by part."""
        found: dict[str, list[Passage]] = {}
        for context, kind, results, planned in self._read():
            for passage in kind.for_person(results, context, person):
                if planned or passage.part == "question":
                    found.setdefault(passage.part, []).append(passage)
        return found

    def for_sponsor(self, room: tuple[float, float]) -> dict[str, Passage]:
        """Of each part the heaviest passage, drawn for a ``room`` in u."""
        return {part: passage for part, (passage, _) in self._heaviest(room).items()}

    def _heaviest(self, room: tuple[float, float]) -> dict[str, tuple[Passage, str]]:
        """The same with the activity that each is from."""
        found = self._sponsor.get(room)
        if found is not None:
            return found
        found = self._sponsor[room] = {}
        for context, kind, results in self._captured():
            canvas = Canvas(*room, context.activity.phase)
            beside = Beside(kind, results, context)
            for own in kind.for_sponsor(results, canvas, context):
                passage = beside.for_sponsor(own, canvas)
                known = found.get(passage.part)
                if known is None or passage.weight > known[0].weight:
                    found[passage.part] = passage, context.activity.id
        return found

    def findings(self, measure: str, room: tuple[float, float]) -> tuple[Finding, ...]:
        """What stands out by this measure: in the profile that is shown before any other."""
        _, shown = self._heaviest(room).get("profile", (None, ""))
        found = [
            (context.activity.id != shown, -one.weight, place, one)
            for place, (context, kind, results) in enumerate(self._captured())
            for one in kind.findings(results, context)
            if one.measure == measure
        ]
        return tuple(one for *_, one in sorted(found, key=lambda each: each[:3]))

    def _captured(self) -> Iterator[tuple[Context, Kind[Any], Any]]:
        """What is on the agenda and has something to show."""
        for context, kind, results, planned in self._read():
            if planned and not kind.is_empty(results):
                yield context, kind, results

    def _read(self) -> list[_Source]:
        if self._sources is None:
            self._sources = [
                *(self._source(id_, planned=True) for id_ in self._planned()),
                *(self._source(id_, planned=False) for id_ in self._never_planned()),
            ]
        return self._sources

    def _source(self, activity: str, *, planned: bool) -> _Source:
        context = self.context(activity)
        kind = registry.kind(context.activity.kind)
        return _Source(context, kind, kind.results(context), planned)
