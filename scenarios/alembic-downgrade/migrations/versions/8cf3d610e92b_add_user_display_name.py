"""Add user display name

Revision ID: 8cf3d610e92b
Revises: 1a5e9c74b3f0
Create Date: 2025-10-06 10:07:55.836410

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "8cf3d610e92b"
down_revision = "1a5e9c74b3f0"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("users", sa.Column("display_name", sa.String(length=100), nullable=True))


def downgrade():
    op.drop_column("users", "display_name")
