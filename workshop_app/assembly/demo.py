"""Plays the sample workshop through the app's own code, from its plain data to its files.

What is played is what a facilitator does: go to a step, take notes, open a round, let the
ballots come in, close it, reveal it, go on. The data lies in ``sessions/sample``.
"""

from __future__ import annotations

import csv
import tomllib
from contextlib import contextmanager, suppress
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from workshop_app import paths
from workshop_app.assembly import conduct
from workshop_app.assembly.booklet import make_booklet
from workshop_app.assembly.methods import built_in_method
from workshop_app.assembly.rehearsal import Room
from workshop_app.assembly.scene import scene
from workshop_app.errors import UserError
from workshop_app.kinds import registry
from workshop_app.kinds.pledge.model import Pledge, add_pledge
from workshop_app.session.ballots_csv import read_ballots_csv
from workshop_app.session.live import Moment
from workshop_app.session.outcomes import add_insight, add_outcome
from workshop_app.session.owners import stored_owner
from workshop_app.session.people_csv import read_people_csv
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.storage.rounds import cast_all
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from workshop_app.assembly.player import Played
    from workshop_app.assembly.scene import Scene
    from workshop_app.storage.tally import Round


def sample_workshop(
    path: Path, language: str = "en", start: datetime | None = None, agenda: str = ""
) -> Workshop:
    """Make the sample session, empty but for its people. `UserError` if ``path`` exists.

    ``start`` is when it begins; without one, on the day that the data names. ``agenda`` is
    another one than the sample's own.
    """
    folder = paths.sample_data()
    data = tomllib.loads((folder / "session.toml").read_text(encoding="utf-8"))
    method = built_in_method()
    people = read_people_csv(folder / "people.csv", method).people
    plan = Plan(
        agenda=agenda or data["agenda"],
        title=data["title"],
        client=data["client"],
        place=data["place"],
        facilitator=data["facilitator"],
        date=start.date() if start else data["date"],
        language=language,
        starts_at=start.time() if start else time(9, 0),
        people=[
            person._replace(named=person.name in data["named"], mail=bool(person.email))
            for person in people
        ],
        extra=() if agenda else data["extra"],
    )
    return create_workshop(path, method, plan)


def play_sample(workshop: Workshop) -> Iterator[Played]:
    """Hold the whole workshop with the sample's input; yields what the stage shows."""
    return _Sample(workshop).play()


SHOWN_FIRST = ("see-checklist", "groups")
"""Where the sample session stands when the app opens it: a picture with something to say."""


def make_sample(path: Path) -> None:
    """Make the sample session as if it were under way right now, at `SHOWN_FIRST`."""
    now = datetime.now().astimezone().replace(second=0, microsecond=0)
    partial = path.with_name(f".{path.stem}.new.workshop")
    partial.unlink(missing_ok=True)
    workshop = sample_workshop(partial, start=now - timedelta(minutes=44))
    with workshop.file:
        for played in play_sample(workshop):
            if (played.activity, played.view) == SHOWN_FIRST:
                break
    partial.replace(path)


class _Sample(Room):
    """The room of the sample: it says and votes what the data has, each file once.

    An activity without data, in another agenda than the sample's own, is invented.
    """

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(workshop, people=workshop.people())
        self._folder = paths.sample_data()
        self._captured: set[str] = set()
        self._given = {path.stem.partition("-")[2] for path in self._folder.glob("*-*.csv")}
        self._closing = [*self._rows("closing.csv")]
        self._given |= {row["of"] for row in self._closing} | {"be-pledge", "see-roster"}

    def speak(self, activity: str) -> None:
        """Take the notes and the pledges of the data."""
        self._notes(activity)
        self._pledges(activity)
        if activity not in self._given:
            super().speak(activity)

    def vote(self, activity: str) -> None:
        """Cast the ballots of the data in the activity's open round, if there is one."""
        round_ = latest(self.workshop.file, activity)
        if round_ is not None and round_.state == "open":
            self._ballots(activity, round_)
            super().vote(activity)

    def conclude(self, activity: str, phase: str = "") -> None:
        """Write the sentences of the data."""
        file, label = self.workshop.file, self.workshop.words("edit.notes")
        taken = [row["text"] for row in self._closing if row["of"] == phase]
        for text in taken if self._first(f"closing {phase}") else ():
            add_insight(file, label, phase, text)
        if activity not in self._given:
            super().conclude(activity, "" if taken else phase)
        elif self._first(f"closing {activity}"):
            described = self.workshop.method.activities[activity]
            for row in self._closing:
                if row["of"] == activity:
                    add_outcome(file, label, described, row["place"], row["text"])

    def _notes(self, activity: str) -> None:
        path = self._folder / f"notes-{activity}.csv"
        if not path.exists() or not self._first(path.name):
            return
        context = self.workshop.context(activity)
        kind = registry.kind(context.activity.kind)
        notes = kind.read_notes(path, context)
        kind.add_notes(notes, self.workshop.words("edit.notes"), context)

    def _ballots(self, activity: str, round_: Round) -> None:
        ending = f"-{round_.number}" if round_.number > 1 else ""
        path = self._folder / f"ballots-{activity}{ending}.csv"
        if not path.exists() or not self._first(path.name):
            return
        context = self.workshop.context(activity)
        questions = conduct.questions(self.workshop, context.activity)
        ballots = read_ballots_csv(path, questions, context).ballots
        cast_all(
            self.workshop.file, round_, questions, [(one.group, one.answers) for one in ballots]
        )

    def _pledges(self, activity: str) -> None:
        if activity != "be-pledge" or not self._first("pledges.csv"):
            return
        people = self.workshop.people()
        for row in self._rows("pledges.csv"):
            shared = row.pop("shared") == "yes"
            person = stored_owner(row.pop("person"), people)
            pledge = Pledge(**row, person=person, shared=shared)
            add_pledge(self.workshop.file, self.workshop.words("edit.pledge"), activity, pledge)

    def _rows(self, name: str) -> Iterator[dict[str, str]]:
        with (self._folder / name).open(encoding="utf-8", newline="") as stream:
            yield from csv.DictReader(stream)

    def _first(self, what: str) -> bool:
        if what in self._captured:
            return False
        self._captured.add(what)
        return True


def play_demo(
    folder: Path,
    language: str,
    draw: Callable[[Scene, Path], None],
    say: Callable[[str], None],
    agenda: str = "",
) -> int:
    """Play the sample and leave session file, booklet and a picture of every step.

    ``agenda`` is another one for its people. Returns the number of files made. Raises
    `UserError` when the folder cannot be written. A session file that is there already is kept;
    pictures and booklet are made anew.
    """
    with _made(folder):
        workshop = sample_workshop(_free(folder, agenda or "sample"), language, agenda=agenda)
    made = 1
    with workshop.file:
        for played in play_sample(workshop):
            pages = played.scene.pages
            for page in range(pages):
                shown = played.scene
                if page:
                    moment = workshop.live().moment
                    shown = scene(workshop, Moment(moment.slot, moment.step, page))
                ending = f"-{page + 1}" if pages > 1 else ""
                draw(shown, folder / f"{played.name}{ending}.png")
                made += 1
            say(played.name)
        make_booklet(workshop, folder / "booklet.pdf")
    return made + 1


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """Make a folder, and take it away again where nothing could be put into it."""
    missing: list[Path] = []
    try:
        missing += [one for one in (folder, *folder.parents) if not one.exists()]
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            "The folder {folder} could not be made: {reason}.",
            "Nothing was written.",
            "Choose another folder.",
            folder=folder,
            reason=error.strerror,
        ) from error
    try:
        yield
    except BaseException:
        with suppress(OSError):
            for one in missing:
                one.rmdir()
        raise


def _free(folder: Path, stem: str) -> Path:
    names = (f"{stem}{ending}.workshop" for ending in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(folder / name for name in names if not (folder / name).exists())
