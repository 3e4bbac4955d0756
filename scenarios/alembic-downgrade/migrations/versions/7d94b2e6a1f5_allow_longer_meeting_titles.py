"""Allow longer meeting titles

Revision ID: 7d94b2e6a1f5
Revises: cbcdb0342f53
Create Date: 2025-09-02 10:26:47.199035

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "7d94b2e6a1f5"
down_revision = "cbcdb0342f53"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column(
        "processed_meetings",
        "title",
        existing_type=sa.String(length=255),
        type_=sa.String(length=500),
        existing_nullable=False,
    )


def downgrade():
    # Titles would have to be cut.
    pass
