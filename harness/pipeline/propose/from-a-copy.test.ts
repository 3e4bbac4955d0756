import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sound, withFiles } from "../../tools/drizzle/sample.fixture.ts";
import { made, openStage, type Stage, valuesIn } from "../staging.fixture.ts";
import { verify } from "../verify.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await stage.make("staging", { "0000_made": made });
});
afterAll(() => stage?.stop());

test("what is proposed from rows that are nobody's business holds none of their values", async () => {
  const candidate = [
    "update people set email = upper(email) where age > 0",
    "alter table people drop note",
    "delete from orders where id % 2 = 0",
    "do $$ declare v text; begin select email into v from people limit 1; execute format('update loose set word = %L', v); end $$",
  ];
  const files = Object.entries(sound({ "0000_made": made, "0001_c": candidate.join(";--> statement-breakpoint\n") }));
  await withFiles(Object.fromEntries(files.map(([name, text]) => [`drizzle/${name}`, text])), async (cwd) => {
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    const given = { folder: "drizzle", cwd, from: "staging", server: stage.server, say } as const;
    const verification = await verify({ ...given, writeDeclaration: true });
    await verification.close();
    const written = await readFile(join(cwd, "holdfast/0001_c.json"), "utf8");
    expect(JSON.parse(written)).toMatchObject({
      expect: {
        "public.people.email": { becomes: "CASE WHEN age > 0 THEN upper(email) ELSE email END" },
        "public.orders": { deleted: "(id % 2) = 0" },
      },
      approve: expect.arrayContaining([expect.objectContaining({ object: "public.people.note" })]),
    });
    expect(valuesIn(written + said.join("\n"))).toEqual([]);
  });
});
