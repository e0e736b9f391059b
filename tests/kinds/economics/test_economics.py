"""Figures in, amounts out: what can be computed is, and what cannot says what it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.complaints import complaints
from tests.kinds.taster import CANVAS, columns_in, in_dutch, method, texts, told
from tests.kinds.voting import make, vote
from workshop_app.assembly.scene import view_scene
from workshop_app.kinds.economics import KIND, model
from workshop_app.kinds.economics.wording import field_name, money, rounded, signed_money
from workshop_app.method.model import Activity, Part
from workshop_app.session.crowd import Crowd
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.kinds.economics.model import EconomicsResults
    from workshop_app.session.context import Context
    from workshop_app.session.workshop import Workshop

ID = "think-economics"
CASE = {
    "customers": 1000, "margin": 200, "retention": 80, "acquisition": 90,
    "bad_experiences": 100, "promoters": 30, "referrals": 2, "conversion": 10,
    "product_margin": 40,
}  # fmt: skip


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return make(tmp_path, method())


@pytest.fixture
def context(workshop: Workshop) -> Context:
    return workshop.context(ID)


def enter(context: Context, *estimates: str, **figures: float | None) -> EconomicsResults:
    for field, value in figures.items():
        model.put_figure(context.file, "Figure", ID, field, value, estimate=field in estimates)
    return KIND.results(context)


def test_the_amounts_of_the_method(context: Context) -> None:
    found = enter(context, **CASE).amounts
    assert found["clv"].value == pytest.approx(533.33, abs=0.005)
    assert found["churn_loss"].value == pytest.approx(106_666.67, abs=0.01)
    assert found["risk"].value == pytest.approx(30_400, abs=0.01)
    assert found["referrals"].value == pytest.approx(32_000, abs=0.01)
    assert found["saved"].value == pytest.approx(5_400)
    assert found["wallet"].value == 60_000


def test_what_is_missing_is_named(context: Context) -> None:
    results = enter(context, margin=200, retention=80)
    assert results.amounts["clv"].value == pytest.approx(533.33, abs=0.005)
    assert results.amounts["churn_loss"].missing == ("customers",)
    assert results.amounts["risk"].missing == ("bad_experiences",)
    assert results.amounts["saved"].missing == (
        "customers", "promoters", "referrals", "conversion", "acquisition",
    )
    assert "Needs: Customers" in told(context)
    assert "Needs: Customers" in texts(context)


@pytest.mark.parametrize("left_out", sorted(model.UNITS))
def test_a_figure_that_the_method_leaves_out_has_the_apps_own_name(
    context: Context, left_out: str
) -> None:
    for language in LANGUAGES:
        said = context.in_language(Words.load(language))
        words = {**said.method.words[language]}
        named = words.pop(f"{ID}.fields.{left_out}")
        lesser = said.method._replace(words={**said.method.words, language: words})
        assert field_name(said._replace(method=lesser), left_out) == named


def test_presets_count_until_somebody_knows_better(context: Context) -> None:
    given = KIND.results(context).given
    assert (given["discount"].value, given["discount"].estimate) == (10, False)
    assert (given["leaving"].value, given["leaving"].estimate) == (57, True)
    after = enter(context, leaving=40).given["leaving"]
    assert (after.value, after.estimate, after.preset) == (40, False, False)


def test_what_rests_on_an_estimate_is_one(context: Context) -> None:
    results = enter(context, "retention", **CASE)
    assert results.amounts["clv"].estimate
    assert not results.amounts["wallet"].estimate
    assert "~\u00a0€\u00a0533.33" in told(context)
    assert "estimate" in texts(context)


def test_thirty_percent_less_churn(context: Context) -> None:
    results = enter(context, **CASE)
    churn = next(one for one in results.scenarios if one.id == "churn")
    assert churn.retention == pytest.approx(0.86)
    assert churn.clv.value == pytest.approx(716.67, abs=0.005)


def test_steps_add_up_to_what_comes_after(context: Context) -> None:
    results = enter(context, **CASE)
    assert [one.id for one in results.steps] == ["today", "churn", "products", "cost"]
    values = [one.total.value or 0.0 for one in results.steps]
    assert values == sorted(values)
    together = results.scenarios[-1]
    assert together.id == "all"
    assert together.total.value == pytest.approx(values[-1])
    # 1,000 × (200 + 1.5 × 40) × 0.86 ÷ 0.24, and 30% of 1,000 × 90 × 0.14 ÷ 0.24
    assert values[-1] == pytest.approx(1000 * 260 * 0.86 / 0.24 + 0.3 * 1000 * 90 * 0.14 / 0.24)


def test_a_scenario_without_its_figure_changes_nothing_and_says_so(context: Context) -> None:
    results = enter(context, **{**CASE, "product_margin": None})
    products = results.steps[2]
    assert products.total.value == results.steps[1].total.value
    assert products.total.missing == ("product_margin",)
    assert "needs Yearly margin per extra product" in texts(context)


def test_a_scenario_can_be_left_out_and_comes_back(context: Context) -> None:
    model.put_change(context.file, "Scenario", ID, "products", 0.0)
    assert "products" not in enter(context, **CASE).changes
    model.put_change(context.file, "Scenario", ID, "products", None)
    assert KIND.results(context).changes["products"] == 1.5


def test_nobody_leaving_without_discount_has_no_end(context: Context) -> None:
    results = enter(context, **{**CASE, "retention": 100, "discount": 0})
    assert results.base.value is None
    assert results.base.endless
    assert "no end" in texts(context)


def test_loss_and_risk_are_never_added(context: Context) -> None:
    enter(context, **CASE)
    assert "never added" in texts(context)
    both = money(context.words, 106_666.67 + 30_400, "€")
    assert both not in texts(context)


def test_a_guess_is_shown_beside_the_loss(workshop: Workshop, context: Context) -> None:
    enter(context, **CASE)
    prompt = KIND.questions(context)[0].prompt
    assert prompt.endswith("1 stands for €\u00a010,000: 25 is €\u00a0250,000.")
    vote(workshop, ID, [("", {"ec1": str(n)}) for n in (1, 2, 3, 4, 5)], expected=5)
    results = KIND.results(context)
    assert results.guess == 30_000
    shown = " ".join(
        text for page in KIND.figures(results, "total", CANVAS, context) for text in page.texts()
    )
    assert "€\u00a030,000" in shown
    assert "€\u00a0107,000" in shown
    assert "The figures say 3.6 times as much" in shown
    assert KIND.numbers(results, context)["guess"] == 30_000


def test_too_few_guesses_stay_hidden(workshop: Workshop, context: Context) -> None:
    enter(context, **CASE)
    vote(workshop, ID, [("", {"ec1": "9"}), ("", {"ec1": "9"})], expected=5)
    results = KIND.results(context)
    assert results.guess is None
    pages = KIND.figures(results, "total", CANVAS, context)
    assert not any("90,000" in text for page in pages for text in page.texts())


def test_before_the_reveal_no_guess_is_in_any_picture(
    workshop: Workshop, context: Context
) -> None:
    enter(context, **CASE)
    ballots = [("", {"ec1": str(n)}) for n in (1, 2, 3, 4, 5)]
    vote(workshop, ID, ballots, expected=5, reveal=False)
    assert KIND.results(context).guess is None
    scene = view_scene(workshop, ID, "total")
    assert scene.secret
    assert "30,000" not in " ".join(scene.content.texts())
    assert "30,000" not in told(context)


def test_the_stage_rounds_and_tables_do_not(context: Context) -> None:
    enter(context, **CASE)
    assert "€\u00a0533,000" in texts(context)
    assert "€\u00a0533,333" in told(context)


def test_amounts_as_each_language_has_them() -> None:
    english, dutch = Words.load("en"), Words.load("nl")
    assert money(english, 1_066_666, "€") == "€\u00a01.07 million"
    assert money(dutch, 1_066_666, "€") == "€\u00a01,07 miljoen"
    assert money(dutch, 533_333, "€") == "€\u00a0533.000"
    assert money(english, 999_999, "$") == "$\u00a01 million"
    assert money(english, 0.456, "€") == "€\u00a00.456"
    assert signed_money(english, -2_000, "€") == "−\u2009€\u00a02,000"
    assert rounded(0) == 0


def test_the_currency_of_the_session(context: Context) -> None:
    model.put_currency(context.file, "Currency", "CHF")
    enter(context, **CASE)
    assert "CHF\u00a0533,000" in texts(context)
    context.file.undo()


def test_dutch_says_it_in_dutch(context: Context) -> None:
    enter(context, **CASE)
    dutch = in_dutch(context)
    assert "nooit op" in texts(dutch)
    assert "vooraf ingevuld: gehoord op de bijeenkomst" in told(dutch)


def test_every_change_can_be_undone(context: Context) -> None:
    enter(context, customers=10)
    enter(context, customers=20)
    context.file.undo()
    assert KIND.results(context).given["customers"].value == 10
    context.file.undo()
    assert KIND.is_empty(KIND.results(context))


def test_a_rehearsal_fills_every_figure(workshop: Workshop, context: Context) -> None:
    KIND.rehearse(context, Crowd(workshop.method, workshop.words, 12, 7))
    results = KIND.results(context)
    assert all(one.value is not None for one in results.given.values())
    assert all(one.value for one in results.amounts.values())


def test_the_waterfall_grows_from_nothing(context: Context) -> None:
    enter(context, **CASE)
    results = KIND.results(context)
    start = KIND.start_figure(results, "content", CANVAS, context)
    whole = KIND.figures(results, "content", CANVAS, context)[0]
    assert start is not None
    assert [item.key for item in start.items] == [item.key for item in whole.items]


def test_the_table_is_the_one_in_the_file(context: Context) -> None:
    assert columns_in(context.file, "economics_input") == [
        ("activity", False), ("estimate", False), ("field", False), ("value", False),
    ]


def test_a_method_that_cannot_be_computed_is_told() -> None:
    wrong = Activity(
        "think-x", "economics", "think", 1, 1, "open",
        lists={
            "fields": (Part("customers"), Part("weather")),
            "scenarios": (Part("churn", {"change": -30}),),
            "questions": (Part("a", {"min": 0, "max": 5}), Part("b", {"min": 0, "max": 9_999})),
        },
    )
    said = " ".join(text for _, text in complaints(model.SHAPE, wrong))
    assert "“weather” must be one of" in said
    assert "“margin”, “retention”" in said
    assert "one guess at most" in said
    assert "201" in said
