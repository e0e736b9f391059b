"""Whose rows are whose: people and rows of the scorecard that are the same under other keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop_app.session.csv_file import folded
from workshop_app.session.merge_rows import PERSON, SPECS, Key, Side, Spec, Values

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


class Match(NamedTuple):
    """Somebody of theirs who seems to be one of ours, by their ``mail`` or ``name``."""

    key: str
    name: str
    ours: str
    ours_name: str
    how: str


class Translated(NamedTuple):
    """Their rows in our keys; ``was`` are the keys under which their history knows them."""

    side: Side
    matches: tuple[Match, ...]
    people: Mapping[str, str]
    was: Mapping[tuple[str, Key], Key]


def translated(here: Side, there: Side, apart: Collection[str]) -> Translated:
    """Their rows under our keys, but for people who are ``apart``."""
    matches = tuple(one for one in _matches(here, there) if one.key not in apart)
    people = {one.key: one.ours for one in matches}
    scores = _same_scores(here, there)
    rows: dict[str, dict[Key, Values]] = {}
    was: dict[tuple[str, Key], Key] = {}
    for spec in (PERSON, *SPECS):
        rows[spec.table] = of_table = {}
        renamed = {"person": people, "score": scores}.get(spec.table, {})
        for key, row in there.rows[spec.table].items():
            ours = tuple(renamed.get(part, part) for part in key)
            new = in_our_keys(there, spec, row, people, scores)
            of_table[ours] = there.changed(spec, new, key=ours[0]) if ours != key else new
            if ours != key:
                was[spec.table, ours] = key
    return Translated(Side(there.columns, rows), matches, people, was)


def in_our_keys(
    side: Side, spec: Spec, row: Values, people: Mapping[str, str], scores: Mapping[str, str]
) -> Values:
    """A row of theirs with our keys of people and rows of the scorecard."""
    values = {column: side.value(spec, row, column) for column in spec.people}
    changed = {column: people[value] for column, value in values.items() if value in people}
    if spec.parent == "score" and (score := side.value(spec, row, "score")) in scores:
        changed["score"] = scores[score]
    return side.changed(spec, row, **changed) if changed else row


def _matches(here: Side, there: Side) -> Iterator[Match]:
    """People of theirs who are not on our list by key, but by mail, or else by name."""
    ours, theirs = here.rows[PERSON.table], there.rows[PERSON.table]
    free = [row for key, row in ours.items() if key not in theirs]
    waiting = [row for key, row in theirs.items() if key not in ours]

    def said(side: Side, row: Values, column: str) -> str:
        return folded(str(side.value(PERSON, row, column)))

    for how, column in (("mail", "email"), ("name", "name")):
        named: dict[str, list[Values]] = {}
        for row in free:
            named.setdefault(said(here, row, column), []).append(row)
        for row in list(waiting):
            text = said(there, row, column)
            found = named.get(text, []) if text else []
            if len(found) == 1:
                mine = found.pop()
                free.remove(mine)
                waiting.remove(row)
                yield Match(
                    there.value(PERSON, row, "key"), there.value(PERSON, row, "name"),
                    here.value(PERSON, mine, "key"), here.value(PERSON, mine, "name"), how,
                )


def _same_scores(here: Side, there: Side) -> dict[str, str]:
    """Rows of the scorecard that are the same row of the method, chosen on both laptops."""
    spec = next(one for one in SPECS if one.table == "score")

    def named(side: Side) -> dict[tuple[str, str], str]:
        return {
            (side.value(spec, row, "activity"), side.value(spec, row, "row")): key[0]
            for key, row in side.rows["score"].items()
            if side.value(spec, row, "row")
        }

    ours = named(here)
    return {
        key: ours[at] for at, key in named(there).items() if at in ours and ours[at] != key
    }


def in_their_keys(side: Side, was: Mapping[tuple[str, Key], Key]) -> dict[str, dict[Key, Values]]:
    """The rows under the keys that their history knows."""
    return {
        table: {was.get((table, key), key): row for key, row in rows.items()}
        for table, rows in side.rows.items()
    }
