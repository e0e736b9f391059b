"""An activity that a workshop holds twice: the second one has captures and votes of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop_app.method.model import Activity, Method


def held_again(method: Method, activity_id: str) -> tuple[Method, str]:
    """Give the method with the activity once more, and the new one's id.

    Everything captured is stored by activity, so what a room said and voted on the second day
    stays apart from the first. Its words are the same, but for the title, which counts; what
    takes over from the first may take over from it.
    """
    first = method.activities[activity_id]
    root = first.again or activity_id
    number = 2
    while (new_id := f"{root}-{number}") in method.activities:
        number += 1
    copy = first._replace(id=new_id, again=root)
    activities = {
        id_: _takes_from(activity, root, new_id) for id_, activity in method.activities.items()
    }
    activities[new_id] = copy
    words = {
        language: {**texts, **_words(texts, root, new_id, number)}
        for language, texts in method.words.items()
    }
    return method._replace(activities=activities, words=words), new_id


def _takes_from(activity: Activity, source: str, new: str) -> Activity:
    more = tuple(take._replace(source=new) for take in activity.takes if take.source == source)
    return activity._replace(takes=activity.takes + more) if more else activity


def _words(texts: Mapping[str, str], root: str, new_id: str, number: int) -> dict[str, str]:
    start = f"{root}."
    found = {
        f"{new_id}.{key.removeprefix(start)}": text
        for key, text in texts.items()
        if key.startswith(start)
    }
    return found | {f"{new_id}.title": f"{texts[f'{root}.title']} ({number})"}
