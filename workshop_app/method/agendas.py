"""Reads the agendas: slots one by one, a slot that themes replace, and days joined to a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.method.faults import near
from workshop_app.method.model import Activity, Agenda, Slot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workshop_app.method.table import Table


def read_agendas(top: Table, activities: Mapping[str, Activity] | None) -> dict[str, Agenda]:
    """Read the agendas and check their sums; `None` where not all activities could be read."""
    agendas: dict[str, Agenda] = {}
    for name, table in top.table("agendas").named_tables():
        reader = _Reader(name, table, activities)
        for agenda in reader.read(agendas):
            if agenda.id in agendas:
                table.fault("“{id}” is used twice", id=agenda.id)
            agendas[agenda.id] = agenda
        table.finish()
    return agendas


class _Reader:
    """One table of `agendas`; with themes it holds an agenda for each of them."""

    def __init__(
        self, name: str, table: Table, activities: Mapping[str, Activity] | None
    ) -> None:
        self._name = name
        self._table = table
        self._activities = activities
        self._net = table.whole("net", required=True)
        self._total = table.whole("total", required=True)

    def read(self, earlier: Mapping[str, Agenda]) -> Iterator[Agenda]:
        """Give what the table holds; `earlier` are the agendas that stand above it."""
        if self._table.has("days"):
            yield self._agenda(self._name, self._days(earlier))
            return
        themes = self._table.table("themes") if self._table.has("themes") else None
        slots: list[Slot] = []
        gap: tuple[int, int] | None = None
        for place, entry in enumerate(self._table.entries("slots")):
            if themes is not None and entry.has("theme"):
                gap = (place, entry.whole("theme") or 0)
                entry.finish()
            else:
                slots.append(self._slot(entry))
        if not slots:
            self._table.fault("the agenda “{id}” has no slots", "slots", id=self._name)
        if themes is None:
            yield self._agenda(self._name, slots)
        elif gap is None:
            self._table.fault("no slot says how many minutes the “theme” has", "themes")
        else:
            place, minutes = gap
            for theme, own in self._themes(themes, minutes):
                slots_of_theme = [*slots[:place], *own, *slots[place:]]
                yield self._agenda(f"{self._name}-{theme}", slots_of_theme)

    def _days(self, earlier: Mapping[str, Agenda]) -> list[Slot]:
        slots: list[Slot] = []
        for day, name in enumerate(self._table.ids("days"), start=1):
            if name in earlier:
                slots += [slot._replace(day=day) for slot in earlier[name].slots]
            else:
                self._table.fault(
                    "there is no agenda “{id}” above this one",
                    "days",
                    day - 1,
                    near=near(name, earlier),
                    id=name,
                )
        return slots

    def _themes(self, themes: Table, minutes: int) -> Iterator[tuple[str, list[Slot]]]:
        """Every theme with its slots, which take exactly the minutes there are for it."""
        for name in themes.names():
            themes.check_id(name, name)
            slots = [self._slot(entry) for entry in themes.entries(name)]
            whole = sum(slot.minutes for slot in slots)
            if whole != minutes:
                themes.fault(
                    "the theme “{id}” adds up to {sum} minutes, not {minutes}",
                    name,
                    id=name,
                    sum=whole,
                    minutes=minutes,
                )
            yield name, slots

    def _agenda(self, name: str, slots: Sequence[Slot]) -> Agenda:
        self._check_sums(slots)
        return Agenda(name, self._net or 0, self._total or 0, tuple(slots))

    def _slot(self, entry: Table) -> Slot:
        slot = Slot(
            entry.text("activity", required=True), entry.whole("minutes", required=True) or 0
        )
        entry.finish()
        if self._activities is None or not slot.activity:
            return slot
        activity = self._activities.get(slot.activity)
        if activity is None:
            entry.fault(
                "there is no activity “{activity}”",
                "activity",
                near=near(slot.activity, self._activities),
                activity=slot.activity,
            )
        elif 0 < slot.minutes < activity.minutes_min:
            entry.fault(
                "“{activity}” needs at least {least} minutes, not {minutes}",
                "minutes",
                activity=slot.activity,
                least=activity.minutes_min,
                minutes=slot.minutes,
            )
        if slot.minutes <= 0 and entry.has("minutes"):
            entry.fault("“{key}” must be above zero", "minutes", key="minutes")
        return slot

    def _check_sums(self, slots: Sequence[Slot]) -> None:
        whole = sum(slot.minutes for slot in slots)
        if self._total is not None and whole != self._total:
            self._table.fault(
                "the slots add up to {sum} minutes, not {total}",
                "total",
                sum=whole,
                total=self._total,
            )
        if self._activities is None:
            return
        worked = sum(slot.minutes for slot in slots if not self._pauses(slot.activity))
        if self._net is not None and worked != self._net:
            self._table.fault(
                "the slots without pauses add up to {sum} minutes, not {net}",
                "net",
                sum=worked,
                net=self._net,
            )

    def _pauses(self, name: str) -> bool:
        """Whether a slot is a pause; one that is not known is what it seems to mean."""
        known = self._activities or {}
        meant = (name,) if name in known else near(name, known)[:1]
        return any(known[one].pause for one in meant)
