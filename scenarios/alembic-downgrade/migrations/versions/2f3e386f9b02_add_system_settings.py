"""Add system settings

One row. What stood in environment variables until now, so that it can be changed
without a deploy. The defaults are those of the variables; the row is made by the
application when it finds none.

Revision ID: 2f3e386f9b02
Revises: 4246ddc8b889
Create Date: 2025-07-03 10:12:43.120345

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "2f3e386f9b02"
down_revision = "4246ddc8b889"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "system_settings",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("ai_provider", sa.String(length=32), server_default=sa.text("'openai'"), nullable=False),
        sa.Column("ai_model", sa.String(length=64), nullable=False),
        sa.Column("ai_temperature", sa.REAL(), server_default=sa.text("0.25"), nullable=False),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("ai_temperature BETWEEN 0 AND 2", name="system_settings_ai_temperature_check"),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade():
    op.drop_table("system_settings")
