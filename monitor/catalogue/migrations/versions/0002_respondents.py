"""Respondents are known again by marks in the vault, not by a digest of the file; enrolment per group."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Drop the digest of each import, and give waves a place for the enrolment of their groups."""
    with op.batch_alter_table("imports") as imports:
        imports.drop_column("digest")
    with op.batch_alter_table("waves") as waves:
        waves.add_column(sa.Column("enrolled_by_group", sa.String()))


def downgrade() -> None:
    """Forget the enrolment of the groups; a digest that nothing equals stands for the ones that are gone."""
    op.drop_column("waves", "enrolled_by_group")
    with op.batch_alter_table("imports") as imports:
        imports.add_column(sa.Column("digest", sa.String(64), nullable=False, server_default=""))
