"""A network with accounts in front of it: some of every role at two of its schools, and who keeps it."""

import re
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
from tests.support.accounts import School, as_user, mark_in, school_in
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
    whole = whole_of(network)
    app = create_app(
        whole, keeper=school.accounts, names=["netwerk.example"],
        of_school=of_schools(whole.network, network.releases_of),
    )  # fmt: skip
    return Open(network, school, sessions, app.server.test_client())


def _release(place: int, code: str) -> Release:
    wave = Wave("ouders", YEAR, 150 + 10 * place, 400, -2.5 if code == "eik" else 0.0, groups=code in ("eik", "linde"))
    release = release_of(wave)
    return replace(release, manifest=release.manifest.model_copy(update={"school": NAMES[code]}))


def gone(network: Network, code: str) -> None:
    """The network has this school no longer."""
    shutil.rmtree(network.schools_folder / code)


def look_at(opened: Open, school: str, who=KEEPER, **more):
    """Send the form with which a school is chosen, with the mark of the own session."""
    page = opened.ask(who, "/account").text
    data = {"merk": mark_in(page), "school": school}
    return opened.ask(who, "/scholen", "POST", data=data, **more)


def others(code: str) -> dict[str, str]:
    """The other schools of the network: code to name."""
    return {one: name for one, name in NAMES.items() if one != code}


def tells_of(text: str, schools: dict[str, str]) -> set[str]:
    """Which of these schools a text names, by name, as a file is called, or by code."""
    return {
        code
        for code, name in schools.items()
        if name in text or name.lower().replace(" ", "-") in text or re.search(rf'["/=]{code}["/&]', text)
    }


def whole_of(network: Network) -> Results:
    """The network as who keeps it may see it."""
    return replace(Results.of([]), network=InNetwork(NetworkResults.load(network.root), network.settings.name))
