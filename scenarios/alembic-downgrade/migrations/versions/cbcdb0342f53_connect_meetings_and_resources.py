"""Connect meetings and resources

Says who was at a meeting, what became of it, and where else the work on a project stands.

Revision ID: cbcdb0342f53
Revises: e5a8c1b40d72
Create Date: 2025-08-29 14:12:31.403916

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


# revision identifiers, used by Alembic.
revision = "cbcdb0342f53"
down_revision = "e5a8c1b40d72"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "meeting_insights",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("insight", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["processed_meetings.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_meeting_insights_meeting_id", "meeting_insights", ["meeting_id"])
    op.add_column("processed_meetings", sa.Column("organizer_id", sa.Integer(), nullable=True))
    op.create_foreign_key(
        "processed_meetings_organizer_id_users_id_fk",
        "processed_meetings",
        "users",
        ["organizer_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.add_column("processed_meetings", sa.Column("duration", sa.Interval(), nullable=True))
    op.add_column(
        "processed_meetings",
        sa.Column("participants", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'::text[]"), nullable=False),
    )
    op.add_column("processed_meetings", sa.Column("success", sa.Boolean(), server_default=sa.text("true"), nullable=False))
    op.add_column("processed_meetings", sa.Column("error_message", sa.Text(), nullable=True))
    op.add_column("todo_items", sa.Column("source_meeting_id", sa.Integer(), nullable=True))
    op.create_foreign_key(
        "todo_items_source_meeting_id_processed_meetings_id_fk",
        "todo_items",
        "processed_meetings",
        ["source_meeting_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.add_column(
        "project_resource_mappings", sa.Column("notion_page_ids", postgresql.ARRAY(postgresql.UUID()), nullable=True)
    )
    op.add_column("project_resource_mappings", sa.Column("github_repos", postgresql.ARRAY(sa.Text()), nullable=True))
    op.add_column(
        "project_resource_mappings", sa.Column("jira_project_keys", postgresql.ARRAY(sa.String(length=50)), nullable=True)
    )
    op.add_column("project_resource_mappings", sa.Column("drive_folder_url", sa.Text(), nullable=True))
    op.add_column(
        "user_watched_projects", sa.Column("notify", sa.Boolean(), server_default=sa.text("true"), nullable=False)
    )
    op.add_column("system_settings", sa.Column("api_key_encrypted", sa.LargeBinary(), nullable=True))
    op.add_column("system_settings", sa.Column("updated_by", sa.Integer(), nullable=True))
    op.create_foreign_key(
        "system_settings_updated_by_users_id_fk", "system_settings", "users", ["updated_by"], ["id"], ondelete="SET NULL"
    )
    op.add_column("project_keywords", sa.Column("weight", sa.REAL(), server_default=sa.text("1"), nullable=False))


def downgrade():
    op.drop_column("project_keywords", "weight")
    op.drop_column("system_settings", "updated_by")
    op.drop_column("system_settings", "api_key_encrypted")
    op.drop_column("user_watched_projects", "notify")
    op.drop_column("project_resource_mappings", "drive_folder_url")
    op.drop_column("project_resource_mappings", "jira_project_keys")
    op.drop_column("project_resource_mappings", "github_repos")
    op.drop_column("project_resource_mappings", "notion_page_ids")
    op.drop_constraint("todo_items_source_meeting_id_processed_meetings_id_fk", "todo_items", type_="foreignkey")
    op.drop_column("todo_items", "source_meeting_id")
    op.drop_constraint("processed_meetings_organizer_id_users_id_fk", "processed_meetings", type_="foreignkey")
    op.drop_column("processed_meetings", "error_message")
    op.drop_column("processed_meetings", "success")
    op.drop_column("processed_meetings", "participants")
    op.drop_column("processed_meetings", "duration")
    op.drop_column("processed_meetings", "organizer_id")
    op.drop_index("ix_meeting_insights_meeting_id", table_name="meeting_insights")
    op.drop_table("meeting_insights")
