"""Add project resources and monthly forecast

Revision ID: 5c1d7be2f093
Revises: f8fed84667ca
Create Date: 2025-06-19 11:02:33.904518

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


# revision identifiers, used by Alembic.
revision = "5c1d7be2f093"
down_revision = "f8fed84667ca"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "project_resource_mappings",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("project_key", sa.String(length=50), nullable=False),
        sa.Column("project_name", sa.String(length=255), nullable=True),
        sa.Column("slack_channel_ids", postgresql.ARRAY(sa.Text()), nullable=True),
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
        sa.ForeignKeyConstraint(["project_key"], ["projects.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("project_key", name="project_resource_mappings_project_key_unique"),
    )
    op.create_table(
        "project_monthly_forecast",
        sa.Column("id", sa.Integer(), sa.Identity(always=True), nullable=False),
        sa.Column("project_key", sa.String(length=50), nullable=False),
        sa.Column("month_year", sa.Date(), nullable=False),
        sa.Column(
            "forecasted_hours",
            sa.Numeric(precision=10, scale=2),
            server_default=sa.text("'0'"),
            nullable=False,
        ),
        sa.Column(
            "actual_monthly_hours",
            sa.Numeric(precision=10, scale=2),
            server_default=sa.text("'0'"),
            nullable=False,
        ),
        sa.Column(
            "variance",
            sa.Numeric(precision=10, scale=2),
            sa.Computed("actual_monthly_hours - forecasted_hours"),
            nullable=True,
        ),
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
        sa.ForeignKeyConstraint(["project_key"], ["projects.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint(
            "project_key",
            "month_year",
            name="project_monthly_forecast_project_month_key",
        ),
    )


def downgrade():
    # Both tables stay: people fill them in by hand.
    pass
