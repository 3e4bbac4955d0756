"""Add user profile columns

Revision ID: 9e83a4d5c016
Revises: 2f3e386f9b02
Create Date: 2025-07-08 14:33:10.441907

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "9e83a4d5c016"
down_revision = "2f3e386f9b02"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("users", sa.Column("google_id", sa.String(length=128), nullable=True))
    op.create_unique_constraint("users_google_id_unique", "users", ["google_id"])
    op.add_column("users", sa.Column("jira_account_id", sa.String(length=64), nullable=True))
    op.add_column("users", sa.Column("avatar_url", sa.Text(), nullable=True))
    op.add_column("users", sa.Column("last_login", sa.DateTime(timezone=True), nullable=True))


def downgrade():
    op.drop_column("users", "last_login")
    op.drop_column("users", "avatar_url")
    op.drop_column("users", "jira_account_id")
    op.drop_column("users", "google_id")
