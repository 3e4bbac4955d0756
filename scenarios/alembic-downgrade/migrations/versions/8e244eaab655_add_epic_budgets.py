"""Add epic budgets

Estimates by epic and hours by month, with notes on the months. Forecasts gain what the form
asks for: a description, when it begins, who made it, and what makes it longer.

Revision ID: 8e244eaab655
Revises: c7d20f8e3b51
Create Date: 2025-08-05 13:29:14.662840

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "8e244eaab655"
down_revision = "c7d20f8e3b51"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "epic_budgets",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("project_key", sa.String(length=50), nullable=False),
        sa.Column("epic_key", sa.String(length=50), nullable=False),
        sa.Column("epic_summary", sa.String(length=500), nullable=True),
        sa.Column("estimated_hours", sa.Numeric(precision=10, scale=2), nullable=False),
        sa.Column("hourly_rate", sa.Numeric(precision=12, scale=4), nullable=True),
        sa.Column("currency", sa.CHAR(length=3), server_default=sa.text("'USD'"), nullable=False),
        sa.Column("is_placeholder", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["project_key"], ["projects.key"], ondelete="CASCADE"),
        sa.CheckConstraint("estimated_hours >= 0", name="epic_budgets_estimated_hours_check"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("project_key", "epic_key", name="epic_budgets_project_key_epic_key_key"),
    )
    op.create_index("ix_epic_budgets_project_key", "epic_budgets", ["project_key"])
    op.create_table(
        "epic_hours",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("project_key", sa.String(length=50), nullable=False),
        sa.Column("epic_key", sa.String(length=50), nullable=False),
        sa.Column("epic_summary", sa.String(length=500), nullable=True),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("team", sa.String(length=50), nullable=False),
        sa.Column("hours", sa.Float(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_key", "epic_key"],
            ["epic_budgets.project_key", "epic_budgets.epic_key"],
            name="epic_hours_epic_budget_fk",
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint(
            "project_key",
            "epic_key",
            "month",
            "team",
            name="epic_hours_epic_month_team_key",
        ),
    )
    op.create_index("ix_epic_hours_project_key", "epic_hours", ["project_key"])
    op.add_column("project_monthly_forecast", sa.Column("notes", sa.Text(), nullable=True))
    op.add_column(
        "project_monthly_forecast",
        sa.Column("locked", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column("epic_forecasts", sa.Column("epic_description", sa.Text(), nullable=True))
    op.add_column(
        "epic_forecasts",
        sa.Column("custom_theme", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column(
        "epic_forecasts",
        sa.Column("custom_designs", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column(
        "epic_forecasts",
        sa.Column("ux_research", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column("epic_forecasts", sa.Column("start_date", sa.Date(), nullable=True))
    op.add_column("epic_forecasts", sa.Column("created_by", sa.Integer(), nullable=True))
    op.create_foreign_key(
        "epic_forecasts_created_by_users_id_fk",
        "epic_forecasts",
        "users",
        ["created_by"],
        ["id"],
        ondelete="SET NULL",
    )


def downgrade():
    op.drop_column("epic_forecasts", "created_by")
    op.drop_column("epic_forecasts", "start_date")
    op.drop_column("epic_forecasts", "ux_research")
    op.drop_column("epic_forecasts", "custom_designs")
    op.drop_column("epic_forecasts", "custom_theme")
    op.drop_column("epic_forecasts", "epic_description")
    op.drop_column("project_monthly_forecast", "locked")
    op.drop_column("project_monthly_forecast", "notes")
    # The hours were entered by hand, and stay.
    op.drop_constraint("epic_hours_epic_budget_fk", "epic_hours", type_="foreignkey")
    op.drop_index("ix_epic_budgets_project_key", table_name="epic_budgets")
    op.drop_table("epic_budgets")
