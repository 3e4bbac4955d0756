import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testServer } from "../database/test-server.fixture.ts";
import type { Server } from "../model/database.ts";
import type { Report } from "../model/report.ts";
import { sound, withFiles } from "../tools/drizzle/sample.fixture.ts";
import { type VerifyOptions, verify } from "./verify.ts";

let server: Server;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

/** The report on a harmless candidate on top of a table. */
async function reportOn(schema: string, wish: Partial<VerifyOptions> = {}): Promise<Report> {
  return withFiles(sound({ "0000_base": schema, "0001_more": "select 1" }), async (folder) => {
    const found = await verify({ folder, cwd: folder, server, rows: 40, ...wish });
    await found.close();
    return found.report;
  });
}

/** What is said of the rows; that nothing refuses an old release, is said of every run. */
function told({ findings }: Report): readonly string[] {
  return findings
    .filter(({ code }) => !code.startsWith("downgrade/"))
    .map(({ severity, code, object, message, remedy }) => `${severity} ${code} ${object} | ${message} | ${remedy}`);
}

const contradictory = "create table stock (id int primary key, qty int not null check (qty > 10), check (qty < 5))";
const refusing = `create table journal (id serial primary key, at timestamptz not null, what text not null);
  create function refuse() returns trigger language plpgsql as $$ begin if md5(new.what) not in ('54ef36ec71201fdf9d1423fd26f97f6b', '0b5932c3721f47c6feefcf767b06b64e') then raise exception 'journal is closed'; end if; return new; end $$;
  create trigger refuse before insert on journal for each row execute function refuse()`;

describe("a table that takes no generated row", () => {
  test("because its checks contradict each other makes the run unproven, and the report says what to write", async () => {
    const report = await reportOn(contradictory);
    expect(report.verdict).toBe("unproven");
    expect(told(report)).toEqual([
      expect.stringMatching(
        /^error coverage\/table-empty public\.stock \| No row could be placed, .*violates check constraint "stock_.*check1?": CHECK .* \| Give rows that it takes, in holdfast\.config\.ts: seed: \{ tables: \{ "public\.stock": \{ list: \[\{ id: 1, qty: 1 \}\] \} \} \}\. If it stays empty in production, too: seed: \{ tables: \{ "public\.stock": \{ rows: 0 \} \} \}\.$/,
      ),
    ]);
  });

  test("is a note where the user says so", async () => {
    const report = await reportOn(contradictory, { tables: { "public.stock": { rows: 0 } } });
    expect(report.verdict).toBe("safe");
    expect(told(report)).toEqual([expect.stringMatching(/^note coverage\/table-empty public\.stock/)]);
  });

  test("because a trigger rejects everything, too, until the user gives what the trigger takes", async () => {
    const report = await reportOn(refusing);
    expect(report.verdict).toBe("unproven");
    expect(told(report)).toEqual([expect.stringContaining("journal is closed")]);
    const mended = await reportOn(refusing, {
      tables: { "public.journal": { columns: { what: ["open sesame", "open up"] } } },
    });
    expect(told(mended)).toEqual([]);
    expect(mended.verdict).toBe("safe");
  });
});
