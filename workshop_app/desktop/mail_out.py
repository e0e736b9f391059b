"""What is asked before mails leave, and what is said when they have: nothing leaves by itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from workshop_app import atomic
from workshop_app.assembly.mailing import Filed, read_texts
from workshop_app.console.start_chooser import NativeChooser
from workshop_app.errors import UserError
from workshop_app.file_names import free_path
from workshop_app.session import outbox
from workshop_app.session.mail_list import is_open, read_choices, reason, ticked
from workshop_app.session.mail_report import leaving, report_text, several, summary
from workshop_app.session.mail_settings import check_mail_settings
from workshop_app.session.sending import Report
from workshop_app.session.sent_before import BACK, SENT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from workshop_app.console.start_chooser import FileChooser
    from workshop_app.console.talking import Asked
    from workshop_app.desktop.mailing import Mailing
    from workshop_app.session.outbox import Entry
    from workshop_app.session.people import Person
    from workshop_app.words import Words

_MEGABYTE = 1_000_000


class WayOut(QObject):
    """From the click on the way out to the report, question by question."""

    def __init__(self, mailing: Mailing) -> None:
        super().__init__(mailing)
        self._mailing = mailing
        self._posting = posting = mailing.posting
        self._workshop = mailing.workshop
        posting.ended.connect(self._on_ended)
        posting.failed.connect(self.fail)
        posting.stopped.connect(self._on_stopped)
        self._way = ""
        self._leave: Callable[[], None] | None = None

    # -- before anything leaves ----------------------------------------------------------

    def _entries(self, way: str) -> list[Entry]:
        file = self._workshop.file
        return leaving(outbox.read_outbox(file), way, read_choices(file))

    @Slot(str)
    def begin(self, way: str) -> None:
        """The user wants the mails to leave; nothing does before the last question."""
        window = self._mailing.window
        if window is None or self._posting.is_busy:
            return
        window.text.keep()
        self._way = way
        if not window.attempt(self._check):
            return
        found = self._posting.before.find(self._entries(way)) if way != "folder" else {}
        if found:
            window.ask(partial(self._left_before, list(found)), partial(
                self._on_before_answered, list(found)), takes_keys=True)  # fmt: skip
        else:
            self._go()

    def _check(self) -> None:
        """Raise `UserError` for what is missing, before anything is asked."""
        self._mailing.follow()
        texts = read_texts(self._workshop)
        for entry in self._entries(self._way):
            texts.of(entry)
        if self._way == "smtp":
            try:
                check_mail_settings(self._mailing.settings())
            except UserError:
                if self._mailing.window is not None:
                    self._mailing.window.show_server()
                raise

    def _left_before(self, keys: Sequence[str], words: Words) -> Asked:
        entries = {one.key: one for one in self._entries(self._way)}
        found = self._posting.before.find(entries.values())
        names = [entries[key].name or entries[key].address for key in keys if key in entries]
        last = max((found[key].when for key in keys if key in found), default=None)
        when = words.date(last.astimezone().date()) if last else ""
        sure = all(found[key].is_sure for key in keys if key in found)
        text = words(
            "mailing.before.sure" if sure else "mailing.before.perhaps",
            n=len(names), names=several(names, words), when=when,
        )  # fmt: skip
        answers = (("count", words("mailing.before.count")), ("again", words("mailing.act.again")),
                   ("not", words("mailing.not_yet")))  # fmt: skip
        return text, "warn", answers

    def _on_before_answered(self, keys: Sequence[str], key: str) -> None:
        if key == "count":
            self.count_as_sent(keys)
            left = {one.key for one in self._entries(self._way)}
            if left and left.isdisjoint(keys):  # else that could not be noted
                self._go()
        elif key == "again" and self._note(keys, BACK):
            self._go()

    def _go(self) -> None:
        """SMTP asks once more, and is the only way that does; the others ask for a folder."""
        if self._way == "smtp":
            self._mailing.talker.ask(self._sure, self._on_sure, takes_keys=True)
            return
        self._ask_folder()

    def _sure(self, words: Words) -> Asked:
        file = self._workshop.file
        what = summary(outbox.read_outbox(file), "smtp", self._mailing.settings(), words,
                       read_choices(file))  # fmt: skip
        text = words("mailing.sure", what=what)
        count = len(self._entries("smtp"))
        answers = (("send", words("mailing.go.smtp", n=count)), ("not", words("mailing.not_yet")))
        return text, "warn", answers

    def _on_sure(self, key: str) -> None:
        if key == "send":
            self._posting.unlock(self._on_unlocked)

    def _on_unlocked(self, password: str) -> None:
        self._posting.make(self._entries("smtp"), partial(self._on_made, password))

    def _on_made(self, password: str) -> None:
        limit, big = self._posting.too_big(self._entries("smtp"))
        if big:
            self._mailing.talker.ask(
                partial(_too_big, limit, big), partial(self._on_too_big_answered, password)
            )
        else:
            self._start(password)

    def _on_too_big_answered(self, password: str, key: str) -> None:
        if key == "send":
            self._start(password)

    def _start(self, password: str) -> None:
        """What changed while something was asked is printed before."""
        start = partial(self._posting.start, password)
        go = partial(self._mailing.talker.attempt, start)
        self._posting.make(self._entries("smtp"), go, anew=False)

    # -- drafts and folders --------------------------------------------------------------

    def _ask_folder(self) -> None:
        words, session = self._workshop.words, self._workshop.file.path
        name = words(f"mailing.folder.{self._way}")
        idea = free_path(session.parent, f"{session.stem} {name}")
        folder = self._chooser().new(words(f"mailing.way.{self._way}"), idea, "(*)")
        if folder is not None:
            entries = self._entries(self._way)
            then = partial(self._on_written, self._way, folder)
            write = partial(self._posting.write, self._way, folder, entries, then)
            self._posting.make(entries, write)

    def _on_written(self, way: str, folder: Path, came: object) -> None:
        if isinstance(came, UserError):
            self.fail(came)
        elif isinstance(came, Filed):
            self._mailing.talker.ask(
                partial(_written, way, came, folder, self._without_address()),
                partial(self._on_written_answered, came.keys),
            )

    def _without_address(self) -> list[Person]:
        """Who should get a mail and has an address that none can be sent to."""
        choices = read_choices(self._workshop.file)
        return [
            one for one in self._workshop.people() if reason(one, choices) == "bad_address"
        ]

    def _on_written_answered(self, keys: Sequence[str], key: str) -> None:
        if key == "count":
            self.count_as_sent(keys)

    # -- what came of it -----------------------------------------------------------------

    @Slot(Report)
    def _on_ended(self, report: Report) -> None:
        if self._mailing.window is not None:
            self._mailing.window.refresh()
        leave, self._leave = self._leave, None
        if leave is not None:
            leave()
            return
        if report.stopped is not None:
            self.fail(report.stopped)
        else:
            answered = partial(self._on_end_answered, report)
            self._mailing.talker.ask(partial(_ended, report), answered)

    def _on_end_answered(self, report: Report, key: str) -> None:
        keys = [one.key for one in report.of(outbox.PERHAPS)]
        if key == "again":
            self.send_again(keys)
        elif key == "count":
            self.count_as_sent(keys)
        elif key == "report":
            self._mailing.open()
            self.show_report()

    @Slot(UserError)
    def fail(self, error: UserError) -> None:
        """Say what could not be done, and why."""
        self._mailing.talker.fail(error)

    @Slot()
    def _on_stopped(self) -> None:
        leave, self._leave = self._leave, None
        if leave is not None:
            leave()
        else:
            self._mailing.talker.toast(self._workshop.words("mailing.stopped"))

    def stop_and(self, go: Callable[[], None]) -> None:
        """Stop, then ``go``; at once where nothing is being done any more."""
        if not self._posting.is_busy:
            go()
            return
        self._leave = go
        self._posting.stop()

    # -- single mails --------------------------------------------------------------------

    @Slot(list)
    def send_again(self, keys: Sequence[str]) -> None:
        """They wait once more; nothing leaves before the next click, or while it is sending."""
        if self._note(keys, BACK):
            self._mailing.talker.attempt(partial(outbox.send_again, self._workshop.file, keys))

    @Slot(list)
    def count_as_sent(self, keys: Sequence[str]) -> None:
        """The facilitator knows better: they arrived, or left as drafts."""
        if self._note(keys, SENT):
            self._mailing.talker.attempt(partial(outbox.mark_sent, self._workshop.file, keys))

    def _note(self, keys: Sequence[str], what: str) -> bool:
        entries = [one for one in outbox.read_outbox(self._workshop.file) if one.key in keys]
        return self._mailing.talker.attempt(partial(self._posting.before.note, entries, what))

    @Slot()
    def hurry(self) -> None:
        """Try again now."""
        self._mailing.talker.attempt(self._posting.hurry)

    @Slot()
    def make_booklets(self) -> None:
        """Print them now, to see how big they are."""
        if not self._posting.is_busy:
            file = self._workshop.file
            entries = ticked(outbox.read_outbox(file), read_choices(file))
            self._posting.make([one for one in entries if is_open(one)], self._show_made)

    def _show_made(self) -> None:
        if self._mailing.window is not None:
            self._mailing.window.show_preview()

    # -- the report ----------------------------------------------------------------------

    def report(self) -> str:
        """What became of all mails, so far, as a text."""
        workshop, now = self._workshop, self._mailing.console.now()
        entries = outbox.read_outbox(workshop.file)
        return report_text(entries, workshop.info.title, now, workshop.words)

    @Slot()
    def show_report(self) -> None:
        """What became of all mails, so far."""
        if self._mailing.window is not None:
            self._mailing.window.show_report(self.report())

    @Slot()
    def save_report(self) -> None:
        """Ask where to, then keep it as a text."""
        words, session = self._workshop.words, self._workshop.file.path
        idea = free_path(session.parent, f"{session.stem} {words('mailing.report.name')}.txt")
        path = self._chooser().new(words("mailing.report.save"), idea, "(*.txt)")
        talker = self._mailing.talker
        if path is not None and talker.attempt(
            partial(atomic.write_bytes, path, self.report().encode("utf-8"))
        ):
            talker.toast(words("mailing.report.saved", path=path))

    def _chooser(self) -> FileChooser:
        return self._mailing.console.chooser or NativeChooser(self._mailing.talker)


def _too_big(limit: int, big: Sequence[Entry], words: Words) -> Asked:
    names = [one.name or one.address for one in big]
    text = words("mailing.big", n=len(big), size=round(limit / _MEGABYTE),
                 names=several(names, words))  # fmt: skip
    return text, "warn", (("not", words("mailing.not_yet")), ("send", words("mailing.try_anyway")))


def _written(
    way: str, filed: Filed, folder: Path, without: Sequence[Person], words: Words
) -> Asked:
    """How many were written, and who is missing and why; what was written may count as sent."""
    missing = [words("mailing.written.who", name=one.name, address=one.address)
               for one in filed.missing]  # fmt: skip
    missing += [words("mailing.written.who", name=one.name, address=one.email) for one in without]
    said = words(f"mailing.written.{way}", n=len(filed.paths), folder=folder)
    if missing:
        names = several(missing, words)
        said = f"{said} {words('mailing.written.missing', n=len(missing), names=names)}"
    answers = [("not", words("mailing.not_yet"))]
    if filed.keys:
        answers.insert(0, ("count", words("mailing.act.sent")))
    return said, "warn" if missing else "ok", tuple(answers)


def _ended(report: Report, words: Words) -> Asked:
    parts = [words("outbox.report.sent", n=len(report.of(outbox.SENT)), total=len(report.entries))]
    for state in (outbox.FAILED, outbox.PERHAPS, outbox.WAITING, outbox.HELD):
        if count := len(report.of(state)):
            parts.append(words(f"mailing.ended.{state}", n=count))
    answers = [("report", words("mailing.report"))]
    if report.of(outbox.PERHAPS):
        answers += [("again", words("mailing.act.again")), ("count", words("mailing.act.sent"))]
    is_well = len(report.of(outbox.SENT)) == len(report.entries)
    return " ".join(parts), "ok" if is_well else "warn", tuple(answers)
