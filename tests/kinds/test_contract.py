"""Every kind there is, held against the contract: nothing to remember when one is added."""

from __future__ import annotations

import json
import string
import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from tests.kinds.voting import make, vote
from tests.own_methods import method_of_every_kind
from workshop_app import paths
from workshop_app.errors import UserError
from workshop_app.figures.canvas import STAGE_WIDTH, Canvas
from workshop_app.figures.figure import Text, interpolate
from workshop_app.figures.frame import CONTENT_BOTTOM, CONTENT_TOP, MARGIN
from workshop_app.figures.layout import bounds
from workshop_app.figures.theme import LIGHT
from workshop_app.kinds import registry
from workshop_app.kinds.contract import Footer, Kind
from workshop_app.method.model import VIEWS
from workshop_app.method.takes import parts_of
from workshop_app.session.crowd import Crowd
from workshop_app.session.notes import NewNote
from workshop_app.session.people import Person, add_people
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.method.model import Activity
    from workshop_app.session.context import Context
    from workshop_app.session.workshop import Workshop

CANVAS = Canvas(STAGE_WIDTH - 2 * MARGIN, CONTENT_BOTTOM - CONTENT_TOP, "see")
METHOD = method_of_every_kind()
KEYS = registry.keys()
ACTIVITIES = tuple(METHOD.activities.values())
LONG = "Donaudampfschifffahrtsgesellschaft ёşğő Ωμέγα → " * 4


@pytest.fixture(params=KEYS)
def kind(request: pytest.FixtureRequest) -> Kind[Any]:
    return registry.kind(request.param)


@pytest.fixture(params=ACTIVITIES, ids=lambda activity: activity.id)
def activity(request: pytest.FixtureRequest) -> Activity:
    found: Activity = request.param
    return found


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def empty(tmp_path: Path, language: str) -> Workshop:
    """A session in which nothing has happened."""
    return make(tmp_path, METHOD, language=language)


@pytest.fixture
def filled(empty: Workshop, activity: Activity) -> Workshop:
    """Twelve people, long notes in every place, and a vote with groups."""
    levels = (1, 1, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5)
    people = [
        Person(f"{LONG[:30]} {index}", department=f"Afdeling {index % 3}", level=level)
        for index, level in enumerate(levels)
    ]
    add_people(empty.file, "People", people)
    context = empty.context(activity.id)
    kind = registry.kind(activity.kind)
    for place in kind.places(context):
        _note(kind, context, place.id)
    questions = kind.questions(context)
    if questions:
        ballots = []
        for index, level in enumerate(levels):
            answers: dict[str, str] = {}
            ranked = 0
            for at, question in enumerate(questions):
                if question.form == "word":
                    answers[question.id] = LONG[index : index + 20]
                elif question.form != "rank":
                    answers[question.id] = question.answers[
                        (index * (at + 1)) % min(4, len(question.answers))
                    ].value
                elif (at + index) % 3 == 0 and ranked < len(question.answers):
                    answers[question.id] = question.answers[ranked].value
                    ranked += 1
            ballots.append((empty.method.band_of_level[level], answers))
        vote(empty, activity.id, ballots, attribute="band", expected=12)
    return empty


def _note(kind: Kind[Any], context: Context, place: str) -> None:
    """A long note, or whatever a place with rules of its own takes."""
    for text in (LONG, "1", "2 × 2"):
        note = NewNote(place, text)
        try:
            kind.check_note(note, context)
        except UserError:
            continue
        kind.add_notes([note], "Note", context)
        return


def _drawn(kind: Kind[Any]) -> tuple[str, ...]:
    """Every view a kind can be asked to draw."""
    extra = [view for view in ("guess", "content") if view in kind.shape.views]
    return tuple(dict.fromkeys((*kind.picture_views, *extra)))


def _check_pages(pages: Sequence[Figure]) -> None:
    assert pages
    for page in pages:
        assert (page.width, page.height) == (CANVAS.width, CANVAS.height)
        assert page.items
        assert page.title, "a screen reader needs to know what this is"
        for item in page.items:
            if isinstance(item, Text):
                assert item.size >= 2.8 - 1e-6, f"too small to read: {item}"
                LIGHT.colour(item.token)
            box = bounds(item)
            over = 0.6 if isinstance(item, Text) else 1.5
            inside = (
                box.x >= -over
                and box.right <= CANVAS.width + over
                and box.y >= -over
                and box.bottom <= CANVAS.height + over
            )
            assert inside, f"outside the picture: {item}"


def _check_table(table: Table) -> None:
    assert table.caption
    assert table.columns
    for row in table.rows:
        assert len(row) == len(table.columns), f"{table.caption}: {row}"
        for cell, column in zip(row, table.columns, strict=True):
            if column.decimals is not None:
                assert cell is None or isinstance(cell, int | float), f"{column.title}: {cell!r}"
            else:
                assert cell is None or isinstance(cell, str), f"{column.title}: {cell!r}"
    assert all(index < len(table.rows) for index in table.strong)


def _check(workshop: Workshop, activity: Activity) -> None:
    context = workshop.context(activity.id)
    kind = registry.kind(activity.kind)
    results = kind.results(context)
    for view in _drawn(kind):
        pages = kind.figures(results, view, CANVAS, context)
        _check_pages(pages)
        assert isinstance(kind.footer(results, view, context), Footer)
        start = kind.start_figure(results, view, CANVAS, context)
        if start is not None and start != pages[0]:
            assert interpolate(start, pages[0], 0.5) != pages[0], f"{view}: no way between"
    for table in kind.tables(results, context):
        _check_table(table)
    json.dumps(kind.numbers(results, context))


@pytest.mark.parametrize("key", KEYS)
def test_a_kind_has_its_name_among_its_own_words(key: str, language: str) -> None:
    """What the method editor calls it; nothing else of the app names a kind."""
    file = paths.resources() / "translations" / language / f"kinds_{key}.json"
    assert file.exists(), f"the words of the kind “{key}” belong in {language}/{file.name}"
    name = json.loads(file.read_text(encoding="utf-8")).get(f"{key}.kind")
    assert name, f"{language}/{file.name} does not say what the kind is called: “{key}.kind”"


@pytest.mark.parametrize("key", KEYS)
def test_a_kind_says_what_a_new_one_begins_with(key: str) -> None:
    file = paths.resources() / "starters" / f"{key}.toml"
    assert file.exists(), f"the method editor cannot add one without starters/{file.name}"


def test_a_kind_is_called_as_its_folder(kind: Kind[Any]) -> None:
    module = import_module(f"workshop_app.kinds.{kind.key}")
    assert isinstance(kind, Kind)
    assert module.KIND is kind
    assert module.__name__.rpartition(".")[2] == kind.key == kind.shape.key


def test_the_views_of_a_kind_are_views_of_the_stage(kind: Kind[Any]) -> None:
    assert kind.picture_views
    assert set(kind.picture_views) <= set(kind.shape.views) <= set(VIEWS)
    assert not {"title", "question", "card", "guess"} & set(kind.picture_views)


def test_the_stage_can_draw_every_step_of_the_built_in_method(activity: Activity) -> None:
    kind = registry.kind(activity.kind)
    by_the_frame = {"title", "question", "card", "collect"}
    assert {step.view for step in activity.steps} <= by_the_frame | set(_drawn(kind))


def test_a_fresh_session_is_empty_and_everything_is_valid(
    empty: Workshop, activity: Activity
) -> None:
    context = empty.context(activity.id)
    kind = registry.kind(activity.kind)
    assert kind.is_empty(kind.results(context))
    _check(empty, activity)


def test_a_full_session_is_drawn_inside_its_picture(filled: Workshop, activity: Activity) -> None:
    context = filled.context(activity.id)
    kind = registry.kind(activity.kind)
    if kind.questions(context) or kind.places(context):
        assert not kind.is_empty(kind.results(context))
    _check(filled, activity)


def test_a_vote_leaves_numbers_of_the_agreed_form(filled: Workshop, activity: Activity) -> None:
    context = filled.context(activity.id)
    kind = registry.kind(activity.kind)
    questions = kind.questions(context)
    if not questions:
        pytest.skip("nobody votes here")
    numbers = kind.numbers(kind.results(context), context)
    assert {"n", "items", "axes", "groups", "merged"} <= set(numbers)
    ids = {question.id for question in questions}
    for side in (numbers, *numbers["groups"].values()):
        assert set(side["items"]) == ids
        for entry in side["items"].values():
            assert {"n", "counts", "mean", "median", "score", "agreement"} <= set(entry)
            counts = entry["counts"]
            if isinstance(counts, list):
                assert sum(counts) == entry["n"]


def test_questions_and_places_have_their_own_ids(empty: Workshop, activity: Activity) -> None:
    context = empty.context(activity.id)
    kind = registry.kind(activity.kind)
    questions = kind.questions(context)
    for ids in ([question.id for question in questions], [p.id for p in kind.places(context)]):
        assert len(set(ids)) == len(ids)
    for question in questions:
        assert question.prompt
        assert len(set(question.values)) == len(question.values)
        assert all(answer.label for answer in question.answers)


def test_results_do_not_speak(filled: Workshop, activity: Activity) -> None:
    """Results read in one language are drawn in another: the booklet may differ from the stage."""
    context = filled.context(activity.id)
    kind = registry.kind(activity.kind)
    other = next(language for language in LANGUAGES if language != context.words.language)
    twin = context.in_language(Words.load(other))
    view = kind.picture_views[-1]
    drawn = kind.figures(kind.results(context), view, CANVAS, twin)
    assert drawn == kind.figures(kind.results(twin), view, CANVAS, twin)


@pytest.mark.parametrize("key", KEYS)
def test_every_kind_has_an_editor(key: str) -> None:
    from workshop_app.ui.desk import EditorBase

    assert issubclass(registry.editor(key), EditorBase)


def test_no_kind_needs_a_window_to_draw() -> None:
    """A booklet, a test or the command line never pays for Qt."""
    code = (
        "import sys; from workshop_app.kinds import registry; "
        "[registry.kind(key) for key in registry.keys()]; "
        "sys.exit(','.join({'PySide6', 'pyqtgraph', 'reportlab', 'numpy'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.stderr.strip() == ""


def test_kinds_say_the_same_in_every_language() -> None:
    """Fields too; a singular may do without its number."""

    def fields(language: str) -> dict[str, set[str]]:
        folder = paths.resources() / "translations" / language
        return {
            key: set()
            if key.endswith(".one")
            else {field for _, field, _, _ in string.Formatter().parse(text) if field}
            for file in sorted(folder.glob("kinds_*.json"))
            for key, text in json.loads(file.read_text(encoding="utf-8")).items()
        }

    english = fields("en")
    assert english
    for language in LANGUAGES:
        assert fields(language) == english


def test_whatever_is_offered_can_be_named_in_a_method(
    filled: Workshop, activity: Activity
) -> None:
    kind = registry.kind(activity.kind)
    kind.rehearse(filled.context(activity.id), Crowd(METHOD, filled.words, 6, 1))
    offered = {offer.part for offer in kind.offers(filled.context(activity.id))}
    assert not offered - {"", *parts_of(activity, kind.shape)}
