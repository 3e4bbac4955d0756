import os
from logging.config import fileConfig

from alembic import context
from sqlalchemy import create_engine, pool

config = context.config
fileConfig(config.config_file_name)

# The API's models are not needed to run what is written already.
target_metadata = None


def address():
    given = os.environ.get("DATABASE_URL") or config.get_main_option("sqlalchemy.url")
    # SQLAlchemy does not know the shorter of the two names.
    return given.replace("postgres://", "postgresql://", 1)


def run_migrations_offline():
    context.configure(
        url=address(),
        target_metadata=target_metadata,
        literal_binds=True,
        dialect_opts={"paramstyle": "named"},
    )
    with context.begin_transaction():
        context.run_migrations()


def run_migrations_online():
    engine = create_engine(address(), poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=target_metadata)
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
