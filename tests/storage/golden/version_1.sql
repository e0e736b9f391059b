-- A session file as version 1 made it. Never change it: it stands for files out there.
PRAGMA application_id = 1465077072;
BEGIN;
CREATE TABLE session (
        key TEXT NOT NULL PRIMARY KEY CHECK (key = 'session'),
        title TEXT NOT NULL, client TEXT NOT NULL, date TEXT NOT NULL,
        place TEXT NOT NULL, facilitator TEXT NOT NULL,
        language TEXT NOT NULL, minimum_group INTEGER NOT NULL CHECK (minimum_group >= 3),
        starts_at TEXT NOT NULL, created_at TEXT NOT NULL,
        method TEXT NOT NULL, settings TEXT NOT NULL
    );
CREATE TABLE person (
        key TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL,
        name TEXT NOT NULL, email TEXT NOT NULL, department TEXT NOT NULL,
        level INTEGER CHECK (level BETWEEN 1 AND 5), contact INTEGER,
        manager TEXT NOT NULL, role TEXT NOT NULL, seating TEXT NOT NULL,
        present INTEGER NOT NULL, named INTEGER NOT NULL
    );
CREATE TABLE slot (
        key TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL,
        activity TEXT NOT NULL, minutes INTEGER NOT NULL CHECK (minutes >= 0)
    );
CREATE TABLE held (
        slot TEXT NOT NULL PRIMARY KEY, started_at TEXT NOT NULL, ended_at TEXT
    ) WITHOUT ROWID;
CREATE TABLE live (
        key TEXT NOT NULL PRIMARY KEY CHECK (key = 'live'),
        slot TEXT, step INTEGER NOT NULL, page INTEGER NOT NULL,
        surface TEXT NOT NULL CHECK (surface IN ('step', 'blank', 'hold')),
        frozen TEXT NOT NULL, timer_total REAL NOT NULL,
        timer_left REAL NOT NULL, timer_started_at TEXT
    );
CREATE TABLE note (
        key TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL, place TEXT NOT NULL,
        text TEXT NOT NULL, votes INTEGER, held INTEGER NOT NULL,
        flagged INTEGER NOT NULL, position REAL NOT NULL, created_at TEXT NOT NULL
    );
CREATE INDEX note_activity ON note (activity, place, position);
CREATE TABLE journey_step (
        activity TEXT NOT NULL, stage TEXT NOT NULL,
        emotion REAL CHECK (emotion BETWEEN -2 AND 2),
        low REAL CHECK (low BETWEEN -2 AND 2), high REAL CHECK (high BETWEEN -2 AND 2),
        severity INTEGER CHECK (severity BETWEEN 1 AND 3),
        frequency INTEGER CHECK (frequency BETWEEN 1 AND 3),
        PRIMARY KEY (activity, stage)
    ) WITHOUT ROWID;
CREATE TABLE pledge (
        key TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL, person TEXT NOT NULL,
        start TEXT NOT NULL, stop TEXT NOT NULL, keep TEXT NOT NULL,
        first_step TEXT NOT NULL, practise TEXT NOT NULL, buddy TEXT NOT NULL,
        check_date TEXT NOT NULL, shared INTEGER NOT NULL, position REAL NOT NULL
    );
CREATE TABLE round (
        key TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL, number INTEGER NOT NULL,
        mode TEXT NOT NULL, attribute TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'revealed')),
        expected INTEGER NOT NULL, returned INTEGER NOT NULL,
        minimum INTEGER NOT NULL, merged TEXT NOT NULL,
        UNIQUE (activity, number)
    );
CREATE TABLE round_question (
        round TEXT NOT NULL REFERENCES round (key), question TEXT NOT NULL,
        position INTEGER NOT NULL, form TEXT NOT NULL, answers TEXT NOT NULL,
        zero INTEGER NOT NULL,
        PRIMARY KEY (round, question)
    ) WITHOUT ROWID;
CREATE TABLE tally_group (
        round TEXT NOT NULL REFERENCES round (key), name TEXT NOT NULL,
        position INTEGER NOT NULL, ballots INTEGER NOT NULL,
        PRIMARY KEY (round, name)
    ) WITHOUT ROWID;
CREATE TABLE tally (
        round TEXT NOT NULL REFERENCES round (key), question TEXT NOT NULL,
        name TEXT NOT NULL, answer TEXT NOT NULL, votes INTEGER NOT NULL,
        PRIMARY KEY (round, question, name, answer)
    ) WITHOUT ROWID;
CREATE TABLE voted (
        round TEXT NOT NULL REFERENCES round (key), seat TEXT NOT NULL,
        PRIMARY KEY (round, seat)
    ) WITHOUT ROWID;
CREATE TABLE ballot (
        round TEXT NOT NULL REFERENCES round (key), key TEXT NOT NULL,
        question TEXT NOT NULL, answer TEXT NOT NULL, name TEXT NOT NULL,
        PRIMARY KEY (round, key, question)
    ) WITHOUT ROWID;
CREATE TABLE journal (
        number INTEGER PRIMARY KEY, label TEXT NOT NULL, made_at TEXT NOT NULL,
        undone INTEGER NOT NULL, changeset BLOB NOT NULL
    );
CREATE INDEX journal_undone ON journal (number) WHERE undone = 1;
INSERT INTO session VALUES ('session', 'Closer to Maria', 'Noordlicht B.V.', '2026-03-03', 'Ærø', 'Åsa Ünlü', 'nl', 4, '09:00', '2026-03-01T08:00:00+00:00', '{}', '{"rounds":{"see-checklist":{"mode":"booth","attribute":"band"}}}');
INSERT INTO person VALUES ('p1', 1, 'Zoë O’Neil', 'zoe@example.org', 'Sales', 2, 1, 'Jan', 'nurse', 'Table 1', 1, 1);
INSERT INTO person VALUES ('p2', 2, 'Σοφία', '', '', NULL, NULL, '', '', '', 0, 0);
INSERT INTO slot VALUES ('s1', 1, 'see-roster', 10);
INSERT INTO slot VALUES ('s2', 2, 'see-checklist', 35);
INSERT INTO held VALUES ('s1', '2026-03-03T08:00:00+00:00', '2026-03-03T08:12:00+00:00');
INSERT INTO held VALUES ('s2', '2026-03-03T08:12:00+00:00', NULL);
INSERT INTO live VALUES ('live', 's2', 1, 0, 'blank', 's1/0/0', 300.0, 120.5, NULL);
INSERT INTO note VALUES ('n1', 'see-customer-story', 'happened', 'It’s 5° in the hall; “bring a coat”', 3, 0, 1, 1.0, '2026-03-03T08:05:00+00:00');
INSERT INTO note VALUES ('n2', 'see-customer-story', 'felt', 'line one'||char(10)||'line two', NULL, 1, 0, 1.5, '2026-03-03T08:06:00+00:00');
INSERT INTO journey_step VALUES ('see-journey', 'aware', -1.5, -2.0, 0.5, 2, 3);
INSERT INTO journey_step VALUES ('see-journey', 'use', NULL, NULL, NULL, NULL, NULL);
INSERT INTO pledge VALUES ('g1', 'be-pledge', 'p1', 'call a customer', '', 'listening', 'Monday', 'weekly', 'p2', '2026-04-03', 1, 1.0);
INSERT INTO round VALUES ('r1', 'see-checklist', 1, 'booth', 'band', 'revealed', 9, 8, 4, '["top"]');
INSERT INTO round VALUES ('r2', 'see-checklist', 2, 'paper', '', 'open', 9, 0, 4, '[]');
INSERT INTO round_question VALUES ('r1', 'ck01', 0, 'scale', '["1", "2", "3", "4", "5"]', 1);
INSERT INTO round_question VALUES ('r2', 'ck01', 0, 'scale', '["1", "2", "3", "4", "5"]', 1);
INSERT INTO tally_group VALUES ('r1', 'floor', 0, 8);
INSERT INTO tally VALUES ('r1', 'ck01', ''||char(10)||'', '4', 5);
INSERT INTO tally VALUES ('r1', 'ck01', ''||char(10)||'', '5', 3);
INSERT INTO tally VALUES ('r1', 'ck01', 'floor', '4', 5);
INSERT INTO tally VALUES ('r1', 'ck01', 'floor', '5', 3);
INSERT INTO voted VALUES ('r2', 'seat-1');
INSERT INTO ballot VALUES ('r2', '0123456789abcdef', '', '', 'floor');
INSERT INTO ballot VALUES ('r2', '0123456789abcdef', 'ck01', '4', 'floor');
INSERT INTO journal VALUES (1, 'Add note', '2026-03-03T08:05:00+00:00', 0, x'54');
PRAGMA user_version = 1;
COMMIT;
