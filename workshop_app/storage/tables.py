"""The tables as peewee models, for building queries.

No model is bound to a database: a query runs through the `SessionFile` it is given to,
so several sessions can be open at once and nothing global remembers one of them.
Column meanings stand here; the constraints stand in `schema`.
"""

from __future__ import annotations

from peewee import (
    BlobField,
    BooleanField,
    CompositeKey,
    FloatField,
    IntegerField,
    TextField,
)

from workshop_app.storage.row import Row
from workshop_app.storage.voting_tables import (
    BallotRow,
    LiveTallyRow,
    NamedAnswerRow,
    RoundQuestionRow,
    RoundRow,
    TallyGroupRow,
    TallyRow,
    VotedRow,
)


class SessionRow(Row):
    """The workshop itself; one row. ``method`` and ``settings`` are JSON."""

    key = TextField(primary_key=True)
    title = TextField()
    client = TextField()
    date = TextField()
    place = TextField()
    facilitator = TextField()
    language = TextField()
    minimum_group = IntegerField()
    starts_at = TextField()
    created_at = TextField()
    method = TextField()
    settings = TextField()


class PersonRow(Row):
    """A participant; ``seating`` is the table.

    ``named`` is the consent to print the name, ``mail`` to get mail; ``language`` is what they
    read, empty for the session's.
    """

    key = TextField(primary_key=True)
    position = IntegerField()
    name = TextField()
    email = TextField()
    department = TextField()
    level = IntegerField(null=True)
    contact = BooleanField(null=True)
    manager = TextField()
    role = TextField()
    seating = TextField()
    present = BooleanField()
    named = BooleanField()
    mail = BooleanField(default=False)
    language = TextField(default="")


class SlotRow(Row):
    """One line of the agenda with its planned minutes.

    ``state`` is ``planned``, ``skipped`` or ``out``: taken out, with whatever was captured.
    """

    key = TextField(primary_key=True)
    position = IntegerField()
    activity = TextField()
    minutes = IntegerField()
    day = IntegerField(default=1)
    state = TextField(default="planned")


class HeldRow(Row):
    """When a slot was held; apart from the agenda, whose undo must not meet it."""

    slot = TextField(primary_key=True)
    started_at = TextField()
    ended_at = TextField(null=True)


class LiveRow(Row):
    """What is on stage this second; one row, so that a restart comes back to it.

    ``frozen`` is empty, or the ``slot/step/page`` the stage holds while the console moves on.
    """

    key = TextField(primary_key=True)
    slot = TextField(null=True)
    step = IntegerField()
    page = IntegerField()
    surface = TextField()
    frozen = TextField()
    timer_total = FloatField()
    timer_left = FloatField()
    timer_started_at = TextField(null=True)


class NoteRow(Row):
    """Something somebody said; ``place`` is a column or ``stage/lane``, ``held`` = not on stage.

    ``x`` and ``y`` run from 0 to 100 on a matrix, ``size`` is a share in percent. ``cluster`` is
    the key of its cluster, ``merged_into`` the note it was a duplicate of, ``origin`` the key of
    the note or row it was taken over from.
    """

    key = TextField(primary_key=True)
    activity = TextField()
    place = TextField()
    text = TextField()
    votes = IntegerField(null=True)
    held = BooleanField()
    position = FloatField()
    created_at = TextField()
    x = FloatField(null=True)
    y = FloatField(null=True)
    size = FloatField(null=True)
    cluster = TextField(default="")
    merged_into = TextField(default="")
    origin = TextField(default="")


class NoteTagRow(Row):
    """A tag of the activity's list on a note."""

    note = TextField()
    tag = TextField()

    class Meta:
        """Keyed by more than one column."""

        primary_key = CompositeKey("note", "tag")


class NoteLinkRow(Row):
    """A line from one note to the next; ``broken`` marks a clash or a missing link."""

    source = TextField()
    target = TextField()
    activity = TextField()
    broken = BooleanField()

    class Meta:
        """Keyed by more than one column."""

        primary_key = CompositeKey("source", "target")


class ClusterRow(Row):
    """A heap of notes with a name; ``place`` is the column it stands in."""

    key = TextField(primary_key=True)
    activity = TextField()
    place = TextField()
    name = TextField()
    votes = IntegerField(null=True)
    position = FloatField()


class BlueprintStepRow(Row):
    """A column of a blueprint; its cells are notes in the place ``<key>/<lane>``.

    ``version`` is ``present`` (as it is) or ``future`` (as it will be).
    """

    key = TextField(primary_key=True)
    activity = TextField()
    version = TextField()
    position = FloatField()


class ActionRow(Row):
    """Who does what: ``owner`` and ``partner`` are a person's key, or a typed name.

    Dates are ISO, empty when open. ``answer`` is what a leader said to the ``help`` asked.
    """

    key = TextField(primary_key=True)
    activity = TextField()
    title = TextField()
    outcome = TextField()
    moment = TextField()
    owner = TextField()
    partner = TextField()
    start = TextField()
    due = TextField()
    horizon = TextField()
    measure = TextField()
    help = TextField()
    answer = TextField()
    status = TextField()
    origin = TextField()
    position = FloatField()


class ScoreRow(Row):
    """A chosen row of the scorecard; ``row`` is the method's id, empty for an own one."""

    key = TextField(primary_key=True)
    activity = TextField()
    row = TextField()
    name = TextField()
    unit = TextField()
    better = TextField()
    baseline = FloatField(null=True)
    target = FloatField(null=True)
    horizon = TextField()
    owner = TextField()
    position = FloatField()


class ScoreActualRow(Row):
    """What a row of the scorecard was on a date."""

    key = TextField(primary_key=True)
    score = TextField()
    date = TextField()
    value = FloatField()


class EconomicsInputRow(Row):
    """A figure somebody gave; ``estimate`` = not measured."""

    activity = TextField()
    field = TextField()
    value = FloatField()
    estimate = BooleanField()

    class Meta:
        """Keyed by more than one column."""

        primary_key = CompositeKey("activity", "field")


class AdvocateRow(Row):
    """Who speaks for the customer in a half-day, counted from 1 over all days."""

    half = IntegerField(primary_key=True)
    person = TextField()


class OutboxRow(Row):
    """A mail to one reader; ``person`` is empty for a sponsor who is not on the list.

    ``editions`` are joined as in ``group+personal``. ``gone`` is 1 from just before the end of the
    mail leaves until the server has answered: only then may it be with the server unknown to us.
    ``why`` is JSON (`workshop_app.session.outbox`); times are ISO, empty when there is none.
    """

    key = TextField(primary_key=True)
    position = FloatField()
    person = TextField()
    name = TextField()
    address = TextField()
    language = TextField()
    editions = TextField()
    subject = TextField()
    body = TextField()
    state = TextField()
    gone = BooleanField(default=False)
    why = TextField(default="")
    message_id = TextField()
    attempts = IntegerField(default=0)
    next_try_at = TextField(default="")
    changed_at = TextField()


class PhotoRow(Row):
    """A photo of a wall of paper; its picture is the row of `PhotoDataRow` with the same key."""

    key = TextField(primary_key=True)
    activity = TextField()
    position = FloatField()
    caption = TextField(default="")
    width = IntegerField()
    height = IntegerField()


class PhotoDataRow(Row):
    """The JPEG of a photo. No history records it: an undone or removed photo keeps its picture."""

    key = TextField(primary_key=True)
    data = BlobField()


class EarlierRow(Row):
    """A session that a pulse looks back on, whole but for its people (`session.earlier`)."""

    key = TextField(primary_key=True)
    position = FloatField()
    data = BlobField()


class ReviewRow(Row):
    """What became of something that came along from an earlier session, or of a ritual.

    ``subject`` is the key of an action, a pledge or a note, or ``activity/option`` of a ritual;
    ``verdict`` empty while it is open. ``held`` of ``planned`` are a ritual's. ``date`` is the
    day it was due when it came along, ISO or empty.
    """

    subject = TextField(primary_key=True)
    activity = TextField()
    verdict = TextField(default="")
    held = IntegerField(null=True)
    planned = IntegerField(null=True)
    date = TextField(default="")


class JournalRow(Row):
    """One edit: its changeset undoes, redoes and, later, merges it.

    ``undone`` is 0, 1, or 2 for one set aside because it could not be taken back or repeated.
    """

    number = IntegerField(primary_key=True)
    label = TextField()
    made_at = TextField()
    undone = IntegerField()
    changeset = BlobField()


TABLES: tuple[type[Row], ...] = (
    SessionRow,
    PersonRow,
    SlotRow,
    HeldRow,
    LiveRow,
    NoteRow,
    NoteTagRow,
    NoteLinkRow,
    ClusterRow,
    BlueprintStepRow,
    ActionRow,
    ScoreRow,
    ScoreActualRow,
    EconomicsInputRow,
    AdvocateRow,
    RoundRow,
    RoundQuestionRow,
    TallyGroupRow,
    TallyRow,
    VotedRow,
    BallotRow,
    NamedAnswerRow,
    LiveTallyRow,
    JournalRow,
    OutboxRow,
    EarlierRow,
    ReviewRow,
)
