"""Add feedback recipients

Revision ID: af62c8130e5d
Revises: 50d9e2f7a6b1
Create Date: 2025-10-15 11:54:03.758331

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "af62c8130e5d"
down_revision = "50d9e2f7a6b1"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("feedback_items", sa.Column("recipient", sa.String(length=255), nullable=True))
    op.add_column("feedback_items", sa.Column("sentiment", sa.SmallInteger(), nullable=True))
    op.add_column(
        "feedback_items",
        sa.Column("is_anonymous", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.create_check_constraint(
        "feedback_items_sentiment_check", "feedback_items", "sentiment BETWEEN -2 AND 2"
    )


def downgrade():
    op.drop_column("feedback_items", "is_anonymous")
    op.drop_column("feedback_items", "sentiment")
    op.drop_column("feedback_items", "recipient")
