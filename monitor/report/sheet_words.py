"""What a spreadsheet of released numbers says about itself: what rounding does, what is hidden, how to read a row."""

from monitor.results import Results
from monitor.texts import _


def notes_on_shares(found: Results) -> tuple[str, ...]:
    """The notes below, or beside, a sheet of shares."""
    return (
        *_on_every_sheet(found),
        _("Share: the part of the answers that is counted, from 0 to 1. It is worked out from the rounded counts."),
        _("At least, at most: between these the share lies by chance alone, in 95 of 100 such surveys."),
        _("Forms received is an exact number. It says how many people took part, not what they answered."),
        _(
            "Of all: of everyone who could answer, for the whole school. If it is chance who answered, the share "
            "of all lies between the first two in 95 of 100 such surveys; whatever others think, between the last "
            "two. Rounding is reckoned in."
        ),
        _("Forms without a usable answer: about, and below zero where rounding went up."),
    )


def notes_on_changes(found: Results) -> tuple[str, ...]:
    """The notes of a sheet of changes."""
    return (
        *_on_every_sheet(found),
        _("Change: the share of the later year less that of the earlier year. 0.05 is 5 points."),
        _("At least, at most: between these the change lies by chance alone, in 95 of 100 such pairs of surveys."),
    )


def notes_on_a_chart(found: Results) -> tuple[str, ...]:
    """The notes of the sheet of one chart, after what the chart says of itself."""
    return (
        *_policies(found),
        _("Who gets a sheet like this knows what the dashboard shows, and nothing more: no row is a person."),
        _("A row that is not shown has no numbers. Empty is not zero; the reason stands beside it."),
    )


def _on_every_sheet(found: Results) -> tuple[str, ...]:
    return (
        *_policies(found),
        _("Who gets a sheet like this knows what the dashboard shows, and nothing more: no row is a person."),
        _("A row that is not shown has no numbers. Empty is not zero; the reason stands beside it."),
        _("Counted over: A is everyone who gave a valid answer, B leaves out those who do not know."),
    )


def _policies(found: Results) -> tuple[str, ...]:
    """How the counts were rounded: a sentence per policy, for an older wave may have another one."""
    policies = dict.fromkeys(release.manifest.policy for release in found.releases)
    return tuple(
        _(
            "Every count was rounded at random, once, to a multiple of {base} ({sensitive} for sensitive questions), "
            "so totals may differ a little from their parts. Groups with fewer than {k} answers are not shown."
        ).format(base=policy.base, sensitive=policy.base_sensitive, k=policy.k)
        for policy in policies
    )
