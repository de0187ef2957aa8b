"""Words that every questionnaire uses: the steps of scales in their order, and what denies a whole list."""

import pytest

from monitor.intake.words import excludes_others, scale_order


@pytest.mark.parametrize(
    ("label", "excludes"),
    [
        ("Geen van deze", True),
        ("Aan niemand", True),
        ("Niets van dit alles", True),
        ("Nergens, ik los het zelf op", True),
        ("None of the above", True),
        ("Aucun de ceux-ci", True),
        ("Keine der genannten", True),
        ("Geen tijd", False),
        ("Niets doen", False),
    ],
)
def test_none_of_these_in_four_languages(label: str, excludes: bool) -> None:
    assert excludes_others(label) is excludes


@pytest.mark.parametrize(
    "steps",
    [
        ("helemaal mee oneens", "eerder oneens", "eerder eens", "helemaal mee eens"),
        ("1 = nooit", "2 = zelden", "3 = soms", "4 = vaak", "5 = altijd"),
        ("strongly disagree (1)", "disagree (2)", "agree (3)", "strongly agree (4)"),
        ("pas du tout d'accord", "plutôt pas d'accord", "plutôt d'accord", "tout à fait d'accord"),
        ("trifft gar nicht zu", "trifft eher nicht zu", "teils/teils", "trifft eher zu", "trifft voll zu"),
        ("niet waar", "een beetje waar", "zeker waar"),
        ("heel onveilig", "onveilig", "veilig", "heel veilig"),
        ("zeer moeilijk", "moeilijk", "gemakkelijk", "zeer gemakkelijk"),
        ("(bijna) nooit", "soms", "vaak", "(bijna) altijd"),
        ("slecht", "onvoldoende", "voldoende", "goed", "zeer goed"),
        ("not at all well", "slightly well", "somewhat well", "quite well", "extremely well"),
        ("helemaal niet betrokken", "niet zo betrokken", "een beetje betrokken", "betrokken", "heel betrokken"),
        ("pas du tout motivé", "plutôt motivé", "motivé", "très motivé"),
        ("gar nicht stolz", "etwas stolz", "ziemlich stolz", "sehr stolz"),
    ],
)
def test_the_order_of_a_scale_comes_from_the_dictionary(steps: tuple[str, ...]) -> None:
    order = scale_order(frozenset(steps))
    assert order is not None
    assert tuple(sorted(steps, key=lambda step: order[step])) == steps


@pytest.mark.parametrize(
    "labels",
    [
        ("heel moe", "niet moe"),
        ("heel moe", "heel blij", "niet moe"),
        ("heel moe", "zeer moe", "niet moe"),
        ("fiets", "bus", "heel"),
    ],
)
def test_degrees_of_different_things_or_too_few_are_no_scale(labels: tuple[str, ...]) -> None:
    assert scale_order(frozenset(labels)) is None
