-- A session file as version 4 made it. Never change it: it stands for files out there.
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
        present INTEGER NOT NULL, named INTEGER NOT NULL,
        mail INTEGER NOT NULL DEFAULT 0 CHECK (mail IN (0, 1)),
        language TEXT NOT NULL DEFAULT ''
    );
CREATE TABLE slot (
        key TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL,
        activity TEXT NOT NULL, minutes INTEGER NOT NULL CHECK (minutes >= 0),
        day INTEGER NOT NULL DEFAULT 1 CHECK (day >= 1),
        state TEXT NOT NULL DEFAULT 'planned'
        CHECK (state IN ('planned', 'skipped', 'out'))
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
        position REAL NOT NULL, created_at TEXT NOT NULL,
        x REAL CHECK (x BETWEEN 0 AND 100), y REAL CHECK (y BETWEEN 0 AND 100),
        size REAL CHECK (size BETWEEN 0 AND 100), cluster TEXT NOT NULL DEFAULT '',
        merged_into TEXT NOT NULL DEFAULT '', origin TEXT NOT NULL DEFAULT ''
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
        named INTEGER NOT NULL DEFAULT 0 CHECK (named IN (0, 1)),
        live INTEGER NOT NULL DEFAULT 0 CHECK (live IN (0, 1)),
        seal TEXT NOT NULL DEFAULT '',
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
CREATE TABLE note_tag (
        note TEXT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (note, tag)
    ) WITHOUT ROWID;
CREATE TABLE note_link (
        source TEXT NOT NULL, target TEXT NOT NULL, activity TEXT NOT NULL,
        broken INTEGER NOT NULL, PRIMARY KEY (source, target)
    ) WITHOUT ROWID;
CREATE TABLE cluster (
        key TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL, place TEXT NOT NULL,
        name TEXT NOT NULL, votes INTEGER, position REAL NOT NULL
    );
CREATE TABLE blueprint_step (
        key TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL,
        version TEXT NOT NULL CHECK (version IN ('present', 'future')),
        position REAL NOT NULL
    );
CREATE TABLE action (
        key TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL, title TEXT NOT NULL,
        outcome TEXT NOT NULL, moment TEXT NOT NULL, owner TEXT NOT NULL,
        partner TEXT NOT NULL, start TEXT NOT NULL, due TEXT NOT NULL,
        horizon TEXT NOT NULL, measure TEXT NOT NULL, help TEXT NOT NULL,
        answer TEXT NOT NULL, status TEXT NOT NULL, origin TEXT NOT NULL,
        position REAL NOT NULL
    );
CREATE TABLE score (
        key TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL, row TEXT NOT NULL,
        name TEXT NOT NULL, unit TEXT NOT NULL,
        better TEXT NOT NULL CHECK (better IN ('up', 'down')),
        baseline REAL, target REAL, horizon TEXT NOT NULL, owner TEXT NOT NULL,
        position REAL NOT NULL
    );
CREATE TABLE score_actual (
        key TEXT NOT NULL PRIMARY KEY, score TEXT NOT NULL,
        date TEXT NOT NULL, value REAL NOT NULL
    );
CREATE TABLE economics_input (
        activity TEXT NOT NULL, field TEXT NOT NULL, value REAL NOT NULL,
        estimate INTEGER NOT NULL, PRIMARY KEY (activity, field)
    ) WITHOUT ROWID;
CREATE TABLE advocate (
        half INTEGER NOT NULL PRIMARY KEY CHECK (half >= 1), person TEXT NOT NULL
    );
CREATE TABLE named_answer (
        round TEXT NOT NULL REFERENCES round (key), person TEXT NOT NULL,
        question TEXT NOT NULL, answer TEXT NOT NULL,
        PRIMARY KEY (round, person, question)
    ) WITHOUT ROWID;
CREATE TABLE live_tally (
        round TEXT NOT NULL REFERENCES round (key), question TEXT NOT NULL,
        answer TEXT NOT NULL, waiting INTEGER NOT NULL CHECK (waiting >= 0),
        shown INTEGER NOT NULL CHECK (shown >= 0),
        PRIMARY KEY (round, question, answer)
    ) WITHOUT ROWID;
CREATE TABLE photo (
    key TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL, position REAL NOT NULL,
    caption TEXT NOT NULL DEFAULT '',
    width INTEGER NOT NULL CHECK (width BETWEEN 1 AND 2000),
    height INTEGER NOT NULL CHECK (height BETWEEN 1 AND 2000)
);
CREATE TABLE photo_data (
    key TEXT NOT NULL PRIMARY KEY, data BLOB NOT NULL CHECK (length(data) <= 5000000)
);
CREATE TABLE outbox (
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
    );
CREATE TABLE review (
        subject TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL,
        verdict TEXT NOT NULL DEFAULT ''
        CHECK (verdict IN ('', 'done', 'kept', 'partly', 'not_yet', 'renewed', 'stopped')),
        held INTEGER CHECK (held >= 0), planned INTEGER CHECK (planned >= held),
        date TEXT NOT NULL DEFAULT ''
    );
CREATE TABLE earlier (
        key TEXT NOT NULL PRIMARY KEY, position REAL NOT NULL, data BLOB NOT NULL
    );
INSERT INTO session VALUES('session','Closer to Maria','Noordlicht B.V.','2026-03-03','Ærø','Åsa Ünlü','nl',4,'09:00','2026-03-01T08:00:00+00:00','{}','{"openly":"yes","rounds":{"see-checklist":{"attribute":"band","live":"yes","mode":"booth+paper","named":""}}}');
INSERT INTO person VALUES('p1',1,'Zoë O’Neil','zoe@example.org','Sales',2,1,'Jan','nurse','Table 1',1,1,1,'nl');
INSERT INTO person VALUES('p2',2,'Σοφία','','',NULL,NULL,'','','',0,0,0,'');
INSERT INTO slot VALUES('s1',1,'see-roster',10,1,'planned');
INSERT INTO slot VALUES('s2',2,'see-checklist',35,1,'planned');
INSERT INTO held VALUES('s1','2026-03-03T08:00:00+00:00','2026-03-03T08:12:00+00:00');
INSERT INTO held VALUES('s2','2026-03-03T08:12:00+00:00',NULL);
INSERT INTO live VALUES('live','s2',1,0,'blank','s1/0/0',300.0,120.5,NULL);
INSERT INTO note VALUES('n1','see-customer-story','happened','It’s 5° in the hall; “bring a coat”',3,0,1.0,'2026-03-03T08:05:00+00:00',20.0,80.0,12.5,'cluster-1','','');
INSERT INTO note VALUES('n2','see-customer-story','felt','line one
line two',NULL,1,1.5,'2026-03-03T08:06:00+00:00',NULL,NULL,NULL,'','','');
INSERT INTO journey_step VALUES('see-journey','aware',-1.5,-2.0,0.5,2,3);
INSERT INTO journey_step VALUES('see-journey','use',NULL,NULL,NULL,NULL,NULL);
INSERT INTO pledge VALUES('g1','be-pledge','p1','call a customer','','listening','Monday','weekly','p2','2026-04-03',1,1.0);
INSERT INTO round VALUES('r1','see-checklist',1,'booth+paper','band','revealed',9,8,4,'["top"]',0,0,'ca312a34536da17d8c07982393545459');
INSERT INTO round VALUES('r2','see-checklist',2,'paper+phones','','open',9,0,4,'[]',0,1,'');
INSERT INTO round VALUES('r3','act-rituals',1,'phones','','closed',2,1,4,'[]',1,0,'e36371b906b75aca3c0c59b9d684f349');
INSERT INTO round_question VALUES('r1','ck01',0,'scale','["1", "2", "3", "4", "5"]',1);
INSERT INTO round_question VALUES('r2','ck01',0,'scale','["1", "2", "3", "4", "5"]',1);
INSERT INTO round_question VALUES('r3','ri01',0,'rank','["1", "2", "3"]',0);
INSERT INTO tally_group VALUES('r1','floor',0,8);
INSERT INTO tally VALUES('r1','ck01','
','4',5);
INSERT INTO tally VALUES('r1','ck01','
','5',3);
INSERT INTO tally VALUES('r1','ck01','floor','4',5);
INSERT INTO tally VALUES('r1','ck01','floor','5',3);
INSERT INTO tally VALUES('r3','ri01','
','',0);
INSERT INTO voted VALUES('r2','seat-1');
INSERT INTO ballot VALUES('r2','0123456789abcdef','','','floor');
INSERT INTO ballot VALUES('r2','0123456789abcdef','ck01','4','floor');
INSERT INTO named_answer VALUES('r3','p1','','');
INSERT INTO named_answer VALUES('r3','p1','ri01','2');
INSERT INTO live_tally VALUES('r2','ck01','4',5,4);
INSERT INTO journal VALUES(1,'Add note','2026-03-03T08:05:00+00:00',0,X'54');
INSERT INTO note_tag VALUES('n1','mismatch');
INSERT INTO note_link VALUES('n1','n2','think-engagement',0);
INSERT INTO cluster VALUES('cluster-1','see-customer-story','happened','Late',3,1.0);
INSERT INTO blueprint_step VALUES('step-1','act-blueprint','present',1.0);
INSERT INTO action VALUES('action-1','act-plan','Phone back the same day','Customers know by evening','The call','','','2026-03-03','2026-04-01','30_days','Calls returned','A second line','Yes','open','n1',1.0);
INSERT INTO score VALUES('score-1','act-scorecard','sc-nps','','points','up',-30.0,30.0,'1_year','',1.0);
INSERT INTO score_actual VALUES('actual-1','score-1','2026-09-01',5.0);
INSERT INTO economics_input VALUES('think-economics','customers',1200.0,1);
INSERT INTO advocate VALUES(1,'someone');
INSERT INTO outbox VALUES('m1',1.0,'p1','Åsa Ünlü','asa@example.org','nl','group+personal','{title}: je boekje','Beste {first_name},
hierbij je boekje.','perhaps',0,'["The connection broke.","","",{}]','<0123456789abcdef0123456789abcdef@example.org>',1,'','2026-03-03T18:00:00+00:00');
INSERT INTO outbox VALUES('m2',2.0,'','Sponsor','sponsor@example.org','en','sponsor','{title}','Hello','held',0,'','<fedcba9876543210fedcba9876543210@example.org>',0,'','2026-03-03T18:00:00+00:00');
INSERT INTO review VALUES('action-1','act-plan','not_yet',NULL,NULL,'2026-04-01');
INSERT INTO review VALUES('act-rituals/ri1','act-rituals','',8,10,'');
INSERT INTO earlier VALUES('first',1.0,X'789C030000000001');
INSERT INTO photo VALUES('photo-1','see-customer-story',1.0,'The wall of table 2',4,3);
INSERT INTO photo_data VALUES('photo-1',X'FFD8FFD9');
PRAGMA user_version = 4;
COMMIT;
