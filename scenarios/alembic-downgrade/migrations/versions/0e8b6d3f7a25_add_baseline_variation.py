"""Add baseline variation

Revision ID: 0e8b6d3f7a25
Revises: d57c2e940fb3
Create Date: 2025-11-04 11:50:02.966318

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "0e8b6d3f7a25"
down_revision = "d57c2e940fb3"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("epic_baselines", sa.Column("coefficient_of_variation", sa.REAL(), nullable=True))


def downgrade():
    op.drop_column("epic_baselines", "coefficient_of_variation")
