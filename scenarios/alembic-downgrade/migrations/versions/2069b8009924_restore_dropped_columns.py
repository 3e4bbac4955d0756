"""Restore dropped columns

Adds back what 1923d6037f6e dropped, with defaults. The values are lost: columns that were
filled in for months come back as 0, NULL or what a new project would have. The backup of the
night before is all that is left of them.

Revision ID: 2069b8009924
Revises: 1923d6037f6e
Create Date: 2025-11-16 21:06:18.205933

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "2069b8009924"
down_revision = "1923d6037f6e"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("projects", sa.Column("description", sa.Text(), nullable=True))
    op.add_column("projects", sa.Column("lead", sa.String(length=255), nullable=True))
    op.add_column("projects", sa.Column("start_date", sa.Date(), nullable=True))
    op.add_column("projects", sa.Column("launch_date", sa.Date(), nullable=True))
    op.add_column(
        "projects",
        sa.Column(
            "total_hours",
            sa.Numeric(precision=10, scale=2),
            server_default=sa.text("'0'"),
            nullable=False,
        ),
    )
    op.add_column(
        "projects",
        sa.Column(
            "cumulative_hours",
            sa.Numeric(precision=10, scale=2),
            server_default=sa.text("'0'"),
            nullable=False,
        ),
    )
    op.add_column(
        "projects",
        sa.Column(
            "retainer_hours",
            sa.Numeric(precision=10, scale=2),
            server_default=sa.text("'0'"),
            nullable=False,
        ),
    )
    op.add_column(
        "projects",
        sa.Column(
            "project_work_type",
            sa.String(length=50),
            server_default=sa.text("'project-based'"),
            nullable=False,
        ),
    )
    op.add_column("projects", sa.Column("weekly_meeting_day", sa.String(length=20), nullable=True))
    op.add_column(
        "projects",
        sa.Column(
            "send_meeting_emails",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
        ),
    )
    op.add_column(
        "projects",
        sa.Column("show_budget_tab", sa.Boolean(), server_default=sa.text("true"), nullable=False),
    )
    op.add_column("todo_items", sa.Column("source", sa.String(length=50), nullable=True))


def downgrade():
    op.drop_column("todo_items", "source")
    op.drop_column("projects", "show_budget_tab")
    op.drop_column("projects", "send_meeting_emails")
    op.drop_column("projects", "weekly_meeting_day")
    op.drop_column("projects", "project_work_type")
    op.drop_column("projects", "retainer_hours")
    op.drop_column("projects", "cumulative_hours")
    op.drop_column("projects", "total_hours")
    op.drop_column("projects", "launch_date")
    op.drop_column("projects", "start_date")
    op.drop_column("projects", "lead")
    op.drop_column("projects", "description")
