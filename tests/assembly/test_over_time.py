"""A pulse beside the sessions before it: what stage, booklet and files say of change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.desk import sixteen_people
from tests.earlier import FIRST, NOW, PREVIOUS, crowd, day_of, look_back, same_people
from tests.figures.test_any_words import check
from tests.kinds.taster import method
from tests.kinds.voting import beside, column, vote
from workshop_app.assembly.booklet import edition_of
from workshop_app.assembly.export_sheets import told
from workshop_app.assembly.outcome import outcome
from workshop_app.assembly.over_time import Beside
from workshop_app.assembly.progress_told import trend_table
from workshop_app.assembly.scene import view_scene, view_scenes
from workshop_app.assembly.sponsor import make_sponsor, sponsor_edition
from workshop_app.figures.canvas import STAGE_WIDTH, Canvas
from workshop_app.figures.figure import Circle, Path, Rect, Text, interpolate
from workshop_app.figures.markers import EARLIER_WIDTH, FIRST_DASH
from workshop_app.kinds import registry
from workshop_app.kinds.scorecard.model import (
    Actual,
    Score,
    add_scores,
    put_actuals,
    read_scores,
)
from workshop_app.session.crowd import Crowd
from workshop_app.session.notes import NewNote
from workshop_app.session.pulse import make_pulse
from workshop_app.session.workshop import Plan
from workshop_app.words import Words

if TYPE_CHECKING:
    from pathlib import Path as Folder

    from tests.kinds.voting import Ballot
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.method.model import Method
    from workshop_app.session.context import Context
    from workshop_app.session.workshop import Workshop

CHECKLIST, NPS, HEARTBEAT, CARD = "see-checklist", "see-nps", "be-heartbeat", "act-scorecard"
LOOK_BACK, HARVEST = "be-look-back", "be-harvest"
VOTED = (
    CHECKLIST, "see-safe-brave", "see-five-answers", "see-three-mirrors", "see-walk-the-walk",
    NPS, "see-audit", "see-one-voice", "think-shift", "think-seven-cs", "think-engine-room",
    "think-rater", "act-basics-first", HEARTBEAT,
)


def three(folder: Folder, *ids: str, of: Method | None = None) -> tuple[Workshop, ...]:
    """The first session, the previous one (of method ``of``), and a pulse, with nothing in them."""
    first = day_of(folder, FIRST, ids, people=sixteen_people())
    previous = day_of(folder, PREVIOUS, ids, of=of)
    return first, previous, day_of(folder, NOW, ids)


def told_of(workshop: Workshop, id_: str, language: str = "en") -> tuple[Table, ...]:
    """The tables over time of an activity."""
    context = workshop.context(id_).in_language(Words.load(language))
    kind = registry.kind(context.activity.kind)
    return Beside(kind, kind.results(context), context).tables()


def care(*counts: int) -> list[Ballot]:
    """Ballots in which all three items of the first axis get the same answers, 1 to 5."""
    return beside(*(column(item, counts) for item in ("ck01", "ck02", "ck03")))


def lines(page: Figure) -> dict[str, Path]:
    return {item.key: item for item in page.items
            if isinstance(item, Path) and item.key.startswith("line:")}


def bar_of(workshop: Workshop) -> str:
    """The colour of the scorecard's only bar."""
    page = view_scene(workshop, CARD, "content").content
    (fill,) = [item.fill for item in page.items
               if isinstance(item, Rect) and item.key.startswith("bar:")]
    return fill.token if fill else ""


def filled(page: Figure, key: str) -> str:
    """The colour of one mark."""
    (fill,) = [item.fill for item in page.items if isinstance(item, Circle) and item.key == key]
    return fill.token if fill else ""


@pytest.fixture
def pulse(tmp_path: Folder) -> Workshop:
    """Care was 25 at first, then 50, and is 75 now; nobody answered another axis."""
    first, previous, now = three(tmp_path, CHECKLIST)
    vote(first, CHECKLIST, care(0, 8))
    vote(previous, CHECKLIST, care(0, 0, 8))
    vote(now, CHECKLIST, care(0, 0, 0, 8))
    same_people(previous, first, 12)
    same_people(now, first, 8)
    look_back(now, first, previous)
    return now


def test_the_radar_has_first_dashed_previous_thin_and_now_thick(tmp_path: Folder) -> None:
    first, previous, now = three(tmp_path, CHECKLIST)
    for place, one in enumerate((first, previous, now)):
        crowd(one, CHECKLIST, place)
    look_back(now, first, previous)
    page = view_scene(now, CHECKLIST, "total").content
    drawn = lines(page)
    assert list(drawn) == ["line:first", "line:previous", "line:now"]
    pens = [line.stroke for line in drawn.values()]
    assert [(pen.width, pen.dash) for pen in pens if pen] == [
        (EARLIER_WIDTH, FIRST_DASH), (EARLIER_WIDTH, ()), (0.75, ())
    ]
    assert {"Then and now", "First, March 2026", "Previous, September 2026", "Now"} <= set(
        page.texts()
    )


def test_numbers_and_table_say_what_moved(pulse: Workshop) -> None:
    page = view_scene(pulse, CHECKLIST, "total").content
    assert {"25 →", "75"} <= set(page.texts())
    axes, items = told_of(pulse, CHECKLIST)
    assert axes.rows[0] == ("Care", 25.0, 50.0, 75.0, "+50", "+25")
    assert axes.rows[1] == ("Advocacy", *(None,) * 3, *("– too few answers",) * 2)
    assert [row[1:] for row in items.rows[:3]] == [(25.0, 50.0, 75.0, "+50", "+25")] * 3
    dutch, _ = told_of(pulse, CHECKLIST, "nl")
    assert [column.title for column in dutch.columns][1:] == [
        "Eerste, maart 2026 (n = 8)", "Vorige, september 2026 (n = 8)", "Nu (n = 8)",
        "Sinds de eerste", "Sinds de vorige",
    ]


def test_season_and_who_returned_stand_beside_every_trend(pulse: Workshop) -> None:
    """Eight people of the first session, all of whom were at the previous one as well."""
    said = "Sowing time: 10 months since the first session. 100% of us were there the first time"
    back = "8 of 16 of the first group are back."
    assert all(back in table.note for table in told_of(pulse, CHECKLIST))
    shown = view_scene(pulse, CHECKLIST, "total")
    assert any(text.startswith(said) for text in shown.content.texts())
    assert all(said in table.note for table in told_of(pulse, CHECKLIST))


def test_stage_booklet_export_results_file_and_screen_reader_have_it(pulse: Workshop) -> None:
    over = "Axis: then and now"
    assert over in [table.caption for table in view_scene(pulse, CHECKLIST, "total").tables]
    context = pulse.context(CHECKLIST)
    assert over in [table.caption for table in told(context).tables]
    (section,) = [one for one in edition_of(pulse).sections if one.key == CHECKLIST]
    assert over in [table.caption for table in section.tables]
    assert "First, March 2026" in section.figures[0].texts()
    entry = outcome(pulse)["activities"][CHECKLIST]["over_time"]["axes"]
    assert entry["sessions"] == ["2026-03-16", "2026-09-21", "2027-01-18"]
    assert entry["items"]["care"]["since_first"] == {"points": 50.0, "steady": False}


def test_the_picture_stands_in_the_place_of_the_same_without_then(pulse: Workshop) -> None:
    """One page, which grows from the same shape; and the booklet has no second radar."""
    scenes = list(view_scenes(pulse, CHECKLIST, "total"))
    assert len(scenes) == 1
    (shown,) = scenes
    assert shown.start is not None
    assert interpolate(shown.start, shown.figure, 0.5) not in (shown.start, shown.figure)
    (section,) = [one for one in edition_of(pulse).sections if one.key == CHECKLIST]
    assert len(section.figures) == 1


def test_right_after_the_first_session_it_is_drawn_once(tmp_path: Folder) -> None:
    first, _, now = three(tmp_path, CHECKLIST)
    for place, one in enumerate((first, now)):
        crowd(one, CHECKLIST, place)
    look_back(now, first)
    page = view_scene(now, CHECKLIST, "total").content
    assert list(lines(page)) == ["line:first", "line:now"]
    assert not [text for text in page.texts() if text.startswith("Previous")]


def test_without_earlier_sessions_nothing_is_said(tmp_path: Folder) -> None:
    now = day_of(tmp_path, NOW, (CHECKLIST, "think-agreement"))
    crowd(now, CHECKLIST, 1)
    assert told_of(now, CHECKLIST) == ()
    assert "over_time" not in outcome(now)["activities"][CHECKLIST]
    assert "Then and now" not in view_scene(now, CHECKLIST, "total").content.texts()


def test_what_the_method_does_not_call_comparable_is_not_compared(tmp_path: Folder) -> None:
    """Support is for another proposal each time."""
    first, _, now = three(tmp_path, "think-agreement")
    crowd(first, "think-agreement", 1)
    crowd(now, "think-agreement", 2)
    look_back(now, first)
    assert told_of(now, "think-agreement") == ()


def test_nothing_of_before_shows_until_the_round_is_revealed(tmp_path: Folder) -> None:
    first, _, now = three(tmp_path, CHECKLIST)
    vote(first, CHECKLIST, care(0, 8))
    vote(now, CHECKLIST, care(0, 0, 0, 8), reveal=False)
    look_back(now, first)
    shown = view_scene(now, CHECKLIST, "total")
    assert "25 →" not in shown.figure.texts()
    assert told_of(now, CHECKLIST) == ()


def test_a_round_that_the_room_never_saw_is_not_compared(tmp_path: Folder) -> None:
    first, _, now = three(tmp_path, CHECKLIST)
    vote(first, CHECKLIST, care(0, 8), reveal=False)
    vote(now, CHECKLIST, care(0, 0, 0, 8))
    look_back(now, first)
    assert told_of(now, CHECKLIST) == ()


def test_too_few_answers_then_are_no_number_now(tmp_path: Folder) -> None:
    """Three answers of the minimum of four; the others answered another statement."""
    first, _, now = three(tmp_path, CHECKLIST)
    few = [*care(0, 3), *column("ck04", (0, 6))]
    vote(first, CHECKLIST, few)
    vote(now, CHECKLIST, care(0, 0, 0, 8))
    look_back(now, first)
    (items,) = told_of(now, CHECKLIST)
    assert items.rows[0][1:] == (None, 75.0, "– too few answers")


def test_groups_are_never_laid_over_one_another(tmp_path: Folder) -> None:
    """Two rooms of which only the groups differ tell the same."""
    found = []
    for name, groups in (("one", ("floor", "top")), ("other", ("top", "floor"))):
        folder = tmp_path / name
        folder.mkdir()
        first, _, now = three(folder, CHECKLIST)
        for workshop in (first, now):
            low = [(groups[0], answers) for _, answers in care(0, 6)]
            high = [(groups[1], answers) for _, answers in care(0, 0, 0, 6)]
            vote(workshop, CHECKLIST, [*low, *high], attribute="band")
        look_back(now, first)
        found.append((told_of(now, CHECKLIST), view_scene(now, CHECKLIST, "total").content))
    assert found[0] == found[1]


def test_another_version_of_the_method_compares_by_id_and_says_the_rest(tmp_path: Folder) -> None:
    """Then the first axis had only ck01 and ck02, and one more item that is gone now."""
    whole = method()
    known = whole.activities[CHECKLIST]
    items = [part for part in known.list("items") if part.id != "ck03"]
    gone = items[0]._replace(id="ck99")
    older = known._replace(lists={**known.lists, "items": (*items, gone)})
    words = {
        language: {**texts, f"{CHECKLIST}.items.ck99": "An old one"}
        for language, texts in whole.words.items()
    }
    activities = {**whole.activities, CHECKLIST: older}
    before = whole._replace(version=0, activities=activities, words=words)
    first = day_of(tmp_path, FIRST, (CHECKLIST,), of=before)
    now = day_of(tmp_path, NOW, (CHECKLIST,))
    asked = (column(item, (0, 8)) for item in ("ck01", "ck02", "ck99"))
    vote(first, CHECKLIST, beside(*asked))
    vote(now, CHECKLIST, care(0, 0, 0, 8))
    look_back(now, first)
    axes, lines_ = told_of(now, CHECKLIST)
    assert axes.rows[0] == ("Care", 25.0, 75.0, "+50")
    assert "Care: compared over the 2 of 4 statements" in axes.note
    rows = {row[0]: row[1:] for row in lines_.rows}
    assert rows["An old one"] == (25.0, None, "– not asked now")
    assert rows[now.method.text(f"{CHECKLIST}.items.ck03", "en")] == (None, 75.0, "– new")


def test_an_earlier_method_without_the_language_is_read_in_its_own(tmp_path: Folder) -> None:
    english = replace_languages(method())
    first = day_of(tmp_path, FIRST, (CHECKLIST,), of=english)
    now = day_of(tmp_path, NOW, (CHECKLIST,), language="nl")
    vote(first, CHECKLIST, care(0, 8))
    vote(now, CHECKLIST, care(0, 0, 0, 8))
    look_back(now, first)
    axes, _ = told_of(now, CHECKLIST, "nl")
    assert axes.rows[0] == ("Oprechte aandacht", 25.0, 75.0, "+50")


def replace_languages(found: Method) -> Method:
    return found._replace(languages=("en",), words={"en": found.words["en"]})


def test_recommendation_is_a_number_over_time_with_its_margin(tmp_path: Folder) -> None:
    """Five promoters, four passives, three detractors: +16.7, give or take 45.2 (METHOD §7)."""
    first, _, now = three(tmp_path, NPS)
    marks = {"10": 5, "8": 4, "3": 3}
    ballots = [("", {"np1": mark}) for mark, count in marks.items() for _ in range(count)]
    vote(first, NPS, ballots)
    vote(now, NPS, [("", {"np1": "10"})] * 9 + [("", {"np1": "8"})] * 3)
    look_back(now, first)
    (table,) = told_of(now, NPS)
    name, then, today, since = table.rows[0]
    assert (name, round(float(then or 0), 1), today, since) == ("As employer", 16.7, 75.0, "+58")
    assert "how sure each score is" in table.note
    pages = [one.content for one in view_scenes(now, NPS, "total")]
    keys = [item.key for item in pages[-1].items]
    assert "trend:np1" in keys
    assert {"margin:np1:0", "margin:np1:308"} <= set(keys)
    assert {"+17", "+75"} <= set(pages[-1].texts())
    assert "+58 since March 2026" in " ".join(pages[-1].texts())
    assert [row[0] for row in table.rows] == ["As employer", "As supplier"]


def test_the_heartbeat_has_its_gauges_and_then_its_trend(tmp_path: Folder) -> None:
    first, previous, now = three(tmp_path, HEARTBEAT)
    for workshop, counts in ((first, (0, 8)), (previous, (0, 0, 8)), (now, (0, 0, 7, 1))):
        vote(workshop, HEARTBEAT, column("hb1", counts))
    look_back(now, first, previous)
    pages = [one.content for one in view_scenes(now, HEARTBEAT, "total")]
    assert "trend:hb1" not in [item.key for item in pages[0].items]
    last = pages[-1]
    points = [item.key for item in last.items if item.key.startswith("point:hb1:")]
    assert points == ["point:hb1:0", "point:hb1:1", "point:hb1:2"]
    assert {"2.0", "3.0", "3.1", "1", "5"} <= set(last.texts())
    assert "+1.1 since March 2026" in " ".join(last.texts())
    (table,) = told_of(now, HEARTBEAT)
    assert table.rows[0] == ("My energy (1–5)", 2.0, 3.0, 3.125, "+1.1", "steady")


def test_the_scorecard_has_its_months_and_is_grey_for_a_year(tmp_path: Folder) -> None:
    first, previous, now = three(tmp_path, CARD)
    row = Score(row="sc-nps", unit="points", better="up", baseline=-30.0, target=30.0)
    for workshop in (first, previous, now):
        add_scores(workshop.file, "Add", CARD, [row])
    actuals = [Actual(date(2026, 6, 1), -15.0), Actual(PREVIOUS, -9.0), Actual(NOW, 9.0)]
    for workshop, some in ((previous, actuals[:2]), (now, actuals)):
        (score,) = read_scores(workshop.file, CARD)
        put_actuals(workshop.file, "Put", score.key, some)
    look_back(now, first, previous)
    page = list(view_scenes(now, CARD, "content"))[-1].content
    texts = set(page.texts())
    assert {"−30", "−15", "−9", "9", "target 30", "March 2026", "July 2026"} <= texts
    assert any("Results count from March 2027." in text for text in texts)
    assert filled(page, "point:sc-nps:3") == "ink2"
    assert bar_of(now) == "border"
    (table,) = told_of(now, CARD)
    assert table.rows == (("NPS", 0.0, 35.0, 65.0, "+65", "+30"),)


def test_a_baseline_alone_is_no_number_of_now(tmp_path: Folder) -> None:
    first, previous, now = three(tmp_path, CARD)
    row = Score(row="sc-nps", unit="points", better="up", baseline=-30.0, target=30.0)
    for workshop in (first, previous, now):
        add_scores(workshop.file, "Add", CARD, [row])
    look_back(now, first, previous)
    page = list(view_scenes(now, CARD, "content"))[-1].content
    said = [item for item in page.items if isinstance(item, Text) and item.text in ("–", "−30")]
    newest = max(said, key=lambda item: item.x)
    assert newest.text == "–"
    assert filled(page, "point:sc-nps:0") == "page"
    (table,) = told_of(now, CARD)
    assert table.rows == (("NPS", 0.0, None, None, "– no figure", "– no figure"),)


def test_the_sponsor_reads_what_moved(tmp_path: Folder) -> None:
    """The axes with their changes, and the scorecard along the months; a page each."""
    first, previous, now = three(tmp_path, CHECKLIST, CARD)
    row = Score(row="sc-nps", unit="points", better="up", baseline=-30.0, target=30.0)
    for workshop, counts in ((first, (0, 8)), (previous, (0, 0, 8)), (now, (0, 0, 0, 8))):
        vote(workshop, CHECKLIST, care(*counts))
        add_scores(workshop.file, "Add", CARD, [row])
    (score,) = read_scores(now.file, CARD)
    put_actuals(now.file, "Put", score.key, [Actual(NOW, 9.0)])
    look_back(now, first, previous)
    edition = sponsor_edition(now)
    tables = [table.caption for sheet in edition.sheets for table in sheet.tables]
    assert "Axis: then and now" in tables
    assert "Progress (%): then and now" in tables
    keys = [item.key for sheet in edition.sheets for page in sheet.figures for item in page.items]
    assert "trend:sc-nps" in keys
    assert make_sponsor(now, tmp_path / "sponsor.pdf").pages == len(edition.sheets) <= 6


def test_after_a_year_the_scorecard_counts(tmp_path: Folder) -> None:
    first = day_of(tmp_path, FIRST, (CARD,))
    now = day_of(tmp_path, date(2027, 3, 16), (CARD,))
    row = Score(row="sc-nps", unit="points", better="up", baseline=-30.0, target=30.0)
    for workshop in (first, now):
        add_scores(workshop.file, "Add", CARD, [row])
    (score,) = read_scores(now.file, CARD)
    put_actuals(now.file, "Put", score.key, [Actual(date(2027, 3, 1), 12.0)])
    look_back(now, first)
    page = list(view_scenes(now, CARD, "content"))[-1].content
    assert filled(page, "point:sc-nps:1") == "ink"
    assert not any("Results count" in text for text in page.texts())
    assert bar_of(now) == "act"


def test_looking_back_shows_what_was_dreamt_planned_and_expected(tmp_path: Folder) -> None:
    ids = ("think-dream", "act-plan", HARVEST)
    first = day_of(tmp_path, FIRST, ids)
    now = day_of(tmp_path, NOW, (LOOK_BACK,))
    _say(first.context(HARVEST), "months_6", "Fewer calls")
    _say(first.context("think-dream"), first.context("think-dream").activity.list("columns")[0].id,
         "They call us friends")
    look_back(now, first)
    pages = [one.content.texts() for one in view_scenes(now, LOOK_BACK, "content")]
    assert len(pages) == 3
    assert {"Our dream, our language, March 2026", "They call us friends"} <= set(pages[1])
    assert {"Harvest calendar, March 2026", "Fewer calls"} <= set(pages[2])
    begun = [one.content.texts() for one in view_scenes(now, LOOK_BACK, "question")]
    assert begun == pages[1:], "the first step begins with the dream"
    without = [one.content.texts() for one in view_scenes(first, "think-dream", "question")]
    assert len(without) == 1


def test_what_came_along_is_looked_back_on_with_its_owners(tmp_path: Folder) -> None:
    """A real pulse: the plan is its own, the calendar too, whatever happened to them since."""
    ids = ("act-plan", HARVEST, LOOK_BACK)
    first = day_of(tmp_path, FIRST, ids, people=sixteen_people())
    room = Crowd(first.method, Words.load("en"), 14, 1)
    for id_ in ids[:2]:
        context = first.context(id_)
        registry.kind(context.activity.kind).rehearse(context, room)
    plan = Plan("day", "Pulse", date=NOW)
    now = make_pulse(first.file, tmp_path / "pulse.workshop", first.method, plan)
    pages = [one.content.texts() for one in view_scenes(now, LOOK_BACK, "content")]
    titles = [title for title in ("Action plan, March 2026", "Harvest calendar, March 2026")
              if any(title in page for page in pages)]
    assert titles == ["Action plan, March 2026", "Harvest calendar, March 2026"]
    assert view_scene(now, LOOK_BACK, "content").content.texts() == pages[0]


@pytest.mark.parametrize(
    ("twice", "wanted"),
    [(True, [("+100", "+200"), ("+50", "+25")]), (False, [("+100",), ("+50",)])],
)
def test_what_moved_says_its_unit_and_since_when(
    tmp_path: Folder, twice: bool, wanted: list[tuple[str, ...]]
) -> None:
    """Since the first and since the previous session; where there are two, since the first."""
    first, previous, now = three(tmp_path, NPS, CHECKLIST)
    for session, mark, counts in ((first, "8", (6, 0, 0, 0, 0)), (previous, "2", (0, 6, 0, 0, 0)),
                                  (now, "10", (0, 0, 6, 0, 0))):  # fmt: skip
        vote(session, NPS, [("", {"np1": mark})] * 6)
        vote(session, CHECKLIST, care(*counts))
    look_back(now, first, *([previous] if twice else []))
    moved = []
    for id_ in (NPS, CHECKLIST):
        context = now.context(id_)
        kind = registry.kind(context.activity.kind)
        moved.append((context, Beside(kind, kind.results(context), context).found[0]))
    table = trend_table(moved, now.words)
    assert [tuple(map(str, row[2:-1])) for row in table.rows] == wanted
    assert [row[-1] for row in table.rows] == [
        "Net Promoter Score, −100 to 100", "points, 0 to 100",
    ]
    assert len(table.columns) == len(table.rows[0])


def _say(context: Context, place: str, text: str) -> None:
    kind = registry.kind(context.activity.kind)
    kind.add_notes([NewNote(place, text)], "Add", context)


@pytest.mark.parametrize("id_", VOTED)
def test_every_repeated_instrument_overlays_and_nothing_is_cut(
    tmp_path: Folder, id_: str
) -> None:
    """On stage and paper, in both languages, also for a far last row."""
    assert method().activities[id_].comparable
    first, previous, now = three(tmp_path, id_)
    for place, one in enumerate((first, previous, now)):
        crowd(one, id_, place)
    same_people(previous, first, 9)
    same_people(now, first, 5)
    look_back(now, first, previous)
    stage = Canvas(STAGE_WIDTH - 10, 71.0, "see")
    for language in ("en", "nl"):
        context = now.context(id_).in_language(Words.load(language))
        kind = registry.kind(context.activity.kind)
        results = kind.results(context)
        shown = Beside(kind, results, context)
        assert shown.tables()
        for canvas in (stage, replace(stage, scale=1.3), Canvas(167.0, 90.0, "see")):
            found = shown.pictures(kind.measured_view, canvas)
            pages = [page for at, page in enumerate(found.pages) if at not in found.own]
            assert any(item.key.startswith(("line:first", "trend:", "row:")) for page in pages
                       for item in page.items)
            check(pages)
