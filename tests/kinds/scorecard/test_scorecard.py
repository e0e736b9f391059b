"""The scorecard: rows, figures over time, progress, and what another company reached."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.complaints import complaints
from tests.kinds.taster import CANVAS, columns_in, columns_of, in_dutch, make, texts, told
from workshop_app.errors import UserError
from workshop_app.figures.figure import Rect, interpolate
from workshop_app.kinds.contract import Footer
from workshop_app.kinds.scorecard import KIND
from workshop_app.kinds.scorecard.figure import with_unit
from workshop_app.kinds.scorecard.model import (
    Actual,
    Score,
    add_scores,
    change_score,
    put_actuals,
    read_actuals,
    read_scores,
    remove_scores,
    score_of,
)
from workshop_app.method.model import Activity, Part
from workshop_app.session.people import Person, read_people
from workshop_app.storage.tables import ScoreActualRow, ScoreRow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.session.context import Context

ACTIVITY = "act-scorecard"
CASES = {
    "sc-nps": "−30 → +30", "sc-churn": "−30%", "sc-sat": "+30%",
    "sc-wallet": "+1.5 products per customer", "sc-care": "+200%", "sc-cac": "−30%",
    "sc-clv": "up", "sc-profit": "up", "sc-sick": "down", "sc-turnover": "down",
}  # fmt: skip


@pytest.fixture
def card(tmp_path: Path) -> Iterator[Context]:
    workshop = make(tmp_path, [Person("Ann", named=True), Person("Ben", department="Sales")])
    yield workshop.context(ACTIVITY)
    workshop.file.close()


def add(context: Context, *scores: Score) -> list[str]:
    return add_scores(context.file, "Add", ACTIVITY, scores)


def row(context: Context, id_: str) -> Score:
    return score_of(next(part for part in context.activity.list("rows") if part.id == id_))


def measure(context: Context, key: str, *values: float) -> None:
    begin = context.info.date
    actuals = [Actual(begin + timedelta(days=30 * n), value) for n, value in enumerate(values, 1)]
    put_actuals(context.file, "Measure", key, actuals)


# -- keeping -----------------------------------------------------------------------------


def test_the_models_have_the_columns_of_their_tables(card: Context) -> None:
    assert columns_of(ScoreRow) == columns_in(card.file, "score")
    assert columns_of(ScoreActualRow) == columns_in(card.file, "score_actual")


def test_rows_come_back_as_they_were(card: Context) -> None:
    full = Score("", "Calls", "count", "down", 12.5, 3.25, "year1", "Ann")
    (key,) = add(card, full)
    assert read_scores(card.file, ACTIVITY) == [replace(full, key=key)]
    measure(card, key, 10, 8)
    assert [actual.value for actual in read_actuals(card.file, ACTIVITY)[key]] == [10, 8]
    change_score(card.file, "Change", replace(full, key=key, target=4))
    remove_scores(card.file, "Remove", [key])
    assert read_scores(card.file, ACTIVITY) == []
    assert card.file.rows("SELECT * FROM score_actual") == []
    card.file.undo()
    assert len(read_actuals(card.file, ACTIVITY)[key]) == 2
    card.file.undo()
    assert read_scores(card.file, ACTIVITY) == [replace(full, key=key)]


def test_a_row_has_a_name(card: Context) -> None:
    with pytest.raises(UserError, match="no name"):
        add(card, Score(name=" \n"))


def test_one_figure_a_day(card: Context) -> None:
    (key,) = add(card, row(card, "sc-nps"))
    days = [date(2026, 6, 1), date(2026, 3, 1), date(2026, 6, 1)]
    put_actuals(card.file, "x", key, [Actual(day, n) for n, day in enumerate(days)])
    assert read_actuals(card.file, ACTIVITY)[key] == (
        Actual(date(2026, 3, 1), 1), Actual(date(2026, 6, 1), 2),
    )


# -- what it means -----------------------------------------------------------------------


def test_progress_and_the_heartbeat_first(card: Context) -> None:
    churn, nps, own, bare = add(
        card,
        replace(row(card, "sc-churn"), baseline=20.0, target=10.0),
        replace(row(card, "sc-nps"), baseline=-30.0, target=30.0),
        Score(name="Calls", baseline=5.0, target=5.0),
        row(card, "sc-sat"),
    )
    measure(card, churn, 18, 25)
    measure(card, nps, 0, 90)
    measure(card, own, 7)
    measure(card, bare, 7)
    results = KIND.results(card)
    lines = {line.key: line for line in results.lines}
    assert results.lines[0].row == "sc-nps"
    assert lines[churn].progress == -50
    assert lines[nps].progress == 200
    assert lines[own].progress is None
    assert lines[bare].progress is None
    numbers = KIND.numbers(results, card)
    assert numbers["n"] == 4
    assert numbers["measured"] == 4
    assert list(numbers["items"]) == ["sc-nps", "sc-churn", own, "sc-sat"]
    entry = numbers["items"]["sc-nps"]
    assert (entry["progress"], entry["shown"], entry["actual"]) == (200, 150, 90)
    assert [point["progress"] for point in entry["actuals"]] == [50, 200]
    assert entry["heartbeat"] is True
    drawn = texts(card)
    for said in ("150%", "−50%", "The target is the baseline", "Baseline still to come", "90"):
        assert said in drawn
    json.dumps(numbers)


def test_owners_are_named_with_consent_only(card: Context) -> None:
    people = read_people(card.file)
    add(
        card,
        *(replace(row(card, id_), owner=owner) for id_, owner in (
            ("sc-nps", people[0].key), ("sc-churn", people[1].key), ("sc-sat", "SECRET"),
        )),
    )  # fmt: skip
    results = KIND.results(card)
    said = texts(card) + told(card) + json.dumps(KIND.numbers(results, card)) + repr(results)
    assert "Ann" in said
    assert "Ben" not in said
    assert "SECRET" not in said
    assert "Sales" in texts(card)
    assert "Somebody off the list" in told(card)


def test_the_bars_are_as_long_as_the_progress(card: Context) -> None:
    half, full = add(
        card, Score(name="a", baseline=0.0, target=10.0), Score(name="b", baseline=0.0, target=10.0)
    )
    measure(card, half, 5)
    measure(card, full, 10)
    results = KIND.results(card)
    (page,) = KIND.figures(results, "content", CANVAS, card)
    bars = {item.key: item for item in page.items if isinstance(item, Rect) and item.key}
    assert bars[f"bar:{half}"].width * 2 == pytest.approx(bars[f"bar:{full}"].width)
    start = KIND.start_figure(results, "content", CANVAS, card)
    assert start is not None
    middle = interpolate(start, page, 0.5)
    grown = {item.key: item for item in middle.items if isinstance(item, Rect) and item.key}
    assert grown[f"bar:{full}"].width == pytest.approx(bars[f"bar:{half}"].width)
    assert KIND.start_figure(results, "collect", CANVAS, card) is None


def test_a_trend_needs_several_figures(card: Context) -> None:
    (key,) = add(card, Score(name="a", baseline=0.0, target=10.0))
    measure(card, key, 5)
    assert "Trend" not in texts(card)
    measure(card, key, 5, 7, 6)
    assert "Trend" in texts(card)
    over_time = KIND.tables(KIND.results(card), card)[1]
    assert [line[3] for line in over_time.rows] == [50, 70, 60]


def test_an_empty_card_invites(card: Context) -> None:
    results = KIND.results(card)
    assert KIND.is_empty(results)
    assert KIND.tables(results, card) == ()
    assert KIND.footer(results, "content", card) == Footer()
    assert "Choose at most seven" in texts(card)


def test_the_footer_counts_output_and_impact(card: Context) -> None:
    add(card, row(card, "sc-nps"), row(card, "sc-eff"), row(card, "sc-sick"), Score(name="x"))
    footer = KIND.footer(KIND.results(card), "content", card)
    assert footer.context == "4 rows · 2 output · 1 impact"
    assert "triangle" in footer.state


def test_the_case_is_the_same_whatever_was_entered(card: Context) -> None:
    before = KIND.figures(KIND.results(card), "guess", CANVAS, card)
    add(card, row(card, "sc-nps"))
    after = KIND.figures(KIND.results(card), "guess", CANVAS, card)
    assert before == after
    said = " ".join(text for page in after for text in page.texts())
    for result in CASES.values():
        assert result in said
    dutch = KIND.figures(KIND.results(card), "guess", CANVAS, in_dutch(card))
    assert "−30 → +30" in dutch[0].texts()
    assert "promise" in KIND.footer(KIND.results(card), "guess", card).context


def test_rows_and_results_are_the_methods(card: Context) -> None:
    ids = [part.id for part in card.activity.list("rows")]
    assert ids == [
        "sc-nps", "sc-churn", "sc-sat", "sc-wallet", "sc-eff", "sc-care", "sc-cac", "sc-clv",
        "sc-profit", "sc-sick", "sc-turnover", "sc-brand", "sc-new", "sc-enps", "sc-repair",
        "sc-ident", "sc-loyal",
    ]  # fmt: skip
    assert {id_: card.text(f"cases.{id_}") for id_ in CASES} == CASES
    down = {part.id for part in card.activity.list("rows") if part.setting("better") == "down"}
    assert down == {"sc-churn", "sc-cac", "sc-sick", "sc-turnover", "sc-repair"}


def test_figures_are_written_as_people_do(card: Context) -> None:
    dutch = in_dutch(card)
    assert with_unit(12.5, "percent", dutch) == "12,5%"
    assert with_unit(-1234567.25, "euro", dutch) == "€ −1.234.567,25"
    assert with_unit(1234567, "euro", card) == "€ 1,234,567"
    assert with_unit(9999, "count", card) == "9999"
    assert with_unit(-30, "points", card) == "−30"
    assert with_unit(0.1 + 0.2, "percent", card) == "0.3%"
    assert with_unit(None, "euro", card) == ""


def test_a_case_belongs_to_a_row() -> None:
    lists = {"rows": (Part("a"),), "cases": (Part("a"), Part("b"))}
    activity = Activity("act-x", "scorecard", "act", 5, 5, "open", lists=lists)
    ((path, said),) = complaints(KIND.shape, activity)
    assert path == ("cases", 1)
    assert "“b”" in said
