import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { findingPages } from "../../docs/findings.ts";
import { rules } from "../lint/index.ts";
import { damageCodes } from "../tools/files/codes.ts";
import { errors } from "./errors.ts";
import { codeOf, codes } from "./index.ts";

const docs = fileURLToPath(new URL("../../docs/", import.meta.url));
const sources = fileURLToPath(new URL("../", import.meta.url));

test("the pages of the findings are those that the codes make, none missing and none left over", () => {
  const committed = readdirSync(`${docs}findings`);
  const pages = Object.fromEntries(committed.map((name) => [name, readFileSync(`${docs}findings/${name}`, "utf8")]));
  expect(pages, "npm run docs").toEqual(findingPages());
});

test("every page that they point to is there", () => {
  const named = new Set(codes.flatMap(({ see = [] }) => see));
  expect([...named].filter((name) => !existsSync(docs + name))).toEqual([]);
});

/** What finds something, and what is shipped: not the lists of names and texts themselves. */
function finders(folder = ""): readonly string[] {
  return readdirSync(sources, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.startsWith(folder) && file.endsWith(".ts") && !/\.(test|fixture)\.ts$/.test(file))
    .filter((file) => !file.startsWith("codes/") && file !== "model/codes.ts")
    .map((file) => readFileSync(sources + file, "utf8"));
}

test("there is no code that nothing says", () => {
  const text = finders().join("\n");
  const isSaid = (code: string, name: string) =>
    [`"${code}"`, `"${name}"`, `\n  ${name}: `].some((written) => text.includes(written));
  const unsaid = codes.filter(({ code, family }) => !isSaid(code, code.slice(family.length + 1)));
  expect(unsaid.map(({ code }) => code)).toEqual([]);
});

test("the damage of a history is as severe as its page says", () => {
  const said = Object.entries(damageCodes).map(([name, { severity }]) => [name, severity]);
  expect(said.map(([name]) => [name, codeOf(`history/${name}`)?.severities[0]])).toEqual(said);
});

/** Damage that only a comparison with another state shows, or that was asked for. */
const ofCheckAlone = [
  ...["edited", "deleted", "renamed", "when-changed", "reordered", "skipped", "wiped", "dialect-switched"],
  "upgrade-1.0",
];

test("the damage of files that run is said by verify, too", () => {
  const named = Object.entries(damageCodes).map(([name, { bearsOn }]) => {
    const isTold = bearsOn !== "refused" && !ofCheckAlone.includes(name);
    return [name, isTold ? ["check", "verify"] : ["check"]] as const;
  });
  expect(named.map(([name]) => [name, codeOf(`history/${name}`)?.by])).toEqual(named);
});

test("a lint page speaks of an approval where one is taken", () => {
  const named = Object.values(rules).map(({ code, settledBy }) => {
    const isTaken = settledBy.some((one) => one === "survival" || one === "protection");
    return [code, isTaken] as const;
  });
  const speaks = (code: string) => codeOf(`lint/${code}`)?.next.at(-1)?.includes("holdfast/<migration>.json");
  expect(named.map(([code]) => [code, speaks(code)])).toEqual(named);
});

test("a code of another version is not known", () => {
  expect(codeOf("survival/never")).toBeNull();
});

test("every text ends as a sentence, and no title does", () => {
  const odd = codes.flatMap(({ code, title, means, why, next }) => [
    ...(/[.:;]$/.test(title) ? [`${code}: ${title}`] : []),
    ...[means, why, ...next].filter((text) => !/[.`)]$/.test(text)).map((text) => `${code}: ${text}`),
  ]);
  expect(odd).toEqual([]);
});

/** Codes that are put together where they are thrown. */
const together = [
  ...["dump", "restore"].map((what) => `environment/${what}-failed`),
  ...["older-release", "ledger-lies", "migrator-refuses", "would-rerun", "would-skip"].map((why) => `guard/${why}`),
  ...["not-connected", "other-driver", "snapshot-forked", "snapshot-unreadable", "drizzle-ancient-folder"].map(
    (why) => `input/${why}`,
  ),
];

test("the page of errors has every error that is thrown, and no other", () => {
  const literals = (sources: readonly string[], kinds: string) =>
    sources.flatMap((text) =>
      [...text.matchAll(new RegExp(`"((?:${kinds})/[a-z0-9.-]+)"`, "g"))].map(([, code = ""]) => code),
    );
  const thrown = [...literals(finders(), "input|environment|bug"), ...literals(finders("pipeline/deploy/"), "guard")];
  const named = new Set([...thrown, ...together].filter((code) => codeOf(code) === null));
  expect(Object.keys(errors).toSorted()).toEqual([...named].toSorted());
});
