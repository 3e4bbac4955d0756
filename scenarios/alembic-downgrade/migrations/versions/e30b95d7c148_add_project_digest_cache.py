"""Add project digest cache

Revision ID: e30b95d7c148
Revises: 27c6f8a0d4e3
Create Date: 2025-10-10 14:20:31.902754

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


# revision identifiers, used by Alembic.
revision = "e30b95d7c148"
down_revision = "27c6f8a0d4e3"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "project_digest_cache",
        sa.Column(
            "id",
            postgresql.UUID(),
            server_default=sa.text("gen_random_uuid()"),
            nullable=False,
        ),
        sa.Column("project_key", sa.String(length=50), nullable=False),
        sa.Column("days", sa.SmallInteger(), nullable=False),
        sa.Column("include_context", sa.Boolean(), nullable=False),
        sa.Column("digest_data", postgresql.JSONB(), nullable=False),
        sa.Column("markdown", sa.Text(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["project_key"], ["projects.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "project_digest_cache_lookup_index",
        "project_digest_cache",
        ["project_key", "days", "include_context"],
        unique=True,
    )


def downgrade():
    # The table stays: an older release does not look at it.
    pass
