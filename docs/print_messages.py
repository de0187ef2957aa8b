"""Writes docs/handleiding/fouten.md from the program's own sentences, so that the page cannot go stale.

Usage: python docs/print_messages.py [--check]
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import monitor
from monitor import texts
from monitor.intake import refusals

PAGE = Path(__file__).parent / "handleiding" / "fouten.md"
CODE = re.compile(r"([EWI])-[A-Z][A-Z-]+")
KINDS = {
    "E": ("Fouten", "Het bestand wordt niet opgeslagen zolang dit niet opgelost is."),
    "W": ("Waarschuwingen", "De import gaat door. Lees wat er staat: soms telt iets niet mee dat u wel bedoelde."),
    "I": ("Mededelingen", "U hoeft niets te doen. Zo weet u wat er met elke kolom gebeurd is."),
}
HEAD = """# Meldingen en wat u doet

Deze bladzijde wordt gemaakt uit de zinnen van het programma zelf (`docs/print_messages.py`). Waar hier … staat, vult
het programma een getal, een naam of een kolomtitel in. Een antwoord van een ouder, leerling of personeelslid staat
nooit in een melding.

Elke melding zegt **waar** het is (bestand, blad, rij, kolom), **wat** er gevonden is en **wat u doet**. Komt u er niet
uit, kijk dan op de bladzijde van uw programma: [overzicht](README.md).

## Het bestand wordt niet gelezen

Er is dan niets opgeslagen; uw gegevens staan er nog zoals voorheen.

| code | wat u leest | wat u doet |
|---|---|---|
"""
MISFITS = """
## Het bestand past niet bij de vraag

Het bestand is gelezen, maar er zijn geen antwoorden in gevonden op deze vragenlijst, van dit schooljaar of met deze
opties; of een bestand dat u erbij gaf (een koppelbestand, een lijst met klassen) is niet te gebruiken. Ook dan is er
niets opgeslagen.

| wat u leest | wat u doet |
|---|---|
"""


def main() -> int:
    """Write the page, or (`--check`) say whether it is current."""
    page = written()
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(page, encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page:
        return 0
    sys.stderr.write("docs/handleiding/fouten.md is not current: run python docs/print_messages.py\n")
    return 1


def written() -> str:
    """The page as it should be."""
    texts.use("nl")
    lines = [f"| `{code}` | {_plain(what)} | {_plain(do)} |\n" for code, (what, do) in refusals.every().items()]
    misfits = sorted({(_plain(_dutch(what)), _plain(_dutch(do))) for what, do in _misfits()})
    lines += [MISFITS, *(f"| {what} | {do} |\n" for what, do in misfits)]
    found = dict(sorted(_findings()))
    for letter, (title, explained) in KINDS.items():
        rows = [f"| `{code}` | {_plain(_dutch(said))} |\n" for code, said in found.items() if code[0] == letter]
        lines += [f"\n## {title}\n\n{explained}\n\n| code | wat u leest |\n|---|---|\n", *rows] if rows else []
    return HEAD + "".join(lines)


def _sources(folder: Path, needed: re.Pattern[str]) -> Iterator[str]:
    """The source files in a folder with what is looked for in them: to take apart all others finds nothing, slowly."""
    for file in sorted(folder.rglob("*.py")):
        source = file.read_text(encoding="utf-8")
        if needed.search(source):
            yield source


def _misfits() -> Iterator[tuple[str, str]]:
    """Message and remedy of every refusal that has no code: of what is read, and does not fit."""
    for source in _sources(Path(monitor.__file__).parent / "intake", re.compile("FileRefused|_refused")):
        tree = ast.parse(source)
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                parts = [next(_meant(part, function), None) for part in _what_and_do(call)]
                if len(parts) == 2 and parts[0] is not None and parts[1] is not None:
                    yield parts[0], parts[1]


def _what_and_do(call: ast.Call) -> list[ast.expr]:
    """The arguments of a refusal that say what is wrong and what helps."""
    match call.func:
        case ast.Name(id="FileRefused"):
            return [*call.args[:1], *(one.value for one in call.keywords if one.arg == "remedy")]
        case ast.Name(id="_refused"):
            return call.args[1:3]
    return []


def _meant(part: ast.expr, function: ast.FunctionDef) -> Iterator[str]:
    """The sentences in an argument, or in what was assigned to its name."""
    yield from _sentences(part)
    names = {node.id for node in ast.walk(part) if isinstance(node, ast.Name)}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and any(isinstance(one, ast.Name) and one.id in names for one in node.targets):
            yield from _sentences(node.value)


def _findings() -> Iterator[tuple[str, str]]:
    """Code and sentence of every finding in the program."""
    for source in _sources(Path(monitor.__file__).parent, CODE):
        tree = ast.parse(source)
        above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        sayings = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef) and _gives_text(node)}
        for node in ast.walk(tree):
            code = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            sentence = _sentence_of(node, above, sayings) if CODE.fullmatch(code) else None
            if sentence is not None:
                yield code, sentence


def _gives_text(function: ast.FunctionDef) -> bool:
    return isinstance(function.returns, ast.Name) and function.returns.id == "str"


def _sentence_of(code: ast.AST, above: dict[ast.AST, ast.AST], sayings: dict[str, ast.FunctionDef]) -> str | None:
    """The sentence in the same call or statement as a code, or in a function called there, else in one before it."""
    node = code
    while (node := above.get(node)) is not None:  # type: ignore[assignment]  # the loop ends at the module
        parts = [node]
        if isinstance(node, ast.stmt) and node in above:
            parts += reversed([one for one in _block(above[node], node) if one.lineno < node.lineno])
        for part in parts:
            if not hasattr(part, "body") and (sentence := next(_said_in(part, sayings), None)) is not None:
                return sentence
    return None


def _block(parent: ast.AST, child: ast.AST) -> list[ast.stmt]:
    """The statements beside a statement."""
    blocks = [getattr(parent, name, None) for name in ("body", "orelse")]
    return next((block for block in blocks if isinstance(block, list) and child in block), [])


def _said_in(part: ast.AST, sayings: dict[str, ast.FunctionDef]) -> Iterator[str]:
    yield from _sentences(part)
    for node in ast.walk(part):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in sayings:
            yield from _sentences(sayings[node.func.id])


def _sentences(part: ast.AST) -> Iterator[str]:
    """What is marked for translation, one and several persons' sentence beside each other."""
    for node in ast.walk(part):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "n_", "N_"):
            one, several = node.args[0], node.args[1 if node.func.id == "n_" else 0]
            if isinstance(one, ast.Constant) and isinstance(several, ast.Constant):
                yield f"{one.value}\0{several.value}"


def _dutch(said: str) -> str:
    one, _mark, several = said.partition("\0")
    return texts.n_(one, several, 2) if one != several else texts._(one)


def _plain(sentence: str) -> str:
    return re.sub(r"\{[^}]*\}", "…", " ".join(sentence.split())).replace("|", "\\|")


if __name__ == "__main__":
    sys.exit(main())
