"""What customers are worth, and what losing them costs (METHOD §7.6).

Shares are fractions from 0 to 1, amounts are in one currency, and a year is the period of
margin, retention and discount. The lifetime value is the textbook sum over the years that a
customer stays: Σ m·(r ÷ (1+d))^t for t from 1 (Gupta and Lehmann, *Managing Customers as
Investments*, 2005).
"""

from __future__ import annotations

from typing import Final

_LEAST_RUN_OUT: Final = 1e-9
"""Below this, 1+d−r is nothing: nobody ever leaves, and no sum has an end."""


def lifetime_value(margin: float, retention: float, discount: float) -> float:
    """CLV = m·r ÷ (1+d−r), the value of one customer.

    Raises:
        ValueError: if everybody stays for ever at no discount, so that there is no sum.
    """
    return margin * years_worth(retention, discount)


def years_worth(retention: float, discount: float) -> float:
    """How many of today's yearly margins a customer is worth: r ÷ (1+d−r); raises likewise."""
    return retention / _run_out(retention, discount)


def churn_loss(customers: float, retention: float, value: float) -> float:
    """N·(1−r)·CLV: what the customers who leave in a year would have been worth."""
    return customers * (1 - retention) * value


def bad_experience_risk(met: float, leaving: float, value: float) -> float:
    """B·L·CLV: what those would have been worth who leave after a bad experience in a year.

    Never added to the churn loss: many who leave are the same customers.
    """
    return met * leaving * value


def referral_value(
    customers: float, promoters: float, referrals: float, conversion: float, value: float
) -> float:
    """N·P·a·c·CLV: what the customers are worth whom promoters bring."""
    return customers * promoters * referrals * conversion * value


def acquisition_saved(
    customers: float, promoters: float, referrals: float, conversion: float, cost: float
) -> float:
    """N·P·a·c·CAC: what it would have cost to win them; shown apart, never added."""
    return customers * promoters * referrals * conversion * cost


def wallet(customers: float, products: float, margin: float) -> float:
    """N·Δproducts·w: the yearly margin of so many more products per customer."""
    return customers * products * margin


def changed_retention(retention: float, change: float) -> float:
    """r′ = 1 − (1+change)·(1−r): churn changes by a relative share, such as −0.3.

    Never below 0 or above 1.
    """
    return min(max(1 - (1 + change) * (1 - retention), 0.0), 1.0)


def replacement_cost(
    customers: float, retention: float, discount: float, cost: float
) -> float:
    """N·CAC·(1−r) ÷ (1+d−r): winning one new customer for each of today's, when they leave.

    The sum of N·r^(t−1)·(1−r)·CAC ÷ (1+d)^t over the years t from 1: discounted as the lifetime
    value is, so that both may stand in one picture. Raises `ValueError` likewise.
    """
    return customers * cost * (1 - retention) / _run_out(retention, discount)


def _run_out(retention: float, discount: float) -> float:
    rest = 1 + discount - retention
    if rest < _LEAST_RUN_OUT:
        raise ValueError("Nobody leaves and nothing is discounted: the value has no end.")
    return rest
