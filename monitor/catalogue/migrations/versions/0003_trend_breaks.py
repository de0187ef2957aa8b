"""The register of trend breaks."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the register."""
    op.create_table(
        "trend_breaks",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("wave", sa.String(120), sa.ForeignKey("waves.name"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("since", sa.String(9)),
        sa.Column("content", sa.String(), nullable=False),
    )


def downgrade() -> None:
    """Leave no register."""
    op.drop_table("trend_breaks")
