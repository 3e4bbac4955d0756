"""Add epic forecasts

What an epic is expected to take, by team and month. The sums of the months stand in
total_hours too, since lists show nothing else.

The months themselves are a document: their number differs from epic to epic, and they are
only read together.

Revision ID: feac5fe7245d
Revises: 9391760ed2b5
Create Date: 2025-07-21 16:05:51.230988

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


# revision identifiers, used by Alembic.
revision = "feac5fe7245d"
down_revision = "9391760ed2b5"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "epic_forecasts",
        sa.Column("id", postgresql.UUID(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("project_key", sa.String(length=50), nullable=False),
        sa.Column("epic_name", sa.String(length=255), nullable=False),
        sa.Column("be_integrations", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("teams_selected", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("estimated_months", sa.Integer(), nullable=False),
        sa.Column("forecast_data", postgresql.JSONB(), nullable=False),
        sa.Column("total_hours", sa.Float(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["project_key"], ["projects.key"]),
        sa.CheckConstraint("estimated_months > 0", name="epic_forecasts_estimated_months_check"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_epic_forecasts_project_key", "epic_forecasts", ["project_key"])


def downgrade():
    op.drop_index("ix_epic_forecasts_project_key", table_name="epic_forecasts")
    op.drop_table("epic_forecasts")
