"""A held day for other programs: everything that may leave is in every format, nothing else is."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from tests.desk import session, sixteen_people
from workshop_app import cli, kinds
from workshop_app.assembly.booklet import edition_of
from workshop_app.assembly.export import FORMATS, export, wanted
from workshop_app.assembly.export_sheets import contexts, told
from workshop_app.assembly.methods import built_in_method
from workshop_app.assembly.outcome import outcome
from workshop_app.assembly.rehearsal import Room
from workshop_app.errors import UserError
from workshop_app.export.long_csv import COLUMNS
from workshop_app.export.safe_text import unguarded
from workshop_app.figures.table import Valued
from workshop_app.kinds import registry
from workshop_app.kinds.plan.model import Action, add_actions, change_action, read_actions
from workshop_app.kinds.pledge.model import Pledge, add_pledge
from workshop_app.session import voting
from workshop_app.session.holding import RoundPlan
from workshop_app.session.notes import NewNote, add_notes
from workshop_app.session.people import change_person
from workshop_app.session.photos import Picture, add_photos
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.storage import SessionFile, rounds
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop_app.method.model import Method

METHOD = built_in_method()
STORY, RATED, PLAN, PLEDGE = "see-customer-story", "see-five-answers", "act-plan", "be-pledge"
HELD, PRIVATE, UNNAMED = "held back by the scribe", "a private promise", "Quintessa Unprinted"
NOW = datetime(2026, 5, 1, 9, tzinfo=UTC)


def all_activities(path: Path, language: str = "en", method: Method = METHOD) -> Workshop:
    here = {slot.activity for slot in method.agendas["taster-90"].slots}
    extra = [id_ for id_, one in method.activities.items() if id_ not in here and not one.pause]
    plan = Plan("taster-90", "Everything", "Client", date(2026, 3, 3), language, extra=extra)
    return create_workshop(path, method, plan)


@pytest.fixture(scope="module", params=LANGUAGES)
def held(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """Every activity of the built-in method, held by sixteen invented people."""
    path = tmp_path_factory.mktemp("held") / "day.workshop"
    workshop = all_activities(path, request.param)
    with workshop.file:
        for _ in Room(workshop, 16).play():
            pass
    return path


@contextmanager
def opened(path: Path) -> Iterator[Workshop]:
    with SessionFile.open(path, writable=False) as file:
        yield Workshop(file)


def out(workshop: Workshop, folder: Path, format_: str, language: str | None = None) -> Path:
    files = wanted(workshop.file.path, folder / f"out.{format_}", format_)
    (path,) = export(workshop, files, language=language, now=NOW)
    return path


def csv_rows(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    assert "\r\n" in text
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    book = load_workbook(path)
    return {one.title: [list(row) for row in one.iter_rows(values_only=True)] for one in book}


# -- everything is there -----------------------------------------------------------------


def test_every_activity_is_in_every_format(held: Path, tmp_path: Path) -> None:
    with opened(held) as workshop:
        expected = [
            one.context for one in map(told, contexts(workshop, workshop.words)) if one.tables
        ]
        assert len(expected) > 40
        titles = [str(context.text("question")) for context in expected]
        ids = {context.activity.id for context in expected}
        found = sheets(out(workshop, tmp_path, "xlsx"))
        above = [rows[0][0] for rows in found.values()]
        assert [title for title in titles if title not in above] == []
        assert {row["activity"] for row in csv_rows(out(workshop, tmp_path, "csv"))} == ids
        data = json.loads(out(workshop, tmp_path, "json").read_text(encoding="utf-8"))
        assert (data["format"], data["version"]) == ("workshop-export", 1)
        assert set(data["tables"]) == ids
        assert data["activities"] == json.loads(json.dumps(outcome(workshop)))["activities"]
        export(workshop, wanted(held, tmp_path / "pictures", "pictures"))
        drawn = {path.name.split()[1] for path in (tmp_path / "pictures").iterdir()}
        drawable = {section.key for section in edition_of(workshop).sections if section.figures}
        assert drawable - drawn == set()


def test_cells_are_those_of_the_tables(held: Path, tmp_path: Path) -> None:
    """Full numbers in the workbook and in the list, a dash and no line where nothing may show."""
    with opened(held) as workshop:
        found = sheets(out(workshop, tmp_path, "xlsx"))
        lines = [row for row in csv_rows(out(workshop, tmp_path, "csv")) if row["table"]]
        every = [told(context) for context in contexts(workshop, workshop.words)]
    numbers = sum(1 for rows in found.values() for row in rows for cell in row
                  if isinstance(cell, int | float))
    assert numbers > 2000
    by_title = {str(rows[0][0]): rows for rows in found.values()}
    cells = hidden = 0
    for one in every:
        rows = iter(by_title[str(one.context.text("question"))][2:])
        for table in one.tables:
            assert next(row for row in rows if row[0] == table.caption)
            next(rows)
            for row in table.rows:
                shown = next(rows)[: len(row)]
                for cell, value, column in zip(row, shown, table.columns, strict=True):
                    cells += 1
                    hidden += cell is None
                    if cell is None:
                        assert value == "–"
                    elif isinstance(cell, int | float) and not column.unit:
                        assert value == pytest.approx(cell)
                    elif not isinstance(cell, int | float | Valued) and cell:
                        assert value == str(cell)
    assert hidden > 50
    counted = sum(
        1 for one in every for table in one.tables for row in table.rows
        for cell in (row[1:] or row) if cell is not None and cell != ""
    )
    assert len(lines) == counted


def test_the_list_has_the_counts_of_the_results_file_and_no_other(
    held: Path, tmp_path: Path
) -> None:
    with opened(held) as workshop:
        rows = [row for row in csv_rows(out(workshop, tmp_path, "csv")) if not row["table"]]
        results = outcome(workshop)["activities"]
    assert tuple(rows[0]) == COLUMNS
    assert faults(rows, results) == []
    told_of = {(row["activity"], row["item"], row["group"]) for row in rows}
    hidden = [one for one in _sides(results) if one[3]["counts"] is None]
    assert len(hidden) > 20, "the room has groups that may not show"
    activity, item, group, _ = hidden[0]
    assert (activity, item, group) not in told_of
    leak = {**rows[0], "activity": activity, "item": item, "group": group, "round": "1"}
    assert faults([*rows, leak], results), "the check sees a count that may not show"


def _sides(results: dict[str, Any]) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Activity, item, group and entry of everything that was voted on."""
    for id_, entry in results.items():
        if "returned" not in entry:
            continue
        for group, side in (("", entry), *entry["groups"].items()):
            for item, numbers in side["items"].items():
                yield id_, item, group, numbers


def faults(rows: list[dict[str, str]], results: dict[str, Any]) -> list[str]:
    """What the newest round's lines say that the results file does not, and the other way."""
    said: dict[tuple[str, str, str], dict[int, list[int]]] = {}
    for row in rows:
        of = said.setdefault((row["activity"], row["item"], row["group"]), {})
        of.setdefault(int(row["round"]), []).append(int(row["count"]))
    found = []
    for activity, item, group, numbers in _sides(results):
        counts, known = said.get((activity, item, group), {}), numbers["counts"]
        if known is None:
            found += [f"{activity} {item} {group} may not show"] if counts else []
            continue
        shown = sorted(known.values() if isinstance(known, dict) else known)
        judged = sorted([*shown, numbers.get("cannot_judge") or 0])
        if not any(sorted(one) in (shown, judged) for one in counts.values()):
            found.append(f"{activity} {item} {group}: {known} {counts}")
    return found


def test_the_workbook_has_notes_plan_scorecard_and_method(held: Path, tmp_path: Path) -> None:
    """Each with its filters, and a head that stays in sight where a sheet has one table."""
    with opened(held) as workshop:
        words, method = workshop.words, workshop.method
        book = load_workbook(out(workshop, tmp_path, "xlsx"))
        notes = workshop.file.rows("SELECT text FROM note WHERE held = 0")
        (actions,) = workshop.file.row("SELECT COUNT(*) FROM action") or (0,)
        questions = {id_: str(method.text(f"{id_}.question", words.language))
                     for id_ in (PLAN, "act-scorecard")}  # fmt: skip
    contents, *others = book.worksheets
    for sheet in others:
        assert sheet.tables, sheet.title
        assert all(one.autoFilter.ref == one.ref for one in sheet.tables.values()), sheet.title
        assert (sheet.freeze_panes == "A5") is (len(sheet.tables) == 1), sheet.title
    assert len([cell for cell in contents["B"] if cell.hyperlink]) == len(others)
    rows = {one.title: list(one.iter_rows(values_only=True)) for one in others}
    told_ids = {row[0] for row in rows[words("export.method")]}
    assert set(method.activities) & told_ids >= {STORY, RATED, PLAN, "act-scorecard"}
    assert {str(row[2]) for row in rows[words("export.notes")][4:]} >= {text for (text,) in notes}
    above = {sheet_rows[0][0]: sheet_rows for sheet_rows in rows.values()}
    assert actions > 3
    assert len(above[questions[PLAN]]) > actions
    numbers = [cell for row in above[questions["act-scorecard"]] for cell in row
               if isinstance(cell, int | float)]  # fmt: skip
    assert len(numbers) > 5


def test_the_other_language_says_the_same_in_other_words(held: Path, tmp_path: Path) -> None:
    with opened(held) as workshop:
        own = workshop.words.language
        other = next(one for one in LANGUAGES if one != own)
        first = csv_rows(out(workshop, tmp_path, "csv"))
        second = csv_rows(out(workshop, tmp_path, "csv", other))
        names = list(sheets(out(workshop, tmp_path, "xlsx", other)))
    assert len(first) == len(second)
    counts = [
        [(row["item"], row["value"], row["count"]) for row in rows if not row["table"]]
        for rows in (first, second)
    ]
    assert counts[0] == counts[1]
    assert names[0] == Words.load(other)("export.contents")
    assert first != second


def test_photos_lie_among_the_pictures(workshop: Workshop, tmp_path: Path) -> None:
    add_photos(workshop.file, "Add", STORY, [Picture(b"one", 4, 3), Picture(b"two", 4, 3)])
    export(workshop, wanted(workshop.file.path, tmp_path / "out", "pictures"), now=NOW)
    found = {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*photo*")}
    number = [slot.activity for slot in workshop.slots()].index(STORY) + 1
    names = [f"{number:02d} {STORY} photo {at}.jpg" for at in (1, 2)]
    assert found == dict(zip(names, (b"one", b"two"), strict=True))


# -- what may not leave ------------------------------------------------------------------


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    people = [one._replace(named=n < 3) for n, one in enumerate(sixteen_people())]
    people[5] = people[5]._replace(name=UNNAMED, email="quintessa@secret.example")
    made = session(tmp_path, people=people, extra=("see-nps", PLAN, PLEDGE))
    yield made
    made.file.close()


def everything(workshop: Workshop, folder: Path) -> str:
    """All text that an export of everything holds, the workbook unpacked."""
    export(workshop, wanted(workshop.file.path, folder), now=NOW)
    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as archive:
                found += [archive.read(name).decode() for name in archive.namelist()]
        elif path.is_file():
            found.append(path.read_text(encoding="utf-8"))
    return "\n".join(found)


def test_what_was_held_back_kept_private_or_not_agreed_to_stays(
    workshop: Workshop, tmp_path: Path
) -> None:
    people = workshop.people()
    seen = "said aloud"
    add_notes(workshop.file, "", STORY, [
        NewNote("happened", HELD, held=True), NewNote("happened", seen),
    ])
    for shared, text in ((False, PRIVATE), (True, "a shared promise")):
        pledge = Pledge(start=text, buddy="Typed Buddy", check_date="2026-04-01", shared=shared,
                        person=people[5].key)  # fmt: skip
        add_pledge(workshop.file, "", PLEDGE, pledge)
    owners = (people[0].key, people[5].key, "Typed Nobody")
    add_actions(workshop.file, "", PLAN, [
        Action(f"Do {n}", owner=owner, due="2026-06-01") for n, owner in enumerate(owners)
    ])
    text = everything(workshop, tmp_path / "out")
    secrets = (HELD, PRIVATE, UNNAMED, "Quintessa", "secret.example", "Typed Nobody", "Typed Buddy")
    for secret in secrets:
        assert secret not in text, secret
    checked = [one for one in days(tmp_path / "out" / "test.ics").values()
               if one["dtstart"].dt == date(2026, 4, 1)]  # fmt: skip
    assert len(checked) == 1, "a private pledge is in no calendar"
    for known in (seen, "a shared promise", people[0].name, "Do 1"):
        assert known in text, "the check sees what is there"
    change_person(workshop.file, "", people[5].key, named=True)
    assert UNNAMED in everything(workshop, tmp_path / "agreed")


def named_round(workshop: Workshop, *, named: bool) -> None:
    context = workshop.context(RATED)
    questions = registry.kind(context.activity.kind).questions(context)
    voting.choose_openly(workshop.file, openly=True)
    voting.choose_plan(context, RoundPlan("booth", "", named=named))
    round_ = voting.open_round(context, questions)
    for n, person in enumerate(workshop.people()[:6]):
        answers = {one.id: one.answers[(n + at) % 3].value for at, one in enumerate(questions)}
        rounds.cast(workshop.file, round_, questions, answers, key=f"key {n}", way="booth",
                    seat=person.key if named else "")
    rounds.close_round(workshop.file, round_)
    rounds.reveal_round(workshop.file, round_)


@pytest.mark.parametrize("named", [True, False])
def test_answers_have_names_where_the_round_had_and_the_person_agreed(
    workshop: Workshop, tmp_path: Path, *, named: bool
) -> None:
    names = [one.name for one in workshop.people() if one.named]
    named_round(workshop, named=named)
    text = everything(workshop, tmp_path / "out")
    assert UNNAMED not in text
    assert all((name in text) is named for name in names)
    entry = outcome(workshop)["activities"][RATED]
    assert ("answers" in entry) is named
    if named:
        assert [one["name"] for one in entry["answers"]] == names
        assert "3 others answered; their names stay in the session." in text
        rows = csv_rows(tmp_path / "out" / "test.csv")
        assert {row["item"] for row in rows if row["table"] == "Who answered what"} == set(names)


def test_a_round_that_was_not_revealed_is_in_nothing(workshop: Workshop, tmp_path: Path) -> None:
    context = workshop.context("see-nps")
    questions = registry.kind(context.activity.kind).questions(context)
    round_ = voting.open_round(context, questions)
    for n in range(12):
        rounds.cast(workshop.file, round_, questions, {questions[0].id: "7"}, key=f"k{n}")
    for state in ("open", "closed"):
        assert "see-nps" not in {row["activity"] for row in csv_rows(
            out(workshop, tmp_path, "csv"))}, state
        export(workshop, wanted(workshop.file.path, tmp_path / state, "pictures"))
        assert not [one for one in (tmp_path / state).iterdir() if "see-nps" in one.name]
        if state == "open":
            rounds.close_round(workshop.file, round_)
    rounds.reveal_round(workshop.file, round_)
    assert "see-nps" in {row["activity"] for row in csv_rows(out(workshop, tmp_path, "csv"))}


def test_hostile_notes_come_back_from_every_format(workshop: Workshop, tmp_path: Path) -> None:
    texts = ["=1+1", "+1", "-1", "@SUM(1)", "＝1", "a; =cmd|x", "'quoted", "#REF!", '=A1&"x"']
    add_notes(workshop.file, "", STORY, [NewNote("happened", text) for text in texts])
    found = sheets(out(workshop, tmp_path, "xlsx"))
    (notes,) = (rows for name, rows in found.items() if name == "Notes")
    assert [row[2] for row in notes[4:] if row[2]] == texts
    rows = csv_rows(out(workshop, tmp_path, "csv"))
    assert [unguarded(row["value"]) for row in rows if row["axis"] == "Note"] == texts
    data = json.loads(out(workshop, tmp_path, "json").read_text(encoding="utf-8"))
    assert [note["text"] for note in data["notes"]] == texts


# -- days --------------------------------------------------------------------------------


def days(path: Path) -> dict[str, Any]:
    return {str(one["uid"]): one for one in Calendar.from_ical(path.read_bytes()).walk("VEVENT")}


def test_actions_pledges_and_pulses_are_days_that_keep_their_names(
    workshop: Workshop, tmp_path: Path
) -> None:
    add_actions(workshop.file, "", PLAN, [Action("Ring back", due="2026-06-01"), Action("Later")])
    add_pledge(workshop.file, "", PLEDGE, Pledge("ring", check_date="2026-04-01", shared=True))
    before = days(out(workshop, tmp_path, "ics"))
    summaries = sorted(str(one["summary"]) for one in before.values())
    assert summaries == ["Due: Ring back", "Pledge check", *["Pulse: Test"] * 5]
    (action,) = [one for one in read_actions(workshop.file, PLAN) if one.due]
    change_action(workshop.file, "", Action("Ring sooner", due="2026-05-01", key=action.key))
    after = days(out(workshop, tmp_path, "ics"))
    assert set(after) == set(before)
    (moved,) = [one for uid, one in after.items() if uid.startswith(action.key)]
    assert (moved["summary"], moved["dtstart"].dt) == ("Due: Ring sooner", date(2026, 5, 1))
    change_action(
        workshop.file, "", Action("Ring", due="2026-05-01", status="stopped", key=action.key)
    )
    gone = days(out(workshop, tmp_path, "ics"))[str(moved["uid"])]
    assert gone["status"] == "CANCELLED"


# -- a kind that comes later -------------------------------------------------------------

_ODD = '''
from workshop_app.figures.figure import Figure
from workshop_app.figures.table import Column, Table
from workshop_app.kinds.board.model import SHAPE
from workshop_app.kinds.contract import Due, Kind
from datetime import date

class Odd(Kind):
    key, shape = "odd", SHAPE
    def results(self, context): return 7
    def is_empty(self, results): return False
    def figures(self, results, view, canvas, context): return (Figure(canvas.width, canvas.height),)
    def tables(self, results, context):
        return (Table("Oddities", (Column("What"), Column("How many", 0)), (("odd ones", 7),)),)
    def numbers(self, results, context): return {"odd": results}
    def due(self, results, context): return (Due("oddkey", date(2026, 7, 1), "An odd day"),)

KIND = Odd()
'''


@pytest.fixture
def odd_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "more" / "odd"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text(_ODD, encoding="utf-8")
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(folder.parent)])
    for cached in (registry.keys, registry.kind):
        cached.cache_clear()
    yield
    monkeypatch.undo()
    for cached in (registry.keys, registry.kind):
        cached.cache_clear()


@pytest.mark.usefixtures("odd_kind")
def test_a_new_kind_is_in_every_format_by_itself(tmp_path: Path) -> None:
    activity = METHOD.activities[STORY]._replace(kind="odd")
    method = METHOD._replace(activities={**METHOD.activities, STORY: activity})
    workshop = create_workshop(tmp_path / "day.workshop", method, Plan("taster-90", "Odd"))
    with workshop.file:
        paths = export(workshop, wanted(workshop.file.path, tmp_path / "out"), now=NOW)
        title = str(workshop.context(STORY).text("question"))
    assert len(paths) == len(FORMATS)
    rows = next(rows for rows in sheets(tmp_path / "out" / "day.xlsx").values()
                if rows[0][0] == title)
    assert ["odd ones", 7] in [row[:2] for row in rows]
    lines = csv_rows(tmp_path / "out" / "day.csv")
    assert [(one["item"], one["axis"], one["value"]) for one in lines] == [
        ("odd ones", "How many", "7"),
    ]
    data = json.loads((tmp_path / "out" / "day.json").read_text(encoding="utf-8"))
    assert data["activities"][STORY] == {"odd": 7}
    assert "oddkey@workshop-app" in days(tmp_path / "out" / "day.ics")
    assert [one for one in (tmp_path / "out" / "pictures").iterdir() if STORY in one.name]


# -- where it goes, and stopping ---------------------------------------------------------


def test_a_place_says_the_format_or_the_format_the_place(tmp_path: Path) -> None:
    at = tmp_path / "day.workshop"

    def places(to: Path, format_: str = "") -> list[str]:
        return [one.path.relative_to(tmp_path).as_posix() for one in wanted(at, to, format_)]

    all_ = ["out/day.xlsx", "out/day.csv", "out/day.json", "out/day.ics", "out/pictures"]
    assert places(tmp_path / "out") == places(tmp_path / "out", "all") == all_
    assert places(tmp_path / "a.ics") == ["a.ics"]
    assert places(tmp_path / "A.CSV", "csv") == ["A.CSV"]
    assert places(tmp_path / "out", "json") == ["out/day.json"]
    assert places(tmp_path / "out", "pictures") == ["out"]
    (tmp_path / "folder.csv").mkdir()
    assert places(tmp_path / "folder.csv", "csv") == ["folder.csv/day.csv"]
    (tmp_path / "file").write_text("x")
    for to, format_ in ((tmp_path / "a.csv", "xlsx"), (tmp_path / "file", ""), (at, "json")):
        at.touch()
        with pytest.raises(UserError, match="no place for this"):
            wanted(at, to, format_)


@pytest.mark.parametrize("format_", FORMATS)
def test_stopped_it_leaves_nothing_half_written(
    held: Path, tmp_path: Path, format_: str
) -> None:
    class StoppedError(Exception):
        pass

    said: list[float] = []

    def stop(done: float) -> None:
        said.append(done)
        if len(said) > 1 or format_ == "ics":
            raise StoppedError

    with opened(held) as workshop, pytest.raises(StoppedError):
        export(workshop, wanted(held, tmp_path, format_), progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_progress_grows_to_one(workshop: Workshop, tmp_path: Path) -> None:
    said: list[float] = []
    export(workshop, wanted(workshop.file.path, tmp_path / "out"), progress=said.append)
    assert said == sorted(said)
    assert (said[0], said[-1]) == (0.0, 1.0)


# -- the command -------------------------------------------------------------------------


@pytest.mark.usefixtures("qapp")
def test_the_command_writes_everything(
    workshop: Workshop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_notes(workshop.file, "", STORY, [NewNote("happened", "A story")])
    path = workshop.file.path
    workshop.file.close()
    assert cli.main(["export", str(path), "--to", str(tmp_path / "out")]) == 0
    made = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert [one.name for one in made] == [f"test.{one}" for one in FORMATS[:-1]] + ["pictures"]
    assert {one.suffix for one in made[-1].iterdir()} == {".png", ".svg"}
    dutch = tmp_path / "nl.xlsx"
    assert cli.main(["export", str(path), "--to", str(dutch), "--language", "nl"]) == 0
    assert "Inhoud" in sheets(dutch)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "there.csv", "--format", "xlsx"], "no place for this"),
        (["--to", "test.workshop"], "no place for this"),
        (["--to", "file/out"], "could not be made"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    workshop: Workshop, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    arguments: list[str], said: str,
) -> None:
    path = workshop.file.path
    workshop.file.close()
    monkeypatch.chdir(path.parent)
    for name in ("there.csv", "file"):
        (path.parent / name).write_text("x")
    assert cli.main(["export", str(path), *arguments]) == 1
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""
