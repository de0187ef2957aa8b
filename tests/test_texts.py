"""Every sentence of the program has a Dutch one, with the same places to fill in."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from ruamel.yaml import YAML

import monitor
from monitor import texts
from monitor.definition.indicators import indicators
from monitor.definition.model import as_read, language_of
from monitor.report.words import led
from monitor.shipped import surveys_folder

ROOT = Path(monitor.__file__).parent.parent
CATALOGUES = sorted((ROOT / "monitor/texts/nl").glob("*.po"))
OF_REGION = sorted((ROOT / "monitor/texts/nl_NL").glob("*.po"))


def marked(*packages: str) -> set[str | tuple[str, ...]]:
    """Every message in the code (of some packages) that is marked for translation."""
    found: set[str | tuple[str, ...]] = set()
    for package in packages or ("monitor", "dashboards"):
        keywords = {"_": None, "n_": (1, 2), "N_": None}
        for _file, _line, message, _comments, _context in extract_from_dir(
            str(ROOT / package), method_map=[("**.py", "python")], keywords=keywords
        ):
            found.add(message if isinstance(message, str) else tuple(message))
    return found


def helps() -> set[str]:
    """The help texts of the command line, which `monitor.cli.app` translates when it starts."""
    found = set()
    for file in (ROOT / "monitor/cli").glob("*.py"):
        found |= set(re.findall(r'help="([^"]+)"', file.read_text(encoding="utf-8")))
    return found


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="nl")


def translated(paths: Sequence[Path] = CATALOGUES) -> dict[str, str | tuple[str, ...]]:
    entries: dict[str, str | tuple[str, ...]] = {}
    for path in paths:
        for message in catalogue(path):
            if message.id:
                entries[message.id if isinstance(message.id, str) else message.id[0]] = message.string
    return entries


def test_every_sentence_has_a_dutch_one() -> None:
    dutch = translated()
    wanted = {message if isinstance(message, str) else message[0] for message in marked()} | helps()
    missing = sorted(message for message in wanted if not dutch.get(message))
    assert missing == []


def test_the_same_places_are_filled_in() -> None:
    """Of one, a sentence may say "one" instead of the number."""
    wrong = []
    for path in (*CATALOGUES, *OF_REGION):
        for message in catalogue(path):
            ours = [message.id] if isinstance(message.id, str) else list(message.id)
            *of_one, last = [message.string] if isinstance(message.string, str) else list(message.string)
            if ours != [""] and (fields(last) != fields(ours[-1]) or any(fields(one) - fields(last) for one in of_one)):
                wrong.append(ours[0])
    assert wrong == []


def test_a_region_has_only_what_it_says_otherwise() -> None:
    base, region = translated(), translated(OF_REGION)
    assert region
    assert sorted(region.keys() - base.keys()) == []
    assert [message for message, said in region.items() if said == base[message]] == []


def test_a_region_has_no_sentence_twice() -> None:
    ids = Counter(str(message.id) for path in OF_REGION for message in catalogue(path) if message.id)
    assert [key for key, n in ids.items() if n > 1] == []


def test_a_folder_of_a_school_and_a_workbook_never_share_a_word() -> None:
    """`werkmap` is what Dutch Excel calls a workbook as well; here it is the folder alone."""
    said = {str(message.string) for path in CATALOGUES for message in catalogue(path) if "workbook" in str(message.id)}
    assert said
    assert [sentence for sentence in said if re.search("werkmap|werkboek", sentence, re.IGNORECASE)] == []


def fields(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w+)", sentence))


def test_no_sentence_stands_in_two_catalogues_differently() -> None:
    seen: dict[str, set[str]] = {}
    for path in CATALOGUES:
        for message in catalogue(path):
            if isinstance(message.id, str) and message.id:
                seen.setdefault(message.id, set()).add(str(message.string))
    assert [key for key, said in seen.items() if len(said) > 1] == []


FLEMISH = re.compile(r"bevraging|\bgraad\b|rekenblad|afgewerkt|leerkracht|\btot dan\b|^Besluit$", re.IGNORECASE)
"""Words that a Dutch reader knows from over the border."""


def test_the_dutch_of_the_netherlands_has_no_word_from_flanders() -> None:
    spoken = {**translated(), **translated(OF_REGION)}
    assert [message for message, said in spoken.items() if FLEMISH.search(str(said))] == []


LONGEST = 25
"""Words in a sentence of the screens: plain Dutch (B1)."""
FORBIDDEN = re.compile(
    r"\b(indien|tevens|reeds|middels|teneinde|derhalve|aangaande|omtrent|alsmede|betreffende|respectievelijk|conform|"
    r"inzake|desbetreffende|alvorens|mits|gelieve|aldus|hetgeen|thans|dient te|dienen te|met betrekking tot|"
    r"significant\w*|p-waarde\w*|representatie\w*|steekproe\w*|respondent\w*|correlatie\w*|hypothese\w*|variantie|"
    r"standaardafwijking|betrouwbaarheidsinterval\w*)\b",
    re.IGNORECASE,
)
"""Words of offices, and words of statisticians that a school reads wrongly."""


def test_the_screens_speak_plain_dutch() -> None:
    on_screen = {
        message if isinstance(message, str) else message[0] for message in marked("dashboards", "monitor/report")
    }
    long = []
    for path in (*CATALOGUES, *OF_REGION):
        for message in catalogue(path):
            said = [message.string] if isinstance(message.string, str) else list(message.string)
            if message.id and (message.id if isinstance(message.id, str) else message.id[0]) in on_screen:
                sentences = (sentence for text in said for sentence in re.split(r"(?<=[.?!])\s+", text))
                long += [sentence for sentence in sentences if len(sentence.split()) > LONGEST]
    assert long == []


def test_no_catalogue_has_words_of_offices_or_of_statisticians() -> None:
    said = (str(message.string) for path in (*CATALOGUES, *OF_REGION) for message in catalogue(path))
    assert [sentence for sentence in said if FORBIDDEN.search(sentence)] == []


def test_no_sentence_stands_twice_in_one_catalogue() -> None:
    for path in CATALOGUES:
        ids = Counter(re.findall(r'^msgid "(.+)"$', path.read_text(encoding="utf-8"), flags=re.MULTILINE))
        assert [key for key, n in ids.items() if n > 1] == [], path.name


@pytest.mark.parametrize(("chosen", "said"), [("nl", "Gestopt."), ("en", "Stopped."), ("xx", "Gestopt.")])
def test_the_language_is_chosen(chosen: str, said: str) -> None:
    texts.use(chosen)
    assert texts._("Stopped.") == said


def test_the_environment_chooses_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    texts.use(None)
    monkeypatch.setenv("SCHOOLKLIMAAT_LANG", "en")
    assert texts.language() == "en"


@pytest.mark.parametrize(
    ("chosen", "region", "spoken", "said"),
    [
        ("nl", "nl-BE", "nl-BE", "Afgesloten bevragingen"),
        ("nl", "nl-NL", "nl-NL", "Afgesloten enquêtes"),
        ("nl-NL", "nl-BE", "nl-NL", "Afgesloten enquêtes"),
        ("nl", "xx", "nl-BE", "Afgesloten bevragingen"),
        ("en", "nl-NL", "en", "Closed surveys"),
    ],
)
def test_dutch_is_that_of_the_region(chosen: str, region: str, spoken: str, said: str) -> None:
    with texts.speaking(chosen, region):
        assert (texts.spoken(), texts._("Closed surveys")) == (spoken, said)
        assert texts._("Stopped.") == ("Stopped." if chosen == "en" else "Gestopt.")  # the same in both regions
    assert texts.spoken() == "nl-BE"


def test_a_region_that_is_none_changes_nothing() -> None:
    texts.use_region("nl-NL")
    texts.use_region("nl-XX")
    assert texts.spoken() == "nl-NL"


def test_two_threads_speak_two_languages() -> None:
    def said(chosen: str) -> set[str]:
        with texts.speaking(chosen, "nl-NL" if chosen == "nl" else "nl-BE"):
            return {texts._("Closed surveys") for _turn in range(500)}

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(said, ["nl", "en"] * 8))
    assert found == [{"Afgesloten enquêtes"}, {"Closed surveys"}] * 8


def local_texts(part: object, place: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every text with a key per language in a definition file, and where it stands."""
    if isinstance(part, dict):
        if "nl" in part:
            yield place, part
        else:
            for key, value in part.items():
                yield from local_texts(value, f"{place}.{key}")
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from local_texts(value, f"{place}[{number}]")


@pytest.mark.parametrize("name", ["indicators", "benchmarks", "perspectives", "scales"])
def test_what_we_say_ourselves_is_there_in_english(name: str) -> None:
    read = YAML(typ="safe").load((surveys_folder() / f"{name}.yaml").read_text(encoding="utf-8"))
    found = list(local_texts(read))
    assert found
    assert [place for place, said in found if not said.get("en")] == []


def test_a_sentence_of_an_indicator_begins_with_its_people_in_both_languages() -> None:
    people = {
        "ouders": ("Zoveel ouders ", "So many parents "),
        "leerlingen": ("Zoveel leerlingen ", "So many pupils "),
        "personeel": ("Zoveel personeelsleden ", "So many staff members "),
    }
    for one in indicators():
        dutch, english = people[one.audience]
        assert all(said.startswith(english if key == "en" else dutch) for key, said in one.sentence.items()), one.id
    assert led("So many staff members know.", "A few of the staff members") == "A few of the staff members know."


def test_a_text_is_read_in_english_only_where_there_is_english() -> None:
    both, dutch = {"nl": "klas", "nl-NL": "groep", "en": "class"}, {"nl": "klas", "nl-NL": "groep"}
    with texts.speaking("en"):
        assert (as_read(both, "nl-NL"), language_of(both, "nl-NL")) == ("class", "en")
        assert (as_read(dutch, "nl-NL"), language_of(dutch, "nl-NL")) == ("groep", "nl")
        assert language_of({}, "nl-BE") == ""
    assert (as_read(both, "nl-NL"), as_read(both, "nl-BE"), language_of(both, "nl-NL")) == ("groep", "klas", "nl")
