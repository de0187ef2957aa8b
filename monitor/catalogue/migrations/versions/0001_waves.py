"""Waves, imports and releases."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "about",
        sa.Column("key", sa.String(40), primary_key=True),
        sa.Column("value", sa.String(), nullable=False),
    )
    op.create_table(
        "waves",
        sa.Column("name", sa.String(120), primary_key=True),
        sa.Column("survey_id", sa.String(80), nullable=False),
        sa.Column("year", sa.String(9), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("survey", sa.String(), nullable=False),
        sa.Column("enrolled", sa.Integer()),
        sa.Column("wrapped_key", sa.LargeBinary()),
        sa.Column("vault_sha256", sa.String(64)),
    )
    _create_imports()
    op.create_table(
        "releases",
        sa.Column("wave", sa.String(120), sa.ForeignKey("waves.name"), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False, unique=True),
        sa.Column("manifest_sha256", sa.String(64), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
    )


def _create_imports() -> None:
    counts = ("read", "stored", "incomplete", "test", "duplicate", "rejected")
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("wave", sa.String(120), sa.ForeignKey("waves.name"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("tool", sa.String(40), nullable=False),
        sa.Column("imported_on", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in counts),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("wave", "number"),
    )


def downgrade() -> None:
    """Leave nothing."""
    for table in ("releases", "imports", "waves", "about"):
        op.drop_table(table)
