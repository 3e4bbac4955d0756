import { randomBytes } from "node:crypto";
import { HarnessError } from "../../model/error.ts";
import type { History } from "../../model/history.ts";
import { filesOnDisk } from "../files/disk.ts";
import { writeFiles } from "../files/write.ts";
import { laidOut } from "./layout.ts";
import { survey } from "./survey.ts";

/**
 * Writes a revision behind the last one, as `alembic revision -m` does; its way down raises.
 *
 * @throws {HarnessError} input/several-heads, input/migration-unwritable
 */
export async function writeMigration(
  { folder, label }: History,
  name: string,
  sql: string,
): Promise<readonly string[]> {
  const { heads } = (await survey(filesOnDisk(folder), folder, label)).graph;
  const [head, ...others] = heads.map(({ id }) => id);
  if (others.length > 0) throw severalHeads(label, heads.length);
  const id = randomBytes(6).toString("hex");
  const { prefix } = laidOut(folder);
  return writeFiles(folder, [{ name: `${prefix}${id}_${name}.py`, text: textOf(id, head ?? null, name, sql) }], null);
}

function textOf(id: string, head: string | null, name: string, sql: string): string {
  const created = new Date().toISOString().replace("T", " ").replace("Z", "000");
  return `"""${name}

Revision ID: ${id}
Revises: ${head ?? ""}
Create Date: ${created}

"""
from alembic import op
from sqlalchemy import DDL


# revision identifiers, used by Alembic.
revision = "${id}"
down_revision = ${head === null ? "None" : `"${head}"`}
branch_labels = None
depends_on = None


def upgrade():
    # Not as a text, in which SQLAlchemy would look for parameters.
    op.execute(
        DDL(
            """
${inPython(sql.trim())}
"""
        )
    )


def downgrade():
    raise NotImplementedError("There is no way back from ${name}.")
`;
}

/** Inside of three quotes; a percent sign stands for something there. */
function inPython(sql: string): string {
  return sql.replaceAll("\\", "\\\\").replaceAll('"""', '\\"\\"\\"').replaceAll("%", "%%");
}

function severalHeads(label: string, count: number): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/several-heads",
    step: "write the migration",
    message: `${label} has ${count} heads: none of them is the last.`,
    remedy: "Join them first: alembic merge heads",
  });
}
