// What a project writes that has none of the optional peers; it is compiled only.
import { type Finding, HarnessError, type Report, verify } from "holdfast";
import { type Client, type GuardedMigrateResult, guardedMigrate } from "holdfast/guard";

export async function look(): Promise<readonly Finding[]> {
  const { report, after, close } = await verify({ folder: "drizzle", provider: "embedded" });
  const { verdict, survival }: Report = report;
  // @ts-expect-error a verdict is one of three words; were it of no type, this would compile
  const wrong: "maybe" = verdict;
  console.log(wrong, survival[0]?.columns[0]?.outcome, after?.name);
  await close();
  return report.findings;
}

export async function deploy(client: Client): Promise<GuardedMigrateResult> {
  // @ts-expect-error the driver's types came with the package; without them, a client would be of any type
  client.quarry("select 1");
  return guardedMigrate(client, { migrationsFolder: "drizzle" });
}

export const isOurs = (error: unknown): boolean => error instanceof HarnessError && error.kind === "input";
