"""Accounts: users, invitations, recovery codes, sessions, failed tries, and who opened what."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(60), nullable=False, unique=True),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("password", sa.String(200)),
        sa.Column("totp", sa.LargeBinary()),
        sa.Column("totp_step", sa.BigInteger()),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("mail", sa.String(64), unique=True),
    )
    op.create_table("invitations", _hash(), _user(), sa.Column("until", sa.BigInteger(), nullable=False))
    op.create_table("recovery_codes", _hash(), _user())
    op.create_table(
        "sessions",
        _hash(),
        _user(),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.Column("owes_code", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_attempts_mark", "attempts", ["mark"])
    op.create_table(
        "visits",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("name", sa.String(60), primary_key=True),
        sa.Column("page", sa.String(60), primary_key=True),
    )


def downgrade() -> None:
    """Leave none of them."""
    for table in ("visits", "attempts", "sessions", "recovery_codes", "invitations", "users"):
        op.drop_table(table)


def _hash() -> sa.Column[str]:
    return sa.Column("sha256", sa.String(64), primary_key=True)


def _user() -> sa.Column[int]:
    return sa.Column("user_id", sa.Integer(), sa.ForeignKey("users.id"), nullable=False)
