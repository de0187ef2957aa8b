"""Accounts in a network: each is of one school, and good for as long as the network has that school."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from monitor.errors import AccessRefused, CallError
from monitor.roles import RIGHTS_IN_NETWORK, ROLES, Role, Viewer
from tests.support.accounts import PASSWORD, School, school_in

OF_A_SCHOOL: tuple[Role, ...] = ("director", "werkgroep", "ouderraad")


@dataclass
class Codes:
    """A network that has these schools, for as long as a test wants."""

    codes: set[str] = field(default_factory=lambda: {"eik", "linde"})

    def has(self, code: str) -> bool:
        return code in self.codes

    def named(self) -> dict[str, str]:
        return {code: f"De {code.title()}" for code in sorted(self.codes)}


@pytest.fixture
def codes() -> Codes:
    return Codes()


@pytest.fixture
def network(tmp_path: Path, codes: Codes) -> Iterator[School]:
    made = school_in(tmp_path, codes)
    yield made
    made.accounts.close()


def test_the_rights_in_a_network_are_those_of_the_table() -> None:
    """docs/decisions/0066, row by row: no role takes in, declares or reads open answers there."""
    every, to_stages = ["class", "school", "stage"], ["school", "stage"]
    told = {
        role: (sorted(one.levels), one.keeps_users, one.every_school, one.with_code)
        for role, one in RIGHTS_IN_NETWORK.items()
    }
    assert told == {
        "director": (every, False, False, True),
        "werkgroep": (every, False, False, False),
        "ouderraad": (to_stages, False, False, False),
        "beheerder": (to_stages, True, True, True),
    }
    assert not any(one.takes_in or one.declares or one.comments for one in RIGHTS_IN_NETWORK.values())


@pytest.mark.parametrize("role", OF_A_SCHOOL)
def test_an_account_is_of_the_school_that_the_invitation_named(network: School, role: Role) -> None:
    session = network.joins("an", role, "eik")
    assert network.accounts.viewer(session) == Viewer("an", role, "eik", in_network=True)
    assert network.accounts.viewer(network.signs_in("an")) == network.accounts.viewer(session)
    assert [(one.name, one.school) for one in network.accounts.users.all()] == [("an", "eik")]


@pytest.mark.parametrize(
    ("role", "school", "said"),
    [
        *((role, "", "van welke school") for role in OF_A_SCHOOL),
        *((role, "berk", "geen school berk") for role in OF_A_SCHOOL),
        *(("director", code, "geen school") for code in ("Eik", "eik ", "../eik", "eik/releases", "e" * 41, "\x00")),
        ("beheerder", "eik", "van geen school"),
    ],
)
def test_an_invitation_for_what_is_no_school_is_refused_and_changes_nothing(
    network: School, role: Role, school: str, said: str
) -> None:
    with pytest.raises(CallError, match=said) as refused:
        network.accounts.users.add("an", role, school=school)
    assert refused.value.remedy
    assert network.accounts.is_empty()


def test_the_accounts_of_one_school_name_none(school: School) -> None:
    with pytest.raises(CallError, match="van één school"):
        school.accounts.users.add("an", "werkgroep", school="eik")
    with pytest.raises(CallError, match="geen school eik"):
        school.accounts.look_at(school.joins("bo", "beheerder"), "eik")


def test_a_session_ends_with_its_school_and_comes_back_with_it(network: School, codes: Codes) -> None:
    session = network.joins("an", "werkgroep", "eik")
    codes.codes.remove("eik")
    assert network.accounts.viewer(session) is None
    with pytest.raises(AccessRefused, match="niet in dit netwerk"):
        network.signs_in("an")
    codes.codes.add("eik")
    assert network.accounts.viewer(session) is not None


def test_nobody_comes_in_from_elsewhere_or_by_invitation_whose_school_is_gone(network: School, codes: Codes) -> None:
    network.accounts.users.add("an", "werkgroep", "an@school.example", school="eik")
    token = network.accounts.users.invite("an")
    codes.codes.remove("eik")
    with pytest.raises(AccessRefused, match="niet in dit netwerk"):
        network.accounts.sign_in_by_mail("an@school.example")
    with pytest.raises(AccessRefused, match="niet in dit netwerk"):
        network.accounts.accept(token, PASSWORD, "")
    codes.codes.add("eik")
    assert network.accounts.accept(token, PASSWORD, "").session


def test_who_keeps_the_network_signs_in_with_a_code_and_chooses_a_school(network: School, codes: Codes) -> None:
    with pytest.raises(CallError, match="code van een telefoon"):
        network.accounts.users.add_with_password("bo", "beheerder", PASSWORD)
    session = network.joins("bo", "beheerder")
    assert network.secrets["bo"]
    other = network.signs_in("bo")
    for chosen in ("eik", "linde", ""):
        network.accounts.look_at(session, chosen)
        assert network.accounts.viewer(session) == Viewer("bo", "beheerder", chosen, in_network=True)
    network.accounts.look_at(session, "eik")
    assert network.accounts.viewer(other) == Viewer("bo", "beheerder", "", in_network=True), "each session its own"
    for unknown in ("berk", "EIK", "../eik"):
        with pytest.raises(CallError, match="geen school"):
            network.accounts.look_at(session, unknown)
    codes.codes.remove("eik")
    assert network.accounts.viewer(session) == Viewer("bo", "beheerder", "", in_network=True)


@pytest.mark.parametrize("role", OF_A_SCHOOL)
@pytest.mark.parametrize("wanted", ["linde", "eik", ""])
def test_nobody_of_a_school_chooses_one(network: School, role: Role, wanted: str) -> None:
    session = network.joins("an", role, "eik")
    with pytest.raises(AccessRefused, match="van één school"):
        network.accounts.look_at(session, wanted)
    assert network.accounts.viewer(session) == Viewer("an", role, "eik", in_network=True)


def test_the_log_says_of_which_school_a_page_was_opened(network: School) -> None:
    session = network.joins("bo", "beheerder")
    for school in ("eik", "linde", ""):
        network.accounts.look_at(session, school)
        viewer = network.accounts.viewer(session)
        assert viewer is not None
        network.accounts.opened(viewer, "/")
        network.accounts.opened(viewer, "/")
    told = [(one.name, one.page, one.school) for one in network.accounts.openings()]
    assert told == [("bo", "/", ""), ("bo", "/", "eik"), ("bo", "/", "linde")]


def test_an_account_of_a_school_in_a_workspace_of_one_school_sees_nothing(
    network: School, codes: Codes, tmp_path: Path
) -> None:
    """And the other way round: whoever puts one catalogue in the place of another opens no door with it."""
    sessions = [network.joins("an", "werkgroep", "eik"), network.joins("bo", "beheerder")]
    as_of_one_school = school_in(tmp_path)
    assert as_of_one_school.accounts.viewer(sessions[0]) is None
    alone = {role: as_of_one_school.joins(role, role) for role in ROLES}
    as_of_one_school.accounts.close()
    assert [role for role in ROLES if network.accounts.viewer(alone[role])] == [], "nor without the code of a network"
