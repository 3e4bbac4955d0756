"""Add epic baselines

Revision ID: d57c2e940fb3
Revises: 6fa1d83e0b97
Create Date: 2025-10-31 16:13:39.280157

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "d57c2e940fb3"
down_revision = "6fa1d83e0b97"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "epic_baselines",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("epic_category", sa.String(length=100), nullable=False),
        sa.Column("median_hours", sa.Float(), nullable=False),
        sa.Column("mean_hours", sa.Float(), nullable=False),
        sa.Column("p75_hours", sa.Float(), nullable=False),
        sa.Column("p90_hours", sa.Float(), nullable=False),
        sa.Column("min_hours", sa.Float(), nullable=False),
        sa.Column("max_hours", sa.Float(), nullable=False),
        sa.Column("project_count", sa.Integer(), nullable=False),
        sa.Column("occurrence_count", sa.Integer(), nullable=False),
        sa.Column("variance_level", sa.String(length=10), nullable=False),
        sa.Column(
            "last_updated",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "variance_level IN ('low', 'medium', 'high')",
            name="epic_baselines_variance_level_check",
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("epic_category", name="epic_baselines_epic_category_unique"),
    )
    op.create_table(
        "epic_baseline_mappings",
        sa.Column("project_key", sa.String(length=50), nullable=False),
        sa.Column("epic_key", sa.String(length=50), nullable=False),
        sa.Column("epic_summary", sa.Text(), nullable=True),
        sa.Column("baseline_category", sa.String(length=100), nullable=False),
        sa.Column("confidence_score", sa.REAL(), nullable=True),
        sa.Column(
            "created_by",
            sa.String(length=20),
            server_default=sa.text("'ai'"),
            nullable=False,
        ),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["baseline_category"],
            ["epic_baselines.epic_category"],
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(["project_key"], ["projects.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("project_key", "epic_key"),
    )


def downgrade():
    # Both tables stay: they take a night to compute.
    pass
