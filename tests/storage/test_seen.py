"""Ballots that everybody sees beside those that nobody does: what is left is no secret told."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from workshop_app.assembly.sound_counts import check_tallies
from workshop_app.method.question import Answer, Question
from workshop_app.storage import SessionFile, rounds
from workshop_app.storage.seen import is_seen, seen_in
from workshop_app.storage.tally import Tally, drawn, latest, tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FIVE = tuple(Answer(str(n), f"word {n}") for n in range(1, 6))
ASKED = (Question("q", "?", "scale", FIVE, Answer("0", "cannot judge")),)
K = 4


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SessionFile]:
    with SessionFile.create(tmp_path / "seen.workshop") as made:
        yield made


def held(
    file: SessionFile,
    secret: Sequence[tuple[str, str]],
    dots: str = "",
    *,
    activity: str = "x",
    way: str = "touch",
) -> Tally:
    """A round with these secret ballots, each a group and an answer, and dots, then closed."""
    mode = f"booth+{way}"
    round_ = rounds.open_round(file, activity, ASKED, mode=mode, attribute="band", minimum=K)
    for group, answer in secret:
        key = rounds.new_ballot_key()
        rounds.cast(file, round_, ASKED, {"q": answer}, key=key, group=group, way="booth")
    for answer in dots:
        rounds.cast(file, round_, ASKED, {"q": answer}, key=rounds.new_ballot_key(way), way=way)
    rounds.close_round(file, round_)
    found = tally(file, activity)
    assert found is not None
    return found


def test_only_what_everybody_saw_can_be_read_back(file: SessionFile) -> None:
    round_ = rounds.open_round(file, "x", ASKED, mode="booth+touch", minimum=K)
    rounds.cast(file, round_, ASKED, {"q": "1"}, key=rounds.new_ballot_key())
    key = rounds.new_ballot_key("touch")
    rounds.cast(file, round_, ASKED, {"q": "5"}, key=key)
    assert seen_in(file, round_.key, "touch") == {key: {"q": "5"}}
    assert is_seen(key)
    assert not is_seen(rounds.new_ballot_key())
    rounds.close_round(file, round_)
    assert seen_in(file, round_.key, "touch") == {}


@pytest.mark.parametrize("way", ["touch", "cards"])
@pytest.mark.parametrize("answers", ["1", "0", "15", "155", "150"])
def test_too_few_secret_ballots_keep_the_number_only(
    file: SessionFile, answers: str, way: str
) -> None:
    """Otherwise the result without the dots or cards would be what these few people said."""
    count = held(file, [("", one) for one in answers], "112345", way=way).total.counts["q"]
    assert count.votes is None
    assert count.valid == 6 + len(answers.replace("0", ""))
    assert held(file, [], "112345", activity="y").total.counts["q"].votes == Counter("112345")


def test_enough_of_them_are_told_with_the_dots(file: SessionFile) -> None:
    found = held(file, [("", one) for one in "1255"], "11")
    assert found.total.counts["q"].votes == {"1": 3, "2": 1, "5": 2}
    assert (found.round.mode, found.round.returned) == ("booth+touch", 6)


GROUPS = (
    [*[("a", one) for one in "11235"], *[("b", one) for one in "4451"], ("c", "2"), ("", "1")],
    [*[("a", one) for one in "12345"], *[("b", one) for one in "22"]],
    [*[("a", one) for one in "1234"], *[("b", one) for one in "5555"]],
    [*[("a", one) for one in "12121"], *[("b", one) for one in "2112"]],
)


@pytest.mark.parametrize("dots", ["3", "44444", "111112222233333"])
@pytest.mark.parametrize("secret", GROUPS)
def test_dots_tell_no_more_than_the_secret_ballots_alone(
    file: SessionFile, secret: list[tuple[str, str]], dots: str
) -> None:
    """Whoever saw the dots takes them away: what is left is a round without them."""
    alone, mixed = held(file, secret, activity="alone"), held(file, secret, dots, activity="mixed")
    groups = [
        {one.name: (one.ballots, one.counts) for one in found.groups} for found in (alone, mixed)
    ]
    assert groups[0] == groups[1]
    assert mixed.round.merged == alone.round.merged
    left = Counter(mixed.total.counts["q"].votes or {})
    left.subtract(dots)
    assert +left == Counter(alone.total.counts["q"].votes or {})
    check_tallies(file)


def test_live_totals_wait_for_secret_ballots(file: SessionFile) -> None:
    """Dots make no batch in which one secret ballot could hide."""
    round_ = rounds.open_round(file, "x", ASKED, mode="booth+touch", minimum=K, live=True)
    for n in range(3 * K):
        key = rounds.new_ballot_key("touch")
        rounds.cast(file, round_, ASKED, {"q": "1"}, key=key, way="touch")
        if n < K:
            rounds.cast(file, round_, ASKED, {"q": "5"}, key=rounds.new_ballot_key())
    open_ = latest(file, "x")
    assert open_ is not None
    assert drawn(file, open_) is None
    rounds.close_round(file, round_)
    found = tally(file, "x")
    assert found is not None
    assert found.total.counts["q"].votes == {"1": 3 * K, "5": K}
