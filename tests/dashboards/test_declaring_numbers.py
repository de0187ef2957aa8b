"""What a goal can be about, and the help that is given with it: every number of it follows from the release."""

import html
import re
from collections import Counter

from dashboards.declaring.filled import Filled
from dashboards.declaring.new import about, body
from dashboards.declaring.numbers import number_at, offered
from monitor.statistics.power import smallest_detectable
from tests.support import releases
from tests.support.shown.declared import Declared as Known
from tests.support.shown.found import Scope, in_text
from tests.support.shown.words import Names

YEAR = "2025-2026"


def test_every_number_of_the_help_is_explained() -> None:
    results = releases.one_year()
    names, known = Names(results), Known(results)
    wave = known.waves["ouders", YEAR]
    seen = Counter[str]()
    for item, measure, base, node in (
        ("com_tevreden", "favourable", "A", "school"), ("com_tevreden", "known", "A", "school"),
        ("kl_veilig", "favourable", "B", "bovenbouw"), ("erv_gepest", "regularly", "A", "school"),
    ):  # fmt: skip
        chosen = about(results, {"getal": f"ouders|{item}|{measure}|{base}", "groep": node})
        assert chosen is not None
        assert chosen.node == node
        text = str(body(results, 0, chosen, Filled(), "x"))
        shown = re.search(r'<div class="panel declare-help">(.*?)</div>', text)
        assert shown is not None
        told = html.unescape(re.sub(r"<[^>]+>", "\n", shown[1]))
        (one,) = wave.parts(node, wave.items[item])[measure, base]
        can = smallest_detectable(one.n, one.n, one.share, base=wave.base(node, item))
        moves = {round(100 * size) for size in (can.rise, can.fall) if size is not None}
        scope = Scope(frozenset({"ouders"}), frozenset({item}), frozenset({YEAR}), node)
        for found in in_text(names.without(told), "help", scope):
            assert known.explains(found) or (found.unit == "points" and found.value in moves), found
            seen[found.unit] += 1
    assert min(seen[unit] for unit in ("percent", "count", "points")) > 2


def test_every_number_on_offer_is_there_once() -> None:
    results = releases.one_year()
    listed = [key for _part, lines in offered(results) for key, _words in lines]
    assert len(listed) == len(set(listed))
    assert len(listed) > 20
    assert [key for key in listed if (number := number_at(results, key)) is None or number.key != key] == []
