"""Small questionnaires, answers and groups for the tests of counting and protection."""

from collections.abc import Mapping, Sequence
from random import Random

import numpy as np

from monitor.anonymous import AnonymousAnswers
from monitor.counting.tally import Tally, tally
from monitor.definition.codebook import TICKED, codebook, columns_of
from monitor.definition.derived import DerivedScale
from monitor.definition.model import Condition, Item, ItemType, Option, Survey
from monitor.disclosure.groups import Tree, reporting_tree
from monitor.disclosure.release import Policy

POLICY = Policy(k=10, base=3, base_sensitive=5, all_options_from=60, three_options_from=30)
SCALE = ("zeer_ontevreden", "ontevreden", "neutraal", "tevreden", "zeer_tevreden")


def item(
    id: str,
    options: Sequence[str],
    *,
    type: ItemType = ItemType.SINGLE,
    favourable: Sequence[str] = (),
    exclusive: Sequence[str] = (),
    unknown: Sequence[str] = (),
    refusal: Sequence[str] = (),
    shown_if: Mapping[str, Sequence[str]] | None = None,
    sensitive: int = 0,
    values: bool = False,
) -> Item:
    return Item(
        id=id,
        type=type,
        text={"nl": id},
        options=tuple(
            Option(
                code=code,
                label={"nl": code},
                value=place if values and code not in unknown else None,
                exclusive=code in exclusive,
                dont_know=code in unknown,
                prefer_not=code in refusal,
            )
            for place, code in enumerate(options, start=1)
        ),
        favourable=tuple(favourable),
        sensitive=sensitive,
        routing=tuple(Condition(item=parent, options=tuple(codes)) for parent, codes in (shown_if or {}).items()),
    )


def satisfaction(id: str = "tevreden") -> Item:
    options = (*SCALE, "weet_niet")
    return item(id, options, type=ItemType.LIKERT, favourable=SCALE[3:], unknown=("weet_niet",), values=True)


def survey(*items: Item) -> Survey:
    return Survey(id="proef", audience="ouders", version="1", title={"nl": "proef"}, items=items)


def answers(asked: Survey, people: Sequence[tuple[str, Mapping[str, str | Sequence[str]]]]) -> AnonymousAnswers:
    """Answers of people given as (class or "", {item: option or options ticked})."""
    groups = tuple(sorted({group for group, _given in people} - {""}))
    codes = {column.name: np.zeros(len(people), dtype=np.int8) for column in codebook(asked)}
    for row, (_group, given) in enumerate(people):
        for id, answer in given.items():
            one = asked.item(id)
            if one.type is ItemType.MULTIPLE:
                for code in one.codes():
                    codes[f"{id}:{code}"][row] = TICKED if code in answer else 1
            else:
                codes[id][row] = 1 + one.codes().index(str(answer))
    group = np.array([(groups.index(g) + 1) if g else 0 for g, _given in people], dtype=np.int16)
    return AnonymousAnswers(asked.id, groups, group, codes)


def random_wave(
    asked: Survey,
    sizes: Mapping[str, int],
    seed: int,
    *,
    stages: Mapping[str, Sequence[str]] | None = None,
    scales: Sequence[DerivedScale] = (),
) -> tuple[Tally, Tree]:
    """A wave of a made-up school: so many people per class, each item with levels of its own."""
    random = Random(seed)
    levels = {one.id: [random.random() + 0.05 for _ in one.options] for one in asked.items}
    people = []
    for group, size in sizes.items():
        for _ in range(size):
            given: dict[str, str | list[str]] = {}
            for one in asked.items:
                if not columns_of(one) or random.random() < 0.04:
                    continue
                if one.type is ItemType.MULTIPLE:
                    ticked = [c for c, p in zip(one.codes(), levels[one.id], strict=True) if random.random() < p / 2]
                    if ticked:
                        given[one.id] = ticked
                else:
                    given[one.id] = random.choices(one.codes(), levels[one.id])[0]
            people.append((group, given))
    counted = tally(answers(asked, people), asked, scales)
    return counted, reporting_tree(counted.forms_by_group(), stages or {}, POLICY.k)
