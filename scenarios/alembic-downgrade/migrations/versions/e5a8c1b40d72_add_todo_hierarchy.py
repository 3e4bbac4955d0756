"""Add todo hierarchy

Revision ID: e5a8c1b40d72
Revises: 31fe6a9d0c84
Create Date: 2025-08-22 11:37:09.558204

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


# revision identifiers, used by Alembic.
revision = "e5a8c1b40d72"
down_revision = "31fe6a9d0c84"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("todo_items", sa.Column("parent_id", sa.Integer(), nullable=True))
    op.create_foreign_key(
        "todo_items_parent_id_todo_items_id_fk",
        "todo_items",
        "todo_items",
        ["parent_id"],
        ["id"],
        ondelete="CASCADE",
    )
    op.add_column(
        "todo_items",
        sa.Column(
            "tags",
            postgresql.ARRAY(sa.Text()),
            server_default=sa.text("'{}'::text[]"),
            nullable=False,
        ),
    )
    op.add_column(
        "todo_items", sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade():
    op.drop_column("todo_items", "completed_at")
    op.drop_column("todo_items", "tags")
    op.drop_column("todo_items", "parent_id")
