"""The real exports beside the project, each described by hand: how it is written and where its closed questions are."""

from tests.end_to_end.counted_by_hand import Described, Joined


def columns(first: int, last: int) -> tuple[int, ...]:
    """The columns from the first to the last, both included."""
    return tuple(range(first, last + 1))


DASK = "googleforms/dask__dask-examples__{}-user-survey-results.csv"
MACHINES = (
    "Personal laptop",
    "Large workstation",
    "Cluster of 2-10 machines",
    "Cluster with 10-100 machines",
    "Cluster with 100+ machines",
)
WAYS = (
    "Interactive:  I use Dask with Jupyter or IPython when playing with data",
    "Batch: I submit scripts that run in the future",
)
TWINS_FILE = "limesurvey/jerome-pfeiffer1__modeling-languages-for-digital-twins__results_{}.csv"
TWINS_STRUCTURE = "limesurvey/jerome-pfeiffer1__modeling-languages-for-digital-twins__limesurvey_survey_222232.lss"
SOFTWARE = "limesurvey/softwaresaved__international-survey__{}_public_data.csv"
CARS = "limesurvey/dfuchss__An-Expert-Survey-on-the-Use-of-Informal-Models-in-the-Automotive-Industry__{}.xlsx"
CNCF = "surveymonkey/cncf__surveys__maintainers_{}.csv"
QT = "qualtrics/ctesta01__QualtricsTools__{}.csv"

TWINS = (*columns(8, 19), *columns(21, 27), *columns(29, 33), *columns(228, 232), *columns(248, 252))
TWINS_TICKS = (columns(1, 7), columns(34, 46), columns(59, 70), columns(71, 82), columns(83, 94))
TWINS_TEXT = (7, 46, 70, 82, 94)

FILES = (
    Described(
        DASK.format(2019),
        "google-forms",
        one=(4, 6, *columns(7, 18), 22, 23),
        joined={2: Joined(";", WAYS), 3: Joined(";", MACHINES)},
    ),
    Described(
        DASK.format(2020),
        "google-forms",
        one=(1, 6, *columns(7, 17), 22, 24),
        joined={
            3: Joined(";", WAYS),
            4: Joined(";", MACHINES),
            23: Joined(";", ("Through a web browser", "With the Dask JupyterLab extension", "What dashboard?")),
        },
    ),
    Described(
        DASK.format(2021),
        "google-forms",
        one=(1, 2, 8, 11, *columns(13, 19), *columns(21, 34), 40, 42),
        joined={
            4: Joined(", ", WAYS),
            5: Joined(", ", ("MBs", "GBs", "TBs", "PBs")),
            7: Joined(", ", MACHINES),
        },
    ),
    Described(
        "googleforms/ystouthart__Introduction-Survey__Antwoorden ADS - Formulierreacties 1.csv",
        "google-forms",
        separator="\t",
        one=(2, 6),
    ),
    Described(
        TWINS_FILE.format("english"),
        "limesurvey",
        separator=";",
        one=TWINS,
        ticks=TWINS_TICKS,
        own_text=TWINS_TEXT,
        not_shown="N/A",
    ),
    Described(
        TWINS_FILE.format("german"),
        "limesurvey",
        separator=";",
        one=TWINS,
        ticks=TWINS_TICKS,
        own_text=TWINS_TEXT,
        ticked=("Ja",),
        unticked=("Nein",),
        not_shown="N/A",
    ),
    Described(
        SOFTWARE.format("2016_uk"),
        "limesurvey",
        one=(1, *columns(5, 9), 13, 14, 15, 19, *columns(21, 55), 59, 64),
    ),
    Described(
        SOFTWARE.format("2017_nl"),
        "limesurvey",
        one=(4, 6, *columns(8, 12), 13, 14, *columns(82, 87), 89, 90, 95, 97, 99, *columns(102, 126)),
        ticks=(columns(17, 81), columns(91, 94), columns(127, 130)),
    ),
    Described(
        CARS.format("results-survey"),
        "limesurvey",
        headings=2,
        sheet="Data",
        one=(*columns(7, 10), *columns(12, 16), *columns(18, 21), *columns(30, 36)),
        ticks=(columns(0, 6), columns(22, 29)),
        own_text=(6, 29),
        ticked=("Ja",),
        unticked=("Nein",),
    ),
    Described(
        CNCF.format("2019H1"),
        "surveymonkey",
        headings=2,
        spread=(
            columns(36, 40),
            columns(41, 42),
            columns(43, 47),
            columns(48, 52),
            columns(53, 57),
            columns(58, 62),
            columns(64, 68),
            columns(70, 74),
            columns(76, 80),
            columns(82, 86),
            columns(88, 92),
        ),
        ticks=(columns(5, 35),),
        own_text=columns(5, 35),
    ),
    Described(
        CNCF.format("2019H2"),
        "surveymonkey",
        headings=2,
        one=(47, 49, 51, 53, 54, 56, 58, 60, 62),
        ticks=(columns(4, 46),),
        own_text=columns(4, 46),
    ),
    Described(
        CNCF.format("2020H1"),
        "surveymonkey",
        headings=2,
        one=(48, 50, 52, 54, 55, 56, 58, 60, 62, 64, 65),
        ticks=(columns(4, 47),),
        own_text=columns(4, 47),
    ),
    Described(
        "surveymonkey/fivethirtyeight__data__flying-etiquette.csv", "generic", encoding="cp1252", one=columns(1, 26)
    ),
    Described(
        QT.format("Better_Sample_Survey"),
        "qualtrics",
        headings=3,
        status=10,
        one=(20, *columns(28, 33), *columns(41, 43)),
        ticks=(columns(11, 19), columns(21, 24)),
    ),
    Described(QT.format("Matrix_Single_Answer_Testing"), "qualtrics", headings=3, status=10, one=columns(11, 31)),
    Described(
        QT.format("No_Basis_for_Evaluation (Insights)"),
        "qualtrics",
        headings=3,
        status=10,
        one=(11, *columns(17, 24)),
        ticks=(columns(12, 16), columns(25, 33), columns(34, 45)),
    ),
    Described(
        QT.format("No_Basis_for_Evaluation (Legacy)"),
        "qualtrics",
        headings=2,
        status=6,
        one=(10, *columns(16, 23)),
        ticks=(columns(11, 15), columns(24, 32), columns(33, 44)),
    ),
    Described(
        QT.format("Multiple_Answer_MC_Questions (Insights)"),
        "qualtrics",
        headings=3,
        status=10,
        ticks=(columns(11, 13), columns(14, 16), columns(17, 21), columns(22, 28), columns(29, 31)),
    ),
    Described(
        QT.format("Multiple_Answer_Matrix_Questions (Insights)"),
        "qualtrics",
        headings=3,
        status=10,
        ticks=(
            columns(11, 22),
            columns(23, 34),
            columns(35, 38),
            columns(39, 42),
            columns(43, 46),
            columns(47, 50),
            columns(51, 54),
            columns(55, 58),
            columns(59, 62),
            columns(63, 66),
            columns(68, 71),
        ),
    ),
    Described(QT.format("Sample_Survey (Insights)"), "qualtrics", headings=3, status=10),
    Described(QT.format("Sample_Survey"), "qualtrics", headings=2, status=6),
    Described("qualtrics/ropensci__qualtRics__sample.csv", "qualtrics", headings=3),
    Described(
        "kobo/impact-initiatives__cleaningtools__cleaningtools_raw_data__converted.csv",
        "kobo",
        one=(6, 7, 11, 12, 16, 18, 19, 21, 45, 58, 59, 68, 69, *columns(110, 117), 125, 152, *columns(160, 162), 165),
        ticks=(columns(47, 57), columns(61, 67), columns(79, 85), columns(290, 296), columns(298, 309)),
        ticked=("True",),
        unticked=("False",),
        blank_is_not_shown=True,
    ),
    Described("redcap/OuhscBbmc__REDCapR__checkboxes-1_data.csv", "redcap", ticks=(columns(2, 5), columns(6, 10))),
    Described("redcap/OuhscBbmc__REDCapR__decimal-comma-and-dot_data.csv", "redcap"),
)

HOLDS_NO_ANSWERS = {
    "kobo/impact-initiatives__cleaningtools__cleaningtools_choices__converted.csv": "xlsform-sheet",
    "kobo/impact-initiatives__cleaningtools__cleaningtools_survey__converted.csv": "xlsform-sheet",
    "redcap/OuhscBbmc__REDCapR__checkboxes-1_dictionary.csv": "dictionary",
    "redcap/OuhscBbmc__REDCapR__decimal-comma-and-dot_dictionary.csv": "dictionary",
    TWINS_STRUCTURE: "limesurvey-structure",
    "surveymonkey/cncf__surveys__Cloud_Native_Survey_2021-Part_1.xlsx": "summary",
}
