"""Fill user display names

Revision ID: b9e4172d5fa6
Revises: 8cf3d610e92b
Create Date: 2025-10-06 10:31:22.164839

"""
from alembic import op


# revision identifiers, used by Alembic.
revision = "b9e4172d5fa6"
down_revision = "8cf3d610e92b"
branch_labels = None
depends_on = None


def upgrade():
    op.execute(
        "UPDATE users SET display_name = left(name, 100) WHERE display_name IS NULL"
    )


def downgrade():
    # Which names were filled in is not known any more.
    pass
