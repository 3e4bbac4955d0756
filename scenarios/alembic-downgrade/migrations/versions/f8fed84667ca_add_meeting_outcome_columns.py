"""Add meeting outcome columns

What came out of a meeting, beside that it took place.

Revision ID: f8fed84667ca
Revises: 0b6e1f4a9c27
Create Date: 2025-06-11 15:40:52.118370

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


# revision identifiers, used by Alembic.
revision = "f8fed84667ca"
down_revision = "0b6e1f4a9c27"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        "processed_meetings", sa.Column("transcript", sa.Text(), nullable=True)
    )
    op.add_column(
        "processed_meetings", sa.Column("audio_url", sa.Text(), nullable=True)
    )
    op.add_column("processed_meetings", sa.Column("summary", sa.Text(), nullable=True))
    op.add_column(
        "processed_meetings",
        sa.Column("action_items", postgresql.JSONB(), nullable=True),
    )
    op.add_column(
        "processed_meetings", sa.Column("confidence", sa.Float(), nullable=True)
    )
    op.create_check_constraint(
        "processed_meetings_confidence_check",
        "processed_meetings",
        "confidence BETWEEN 0 AND 1",
    )


def downgrade():
    op.drop_column("processed_meetings", "confidence")
    op.drop_column("processed_meetings", "action_items")
    op.drop_column("processed_meetings", "summary")
    op.drop_column("processed_meetings", "audio_url")
    op.drop_column("processed_meetings", "transcript")
