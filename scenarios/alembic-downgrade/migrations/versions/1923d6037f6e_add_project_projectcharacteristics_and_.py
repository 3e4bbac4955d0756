"""Add project, ProjectCharacteristics and the baselines of forecasting

Characteristics of projects, whether they are in the forecast, and what was learnt from past
projects: how much each characteristic adds, when in a project each team works, and how an epic
is shared among the teams.

Written with --autogenerate. Alembic compares the models with the database, and whatever the
models do not have it takes away.

Revision ID: 1923d6037f6e
Revises: b82d06e9c3f7
Create Date: 2025-11-15 18:57:33.421086

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "1923d6037f6e"
down_revision = "b82d06e9c3f7"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "project_characteristics",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("project_key", sa.String(length=50), nullable=False),
        sa.Column(
            "be_integrations",
            sa.SmallInteger(),
            server_default=sa.text("1"),
            nullable=False,
        ),
        sa.Column("custom_theme", sa.SmallInteger(), server_default=sa.text("1"), nullable=False),
        sa.Column(
            "custom_designs",
            sa.SmallInteger(),
            server_default=sa.text("1"),
            nullable=False,
        ),
        sa.Column("ux_research", sa.SmallInteger(), server_default=sa.text("1"), nullable=False),
        sa.Column(
            "project_oversight",
            sa.SmallInteger(),
            server_default=sa.text("1"),
            nullable=False,
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
        sa.CheckConstraint(
            "be_integrations BETWEEN 1 AND 5",
            name="project_characteristics_be_integrations_check",
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("project_key", name="project_characteristics_project_key_unique"),
    )
    op.create_table(
        "project_forecasting_config",
        sa.Column("project_key", sa.String(length=50), nullable=False),
        sa.Column(
            "include_in_forecasting",
            sa.Boolean(),
            server_default=sa.text("true"),
            nullable=False,
        ),
        sa.Column("forecasting_start_date", sa.Date(), nullable=True),
        sa.Column("forecasting_end_date", sa.Date(), nullable=True),
        sa.Column("project_type", sa.String(length=50), nullable=True),
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
        sa.PrimaryKeyConstraint("project_key"),
    )
    op.create_table(
        "characteristic_impact_baselines",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("characteristic", sa.String(length=50), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("team", sa.String(length=50), nullable=False),
        sa.Column("avg_impact_pct", sa.Float(), nullable=False),
        sa.Column("sample_size", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint(
            "characteristic",
            "level",
            "team",
            name="characteristic_impact_baselines_key",
        ),
    )
    op.create_table(
        "temporal_pattern_baselines",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("timeline_start_pct", sa.SmallInteger(), nullable=False),
        sa.Column("timeline_end_pct", sa.SmallInteger(), nullable=False),
        sa.Column("team", sa.String(length=50), nullable=False),
        sa.Column("work_pct", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("sample_size", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "epic_allocation_baselines",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("epic_category", sa.String(length=100), nullable=False),
        sa.Column("team", sa.String(length=50), nullable=False),
        sa.Column("min_allocation_pct", sa.REAL(), nullable=True),
        sa.Column("avg_allocation_pct", sa.REAL(), nullable=False),
        sa.Column("max_allocation_pct", sa.REAL(), nullable=True),
        sa.Column("std_dev", sa.Float(), nullable=True),
        sa.Column("sample_size", sa.Integer(), nullable=False),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["epic_category"],
            ["epic_baselines.epic_category"],
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint(
            "epic_category",
            "team",
            name="epic_allocation_baselines_category_team_key",
        ),
    )
    op.drop_column("projects", "description")
    op.drop_column("projects", "send_meeting_emails")
    op.drop_column("projects", "weekly_meeting_day")
    op.drop_column("projects", "project_work_type")
    op.drop_column("projects", "launch_date")
    op.drop_column("projects", "lead")
    op.drop_column("projects", "show_budget_tab")
    op.drop_column("projects", "total_hours")
    op.drop_column("projects", "cumulative_hours")
    op.drop_column("projects", "retainer_hours")
    op.drop_column("projects", "start_date")
    op.drop_column("todo_items", "source")


def downgrade():
    # PROTECTED: the tables stay.
    # op.drop_table("epic_allocation_baselines")
    # op.drop_table("temporal_pattern_baselines")
    # op.drop_table("characteristic_impact_baselines")
    # op.drop_table("project_forecasting_config")
    # op.drop_table("project_characteristics")
    op.add_column("todo_items", sa.Column("source", sa.String(length=50), nullable=True))
    op.add_column("projects", sa.Column("start_date", sa.Date(), nullable=True))
    op.add_column(
        "projects",
        sa.Column(
            "retainer_hours",
            sa.Numeric(precision=10, scale=2),
            server_default=sa.text("'0'"),
            nullable=False,
        ),
    )
    op.add_column(
        "projects",
        sa.Column(
            "cumulative_hours",
            sa.Numeric(precision=10, scale=2),
            server_default=sa.text("'0'"),
            nullable=False,
        ),
    )
    op.add_column(
        "projects",
        sa.Column(
            "total_hours",
            sa.Numeric(precision=10, scale=2),
            server_default=sa.text("'0'"),
            nullable=False,
        ),
    )
    op.add_column(
        "projects",
        sa.Column(
            "show_budget_tab",
            sa.Boolean(),
            server_default=sa.text("true"),
            nullable=False,
        ),
    )
    op.add_column("projects", sa.Column("lead", sa.String(length=255), nullable=True))
    op.add_column("projects", sa.Column("launch_date", sa.Date(), nullable=True))
    op.add_column(
        "projects",
        sa.Column(
            "project_work_type",
            sa.String(length=50),
            server_default=sa.text("'project-based'"),
            nullable=False,
        ),
    )
    op.add_column(
        "projects", sa.Column("weekly_meeting_day", sa.String(length=20), nullable=True)
    )
    op.add_column(
        "projects",
        sa.Column(
            "send_meeting_emails",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
        ),
    )
    op.add_column("projects", sa.Column("description", sa.Text(), nullable=True))
