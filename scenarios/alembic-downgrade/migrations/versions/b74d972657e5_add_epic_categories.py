"""Add epic categories

Revision ID: b74d972657e5
Revises: 128f39fae2ea
Create Date: 2025-08-18 15:51:20.077315

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = "b74d972657e5"
down_revision = "128f39fae2ea"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "epic_categories",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("color", sa.CHAR(length=7), nullable=True),
        sa.Column("display_order", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("is_default", sa.Boolean(), server_default=sa.text("false"), nullable=False),
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
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name", name="epic_categories_name_unique"),
    )
    op.create_table(
        "epic_category_mappings",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("epic_key", sa.String(length=50), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Numeric(precision=4, scale=3), nullable=True),
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
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["epic_categories.id"],
            ondelete="CASCADE",
            name="epic_category_mappings_category_id_epic_categories_id_fk",
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("epic_key", name="epic_category_mappings_epic_key_unique"),
    )
    op.add_column("epic_budgets", sa.Column("category_id", sa.Integer(), nullable=True))
    op.create_foreign_key(
        "epic_budgets_category_id_epic_categories_id_fk",
        "epic_budgets",
        "epic_categories",
        ["category_id"],
        ["id"],
        ondelete="SET NULL",
    )


def downgrade():
    op.drop_column("epic_budgets", "category_id")
    # The mappings stay, without what they point at.
    op.drop_constraint(
        "epic_category_mappings_category_id_epic_categories_id_fk",
        "epic_category_mappings",
        type_="foreignkey",
    )
    op.drop_table("epic_categories")
