"""Make assignee optional

Revision ID: 71c49af0e5d6
Revises: 0e8b6d3f7a25
Create Date: 2025-11-06 14:39:21.514770

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "71c49af0e5d6"
down_revision = "0e8b6d3f7a25"
branch_labels = None
depends_on = None


def upgrade():
    op.alter_column("todo_items", "assignee", existing_type=sa.String(length=255), nullable=True)
    op.alter_column("system_settings", "ai_temperature", server_default="0.25")


def downgrade():
    # Items without an assignee would be refused.
    pass
