"""Add template epic and ticket tables for project setup

Epics and tickets that a new project begins with, and standard ones to choose from. A template epic may come
from a standard one and go its own way from then on, so it is a copy and only remembers where it came from.

Written with --autogenerate and then by hand: it took ten columns for superfluous that only the API reads,
by SQL of its own, and that the models therefore do not have. Their drop_column lines were commented out in
review. They stand here still, so that the next one who generates a migration sees what to look for.

The tables are ordered by sort_order, then by id. Labels of tickets are plain texts: what the tracker does not
know, it makes.

Nothing is filled in. The standard templates come by a script that can be run again, from a sheet that the
leads keep.

Revision ID: 2d04705c7c32
Revises: c4187fb9e602
Create Date: 2025-10-21 13:02:17.847290

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


# revision identifiers, used by Alembic.
revision = "2d04705c7c32"
down_revision = "c4187fb9e602"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "standard_epic_templates",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("typical_hours_min", sa.Integer(), nullable=True),
        sa.Column("typical_hours_max", sa.Integer(), nullable=True),
        sa.Column("sort_order", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name", name="standard_epic_templates_name_unique"),
    )
    op.create_table(
        "template_epics",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("standard_template_id", sa.Integer(), nullable=True),
        sa.Column("epic_name", sa.String(length=255), nullable=False),
        sa.Column("summary", sa.String(length=500), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("epic_color", sa.String(length=20), server_default=sa.text("'#6554C0'"), nullable=False),
        sa.Column("sort_order", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["standard_template_id"],
            ["standard_epic_templates.id"],
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "template_tickets",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("template_epic_id", sa.Integer(), nullable=True),
        sa.Column("issue_type", sa.String(length=20), server_default=sa.text("'Task'"), nullable=False),
        sa.Column("summary", sa.String(length=500), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("story_points", sa.SmallInteger(), nullable=True),
        sa.Column("labels", postgresql.ARRAY(sa.Text()), nullable=True),
        sa.Column("sort_order", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["template_epic_id"], ["template_epics.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    # PROTECTED: --autogenerate wrote these, since the models lack the columns.
    # op.drop_column("projects", "project_work_type")
    # op.drop_column("projects", "weekly_meeting_day")
    # op.drop_column("projects", "description")
    # op.drop_column("projects", "retainer_hours")
    # op.drop_column("projects", "launch_date")
    # op.drop_column("projects", "total_hours")
    # op.drop_column("projects", "start_date")
    # op.drop_column("projects", "cumulative_hours")
    # op.drop_column("projects", "send_meeting_emails")
    # op.drop_column("todo_items", "source")


def downgrade():
    # PROTECTED: the tables stay.
    # op.drop_table("template_tickets")
    # op.drop_table("template_epics")
    # op.drop_table("standard_epic_templates")
    pass
