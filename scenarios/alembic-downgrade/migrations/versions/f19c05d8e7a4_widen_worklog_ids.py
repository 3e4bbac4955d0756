"""Widen worklog ids

Revision ID: f19c05d8e7a4
Revises: 3b36763ff547
Create Date: 2025-09-19 13:08:53.016449

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "f19c05d8e7a4"
down_revision = "3b36763ff547"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column(
        "tempo_worklogs",
        "tempo_worklog_id",
        existing_type=sa.Integer(),
        type_=sa.BigInteger(),
        existing_nullable=False,
    )


def downgrade():
    op.alter_column(
        "tempo_worklogs",
        "tempo_worklog_id",
        existing_type=sa.BigInteger(),
        type_=sa.Integer(),
        existing_nullable=False,
    )
