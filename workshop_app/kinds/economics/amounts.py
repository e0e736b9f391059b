"""Every amount with the figures it needs, so that what is missing can be named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.statistics import economics

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Amount(NamedTuple):
    """A computed amount; ``missing`` names the figures without which there is none.

    ``endless`` = nobody leaves and nothing is discounted, so that the value has no end.
    """

    id: str
    value: float | None = None
    missing: tuple[str, ...] = ()
    estimate: bool = False
    endless: bool = False


class Formula(NamedTuple):
    """How an amount follows from figures, in the order ``compute`` takes them."""

    id: str
    needs: tuple[str, ...]
    compute: Callable[..., float]

    def of(self, values: Mapping[str, float | None], guessed: frozenset[str]) -> Amount:
        """The amount; an estimate where one of its figures is."""
        missing = tuple(one for one in self.needs if values.get(one) is None)
        if missing:
            return Amount(self.id, missing=missing)
        estimate = not guessed.isdisjoint(self.needs)
        try:
            found = self.compute(*(values[one] for one in self.needs))
        except ValueError:
            return Amount(self.id, estimate=estimate, endless=True)
        return Amount(self.id, found, (), estimate)


_VALUE: Final = ("margin", "retention", "discount")
_BROUGHT: Final = ("customers", "promoters", "referrals", "conversion")


def _churn_loss(customers: float, margin: float, retention: float, discount: float) -> float:
    value = economics.lifetime_value(margin, retention, discount)
    return economics.churn_loss(customers, retention, value)


def _risk(met: float, leaving: float, *of_value: float) -> float:
    return economics.bad_experience_risk(met, leaving, economics.lifetime_value(*of_value))


def _referrals(
    customers: float, promoters: float, referrals: float, conversion: float, *of_value: float
) -> float:
    value = economics.lifetime_value(*of_value)
    return economics.referral_value(customers, promoters, referrals, conversion, value)


def _lasting(customers: float, margin: float, retention: float, discount: float) -> float:
    return customers * economics.lifetime_value(margin, retention, discount)


AMOUNTS: Final = (
    Formula("clv", _VALUE, economics.lifetime_value),
    Formula("churn_loss", ("customers", *_VALUE), _churn_loss),
    Formula("risk", ("bad_experiences", "leaving", *_VALUE), _risk),
    Formula("referrals", (*_BROUGHT, *_VALUE), _referrals),
    Formula("saved", (*_BROUGHT, "acquisition"), economics.acquisition_saved),
    Formula("wallet", ("customers", "products", "product_margin"), economics.wallet),
)
"""METHOD §7.6 in its order; the value of all customers stands in `LASTING`."""

LASTING: Final = Formula("base", ("customers", *_VALUE), _lasting)
_REPLACING: Final = Formula(
    "replacing", ("customers", "retention", "discount", "acquisition"), economics.replacement_cost
)


class Scenario(NamedTuple):
    """What the figures would come to.

    ``total`` is the value of all customers, with what more products add and what cheaper new
    customers save, all over the years that today's customers stay.
    """

    id: str
    retention: float | None
    clv: Amount
    churn_loss: Amount
    total: Amount


def played(
    id_: str,
    values: Mapping[str, float | None],
    changes: Mapping[str, float],
    guessed: frozenset[str],
) -> Scenario:
    """Today's figures after some changes: relative ones in percent, products in number."""
    now, marks = dict(values), guessed
    retention = now.get("retention")
    if retention is not None and "churn" in changes:
        now["retention"] = economics.changed_retention(retention, changes["churn"] / 100)
    missing: list[str] = []
    if changes.get("products"):
        more, margin = now.get("product_margin"), now.get("margin")
        if more is None:
            missing.append("product_margin")
        elif margin is not None:
            now["margin"] = margin + changes["products"] * more
            marks = marks | ({"margin"} if "product_margin" in marks else set())
    total = LASTING.of(now, marks)
    if changes.get("cost"):
        replacing = _REPLACING.of(now, marks)
        if "acquisition" in replacing.missing:
            missing.append("acquisition")
        elif replacing.value is not None and total.value is not None:
            total = total._replace(
                value=total.value - replacing.value * changes["cost"] / 100,
                estimate=total.estimate or replacing.estimate,
            )
    if missing:
        total = total._replace(missing=(*total.missing, *missing))
    by_id = {one.id: one for one in AMOUNTS}
    return Scenario(
        id_, now.get("retention"), by_id["clv"].of(now, marks),
        by_id["churn_loss"].of(now, marks), total,
    )
