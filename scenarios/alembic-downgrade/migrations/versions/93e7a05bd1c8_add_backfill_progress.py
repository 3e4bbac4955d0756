"""Add backfill progress

Revision ID: 93e7a05bd1c8
Revises: 2d04705c7c32
Create Date: 2025-10-24 10:45:50.133906

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


# revision identifiers, used by Alembic.
revision = "93e7a05bd1c8"
down_revision = "2d04705c7c32"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "backfill_progress",
        sa.Column(
            "id",
            postgresql.UUID(),
            server_default=sa.text("gen_random_uuid()"),
            nullable=False,
        ),
        sa.Column("job_name", sa.String(length=100), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=True),
        sa.Column("processed", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=True),
        sa.Column(
            "started_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("job_name", name="backfill_progress_job_name_unique"),
    )


def downgrade():
    # The table stays: a backfill goes on where it stopped.
    pass
