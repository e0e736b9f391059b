"""A client's sessions over the months: which belong together, and in which order.

A line is one group of people: its first session and the pulses that look back on it. A client has
the lines of all its groups. Copies of one session count once.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from workshop_app.assembly.programme_reading import Facts, Figures
    from workshop_app.errors import UserError

    Identity = tuple[str, frozenset[str]]

_FORMS: Final = frozenset((
    *("ag", "bv", "corp", "cv", "gmbh", "inc", "llc", "ltd", "limited", "nv", "plc", "sa", "se"),
    *("sarl", "srl", "vof", "stichting", "holding", "the", "de", "het"),
))
"""Words that a name has or has not, depending on who types it."""

_LONG: Final = 7
"""Letters from which on a name with one letter more, less or swapped is the same name."""


class Left(NamedTuple):
    """A file that is not among the sessions, and why."""

    path: Path
    why: UserError


class Copy(NamedTuple):
    """A copy of a session, which counts once: as ``of``."""

    path: Path
    of: Path


class Session(NamedTuple):
    """A session that was read."""

    path: Path
    facts: Facts
    figures: Figures
    changed: int = 0
    """When its file was changed last; of copies the newest counts."""

    @property
    def identity(self) -> Identity:
        """By what it is known in any copy."""
        return self.facts.made, self.facts.slots

    @property
    def root(self) -> Identity:
        """By what the first session of its line is known; its own, where it is that."""
        return self.figures.root or self.identity


class Line(NamedTuple):
    """One group of people over time, oldest session first."""

    name: str
    sessions: tuple[Session, ...]


class Client(NamedTuple):
    """All groups of one client; ``spellings`` are other ways in which it is written."""

    name: str
    spellings: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def sessions(self) -> tuple[Session, ...]:
        """Every session of every group, oldest first."""
        return tuple(sorted((one for line in self.lines for one in line.sessions), key=_age))


class Programme(NamedTuple):
    """What a folder holds: clients by name, files that cannot be read, copies."""

    folder: Path
    clients: tuple[Client, ...]
    left: tuple[Left, ...] = ()
    copies: tuple[Copy, ...] = ()


def programme_of(
    folder: Path, sessions: Iterable[Session], left: Sequence[Left] = ()
) -> Programme:
    """Put sessions together; a pulse belongs to its first session, whatever its client is."""
    single, copies = _once(sessions)
    lines: list[list[Session]] = []
    begun: defaultdict[str, list[list[Session]]] = defaultdict(list)
    for one in sorted(single, key=_age):
        alike = begun[one.root[0]]
        known = next((line for line in alike if _same(line[0].root, one.root)), None)
        if known is None:
            lines.append([one])
            alike.append(lines[-1])
        else:
            known.append(one)
    spelled = spellings(Counter(line[0].facts.client for line in lines))
    clients: dict[str, list[list[Session]]] = {}
    for line in lines:
        clients.setdefault(spelled[line[0].facts.client], []).append(line)
    return Programme(
        folder,
        tuple(
            Client(
                name,
                tuple(sorted(one for one, of in spelled.items() if of == name and one != name)),
                _named(clients[name]),
            )
            for name in sorted(clients, key=str.casefold)
        ),
        tuple(left),
        tuple(copies),
    )


def _age(one: Session) -> tuple[object, ...]:
    return one.facts.day, one.facts.made, one.facts.title, str(one.path)


def _same(one: Identity, other: Identity) -> bool:
    """Made in the same second and with a slot in common: the same session, or a copy of it."""
    return one[0] == other[0] and (one[1] == other[1] or bool(one[1] & other[1]))


def _once(sessions: Iterable[Session]) -> tuple[list[Session], list[Copy]]:
    """Each session once: of copies the one that was changed last."""
    kept: list[Session] = []
    copies: list[Copy] = []
    made: defaultdict[str, list[Session]] = defaultdict(list)
    for one in sorted(sessions, key=lambda one: (-one.changed, str(one.path))):
        alike = made[one.identity[0]]
        known = next((other for other in alike if _same(other.identity, one.identity)), None)
        if known is None:
            kept.append(one)
            alike.append(one)
        else:
            copies.append(Copy(one.path, known.path))
    return kept, copies


def _named(lines: Sequence[Sequence[Session]]) -> tuple[Line, ...]:
    """Lines are called after their first session; where two would be alike, with its day."""
    titles = Counter(line[0].facts.title for line in lines)
    found = []
    for line in lines:
        first = line[0].facts
        many = titles[first.title] > 1
        found.append(Line(f"{first.title} · {first.day}" if many else first.title, tuple(line)))
    return tuple(found)


# -- how a client is written -------------------------------------------------------------


def spellings(names: Mapping[str, int]) -> dict[str, str]:
    """For each way in which a client is written the most usual one; ``names`` counts them."""
    found: dict[str, str] = {}
    chosen: list[str] = []
    for name in sorted(names, key=lambda name: -names[name]):
        alike = next((one for one in chosen if is_same_client(one, name)), None)
        if alike is None:
            chosen.append(name)
        found[name] = name if alike is None else alike
    return found


def is_same_client(one: str, other: str) -> bool:
    """Whether two names are one, but for capitals, accents, signs, legal forms or one slip.

    A slip is a letter too many, too few or two that are swapped, in a long name; never a digit.
    """
    left, right = _bare(one), _bare(other)
    if left == right:
        return True
    if not min(len(left), len(right)) >= _LONG or _digits(left) != _digits(right):
        return False
    return _is_slip(left, right)


def _bare(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    words = re.findall(r"\w+", re.sub(r"\b(\w)\.(?=\w\b)", r"\1", plain.replace("’", "")))
    kept = [word for word in words if word not in _FORMS]
    return "".join(kept or words)


def _digits(text: str) -> list[str]:
    return [one for one in text if one.isdigit()]


def _is_slip(one: str, other: str) -> bool:
    """Whether one letter more or less, or two neighbours swapped, are all the difference."""
    short, long_ = sorted((one, other), key=len)
    at = next((n for n, (a, b) in enumerate(zip(short, long_, strict=False)) if a != b), len(short))
    if at == 0:
        return False
    if len(long_) == len(short):
        swapped = short[:at] + short[at : at + 2][::-1] + short[at + 2 :]
        return swapped == long_
    return len(long_) == len(short) + 1 and long_[:at] + long_[at + 1 :] == short
