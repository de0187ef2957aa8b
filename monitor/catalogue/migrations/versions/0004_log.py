"""The log of what was done and destroyed; the legal basis and the notice of each closed wave."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the log, and give releases a place for the two; those that were closed before have none."""
    op.create_table(
        "log",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("done", sa.String(20), nullable=False),
        sa.Column("wave", sa.String(120), sa.ForeignKey("waves.name"), nullable=False),
        sa.Column("data", sa.String(20), nullable=False),
        sa.Column("sha256", sa.String(64)),
    )
    with op.batch_alter_table("releases") as releases:
        releases.add_column(sa.Column("legal_basis", sa.String()))
        releases.add_column(sa.Column("notice", sa.String()))


def downgrade() -> None:
    """Leave no log, and no record of the two."""
    with op.batch_alter_table("releases") as releases:
        releases.drop_column("notice")
        releases.drop_column("legal_basis")
    op.drop_table("log")
