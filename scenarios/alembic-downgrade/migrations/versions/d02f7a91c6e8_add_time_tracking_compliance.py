"""Add time tracking compliance

Revision ID: d02f7a91c6e8
Revises: 64b8e0c3f2d9
Create Date: 2025-09-30 08:42:16.590277

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


# revision identifiers, used by Alembic.
revision = "d02f7a91c6e8"
down_revision = "64b8e0c3f2d9"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "time_tracking_compliance",
        sa.Column("id", sa.Integer(), sa.Identity(always=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("week_start", sa.Date(), nullable=False),
        sa.Column(
            "expected_hours",
            sa.Numeric(precision=5, scale=2),
            server_default=sa.text("'40'"),
            nullable=False,
        ),
        sa.Column(
            "logged_hours",
            sa.Numeric(precision=5, scale=2),
            server_default=sa.text("'0'"),
            nullable=False,
        ),
        sa.Column("is_compliant", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("first_log_at", postgresql.TIMESTAMP(precision=3), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("user_id", "week_start", name="time_tracking_compliance_user_week_key"),
    )


def downgrade():
    # The table stays: it is evidence.
    pass
