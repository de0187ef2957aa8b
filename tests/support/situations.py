"""Situations in which something is said, each made of a real release: what docs/rules.md is printed from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from monitor.definition.benchmarks import Benchmark
from monitor.definition.source import ComparesWith
from monitor.disclosure.release import Release
from monitor.report import words
from monitor.report.benchmark_words import benchmark_sentence
from monitor.report.course_words import course_sentence, split_sentence, whole_scale_sentence
from monitor.report.direction_words import judged_sentence
from monitor.report.funnel_words import funnel_title
from monitor.report.gap_words import gap_sentence
from monitor.report.goal_words import goal_sentence
from monitor.report.plan_words import sight_sentence
from monitor.report.scale_words import mean_change_sentence, scale_sentence
from monitor.report.second_words import second_sentences
from monitor.report.weighting_words import weighted_sentence
from monitor.results import Change, Response, Results, SecondLines, Share
from monitor.statistics.beside import beside
from monitor.statistics.course import course
from monitor.statistics.estimate import estimate
from monitor.statistics.nonresponse import weighted
from monitor.statistics.perspectives import gaps
from monitor.statistics.planning import plan
from monitor.statistics.released_goal import sureness_of
from tests.support.releases import Wave, release_of
from tests.support.scale_releases import with_scales
from tests.support.tables import TEVREDEN, like, release, survey

BEFORE, NOW = "2024-2025", "2025-2026"


@dataclass(frozen=True)
class Situation:
    """A situation, its numbers as they were released, and what is said of it."""

    title: str
    numbers: str
    say: Callable[[], str]


def years(
    *counts: tuple[int, int], first: str = BEFORE, then: str = NOW, forms: tuple[int, int] = (120, 120)
) -> Results:
    table = "school tevreden * {1}\nschool tevreden +|++ {0}"
    return Results.of(
        release(table.format(*pair), year=year, forms=came_in)
        for pair, year, came_in in zip(counts, (first, then), forms, strict=True)
    )


def changed(found: Results, item: str = "tevreden", measure: str = "favourable", first: str = BEFORE) -> Change:
    return found.change("ouders", item, measure, first, NOW)


def told(found: Results, change: Change) -> str:
    """A change with its meaning: what is better comes from the measure of the question."""
    measures = found.measures("ouders", NOW, change.item)
    return judged_sentence(change, next(one.better for one in measures if one.id == change.measure))


def numbers(change: Change) -> str:
    counts = [f"{one.count} of {one.n}" if one and one.shown else "hidden" for one in (change.before, change.after)]
    said = f"{counts[0]} in {change.from_year}, {counts[1]} in {change.to_year}"
    if change.change is None or change.low is None or change.high is None:
        return said
    return f"{said}: {100 * change.change:+.1f} points, {100 * change.low:+.1f} to {100 * change.high:+.1f}"


def of_change(title: str, found: Results, *named: str, first: str = BEFORE) -> Situation:
    change = changed(found, *named, first=first)
    return Situation(title, numbers(change), partial(told, found, change))


def changes() -> Iterator[Situation]:
    yield of_change("A clear rise", years((54, 120), (75, 120)))
    yield of_change("A clear fall", years((75, 120), (54, 120)))
    yield of_change("An unclear change", years((54, 120), (63, 120)))
    yield of_change("Everyone gave the same answer, in both years", years((120, 120), (120, 120)))
    yield of_change("A missing year between", years((54, 120), (75, 120), first="2022-2023"), first="2022-2023")
    often = "school gepest niet|soms|vaak|wn {0}\nschool gepest soms|vaak {1}\nschool gepest vaak {1}"
    bullied = Results.of(release(often.format(120, count), year=year) for count, year in ((15, BEFORE), (40, NOW)))
    yield of_change("A rise in bullying is worse", bullied, "gepest", "regularly")
    knows = "school tevreden * 120\nschool tevreden --|-|0|+|++ {0}"
    aware = Results.of(release(knows.format(count), year=year) for count, year in ((60, BEFORE), (84, NOW)))
    yield of_change("A rise in awareness is better", aware, "tevreden", "known")


def not_compared() -> Iterator[Situation]:
    yield of_change("A year with fewer than 10 answers", years((54, 120), (6, 9), forms=(120, 9)))
    yield of_change("A year with 10 to 29 answers", years((54, 120), (15, 24), forms=(120, 24)))
    other = survey(like(TEVREDEN, version=2, text={"nl": "Bent u tevreden?"}))
    table = "school tevreden * 120\nschool tevreden +|++ {}"
    reworded = Results.of([release(table.format(54), year=BEFORE), release(table.format(75), year=NOW, asked=other)])
    yield of_change("The question was put in other words", reworded)
    found = years((54, 120), (27, 60), forms=(120, 60))
    change = changed(found)

    both = [found.response("ouders", year) for year in (BEFORE, NOW)]
    said = partial(with_response, found, change, both)
    yield Situation("The response collapsed", f"{numbers(change)}; 120, then 60 forms of 200", said)


def with_response(found: Results, change: Change, both: list[Response]) -> str:
    return f"{told(found, change)} {words.response_change_sentence(*both)}"


def one_share(table: str, **made: int) -> tuple[Results, Share]:
    found = Results.of([release(table, year=NOW, **made)])  # type: ignore[arg-type]  # forms and enrolled only
    return found, found.share("ouders", NOW, "tevreden", "favourable")


def levels() -> Iterator[Situation]:
    for title, count, n in (
        ("A share", 84, 120), ("Everybody is satisfied: n of n", 60, 60), ("A share of fewer than 50", 27, 42),
        ("10 to 29 answers", 18, 24), ("A tiny group", 6, 9),
    ):  # fmt: skip
        _found, share = one_share(f"school tevreden * {n}\nschool tevreden +|++ {count}", forms=n)
        yield Situation(title, f"{count} of {n}", partial(words.level_sentence, share, "ouders"))


def responses() -> Iterator[Situation]:
    for title, forms, enrolled in (
        ("Not everybody answered", 120, 200), ("It is not known how many could answer", 120, 0),
        ("More forms than people", 130, 120),
    ):  # fmt: skip
        found, _share = one_share("school tevreden * 120", forms=forms, enrolled=enrolled)
        people = enrolled or "an unknown number"
        said = partial(words.response_sentence, found.response("ouders", NOW), "ouders")
        yield Situation(title, f"{forms} forms of {people}", said)


def second() -> Iterator[Situation]:
    for title, count, n, forms, enrolled, audience in (
        ("Second lines: of all families", 72, 108, 120, 200, "ouders"),
        ("The worst case first: a team of whom nearly all answered", 15, 18, 18, 20, "personeel"),
    ):
        found, share = one_share(f"school tevreden * {n}\nschool tevreden +|++ {count}", forms=forms, enrolled=enrolled)
        said = partial(with_second_lines, share, found.second_lines(share), audience)
        yield Situation(title, f"{count} of {n}, {forms} forms of {enrolled}", said)


def with_second_lines(share: Share, lines: SecondLines, audience: str) -> str:
    return " ".join((words.level_sentence(share, audience), *second_sentences(lines, share, audience)))


def goals() -> Iterator[Situation]:
    for title, count, goal in (
        ("A goal that was met", 90, 0.65), ("A goal that was met, but not surely", 84, 0.65),
        ("A goal that was not met, but not surely", 75, 0.65), ("A goal that was not met", 60, 0.65),
    ):  # fmt: skip
        _found, share = one_share(f"school tevreden * 120\nschool tevreden +|++ {count}")
        sure = sureness_of(share, goal)
        assert isinstance(sure, float)
        yield Situation(
            title, f"{count} of 120, goal {goal:.0%}: sureness {sure:.3f}", partial(goal_sentence, goal, sure)
        )


def scales() -> Iterator[Situation]:
    waves = [with_scales(release_of(Wave("ouders", year, 120, 200)), highest=highest) for year, highest in
             ((BEFORE, 0.45), (NOW, 0.65))]  # fmt: skip
    found = Results.of(waves)
    scale = found.scales("ouders", NOW)[0]
    told_of = f"{scale.share.count} of {scale.share.n} on the highest step"
    yield Situation("A scale of several questions", told_of, partial(scale_sentence, scale, "ouders"))
    change = found.mean_change("ouders", scale.item.id, BEFORE, NOW)
    assert change.before
    assert change.after
    assert change.low is not None
    assert change.high is not None
    numbers = (
        f"mean step {change.before.mean:.2f}, then {change.after.mean:.2f}: {change.low:+.2f} to {change.high:+.2f}"
    )
    yield Situation("A change of a scale", numbers, partial(mean_change_sentence, change))


def over_the_years() -> Iterator[Situation]:
    for title, series in (
        ("Three waves that rise", ((45, "2022-2023"), (60, "2023-2024"), (75, "2024-2025"))),
        ("Three waves with a missing year, undecided", ((60, "2022-2023"), (57, "2024-2025"), (66, "2025-2026"))),
        ("Three waves that are not on one line", ((45, "2022-2023"), (90, "2023-2024"), (72, "2024-2025"))),
    ):
        table = "school tevreden * 120\nschool tevreden +|++ {}"
        waves = [estimate(release(table.format(count), year=year)) for count, year in series]
        told_of = ", ".join(f"{count} of 120 in {year}" for count, year in series)
        yield Situation(
            title, told_of, partial(course_sentence, course(waves, ("tevreden", "favourable", "A", "school")))
        )


def taken_apart() -> Iterator[Situation]:
    """A change on the whole scale and in its two parts, and a funnel."""
    counts = ((12, 15, 30, 30, 12, 21), (6, 12, 24, 42, 24, 12))
    codes = [option.code for option in TEVREDEN.options]
    tables = [
        "\n".join((
            f"school tevreden * {sum(one)}", f"school tevreden +|++ {one[3] + one[4]}",
            f"school tevreden --|-|0|+|++ {sum(one[:5])}",
            *(f"school tevreden {code} {number}" for code, number in zip(codes, one, strict=True)),
        )) for one in counts
    ]  # fmt: skip
    found = Results.of(release(table, year=year) for table, year in zip(tables, (BEFORE, NOW), strict=True))
    told_of = f"{counts[0]}, then {counts[1]}, from least to most satisfied and do not know"
    whole = found.whole_scale("ouders", "tevreden", BEFORE, NOW)
    yield Situation("A change on the whole scale", told_of, partial(whole_scale_sentence, whole))
    parts = found.split("ouders", "tevreden", BEFORE, NOW)
    yield Situation("Its two parts", told_of, partial(split_sentence, parts, "ouders"))
    asked = survey(like(TEVREDEN, id="com_tevreden"))
    renamed = release(tables[1].replace(" tevreden", " com_tevreden"), year=NOW, asked=asked)
    funnel = Results.of([renamed]).funnels("ouders", NOW)[0]
    yield Situation("An awareness funnel", f"{counts[1]}", partial(funnel_title, funnel, "ouders"))


def elsewhere() -> Iterator[Situation]:
    """A figure from elsewhere that may be compared, and one that may not."""
    _found, share = one_share("school tevreden * 120\nschool tevreden +|++ 84")
    for title, kind in (("A figure from elsewhere, asked alike", "A"), ("One that was asked otherwise", "B")):
        pair = ComparesWith(
            survey="ouders", item="tevreden", comparability=kind,  # type: ignore[arg-type]  # both are kinds
            reason={"nl": "Zelfde onderwerp, een andere vraag.", "en": "The same subject, another question."},
        )  # fmt: skip
        figure = Benchmark(
            id="elders", value=55, op="=", measure="favourable", base="A", base_words={"nl": "alle ouders"},
            population={"nl": "ouders in Vlaanderen", "en": "parents in Flanders"}, region="BE-VLG", year=2023,
            source="Bron", compares_with=(pair,),
        )  # fmt: skip
        one = next(one for one in beside(share, (figure,)) if one.benchmark is figure)
        yield Situation(title, "84 of 120, 55 % elsewhere", partial(benchmark_sentence, one))


def weighed() -> Iterator[Situation]:
    """A weighted figure beside the headline: groups that think otherwise, and a difference that chance can make."""
    for title, satisfied, half in (
        ("Weighted: groups think otherwise", 48, 36), ("Weighted: it may be chance", 60, 30),
        ("Weighted: about the same", 75, 30),
    ):  # fmt: skip
        table = (
            f"school tevreden * 150\nschool tevreden +|++ {satisfied + half}\n"
            f"een tevreden * 108\neen tevreden +|++ {satisfied}\ntwee tevreden * 42\ntwee tevreden +|++ {half}"
        )
        made = release(table, year=NOW, enrolled=240, forms=150)
        people = {"een": 120, "twee": 120}
        made = Release(made.manifest.model_copy(update={"enrolled": people}), made.facts)
        estimates = estimate(made)
        found = weighted(estimates, estimates.shares["tevreden", "favourable", "A", "school"])
        assert found.share is not None, found.reason
        told_of = f"{satisfied} of 108 and {half} of 42, each group of 120"
        yield Situation(title, told_of, partial(weighted_sentence, found))


def gaps_between() -> Iterator[Situation]:
    shared = like(TEVREDEN, common="aan_tevreden", comparability=1)
    for title, staff in (("A gap between staff and parents", 27), ("No gap can be determined", 21)):
        waves = [
            estimate(release(
                f"school tevreden * {n}\nschool tevreden --|-|0|+|++ {n}\nschool tevreden +|++ {count}",
                year=NOW, asked=survey(shared).model_copy(update={"id": audience, "audience": audience}),
            ))
            for audience, n, count in (("personeel", 33, staff), ("ouders", 180, 99))
        ]  # fmt: skip
        gap = next(one for one in gaps(NOW, waves) if (one.measure, one.base) == ("favourable", "B"))
        yield Situation(title, f"staff {staff} of 33, parents 99 of 180", partial(gap_sentence, gap))


def before_a_survey() -> Iterator[Situation]:
    made = plan(320, (0.4,))
    yield Situation(
        "Before the survey", "320 families, response 40 %, 70 % satisfied, base 3",
        partial(sight_sentence, made, made.sights[0]),
    )  # fmt: skip


def situations() -> list[Situation]:
    parts = (
        changes,
        not_compared,
        levels,
        responses,
        second,
        goals,
        scales,
        over_the_years,
        taken_apart,
        weighed,
        elsewhere,
        gaps_between,
        before_a_survey,
    )
    return [one for part in parts for one in part()]
