"""Add learning categories

Revision ID: 50d9e2f7a6b1
Revises: e30b95d7c148
Create Date: 2025-10-14 09:11:46.480129

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "50d9e2f7a6b1"
down_revision = "e30b95d7c148"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("learnings", sa.Column("category", sa.String(length=64), nullable=True))
    op.add_column("learnings", sa.Column("submitted_by", sa.Integer(), nullable=True))
    op.create_foreign_key(
        "learnings_submitted_by_users_id_fk",
        "learnings",
        "users",
        ["submitted_by"],
        ["id"],
        ondelete="SET NULL",
    )
    op.add_column(
        "learnings",
        sa.Column("is_archived", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )


def downgrade():
    op.drop_column("learnings", "is_archived")
    op.drop_column("learnings", "submitted_by")
    op.drop_column("learnings", "category")
