"""What the phones show of a workshop wherever it stands, in every language of its method."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from workshop_app.assembly import conduct
from workshop_app.kinds import registry
from workshop_app.lan.asking import Asked, AskedAnswer, AskedGroup, AskedQuestion
from workshop_app.method.ways import ways_of
from workshop_app.session import voting
from workshop_app.session.holding import notice
from workshop_app.session.named import group_of_person, yet_to_vote
from workshop_app.session.people import read_people
from workshop_app.storage import rounds
from workshop_app.storage.casting import seats_in
from workshop_app.storage.tally import ballots_in, latest
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from workshop_app.lan.asking import Said, State, Vote
    from workshop_app.method.model import Activity
    from workshop_app.method.question import Answer, Question
    from workshop_app.method.ways import Outcome
    from workshop_app.session.context import Context
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage.tally import Round


def token_of(round_: Round) -> str:
    """What everybody may call a round: nobody can tell its key from it, a restart changes nothing.

    So the seats of a round stay the same when the app is started again in its middle.
    """
    return blake2b(round_.key.encode(), person=b"phones", digest_size=16).hexdigest()


class _Poll(NamedTuple):
    """The round that phones vote in; never changed, so that another thread may read it."""

    round: Round
    token: str
    context: Context
    questions: tuple[Question, ...]
    asked: tuple[AskedQuestion, ...]


class Polling:
    """What phones see and where their votes go. `store` alone may be called in another thread."""

    def __init__(self, workshop: Workshop) -> None:
        """Look at nothing yet."""
        self._workshop = workshop
        self._poll: _Poll | None = None
        self._polls: dict[str, _Poll] = {}
        """The one that is shown and every other that is open, by their tokens; never changed, but
        replaced: another thread reads it."""
        self._keys: dict[str, str] = {}
        """The ballot that each phone has given in a named round, by its seat there."""

    def look(self) -> Asked:
        """What phones show now.

        The open round that takes phones, the current activity's first; after it what became of
        it, until the room goes on. In a named round the list of people changes with every ballot.
        """
        workshop = self._workshop
        current = workshop.activity_at(workshop.live().moment)
        opened = self._opened()
        poll = self._poll = self._newest(current, opened)
        if poll is None:
            self._polls = {}
            done = conduct.next_action(workshop).kind == "done"
            return self._waiting(current, "ended" if done else "lobby")
        tokens = tuple(token_of(round_) for round_ in opened)
        others = [self._taken_up(one) for one in opened if one.key != poll.round.key]
        self._polls = {one.token: one for one in (poll, *others)}
        shown = _asked(poll, tokens)
        return replace(shown, others=tuple(_asked(one, tokens) for one in others))

    def _waiting(self, current: Activity | None, state: State) -> Asked:
        languages = _languages(self._workshop)
        title = dict.fromkeys(languages, self._workshop.info.title)
        if current is None:
            return Asked("", state, title, {}, {})
        said = _Said(self._workshop.context(current.id))
        activity, question = said(partial(_text, "title")), said(partial(_text, "question"))
        return Asked("", state, title, activity, question)

    def _newest(self, current: Activity | None, opened: list[Round]) -> _Poll | None:
        """The round that is open for phones; else the one they just had, where the room still is.

        What is asked stays as it was when the round was first seen, whatever is edited meanwhile.
        """
        workshop = self._workshop
        here = current.id if current is not None else ""
        if opened:
            return self._taken_up(min(opened, key=lambda one: (one.activity != here, one.activity)))
        round_ = latest(workshop.file, here) if here else None
        if round_ is None or round_.state == "open":
            return None
        seen = token_of(round_) in self._polls
        return self._taken_up(round_) if seen or "phones" in ways_of(round_.mode) else None

    def _opened(self) -> list[Round]:
        """Every round that phones may vote in; they are asked one at a time."""
        file = self._workshop.file
        found = [latest(file, activity) for (activity,) in file.rows(_OPEN)]
        return [
            one for one in found if one and one.state == "open" and "phones" in ways_of(one.mode)
        ]

    def _taken_up(self, round_: Round) -> _Poll:
        before = self._polls.get(token_of(round_))
        context = self._workshop.context(round_.activity)
        if before is not None:
            return before._replace(round=round_, context=context)
        said = _Said(context)
        questions = tuple(registry.kind(context.activity.kind).questions(context))
        return _Poll(round_, token_of(round_), context, questions, _questions(said, context))

    def turnout(self) -> tuple[int, int]:
        """How many have voted, of how many; nothing without a round."""
        poll = self._poll
        if poll is None:
            return 0, 0
        if poll.round.state != "open":
            return poll.round.returned, poll.round.expected
        return ballots_in(self._workshop.file, poll.round.key), poll.round.expected

    @property
    def is_named(self) -> bool:
        """Whether each ballot takes a name off the list."""
        return self._poll is not None and self._poll.round.named

    def seats(self) -> tuple[str, ...]:
        """The phones that have voted in the open rounds, as they are called in each alone."""
        rounds_ = [poll.round for poll in self._polls.values()]
        return tuple(
            seat
            for one in rounds_
            if one.state == "open" and not one.named
            for seat in seats_in(self._workshop.file, one.key)
        )

    def store(self, votes: list[Vote]) -> list[Outcome]:
        """Save what phones sent, each round's in one transaction, and say what became of each."""
        outcomes: list[Outcome] = ["closed"] * len(votes)
        for token, poll in self._polls.items():
            here = [place for place, vote in enumerate(votes) if vote.round == token]
            cast = self._cast(poll, [votes[place] for place in here]) if here else ()
            for place, outcome in zip(here, cast, strict=True):
                outcomes[place] = outcome
        return outcomes

    def _cast(self, poll: _Poll, votes: Sequence[Vote]) -> list[Outcome]:
        """In a named round a phone votes under one name, that it may still correct."""
        if not poll.round.named:
            return _cast(poll, votes)
        return [outcome for part in _parts(votes) for outcome in self._cast_named(poll, part)]

    def _cast_named(self, poll: _Poll, votes: Sequence[Vote]) -> Iterator[Outcome]:
        """The same for at most one vote of each phone."""
        mine = [vote for vote in votes if self._keys.get(vote.seat, vote.key) == vote.key]
        outcomes = dict(zip([vote.seat for vote in mine], _cast(poll, mine), strict=True))
        self._keys |= {vote.seat: vote.key for vote in mine if outcomes[vote.seat] == "saved"}
        return (outcomes.get(vote.seat, "voted") for vote in votes)


def _parts(votes: Sequence[Vote]) -> Iterator[list[Vote]]:
    """Votes in their order, no phone twice in one part: nearly always all of them at once."""
    part: dict[str, Vote] = {}
    for vote in votes:
        if vote.seat in part:
            yield [*part.values()]
            part = {}
        part[vote.seat] = vote
    yield [*part.values()]


_OPEN = "SELECT activity FROM round WHERE state = 'open'"


def _cast(poll: _Poll, votes: Sequence[Vote]) -> list[Outcome]:
    """In a named round under the names they chose, in the groups that these people are in."""
    context, round_ = poll.context, poll.round
    ballots = [
        (vote.key, vote.group, group_of_person(context, round_, vote.group), vote.answers)
        if round_.named
        else (vote.key, vote.seat, vote.group, vote.answers)
        for vote in votes
    ]
    if not ballots:
        return []
    return rounds.cast_many(context.file, round_, poll.questions, ballots, way="phones")


def _asked(poll: _Poll, opened: tuple[str, ...]) -> Asked:
    context, round_ = poll.context, poll.round
    said, is_open = _Said(context), round_.state == "open"
    return Asked(
        poll.token,
        "open" if is_open else "closed",
        dict.fromkeys(said.languages, context.info.title),
        said(partial(_text, "title")),
        said(partial(_text, "question")),
        poll.asked,
        _groups(said, context, round_) if is_open else (),
        named=round_.named,
        mode_note=said(lambda one: _note(one, round_)),
        words=said.each(lambda one: voting.asked_by_rankings(one, poll.questions)),
        rounds=opened,
    )


def _note(context: Context, round_: Round) -> str:
    """What a shared network can and cannot hide, and whether the round overrides the method."""
    of_network = context.words("phone.note.named" if round_.named else "phone.note.secret")
    return " ".join(filter(None, (notice(context, round_), of_network)))


_words = lru_cache(maxsize=len(LANGUAGES))(Words.load)


def _text(key: str, context: Context) -> str:
    return context.text(key)


def _languages(workshop: Workshop) -> list[str]:
    return [code for code in workshop.method.languages if code in LANGUAGES]


class _Said:
    """Says the same in every language of the method."""

    def __init__(self, context: Context) -> None:
        own = context.words
        self._contexts: Mapping[str, Context] = {
            code: context if code == own.language else context.in_language(_words(code))
            for code in context.method.languages
            if code in LANGUAGES
        }

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self._contexts)

    def __call__(self, read: Callable[[Context], str]) -> Said:
        return {code: read(context) for code, context in self._contexts.items()}

    def each(self, read: Callable[[Context], Mapping[str, str]]) -> dict[str, Said]:
        """What is read under several keys, key by key; one that a language lacks is not in it."""
        found: dict[str, dict[str, str]] = {}
        for code, context in self._contexts.items():
            for key, text in read(context).items():
                found.setdefault(key, {})[code] = text
        return dict(found)

    def questions(self, context: Context) -> dict[str, tuple[Question, ...]]:
        kind = registry.kind(context.activity.kind)
        return {code: tuple(kind.questions(one)) for code, one in self._contexts.items()}


def _questions(said: _Said, context: Context) -> tuple[AskedQuestion, ...]:
    lines = said.questions(context)
    found = []
    for place, line in enumerate(lines[context.words.language]):
        same = {code: of[place] for code, of in lines.items()}
        answers = tuple(
            _answer(answer, {code: one.answers[at] for code, one in same.items()})
            for at, answer in enumerate(line.answers)
        )
        zeros = {code: one.zero for code, one in same.items() if one.zero}
        zero = _answer(line.zero, zeros) if line.zero else None
        places = len(line.answers) if line.form == "rank" else 0
        prompts = {code: one.prompt for code, one in same.items()}
        found.append(
            AskedQuestion(line.id, line.form, prompts, answers, zero, line.part_of, places)
        )
    return tuple(found)


def _answer(answer: Answer, same: Mapping[str, Answer]) -> AskedAnswer:
    labels = {code: one.label for code, one in same.items()}
    return AskedAnswer(answer.value, answer.mark, labels)


def _groups(said: _Said, context: Context, round_: Round) -> tuple[AskedGroup, ...]:
    """The groups that may be chosen; in a named round everybody present."""
    if round_.named:
        waiting = {person.key for person in yet_to_vote(context.file, round_)}
        everybody = [person for person in read_people(context.file) if person.present]
        return tuple(
            AskedGroup(
                person.key, dict.fromkeys(said.languages, person.name), person.key not in waiting
            )
            for person in sorted(everybody, key=lambda one: one.name.casefold())
        )
    if not round_.attribute:
        return ()
    keys = [one.key for one in voting.comparison(context, round_.attribute, round_.minimum).groups]
    return tuple(AskedGroup(key, _name_of(said, key)) for key in keys)


def _name_of(said: _Said, key: str) -> Said:
    return said(lambda one: one.group_name(key))
