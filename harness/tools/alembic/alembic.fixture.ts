import { onPath } from "./find.ts";

/** For tests: whether the command is here; where it is not, what needs it is skipped, and this says so. */
export const hasAlembic = (await onPath()) !== null;
if (!hasAlembic) {
  console.warn(
    "There is no alembic on PATH: tests that run it are skipped. Debian: apt-get install alembic python3-psycopg2",
  );
}

/** For tests: a revision as `alembic revision` writes it. */
export interface Written {
  readonly follows?: string | readonly string[] | null;
  readonly up?: string;
  readonly down?: string;
  readonly more?: string;
}

export function revision(id: string, { follows = null, up = "pass", down = "pass", more = "" }: Written): string {
  return `"""${id}

Revision ID: ${id}
Create Date: 2026-01-01 00:00:00

"""
from alembic import op
import sqlalchemy as sa

revision = "${id}"
down_revision = ${follows === null ? "None" : typeof follows === "string" ? `"${follows}"` : `(${follows.map((one) => `"${one}"`).join(", ")})`}
branch_labels = None
depends_on = None
${more}

def upgrade():
${indented(up)}


def downgrade():
${indented(down)}
`;
}

function indented(body: string): string {
  return body
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
}

export const env = `from alembic import context
from sqlalchemy import create_engine

url = context.config.get_main_option("sqlalchemy.url")


def migrate(**options):
    context.configure(**options)
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    migrate(url=url, literal_binds=True, dialect_opts={"paramstyle": "named"})
else:
    with create_engine(url).connect() as connection:
        migrate(connection=connection)
`;

export const ini = `[alembic]
script_location = db
sqlalchemy.url = postgresql://nobody:secret@production.example/app

[loggers]
keys = root
`;

/** For tests: a project whose revisions are in db/versions. */
export function project(revisions: Readonly<Record<string, Written>>): Record<string, string> {
  const files = Object.entries(revisions).map(([id, written]) => [`db/versions/${id}_x.py`, revision(id, written)]);
  return { "alembic.ini": ini, "db/env.py": env, "db/script.py.mako": "", ...Object.fromEntries(files) };
}
