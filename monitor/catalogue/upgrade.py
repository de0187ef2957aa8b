"""A catalogue of an older version becomes one of this version, by the migrations."""

from pathlib import Path

from sqlalchemy import Engine, inspect, text


def bring_up_to_date(engine: Engine, head: str) -> None:
    """Run the migrations that a catalogue lacks; `head` is the newest."""
    with engine.connect() as connection:
        known = inspect(connection).has_table("alembic_version")
        if known and connection.scalar(text("SELECT version_num FROM alembic_version")) == head:
            return
    from alembic import command
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    settings.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")
