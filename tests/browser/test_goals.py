"""Two people of the school at work, each with the mouse on a desktop and with the keyboard alone on a telephone.

The working group opens its goals, and declares and freezes one; the parents' council finds what changed and shares it.
"""

from collections.abc import Callable, Iterator

import pytest
from argon2 import profiles
from playwright.sync_api import Locator, Page, expect

from dashboards.server import Folder
from monitor import pipeline, texts
from monitor.accounts import passwords
from monitor.declaring import declared
from monitor.disclosure import release_file
from monitor.goal_desk import GoalDeskOfWorkspace
from monitor.goals_read import GoalsOfWorkspace
from monitor.workspace import Workspace
from tests.browser.conftest import Watched, served
from tests.browser.test_pages import violations
from tests.support import releases
from tests.support.accounts import school_in
from tests.support.declared import school_with_goals

pytestmark = pytest.mark.browser

CHANGED = "Hoe tevreden ben je over wat de school aan ouders vertelt"
WHY = "Kinderen lopen met een boog om de toiletten."
PAGE, CHART = "Kopieer link", "Kopieer link naar deze grafiek"


@pytest.fixture(scope="module")
def signed_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a dashboard where people sign in, and the sessions of two who did."""
    texts.use("nl")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "PROFILE", profiles.CHEAPEST)
        school = school_in(tmp_path_factory.mktemp("school"))
        sessions = {role: school.joins(role, role) for role in ("werkgroep", "ouderraad")}
        for address in served(school_with_goals(), keeper=school.accounts):
            yield address, sessions
        school.accounts.close()


@pytest.fixture
def as_one(visit: Callable[..., Watched], signed_in: tuple[str, dict[str, str]]) -> Callable[..., Watched]:
    """Opens a page as somebody of this role."""
    base, sessions = signed_in

    def opened(role: str, address: str = "/", *, width: int = 1280) -> Watched:
        watched = visit(width=width, base=base)
        watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        watched.page.context.add_cookies([{"name": "schoolklimaat", "value": sessions[role], "url": base}])
        watched.open(address)
        return watched

    return opened


def by_mouse(_page: Page, wanted: Locator) -> None:
    wanted.click()


def by_keyboard(page: Page, wanted: Locator) -> None:
    """Press Tab until the focus is there, then Enter; nothing is pointed at."""
    for _time in range(80):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"no tab stop: {wanted}")


def goes_to(page: Page, use: Callable[[Page, Locator], None], name: str) -> None:
    """To a page of the navigation, which is behind a button on a telephone."""
    menu = page.get_by_role("button", name="Menu", exact=True)
    if menu.is_visible():
        use(page, menu)
    use(page, page.get_by_role("navigation", name="Pagina's").get_by_role("link", name=name, exact=True))


WAYS = pytest.mark.parametrize(("use", "width"), [(by_mouse, 1280), (by_keyboard, 390)], ids=["mouse", "keyboard"])


@WAYS
def test_the_working_group_opens_its_goals(as_one, use, width):
    watched = as_one("werkgroep", width=width)
    page = watched.page
    goes_to(page, use, "Doelen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Zijn onze doelen bereikt?")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page).to_have_title("Doelen \N{EN DASH} Basisschool De Linde")
    watched.settle()
    first, second = page.locator("#doel-1"), page.locator("#doel-2")
    expect(first.locator(".verdict")).to_have_text("Bereikt")
    expect(first).to_contain_text("Bereikt, en dat is zo goed als zeker.")
    expect(first.get_by_role("table")).to_be_hidden()
    use(page, first.get_by_text("Toon de cijfers als tabel"))
    expect(first.get_by_role("rowheader")).to_have_text(["2024-2025", "2025-2026"])
    expect(first.locator(".main-svg").first).to_be_visible()
    expect(second.get_by_role("table", name="Bijstellingen, de oudste eerst")).to_be_visible()
    use(page, second.get_by_role("heading", level=3).first.get_by_role("link"))
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Zijn onze doelen bereikt?")
    watched.settle()
    assert "vraag=ver_vertrouwen" in page.url
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zijn onze doelen bereikt?")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert watched.trouble == []


@pytest.fixture(scope="module")
def declaring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Workspace]]:
    """The address of a dashboard where goals are declared, and its workspace."""
    texts.use("nl")
    workspace = pipeline.new_workspace(tmp_path_factory.mktemp("declaring") / "werkmap", "De Linde")
    release = releases.release_of(releases.Wave("ouders", "2025-2026", 120, 320, groups=False))
    release_file.write_release(workspace.releases_folder / "ouders_2025-2026", release)
    goals = GoalsOfWorkspace(workspace.catalogue_file)
    folder = Folder(workspace.releases_folder, goals=goals)
    desk = GoalDeskOfWorkspace(workspace.root, goals.look_again)
    for address in served(folder.results(), renewed=folder.results, goal_desk=desk):
        yield address, workspace


def fills(page: Page, use: Callable[[Page, Locator], None], field: Locator, text: str) -> None:
    """Fill a field in, choose a line of a menu, or tick a box (with a space)."""
    if use is by_keyboard:
        for _time in range(80):
            if field.evaluate("one => one === document.activeElement"):
                break
            page.keyboard.press("Tab")
    elif field.evaluate("one => one.tagName") == "SELECT":
        field.select_option(label=text)
        return
    else:
        field.click()
    if text != " ":
        page.keyboard.press("ControlOrMeta+a")
    if text != " " or use is by_keyboard:
        page.keyboard.type(text)


def slips_and_mends(page: Page, use: Callable[[Page, Locator], None]) -> None:
    """The form with a slip: what was typed still stands there, and the alert leads to the field."""
    why, target = page.get_by_label("Waarom dit doel?"), page.get_by_label("Doel", exact=True)
    fills(page, use, target, "zestig")
    fills(page, use, why, WHY)
    use(page, page.get_by_role("button", name="Bewaar als ontwerp"))
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator("#doel-fault")).to_contain_text("een heel getal")
    expect(why).to_have_value(WHY)
    if use is by_mouse:
        assert violations(page) == []
    use(page, page.get_by_role("alert").get_by_role("link"))
    fills(page, use, target, "90")
    use(page, page.get_by_role("button", name="Bewaar als ontwerp"))
    expect(page.get_by_role("alert")).to_have_text("Het ontwerp is bewaard.")


def freezes(page: Page, use: Callable[[Page, Locator], None]) -> None:
    """The box that says that it is final is ticked, and then the button."""
    box = page.get_by_label("We zijn het eens over dit doel.")
    expect(box).not_to_be_checked()
    fills(page, use, box, " ")
    expect(box).to_be_checked()
    if use is by_mouse:
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert violations(page) == []
    use(page, page.get_by_role("button", name="Zet dit doel definitief vast"))
    expect(page.get_by_role("alert")).to_contain_text("Het doel is vastgezet.")


@WAYS
def test_the_working_group_declares_a_goal_and_freezes_it(visit, declaring, use, width):
    base, workspace = declaring
    watched = visit(width=width, base=base)
    watched.open("/doelen")
    page = watched.page
    use(page, page.get_by_role("link", name="Een nieuw doel"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Een nieuw doel")
    fills(page, use, page.get_by_label("Cijfer"), "Kind voelt zich veilig")
    use(page, page.get_by_role("button", name="Toon dit cijfer"))
    expect(page.locator(".feasible")).to_contain_text("Een haalbaar doel: met ongeveer")
    slips_and_mends(page, use)
    freezes(page, use)
    kept = declared(workspace)[-1]
    assert (kept.state, kept.goal.item, kept.goal.target, kept.goal.why) == ("frozen", "kl_veilig", 90, WHY)
    expect(page.get_by_role("alert").locator("code")).to_have_text(kept.deeds[-1].sha256)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    use(page, page.get_by_role("link", name="Naar de doelen"))
    watched.settle()
    expect(page.locator(f"#doel-{kept.number} .verdict")).to_have_text("Wacht op 2026-2027")
    (slip,) = watched.trouble
    assert "400 (BAD REQUEST)" in slip, "of the form with the slip"
    assert watched.foreign == []


@WAYS
def test_the_parents_council_finds_what_changed_and_shares_it(as_one, use, width):
    watched = as_one("ouderraad", width=width)
    page = watched.page
    use(page, page.get_by_role("link", name="Tevreden over de informatie", exact=True).first)
    expect(page.locator(".lead")).to_contain_text(CHANGED)
    watched.settle()
    figure = page.locator("#jaren")
    told = [figure.locator(".chart-title").inner_text(), figure.locator("figcaption p").inner_text()]
    assert "2024-2025" in " ".join(told)
    assert "punten" in told[1]
    assert "maat=favourable" in page.url
    use(page, page.get_by_role("button", name=PAGE, exact=True))
    expect(page.locator(".share").first.get_by_role("status")).to_have_text("Gekopieerd.")
    whole = page.evaluate("navigator.clipboard.readText()")
    assert whole.startswith(f"{watched.base}/vraag?vragenlijst=ouders&")
    expect(figure.get_by_role("status")).to_have_text("")
    use(page, figure.get_by_role("button", name=CHART))
    expect(figure.get_by_role("status")).to_have_text("Gekopieerd.")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == f"{whole}#jaren"
    other = as_one("werkgroep", address.removeprefix(watched.base), width=width)
    expect(other.page.locator(".lead")).to_contain_text(CHANGED)
    shown = other.page.locator("#jaren")
    assert [shown.locator(".chart-title").inner_text(), shown.locator("figcaption p").inner_text()] == told
    assert watched.trouble == other.trouble == []
