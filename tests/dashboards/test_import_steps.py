"""The steps of the import wizard as pure functions, and the forms that come back from them."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dashboards.importing import forms, shell
from dashboards.importing.jobs import Job, Refusal, refusal_of
from dashboards.importing.shell import Frame, Screen
from dashboards.importing.steps import answers, begin, check, closing, columns, trial, work
from dashboards.importing.steps.here import Here
from dashboards.importing.words import detected, findings, in_the_way
from dashboards.markup import joined, tag
from dashboards.sheet_parts import alert
from monitor.desk_terms import Asked, Decisions, Looked
from monitor.errors import CallError, KeptDespiteFault
from tests.support.desks import COLUMNS, FINDINGS, QUESTIONS, ROWS, SLIP, UNCLEAR, FakeDesk, looked

FRAME = Frame((("/", "Overzicht"), ("/importeren", "Importeren")), "De Linde", "zegel-van-deze-browser")


def page(screen: Screen, frame: Frame) -> str:
    """What a browser gets of a step."""
    return shell.page(screen, frame).get_data(as_text=True)


LYING = {"bestand": "a.xlsx", "eigen": "v.yaml", "klassen": "k.csv"}
HERE = Here(FRAME, "bezoek")
ASKED = Asked(Path("a3"), "Ouders <2025>.xlsx", "ouders", "2025-2026", enrolled=50)
FORM = {"k0": "drop", "k1": "drop", "k3": "drop", "k4": "veilig", "k5": "graag", "k6": "drop", "klas": ""}


FITTING = tuple(replace(one, fits=("meer",)) if one.number == 6 else one for one in COLUMNS)
OF_SAMPLE = replace(ASKED, is_sample=True)


class _Outline(HTMLParser):
    """What a page has: its headings, fields with their labels, and what is open still at the end."""

    def __init__(self, drawn: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[str] = []
        self.labels: set[str] = set()
        self.fields: list[dict[str, str]] = []
        self.feed(drawn)

    def handle_starttag(self, name: str, given: list[tuple[str, str | None]]) -> None:
        told = {key: value or "" for key, value in given}
        if name not in ("meta", "link", "input"):
            self.open.append(name)
        if re.fullmatch("h[1-6]", name):
            self.headings.append(name)
        if name == "label":
            self.labels.add(told["for"])
        if name in ("input", "select") and told.get("type") != "hidden":
            self.fields.append(told)

    def handle_endtag(self, name: str) -> None:
        assert self.open.pop() == name


def of(asked: Asked = ASKED, **changed: object) -> Looked:
    return looked(asked, **changed)


def every_screen(tmp_path: Path) -> list[Screen]:
    desk = FakeDesk(tmp_path)
    offered = begin.Offered(desk.surveys(), desk.years(), desk.waves())
    wave = desk.waves()[0]
    grouped = of(replace(ASKED, group_column="Klas"))
    jobs = [Job("taak", "wie", kind, "bezoek") for kind in ("import", "close", "import", "close")]
    desk.tells = {"reminders": ("Vernietig ze.",), "overruled": ("Anders.",)}
    jobs[0].result = desk.take_in(ASKED, lambda _done, _total: None)
    jobs[1].result = desk.close("ouders_2025-2026", "taak", "brief", lambda _done, _total: None)
    jobs[2].refusal, jobs[3].refusal = Refusal("Dicht.", "Kies een ander jaar.", "Niets."), Refusal("Weg.")
    same = Job("taak", "wie", "import", "bezoek", result=replace(jobs[0].result, number=None))
    return [
        begin.begin(offered, begin.Filled(), Here(FRAME, told=alert("Fout.", "Doe iets."))),
        begin.begin(
            begin.Offered(desk.surveys(), desk.years()),
            begin.Filled({"blad": "x"}, LYING),
            HERE,
        ),
        columns.columns(of(), of(), HERE),
        columns.columns(of(columns=FITTING), of(columns=FITTING), HERE),
        columns.columns(of(), grouped, HERE),
        answers.answers(of(), HERE),
        answers.answers(of(scales=of().scales[1:]), HERE),
        check.check(of(), HERE),
        check.check(of(scales=(), findings=(), refused="Die meting is dicht."), HERE),
        check.check(of(scales=()), HERE),
        trial.trial(of(), HERE),
        trial.trial(grouped, HERE),
        trial.trial(of(OF_SAMPLE, other_year="2024-2025"), HERE),
        trial.trial(of(OF_SAMPLE), HERE),
        trial.trial(replace(grouped, enrolled_by_class={"1A": 20, "6B": 3}, overruled=("Anders.",)), HERE),
        trial.trial(of(enrolled=30, is_declared=True, groups=("1A",)), HERE),
        trial.trial(of(replace(ASKED, enrolled=None, is_sample=True), rows={**ROWS, "stored": 0}), HERE),
        work.busy(jobs[0], HERE),
        work.busy(jobs[1], HERE),
        *(work.over(job, HERE) for job in (*jobs, same)),
        closing.closing(desk.before_closing("ouders_2025-2026"), HERE),
        closing.taking_back(wave, wave.imports[0], HERE),
    ]


def test_every_step_has_one_heading_labels_for_its_fields_and_a_seal_in_every_form(tmp_path: Path) -> None:
    for screen in every_screen(tmp_path):
        drawn = page(screen, FRAME)
        outline = _Outline(drawn)
        assert outline.open == []
        assert outline.headings.count("h1") == 1, screen.question
        assert [each for each in outline.fields if each["id"] not in outline.labels] == []
        ids = re.findall(r' id="([^"]+)"', drawn)
        assert len(ids) == len(set(ids)), screen.question
        described = set(re.findall(r'aria-describedby="([^"]+)"', drawn))
        assert described <= set(ids)
        assert drawn.count("<form") == drawn.count('value="zegel-van-deze-browser"')
        assert "None" not in drawn
        assert "<script>" not in drawn
        assert "style=" not in drawn


def test_what_a_file_says_is_never_taken_for_markup() -> None:
    drawn = page(columns.columns(of(), of(), HERE), FRAME)
    assert "Kleur &lt;b&gt;van&lt;/b&gt; de brief" in drawn
    assert "Ouders &lt;2025&gt;.xlsx" in drawn
    assert str(tag("p", 'a "b" <c>', title='"')) == '<p title="&#34;">a &#34;b&#34; &lt;c&gt;</p>'
    assert str(joined(None, ["a", ("b", tag("br2"))])) == "ab<br2></br2>"


def test_the_columns_are_sorted_by_what_there_is_to_do() -> None:
    drawn = page(columns.columns(of(), of(), HERE), FRAME)
    parts = [drawn.index(words) for words in (
        "Is er een kolom met de klas?", "Nog te beslissen", "Nergens voor gebruikt", "1 kolom is al gekoppeld",
        "Niet ingelezen, om mensen te beschermen",
    )]  # fmt: skip
    assert parts == sorted(parts)
    assert "Niet getoond: mailadressen." in drawn
    assert "Bijvoorbeeld: Akkoord · Tussenin" in drawn
    assert "zeker: dezelfde woorden" in drawn
    assert "waarschijnlijk, niet zeker" in drawn
    assert '<option value="Klas" selected>' in drawn
    assert 'name="k2"' not in drawn  # of the tool itself
    assert 'name="k7"' not in drawn  # two columns with one heading


def test_a_proposal_must_be_decided_and_nothing_is_chosen_for_you() -> None:
    drawn = page(columns.columns(of(), of(), HERE), FRAME)
    menu = re.search(r'<select id="k5".*?</select>', drawn)
    assert menu is not None
    assert " required" in menu[0]
    assert re.search(r'<option value="" selected>Kies</option>', menu[0])
    with pytest.raises(CallError, match="Kom je heel graag"):
        forms.with_columns({**FORM, "k5": ""}, of(), ASKED)


def test_what_is_decided_about_columns_is_only_what_differs() -> None:
    asked = forms.with_columns({**FORM, "klas": "Klas"}, of(), ASKED)
    assert asked.decisions == Decisions({"Kom je heel graag?": "graag"})
    assert asked.group_column == "Klas"
    asked = forms.with_columns({**FORM, "k4": "drop", "k5": "drop", "k6": "meer"}, of(), ASKED)
    assert asked.decisions.columns == {
        "Voel je je veilig?": "drop", "Kom je heel graag?": "drop", "Kleur <b>van</b> de brief": "meer",
    }  # fmt: skip
    back = forms.with_columns(FORM, of(), asked)
    assert back.decisions.columns == {"Kom je heel graag?": "graag"}


@pytest.mark.parametrize(
    "sent",
    [
        {"k4": "elders"}, {"k4": ""}, {"k6": ""}, {"k5": "../vault"}, {"klas": "E-mail"}, {"klas": "Elders"},
        {"k4": "free-text"},
    ],
)  # fmt: skip
def test_a_column_can_only_be_what_the_survey_has(sent: dict[str, str]) -> None:
    with pytest.raises(forms.Forged):
        forms.with_columns({**FORM, **sent}, of(), ASKED)


def test_a_form_without_a_column_of_the_file_is_refused() -> None:
    with pytest.raises(forms.Forged):
        forms.with_columns({name: value for name, value in FORM.items() if name != "k4"}, of(), ASKED)


def test_the_class_cannot_be_a_question_as_well() -> None:
    with pytest.raises(CallError, match="Klas"):
        forms.with_columns({**FORM, "k3": "meer", "klas": "Klas"}, of(), ASKED)


def test_one_click_mends_a_slip_in_all_its_questions() -> None:
    asked = forms.mended({"herstel": SLIP.key}, of())
    assert asked.decisions.answers == {"veilig": {"Akoord": "eens"}, "graag": {"Akoord": "eens"}}
    assert check.mends(of(asked)) == ()
    assert forms.mended({"herstel": "alle"}, of()) == asked
    for key in ("", "c" * 16, UNCLEAR.key):  # nothing is guessed where it is not clear
        with pytest.raises(forms.Forged):
            forms.mended({"herstel": key}, of())


def test_answers_are_chosen_from_their_scale_and_can_be_given_back() -> None:
    form = {f"h{SLIP.key}": "eens", f"h{UNCLEAR.key}": "oneens"}
    asked = forms.with_answers(form, of())
    assert asked.decisions.answers["veilig"] == {"Akoord": "eens", "Eerder wel": "oneens"}
    back = forms.with_answers({f"h{SLIP.key}": "", f"h{UNCLEAR.key}": "oneens"}, of(asked))
    assert back.decisions.answers == {"veilig": {"Eerder wel": "oneens"}}
    for sent in ({f"h{SLIP.key}": "nooit"}, {f"h{UNCLEAR.key}": None}):
        kept = {name: code for name, code in {**form, **sent}.items() if code is not None}
        with pytest.raises(forms.Forged):
            forms.with_answers(kept, of())


def test_what_the_file_of_the_school_says_is_shown_as_such() -> None:
    kept = replace(of().scales[0], repairs=(replace(SLIP, code="eens"),))
    found = of(scales=(kept,))
    drawn = page(answers.answers(found, HERE), FRAME)
    assert "Bij een eerdere import gekozen." in drawn
    assert forms.with_answers({f"h{SLIP.key}": "eens"}, found).decisions.answers == {}
    assert forms.with_answers({f"h{SLIP.key}": "oneens"}, found).decisions.answers["veilig"] == {"Akoord": "oneens"}


def test_the_check_asks_in_words_and_tells_a_message_once() -> None:
    drawn = page(check.check(of(), HERE), FRAME)
    assert "12 keer “Akoord”: bedoelt u “Akkoord”?" in drawn
    assert "Ja, herstel alle 12" in drawn
    assert "Herstel ze allemaal" not in drawn  # there is only one
    assert "12 antwoorden zijn geen keuze" not in drawn
    assert drawn.count("anders gesteld") == 1
    assert "kolom &#34;a&#34;; kolom &#34;b&#34;" in drawn
    assert "lijkt op een vraag" not in drawn
    assert [one.places for one in findings(FINDINGS, "warning")][-1] == ('kolom "a"', 'kolom "b"')


def test_the_trial_adds_up_and_names_classes_that_are_too_small() -> None:
    drawn = page(trial.trial(of(replace(ASKED, group_column="Klas")), HERE), FRAME)
    numbers = [int(number) for number in re.findall(r'<td class="number">(\d+)</td>', drawn)]
    assert numbers[0] == sum(numbers[1:]) == 45
    assert "40 van de 50 die konden antwoorden: 80%." in drawn
    assert "Minder dan 10 antwoorden in dit bestand: 1B." in drawn
    assert "Dubbel: rijen 7-8" in drawn


def test_what_is_in_the_way_takes_the_button_away() -> None:
    for found in (of(refused="Dicht."), of(rows={**ROWS, "stored": 0}), of(other_year="2024-2025")):
        assert len(tuple(in_the_way(found))) == 1
        assert "/importeren/inlezen" not in page(trial.trial(found, HERE), FRAME)
    assert "/importeren/inlezen" in page(trial.trial(of(), HERE), FRAME)


def test_what_was_detected_is_said() -> None:
    told = dict(detected(of(tool="generic", encoding="cp1252", separator=";", heading_rows=2, language="de-DE")))
    assert told["Tussen de kolommen"] == "puntkomma"
    assert told["Titels"] == "2 rijen met titels"
    assert told["Taal"] == "Duits"
    assert told["Letters"] == "zoals oudere Windows-programma's ze schrijven: kijk na of é en ë goed staan"
    assert "cp1252" not in str(told)
    assert [dict(detected(of(encoding=one))).get("Letters") for one in ("utf-8-sig", "utf-16", None)] == [None] * 3
    assert "oudere manier" in dict(detected(of(encoding="mac-roman")))["Letters"]
    assert dict(detected(of()))["Gemaakt met"] == "Microsoft Forms"


def test_a_fault_of_ours_is_told_without_its_text(caplog: pytest.LogCaptureFixture) -> None:
    told = refusal_of(ValueError("jan.janssens@example.org"))
    assert "fout" in told.message
    assert told.kept
    kept = KeptDespiteFault("De antwoorden staan er.")
    kept.__cause__ = ValueError("jan.janssens@example.org")
    assert refusal_of(kept).kept == "De antwoorden staan er."
    assert "ValueError" in caplog.text
    assert "janssens" not in caplog.text + repr(told)


def test_how_far_a_job_is_is_said_in_words() -> None:
    job = Job("taak", "wie", "import", "bezoek")
    said = []
    for done in range(6):
        job.heard(done, 5)
        said.append(work.said(job))
    assert said[0] == "Bezig: het bestand wordt gelezen (1 van 5)."
    assert said[4] == said[5] == "Bezig: alles wordt opgeslagen (5 van 5)."
    job.heard(9, 0)
    assert work.far(job) == 100
    job.over.set()
    assert work.said(job) == "Klaar."


def test_the_questions_of_a_menu_are_those_of_the_survey() -> None:
    drawn = page(columns.columns(of(), of(), HERE), FRAME)
    menu = re.search(r'<select id="k6".*?</select>', drawn)
    assert menu is not None
    assert re.findall(r'value="([^"]*)"', menu[0]) == ["drop", *(one.id for one in QUESTIONS)]
