"""What the school contributed to networks."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "contributions",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("wave", sa.String(120), sa.ForeignKey("waves.name"), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("dataset", sa.String(), nullable=False),
        sa.Column("school", sa.String(40), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String()),
        sa.Column("signed_on", sa.Date()),
    )


def downgrade() -> None:
    """Leave none of it."""
    op.drop_table("contributions")
