"""The figures behind the pictures, exact; and the activity's entry of the results file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop_app.figures.table import PERCENT, Cell, Column, Table, Valued
from workshop_app.kinds.economics.amounts import AMOUNTS
from workshop_app.kinds.economics.figure import scenario_name
from workshop_app.kinds.economics.wording import (
    exact_money,
    field_name,
    given_text,
    marked,
    missing_text,
    percent,
)
from workshop_app.session.votes import merged_names, turnout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop_app.kinds.economics.amounts import Amount, Scenario
    from workshop_app.kinds.economics.model import EconomicsResults, Given
    from workshop_app.session.context import Context


def tables(results: EconomicsResults, context: Context) -> tuple[Table, ...]:
    """Inputs, amounts, scenarios and guesses, as far as there are any."""
    found: list[Table] = []
    if results.entered:
        found = [_inputs(results, context), _amounts(results, context)]
    if results.entered and results.base.value is not None:
        found.append(_scenarios(results, context))
    if results.round is not None and results.number is not None:
        found.append(_guesses(results, context))
    return tuple(found)


def for_sponsor(results: EconomicsResults, context: Context) -> tuple[Table, ...]:
    """What follows from the figures and what could change, with what is an estimate."""
    return _scenarios(results, context), _amounts(results, context)


def _inputs(results: EconomicsResults, context: Context) -> Table:
    words = context.words
    rows = tuple(
        (
            field_name(context, one.id),
            _given(one, results, context),
            source(one, context) or None,
        )
        for one in results.given.values()
    )
    columns = (
        Column(words("economics.column.figure"), width=2.4),
        Column(words("economics.column.value"), right=True),
        Column(words("economics.column.source"), width=1.8),
    )
    return Table(words("economics.table.inputs"), columns, rows)


def _given(one: Given, results: EconomicsResults, context: Context) -> Cell:
    if one.value is None:
        return None
    text = given_text(context, one, results.currency)
    unit = {"percent": PERCENT, "money": results.currency}.get(one.unit, "")
    text = marked(context.words, text, estimate=one.estimate)
    return Valued(text, one.value, unit, estimate=one.estimate)


def source(one: Given, context: Context) -> str:
    """Whether a figure was given, estimated or preset; empty without one."""
    words = context.words
    if one.value is None:
        return ""
    if not one.preset:
        return words(f"economics.source.{'estimate' if one.estimate else 'given'}")
    if one.estimate and (said := claim(context)):
        return words("economics.source.claim", claim=said)
    return words("economics.source.preset")


def claim(context: Context) -> str:
    """What the activity says of a preset that is only a claim."""
    key = f"{context.activity.id}.claim"
    return context.text("claim") if context.method.has(key, context.words.language) else ""


def _exact(amount: Amount, results: EconomicsResults, context: Context) -> Cell:
    if amount.value is None:
        return None
    text = exact_money(context.words, amount.value, results.currency)
    text = marked(context.words, text, estimate=amount.estimate)
    return Valued(text, amount.value, results.currency, estimate=amount.estimate)


def _amounts(results: EconomicsResults, context: Context) -> Table:
    words = context.words
    rows: list[tuple[Cell, ...]] = []
    for amount in (results.base, *results.amounts.values()):
        told = words("economics.source.estimate") if amount.estimate else ""
        said = missing_text(context, amount) or told
        name = words(f"economics.amount.{amount.id}")
        rows.append((name, _exact(amount, results, context), said or None))
    columns = (
        Column(words("economics.column.amount"), width=2.4),
        Column(words("economics.column.value"), width=1.2, right=True),
        Column(words("economics.column.source"), width=1.8),
    )
    note = words("economics.note.formula")
    return Table(words("economics.table.amounts"), columns, tuple(rows), note)


def _scenarios(results: EconomicsResults, context: Context) -> Table:
    words = context.words
    today = results.base.value or 0.0
    rows: list[tuple[Cell, ...]] = []
    for one in results.scenarios:
        retention = (one.retention or 0.0) * 100
        change: Cell = None
        if one.id != "today" and one.total.value is not None:
            more = one.total.value - today
            text = exact_money(words, abs(more), results.currency)
            sign = "+" if more > 0 else "−" if more < 0 else ""
            text = marked(words, f"{sign}{text}", estimate=one.total.estimate)
            change = Valued(text, more, results.currency, estimate=one.total.estimate)
        rows.append((
            scenario_name(one, results, context),
            Valued(percent(words, retention), retention, PERCENT),
            _exact(one.clv, results, context),
            _exact(one.churn_loss, results, context),
            _exact(one.total, results, context),
            change,
        ))
    heads = ("retention", "clv", "loss", "total", "change")
    columns = (
        Column(words("economics.column.scenario"), width=2.0),
        *(Column(words(f"economics.head.{head}"), width=1.3, right=True) for head in heads),
    )
    missing = dict.fromkeys(name for one in results.scenarios for name in one.total.missing)
    note = ""
    if missing:
        names = words.listing([field_name(context, one) for one in missing])
        note = words("economics.missing", n=len(missing), names=names)
    strong = frozenset(n for n, one in enumerate(results.scenarios) if one.id == "all")
    return Table(words("economics.table.scenarios"), columns, tuple(rows), note, strong)


def _guesses(results: EconomicsResults, context: Context) -> Table:
    words, number, round_ = context.words, results.number, results.round
    guess: Cell = None
    if results.guess is not None:
        text = exact_money(words, results.guess, results.currency)
        guess = Valued(text, results.guess, results.currency)
    loss = _exact(results.amounts["churn_loss"], results, context)
    columns = (
        Column(words("votes.column.n"), 0),
        Column(words("economics.column.median"), right=True),
        Column(words("economics.column.computed"), right=True),
    )
    row: tuple[Cell, ...] = (number.n if number else None, guess, loss)
    note = words("votes.not_shown_note", k=round_.minimum) if round_ and guess is None else ""
    return Table(words("economics.table.guesses"), columns, (row,), note)


def numbers(results: EconomicsResults, context: Context) -> Mapping[str, Any]:
    """Figures, amounts and scenarios, unrounded; percentages from 0 to 100."""
    found: dict[str, Any] = {
        "currency": results.currency,
        "given": {
            one.id: {"value": one.value, "unit": one.unit, "estimate": one.estimate,
                     "preset": one.preset}
            for one in results.given.values()
        },
        "amounts": {one.id: _entry(results.amounts[one.id]) for one in AMOUNTS},
        "base": _entry(results.base),
        "scenarios": {one.id: _scenario(one, results) for one in results.scenarios},
    }
    if results.round is not None and results.number is not None:
        (part,) = context.activity.list("questions")
        found |= {
            **turnout(results.round),
            "guess": results.guess,
            "step": results.step,
            "items": {part.id: results.number.entry()},
            "axes": {},
            "groups": {},
            "merged": merged_names(context, results.round),
        }
    return found


def _entry(amount: Amount) -> dict[str, Any]:
    return {"value": amount.value, "estimate": amount.estimate, "missing": list(amount.missing)}


def _scenario(one: Scenario, results: EconomicsResults) -> dict[str, Any]:
    return {
        "change": results.changes.get(one.id),
        "retention": one.retention,
        "clv": _entry(one.clv),
        "churn_loss": _entry(one.churn_loss),
        "total": _entry(one.total),
    }
