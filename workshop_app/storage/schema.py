"""The session file's schema, as raw SQL, of every released version.

Each version stays here for ever, word for word: opening compares a file with the schema of its
own version before `migrations` brings it to the newest one. To make a new version, write its
schema beside the others, raise `VERSION` and add the step that leads to it in `migrations`.
`tests/storage/test_session_file.py` holds the models against the newest schema.
"""

from __future__ import annotations

from typing import Final

APPLICATION_ID: Final = 0x57534D50
"""Marks a SQLite file as a workshop session ("WSMP")."""

VERSION: Final = 4
"""`user_version` of the newest schema."""

SECRET_TABLES: Final = ("voted", "ballot", "live_tally")
"""Never in an undo step, a journal or a signal with rows."""

UNRECORDED_TABLES: Final = (*SECRET_TABLES, "named_answer", "photo_data", "journal")

SCHEMA_1: Final = (
    """CREATE TABLE session (
        key TEXT NOT NULL PRIMARY KEY CHECK (key = 'session'),
        title TEXT NOT NULL, client TEXT NOT NULL, date TEXT NOT NULL,
        place TEXT NOT NULL, facilitator TEXT NOT NULL,
        language TEXT NOT NULL, minimum_group INTEGER NOT NULL CHECK (minimum_group >= 3),
        starts_at TEXT NOT NULL, created_at TEXT NOT NULL,
        method TEXT NOT NULL, settings TEXT NOT NULL
    )""",
    """CREATE TABLE person (
        key TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL,
        name TEXT NOT NULL, email TEXT NOT NULL, department TEXT NOT NULL,
        level INTEGER CHECK (level BETWEEN 1 AND 5), contact INTEGER,
        manager TEXT NOT NULL, role TEXT NOT NULL, seating TEXT NOT NULL,
        present INTEGER NOT NULL, named INTEGER NOT NULL
    )""",
    """CREATE TABLE slot (
        key TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL,
        activity TEXT NOT NULL, minutes INTEGER NOT NULL CHECK (minutes >= 0)
    )""",
    """CREATE TABLE held (
        slot TEXT NOT NULL PRIMARY KEY, started_at TEXT NOT NULL, ended_at TEXT
    ) WITHOUT ROWID""",
    """CREATE TABLE live (
        key TEXT NOT NULL PRIMARY KEY CHECK (key = 'live'),
        slot TEXT, step INTEGER NOT NULL, page INTEGER NOT NULL,
        surface TEXT NOT NULL CHECK (surface IN ('step', 'blank', 'hold')),
        frozen TEXT NOT NULL, timer_total REAL NOT NULL,
        timer_left REAL NOT NULL, timer_started_at TEXT
    )""",
    """CREATE TABLE note (
        key TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL, place TEXT NOT NULL,
        text TEXT NOT NULL, votes INTEGER, held INTEGER NOT NULL,
        flagged INTEGER NOT NULL, position REAL NOT NULL, created_at TEXT NOT NULL
    )""",
    "CREATE INDEX note_activity ON note (activity, place, position)",
    """CREATE TABLE journey_step (
        activity TEXT NOT NULL, stage TEXT NOT NULL,
        emotion REAL CHECK (emotion BETWEEN -2 AND 2),
        low REAL CHECK (low BETWEEN -2 AND 2), high REAL CHECK (high BETWEEN -2 AND 2),
        severity INTEGER CHECK (severity BETWEEN 1 AND 3),
        frequency INTEGER CHECK (frequency BETWEEN 1 AND 3),
        PRIMARY KEY (activity, stage)
    ) WITHOUT ROWID""",
    """CREATE TABLE pledge (
        key TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL, person TEXT NOT NULL,
        start TEXT NOT NULL, stop TEXT NOT NULL, keep TEXT NOT NULL,
        first_step TEXT NOT NULL, practise TEXT NOT NULL, buddy TEXT NOT NULL,
        check_date TEXT NOT NULL, shared INTEGER NOT NULL, position REAL NOT NULL
    )""",
    """CREATE TABLE round (
        key TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL, number INTEGER NOT NULL,
        mode TEXT NOT NULL, attribute TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'revealed')),
        expected INTEGER NOT NULL, returned INTEGER NOT NULL,
        minimum INTEGER NOT NULL, merged TEXT NOT NULL,
        UNIQUE (activity, number)
    )""",
    """CREATE TABLE round_question (
        round TEXT NOT NULL REFERENCES round (key), question TEXT NOT NULL,
        position INTEGER NOT NULL, form TEXT NOT NULL, answers TEXT NOT NULL,
        zero INTEGER NOT NULL,
        PRIMARY KEY (round, question)
    ) WITHOUT ROWID""",
    """CREATE TABLE tally_group (
        round TEXT NOT NULL REFERENCES round (key), name TEXT NOT NULL,
        position INTEGER NOT NULL, ballots INTEGER NOT NULL,
        PRIMARY KEY (round, name)
    ) WITHOUT ROWID""",
    """CREATE TABLE tally (
        round TEXT NOT NULL REFERENCES round (key), question TEXT NOT NULL,
        name TEXT NOT NULL, answer TEXT NOT NULL, votes INTEGER NOT NULL,
        PRIMARY KEY (round, question, name, answer)
    ) WITHOUT ROWID""",
    """CREATE TABLE voted (
        round TEXT NOT NULL REFERENCES round (key), seat TEXT NOT NULL,
        PRIMARY KEY (round, seat)
    ) WITHOUT ROWID""",
    """CREATE TABLE ballot (
        round TEXT NOT NULL REFERENCES round (key), key TEXT NOT NULL,
        question TEXT NOT NULL, answer TEXT NOT NULL, name TEXT NOT NULL,
        PRIMARY KEY (round, key, question)
    ) WITHOUT ROWID""",
    """CREATE TABLE journal (
        number INTEGER PRIMARY KEY, label TEXT NOT NULL, made_at TEXT NOT NULL,
        undone INTEGER NOT NULL, changeset BLOB NOT NULL
    )""",
    "CREATE INDEX journal_undone ON journal (number) WHERE undone = 1",
)

_NEW_IN_2: Final = (
    """CREATE TABLE note_tag (
        note TEXT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (note, tag)
    ) WITHOUT ROWID""",
    """CREATE TABLE note_link (
        source TEXT NOT NULL, target TEXT NOT NULL, activity TEXT NOT NULL,
        broken INTEGER NOT NULL, PRIMARY KEY (source, target)
    ) WITHOUT ROWID""",
    """CREATE TABLE cluster (
        key TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL, place TEXT NOT NULL,
        name TEXT NOT NULL, votes INTEGER, position REAL NOT NULL
    )""",
    """CREATE TABLE blueprint_step (
        key TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL,
        version TEXT NOT NULL CHECK (version IN ('present', 'future')),
        position REAL NOT NULL
    )""",
    """CREATE TABLE action (
        key TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL, title TEXT NOT NULL,
        outcome TEXT NOT NULL, moment TEXT NOT NULL, owner TEXT NOT NULL,
        partner TEXT NOT NULL, start TEXT NOT NULL, due TEXT NOT NULL,
        horizon TEXT NOT NULL, measure TEXT NOT NULL, help TEXT NOT NULL,
        answer TEXT NOT NULL, status TEXT NOT NULL, origin TEXT NOT NULL,
        position REAL NOT NULL
    )""",
    """CREATE TABLE score (
        key TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL, row TEXT NOT NULL,
        name TEXT NOT NULL, unit TEXT NOT NULL,
        better TEXT NOT NULL CHECK (better IN ('up', 'down')),
        baseline REAL, target REAL, horizon TEXT NOT NULL, owner TEXT NOT NULL,
        position REAL NOT NULL
    )""",
    """CREATE TABLE score_actual (
        key TEXT NOT NULL PRIMARY KEY, score TEXT NOT NULL,
        date TEXT NOT NULL, value REAL NOT NULL
    )""",
    """CREATE TABLE economics_input (
        activity TEXT NOT NULL, field TEXT NOT NULL, value REAL NOT NULL,
        estimate INTEGER NOT NULL, PRIMARY KEY (activity, field)
    ) WITHOUT ROWID""",
    """CREATE TABLE advocate (
        half INTEGER NOT NULL PRIMARY KEY CHECK (half >= 1), person TEXT NOT NULL
    )""",
)

_NOTE_2: Final = """CREATE TABLE note (
        key TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL, place TEXT NOT NULL,
        text TEXT NOT NULL, votes INTEGER, held INTEGER NOT NULL,
        position REAL NOT NULL, created_at TEXT NOT NULL,
        x REAL CHECK (x BETWEEN 0 AND 100), y REAL CHECK (y BETWEEN 0 AND 100),
        size REAL CHECK (size BETWEEN 0 AND 100), cluster TEXT NOT NULL DEFAULT '',
        merged_into TEXT NOT NULL DEFAULT '', origin TEXT NOT NULL DEFAULT ''
    )"""

_SLOT_2: Final = """CREATE TABLE slot (
        key TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL,
        activity TEXT NOT NULL, minutes INTEGER NOT NULL CHECK (minutes >= 0),
        day INTEGER NOT NULL DEFAULT 1 CHECK (day >= 1),
        state TEXT NOT NULL DEFAULT 'planned'
        CHECK (state IN ('planned', 'skipped', 'out'))
    )"""

_CHANGED_IN_2: Final = {"CREATE TABLE note (": _NOTE_2, "CREATE TABLE slot (": _SLOT_2}

SCHEMA_2: Final = (
    *(
        next((new for old, new in _CHANGED_IN_2.items() if sql.startswith(old)), sql)
        for sql in SCHEMA_1
    ),
    *_NEW_IN_2,
)
"""Notes have a place on a matrix, clusters, tags and origins; rows for the kinds that came."""

_ROUND_3: Final = """CREATE TABLE round (
        key TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL, number INTEGER NOT NULL,
        mode TEXT NOT NULL, attribute TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'revealed')),
        expected INTEGER NOT NULL, returned INTEGER NOT NULL,
        minimum INTEGER NOT NULL, merged TEXT NOT NULL,
        named INTEGER NOT NULL DEFAULT 0 CHECK (named IN (0, 1)),
        live INTEGER NOT NULL DEFAULT 0 CHECK (live IN (0, 1)),
        seal TEXT NOT NULL DEFAULT '',
        UNIQUE (activity, number)
    )"""

_NEW_IN_3: Final = (
    """CREATE TABLE named_answer (
        round TEXT NOT NULL REFERENCES round (key), person TEXT NOT NULL,
        question TEXT NOT NULL, answer TEXT NOT NULL,
        PRIMARY KEY (round, person, question)
    ) WITHOUT ROWID""",
    """CREATE TABLE live_tally (
        round TEXT NOT NULL REFERENCES round (key), question TEXT NOT NULL,
        answer TEXT NOT NULL, waiting INTEGER NOT NULL CHECK (waiting >= 0),
        shown INTEGER NOT NULL CHECK (shown >= 0),
        PRIMARY KEY (round, question, answer)
    ) WITHOUT ROWID""",
)

SCHEMA_3: Final = (
    *(_ROUND_3 if sql.startswith("CREATE TABLE round (") else sql for sql in SCHEMA_2),
    *_NEW_IN_3,
)
"""Rounds may be named, and then who answered what is kept; or drawn while they are open. Counts are
sealed."""

_PERSON_4: Final = """CREATE TABLE person (
        key TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL,
        name TEXT NOT NULL, email TEXT NOT NULL, department TEXT NOT NULL,
        level INTEGER CHECK (level BETWEEN 1 AND 5), contact INTEGER,
        manager TEXT NOT NULL, role TEXT NOT NULL, seating TEXT NOT NULL,
        present INTEGER NOT NULL, named INTEGER NOT NULL,
        mail INTEGER NOT NULL DEFAULT 0 CHECK (mail IN (0, 1)),
        language TEXT NOT NULL DEFAULT ''
    )"""

_NEW_IN_4: Final = (
    """CREATE TABLE outbox (
        key TEXT NOT NULL PRIMARY KEY, position REAL NOT NULL,
        person TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL,
        language TEXT NOT NULL, editions TEXT NOT NULL,
        subject TEXT NOT NULL, body TEXT NOT NULL,
        state TEXT NOT NULL
        CHECK (state IN ('waiting', 'sending', 'sent', 'perhaps', 'failed', 'held')),
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),
        why TEXT NOT NULL DEFAULT '', message_id TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
        next_try_at TEXT NOT NULL DEFAULT '', changed_at TEXT NOT NULL
    )""",
    """CREATE TABLE earlier (
        key TEXT NOT NULL PRIMARY KEY, position REAL NOT NULL, data BLOB NOT NULL
    )""",
    """CREATE TABLE review (
        subject TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL,
        verdict TEXT NOT NULL DEFAULT ''
        CHECK (verdict IN ('', 'done', 'kept', 'partly', 'not_yet', 'renewed', 'stopped')),
        held INTEGER CHECK (held >= 0), planned INTEGER CHECK (planned >= held),
        date TEXT NOT NULL DEFAULT ''
    )""",
    """CREATE TABLE photo (
        key TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL, position REAL NOT NULL,
        caption TEXT NOT NULL DEFAULT '',
        width INTEGER NOT NULL CHECK (width BETWEEN 1 AND 2000),
        height INTEGER NOT NULL CHECK (height BETWEEN 1 AND 2000)
    )""",
    """CREATE TABLE photo_data (
        key TEXT NOT NULL PRIMARY KEY, data BLOB NOT NULL CHECK (length(data) <= 5000000)
    )""",
)

SCHEMA_4: Final = (
    *(_PERSON_4 if sql.startswith("CREATE TABLE person (") else sql for sql in SCHEMA_3),
    *_NEW_IN_4,
)
"""Mails that go out after the workshop, and what became of each, and who agreed to get
one; in a pulse the sessions before."""

SCHEMAS: Final = {1: SCHEMA_1, 2: SCHEMA_2, 3: SCHEMA_3, 4: SCHEMA_4}
"""Version → every statement of it, in order, for a file that is made new."""
