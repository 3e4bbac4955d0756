import { testWhere } from "../harness/database/test-server.fixture.ts";
import type { Report } from "../harness/index.ts";

export const where = testWhere;

/** Prints where a test ran, so that a log shows whether it was a container. */
export function announce({ postgres }: Report): void {
  console.info(
    `PostgreSQL ${postgres.version}, ${postgres.provider}${postgres.image === null ? "" : ` ${postgres.image}`}`,
  );
}
