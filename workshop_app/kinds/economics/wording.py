"""Amounts and figures in words: money, shares, and what is only an estimate."""

from __future__ import annotations

from math import floor, log10
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from workshop_app.kinds.economics.amounts import Amount
    from workshop_app.kinds.economics.model import Given
    from workshop_app.session.context import Context
    from workshop_app.words import Words

FIGURES: Final = 3
"""Significant figures on stage: ranges beat false precision."""

_NAMED: Final = ((1e9, "billion"), (1e6, "million"))


def rounded(value: float) -> float:
    """To three significant figures."""
    if not value:
        return 0.0
    return round(value, FIGURES - 1 - floor(log10(abs(value))))


def grouped(words: Words, value: float, decimals: int = 0) -> str:
    """A number with its thousands apart, as the language has it."""
    text = words.number(value, decimals)
    whole, sign, rest = text.partition(words("number.decimal"))
    digits = whole.lstrip("−")
    parts = [digits[max(end - 3, 0):end] for end in range(len(digits), 0, -3)]
    joined = words("economics.thousands").join(reversed(parts))
    return f"{'−' if whole.startswith('−') else ''}{joined}{sign}{rest}"


def plain(words: Words, value: float) -> str:
    """A number without decimals it does not have."""
    decimals = next((n for n in (0, 1, 2) if abs(value - round(value, n)) < 1e-9), 3)
    return grouped(words, value, decimals)


def money(words: Words, value: float, currency: str) -> str:
    """An amount for the stage, in three significant figures; millions are said."""
    short = rounded(value)
    for size, name in _NAMED:
        if abs(short) >= size:
            amount = plain(words, rounded(short / size))
            return words(f"economics.money.{name}", amount=amount, currency=currency)
    amount = plain(words, short)
    return words("economics.money", amount=amount, currency=currency)


def signed_money(words: Words, value: float, currency: str) -> str:
    """The same with its sign, for what is gained or lost."""
    text = money(words, abs(value), currency)
    return f"{'−' if value < 0 else '+'}\u2009{text}" if rounded(value) else text


def exact_money(words: Words, value: float, currency: str) -> str:
    """An amount for tables: whole, and with cents where it is small."""
    amount = grouped(words, value, 0 if abs(value) >= 10_000 else 2)
    return words("economics.money", amount=amount, currency=currency)


def percent(words: Words, share: float) -> str:
    """A percentage from 0 to 100."""
    return words("economics.percent", share=plain(words, round(share, 3)))


def given_text(context: Context, one: Given, currency: str) -> str:
    """A figure as it was given; empty without one."""
    words = context.words
    if one.value is None:
        return ""
    if one.unit == "percent":
        return percent(words, one.value)
    if one.unit == "money":
        return words("economics.money", amount=plain(words, one.value), currency=currency)
    return plain(words, one.value)


def marked(words: Words, text: str, *, estimate: bool) -> str:
    """With the sign of an estimate, if it is one."""
    return words("economics.about", text=text) if estimate and text else text


def missing_text(context: Context, amount: Amount) -> str:
    """Which figures an amount waits for; empty if there is one."""
    words = context.words
    if amount.endless:
        return words("economics.endless")
    if not amount.missing:
        return ""
    names = [field_name(context, one) for one in amount.missing]
    return words("economics.missing", n=len(names), names=words.listing(names))


def field_name(context: Context, id_: str) -> str:
    """What a figure is called; one that the method leaves out by the app's own word."""
    key = f"fields.{id_}"
    if context.method.has(f"{context.activity.id}.{key}", context.words.language):
        return context.text(key)
    return context.words(f"economics.field.{id_}")


def change_text(context: Context, id_: str, change: float) -> str:
    """How far a scenario goes, such as −30% or +1.5 products."""
    words = context.words
    sign = "+" if change > 0 else "−"
    amount = plain(words, abs(change))
    return words(f"economics.change.{id_}", change=f"{sign}{amount}")
