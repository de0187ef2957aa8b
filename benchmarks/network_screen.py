"""The page of a network of a thousand schools, held against that of one school: what a visitor waits for.

`network-screen`: every question, every way to count its answers, among all schools and within regions, each opened for
the first time: compared, drawn and written anew; what two pages have in common (the counts of a question) is read
once, as for a visitor who goes on looking. One of the network's, then one question of a school that has three surveys
and three years, which is opened for the first time as well, and so on; of both the 95th percentile, and the ratio is of
those two. `network-screen-again`: the same pages once more, when they are kept. Both dashboards are a `serve` of their
own, asked over a connection that stays.
"""

import statistics
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.measure import Measurement
from benchmarks.serving import Client, served
from monitor.between.results import NetworkResults
from monitor.definition.indicators import measures_of
from monitor.disclosure.release_file import write_release
from monitor.network.settings import new_network
from monitor.results import Results
from monitor.workspace import make_workspace
from tests.support.drawn_network import SURVEY, YEARS, draw_network
from tests.support.releases import sample_results

SCHOOLS = 1000
Address = tuple[str, str]


def measurements(*, smoke: bool) -> list[Measurement]:
    """The benchmarks of the screen of a network; `smoke`: few schools and few pages."""
    with tempfile.TemporaryDirectory() as folder:
        network = _network(Path(folder), 20 if smoke else SCHOOLS)
        school, results = Path(folder) / "school", sample_results()
        workspace = make_workspace(school, results.school)
        for release in results.releases:
            write_release(workspace.releases_folder / release.manifest.wave, release)
        pages = list(zip(_of_network(network), _of_school(results), strict=False))[: 4 if smoke else None]
        with served(network) as many, served(school) as one:
            ours, rival = Client(many, [], seed=0), Client(one, [], seed=0)
            return [_asked(name, ours, rival, pages) for name in ("network-screen", "network-screen-again")]


def _asked(name: str, ours: Client, rival: Client, pages: list[tuple[Address, Address]]) -> Measurement:
    """Open each pair of pages, one after the other."""
    waited = [(ours.ask(mine), rival.ask(theirs)) for mine, theirs in pages]
    slow = [statistics.quantiles(each, n=20)[-1] for each in zip(*waited, strict=True)]
    return Measurement(name, slow[0], "one school", slow[1], slow[0] / slow[1])


def _network(folder: Path, schools: int) -> Path:
    root = folder / "network"
    new_network(root, "De Scholengroep", str(folder / "dataset"))
    return draw_network(root, schools)


def _of_network(root: Path) -> Iterator[Address]:
    """Every page that a network has of its newest year."""
    network = NetworkResults.load(root)
    for item in network.items(SURVEY, YEARS[-1]):
        for measure, among in product(network.measures(SURVEY, YEARS[-1], item.id), ("alle", "regio")):
            chosen = {"vraag": item.id, "maat": measure.id, "vergelijk": among}
            yield "/netwerk", f"?{urlencode({'vragenlijst': SURVEY, 'jaar': YEARS[-1], **chosen})}"


def _of_school(results: Results) -> Iterator[Address]:
    """Every page that a school has of its questions, year by year."""
    for manifest in (release.manifest for release in results.releases):
        about = {"vragenlijst": manifest.survey.id, "jaar": manifest.year}
        for item in manifest.survey.items:
            for measure, base in ((each, base) for each in measures_of(item) for base in each.bases):
                chosen = {"vraag": item.id, "maat": measure.id, "basis": base}
                yield "/vraag", f"?{urlencode({**about, **chosen})}"
