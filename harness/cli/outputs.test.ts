import { execFile } from "node:child_process";
import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { skip } from "../database/skip.fixture.ts";
import { type Built, build, folderOf, programs } from "./built.fixture.ts";

const run = promisify(execFile);
let built: Built;

beforeAll(async () => {
  built = await build();
  await built.write({
    ...folderOf("dangerous", {
      "0000_people": "create table people (id integer primary key, born date)",
      "0001_less": "drop table people",
    }),
  });
  return built.remove;
});

/** What a shell makes of a line in which `holdfast` stands for the program. */
function shell(line: string) {
  const program = `"${process.execPath}" "${join(built.folder, programs.holdfast)}"`;
  return run("sh", ["-c", line.replaceAll("holdfast", program)], { cwd: built.folder });
}

const check = "holdfast check dangerous";

test.for([
  ["", ""],
  [" --json", ""],
  ["", " 2>&1"],
  [" --base nothing", " 2>&1"],
])("who stops reading ends nothing: %s%s", async ([option, redirected]) => {
  const { stdout, stderr } = await shell(`{ ${check}${option}${redirected}; echo $? > code; } | true; cat code`);
  expect({ stdout, stderr }).toEqual({ stdout: option === " --base nothing" ? "2\n" : "1\n", stderr: "" });
});

describe("on a full disk", () => {
  const full = "/dev/full";
  const isThere = access(full).then(
    () => true,
    () => false,
  );

  test("a report to stdout is an error, and no stack of Node's", async (context) => {
    if (!(await isThere)) return skip(context, `there is no ${full} here`);
    const { stdout } = await shell(`${check} > ${full} 2> said; echo $?; cat said`);
    expect(stdout).toMatch(
      /^2\nerror ENOSPC: .* \[input\/report-unwritable\]\n {2}while trying to write the terminal report\n→ /,
    );
  });

  test("a report that cannot be written keeps no other from being written", async (context) => {
    if (!(await isThere)) return skip(context, `there is no ${full} here`);
    const ended = await built.holdfast([
      "check",
      "dangerous",
      "--reporter",
      `html=${full}`,
      "--reporter",
      "json=a/b.json",
    ]);
    expect(ended).toMatchObject({ code: 2, stdout: expect.stringMatching(/^DANGEROUS /) });
    expect(ended.stderr.match(/ENOSPC/g)).toHaveLength(1);
    expect(JSON.parse(await readFile(join(built.folder, "a/b.json"), "utf8"))).toMatchObject({ verdict: "dangerous" });
  });
});

test("two reports into one file are refused before anything is done", async () => {
  const ended = await built.holdfast(["check", "dangerous", "--reporter", "html=x", "--reporter", "sarif=./x"]);
  expect(ended).toMatchObject({ code: 2, stdout: "" });
  expect(ended.stderr).toContain("two reports cannot go to one file");
});
