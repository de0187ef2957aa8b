"""The columns that survey tools add of themselves, by heading, in the languages in which schools meet them.

The Dutch, English, German and French names were seen in real exports or in the source of the tools; those in
other languages follow the tools' translations. They are words of the tools, not of a survey.
"""

import re
from collections.abc import Mapping
from functools import cache

from monitor.intake.export import Purpose, Role
from monitor.intake.normalise import key

_FORMS: dict[Purpose, str] = {
    "response_id": "ID | Id | Identyfikator",
    "start": "Start time | Begintijd | Starttijd | Startzeit | Heure de début | 开始时间 | Hora de inicio | "
    "Ora di inizio | Hora de início | Godzina rozpoczęcia | Starttidspunkt | Starttid",
    "end": "Completion time | Tijd van voltooien | Voltooiingstijd | Fertigstellungszeit | Heure de fin | 完成时间 | "
    "Hora de finalización | Ora di completamento | Hora de conclusão | Godzina ukończenia | Slutttidspunkt | Sluttid",
    "email": "Email | E-mail | E-Mail | Adresse de messagerie | 电子邮件 | Correo electrónico | Posta elettronica | "
    "E-mailadres | Adres e-mail | E-post",
    "name": "Name | Naam | Nom | 名称 | Nombre | Nome | Nazwa | Navn | Namn",
    "other": "Last modified time | Tijd van laatste wijziging | Uhrzeit der letzten Änderung | "
    "Heure de la dernière modification | Hora de la última modificación | Hora de última modificación | "
    "Ora ultima modifica | Ora dell'ultima modifica | Hora da última modificação | Godzina ostatniej modyfikacji | "
    "Language | Taal | Sprache | Langue",
    "score": "Total points | Quiz feedback | Quizfeedback | Gesamtpunktzahl | Total des points | "
    "Grade posted time | Totaal aantal punten | Totaal aantal punten behaald | "
    "Feedback voor quiz | Tijdstip waarop cijfer is geplaatst",
}
_GOOGLE: dict[Purpose, str] = {
    "submitted": "Timestamp | Tijdstempel | Zeitstempel | Horodateur | Marca temporal | Informazioni cronologiche | "
    "Carimbo de data/hora | Sygnatura czasowa | Tidstämpel | Tidsstempel | Tidsmerke | Aikaleima | "
    "Časová značka | Marca de temps | Marcaj de timp | Időbélyeg | 时间戳记",
    "email": "Email Address | E-mailadres | E-Mail-Adresse | Adresse e-mail | Email | "
    "Dirección de correo electrónico | Indirizzo email | Endereço de e-mail | Adres e-mail | E-postadress",
    "name": "Username | Gebruikersnaam | Nutzername | Nom d'utilisateur | Nombre de usuario | Nome utente",
    "score": "Score | Punktzahl | Total score | Puntuación | Punteggio | Pontuação",
}
_LIMESURVEY: dict[Purpose, str] = {
    "response_id": "Response ID | Answer ID | Respons ID | Respons-ID | Reactie ID | Antwoord ID | Antwoord-ID | "
    "Antwort ID | Antwort-ID | ID de la réponse | ID de respuesta | ID risposta | ID da resposta | ID odpowiedzi | id",
    "submitted": "Date submitted | Datum verstuurd | Datum ingediend | Datum ingezonden | Datum verzonden | "
    "Datum Abgeschickt | "
    "Datum der Abgabe | Date de soumission | Fecha de envío | Data invio | Data di invio | Data de envio | "
    "Data wysłania | submitdate",
    "last_page": "Last page | Laatste pagina | Letzte Seite | Dernière page | Última página | "
    "Ultima pagina | Ostatnia strona | lastpage",
    "language": "Start language | Begin taal | Begintaal | Starttaal | Start-Sprache | Startsprache | "
    "Langue de départ | Lenguaje inicial | Idioma inicial | Lingua iniziale | Język początkowy | startlanguage",
    "start": "Date started | Startdatum | Datum gestart | Datum gestartet | Datum Start | "
    "Date de lancement | Fecha de inicio | Data di inizio | Data de início | Data rozpoczęcia | startdate",
    "end": "Date last action | Datum laatste actie | Datum letzte Aktivität | Date de la dernière action | "
    "Fecha de la última acción | Data dell'ultima azione | Data da última ação | Data ostatniej aktywności | datestamp",
    "ip": "IP address | IP-adres | IP-Adresse | Adresse IP | Dirección IP | Indirizzo IP | Endereço IP | "
    "Adres IP | ipaddr",
    "referrer": "Referrer URL | Verwijzer-URL | Verwijzende URL | Verwijzings-URL | Verweis-URL | "
    "Weiterleitungs-URL | URL référente | URL de référence | URL de referencia | URL di riferimento | "
    "URL de referência | refurl",
    "other": "Seed | Zaad | Semilla | Seme | Tête de série | Zufallsstartwert | "
    "Total time | Totale tijd | Totaaltijd | Gesamtzeit | "
    "Temps total | interviewtime | Quota exit | quota_exit",
    "token": "Token | Access code | Toegangscode | Zugangscode | Zugangsschlüssel | Code d'accès | "
    "Contraseña | Codice di accesso",
}
_SURVEYMONKEY: dict[Purpose, str] = {
    "response_id": "Respondent ID | RespondentID | Respondent-ID | Respondenten-ID",
    "start": "Start Date | Begindatum | Startdatum",
    "end": "End Date | Einddatum | Enddatum",
    "ip": "IP Address",
    "email": "Email Address",
    "name": "First Name | Last Name",
    "token": "Custom Data 1 | Collector ID | CollectorID | Collector-ID | Aangepaste gegevens 1",
}
_QUALTRICS: dict[Purpose, str] = {
    "response_id": "ResponseId | ResponseID",
    "start": "StartDate",
    "end": "EndDate | RecordedDate",
    "ip": "IPAddress",
    "email": "RecipientEmail | EmailAddress",
    "name": "RecipientFirstName | RecipientLastName",
    "language": "UserLanguage",
    "token": "ExternalReference | ExternalDataReference",
    "other": "ResponseSet | Progress | Duration (in seconds) | Finished | Status | DistributionChannel | "
    "LocationLatitude | LocationLongitude | LocationAccuracy",
}
_KOBO: dict[Purpose, str] = {
    "response_id": "_id | _uuid | X_id | X_uuid | _index | X_index | KEY | instanceID | meta-instanceID | "
    "meta/instanceID",
    "start": "start",
    "end": "end",
    "submitted": "_submission_time | X_submission_time | SubmissionDate",
    "name": "_submitted_by | X_submitted_by | username | SubmitterName",
    "token": "deviceid | SubmitterID | subscriberid | simserial | simid | phonenumber",
    "other": "today | __version__ | X__version__ | _validation_status | X_validation_status | _notes | X_notes | "
    "_status | X_status | _tags | X_tags | _parent_table_name | _parent_index | PARENT_KEY | "
    "AttachmentsPresent | AttachmentsExpected | Status | ReviewState | Edits | FormVersion | meta-instanceName | "
    "meta/instanceName | meta/rootUuid | isValidated",
}
_REDCAP: dict[Purpose, str] = {
    "response_id": "record_id | Record ID",
    "submitted": "Survey Timestamp",
    "name": "redcap_survey_identifier",
    "token": "Survey Identifier",
    "other": "Complete? | redcap_event_name | redcap_repeat_instrument | redcap_repeat_instance | "
    "redcap_data_access_group",
}
_ELSEWHERE: dict[Purpose, str] = {
    "start": "Time Started | Start Date (UTC)",
    "submitted": "Date Submitted | Submit Date (UTC)",
    "token": "Network ID",
    "name": "User display name",
    "user_agent": "User Agent",
    "referrer": "Referer",
    "other": "Response Type | Stage Date (UTC)",
}
"""Of Alchemer (the first of each), Typeform and Nextcloud."""
_ALCHEMER: dict[Purpose, str] = {
    "response_id": "Response ID",
    "start": "Time Started",
    "submitted": "Date Submitted",
    "ip": "IP Address",
    "token": "SessionID | Session ID | Contact ID",
    "user_agent": "User Agent",
    "referrer": "Referer | Extended Referer",
    "language": "Language",
    "other": "Status | Legacy Comments | Comments | Tags | Longitude | Latitude | Country | City | State/Region | "
    "Postal",
}
"""Known as Alchemer's own only at the left of a file of Alchemer: elsewhere they may be questions."""
_REDCAP_LABELS: dict[Purpose, str] = {
    "other": "Event Name | Repeat Instrument | Repeat Instance | Data Access Group",
}
_QUALTRICS_LABELS: dict[Purpose, str] = {
    "start": "Start Date | Anfangsdatum",
    "end": "End Date | Recorded Date | Enddatum | Erfassungsdatum",
    "response_id": "Response ID | Antwort-ID",
    "ip": "IP Address | IP-Adresse",
    "email": "Recipient Email | E-Mail des Empfängers",
    "name": "Recipient Last Name | Recipient First Name | Nachname des Empfängers | Vorname des Empfängers",
    "language": "User Language | Benutzersprache",
    "token": "External Data Reference | Externe Datenreferenz",
    "other": "Response Type | Antworttyp | Progress | Aktueller Stand | Duration (in seconds) | Dauer (in Sekunden) | "
    "Finished | Beendet | Location Latitude | Location Longitude | Breitengrad des Standorts | "
    "Längengrad des Standorts | Distribution Channel | Verteilungskanal",
}

_IDENTIFIERS: frozenset[Purpose] = frozenset(
    ("response_id", "email", "name", "phone", "ip", "token", "user_agent", "referrer")
)
_PERSONAL: tuple[Purpose, ...] = ("email", "name")


def _names(words: dict[Purpose, str]) -> dict[str, Purpose]:
    return {key(name): purpose for purpose, names in words.items() for name in names.split(" | ")}


FORMS = _names(_FORMS)
GOOGLE = _names(_GOOGLE)
LIMESURVEY = _names(_LIMESURVEY)
SURVEYMONKEY = _names(_SURVEYMONKEY)
QUALTRICS = _names(_QUALTRICS)
QUALTRICS_LABELS = _names(_QUALTRICS_LABELS)
"""The texts below Qualtrics' own variables, where somebody took the variables out."""
KOBO = _names(_KOBO)
REDCAP = _names(_REDCAP) | _names(_REDCAP_LABELS)
ALCHEMER = _names(_ALCHEMER)
OTHERS = _names(_ELSEWHERE) | _names(_REDCAP) | KOBO | QUALTRICS | SURVEYMONKEY
PEOPLE = {
    name: purpose for words in (_FORMS, _GOOGLE) for name, purpose in _names(words).items() if purpose in _PERSONAL
}
"""What any tool calls the column with somebody's address or name."""
ANYWHERE = (
    {name: purpose for words in (FORMS, GOOGLE) for name, purpose in words.items() if purpose not in ("score", "other")}
    | LIMESURVEY
    | OTHERS
)
"""What a column with such a heading is in a table of no tool in particular."""
_NO_LETTER = re.compile(r"[\W_]+")
GOOGLE_TIME = frozenset(name for name, purpose in GOOGLE.items() if purpose == "submitted")


def purpose_in(words: Mapping[str, Purpose], heading: str) -> Purpose | None:
    """What a tool uses a column with this heading for, also where R put dots for blanks (`Tijd.van.voltooien`)."""
    known = words.get(key(heading))
    if known is not None or " " in heading or "." not in heading:
        return known
    return next((purpose for name, purpose in words.items() if _dotted(name) == _dotted(key(heading))), None)


def _dotted(name: str) -> str:
    return _NO_LETTER.sub(".", name).strip(".")


@cache
def purposes_of(heading: str) -> frozenset[Purpose]:
    """What tools use a heading like this for; nothing if no tool makes such a column."""
    found = (purpose_in(words, heading) for words in (FORMS, GOOGLE, LIMESURVEY, OTHERS))
    return frozenset(purpose for purpose in found if purpose is not None)


def role_of(purpose: Purpose | None) -> Role:
    """What a column with this purpose is: a trace of a person, data about the filling in, or an item."""
    if purpose is None:
        return "item"
    return "identifier" if purpose in _IDENTIFIERS else "metadata"
