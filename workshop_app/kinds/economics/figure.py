"""Customer economics drawn: what was entered, what it costs, and what could change."""

from __future__ import annotations

from dataclasses import replace
from math import floor, log10
from typing import TYPE_CHECKING

from workshop_app.figures.amounts import Panel, PanelRow, amount_panels
from workshop_app.figures.cards import invitation_card
from workshop_app.figures.layout import Box
from workshop_app.figures.ledger import LedgerLine, ledger
from workshop_app.figures.score_line import ScoreLine, score_line
from workshop_app.figures.waterfall import Fall, waterfall
from workshop_app.kinds.economics.wording import (
    change_text,
    field_name,
    given_text,
    grouped,
    marked,
    missing_text,
    money,
    percent,
    plain,
    signed_money,
)

if TYPE_CHECKING:
    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure, Item
    from workshop_app.kinds.economics.amounts import Amount, Scenario
    from workshop_app.kinds.economics.model import EconomicsResults, Given
    from workshop_app.session.context import Context

INPUTS_SHARE = 0.52
GUESS_SHARE = 0.5
DOT = 3.0
"""Room in u at both ends of the line for the dots that stand there."""

CLOSE = 1.25
"""Guess and figures whose ratio is below this are close together."""


def inputs(results: EconomicsResults, canvas: Canvas, context: Context) -> tuple[Figure, ...]:
    """Every figure with its name; estimates and presets say so."""
    words = context.words
    if not results.entered:
        return (invitation_card(words("economics.invitation"), canvas),)
    rows = [
        LedgerLine(one.id, field_name(context, one.id), _said(one, results, context))
        for one in results.given.values()
    ]
    heads = (words("economics.inputs"), words("economics.column.source"))
    return ledger(
        rows, heads, canvas, names_share=INPUTS_SHARE, title=context.text("question")
    )


def _said(one: Given, results: EconomicsResults, context: Context) -> tuple[str, str]:
    words = context.words
    text = given_text(context, one, results.currency)
    if not text:
        return words("economics.no_figure"), ""
    remark = "preset" if one.preset else "estimate" if one.estimate else "given"
    shown = marked(words, text, estimate=one.estimate)
    return shown, words(f"economics.source.{remark}")


# -- what it costs -------------------------------------------------------------------------


def losses(results: EconomicsResults, canvas: Canvas, context: Context) -> tuple[Figure, ...]:
    """Churn loss and risk side by side, never added; below them value and referrals."""
    first = PanelRow(
        tuple(_panel(one, results, context) for one in ("churn_loss", "risk")),
        context.words("economics.caveat"),
    )
    second = PanelRow(
        tuple(_panel(one, results, context) for one in ("clv", "referrals", "saved"))
    )
    return amount_panels((first, second), canvas, title=context.text("question"))


def _panel(id_: str, results: EconomicsResults, context: Context) -> Panel:
    words, amount = context.words, results.amounts[id_]
    name = words(f"economics.amount.{id_}")
    if amount.value is None:
        return Panel(id_, name, words("economics.not_yet"), missing_text(context, amount), True)
    text = marked(words, money(words, amount.value, results.currency), estimate=amount.estimate)
    basis = _basis(id_, results, context)
    if amount.estimate:
        basis = f"{basis} · {words('economics.estimate')}"
    return Panel(id_, name, text, basis)


def _basis(id_: str, results: EconomicsResults, context: Context) -> str:
    """What an amount is made of, in the room's own figures."""
    words, value = context.words, results.amounts["clv"].value or 0.0
    given = {one: found.value or 0.0 for one, found in results.given.items()}
    new = given.get("customers", 0) * given.get("referrals", 0)
    new *= given.get("promoters", 0) * given.get("conversion", 0) / 10_000
    count = {
        "churn_loss": given["customers"] * (1 - given["retention"] / 100),
        "risk": given.get("bad_experiences", 0.0),
    }.get(id_, new)
    return words(
        f"economics.basis.{id_}",
        n=grouped(words, count),
        value=money(words, value, results.currency),
        leaving=percent(words, given.get("leaving", 0.0)),
        discount=percent(words, given.get("discount", 0.0)),
        cost=money(words, given.get("acquisition", 0.0), results.currency),
    )


def guessed(results: EconomicsResults, canvas: Canvas, context: Context) -> tuple[Figure, ...]:
    """The median of the guesses beside the computed loss, then the losses."""
    words, number = context.words, results.number
    if number is None:
        return losses(results, canvas, context)
    title = words("economics.guess.title")
    if results.guess is None:
        mine = Panel("guess", title, words("economics.not_yet"), words("votes.not_shown"), True)
    else:
        text = money(words, results.guess, results.currency)
        mine = Panel("guess", title, text, words("economics.guess.median", n=number.n or 0))
    computed = _panel("churn_loss", results, context)
    row = PanelRow((mine, computed), _compared(results, context))
    above = replace(canvas, height=canvas.height * GUESS_SHARE)
    pages = amount_panels((row,), above, title=context.text("question"))
    top = above.height + 2.0
    box = Box(DOT, top, canvas.width - 2 * DOT, canvas.height - top)
    first = pages[0]._replace(
        height=canvas.height, items=(*pages[0].items, *_spread(results, box, canvas, context))
    )
    return (first, *losses(results, canvas, context))


def _spread(
    results: EconomicsResults, box: Box, canvas: Canvas, context: Context
) -> tuple[Item, ...]:
    """Who guessed what, on a line that also has the computed loss."""
    counts, words = results.number and results.number.counts, context.words
    if not counts or results.guess is None:
        return ()
    loss = results.amounts["churn_loss"].value
    (part,) = context.activity.list("questions")
    first = int(part.setting("min"))
    people = {
        round((first + place) * results.step): n for place, n in enumerate(counts) if n
    }
    high = upper(max(*people, loss or 0.0, results.step))
    line = ScoreLine(
        part.id, min(0.0, first * results.step), high, results.guess,
        money(words, results.guess, results.currency),
        beside=loss,
        beside_readout="" if loss is None else money(words, loss, results.currency),
        people=people,
    )
    return score_line(
        line, box, canvas, lambda value: money(words, value, results.currency)
    )


def upper(value: float) -> float:
    """The next round number: 1, 2 or 5 with as many zeros as it takes."""
    size = 10.0 ** floor(log10(value))
    return next(size * step for step in (1, 2, 5, 10) if size * step >= value * (1 - 1e-9))


def _compared(results: EconomicsResults, context: Context) -> str:
    words, guess, loss = context.words, results.guess, results.amounts["churn_loss"].value
    if not guess or not loss:
        return ""
    ratio = max(guess, loss) / min(guess, loss)
    if ratio < CLOSE:
        return words("economics.guess.close")
    times = plain(words, round(ratio, 0 if ratio >= 10 else 1))
    return words(f"economics.guess.{'more' if loss > guess else 'less'}", times=times)


# -- what could change ---------------------------------------------------------------------


def scenarios(
    results: EconomicsResults, canvas: Canvas, context: Context, grown: float = 1.0
) -> tuple[Figure, ...]:
    """The waterfall from today to after, and every scenario by itself."""
    if results.base.value is None:
        said = missing_text(context, results.base)
        return (invitation_card(said or context.words("economics.invitation"), canvas),)
    title = context.text("question")
    fall = waterfall(_bars(results, context), canvas, title=title, grown=grown)
    words = context.words
    heads = [words(f"economics.head.{one}")
             for one in ("retention", "clv", "loss", "total", "change")]
    lines = [_line(one, results, context) for one in results.scenarios]
    return (fall, *ledger(lines, heads, canvas, title=title))


def _bars(results: EconomicsResults, context: Context) -> list[Fall]:
    words, currency = context.words, results.currency
    today, *steps = results.steps

    def total(name: str, amount: Amount, key: str) -> Fall:
        text = money(words, amount.value or 0.0, currency)
        shown = marked(words, text, estimate=amount.estimate)
        note = words("economics.base")
        if amount.estimate:
            note = f"{note} · {words('economics.estimate')}"
        return Fall(key, name, 0.0, amount.value or 0.0, shown, True, note)

    bars = [total(words("economics.scenario.today"), today.total, "today")]
    before = today.total
    for step in steps:
        after = step.total
        start, end = before.value or 0.0, after.value or 0.0
        text = marked(words, signed_money(words, end - start, currency), estimate=after.estimate)
        fresh = [one for one in after.missing if one not in before.missing]
        note = _unplayed(fresh, context) if fresh else ""
        name = change_text(context, step.id, results.changes[step.id])
        bars.append(Fall(step.id, name, start, end, text, note=note))
        before = after
    bars.append(total(words("economics.after"), before, "after"))
    return bars


def _unplayed(missing: list[str], context: Context) -> str:
    words = context.words
    names = words.listing([field_name(context, one) for one in missing])
    return words("economics.unplayed", names=names)


def scenario_name(one: Scenario, results: EconomicsResults, context: Context) -> str:
    """What a scenario is called."""
    if one.id in ("today", "all"):
        return context.words(f"economics.scenario.{one.id}")
    return change_text(context, one.id, results.changes[one.id])


def _line(one: Scenario, results: EconomicsResults, context: Context) -> LedgerLine:
    words, currency = context.words, results.currency
    today = results.scenarios[0].total.value or 0.0

    def shown(amount: Amount) -> str:
        text = "" if amount.value is None else money(words, amount.value, currency)
        return marked(words, text, estimate=amount.estimate) or words("economics.not_yet")

    change = (one.total.value or 0.0) - today
    against = "" if one.id == "today" else signed_money(words, change, currency)
    if one.total.missing and one.id != "all":
        against = words("economics.not_yet")
    retention = percent(words, (one.retention or 0.0) * 100)
    cells = (retention, shown(one.clv), shown(one.churn_loss), shown(one.total), against)
    return LedgerLine(one.id, scenario_name(one, results, context), cells, one.id == "all")
