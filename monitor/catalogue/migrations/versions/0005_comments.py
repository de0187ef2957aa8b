"""The open answers of each wave: the file that counts with its key, and the release that was made of them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "comments",
        sa.Column("wave", sa.String(120), sa.ForeignKey("waves.name"), primary_key=True),
        sa.Column("sha256", sa.String(64)),
        sa.Column("published_sha256", sa.String(64)),
        sa.Column("wrapped_key", sa.LargeBinary()),
    )


def downgrade() -> None:
    """Leave no table."""
    op.drop_table("comments")
