"""Add send meeting emails

Whether those who were at a meeting are sent its notes by mail. Nobody is, unless the
lead of the project asks for it: notes of the first weeks went to clients.

The lead turns it on in the settings of the project.

Revision ID: a8873baa32a5
Revises: f19c05d8e7a4
Create Date: 2025-09-23 11:15:27.683501

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "a8873baa32a5"
down_revision = "f19c05d8e7a4"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        "projects",
        sa.Column(
            "send_meeting_emails",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
        ),
    )


def downgrade():
    op.drop_column("projects", "send_meeting_emails")
