"""What the phones are shown in the tests: a question of every form, in both languages."""

from __future__ import annotations

from typing import Any


def both(english: str, dutch: str = "") -> dict[str, str]:
    """A text in both languages."""
    return {"en": english, "nl": dutch or f"{english} (nl)"}


def answer(value: str, label: str = "", dutch: str = "", mark: str = "") -> dict[str, Any]:
    """One answer; without a label its mark says it all."""
    said = both(label, dutch) if label else {"en": "", "nl": ""}
    return {"value": value, "mark": mark or value, "label": said}


def question(
    id_: str,
    form: str,
    prompt: dict[str, str],
    answers: tuple[dict[str, Any], ...] = (),
    zero: dict[str, Any] | None = None,
    part_of: str = "",
    places: int = 0,
) -> dict[str, Any]:
    """One line of a ballot, as ``GET /state`` has it."""
    return {
        "id": id_,
        "form": form,
        "prompt": prompt,
        "answers": list(answers),
        "zero": zero,
        "part_of": part_of,
        "places": places,
        "max_length": 40,
    }


AGREE = tuple(
    answer(str(point), *labels)
    for point, labels in enumerate(
        [
            ("Not at all", "Helemaal niet"),
            ("Hardly", "Nauwelijks"),
            ("Partly", "Deels"),
            ("Largely", "Grotendeels"),
            ("Fully", "Helemaal"),
        ],
        1,
    )
)
PLACES = tuple(answer(str(place)) for place in (1, 2, 3))

SCALE = question(
    "q1",
    "scale",
    both("Decisions in our team start with the customer.", "Onze besluiten beginnen bij de klant."),
    AGREE,
    answer("0", "Cannot judge", "Kan ik niet beoordelen"),
)
CHOICE = question(
    "q2",
    "choice",
    both("What would you do first?", "Wat zou je het eerst doen?"),
    (
        answer("1", "Call the customer back", "De klant terugbellen"),
        answer("2", "Ask a colleague", "Een collega vragen"),
        answer("3", "Look it up", "Het opzoeken"),
    ),
)
RANK = tuple(
    question(f"r{n}", "rank", both(*said), PLACES, part_of="top", places=3)
    for n, said in enumerate(
        [
            ("Answer the same day", "Dezelfde dag antwoorden"),
            ("One person for each customer", "Eén persoon voor elke klant"),
            ("Ask for the reason", "Vragen naar de reden"),
            ("Say what will happen next", "Zeggen wat er nu gebeurt"),
        ],
        1,
    )
)
NUMBER = question(
    "n1",
    "number",
    both("What do customers give us, you think?", "Wat geven klanten ons, denk je?"),
    tuple(answer(str(number)) for number in range(-100, 101)),
)
WORD = question("w1", "word", both("How do you leave today?", "Hoe ga je weg vandaag?"))
EVERYTHING = (SCALE, CHOICE, *RANK, NUMBER, WORD)

GROUPS = (
    {"id": "floor", "label": both("Floor", "Werkvloer")},
    {"id": "middle", "label": both("Middle", "Middenkader")},
    {"id": "top", "label": both("Top", "Top")},
)

TITLE = both("Closer to our customers", "Dichter bij onze klanten")
ASKED = both("Where do we stand today?", "Waar staan we vandaag?")


def state(
    state: str,
    round_: str = "",
    questions: tuple[dict[str, Any], ...] = (),
    groups: tuple[dict[str, Any], ...] = (),
    *,
    named: bool = False,
    note: dict[str, str] | None = None,
    also: tuple[str, ...] = (),
) -> dict[str, Any]:
    """What a room shows, without what differs from phone to phone."""
    return {
        "state": state,
        "round": round_,
        "title": TITLE,
        "activity": both("Five answers", "Vijf antwoorden") if questions else {},
        "question": ASKED if questions else {},
        "questions": list(questions),
        "groups": list(groups),
        "named": named,
        "note": note or {},
        "rounds": [round_, *also] if state == "open" else [],
        "words": {"top": both("What should become our habit?", "Wat wordt onze gewoonte?")},
    }


def opened(
    *questions: dict[str, Any],
    round_: str = "one",
    groups: Any = (),
    named: bool = False,
    also: tuple[str, ...] = (),
) -> dict[str, Any]:
    """An open round; ``also`` are open beside it."""
    return state("open", round_, questions or (SCALE,), tuple(groups), named=named, also=also)
