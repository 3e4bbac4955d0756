"""Add user notification columns

Whom to write to, and whether they want it. The digest goes out by mail until an
account has a Slack user; who left gets none.

Slack users were looked up by mail address on each message until now. That took a
second each, and ran into the rate limit on the first of every month, when all of
the reminders go out at once.

The index is for the way back: an answer in Slack comes with the Slack user alone.

Order of deploys: this one first, then the workers. The workers of the release
before do not select the columns, and go on as they are.

See docs/notifications.md for who gets what.

Revision ID: d8101d785508
Revises: 5c1d7be2f093
Create Date: 2025-06-25 08:55:19.660031

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "d8101d785508"
down_revision = "5c1d7be2f093"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        "users", sa.Column("slack_user_id", sa.String(length=32), nullable=True)
    )
    op.add_column(
        "users",
        sa.Column(
            "notify_daily_digest",
            sa.Boolean(),
            server_default=sa.text("true"),
            nullable=False,
        ),
    )
    op.create_index("users_slack_user_id_index", "users", ["slack_user_id"])
    op.execute(
        """
        UPDATE users
           SET notify_daily_digest = false
         WHERE NOT is_active
        """
    )


def downgrade():
    op.drop_index("users_slack_user_id_index", table_name="users")
    op.drop_column("users", "notify_daily_digest")
    op.drop_column("users", "slack_user_id")
