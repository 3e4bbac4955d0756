"""Drop project slack channel

A project can have several channels, which project_resource_mappings holds as
slack_channel_ids. What stood here was copied there by hand; nothing reads the
column since the release of 26 June. It was one text of several names at times,
with commas or without, which is why it was copied by hand and not by a
statement here.

Revision ID: 4246ddc8b889
Revises: d8101d785508
Create Date: 2025-06-30 17:21:45.087716

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "4246ddc8b889"
down_revision = "d8101d785508"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_column("projects", "slack_channel")


def downgrade():
    op.add_column("projects", sa.Column("slack_channel", sa.String(length=50), nullable=True))
