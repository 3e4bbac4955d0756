import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { withClient } from "../harness/database/index.ts";
import { benchOptions, withServer } from "./measure.ts";
import { orders, seedSample } from "./tables.ts";

// How much more memory ten times the rows may take.
const bar = 1.25;
const sizes = [10_000, 100_000, 1_000_000] as const;

const { provider } = benchOptions(1);
const [, self = ""] = process.argv;
const child = process.env.BENCH_ROWS;

if (child === undefined) process.exitCode = await compare();
else await seedOnce(Number(child));

/** Seeds one table in this process, and prints its peak resident memory in MB. */
async function seedOnce(rows: number): Promise<void> {
  await withServer(provider, async (server) => {
    const database = await server.create(await server.createOwner());
    await withClient(database, "superuser", async (client) => {
      await client.query(orders.schema);
      await seedSample(client, orders, rows);
    });
  });
  console.log(String(process.resourceUsage().maxRSS / 1024));
}

async function compare(): Promise<0 | 1> {
  // Compiling the sources takes more memory than seeding, and happens once.
  await peakOf(100);
  const peaks: number[] = [];
  for (const rows of sizes) {
    const peak = await peakOf(rows);
    peaks.push(peak);
    console.log(`${peak.toFixed(0).padStart(8)} MB  peak of seeding ${rows.toLocaleString("en")} rows x 12 columns`);
  }
  const [, middle = Number.NaN, large = Number.NaN] = peaks;
  const ratio = large / middle;
  const holds = ratio <= bar;
  console.log(
    `${holds ? "holds" : "FAILS"}: 1M rows take ${ratio.toFixed(2)} x the memory of 100k; the bar is ${bar} x`,
  );
  return holds ? 0 : 1;
}

/** Each size in a process of its own: what one run leaves behind must not count for the next. */
async function peakOf(rows: number): Promise<number> {
  const loader = fileURLToPath(import.meta.resolve("jiti/register"));
  const run = ["--import", loader, self, "--provider", provider];
  const env = { ...process.env, BENCH_ROWS: String(rows) };
  const { stdout } = await promisify(execFile)(process.execPath, run, { env });
  return Number(stdout.trim().split("\n").at(-1));
}
