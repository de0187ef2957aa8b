"""Runs commands of the program one after another, each in a process of its own, and says what each cost.

Importing the program takes a second or two and a hostile file a tenth of that, so the program is imported once, and
every command runs in a fork of it. A line of JSON comes in (the arguments), a line goes out (`Run`). Started with
an empty folder, which becomes the working directory, and another, which becomes the one for temporary files.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Run:
    """How a command ended, what it said, and what it and its own children cost.

    `megabytes` is the peak of the largest process among them; `left` are the files it left in its working directory
    and among the temporary files.
    """

    code: int
    out: str
    err: str
    seconds: float
    processor_seconds: float
    megabytes: float
    left: tuple[str, ...]


class Runs:
    """A warm program."""

    def __init__(self, folder: Path, *, key: Path) -> None:
        for name in ("cwd", "tmp"):
            (folder / name).mkdir()
        plain = {name: value for name, value in os.environ.items() if not name.startswith("SCHOOLKLIMAAT_")}
        environment = {
            **plain,
            "TMPDIR": str(folder / "tmp"),
            "SCHOOLKLIMAAT_KEY_FILE": str(key),
            "PYTHONPATH": str(ROOT),
        }
        self._process = subprocess.Popen(
            [sys.executable, "-B", __file__, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            cwd=folder / "cwd",
            text=True,
            encoding="utf-8",
        )

    def __call__(self, *arguments: str | Path) -> Run:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([str(one) for one in arguments]) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return Run(**{**answer, "left": tuple(answer["left"])})

    def end(self) -> None:
        """The program stops when nothing more comes in."""
        self._process.communicate(timeout=60)


@contextmanager
def warm_program(folder: Path) -> Iterator[Runs]:
    """A program to run commands with, gone afterwards."""
    runs = Runs(folder, key=folder / "workspace.key")
    try:
        yield runs
    finally:
        runs.end()


def _run(arguments: Sequence[str], folder: Path) -> Run:
    said = [folder / "out", folder / "err"]
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        _become(arguments, said)
    _pid, status, used = os.wait4(child, 0)
    watched = [folder / "cwd", folder / "tmp"]
    return Run(
        code=os.waitstatus_to_exitcode(status),
        out=said[0].read_text(encoding="utf-8"),
        err=said[1].read_text(encoding="utf-8"),
        seconds=time.monotonic() - start,
        processor_seconds=used.ru_utime + used.ru_stime,
        megabytes=used.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1_000_000,
        left=tuple(str(path.relative_to(folder)) for place in watched for path in place.rglob("*")),
    )


def _become(arguments: Sequence[str], said: Sequence[Path]) -> None:
    """The fork: the command, with its words into files; never returns."""
    code = 70  # whatever is not caught: the program itself ends with 0 to 4
    try:
        for number, path in zip((1, 2), said, strict=True):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        from monitor import cli

        code = cli.run(list(arguments))
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _serve(folder: Path) -> None:
    import monitor.cli
    import monitor.pipeline  # noqa: F401  # what every command would import again
    from monitor.definition import library

    library.surveys()  # and read again: two seconds of YAML
    sys.stdin.reconfigure(encoding="utf-8")
    for line in sys.stdin:
        answer = json.dumps(asdict(_run(json.loads(line), folder)))
        os.write(1, answer.encode("ascii") + b"\n")


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
