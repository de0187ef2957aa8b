"""Every sentence of the program has a Dutch one, with the same places to fill in."""

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import monitor
from monitor import texts

ROOT = Path(monitor.__file__).parent.parent
CATALOGUES = sorted((ROOT / "monitor/texts/nl").glob("*.po"))


def marked() -> set[str | tuple[str, ...]]:
    """Every message in the code that is marked for translation."""
    found: set[str | tuple[str, ...]] = set()
    for package in ("monitor", "dashboards"):
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


def translated() -> dict[str, str | tuple[str, ...]]:
    entries: dict[str, str | tuple[str, ...]] = {}
    for path in CATALOGUES:
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
    wrong = []
    for path in CATALOGUES:
        for message in catalogue(path):
            ours = [message.id] if isinstance(message.id, str) else list(message.id)
            theirs = [message.string] if isinstance(message.string, str) else list(message.string)
            if ours != [""] and any(fields(text) - fields(ours[-1]) for text in theirs):
                wrong.append(ours[0])
    assert wrong == []


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
