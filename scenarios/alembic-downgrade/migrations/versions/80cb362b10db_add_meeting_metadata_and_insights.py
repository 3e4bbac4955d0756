"""Add meeting metadata and proactive insights

Revision ID: 80cb362b10db
Revises: 7d94b2e6a1f5
Create Date: 2025-09-09 17:44:12.350877

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


# revision identifiers, used by Alembic.
revision = "80cb362b10db"
down_revision = "7d94b2e6a1f5"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "meeting_metadata",
        sa.Column(
            "id",
            postgresql.UUID(),
            server_default=sa.text("gen_random_uuid()"),
            nullable=False,
        ),
        sa.Column("meeting_title", sa.String(length=500), nullable=False),
        sa.Column("normalized_title", sa.String(length=500), nullable=False),
        sa.Column("project_key", sa.String(length=50), nullable=True),
        sa.Column("meeting_type", sa.String(length=50), nullable=True),
        sa.Column(
            "participants",
            postgresql.JSONB(),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
        ),
        sa.Column("recurrence_pattern", sa.String(length=50), nullable=True),
        sa.Column("confidence", sa.REAL(), nullable=True),
        sa.Column("last_occurrence", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_expected", sa.DateTime(timezone=True), nullable=True),
        sa.Column("occurrence_count", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["project_key"], ["projects.key"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_meeting_metadata_project_key", "meeting_metadata", ["project_key"])
    op.create_table(
        "user_notification_preferences",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "daily_brief_slack",
            sa.Boolean(),
            server_default=sa.text("true"),
            nullable=False,
        ),
        sa.Column(
            "daily_brief_email",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
        ),
        sa.Column(
            "daily_brief_time",
            sa.Time(),
            server_default=sa.text("'09:00:00'"),
            nullable=False,
        ),
        sa.Column("timezone", sa.String(length=64), nullable=True),
        sa.Column(
            "budget_threshold_pct",
            sa.SmallInteger(),
            server_default=sa.text("75"),
            nullable=False,
        ),
        sa.Column("stale_after", sa.Interval(), server_default=sa.text("'3 days'"), nullable=False),
        sa.Column("muted_kinds", postgresql.ARRAY(sa.Text()), nullable=True),
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
        sa.UniqueConstraint("user_id", name="user_notification_preferences_user_id_unique"),
    )
    op.create_table(
        "proactive_insights",
        sa.Column(
            "id",
            postgresql.UUID(),
            server_default=sa.text("gen_random_uuid()"),
            nullable=False,
        ),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.String(length=50), nullable=True),
        sa.Column("insight_type", sa.String(length=50), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column(
            "severity",
            sa.String(length=20),
            server_default=sa.text("'info'"),
            nullable=False,
        ),
        sa.Column("metadata_json", postgresql.JSONB(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delivered_via_slack", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delivered_via_email", sa.DateTime(timezone=True), nullable=True),
        sa.Column("action_taken", sa.String(length=255), nullable=True),
        sa.ForeignKeyConstraint(["project_key"], ["projects.key"]),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_proactive_insights_user_id", "proactive_insights", ["user_id"])
    # proactive_insights takes its place; nobody ever wrote to it.
    op.drop_index("ix_meeting_insights_meeting_id", table_name="meeting_insights")
    op.drop_table("meeting_insights")


def downgrade():
    op.create_table(
        "meeting_insights",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("insight", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["processed_meetings.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_meeting_insights_meeting_id", "meeting_insights", ["meeting_id"])
    op.drop_index("ix_proactive_insights_user_id", table_name="proactive_insights")
    op.drop_table("proactive_insights")
    op.drop_table("user_notification_preferences")
    op.drop_index("ix_meeting_metadata_project_key", table_name="meeting_metadata")
    op.drop_table("meeting_metadata")
