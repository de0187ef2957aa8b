"""The count written again in SQL, and run by DuckDB on the file itself: no code of ours reads, settles or counts.

What is made true of answers before they are counted stands here in CASE: routing, options that exclude each other, and
the categories of a derived scale in whole numbers.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from monitor.definition.derived import DerivedScale
from monitor.definition.model import Item, ItemType, Survey

Counted = dict[tuple[str, str, int], int]
"""How many forms, by column, label of the class and code."""


def counted(file: Path, survey: Survey, scales: Sequence[DerivedScale] = ()) -> Counted:
    """Every column of the tally, counted by DuckDB; what nobody chose is left out."""
    with duckdb.connect() as base:
        given = {name for name, *_rest in base.execute(f"describe from read_parquet('{file}')").fetchall()}
        base.execute(f"create table forms as select row_number() over () as form, * from read_parquet('{file}')")
        made = [":class"]
        for column, sql in _columns(survey, given):
            base.execute(f'create or replace table forms as select *, {sql} as "s {column}" from forms')
            made.append(column)
        for scale in scales:
            base.execute(
                f'create or replace table forms as select *, {_scale(scale, survey)} as "s {scale.id}" from forms'
            )
            made.append(scale.id)
        found: Counted = {}
        for column in made[1:]:
            rows = base.execute(f'select ":class"::varchar, "s {column}"::int, count(*) from forms group by 1, 2')
            found |= {(column, label, code): forms for label, code, forms in rows.fetchall()}
        return found


def _columns(survey: Survey, given: set[str]) -> Iterator[tuple[str, str]]:
    for item in survey.items:
        if item.type is ItemType.MULTIPLE:
            yield from _multiple(item, survey, given)
        elif item.type in (ItemType.SINGLE, ItemType.LIKERT):
            yield item.id, _if_shown(item, survey, _raw(item.id, given), len(item.options) + 1)
        elif item.type is ItemType.RANKING:
            for code in item.codes():
                name = f"{item.id}:{code}"
                yield name, _if_shown(item, survey, _raw(name, given), len(item.options) + 1)


def _raw(column: str, given: set[str]) -> str:
    return f'"{column}"' if column in given else "0"


def _multiple(item: Item, survey: Survey, given: set[str]) -> Iterator[tuple[str, str]]:
    """The options; one that excludes the others counts where no other, and none such before it, is ticked."""
    raw = {option.code: _raw(f"{item.id}:{option.code}", given) for option in item.options}
    others = [raw[option.code] for option in item.options if not option.exclusive]
    settled: dict[str, str] = {}
    for option in item.options:
        before = [raw[one.code] for one in item.options if one.exclusive]
        before = before[: before.index(raw[option.code])] if option.exclusive else []
        rivals = " or ".join(f"{one} = 2" for one in (*others, *before)) or "false"
        own = raw[option.code]
        settled[option.code] = f"case when {own} = 2 and ({rivals}) then 1 else {own} end" if option.exclusive else own
    for code, sql in settled.items():
        yield f"{item.id}:{code}", _if_shown(item, survey, sql, 3)
    any_tick = " or ".join(f"({sql}) = 2" for sql in settled.values())
    all_absent = " and ".join(f"({sql}) = 3" for sql in settled.values())
    yield item.id, _if_shown(item, survey, f"case when {any_tick} then 1 when {all_absent} then 2 else 0 end", 2)


def _if_shown(item: Item, survey: Survey, sql: str, absent: int) -> str:
    conditions = []
    for condition in item.routing:
        parent = survey.item(condition.item)
        if parent.type is ItemType.MULTIPLE:
            conditions += [f'"s {parent.id}:{code}" = 2' for code in condition.options]
        else:
            places = [str(1 + parent.codes().index(code)) for code in condition.options]
            conditions.append(f'"s {parent.id}" in ({", ".join(places)})')
    return f"case when {' or '.join(conditions)} then {sql} else {absent} end" if conditions else sql


def _scale(scale: DerivedScale, survey: Survey) -> str:
    """The category of the mean of what was answered, if that is half of the questions or more; in hundredths."""
    points, answers = [], []
    for name in scale.items:
        values = [option.value for option in survey.item(name).options]
        known = [value for value in values if value is not None]
        turned = {
            place: (min(known) + max(known) - value if name in scale.reversed else value)
            for place, value in enumerate(values, 1)
            if value is not None
        }
        points.append(f'case "s {name}" ' + " ".join(f"when {p} then {v}" for p, v in turned.items()) + " else 0 end")
        answers.append(f'case when "s {name}" in ({", ".join(map(str, turned))}) then 1 else 0 end')
    total, n = f"({' + '.join(points)})", f"({' + '.join(answers)})"
    steps = [
        f"when 100 * {total} >= {round(100 * float(step.least))} * {n} then {place}"
        for place, step in reversed([*enumerate(scale.categories, 1)])
        if step.least is not None
    ]
    return f"case when 2 * {n} < {len(scale.items)} or {n} = 0 then 0 {' '.join(steps)} else 1 end"
