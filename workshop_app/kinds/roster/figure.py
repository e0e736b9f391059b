"""The room drawn and told: bars, mix dial, lights; counts, roles and missing voices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.directions import joined
from workshop_app.figures import roster as builder
from workshop_app.figures.mix_dial import Light, Mix, MixRule
from workshop_app.figures.table import Cell, Column, Table

if TYPE_CHECKING:
    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.kinds.roster.model import Role, RosterResults, Seating
    from workshop_app.session.context import Context


def figures(results: RosterResults, canvas: Canvas, context: Context) -> tuple[Figure, ...]:
    """Bars per department and level beside the mix dial; the tables' lights below."""
    words = context.words
    parts = (
        builder.RosterPart(
            words("roster.departments"),
            tuple(
                builder.RosterBar(f"department:{name}", _department(name, context), count)
                for name, count in results.departments
            ),
        ),
        builder.RosterPart(
            words("roster.levels"),
            tuple(
                builder.RosterBar(f"level:{level}", _level(level, context), count)
                for level, count in results.levels
            ),
        ),
    )
    mix = results.mix
    return builder.roster(
        parts,
        Mix(
            mix.index if mix else None,
            words(f"roster.mix.{mix.word}") if mix else "",
            words("roster.mix"),
        ),
        Light(results.rules.light, _light_words(results, context)),
        [
            MixRule(words(f"roster.rule.{rule}"), met)
            for rule, met in results.rules.rules.items()
        ],
        canvas,
        words.number,
        tables=[Light(table.light, _table_words(table, context)) for table in results.tables],
        title=context.text("question"),
    )


def _department(name: str, context: Context) -> str:
    return name or context.words("roster.not_given")


def _level(level: int | None, context: Context) -> str:
    if level is None:
        return context.words("roster.not_given")
    return f"L{level} {context.of_method(f'levels.{level}')}"


def _light_words(results: RosterResults, context: Context) -> str:
    missed = sum(not met for met in results.rules.rules.values())
    return context.words("roster.missed", n=missed) if missed else context.words("roster.met")


def _table_words(table: Seating, context: Context) -> str:
    """The table and what is wrong there: “Table 2: fewer than 3 departments”."""
    name, missed = table_name(table.name, context), _missed(table, context)
    return f"{name}: {missed}" if missed else name


def _missed(table: Seating, context: Context) -> str:
    """The rules that a table misses."""
    rules = (rule for rule, met in table.rules.items() if not met)
    return ", ".join(context.words(f"roster.table.{rule}") for rule in rules)


def table_name(name: str, context: Context) -> str:
    """“Table 3”; a table that has a name of its own keeps it."""
    return context.words("roster.table", name=name) if name.isdigit() else name


# -- tables ------------------------------------------------------------------------------


def tables(results: RosterResults, context: Context) -> tuple[Table, ...]:
    """Counts, mix rules, roles, tables and missing voices, as far as there are any."""
    words = context.words
    found = [
        _counts(
            words("roster.departments"),
            [(_department(name, context), count) for name, count in results.departments],
            context,
        ),
        _counts(
            words("roster.levels"),
            [(_level(level, context), count) for level, count in results.levels],
            context,
        ),
        _rules_table(results, context),
    ]
    if any(role.holders for role in results.roles):
        found.append(_roles_table(results, context))
    if results.tables:
        found.append(_seating_table(results, context))
    if results.missing:
        found.append(
            Table(
                words("roster.missing"),
                (Column(words("roster.voice")),),
                tuple((text,) for text in results.missing),
            )
        )
    return tuple(found)


def _counts(title: str, counts: list[tuple[str, int]], context: Context) -> Table:
    columns = (Column(title, width=3.0), Column(context.words("roster.people"), 0))
    return Table(title, columns, tuple(counts))


def _rules_table(results: RosterResults, context: Context) -> Table:
    words = context.words
    rows = tuple(
        (words(f"roster.rule.{rule}"), words("roster.yes" if met else "roster.no"))
        for rule, met in results.rules.rules.items()
    )
    note = ""
    if results.mix:
        word = words(f"roster.mix.{results.mix.word}")
        note = words("roster.mix_note", index=words.number(results.mix.index), word=word)
    columns = (Column(words("roster.rule"), width=3.0), Column(words("roster.is_met")))
    return Table(words("roster.mix"), columns, rows, note)


def _roles_table(results: RosterResults, context: Context) -> Table:
    words = context.words
    rows = [
        (context.of_method(f"roles.{role.id}"), _holders(role, context))
        for role in results.roles
        if role.holders
    ]
    return Table(
        words("roster.roles"),
        (Column(words("roster.role")), Column(words("roster.who"), width=2.0)),
        tuple(rows),
    )


def _holders(role: Role, context: Context) -> str:
    """The names with consent, and how many more there are."""
    others = role.holders - len(role.names)
    if not role.names:
        return context.words("roster.unnamed", n=others)
    if others:
        return context.words(
            "roster.named_and_others", n=others, names=joined(role.names)
        )
    return context.words.listing(list(role.names))


def _seating_table(results: RosterResults, context: Context) -> Table:
    words = context.words
    rows: list[tuple[Cell, ...]] = []
    for table in results.tables:
        said = _missed(table, context) or words("roster.well_mixed")
        rows.append((table_name(table.name, context), table.people, said))
    columns = (
        Column(words("roster.table_head")),
        Column(words("roster.people"), 0, 0.6),
        Column(words("roster.mix"), width=2.5),
    )
    return Table(words("roster.tables"), columns, tuple(rows))
