"""What customers are worth: the published vectors, and what must hold for all figures."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workshop_app.statistics import economics

SHARE = st.floats(0, 1)
AMOUNT = st.floats(0, 1e9)


def test_the_lifetime_value_of_the_method() -> None:
    assert economics.lifetime_value(200, 0.80, 0.10) == pytest.approx(533.33, abs=0.005)


def test_thirty_percent_less_churn() -> None:
    retention = economics.changed_retention(0.80, -0.30)
    assert retention == pytest.approx(0.86)
    assert economics.lifetime_value(200, retention, 0.10) == pytest.approx(716.67, abs=0.005)


def test_the_lifetime_value_is_the_sum_over_the_years() -> None:
    years = sum(200 * (0.8 / 1.1) ** year for year in range(1, 400))
    assert economics.lifetime_value(200, 0.80, 0.10) == pytest.approx(years)


def test_replacing_is_the_sum_over_the_years() -> None:
    years = sum(1000 * 0.8 ** (year - 1) * 0.2 * 90 / 1.1**year for year in range(1, 400))
    assert economics.replacement_cost(1000, 0.80, 0.10, 90) == pytest.approx(years)


def test_every_amount_of_the_method() -> None:
    value = economics.lifetime_value(200, 0.80, 0.10)
    assert economics.churn_loss(1000, 0.80, value) == pytest.approx(106_666.67, abs=0.01)
    assert economics.bad_experience_risk(100, 0.57, value) == pytest.approx(30_400, abs=0.01)
    assert economics.referral_value(1000, 0.3, 2, 0.1, value) == pytest.approx(32_000, abs=0.01)
    assert economics.acquisition_saved(1000, 0.3, 2, 0.1, 90) == pytest.approx(5_400)
    assert economics.wallet(1000, 1.5, 40) == 60_000


def test_a_value_without_an_end_is_refused() -> None:
    with pytest.raises(ValueError, match="no end"):
        economics.lifetime_value(200, 1.0, 0.0)


@given(AMOUNT, SHARE, SHARE, st.floats(-1, 0))
def test_less_churn_is_never_worth_less(
    margin: float, retention: float, discount: float, change: float
) -> None:
    after = economics.changed_retention(retention, change)
    assume(1 + discount - max(after, retention) > 1e-6)
    assert 0 <= after <= 1
    before_value = economics.lifetime_value(margin, retention, discount)
    after_value = economics.lifetime_value(margin, after, discount)
    assert after_value >= before_value * (1 - 1e-9) - margin * 1e-9


@given(AMOUNT, AMOUNT, SHARE)
def test_the_loss_is_never_more_than_all_customers(
    customers: float, value: float, retention: float
) -> None:
    loss = economics.churn_loss(customers, retention, value)
    assert 0 <= loss <= customers * value
