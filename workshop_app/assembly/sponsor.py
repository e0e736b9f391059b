"""The sponsor's edition: findings, figures, what is asked and what cannot be known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from workshop_app.assembly.booklet import facts_of
from workshop_app.assembly.material import Material
from workshop_app.assembly.progress import read_progress
from workshop_app.assembly.spoken import words_in
from workshop_app.booklet.edition import Passage, Sheet, Sponsor
from workshop_app.booklet.paper import picture_room
from workshop_app.booklet.undisturbed import undisturbed
from workshop_app.session.brief import DECISIONS, read_brief
from workshop_app.session.passages import DECISION, MEASURES, OF_SPONSOR
from workshop_app.session.reviews import looks_back

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.assembly.material import Sentence
    from workshop_app.booklet.build import Made
    from workshop_app.figures.table import Table
    from workshop_app.session.passages import Passage as Given
    from workshop_app.session.workshop import Workshop
    from workshop_app.words import Words

Room = tuple[float, float]
_PULSE = "pulse"
"""How the ids of agendas begin that are held again, with what is called as the number of months."""

_FOLLOWED = ("scores", "deeds")
"""Where rates stand: with the scorecard, else with the actions."""

LINES = 3
"""To write a decision on that nobody has proposed."""


class Followed(NamedTuple):
    """What became of things since: the season with who came back, and the rates."""

    season: str
    tables: tuple[Table, ...]


def make_sponsor(
    workshop: Workshop, path: Path, paper: str = "a4", language: str | None = None
) -> Made:
    """Write the sponsor's edition, six pages at most; raises as `make_booklet` does."""
    from workshop_app.booklet.build import build_booklet

    with undisturbed():
        return build_booklet(sponsor_edition(workshop, paper, language), path, paper)


def sponsor_edition(
    workshop: Workshop, paper: str = "a4", language: str | None = None
) -> Sponsor:
    """Everything it is made from; raises as `make_booklet` does."""
    words = words_in(workshop, language)
    material, room = Material(workshop, words), picture_room(paper)
    given = material.for_sponsor(room)
    sheets = [_summary(workshop, material, words, room)]
    followed = _followed(workshop, words)
    beside = next((part for part in _FOLLOWED if part in given), "")
    sheets += [
        _sheet(given[part], followed if part == beside else None)
        for part in OF_SPONSOR
        if part in given
    ]
    sheets.append(_ahead(workshop, material, words))
    return Sponsor(**facts_of(workshop, words), sheets=tuple(sheets))


def proposed(workshop: Workshop, language: str | None = None) -> dict[str, str]:
    """The finding of each measure that the app would write; raises `UserError`."""
    words = words_in(workshop, language)
    return _proposed(Material(workshop, words), words, picture_room("a4"))


def proposed_decisions(workshop: Workshop, language: str | None = None) -> tuple[str, ...]:
    """The decisions that the app would ask for: help that nobody has answered yet."""
    return _asked(Material(workshop, words_in(workshop, language)), picture_room("a4"))


def _proposed(material: Material, words: Words, room: Room) -> dict[str, str]:
    found = {measure: material.findings(measure, room) for measure in MEASURES}
    return {
        measure: of[0].text if of else words(f"sponsor.finding.none.{measure}")
        for measure, of in found.items()
    }


def _asked(material: Material, room: Room) -> tuple[str, ...]:
    found = [one.text for one in material.findings(DECISION, room)][:DECISIONS]
    return (*found, *[""] * (DECISIONS - len(found)))


def _summary(workshop: Workshop, material: Material, words: Words, room: Room) -> Sheet:
    """Three findings and three decisions: the facilitator's words before the app's."""
    brief, mine = read_brief(workshop.file), _proposed(material, words, room)
    findings = tuple(brief.findings.get(measure) or mine[measure] for measure in MEASURES)
    asked = _asked(material, room)
    decisions = tuple(own or asked[place] for place, own in enumerate(brief.decisions))
    said = tuple(one.text for one in material.sentences("sponsor"))
    dream = tuple(one.text for one in material.sentences("dream"))
    passages = [
        *([Passage(words("sponsor.dream"), dream)] if dream else ()),
        Passage(words("sponsor.findings"), findings, numbered=True, whole=True),
        Passage(
            words("sponsor.decisions"), decisions, numbered=True, lines=LINES, whole=True
        ),
        *([Passage(words("sponsor.said"), said)] if said else ()),
    ]
    present = sum(person.present for person in workshop.people())
    day = workshop.dates(words)
    lead = words("sponsor.lead", n=present, day=day) if present else ""
    return Sheet(".summary", words("sponsor.title"), lead, tuple(passages))


def _followed(workshop: Workshop, words: Words) -> Followed | None:
    """The season and the rates since the first session, where there was one before."""
    found = read_progress(workshop, words)
    if found is None:
        return None
    from workshop_app.assembly.progress_told import qualified, rates_table

    table = rates_table(found, words)
    table = replace(table, rows=table.rows[::-1])  # the newest stays where rows are left out
    return Followed(qualified(found, words), (table,) if table.rows else ())


def _sheet(given: Given, followed: Followed | None = None) -> Sheet:
    said = "".join((*given.texts, *(table.note for table in given.tables)))
    season = followed.season if followed and followed.season not in said else ""
    texts = (*given.texts, *((season,) if season else ()))
    passages = (Passage("", texts),) if texts else ()
    tables = (*given.tables, *(followed.tables if followed else ()))
    return Sheet(
        f".{given.part}", given.title, passages=passages, figures=given.figures, tables=tables
    )


def _ahead(workshop: Workshop, material: Material, words: Words) -> Sheet:
    """What leaders do next, what it takes, what stopping costs, when we meet, what is unknown."""
    info, first = workshop.info, looks_back(workshop.info.date)[0]
    present = sum(person.present for person in workshop.people())
    minutes = next(
        (one.total for id_, one in workshop.method.agendas.items() if id_.startswith(_PULSE)), 0
    )
    next_one = _labelled(material.sentences("pulse"))
    caveats = [
        words("sponsor.caveat.small", n=present) if present else "",
        words("sponsor.caveat.own"),
        words("sponsor.caveat.groups", k=info.minimum_group),
        words("sponsor.caveat.money"),
    ]
    return Sheet(
        ".ahead",
        words("sponsor.ahead.title"),
        words("sponsor.ahead.lead"),
        (
            Passage(
                words("sponsor.ahead.leaders"),
                (words("sponsor.ahead.report"), *_labelled(material.sentences("leader"))),
            ),
            Passage(
                words("sponsor.ahead.time"),
                (
                    *((words("sponsor.ahead.pulse", n=minutes),) if minutes else ()),
                    words("sponsor.ahead.patience"),
                ),
            ),
            Passage(
                words("sponsor.ahead.stopping"),
                (words("sponsor.ahead.silence"), *_labelled(material.sentences("risk"))),
            ),
            Passage(
                words("sponsor.ahead.next"),
                next_one or (words("sponsor.ahead.proposed", day=words.date(first.day)),),
            ),
            Passage(words("sponsor.ahead.caveats"), tuple(caveats), whole=True),
        ),
    )


def _labelled(sentences: tuple[Sentence, ...]) -> tuple[str, ...]:
    return tuple(f"{one.label}: {one.text}" for one in sentences)
