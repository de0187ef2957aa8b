"""A network with accounts in front of it: some of every role at two of its schools, and who keeps it."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from flask.testing import FlaskClient

from dashboards.app import create_app
from dashboards.server import of_schools
from monitor.between.results import NetworkResults
from monitor.between.seen import InNetwork
from monitor.disclosure.release import Release
from monitor.network.known import KnownSchools
from monitor.network.settings import Network, new_network
from monitor.results import Results
from monitor.roles import Role
from tests.support.accounts import School, as_user, school_in
from tests.support.projected import write_wave
from tests.support.releases import Wave, release_of

NAMES = {
    code: f"De {code.title()}"
    for code in ("eik", "linde", "beuk", "els", "berk", "wilg", "esdoorn", "hazelaar", "kastanje")
}
YEAR = "2025-2026"
OF_A_SCHOOL: tuple[Role, ...] = ("director", "werkgroep", "ouderraad")
KEEPER = ("beheerder", "")
ACCOUNTS = (*((role, code) for role in OF_A_SCHOOL for code in ("eik", "linde")), KEEPER)
"""Role and school of each account."""


@dataclass
class Open:
    """The network, its accounts, their sessions by role and school, and a browser."""

    network: Network
    school: School
    sessions: dict[tuple[str, str], str]
    client: FlaskClient

    def ask(self, who: tuple[str, str] | None, path: str, method: str = "GET", **more):
        """What the server answers to an account, or to nobody."""
        self.client.delete_cookie("schoolklimaat")
        if who is not None:
            as_user(self.client, self.sessions[who])
        answer = self.client.open(path, method=method, **more)
        answer.get_data()
        return answer


def open_network(folder: Path) -> Open:
    """A network of nine schools: two have classes, and Eik is far above the others."""
    network = new_network(folder / "netwerk", "De Scholengroep", str(folder / "aanlevering"))
    releases = {code: _release(place, code) for place, code in enumerate(NAMES)}
    write_wave(network.root, releases, {"eik": "Kust", "beuk": "Kust"})
    school = school_in(folder, KnownSchools(network))
    sessions = {(role, code): school.joins(f"{role}.{code or 'netwerk'}", role, code) for role, code in ACCOUNTS}
    seen = InNetwork(NetworkResults.load(network.root), network.settings.name)
    app = create_app(
        replace(Results.of([]), network=seen), keeper=school.accounts, names=["netwerk.example"],
        of_school=of_schools(seen, network.releases_of),
    )  # fmt: skip
    return Open(network, school, sessions, app.server.test_client())


def _release(place: int, code: str) -> Release:
    wave = Wave("ouders", YEAR, 150 + 10 * place, 400, -2.5 if code == "eik" else 0.0, groups=code in ("eik", "linde"))
    release = release_of(wave)
    return replace(release, manifest=release.manifest.model_copy(update={"school": NAMES[code]}))


def gone(network: Network, code: str) -> None:
    """The network has this school no longer."""
    shutil.rmtree(network.schools_folder / code)
