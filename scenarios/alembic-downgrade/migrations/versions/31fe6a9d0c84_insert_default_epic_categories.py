"""Insert default epic categories

Revision ID: 31fe6a9d0c84
Revises: b74d972657e5
Create Date: 2025-08-18 16:20:44.310562

"""
from alembic import op


# revision identifiers, used by Alembic.
revision = "31fe6a9d0c84"
down_revision = "b74d972657e5"
branch_labels = None
depends_on = None


def upgrade():
    op.execute(
        """
        INSERT INTO epic_categories (name, color, display_order, is_default)
        VALUES ('Project Oversight', '#6554C0', 1, true),
               ('UX', '#36B37E', 2, true),
               ('Design', '#00B8D9', 3, true),
               ('FE Dev', '#FF5630', 4, true),
               ('BE Dev', '#FFAB00', 5, true),
               ('Automation', NULL, 6, true)
        ON CONFLICT (name) DO NOTHING
        """
    )


def downgrade():
    op.execute("DELETE FROM epic_categories WHERE is_default")
