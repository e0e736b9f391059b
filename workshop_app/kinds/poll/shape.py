"""What a poll is described by in a method: its questions with their forms, its options."""

from __future__ import annotations

from workshop_app.method.model import Activity, Complain, KindShape, ListShape, SettingShape
from workshop_app.session.number_question import check_range

NPS, GRADIENT = "nps11", "gradient8"
SCALES = {NPS: range(11), GRADIENT: range(1, 9)}
"""Forms that are a scale of the method; where it has none of that name, bare numbers."""

FORMS = ("choice", "rank", "number", "word", *SCALES)


def _parts(activity: Activity) -> tuple[str, ...]:
    """What was said in each column, and what was voted."""
    lists = ("columns", "questions")
    return tuple(part.id for name in lists for part in activity.list(name))


def _check(activity: Activity, complain: Complain) -> None:
    """A form needs what it is answered with."""
    options = len(activity.list("options"))
    columns_ = [part.id for part in activity.list("columns")]
    for name, key in (("options", "column"), ("questions", "column"), ("questions", "known")):
        for place, part in enumerate(activity.list(name)):
            if part.setting(key) and part.setting(key) not in columns_:
                complain("“{key}” must be one of the activity’s columns", name, place, key=key)
    ranked = 0
    for place, question in enumerate(activity.list("questions")):
        at = ("questions", place)
        form = question.setting("form")
        if form in ("choice", "rank") and options < 2:
            complain("the form “{form}” needs at least two options", *at, form=form)
        if form == "rank" and not 1 <= question.setting("places", 0) <= options:
            complain("“places” must be from 1 to the number of options", *at)
        if form == "number":
            check_range(question, place, complain)
        ranked += form == "rank"
        if form == "rank" and ranked > 1:
            complain("a poll ranks its options once", *at)


SHAPE = KindShape(
    "poll",
    lists={
        "questions": ListShape(
            required=True,
            attributes={
                "form": SettingShape(required=True, allowed=FORMS),
                "min": SettingShape("whole"),
                "max": SettingShape("whole"),
                "places": SettingShape("whole"),
                "column": SettingShape(),
                "known": SettingShape(),
            },
            unique=True,
        ),
        "options": ListShape(attributes={"column": SettingShape()}),
        "passes": ListShape(),
        "columns": ListShape(),
    },
    views=("title", "question", "card", "collect", "guess", "total", "groups", "content"),
    check=_check,
    parts=_parts,
)
