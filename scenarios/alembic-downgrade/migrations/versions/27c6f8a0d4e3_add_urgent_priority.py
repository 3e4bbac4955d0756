"""Add urgent priority

Revision ID: 27c6f8a0d4e3
Revises: b9e4172d5fa6
Create Date: 2025-10-08 16:48:09.375562

"""
from alembic import op


# revision identifiers, used by Alembic.
revision = "27c6f8a0d4e3"
down_revision = "b9e4172d5fa6"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("ALTER TYPE todo_priority ADD VALUE IF NOT EXISTS 'urgent'")


def downgrade():
    # A label of an enum cannot be taken away.
    pass
