"""Add job executions

Revision ID: 64b8e0c3f2d9
Revises: a8873baa32a5
Create Date: 2025-09-26 15:59:40.221703

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


# revision identifiers, used by Alembic.
revision = "64b8e0c3f2d9"
down_revision = "a8873baa32a5"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "job_executions",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("job_name", sa.String(length=100), nullable=False),
        sa.Column("task_id", postgresql.UUID(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("result_data", postgresql.JSONB(), nullable=True),
        sa.Column("error_message", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("task_id", name="job_executions_task_id_unique"),
    )
    op.create_index(
        "job_executions_name_started_index", "job_executions", ["job_name", "started_at"]
    )


def downgrade():
    # The table stays: it is the log of what ran.
    pass
