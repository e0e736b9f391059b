"""What the seven kinds of the taster ask of their activities, as the kinds will declare it."""

from __future__ import annotations

from workshop_app.method.model import (
    Activity,
    Complain,
    KindShape,
    ListShape,
    SettingShape,
)

TEXT = SettingShape("text")
WHOLE = SettingShape("whole")

ROSTER = KindShape(
    "roster",
    lists={
        "fields": ListShape(required=True, attributes={"optional": SettingShape("truth")}),
    },
    settings={"roles": SettingShape("text", refers="method.roles", many=True)},
    views=("title", "question", "collect", "content"),
)

BOARD = KindShape(
    "board",
    lists={
        "columns": ListShape(
            required=True,
            attributes={"side": SettingShape("text", allowed=("inside", "outside"))},
        ),
        "tags": ListShape(),
    },
    texts={"case": False},
    views=("title", "question", "card", "collect", "content"),
)

RATING = KindShape(
    "rating",
    lists={
        "axes": ListShape(required=True),
        "items": ListShape(
            required=True,
            attributes={"axis": SettingShape("text", required=True, refers="axes")},
            unique=True,
        ),
        "passes": ListShape(),
        "columns": ListShape(),
    },
    settings={"scale": SettingShape("text", required=True, refers="method.scales")},
)


def _check_poll(activity: Activity, complain: Complain) -> None:
    """A form needs what it is answered with."""
    options = len(activity.list("options"))
    for place, question in enumerate(activity.list("questions")):
        at = ("questions", place)
        form = question.setting("form")
        least, most = question.setting("min"), question.setting("max")
        if form in ("choice", "rank") and options < 2:
            complain("the form “{form}” needs at least two options", *at, form=form)
        if form == "rank" and not 1 <= question.setting("places", 0) <= options:
            complain("“places” must be from 1 to the number of options", *at)
        if form == "number" and (least is None or most is None or least >= most):
            complain("the form “number” needs a “min” below its “max”", *at)


POLL = KindShape(
    "poll",
    lists={
        "questions": ListShape(
            required=True,
            attributes={
                "form": SettingShape(
                    "text",
                    required=True,
                    allowed=("choice", "rank", "number", "word", "nps11", "gradient8"),
                ),
                "min": WHOLE,
                "max": WHOLE,
                "places": WHOLE,
            },
            unique=True,
        ),
        "options": ListShape(attributes={"column": SettingShape()}),
        "passes": ListShape(),
        "columns": ListShape(),
    },
    views=("title", "question", "card", "collect", "guess", "total", "groups", "content"),
    check=_check_poll,
)

PLEDGE = KindShape(
    "pledge",
    lists={
        "fields": ListShape(
            required=True,
            attributes={
                "form": SettingShape(
                    "text", required=True, allowed=("text", "choice", "person", "date")
                ),
            },
        ),
        "options": ListShape(
            attributes={"field": SettingShape("text", required=True, refers="fields")},
        ),
    },
    views=("title", "question", "collect", "content"),
)

TALK = KindShape("talk", views=("title", "question", "content"))

JOURNEY = KindShape(
    "journey",
    lists={
        "stages": ListShape(required=True),
        "lanes": ListShape(
            required=True,
            attributes={
                "form": SettingShape(
                    "text", required=True, allowed=("text", "emotion", "friction", "departments")
                ),
                "min": WHOLE,
                "max": WHOLE,
            },
        ),
    },
    views=("title", "question", "card", "collect", "content"),
)

SHAPES = {shape.key: shape for shape in (ROSTER, BOARD, RATING, POLL, PLEDGE, TALK, JOURNEY)}
