"""A browser without a window, before the import wizard: it keeps its cookie and seals its forms."""

import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from dashboards.importing.inbox import IN_USE, PREFIX
from tests.support.desks import SLIP, UNCLEAR

START = {"vragenlijst": "ouders", "jaar": "2025-2026", "aantal": "50"}
COLUMNS = {"k0": "drop", "k1": "drop", "k3": "drop", "k4": "veilig", "k5": "graag", "k6": "drop", "klas": "Klas"}
ANSWERS = {f"h{SLIP.key}": "", f"h{UNCLEAR.key}": ""}


def inbox_of(folder: Path) -> list[Path]:
    return [file for file in folder.glob(f"{PREFIX}*/*") if file.name != IN_USE]


def seal(client: FlaskClient) -> str:
    """The seal that a page gives to this browser."""
    found = re.search(r'name="merk" value="(\w+)"', client.get("/importeren").text)
    assert found is not None
    return found[1]


def send(client: FlaskClient, name: str, **fields: str) -> Any:
    return client.post(f"/importeren/{name}", data={"merk": seal(client), **fields})


def upload(
    client: FlaskClient,
    content: bytes = b"antwoorden",
    name: str = "ouders.xlsx",
    beside: Mapping[str, tuple[str, bytes]] | None = None,
    **fields: str,
) -> Any:
    """Send a file, and others `beside` it: by the name of their field, what each is called and what is in it."""
    parts = [
        f'--grens\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in {"merk": seal(client), **START, **fields}.items()
    ]
    for field, (called, inside) in {"bestand": (name, content), **(beside or {})}.items():
        told = called.replace("\\", "\\\\")
        head = f'--grens\r\nContent-Disposition: form-data; name="{field}"; filename="{told}"\r\n\r\n'
        parts.append(head.encode() + inside + b"\r\n")
    body = b"".join((*parts, b"--grens--\r\n"))
    return client.post("/importeren/bestand", data=body, content_type="multipart/form-data; boundary=grens")


def visit_of(answer: Any) -> str:
    assert answer.status_code == 303, answer.text
    return str(re.search(r"id=([\w-]+)", answer.location)[1])


def at(client: FlaskClient, step: str, **query: str) -> Any:
    return client.get("/importeren", query_string={"stap": step, **query})


def waited(client: FlaskClient, answer: Any) -> Any:
    """The page at the end of a job."""
    job = answer.location.rpartition("taak=")[2]
    ends = time.monotonic() + 20
    while not (state := client.get(f"/importeren/stand?taak={job}").json)["to"]:
        assert time.monotonic() < ends
        time.sleep(0.01)
    return client.get(state["to"])
