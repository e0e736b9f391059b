"""Lines between notes: what leads to what, where it clashes, and what hangs together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop_app import storage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop_app.storage import SessionFile


class Link(NamedTuple):
    """A line from one note to another; ``broken`` marks a clash or a link that is missing."""

    source: str
    target: str
    broken: bool = False


def read_links(file: SessionFile, activity: str) -> list[Link]:
    """Every line of an activity."""
    rows = file.rows(
        "SELECT source, target, broken FROM note_link WHERE activity = ? ORDER BY source, target",
        activity,
    )
    return [Link(source, target, bool(broken)) for source, target, broken in rows]


def turn_link(file: SessionFile, label: str, activity: str, link: Link) -> Link | None:
    """Draw a line, then break it, then take it away: each call one step, undoable.

    The line as it is from now on; its direction does not matter once it is there.
    """
    row = storage.tables.NoteLinkRow
    ends = {link.source, link.target}
    known = next((one for one in read_links(file, activity) if {*one[:2]} == ends), None)
    with file.edit(label) as edit:
        if known is None:
            known = link._replace(broken=False)
            edit.run(row.insert(**known._asdict(), activity=activity))
            return known
        here = (row.source == known.source) & (row.target == known.target)
        if known.broken:
            edit.run(row.delete().where(here))
            return None
        edit.run(row.update(broken=True).where(here))
        return known._replace(broken=True)


def chains(links: Iterable[Link]) -> list[frozenset[str]]:
    """Which notes hang together, by lines that are not broken."""
    found: dict[str, set[str]] = {}
    for link in links:
        if not link.broken:
            joined = found.get(link.source, {link.source}) | found.get(link.target, {link.target})
            found |= dict.fromkeys(joined, joined)
    return [frozenset(chain) for chain in {id(one): one for one in found.values()}.values()]
