import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HarnessError } from "../model/error.ts";
import { readAddress } from "./url.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-url-"));
});
afterAll(() => rm(folder, { recursive: true }));

const read = (text: string, env: NodeJS.ProcessEnv = {}) => readAddress(text, env);

describe("an address", () => {
  test.for([
    { text: "postgres://me:pw@db.example.org/shop", host: "db.example.org", port: 5432, password: "pw" },
    { text: "POSTGRESQL://me@db:6543/shop", host: "db", port: 6543, password: "" },
    { text: "postgres://me:pw@[::1]:6000/shop", host: "::1", port: 6000, password: "pw" },
    { text: "postgres://me@%2Fvar%2Frun%2Fpostgresql/shop", host: "/var/run/postgresql", port: 5432, password: "" },
    { text: "postgres://me@/shop?host=/tmp&port=5433", host: "/tmp", port: 5433, password: "" },
    { text: "postgres://h?user=me&dbname=shop&password=p%26w", host: "h", port: 5432, password: "p&w" },
    { text: "postgres://me:a%40b%2Fc%3Fd%23e%25f%20g@h/shop", host: "h", port: 5432, password: "a@b/c?d#e%f g" },
    { text: "postgres://me:p@w:x#y@h/shop", host: "h", port: 5432, password: "p@w:x#y" },
    {
      text: "postgres://me:a+b@h/shop?pgbouncer=true&schema=public&connection_limit=1",
      host: "h",
      port: 5432,
      password: "a+b",
    },
    { text: " \n postgres://me:pw@h/shop\r\n", host: "h", port: 5432, password: "pw" },
  ])("$text is read", async ({ text, ...parts }) => {
    const { settings } = await read(text);
    expect(settings).toEqual({ user: "me", database: "shop", ...parts });
  });

  test("shows where it leads, and no password", async () => {
    expect((await read("postgres://me:secret@[fe80::1]/my%20shop")).shown).toBe("me@[fe80::1]:5432/my shop");
  });

  test("may stand in a variable or in a file", async () => {
    const file = join(folder, "address");
    await writeFile(file, "postgres://me:pw@h/in-file\n");
    expect((await read("env:PROD", { PROD: "postgres://me:pw@h/in-env" })).settings.database).toBe("in-env");
    expect((await read(`file:${file}`)).settings.database).toBe("in-file");
  });

  test("takes nothing from the environment", async () => {
    const PG = {
      PGHOST: "elsewhere",
      PGUSER: "other",
      PGDATABASE: "theirs",
      PGPORT: "1",
      DATABASE_URL: "postgres://a@b/c",
    };
    await expect(read("postgres://h/shop", PG)).rejects.toMatchObject({ message: "the address names no user" });
    await expect(read("postgres://me@h", PG)).rejects.toMatchObject({ message: "the address names no database" });
    await expect(read("postgres://me@/shop", PG)).rejects.toMatchObject({ message: "the address names no host" });
  });
});

describe("sslmode", () => {
  test.for([
    ["", "prefer"],
    ["?sslmode=disable", "off"],
    ["?sslmode=allow", "prefer"],
    ["?sslmode=require&channel_binding=require", "require"],
    ["?sslmode=no-verify", "require"],
    ["?ssl=true", "require"],
    ["?ssl=0", "off"],
    ["?sslmode=verify-full", { verify: "full", root: null }],
    ["?sslmode=verify-ca", { verify: "ca", root: null }],
    ["?sslmode=require&sslrootcert=system", { verify: "full", root: null }],
  ] as const)("%s", async ([query, tls]) => {
    expect((await read(`postgres://me@h/shop${query}`)).tls).toEqual(tls);
  });

  test("with certificates to trust, require asks whose signature it is, as libpq does", async () => {
    const root = join(folder, "root.pem");
    await writeFile(root, "-----BEGIN CERTIFICATE-----");
    const at = (mode: string) => read(`postgres://me@h/shop?sslmode=${mode}&sslrootcert=${encodeURIComponent(root)}`);
    expect((await at("require")).tls).toEqual({ verify: "ca", root });
    expect((await at("verify-full")).tls).toEqual({ verify: "full", root });
  });
});

// Each has the password "hunter" and more of it in places where one may end up by mistake.
const hostile = [
  "",
  "hunter",
  "host=h user=me password=hunter dbname=shop",
  "mysql://me:hunter@h/shop",
  "postgres:me:hunter@h/shop",
  "postgres:/me:hunter@h/shop",
  "postgresql+psycopg2://me:hunter@h/shop",
  "prisma+postgres://me:hunter@h/shop",
  "jdbc:postgresql://h/shop?user=me&password=hunter",
  "'postgres://me:hunter@h/shop'",
  "DATABASE_URL=postgres://me:hunter@h/shop",
  "postgres://me:hunter@h/shop\npostgres://me:hunter@h/shop",
  "postgres://me:hunter 2@h/shop",
  "postgres://me:hunter\u0007@h/shop",
  "postgres://me:hunter%00@h/shop",
  "postgres://me:hunter%1b@h/shop",
  "postgres://me:hunter%@h/shop",
  "postgres://me:hunter%zz@h/shop",
  "postgres://me:hunter%ff@h/shop",
  "postgres://me:hunter/2@h/shop",
  "postgres://me:12/hunter@h/shop",
  "postgres://me:12?hunter@h/shop",
  "postgres://me:hunter?2@h/shop",
  "postgres://me:x@hunter/2@h/shop",
  "postgres://me:x@y/hunter?a=b@h/shop",
  "postgres://me:x@y/hunter?z",
  "postgres://me:hunter",
  "postgres://me:hunter@",
  "postgres://me:hunter@/shop",
  "postgres://me:hunter@h",
  "postgres://me:hunter@h/",
  "postgres://:hunter@h/shop",
  "postgres://me%3Ahunter@h/shop",
  "postgres://h/shop?user=me:hunter",
  "postgres://me:hunter@h:port/shop",
  "postgres://me:hunter@h:0/shop",
  "postgres://me:hunter@h:65536/shop",
  "postgres://me:hunter@a,b/shop",
  "postgres://me:hunter@::1/shop",
  "postgres://me:hunter@[::1/shop",
  "postgres://me:hunter@h|ls/shop",
  "postgres://me:hunter@$(id)/shop",
  "postgres://me:hunter@h/shop?sslmode=hunter",
  "postgres://me:hunter@h/shop?options=-c%20role=hunter",
  "postgres://me:hunter@h/shop?sslcert=hunter",
  "postgres://me:hunter@h/shop?sslmode=verify-full&sslrootcert=/hunter",
  "postgres://me:hunter@h/shop?__proto__",
  "env:postgres://me:hunter@h/shop",
  "env:",
  "env:NOT_SET",
  "env:HOSTILE",
  "file:postgres://me:hunter@h/shop",
  "file:",
  "file:/nowhere/at/all",
  "file:/",
];

test.for(hostile)("refuses %j without a word of its password", async (text) => {
  const error = await read(text, { HOSTILE: "me:hunter@h" }).then(
    () => "read",
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(HarnessError);
  const { kind, code, message, remedy, tried, cause, stack } = error as HarnessError;
  expect({ kind, code, cause }).toEqual({ kind: "input", code: "input/url", cause: undefined });
  expect([message, remedy, ...tried, stack].join("\n")).not.toContain("hunter");
});
