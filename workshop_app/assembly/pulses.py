"""A pulse from a session file: whether there can be one, its method and plan, and the new file."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from workshop_app.assembly.sound import check_sound
from workshop_app.directions import unsigned
from workshop_app.method.model import Method
from workshop_app.session import pulse
from workshop_app.session.pulse import Past, look_back
from workshop_app.session.workshop import Plan
from workshop_app.storage import SessionFile
from workshop_app.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from workshop_app.session.workshop import Workshop


class Source(NamedTuple):
    """A session that a pulse can be made from, and the method the pulse would have."""

    path: Path
    past: Past
    method: Method

    def theme_on(self, day: date) -> int:
        """The theme for that day, by the months since the first session."""
        return pulse.theme_at(self.method, self.past.first, day)

    def plan(self, day: date, theme: int, language: str = "") -> Plan:
        """What a pulse would be, all of it as in the session before but for its day and theme."""
        info, method = self.past.info, self.method
        agenda = pulse.themes(method)[theme]
        spoken = language or info.language
        spoken = spoken if spoken in method.languages else method.languages[0]
        said = method.text(f"agendas.{agenda}", spoken)
        return Plan(
            agenda=agenda,
            title=self._title(said, Words.load(spoken)),
            client=info.client,
            date=day,
            language=spoken,
            place=info.place,
            facilitator=info.facilitator,
            starts_at=info.starts_at,
            minimum_group=info.minimum_group,
        )

    def _title(self, theme: str, words: Words) -> str:
        """The first session’s title with the theme; one that is called after a theme says it once.

        Its first session may be gone or broken: then the title of a pulse is all there is.
        """
        method, root = self.method, self.past.title.strip()
        for language in method.languages:
            for agenda in pulse.themes(method).values():
                said = method.text(f"agendas.{agenda}", language)
                root = "" if root == said else root.removesuffix(f": {said}")
        return unsigned(words("pulse.title", title=root, pulse=theme)) if root else theme


def read_source(path: Path) -> Source:
    """Look at a session that a pulse may be made from; the file stays as it is.

    Raises:
        UserError: if it cannot be read, has a round open, or its method has no pulses.
    """
    with _opened(path) as file:
        source = Source(path, look_back(file), _method(file))
    source.theme_on(source.past.last)
    return source


def make_pulse(source: Source, path: Path, plan: Plan) -> Workshop:
    """Make the pulse at ``path``, from the session as it is now.

    Raises:
        UserError: as `read_source`, and as `session.pulse.make_pulse`; then no file is left behind.
    """
    with _opened(source.path) as file:
        return pulse.make_pulse(file, path, source.method, plan)


@contextmanager
def _opened(path: Path) -> Iterator[SessionFile]:
    with SessionFile.open(path, writable=False) as file:
        check_sound(file)
        yield file


def _method(file: SessionFile) -> Method:
    """The shipped method where it is a newer version of the session's own, else that one.

    The session's own is also left where it had no agenda for a pulse yet.
    """
    from workshop_app.assembly.methods import BUILT_IN, built_in_method

    own = _own_method(file)
    if own.id != BUILT_IN:
        return own
    shipped = built_in_method()
    newer = shipped.version > own.version or not pulse.themes(own)
    return shipped if newer else own


def _own_method(file: SessionFile) -> Method:
    row = file.row("SELECT method FROM session")
    return Method.from_json(row[0] if row else "")
