"""Add sync and business hours

Revision ID: c7d20f8e3b51
Revises: 4ea73a1de7f0
Create Date: 2025-07-29 10:40:02.808145

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


# revision identifiers, used by Alembic.
revision = "c7d20f8e3b51"
down_revision = "4ea73a1de7f0"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("system_settings", sa.Column("max_tokens", sa.Integer(), nullable=True))
    op.add_column(
        "system_settings",
        sa.Column(
            "meeting_sync_interval",
            sa.Interval(),
            server_default=sa.text("'01:00:00'"),
            nullable=False,
        ),
    )
    op.add_column(
        "system_settings",
        sa.Column(
            "business_hours_start",
            sa.Time(),
            server_default=sa.text("'09:00:00'"),
            nullable=False,
        ),
    )
    op.add_column(
        "system_settings",
        sa.Column(
            "business_hours_end",
            sa.Time(),
            server_default=sa.text("'17:00:00'"),
            nullable=False,
        ),
    )
    op.add_column(
        "system_settings",
        sa.Column(
            "feature_flags",
            postgresql.JSONB(),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
    )


def downgrade():
    op.drop_column("system_settings", "feature_flags")
    op.drop_column("system_settings", "business_hours_end")
    op.drop_column("system_settings", "business_hours_start")
    op.drop_column("system_settings", "meeting_sync_interval")
    op.drop_column("system_settings", "max_tokens")
