"""The built-in method: complete in both languages, and word for word what was decided."""

from __future__ import annotations

import re

import pytest

from workshop_app.kinds import registry
from workshop_app.method.model import VIEWS, Method

CHECKLIST = [
    "Caring for customers gives us energy; nobody needs to act it.",
    "Our work has meaning, and customers notice humans behind it.",
    "Our decisions serve people and planet besides profit.",
    "Sincere attention is our road to healthy, lasting growth.",
    "Recommendations are earned here, never bought or pushed.",
    "Our own people are fans before we expect it of customers.",
    "One shared dream, in plain words everybody uses, guides us.",
    "Departments pull one way, and this year’s goals fit our five-year course.",
    "We answer for joint results rather than ticking off own tasks.",
    "Teams mixing trades and ranks tackle customer issues.",
    "People can, may and dare challenge our habits.",
    "Soft values weigh as much as hard figures, for every stakeholder.",
    "We steer on perceived quality and effect as firmly as on volume.",
    "Basics work; the front line rarely repairs our errors.",
    "We grant this change years, also when results lag.",
    "New behaviour is safe to try.",
    "Colleagues may leave a rule aside when wiser.",
    "Leaders cultivate instead of control.",
]

VERBATIM = {
    "see-five-answers.items.fa1": "The answers tell one story.",
    "see-five-answers.axes.enthusing": "Enthusing",
    "see-checklist.script.1": "Ask for an ordinary Tuesday, not the brochure.",
    "see-checklist.script.2": "",
    "see-checklist.tips.2": "Top stays silent first.",
    "see-customer-story.columns.we_felt": "We felt and thought",
    "see-customer-story.script.6": "One-line lesson.",
    "see-journey.lanes.emotion": "Emotion (−2…+2)",
    "see-journey.script.8": "“Was that my day?”",
    "think-moral-wisdom.questions.mw2": "Grieving caller needs forty minutes; norm is six.",
    "think-moral-wisdom.options.change": "Change rule",
    "act-rituals.script.2": "Top three.",
    "act-rituals.options.ri6": "Heard–did–happened wall",
    "be-pledge.fields.first_step": "First small step",
    "be-pledge.options.courage": "Courage",
    "be-heartbeat.questions.hb2": "I trust we will follow through (1–5)",
    "routines.reveal.1": "Room guesses the shape.",
    "card.1": "Only totals are kept.",
    "card.2": "Small groups are merged.",
    "scales.agree5.4": "Largely",
    "scales.agree5.0": "Cannot judge",
    "phases.see.name": "SEE differently",
    "phases.be.line": "Make it who we are.",
    "levels.3": "Team or middle manager",
    "bands.floor": "Floor",
    "roles.customer_advocate": "Customer advocate",
    "tasks.sponsor": "Opens, speaks last, reports back within 14 days.",
}

DUTCH = {
    "card.1": "We bewaren alleen totalen.",
    "card.2": "Kleine groepen voegen we samen.",
    "scales.agree5.0": "Kan ik niet beoordelen",
    "scales.gradient8.6": "Liever niet, maar ik houd het niet tegen",
    "phases.see.name": "Anders kijken",
    "phases.think.line": "Bevraag wat we vanzelfsprekend vinden.",
    "see-checklist.axes.care": "Oprechte aandacht",
    "see-checklist.axes.space": "Ruimte",
    "see-journey.stages.post_sale": "Na de koop",
    "roles.facilitator": "Begeleider",
    "roles.customer_advocate": "Stem van de klant",
    "roles.table_host": "Tafelgastheer of -vrouw",
    "levels.2": "Specialist of staf",
    "bands.middle": "Middenkader",
}


def test_activities_come_in_the_order_of_their_phases(method: Method) -> None:
    phases = [activity.phase for activity in method.activities.values()]
    assert list(dict.fromkeys(phases)) == ["see", "think", "act", "be", ""]


def test_the_checklist_is_word_for_word(method: Method) -> None:
    items = method.activity("see-checklist").list("items")
    assert [item.id for item in items] == [f"ck{number:02}" for number in range(1, 19)]
    assert [method.text(f"see-checklist.items.{item.id}", "en") for item in items] == CHECKLIST
    axes = [axis.id for axis in method.activity("see-checklist").list("axes")]
    assert [item.setting("axis") for item in items] == [axis for axis in axes for _ in range(3)]


@pytest.mark.parametrize("key", VERBATIM)
def test_english_is_word_for_word(method: Method, key: str) -> None:
    assert method.text(key, "en") == VERBATIM[key]


@pytest.mark.parametrize("key", DUTCH)
def test_given_dutch_is_word_for_word(method: Method, key: str) -> None:
    assert method.text(key, "nl") == DUTCH[key]


def test_the_taster_takes_ninety_minutes(method: Method) -> None:
    agenda = method.agendas["taster-90"]
    assert [(slot.activity, slot.minutes) for slot in agenda.slots] == [
        ("see-roster", 5),
        ("see-customer-story", 10),
        ("see-five-answers", 15),
        ("see-checklist", 20),
        ("think-moral-wisdom", 10),
        ("act-rituals", 15),
        ("be-pledge", 10),
        ("be-heartbeat", 5),
    ]
    assert agenda.net == agenda.total == sum(slot.minutes for slot in agenda.slots) == 90


def test_routines_unfold_into_what_the_activity_can_show(method: Method) -> None:
    def views(activity: str, line: int) -> list[tuple[int, str]]:
        steps = method.activity(activity).steps
        return [(step.part, step.view) for step in steps if step.line == line]

    assert views("see-checklist", 2) == [(1, "card"), (2, "collect")]
    assert views("see-checklist", 3) == [
        (1, "guess"),
        (2, "total"),
        (3, "agreement"),
        (4, "groups"),
        (5, "groups"),
    ]
    assert views("act-rituals", 3) == [(1, "guess"), (2, "total"), (4, "groups"), (5, "groups")]
    assert views("see-customer-story", 6) == [(1, "content")]
    assert method.activity("see-customer-story").steps[-1].minutes == 1


def test_every_step_can_be_shown_and_read_out(method: Method) -> None:
    for activity in method.activities.values():
        for step in activity.steps:
            assert step.view in registry.kind(activity.kind).shape.views
            assert step.view in VIEWS
            assert step.view != "groups" or activity.compare
            for language in method.languages:
                assert method.text(step.key(activity.id), language)


def test_all_languages_have_the_same_keys(method: Method) -> None:
    assert set(method.words) == {"en", "nl"}
    assert method.words["en"].keys() == method.words["nl"].keys()


def test_nothing_was_left_untranslated(method: Method) -> None:
    english, dutch = method.words["en"], method.words["nl"]
    assert {key for key, text in english.items() if text and text == dutch[key]} == {
        *("bands.top", "tools.nps", "tools.rater", "be-pledge.options.agenda"),
        *("think-agreement.live", "think-rater.title", "be-ecosystem.columns.partners"),
        *("think-seven-cs.axes.insights", "think-seven-cs.axes.criteria"),
        *("think-shift.items.sh6.left", "think-shift.items.sh6.right"),
        *("think-shift.items.sh7.left", "act-plan.fields.start", "act-plan.fields.status"),
        "act-scorecard.rows.sc-nps",
        *(f"act-scorecard.cases.sc-{row}" for row in ("nps", "churn", "sat", "care", "cac")),
    }


@pytest.mark.parametrize("language", ["en", "nl"])
def test_typography(method: Method, language: str) -> None:
    for key, text in method.words[language].items():
        assert not re.search("[\"'`]|\\.\\.\\.|  |\n", text), f"{key}: {text}"
        assert text.count("“") == text.count("”"), f"{key}: {text}"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_voters_read_is_short(method: Method, language: str) -> None:
    for key, text in method.words[language].items():
        parts = key.split(".")
        if len(parts) > 2 and parts[1] in ("items", "questions", "options", "columns", "axes"):
            assert len(text) <= 120, f"{key}: {len(text)}"


def test_dutch_keeps_care_apart_from_nursing(method: Method) -> None:
    for key, text in method.words["nl"].items():
        assert not re.search(r"\bzorg\b", text, re.IGNORECASE), f"{key}: {text}"
        assert not re.search(r"\b(u|uw)\b", text), f"{key}: {text}"


def test_sources_lead_to_the_reading_list(method: Method) -> None:
    known = {entry.source for entry in method.reading if entry.source}
    assert known == {"Wuring", "Lowenstein", "Travis", "CC meeting", "Willemse"}
    for activity in method.activities.values():
        assert known.issuperset(activity.source)
