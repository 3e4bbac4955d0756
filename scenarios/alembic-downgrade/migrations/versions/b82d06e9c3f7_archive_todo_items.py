"""Archive todo items

Revision ID: b82d06e9c3f7
Revises: 71c49af0e5d6
Create Date: 2025-11-11 10:22:48.093542

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "b82d06e9c3f7"
down_revision = "71c49af0e5d6"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("todo_items", sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "todo_items_open_due_date_index",
        "todo_items",
        ["due_date"],
        postgresql_where=sa.text("completed_at IS NULL"),
    )


def downgrade():
    op.drop_index("todo_items_open_due_date_index", table_name="todo_items")
    op.drop_column("todo_items", "archived_at")
