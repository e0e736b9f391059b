"""What activities ask of a board: clusters, tags, lines, sides, time, loops, and a headline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kinds.taster import CANVAS, in_dutch, make, say, texts, told
from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Path as Drawn
from workshop_app.figures.figure import Text
from workshop_app.kinds.board import KIND
from workshop_app.session.clusters import gather, merge
from workshop_app.session.crowd import Crowd
from workshop_app.session.note_links import Link, read_links, turn_link
from workshop_app.session.notes import change_note, read_notes, tag_note
from workshop_app.session.outcomes import add_outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from workshop_app.figures.figure import Figure
    from workshop_app.session.context import Context
    from workshop_app.session.workshop import Workshop


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    made = make(tmp_path)
    yield made
    made.file.close()


def pages(context: Context, view: str = "content") -> Sequence[Figure]:
    return KIND.figures(KIND.results(context), view, CANVAS, context)


def letters(texts: Iterable[str]) -> str:
    return "".join(filter(str.isalnum, "".join(texts)))


def tag(context: Context, key: str, *tags: str) -> None:
    for name in tags:
        tag_note(context.file, "Tag", key, name, on=True)


# -- clusters and duplicates -------------------------------------------------------------


def test_clusters_stand_first_and_are_ranked_by_the_sum_of_their_dots(workshop: Workshop) -> None:
    dream = workshop.context("think-dream")
    a, b, c, d, e = say(
        dream, ("say", "A", 1), ("say", "B", 2), ("say", "C", 4), ("say", "D", 4), ("say", "E", 7)
    )
    gather(dream.file, "Cluster", "think-dream", [a, b], "Small")
    gather(dream.file, "Cluster", "think-dream", [c, d], "Large")
    column = KIND.results(dream).columns[0]
    assert [(one.name, one.votes, one.rank) for one in column.clusters] == [
        ("Large", 8, 1), ("Small", 3, 3),
    ]
    assert [(note.text, note.rank) for note in column.loose] == [("E", 2)]
    shown = [text for page in pages(dream) for text in page.texts()]
    order = [shown.index(text) for text in ("Large", "C", "Small", "A", "E")]
    assert order[1] < order[3], "the notes of the larger cluster stand above"
    footer = KIND.footer(KIND.results(dream), "content", dream)
    assert footer.state == "Top three outlined"
    notes, clusters = KIND.tables(KIND.results(dream), dream)
    assert notes.rows[0] == ("Customers will say", "Large", "C", 4)
    assert clusters.rows == (
        ("Large", "Customers will say", 2, 8), ("Small", "Customers will say", 2, 3),
    )
    assert e not in {a, b, c, d}


def test_a_cluster_is_one_option_to_put_dots_on(workshop: Workshop) -> None:
    dream = workshop.context("think-dream")
    keys = say(dream, *(("say", f"Note {n}") for n in range(20)))
    assert KIND.results(dream).columns[0].options == 20
    gather(dream.file, "Cluster", "think-dream", keys[:10], "Ten")
    assert KIND.results(dream).columns[0].options == 11


def test_a_note_moved_to_another_column_is_on_no_heap_there(workshop: Workshop) -> None:
    dream = workshop.context("think-dream")
    a, b = say(dream, ("say", "A"), ("say", "B"))
    gather(dream.file, "Cluster", "think-dream", [a, b], "Heap")
    change_note(dream.file, "Move", b, place="drop")
    results = KIND.results(dream)
    assert [note.text for note in results.columns[0].clusters[0].notes] == ["A"]
    assert [note.text for note in results.columns[3].loose] == ["B"]


def test_duplicates_count_on_the_card_and_their_words_stand_in_the_table(
    workshop: Workshop,
) -> None:
    dream = workshop.context("think-dream")
    a, b, c = say(dream, ("say", "Fast"), ("say", "Quick"), ("say", "At once"))
    merge(dream.file, "Merge", "think-dream", [a, b, c])
    assert len(KIND.results(dream).notes) == 1
    assert "×3" in texts(dream)
    assert "Quick" not in texts(dream)
    assert "Quick · At once" in told(dream)
    change_note(dream.file, "Hold", b, held=True)
    assert "Quick" not in told(dream), "what is held back stays away from the room"


def test_a_heap_that_goes_on_names_itself_again(workshop: Workshop) -> None:
    dream = workshop.context("think-dream")
    keys = say(dream, *(("say", f"Note number {n}") for n in range(30)))
    gather(dream.file, "Cluster", "think-dream", keys, "Everything")
    drawn = pages(dream)
    assert len(drawn) > 1
    assert all("Everything" in page.texts() for page in drawn)
    shown = [text for page in drawn for text in page.texts()]
    assert [text for text in shown if text.startswith("Note number")] == [
        f"Note number {n}" for n in range(30)
    ]


# -- tags --------------------------------------------------------------------------------


def test_every_tag_stands_on_its_note_and_is_counted(workshop: Workshop) -> None:
    board = workshop.context("be-ecosystem")
    a, b, _ = say(board, ("employees", "Time"), ("employees", "Pay"), ("planet", "Air"))
    tag(board, a, "give", "intangible")
    tag(board, b, "receive")
    assert {"Give", "Intangible", "Receive"} <= set(pages(board)[0].texts())
    assert "Geeft" in texts(in_dutch(board))
    numbers = KIND.numbers(KIND.results(board), board)
    tags = numbers["items"]["employees"]["tags"]
    assert tags == {"give": 1, "receive": 1, "tangible": 0, "intangible": 1, "tension": 0}
    assert numbers["items"]["employees"]["flagged"] == 0, "flags are for a board with one tag"
    notes, counts = KIND.tables(KIND.results(board), board)
    assert notes.rows[0] == ("Employees", "Time", "Give, Intangible")
    assert counts.rows[0] == ("Employees", 1, 1, 0, 1, 0)


def test_give_and_receive_are_weighed_under_every_head(workshop: Workshop) -> None:
    board = workshop.context("be-ecosystem")
    keys = say(board, *(("employees", f"N{n}") for n in range(3)), ("planet", "Air"))
    assert "Receive" not in texts(board), "nothing is weighed while nothing is tagged"
    for key in keys[:3]:
        tag(board, key, "give")
    tag(board, keys[3], "receive")
    (page,) = pages(board)
    assert page.texts().count("Give") == 6 + 3
    footer = KIND.footer(KIND.results(board), "content", board)
    assert footer.context.endswith("Give 3 · Receive 1")


def test_what_is_confirmed_is_ticked(workshop: Workshop) -> None:
    mandate = workshop.context("act-mandate")
    (key,) = say(mandate, ("solve", "Refund to 50 euro"))
    tag(mandate, key, "confirmed")
    assert "Confirmed" in texts(mandate)
    assert KIND.results(mandate).columns[0].flagged == 1


# -- columns -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "activity", ["act-line-of-sight", "be-ecosystem", "be-harvest", "think-engagement"]
)
def test_columns_that_are_compared_stand_on_one_page(workshop: Workshop, activity: str) -> None:
    context = workshop.context(activity)
    (page,) = pages(context)
    said = " ".join(page.texts())
    for part in context.activity.list("columns"):
        assert context.text(f"columns.{part.id}").split()[0] in said
    assert all(item.size >= 2.8 - 1e-6 for item in page.items if isinstance(item, Text))


def test_offers_lie_beside_needs(workshop: Workshop) -> None:
    garden = workshop.context("think-gardener")
    offer, need, _ = say(garden, ("soil", "I listen"), ("soil", "Say sorry"), ("soil", "Unclear"))
    tag(garden, offer, "offer")
    tag(garden, need, "need")
    first = pages(garden)[0]
    at = {item.text: item.x for item in first.items if isinstance(item, Text)}
    assert at["I listen"] < at["Say sorry"]
    assert "On neither side yet" in first.texts()
    assert at["Unclear"] < at["Say sorry"]
    assert len(pages(garden)) == 3, "two columns with two sides each on a page"


def test_gaps_are_ranked_by_their_dots(workshop: Workshop) -> None:
    gaps = workshop.context("see-knowledge-gaps")
    say(gaps, ("blank", "Small", 1), ("blank", "Large", 6), ("known", "Little", 1),
        ("known", "Much", 2))  # fmt: skip
    known, _, blank, _ = KIND.results(gaps).columns
    assert [note.text for note in blank.notes] == ["Large", "Small"]
    assert [note.text for note in known.notes] == ["Little", "Much"], "not a column of gaps"


def test_deposits_are_weighed_against_withdrawals(workshop: Workshop) -> None:
    account = workshop.context("see-trust-account")
    assert "Deposits 0" not in texts(account)
    say(account, ("deposits", "A"), ("deposits", "B"), ("withdrawals", "C"))
    assert "Deposits 2, Withdrawals 1" in texts(account)


# -- lines -------------------------------------------------------------------------------


def _lines(context: Context) -> list[Drawn]:
    return [
        item for item in pages(context)[0].items
        if isinstance(item, Drawn) and item.stroke and item.commands[-1][0] in "CL"
        and item.stroke.token in ("ink2", "danger") and len(item.commands) < 4
    ]  # fmt: skip


def test_chains_are_lines_and_a_column_without_one_says_so(workshop: Workshop) -> None:
    board = workshop.context("think-engagement")
    a, b, _ = say(board, ("feel", "Safe"), ("think", "Honest"), ("do", "Returns"))
    assert "no line yet" not in texts(board), "there is no chain to miss a link in"
    turn_link(board.file, "Line", "think-engagement", Link(a, b))
    (line,) = _lines(board)
    assert line.stroke is not None
    assert (line.stroke.token, line.stroke.dash) == ("ink2", ())
    assert texts(board).count("no line yet") == 3
    numbers = KIND.numbers(KIND.results(board), board)
    assert (numbers["links"], numbers["broken"]) == (1, 0)
    assert KIND.tables(KIND.results(board), board)[-1].rows == (("Safe", "Honest"),)


def test_a_clash_is_dashed_and_crossed(workshop: Workshop) -> None:
    board = workshop.context("act-line-of-sight")
    a, b = say(board, ("outcome", "Loyal"), ("our_part", "Fast"))
    for _ in range(2):
        turn_link(board.file, "Line", "act-line-of-sight", Link(a, b))
    dashed = [line for line in _lines(board) if line.stroke and line.stroke.dash]
    assert [line.stroke.token for line in dashed if line.stroke] == ["danger"]
    footer = KIND.footer(KIND.results(board), "content", board)
    assert footer.context.endswith("1 broken line")
    assert KIND.tables(KIND.results(board), board)[-1].rows == (("Loyal", "Fast", "Yes"),)


def test_lines_of_a_duplicate_are_those_of_its_first(workshop: Workshop) -> None:
    board = workshop.context("think-engagement")
    a, b, c = say(board, ("feel", "Safe"), ("feel", "Secure"), ("think", "Honest"))
    turn_link(board.file, "Line", "think-engagement", Link(b, c))
    merge(board.file, "Merge", "think-engagement", [a, b])
    assert KIND.results(board).links == (Link(a, c),)
    change_note(board.file, "Hold", c, held=True)
    assert KIND.results(board).links == ()


def test_the_closure_rate_counts_what_led_to_something(workshop: Workshop) -> None:
    board = workshop.context("act-close-loop")
    keys = say(board, ("heard", "A"), ("heard", "B"), ("heard", "C"), ("did", "D"),
               ("happened", "H"))  # fmt: skip
    a, b, _, did, happened = keys
    numbers = KIND.numbers(KIND.results(board), board)
    assert numbers["loops"] == {"closed": 0, "heard": 3, "rate": 0.0}
    for ends in ((a, did), (did, happened), (b, happened)):
        turn_link(board.file, "Line", "act-close-loop", Link(*ends))
    assert KIND.results(board).closed == (2, 3)
    assert "2 of 3 came to something" in texts(board)
    turn_link(board.file, "Line", "act-close-loop", Link(b, happened))
    assert KIND.numbers(KIND.results(board), board)["loops"]["rate"] == pytest.approx(100 / 3)


# -- around the columns ------------------------------------------------------------------


def test_the_dream_stands_on_top(workshop: Workshop) -> None:
    dream = workshop.context("think-dream")
    sentence = "They knew my name."
    key = add_outcome(dream.file, "Dream", dream.activity, "dream", sentence)
    assert pages(dream)[0].texts()[:2] == (dream.text("outcomes.dream"), sentence)
    change_note(dream.file, "Hold", key, held=True)
    assert sentence not in texts(dream)


def test_prompts_are_offered_while_nothing_is_said(workshop: Workshop) -> None:
    board = workshop.context("act-close-loop")
    assert {"social media", "field visits"} <= set(pages(board, "collect")[0].texts())
    assert "sociale media" in texts(in_dutch(board))
    say(board, ("source", "Calls"))
    assert "social media" not in texts(board)


def test_an_invented_room_clusters_tags_and_links(workshop: Workshop) -> None:
    crowd = Crowd(workshop.method, workshop.words, 12, seed=1)
    for activity in ("be-ecosystem", "think-engagement"):
        KIND.rehearse(workshop.context(activity), crowd)
    assert any(note.tags for note in read_notes(workshop.file, "be-ecosystem"))
    assert read_links(workshop.file, "think-engagement")
    clustered = [
        column
        for activity in ("be-ecosystem", "think-engagement")
        for column in KIND.results(workshop.context(activity)).columns
        if column.clusters
    ]
    assert clustered


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("activity", ["see-customer-story", "think-dream"])
def test_heads_are_whole_on_a_square_stage_in_a_deep_room(
    workshop: Workshop, activity: str, language: str
) -> None:
    context = workshop.context(activity)
    context = in_dutch(context) if language == "nl" else context
    column = context.activity.list("columns")[0].id
    say(context, (column, "Ask why", 2))
    small = Canvas(123.0, 71.0, "see", 1.2)
    (page, *_) = KIND.figures(KIND.results(context), "content", small, context)
    shown = letters(page.texts())
    for part in context.activity.list("columns"):
        assert letters([context.text(f"columns.{part.id}")]) in shown
    assert "2 •" in page.texts()
