"""A desk without a workspace: it tells what it is made to tell, and remembers what it was asked."""

import threading
from dataclasses import dataclass, field, replace
from pathlib import Path

from monitor.desk_terms import Asked, Looked, Named, Repair, SeenColumn, SeenFinding, SeenOption, SeenScale, TakenIn
from monitor.errors import FileRefused, Place, SchoolklimaatError
from monitor.progress import Progress
from monitor.wave_terms import BeforeClosing, BeforeForgetting, Closed, SeenImport, SeenWave

ROWS = {"read": 45, "stored": 40, "incomplete": 1, "test": 1, "duplicate": 2, "rejected": 1}
QUESTIONS = (Named("veilig", "Voel je je veilig?"), Named("graag", "Kom je graag?"), Named("meer", "Wil je meer?"))
COLUMNS = (
    SeenColumn(0, "ID", "identifier", personal="nummers van mensen of formulieren"),
    SeenColumn(1, "E-mail", "identifier", personal="mailadressen"),
    SeenColumn(2, "Begintijd", "metadata", personal="tijdstippen"),
    SeenColumn(3, "Klas", "ignored", examples=("1A", "1B"), may_be_group=True, is_called_group=True),
    SeenColumn(4, "Voel je je veilig?", "item", item="veilig", certainty=1.0, examples=("Akkoord", "Tussenin")),
    SeenColumn(5, "Kom je heel graag?", "ignored", proposed="graag", certainty=0.73, examples=("Ja", "Nee")),
    SeenColumn(6, "Kleur <b>van</b> de brief", "ignored", examples=("rood",)),
    SeenColumn(7, "Twee keer", "ignored", is_twice=True),
    SeenColumn(8, "Twee keer", "ignored", is_twice=True),
)
AGREE = (
    SeenOption("oneens", "Niet akkoord", given=True),
    SeenOption("eens", "Akkoord", given=True),
    SeenOption("weet_niet", "Weet ik niet", given=False, apart="unknown"),
    SeenOption("liever_niet", "Zeg ik liever niet", given=False, apart="refused"),
)
SLIP = Repair("a" * 16, "Akoord", 12, ("veilig", "graag"), suggested="eens")
UNCLEAR = Repair("b" * 16, "Eerder wel", 6, ("veilig",))
SCALE = SeenScale(("Voel je je veilig?", "Kom je graag?"), AGREE, (SLIP, UNCLEAR), ("Kom je graag?",), unread=3)
USUAL = SeenScale(("Wil je meer?",), AGREE)
FINDINGS = (
    SeenFinding("warning", "W-PROPOSAL", "", "lijkt op een vraag"),
    SeenFinding("warning", "W-UNKNOWN-ANSWERS", 'kolom "x"', "12 antwoorden zijn geen keuze", "Voel je je veilig?"),
    SeenFinding("warning", "W-OTHER-WORDING", 'kolom "a"', "anders gesteld"),
    SeenFinding("warning", "W-OTHER-WORDING", 'kolom "b"', "anders gesteld"),
    SeenFinding("info", "I-SHEET", "", "Blad 1 is gelezen."),
    SeenFinding("info", "I-IDENTIFIER", "", "valt weg"),
)


def looked(asked: Asked, **changed: object) -> Looked:
    """What is found of a file, with what was decided about slips in it."""
    scales = tuple(
        replace(one, repairs=tuple(_decided(asked, repair) for repair in one.repairs)) for one in (SCALE, USUAL)
    )
    found = Looked(
        asked=asked,
        title="Ouders",
        wave=f"{asked.survey}_{asked.year}",
        tool="microsoft-forms",
        sheet="Sheet1",
        heading_rows=1,
        encoding=None,
        separator=None,
        language="nl",
        questions=QUESTIONS,
        columns=COLUMNS,
        scales=scales,
        findings=FINDINGS,
        rows=ROWS,
        dropped=((3, "test"), (7, "duplicate"), (8, "duplicate"), (9, "incomplete"), (12, "rejected")),
        enrolled=asked.enrolled,
        groups=("1A", "1B") if asked.group_column else (),
        small=("1B",) if asked.group_column else (),
        least=10,
        in_all=40,
        enrolled_by_class=asked.classes,
    )
    return replace(found, **changed)  # type: ignore[arg-type]  # names of its fields


def _decided(asked: Asked, repair: Repair) -> Repair:
    code = asked.decisions.answers.get(repair.items[0], {}).get(repair.text)
    return replace(repair, code=code)


@dataclass
class FakeDesk:
    """Remembers what it was asked; `refuses` are the refusals that it gives, by the name of the method."""

    folder: Path
    refuses: dict[str, Exception] = field(default_factory=dict)
    changed: dict[str, object] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    done: list[tuple[str, object]] = field(default_factory=list)
    tells: dict[str, tuple[str, ...]] = field(default_factory=dict)
    goes_on: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.goes_on.set()

    def _refuse(self, name: str) -> None:
        if name in self.refuses:
            raise self.refuses[name]

    def school(self) -> str:
        self._refuse("school")
        return "De Linde"

    def surveys(self) -> tuple[Named, ...]:
        return (Named("ouders", "Ouders"), Named("eigen", "Onze eigen vragen"))

    def years(self) -> tuple[str, ...]:
        return ("2025-2026", "2024-2025")

    def sample(self) -> tuple[Asked, bytes]:
        file = self.folder / "voorbeeld"
        file.write_bytes(b"made up")
        return Asked(file, "voorbeeld.xlsx", "ouders", "2025-2026", enrolled=50, is_sample=True), b"made up"

    def look(self, asked: Asked) -> Looked:
        assert asked.file.is_file()
        self.asked.append(asked)
        self._refuse("look")
        return looked(asked, **self.changed)

    def take_in(self, asked: Asked, progress: Progress) -> TakenIn:
        progress(1, 5)
        self.goes_on.wait(20)
        self._refuse("take_in")
        self.done.append(("take_in", asked))
        told = self.tells.get("reminders", ())
        return TakenIn(7, "ouders_2025-2026", "Ouders", "2025-2026", ROWS, (), FINDINGS, told)

    def waves(self) -> tuple[SeenWave, ...]:
        self._refuse("waves")
        one = SeenImport(7, "microsoft-forms", 40, "2026-01-05")
        return (
            SeenWave("ouders_2025-2026", "Ouders", "2025-2026", "open", (one,)),
            replace(
                SeenWave("ouders_2024-2025", "Ouders", "2024-2025", "closed", (replace(one, number=3),)),
                has_answers=("forget", "ouders_2024-2025") not in self.done,
                is_due="is_due" in self.changed,
            ),
            SeenWave("ouders_2023-2024", "Ouders", "2023-2024", "forgotten", ()),
            SeenWave("eigen_2025-2026", "Onze eigen vragen", "2025-2026", "open", ()),
        )

    def undo(self, number: int) -> str:
        self._refuse("undo")
        self.done.append(("undo", number))
        return "ouders_2025-2026"

    def before_closing(self, wave: str) -> BeforeClosing:
        self._refuse("before_closing")
        if wave != "ouders_2025-2026":
            raise FileRefused("Deze bevraging is er niet.")
        pairs = (("Kom je heel graag?", "Kom je graag?"),)
        return BeforeClosing(wave, "Ouders", "2025-2026", 40, "taak", "", True, pairs, "kapot koppelbestand",
                             tuple((f"Zo {n}", "Kom je graag?") for n in range(12)))  # fmt: skip

    def before_forgetting(self, wave: str) -> BeforeForgetting:
        self._refuse("before_forgetting")
        if wave != "ouders_2024-2025":
            raise FileRefused("Deze bevraging is er niet.")
        return BeforeForgetting(wave, "Ouders", "2024-2025", "2026-10-06", False, False, True)

    def forget(self, wave: str) -> None:
        self._refuse("forget")
        self.before_forgetting(wave)
        self.done.append(("forget", wave))

    def close(self, wave: str, legal_basis: str, notice: str, progress: Progress) -> Closed:
        progress(3, 4)
        self.goes_on.wait(20)
        self._refuse("close")
        self.done.append(("close", (wave, legal_basis, notice)))
        return Closed(wave, "Ouders", "2025-2026", 1442, 3021, 3, True, legal_basis, notice, **self.tells)


def refusal(message: str = "Dit is een PDF.", remedy: str = "Exporteer opnieuw.") -> SchoolklimaatError:
    """A refusal in the words of a command."""
    return FileRefused(message, remedy=remedy, place=Place(file="ouders.xlsx"))
