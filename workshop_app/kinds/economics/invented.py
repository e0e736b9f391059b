"""Figures of an invented company, for rehearsals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop_app.storage.tables import EconomicsInputRow

if TYPE_CHECKING:
    from workshop_app.session.context import Context
    from workshop_app.session.crowd import Crowd

_RANGES: Final = {
    "customers": (4_000, 20_000, 500),
    "margin": (120, 480, 20),
    "retention": (72, 90, 1),
    "acquisition": (60, 240, 10),
    "promoters": (15, 40, 5),
    "referrals": (1, 3, 1),
    "conversion": (10, 40, 5),
    "product_margin": (20, 90, 5),
}
_ESTIMATES: Final = ("retention", "referrals", "conversion")
_MET: Final = 0.12
"""The share of the customers who meet a bad experience."""


def rehearse(context: Context, crowd: Crowd) -> None:
    """Type a plausible figure wherever the method presets none."""
    dice = crowd.dice("economics", context.activity.id)
    found = {id_: float(dice.randrange(low, high + 1, step))
             for id_, (low, high, step) in _RANGES.items()}
    found["bad_experiences"] = round(found["customers"] * _MET, -2)
    there = {field for (field,) in context.file.rows(
        "SELECT field FROM economics_input WHERE activity = ?", context.activity.id)}
    listed = [part for part in context.activity.list("fields") if part.setting("preset") is None]
    rows = [
        {"activity": context.activity.id, "field": part.id, "value": found[part.id],
         "estimate": part.id in _ESTIMATES}
        for part in listed
        if part.id in found and part.id not in there
    ]
    if not rows:
        return
    with context.file.edit(context.words("rehearsal.edit")) as edit:
        edit.run(EconomicsInputRow.insert_many(rows))
