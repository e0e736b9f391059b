"""How far pledges that came along were kept: the one thing that is ever told of private verdicts.

A rate that followed each verdict would tell it: whoever has a booklet from before and one from
after could subtract. So answers are counted as votes are, when their review is closed, which is
when the workshop leaves the activity; and what was counted then never changes. Each answer counts
once, as it stood. Later answers to private pledges join as a batch, as `may_count` allows, when the
activity is left again. A batch of enough people that may not be told because all say the same is
sealed without a number: with one that comes later it would tell that one, and all the others.

What was told stands in the session's settings, with the keys of the pledges that were sealed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workshop_app import storage
from workshop_app.session.csv_file import folded
from workshop_app.session.holding import save_settings, settings_of
from workshop_app.session.owners import key_of
from workshop_app.session.people import read_people
from workshop_app.session.review import KEPT, NOT_YET, PARTLY, RENEWED, Rate
from workshop_app.statistics import may_count

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from workshop_app.storage import Edit, SessionFile

PLEDGES_KEPT: Final = "pledges_kept"
"""The setting of a session that came along, which has no pledges any more: percent and answers."""

_TOLD: Final = "pledges_told"
"""The setting of a session that has them: what `_Told` says, by activity."""

_WORTH: Final = {KEPT: 1.0, PARTLY: 0.5, NOT_YET: 0.0, RENEWED: 0.0}
"""A pledge that was promised anew was not kept so far."""


class _Told(NamedTuple):
    """What the answers that were counted are worth, how many they are, and what is sealed.

    ``counted`` are the pledges that never count again: of these answers, and of those withheld.
    """

    worth: float = 0.0
    answers: int = 0
    counted: tuple[str, ...] = ()


def read_pledge_rate(file: SessionFile, activity: str) -> tuple[Rate, ...]:
    """How far an activity's pledges that came along were kept, as was last told."""
    row = file.row("SELECT minimum_group FROM session")
    settings = settings_of(file)
    earlier = settings.get(PLEDGES_KEPT, {}).get(activity)
    if earlier is not None:
        percent, answers = earlier
        return (Rate("pledges", percent, percent * answers / 100, answers),)
    told = _told(settings, activity)
    if row is None or told.answers < max(row[0], 1):
        return ()
    return (Rate("pledges", 100 * told.worth / told.answers, told.worth, told.answers),)


def pledges_kept(file: SessionFile) -> dict[str, tuple[float, int]]:
    """What may be told of pledges once they are gone: percent and answers, by activity."""
    found = {id_: read_pledge_rate(file, id_) for id_ in settings_of(file).get(_TOLD, {})}
    return {id_: (one.percent, one.of) for id_, rates in found.items() for one in rates}


def close_review(file: SessionFile, activity: str) -> None:
    """Count what was said of an activity's pledges since it was last closed; never undone.

    Raises `UserError` when that cannot be stored; then nothing more is told than before.
    """
    rows = file.rows(
        "SELECT pledge.key, pledge.shared, verdict, pledge.person, minimum_group "
        "FROM session, review JOIN pledge ON pledge.key = subject WHERE pledge.activity = ?",
        activity,
    )
    settings = settings_of(file)
    told = _told(settings, activity)
    said: dict[bool, dict[str, float]] = {True: {}, False: {}}
    of: set[str] = set()
    everybody = read_people(file)
    for key, shared, verdict, person, _ in rows:
        if verdict in _WORTH and key not in told.counted:
            said[bool(shared)][key] = _WORTH[verdict]
            if not shared:
                of.add(key_of(person, everybody) or folded(person))
    new, sealed = said[True], dict(said[True])
    least = max(rows[0][-1], 1) if rows else 1
    if len(of) >= least:
        sealed |= said[False]
        if may_count([*said[False].values()], len(of), least):
            new = sealed
    if sealed:
        told = _Told(
            told.worth + sum(new.values()), told.answers + len(new),
            tuple(sorted((*told.counted, *sealed))),
        )
        save_settings(file, {**settings, _TOLD: {**settings.get(_TOLD, {}), activity: told}})


def without_pledges(settings: Mapping[str, Any], keys: Collection[str]) -> dict[str, Any]:
    """The settings without the keys of pledges that go; what was told stays, else it would tell."""
    if _TOLD not in settings:
        return dict(settings)
    left = {
        activity: (worth, answers, [key for key in counted if key not in keys])
        for activity, (worth, answers, counted) in settings[_TOLD].items()
    }
    return {**settings, _TOLD: left}


def with_counted(settings: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that know what another laptop counted, so that it is never counted here too.

    A number of both beside a number of one would tell what lies between them.
    """
    kept = {**settings.get(_TOLD, {})}
    for activity in theirs.get(_TOLD, {}):
        told = _told(settings, activity)
        both = {*told.counted, *_told(theirs, activity).counted}
        kept[activity] = told._replace(counted=tuple(sorted(both)))
    return {**settings, _TOLD: kept} if kept else dict(settings)


def take_counted(edit: Edit, ours: SessionFile, theirs: SessionFile) -> None:
    """Keep `with_counted` within the edit that merges, so that undoing it takes this back too."""
    settings = with_counted(settings_of(ours), settings_of(theirs))
    if _TOLD in settings:
        edit.run(storage.tables.SessionRow.update(settings=json.dumps(settings)))


def _told(settings: Mapping[str, Any], activity: str) -> _Told:
    worth, answers, counted = settings.get(_TOLD, {}).get(activity, _Told())
    return _Told(worth, answers, tuple(counted))
