"""The schools of a network as a table: how many stand where. No row is a school, so it shows no more than the dots."""

from collections import Counter
from math import floor

from monitor.between.results import Beside
from monitor.report.numerals import count, limit
from monitor.report.tables import Column, Table
from monitor.statistics.between_schools.unlike import Place
from monitor.texts import _

BAND = 0.1
BANDS = 10


def of_bands(found: Beside, school: str, locale: str) -> Table:
    """How many schools have a share in each tenth of the scale, and how many of those differ by more than chance.

    `school` is the visitor's own: its row says so. Where it is told of that school alone whether it differs, none is.
    """
    band_of = {id(one): min(floor(one.share / BAND + 1e-9), BANDS - 1) for one in found.points}
    schools = Counter(band_of.values())
    unlike = Counter(band_of[id(one)] for one in found.points if one.place is not Place.UNDECIDED)
    own = next((band_of[id(one)] for one in found.points if school and one.code == school), None)
    rows = tuple(
        (
            _("{low} to {high}").format(low=limit(band * BAND, locale), high=limit((band + 1) * BAND, locale)),
            count(schools[band], locale),
            count(unlike[band], locale),
            _("your school") if band == own else "",
        )
        for band in range(min(schools, default=0), max(schools, default=-1) + 1)
    )
    columns = (
        Column(_("Share")),
        Column(_("Schools"), numeric=True),
        Column(_("Different by more than chance"), numeric=True),
        Column(_("Remark")),
    )
    kept = [0, 1, *([] if found.own_place else [2]), *([3] if own is not None else [])]
    return Table(
        _("Schools by their share"),
        tuple(columns[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in rows),
    )
