"""Add escalations

Revision ID: 3b36763ff547
Revises: 80cb362b10db
Create Date: 2025-09-16 09:30:05.742618

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


# revision identifiers, used by Alembic.
revision = "3b36763ff547"
down_revision = "80cb362b10db"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "escalation_preferences",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "enable_channel_escalation",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
        ),
        sa.Column(
            "enable_github_escalation",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
        ),
        sa.Column(
            "dm_threshold",
            sa.Interval(),
            server_default=sa.text("'3 days'"),
            nullable=False,
        ),
        sa.Column(
            "channel_threshold",
            sa.Interval(),
            server_default=sa.text("'5 days'"),
            nullable=False,
        ),
        sa.Column("quiet_from", sa.Time(), nullable=True),
        sa.Column("quiet_until", sa.Time(), nullable=True),
        sa.Column(
            "channels",
            postgresql.ARRAY(sa.Text()),
            server_default=sa.text("'{}'::text[]"),
            nullable=False,
        ),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("user_id", name="escalation_preferences_user_id_unique"),
    )
    op.create_table(
        "escalation_history",
        sa.Column(
            "id",
            postgresql.UUID(),
            server_default=sa.text("gen_random_uuid()"),
            nullable=False,
        ),
        sa.Column("insight_id", postgresql.UUID(), nullable=False),
        sa.Column("escalation_level", sa.SmallInteger(), nullable=False),
        sa.Column("target", sa.String(length=255), nullable=False),
        sa.Column("message_sent", sa.Text(), nullable=False),
        sa.Column("success", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("error_message", sa.Text(), nullable=True),
        sa.Column("metadata", postgresql.JSONB(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["insight_id"], ["proactive_insights.id"], ondelete="CASCADE"),
        sa.CheckConstraint("escalation_level IN (1, 2, 3)", name="escalation_history_level_check"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_escalation_history_insight_id", "escalation_history", ["insight_id"])


def downgrade():
    op.drop_index("ix_escalation_history_insight_id", table_name="escalation_history")
    op.drop_table("escalation_history")
    op.drop_table("escalation_preferences")
