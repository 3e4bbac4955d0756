"""Add project keywords

Words by which a message is matched with a project.

Revision ID: 9391760ed2b5
Revises: 9e83a4d5c016
Create Date: 2025-07-14 09:47:28.775120

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "9391760ed2b5"
down_revision = "9e83a4d5c016"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "project_keywords",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("project_key", sa.String(length=50), nullable=False),
        sa.Column("keyword", sa.String(length=100), nullable=False),
        sa.Column("source", sa.String(length=50), server_default=sa.text("'jira'"), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["project_key"], ["projects.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("project_key", "keyword", name="project_keywords_project_key_keyword_key"),
    )
    op.create_index("ix_project_keywords_project_key", "project_keywords", ["project_key"])
    op.create_index("ix_project_keywords_keyword", "project_keywords", ["keyword"])
    op.create_index("ix_project_keywords_source", "project_keywords", ["source"])


def downgrade():
    op.drop_index("ix_project_keywords_source", table_name="project_keywords")
    op.drop_index("ix_project_keywords_keyword", table_name="project_keywords")
    op.drop_index("ix_project_keywords_project_key", table_name="project_keywords")
    op.drop_table("project_keywords")
