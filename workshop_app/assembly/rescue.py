"""A damaged session file rescued into a new one, with a plain report of what came over."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from workshop_app.assembly.check import printable
from workshop_app.assembly.methods import built_in_method
from workshop_app.assembly.sound_counts import check_whole
from workshop_app.errors import UserError
from workshop_app.session.workshop import Workshop
from workshop_app.storage import SessionFile
from workshop_app.storage.opening import InUseError
from workshop_app.storage.rescue import rescue

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.storage.rescue import Rescued
    from workshop_app.words import Words

_NAMED = ("person", "slot", "note", "journey_step", "action", "score", "pledge", "round")
"""The tables whose rows people know; the others belong to them."""

_TOLD_ELSEWHERE = frozenset({
    "session", "journal", "live", "held", "round_question", "tally_group", "tally", "voted",
    "ballot",
})
"""Tables of which the report says in other words that something is missing, or nothing."""


class Report(NamedTuple):
    """What came over and what did not; ``words`` are the rescued session’s."""

    found: Rescued
    path: Path
    target: Path
    words: Words

    def sentence(self, words: Words) -> str:
        """All in one sentence."""
        return printable(_sentence(words, self.found))

    def lines(self, words: Words) -> tuple[str, ...]:
        """Line by line."""
        return tuple(map(printable, _report(words, self.found, self.path, self.target)))


def _refuse_sound(path: Path) -> None:
    journal = path.with_name(path.name + "-journal")
    if journal.exists() and journal.stat().st_size:
        return  # a change was interrupted, and opening the file would take it back in place
    try:
        with SessionFile.open(path, writable=False) as file:
            check_whole(file)
    except InUseError:
        raise
    except UserError:
        return
    raise UserError(
        "{name} is sound; there is nothing to rescue.",
        "It was not changed, and no new file was made.",
        "Open it as it is.",
        name=path.name,
    )


def rescue_session(path: Path, target: Path) -> Report:
    """Bring what is readable of ``path`` into the new file ``target``; returns the report.

    ``path`` is only read. Raises `UserError` when nothing can be read, or ``target`` cannot be
    written; then there is no new file. A sound file needs no rescue, and one in use is not read:
    the ballots of an open round would come along.
    """
    if path.name in ("", ".."):
        path = path.resolve()  # a folder without a name of its own
    _refuse_sound(path)
    found = rescue(path, target, _spare(path))
    try:
        with SessionFile.open(target) as file:
            check_whole(file)
            words = Workshop(file).words
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return Report(found, path, target, words)


def _spare(path: Path) -> dict[str, str | int]:
    """Facts for a session whose own are lost."""
    now = datetime.now().astimezone()
    return {
        "key": "session",
        "title": path.stem,
        "client": "",
        "date": now.date().isoformat(),
        "place": "",
        "facilitator": "",
        "language": "en",
        "minimum_group": 4,
        "starts_at": "09:00",
        "created_at": now.astimezone(UTC).isoformat(timespec="seconds"),
        "method": built_in_method().to_json(),
        "settings": "{}",
    }


def _report(words: Words, found: Rescued, path: Path, target: Path) -> list[str]:
    lines = [words("rescue.done", name=target)]
    for table in _NAMED:
        lines.append(words(f"rescue.{table}", n=found.rows.get(table, 0)))
    lost = _torn(words, found)
    if lost:
        lines.append(words("rescue.torn", things=", ".join(lost)))
    for key, rounds in (("rescue.dropped", found.rounds), ("rescue.ungrouped", found.ungrouped)):
        lines += [words(key, activity=activity, number=number) for activity, number in rounds]
    if found.replaced:
        facts = "rescue.method" if "title" not in found.replaced else "rescue.facts"
        lines.append(words(facts))
    lines += [words("rescue.journal"), words("rescue.original", path=path)]
    return lines


def _torn(words: Words, found: Rescued) -> list[str]:
    """The names of what is there in part only."""
    lost = [words(f"rescue.lost.{table}") for table in _NAMED if table in found.torn]
    if set(found.torn) - set(_NAMED) - _TOLD_ELSEWHERE:
        lost.append(words("rescue.lost.other"))
    return lost


def _sentence(words: Words, found: Rescued) -> str:
    came = [words(f"rescue.{table}", n=n) for table in _NAMED if (n := found.rows.get(table, 0))]
    lost = _torn(words, found)
    rounds = words("rescue.lost.round")
    if (found.rounds or found.ungrouped) and rounds not in lost:
        lost.append(rounds)
    if found.replaced:
        lost.append(words(f"rescue.lost.{'facts' if 'title' in found.replaced else 'method'}"))
    if not lost:
        return words("rescue.all", came=words.listing(came))
    return words("rescue.some", came=words.listing(came), lost=words.listing(lost))
