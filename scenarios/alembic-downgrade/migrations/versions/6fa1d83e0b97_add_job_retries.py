"""Add job retries

Revision ID: 6fa1d83e0b97
Revises: 93e7a05bd1c8
Create Date: 2025-10-28 09:28:14.629483

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


# revision identifiers, used by Alembic.
revision = "6fa1d83e0b97"
down_revision = "93e7a05bd1c8"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        "job_executions",
        sa.Column("duration_seconds", sa.Numeric(precision=12, scale=6), nullable=True),
    )
    op.add_column("job_executions", sa.Column("worker_host", postgresql.INET(), nullable=True))
    op.add_column("job_executions", sa.Column("retry_of", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        "job_executions_retry_of_job_executions_id_fk",
        "job_executions",
        "job_executions",
        ["retry_of"],
        ["id"],
        ondelete="SET NULL",
    )


def downgrade():
    op.drop_column("job_executions", "retry_of")
    op.drop_column("job_executions", "worker_host")
    op.drop_column("job_executions", "duration_seconds")
