"""A loaded method: found again in a session file, and clear about what it lacks."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from workshop_app.errors import UserError
from workshop_app.method.model import Method, Scale


def test_json_loses_nothing(method: Method) -> None:
    text = method.to_json()
    again = Method.from_json(text)
    assert again == method
    assert again.to_json() == text
    assert list(again.activities) == list(method.activities)
    assert list(again.words["en"]) == list(method.words["en"])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"format": 1}',
        "[" * 100_000,
        '{"format": 1, "id": "a", "version": 9',
    ],
)
def test_what_is_no_method_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        Method.from_json(text)


def test_a_method_of_a_newer_app_is_refused(method: Method) -> None:
    stored = json.loads(method.to_json())
    stored["format"] = 2
    with pytest.raises(UserError, match="newer version"):
        Method.from_json(json.dumps(stored))


def test_half_a_method_is_refused(method: Method) -> None:
    for key in json.loads(method.to_json()):
        stored = json.loads(method.to_json())
        del stored[key]
        with pytest.raises(UserError):
            Method.from_json(json.dumps(stored))


def test_an_unknown_activity_names_near_ones(method: Method) -> None:
    with pytest.raises(UserError) as caught:
        method.activity("see-checklists")
    assert "has no activity “see-checklists”" in caught.value.sentence
    assert "“see-checklist”" in caught.value.sentence
    with pytest.raises(UserError, match="Choose another activity"):
        method.activity("xyzzy")


def test_texts_and_their_absence(method: Method) -> None:
    assert method.texts("card", "nl") == (
        "We bewaren alleen totalen.",
        "Kleine groepen voegen we samen.",
    )
    assert method.texts("break.tips", "en") == ()
    assert method.has("see-journey.tips.4", "en")
    assert not method.has("see-journey.tips.5", "en")
    assert not method.has("title", "fr")
    with pytest.raises(KeyError, match="no words for 'nothing' in 'en'"):
        method.text("nothing", "en")
    with pytest.raises(KeyError, match="in 'fr'"):
        method.text("title", "fr")


def test_settings_and_lists_have_defaults(method: Method) -> None:
    activity = method.activity("see-checklist")
    assert activity.setting("scale") == "agree5"
    assert activity.setting("nothing", 3) == 3
    assert activity.list("nothing") == ()
    assert method.activity("act-rituals").list("questions")[0].setting("places") == 3


def test_the_points_that_carry_words() -> None:
    assert Scale("agree", (1, 2, 3), zero=True).named == (1, 2, 3, 0)
    assert Scale("nps", tuple(range(11)), ends=True).named == (0, 10)


def test_reading_json_does_not_load_what_only_the_loader_needs(method: Method) -> None:
    code = (
        "import sys\n"
        "from workshop_app.method.model import Method\n"
        "Method.from_json(sys.stdin.read()).activity('see-journey')\n"
        "print([name for name in ('tomllib', 'difflib', 'workshop_app.method.loader')"
        " if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=method.to_json(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == "[]"
