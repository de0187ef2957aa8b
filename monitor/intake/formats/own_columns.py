"""The columns that survey tools add of themselves, by heading, in the languages in which schools meet them.

Each name was seen in a real export or in the source of the tool. They are words of the tools, not of a survey.
"""

from functools import cache

from monitor.intake.export import Purpose, Role
from monitor.intake.normalise import key

_FORMS: dict[Purpose, str] = {
    "response_id": "ID | Id",
    "start": "Start time | Begintijd | Starttijd | Startzeit | Heure de début | 开始时间 | Hora de inicio",
    "end": "Completion time | Tijd van voltooien | Fertigstellungszeit | Heure de fin | 完成时间 | "
    "Hora de finalización",
    "email": "Email | E-mail | E-Mail | Adresse de messagerie | 电子邮件 | Correo electrónico",
    "name": "Name | Naam | Nom | 名称 | Nombre",
    "other": "Last modified time | Tijd van laatste wijziging | Uhrzeit der letzten Änderung | "
    "Heure de la dernière modification | Language | Taal",
    "score": "Total points | Quiz feedback | Grade posted time | Totaal aantal punten | Totaal aantal punten behaald | "
    "Feedback voor quiz | Tijdstip waarop cijfer is geplaatst",
}
_GOOGLE: dict[Purpose, str] = {
    "submitted": "Timestamp | Tijdstempel | Zeitstempel | Horodateur | Marca temporal | Informazioni cronologiche",
    "email": "Email Address | E-mailadres | E-Mail-Adresse | Adresse e-mail | Email",
    "name": "Username | Gebruikersnaam | Nutzername | Nom d'utilisateur",
    "score": "Score | Punktzahl | Total score",
}
_LIMESURVEY: dict[Purpose, str] = {
    "response_id": "Response ID | Answer ID | Respons ID | Respons-ID | Reactie ID | Antwoord ID | Antwort ID | "
    "Antwort-ID | ID de la réponse | id",
    "submitted": "Date submitted | Datum verstuurd | Datum ingediend | Datum verzonden | Datum Abgeschickt | "
    "Datum der Abgabe | Date de soumission | submitdate",
    "last_page": "Last page | Laatste pagina | Letzte Seite | Dernière page | lastpage",
    "language": "Start language | Begin taal | Begintaal | Starttaal | Start-Sprache | Startsprache | "
    "Langue de départ | startlanguage",
    "start": "Date started | Startdatum | Datum gestart | Datum gestartet | Datum Start | "
    "Date de lancement | startdate",
    "end": "Date last action | Datum laatste actie | Datum letzte Aktivität | Date de la dernière action | datestamp",
    "ip": "IP address | IP-adres | IP-Adresse | Adresse IP | ipaddr",
    "referrer": "Referrer URL | Verwijzer-URL | Verwijzende URL | Verweis-URL | URL référente | refurl",
    "other": "Seed | Zaad | Tête de série | Zufallsstartwert | Total time | Totale tijd | Totaaltijd | Gesamtzeit | "
    "Temps total | interviewtime | Quota exit | quota_exit",
    "token": "Token | Access code | Toegangscode | Zugangscode | Zugangsschlüssel | Code d'accès",
}
_OTHERS: dict[Purpose, str] = {
    "response_id": "Respondent ID | RespondentID | ResponseId | ResponseID | record_id | _id | _uuid | "
    "X_id | X_uuid | _index | KEY | instanceID",
    "start": "start | Start Date | StartDate | Time Started",
    "end": "end | End Date | EndDate | RecordedDate",
    "submitted": "Date Submitted | _submission_time | SubmissionDate",
    "ip": "IPAddress",
    "email": "RecipientEmail | EmailAddress",
    "name": "First Name | Last Name | RecipientFirstName | RecipientLastName | _submitted_by | "
    "redcap_survey_identifier",
    "language": "UserLanguage",
    "token": "ExternalReference | ExternalDataReference | Custom Data 1 | Collector ID | CollectorID | deviceid",
    "user_agent": "User Agent",
    "other": "ResponseSet | Progress | Duration (in seconds) | Finished | Status | DistributionChannel | "
    "LocationLatitude | LocationLongitude | LocationAccuracy | __version__ | _validation_status | _notes | _status | "
    "_tags | _parent_table_name | _parent_index | redcap_event_name | redcap_repeat_instrument | "
    "redcap_repeat_instance",
}

_IDENTIFIERS: frozenset[Purpose] = frozenset(
    ("response_id", "email", "name", "phone", "ip", "token", "user_agent", "referrer")
)


def _names(words: dict[Purpose, str]) -> dict[str, Purpose]:
    return {key(name): purpose for purpose, names in words.items() for name in names.split(" | ")}


FORMS = _names(_FORMS)
GOOGLE = _names(_GOOGLE)
LIMESURVEY = _names(_LIMESURVEY)
OTHERS = _names(_OTHERS)
GOOGLE_TIME = frozenset(name for name, purpose in GOOGLE.items() if purpose == "submitted")


@cache
def purposes_of(heading: str) -> frozenset[Purpose]:
    """What tools use a heading like this for; nothing if no tool makes such a column."""
    name = key(heading)
    return frozenset(words[name] for words in (FORMS, GOOGLE, LIMESURVEY, OTHERS) if name in words)


def role_of(purpose: Purpose | None) -> Role:
    """What a column with this purpose is: a trace of a person, data about the filling in, or an item."""
    if purpose is None:
        return "item"
    return "identifier" if purpose in _IDENTIFIERS else "metadata"
