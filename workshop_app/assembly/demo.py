"""Plays the sample workshop through the app's own code, from its plain data to its files.

What is played is what a facilitator does: go to a step, take notes, open a round, let the
ballots come in, close it, reveal it, go on. The data lies in ``sessions/sample``.
"""

from __future__ import annotations

import csv
import tomllib
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from workshop_app import paths
from workshop_app.assembly import conduct
from workshop_app.assembly.booklet import make_booklet
from workshop_app.assembly.methods import built_in_method
from workshop_app.assembly.player import Played, play
from workshop_app.assembly.scene import scene
from workshop_app.errors import UserError
from workshop_app.kinds import registry
from workshop_app.kinds.pledge.model import Pledge, add_pledge
from workshop_app.session.ballots_csv import read_ballots_csv
from workshop_app.session.live import Moment
from workshop_app.session.people_csv import read_people_csv
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.storage import rounds
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from workshop_app.assembly.scene import Scene
    from workshop_app.method.model import Activity, Step


def sample_workshop(path: Path, language: str = "en", start: datetime | None = None) -> Workshop:
    """Make the sample session, empty but for its people. `UserError` if ``path`` exists.

    ``start`` is when it begins; without one, on the day that the data names.
    """
    folder = paths.sample_data()
    data = tomllib.loads((folder / "session.toml").read_text(encoding="utf-8"))
    method = built_in_method()
    people = read_people_csv(folder / "people.csv", method)
    plan = Plan(
        agenda=data["agenda"],
        title=data["title"],
        client=data["client"],
        place=data["place"],
        facilitator=data["facilitator"],
        date=start.date() if start else data["date"],
        language=language,
        starts_at=start.time() if start else time(9, 0),
        people=[person._replace(named=person.name in data["named"]) for person in people],
        extra=data["extra"],
    )
    return create_workshop(path, method, plan)


def play_sample(workshop: Workshop) -> Iterator[Played]:
    """Hold the whole workshop with the sample's input; yields what the stage shows."""
    return play(workshop, _Sample(workshop).capture)


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


class _Sample:
    """What the invented room of the sample says and votes, each file once."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self._folder = paths.sample_data()
        self._captured: set[str] = set()

    def capture(self, activity: Activity, step: Step) -> None:
        """Say and vote what the sample has for this step."""
        if step.view in ("collect", "content"):
            self._notes(activity.id)
        self._pledges(activity.id)
        round_ = latest(self.workshop.file, activity.id)
        if round_ is not None and round_.state == "open":
            self._ballots(activity.id, round_.number)

    def _notes(self, activity: str) -> None:
        path = self._folder / f"notes-{activity}.csv"
        if not path.exists() or not self._first(path):
            return
        context = self.workshop.context(activity)
        kind = registry.kind(context.activity.kind)
        notes = kind.read_notes(path, context)
        kind.add_notes(notes, self.workshop.words("edit.notes"), context)

    def _ballots(self, activity: str, number: int) -> None:
        ending = f"-{number}" if number > 1 else ""
        path = self._folder / f"ballots-{activity}{ending}.csv"
        if not path.exists() or not self._first(path):
            return
        context = self.workshop.context(activity)
        questions = conduct.questions(self.workshop, context.activity)
        round_ = latest(self.workshop.file, activity)
        if round_ is None:
            return
        for ballot in read_ballots_csv(path, questions, context).ballots:
            key = rounds.new_ballot_key()
            rounds.cast(
                self.workshop.file, round_, questions, ballot.answers, key=key, group=ballot.group
            )

    def _pledges(self, activity: str) -> None:
        path = self._folder / "pledges.csv"
        if activity != "be-pledge" or not self._first(path):
            return
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                shared = row.pop("shared") == "yes"
                pledge = Pledge(**row, shared=shared)
                label = self.workshop.words("edit.pledge")
                add_pledge(self.workshop.file, label, activity, pledge)

    def _first(self, path: Path) -> bool:
        if path.name in self._captured:
            return False
        self._captured.add(path.name)
        return True


def play_demo(
    folder: Path, language: str, draw: Callable[[Scene, Path], None], say: Callable[[str], None]
) -> int:
    """Play the sample and leave session file, booklet and a picture of every step.

    Returns the number of files made. Raises `UserError` when the folder cannot be written. A
    session file that is there already is kept; pictures and booklet are made anew.
    """
    workshop = sample_workshop(_free(folder, "sample"), language)
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


def _free(folder: Path, stem: str) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            "The folder {folder} could not be made: {reason}.",
            "Nothing was written.",
            "Choose another folder.",
            folder=folder,
            reason=error.strerror,
        ) from error
    names = (f"{stem}{ending}.workshop" for ending in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(folder / name for name in names if not (folder / name).exists())
