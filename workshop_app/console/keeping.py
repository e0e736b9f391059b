"""How long people are kept: the choice behind the gear, and the reminder at opening."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from workshop_app.session import retention

if TYPE_CHECKING:
    from workshop_app.console.pane import ConsoleDesk
    from workshop_app.console.talking import Asked
    from workshop_app.console.window import ConsoleWindow
    from workshop_app.session.workshop import Workshop
    from workshop_app.words import Words


def choices(workshop: Workshop) -> tuple[list[tuple[str, str]], str]:
    """Days to choose from with their words, and the one that is chosen."""
    words, last = workshop.words, retention.last_day(workshop.file)
    until = retention.keep_until(workshop.file)
    days = {retention.after(last, months): months for months in retention.CHOICES}
    options = [
        (day.isoformat(), words("people.keep.months", day=words.date(day), n=months))
        for day, months in days.items()
    ]
    if until is not None and until not in days:
        options.append((until.isoformat(), words.date(until)))
    options.append((retention.NEVER, words("people.keep.never")))
    return sorted(options), until.isoformat() if until else retention.NEVER


def choose(desk: ConsoleDesk, value: str) -> None:
    """Keep people until another day, undoable."""
    until = None if value == retention.NEVER else date.fromisoformat(value)
    _keep(desk, until)


def _keep(desk: ConsoleDesk, until: date | None) -> None:
    workshop = desk.workshop
    if until == retention.keep_until(workshop.file):
        return
    words = workshop.words
    label = words("people.keep.edit", day=words.date(until)) if until else (
        words("people.keep.edit_never"))  # fmt: skip
    if desk.attempt(partial(retention.keep_people, workshop.file, label, until)):
        desk.toast(label, undoable=True)


def look(console: ConsoleWindow) -> None:
    """At opening: end what was interrupted, and ask where the day has passed."""
    file = console.workshop.file
    if not file.writable:
        return
    if retention.is_unfinished(file):
        from workshop_app.assembly import erasure

        finish = partial(erasure.finish, file, console.now())
        if console.attempt(finish):
            console.toast(console.workshop.words("people.erase.finished"))
    elif retention.is_past(file, console.now().date()) and not console.is_asking:
        console.ask(partial(_past, console), partial(_on_answered, console))


def _past(console: ConsoleWindow, words: Words) -> Asked:
    until = retention.keep_until(console.workshop.file)
    text = words("people.keep.past", day=words.date(until) if until else "")
    answers = tuple((one, words(f"people.keep.{one}")) for one in ("erase", "longer", "later"))
    return text, "warn", answers


def _on_answered(console: ConsoleWindow, answer: str) -> None:
    if answer == "longer":
        _keep(console, retention.after(console.now().date(), retention.LONGER))
    elif answer == "erase":
        console.people_actions.erase_everybody()
