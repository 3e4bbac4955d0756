"""Add epic auto update setting

Whether the nightly job may write to the epics of a project. It did so always, and
overwrote what people had entered on the same day.

On, as before, where nobody says otherwise. The job asks for each project before it
writes, so that turning it off holds for the rest of a run that has begun.
What it would have written is in its log.

Revision ID: 4ea73a1de7f0
Revises: feac5fe7245d
Create Date: 2025-07-24 12:18:36.519273

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "4ea73a1de7f0"
down_revision = "feac5fe7245d"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        "system_settings",
        sa.Column(
            "epic_auto_update_enabled",
            sa.Boolean(),
            server_default=sa.text("true"),
            nullable=False,
        ),
    )


def downgrade():
    op.drop_column("system_settings", "epic_auto_update_enabled")
