"""Add tempo worklogs

Revision ID: 128f39fae2ea
Revises: 8e244eaab655
Create Date: 2025-08-11 09:03:58.914422

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


# revision identifiers, used by Alembic.
revision = "128f39fae2ea"
down_revision = "8e244eaab655"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "tempo_worklogs",
        sa.Column(
            "id",
            postgresql.UUID(),
            server_default=sa.text("gen_random_uuid()"),
            nullable=False,
        ),
        sa.Column("tempo_worklog_id", sa.Integer(), nullable=False),
        sa.Column("project_key", sa.String(length=50), nullable=True),
        sa.Column("issue_key", sa.String(length=50), nullable=False),
        sa.Column("epic_key", sa.String(length=50), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("author_account_id", sa.String(length=128), nullable=True),
        sa.Column("work_date", sa.Date(), nullable=False),
        sa.Column("time_spent_seconds", sa.Integer(), nullable=False),
        sa.Column("billable_seconds", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("raw", postgresql.JSONB(), nullable=True),
        sa.Column(
            "synced_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["project_key"], ["projects.key"]),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="SET NULL"),
        sa.CheckConstraint("time_spent_seconds > 0", name="tempo_worklogs_time_spent_check"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("tempo_worklog_id", name="tempo_worklogs_tempo_worklog_id_unique"),
    )
    op.create_index(
        "tempo_worklogs_project_date_index", "tempo_worklogs", ["project_key", "work_date"]
    )


def downgrade():
    op.drop_index("tempo_worklogs_project_date_index", table_name="tempo_worklogs")
    op.drop_table("tempo_worklogs")
