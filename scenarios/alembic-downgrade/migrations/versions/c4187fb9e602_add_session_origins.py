"""Add session origins

Revision ID: c4187fb9e602
Revises: af62c8130e5d
Create Date: 2025-10-17 15:36:28.019645

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


# revision identifiers, used by Alembic.
revision = "c4187fb9e602"
down_revision = "af62c8130e5d"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("slack_sessions", sa.Column("ip_address", postgresql.INET(), nullable=True))
    op.add_column("slack_sessions", sa.Column("user_agent", sa.Text(), nullable=True))
    op.add_column(
        "slack_sessions", sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade():
    op.drop_column("slack_sessions", "revoked_at")
    op.drop_column("slack_sessions", "user_agent")
    op.drop_column("slack_sessions", "ip_address")
