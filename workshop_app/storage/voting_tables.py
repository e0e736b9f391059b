"""The tables of voting: rounds, their counts, and the ballots of those that are open."""

from __future__ import annotations

from peewee import BooleanField, CompositeKey, IntegerField, TextField

from workshop_app.storage.row import Row


class RoundRow(Row):
    """A voting round. ``merged`` is a JSON list of the groups that may not show (`tally`).

    ``seal`` is what its counts were sealed with at closing; none where an older version closed it.
    """

    key = TextField(primary_key=True)
    activity = TextField()
    number = IntegerField()
    mode = TextField()
    attribute = TextField()
    state = TextField()
    expected = IntegerField()
    returned = IntegerField()
    minimum = IntegerField()
    merged = TextField()
    named = BooleanField(default=False)
    live = BooleanField(default=False)
    seal = TextField(default="")


class RoundQuestionRow(Row):
    """A question as it was asked; ``answers`` is a JSON list in the scale's order."""

    round = TextField()
    question = TextField()
    position = IntegerField()
    form = TextField()
    answers = TextField()
    zero = BooleanField()

    class Meta:
        """Keyed by more than one column."""

        primary_key = CompositeKey("round", "question")


class TallyGroupRow(Row):
    """A group that may show, with its number of ballots."""

    round = TextField()
    name = TextField()
    position = IntegerField()
    ballots = IntegerField()

    class Meta:
        """Keyed by more than one column."""

        primary_key = CompositeKey("round", "name")


class TallyRow(Row):
    """A count; ``name`` is a group or empty for all; ``answer`` empty = only the number shows."""

    round = TextField()
    question = TextField()
    name = TextField()
    answer = TextField()
    votes = IntegerField()

    class Meta:
        """Keyed by more than one column."""

        primary_key = CompositeKey("round", "question", "name", "answer")


class VotedRow(Row):
    """That a seat has voted, never what."""

    round = TextField()
    seat = TextField()

    class Meta:
        """Keyed by more than one column."""

        primary_key = CompositeKey("round", "seat")


class BallotRow(Row):
    """One answer of one ballot while its round is open; destroyed at closing."""

    round = TextField()
    key = TextField()
    question = TextField()
    answer = TextField()
    name = TextField()

    class Meta:
        """Keyed by more than one column."""

        primary_key = CompositeKey("round", "key", "question")


class NamedAnswerRow(Row):
    """Who answered what in a named round, kept after closing; question empty = has voted."""

    round = TextField()
    person = TextField()
    question = TextField()
    answer = TextField()

    class Meta:
        """Keyed by more than one column."""

        primary_key = CompositeKey("round", "person", "question")


class LiveTallyRow(Row):
    """A count of an open round: as it may be drawn, and as it may be once more have voted."""

    round = TextField()
    question = TextField()
    answer = TextField()
    waiting = IntegerField()
    shown = IntegerField()

    class Meta:
        """Keyed by more than one column."""

        primary_key = CompositeKey("round", "question", "answer")
