"""Makes the sample exports of the made-up school: `python data/sample/make_sample.py [--into FOLDER]`.

From `recipe.toml`, `levels.toml`, `words.toml` and `schoolklimaat.toml`, and from the questionnaires in
`surveys/`, it writes nine exports, the definition of one year, `sample.toml` (which file is imported how),
`truth.json`, and a pulse in between with a definition and a truth of its own. The same seed gives the same files.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from making import truth
from making.forms import ids
from making.mishaps import returned as forms_returned
from making.own_definition import own_definition
from making.recipe import HERE, LOCALE, Recipe, Wave, read_recipe
from making.table import Returned
from making.writers import WRITERS

from monitor.definition import library
from monitor.definition.pulse import pulse_of, written


def make(target: Path) -> None:
    """Write all files of the sample into a folder."""
    recipe = read_recipe()
    _write_own_definitions(recipe, target)
    waves = [_returned(recipe, wave, target) for wave in recipe.waves]
    files = [_file_name(one) for one in waves]
    for one, file in zip(waves, files, strict=True):
        _write(target / file, WRITERS[one.wave.writer].write(one))
    _write(target / "sample.toml", _sample_toml(waves, files).encode())
    told = {
        "seed": recipe.seed,
        "imports": [truth.of_file(one, file) for one, file in zip(waves, files, strict=True)],
        "canaries": truth.canaries(waves),
    }
    _write(target / "truth.json", _json(told).encode())
    for pulse in recipe.pulses:
        _make_pulse(recipe, pulse, target)


def _make_pulse(recipe: Recipe, pulse: Wave, target: Path) -> None:
    """Write a pulse with its definition and its truth into a folder of its own: `demo` does not import it."""
    asked = pulse_of(library.survey(pulse.of), pulse.items, pulse.month)
    _write(target / pulse.own_definition, written(asked).encode())
    one = _returned(recipe, pulse, target)
    file = pulse.file.format(last_id=ids(one)[-1])
    _write(target / file, WRITERS[pulse.writer].write(one))
    told = {"imports": [truth.of_file(one, file)], "canaries": truth.canaries([one])}
    _write((target / file).parent / "truth.json", _json(told).encode())


def _write_own_definitions(recipe: Recipe, target: Path) -> None:
    for wave in recipe.waves:
        if wave.own_definition:
            text = own_definition(library.survey(wave.survey), LOCALE)
            _write(target / wave.own_definition, text.encode())


def _returned(recipe: Recipe, wave: Wave, target: Path) -> Returned:
    asked = recipe.questionnaire(wave, target)
    names = frozenset(f"{first} {last}" for first in recipe.words["first"] for last in recipe.words["last"])
    return Returned(wave, asked, recipe.questions[wave.survey], tuple(forms_returned(recipe, wave, asked)), names)


def _file_name(one: Returned) -> str:
    return "exports/" + one.wave.file.format(last_id=ids(one)[-1])


def _sample_toml(waves: list[Returned], files: list[str]) -> str:
    """The imports in the order in which they are done; paths are relative to this file."""
    lines = ["# The imports of the sample, in order. Written by make_sample.py; paths start at this folder."]
    for one, file in zip(waves, files, strict=True):
        keys = {"file": file, "survey": one.wave.survey, "survey_file": one.wave.own_definition}
        keys |= {"year": one.wave.year, "group_column": one.questions.get("group_question", "")}
        lines += ["", "[[imports]]", *(f"{key} = {json.dumps(value)}" for key, value in keys.items() if value)]
    return "\n".join(lines) + "\n"


def _json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def main() -> None:
    """Make the sample where it belongs, or elsewhere to compare."""
    parser = argparse.ArgumentParser(description="Makes the sample exports of the made-up school.")
    parser.add_argument("--into", type=Path, default=HERE, help="folder to write into (default: this one)")
    make(parser.parse_args().into)


if __name__ == "__main__":
    main()
