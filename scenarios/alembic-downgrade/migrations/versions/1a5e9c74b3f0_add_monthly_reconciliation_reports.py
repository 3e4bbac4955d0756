"""Add monthly reconciliation reports

Revision ID: 1a5e9c74b3f0
Revises: d02f7a91c6e8
Create Date: 2025-10-02 12:25:38.047196

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


# revision identifiers, used by Alembic.
revision = "1a5e9c74b3f0"
down_revision = "d02f7a91c6e8"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "monthly_reconciliation_reports",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("month_year", sa.Date(), nullable=False),
        sa.Column("total_projects", sa.Integer(), nullable=False),
        sa.Column("projects_over_budget", sa.Integer(), nullable=False),
        sa.Column("total_forecast_hours", sa.Numeric(precision=10, scale=2), nullable=False),
        sa.Column("total_actual_hours", sa.Numeric(precision=10, scale=2), nullable=False),
        sa.Column("total_variance_hours", sa.Numeric(precision=10, scale=2), nullable=False),
        sa.Column("total_variance_pct", sa.REAL(), nullable=True),
        sa.Column("file_path", sa.String(length=500), nullable=True),
        sa.Column("email_sent_to", postgresql.ARRAY(sa.Text()), nullable=True),
        sa.Column("report_data", postgresql.JSONB(), nullable=False),
        sa.Column(
            "generated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("month_year", name="monthly_reconciliation_reports_month_year_unique"),
    )


def downgrade():
    # The table stays: reports were sent by what is in it.
    pass
