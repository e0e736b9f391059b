"""What became of the mails, in words: a line for each reader, and a report to keep."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from workshop_app.addresses import is_address
from workshop_app.session import outbox
from workshop_app.session.mail_list import Choices, ticked
from workshop_app.session.sending import Report, report_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.errors import UserError
    from workshop_app.session.mail_list import Line
    from workshop_app.session.mail_settings import MailSettings
    from workshop_app.session.outbox import Entry
    from workshop_app.words import Words

MARKS: Final = {
    outbox.WAITING: ("clock", "ink2"),
    outbox.SENDING: ("arrow-right", "ink"),
    outbox.SENT: ("circle-check", "ok"),
    outbox.PERHAPS: ("circle-help", "warn"),
    outbox.FAILED: ("circle-alert", "danger"),
    outbox.HELD: ("lock", "ink2"),
}
"""An icon for each state, with the token of its colour."""


_MOST_NAMES: Final = 4


def state_of(line: Line, words: Words, *, sends: bool) -> str:
    """The state in a few words, such as “sent 14:05” or “no address”.

    ``sends``: something is tried again by itself now.
    """
    entry = line.entry
    if entry is None:
        return words(f"mailing.left_out.{line.left_out}")
    if sends and entry.state == outbox.WAITING and entry.next_try_at:
        return words("mailing.state.again", time=clock(entry.next_try_at))
    if entry.state == outbox.SENT:
        here = datetime.fromisoformat(entry.changed_at).astimezone()
        is_today = here.date() == datetime.now().astimezone().date()
        when = clock(entry.changed_at) if is_today else f"{here.day} {words(f'month.{here.month}')}"
        return words("mailing.state.sent", when=when)
    return words(f"mailing.state.{entry.state}")


def why_of(line: Line, words: Words) -> str:
    """All that is known about it, and what to do."""
    entry = line.entry
    if entry is None:
        return words(f"mailing.mend.{line.left_out}", name=line.name, address=line.address[:80])
    if entry.why is not None:
        return words.sentence(entry.why)
    if entry.state in (outbox.FAILED, outbox.PERHAPS, outbox.HELD):
        return words(f"outbox.why.{entry.state}")
    return ""


def report_text(
    entries: Sequence[Entry], title: str, now: datetime, words: Words,
    stopped: UserError | None = None,
) -> str:  # fmt: skip
    """The report as lines: the sums, who did not get a mail and why, then who did and when."""
    report = Report(entries, stopped)
    head = words("mailing.report.title", title=title)
    said = [head, f"{words.date(now.date())}, {now:%H:%M}", "", *report_lines(report, words)]
    sent = report.of(outbox.SENT)
    if sent:
        said += ["", words("mailing.report.sent")]
        said += [
            f"{one.name or one.address} <{one.address}>: {moment(one.changed_at, words)}"
            for one in sent
        ]
    return "\n".join(said) + "\n"


def several(names: Sequence[str], words: Words) -> str:
    """Some names, and how many more there are."""
    rest = len(names) - _MOST_NAMES
    if rest < 2:
        return words.listing(list(names))
    return words.listing([*names[:_MOST_NAMES], words("mailing.more", n=rest)])


def clock(kept: str) -> str:
    """The time of the day that the outbox has, here."""
    return f"{datetime.fromisoformat(kept).astimezone():%H:%M}"


def moment(kept: str, words: Words) -> str:
    """Day and time that the outbox has, here."""
    here = datetime.fromisoformat(kept).astimezone()
    return f"{words.date(here.date())}, {here:%H:%M}"


# -- before it leaves --------------------------------------------------------------------

_NO_CHOICES: Final = Choices()
WAYS: Final = ("smtp", "drafts", "folder")
"""The ways out, in the order in which they are offered."""


def leaving(
    entries: Sequence[Entry], way: str, choices: Choices = _NO_CHOICES
) -> list[Entry]:
    """The mails that a way out would take now; over SMTP the sponsor's follow the group's."""
    taken = (outbox.WAITING, outbox.HELD) if way == "smtp" else (outbox.WAITING, outbox.FAILED)
    return [entry for entry in ticked(entries, choices) if entry.state in taken]


def summary(
    entries: Sequence[Entry], way: str, settings: MailSettings, words: Words,
    choices: Choices = _NO_CHOICES,
) -> str:  # fmt: skip
    """What leaves this laptop with the next click: how many, with what, to whom, from whom.

    Also what the facilitator has to know about the sponsor before that click.
    """
    taken = leaving(entries, way, choices)
    said = [_whole(taken, way, settings, words)]
    if any(outbox.SPONSOR in one.editions for one in taken):
        without = [
            one.name or one.address for one in entries
            if one.state == outbox.FAILED and outbox.SPONSOR not in one.editions
            and one not in taken
        ]  # fmt: skip
        if without:
            names = several(without, words)
            said.append(words("mailing.leaving.without", n=len(without), names=names))
    address = choices.sponsor.address
    if address and not is_address(address):
        said.append(words("mailing.leaving.no_sponsor", address=address[:80]))
    return " ".join(said)


def _whole(taken: Sequence[Entry], way: str, settings: MailSettings, words: Words) -> str:
    sponsors = [one for one in taken if outbox.SPONSOR in one.editions]
    group = [one for one in taken if outbox.SPONSOR not in one.editions]
    if not taken:
        return words("mailing.leaving.nothing")
    parts = []
    if group:
        parts.append(words(f"mailing.leaving.{way}", n=len(group), pdfs=len(outbox.EVERYBODY)))
    if sponsors:
        after = "after" if group else "alone"
        parts.append(words(f"mailing.leaving.sponsor.{after}", n=len(sponsors)))
    said = ", ".join(parts)
    sender = settings.from_address or words("mailing.leaving.nobody")
    from_ = f"{settings.from_name} <{sender}>" if settings.from_name else sender
    host = settings.host or words("mailing.leaving.nowhere")
    return words(f"mailing.leaving.whole.{way}", mails=said, sender=from_, host=host)
