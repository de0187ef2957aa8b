"""Accounts in a network: the school of an account, the one that a session chose, and of which a page was opened."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_OPENING = "day, name, page"


def upgrade() -> None:
    """Make the columns; the log moves to a table in which a page may stand once for each school."""
    for table in ("users", "sessions"):
        op.add_column(table, _school())
    op.create_table("openings", *_opening(), _school(primary_key=True))
    _move("visits", "openings")


def downgrade() -> None:
    """Leave none of it."""
    op.create_table("visits", *_opening())
    _move("openings", "visits")
    for table in ("users", "sessions"):
        op.drop_column(table, "school")


def _move(old: str, new: str) -> None:
    op.execute(f"INSERT INTO {new} ({_OPENING}) SELECT DISTINCT {_OPENING} FROM {old}")
    op.drop_table(old)


def _opening() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("name", sa.String(60), primary_key=True),
        sa.Column("page", sa.String(60), primary_key=True),
    )


def _school(*, primary_key: bool = False) -> sa.Column[str]:
    return sa.Column("school", sa.String(40), nullable=False, server_default="", primary_key=primary_key)
