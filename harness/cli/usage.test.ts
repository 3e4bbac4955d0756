import { beforeAll, expect, test } from "vitest";
import { type Built, build, projects } from "./built.fixture.ts";

let built: Built;

beforeAll(async () => {
  built = await build();
  await built.write({
    ...projects,
    "damaged/meta/_journal.json": '{ "version": "7", "entries": [',
    "elsewhere/README.md": "nothing to migrate here",
  });
  return built.remove;
});

// What is wrong, and what the user is told to do; before anything is started.
const mistakes = [
  {
    args: ["verfy", "safe"],
    code: "input/usage",
    message: 'there is no command "verfy"',
    remedy: "Did you mean holdfast verify?",
  },
  { args: ["migrate"], code: "input/usage", message: 'there is no command "migrate"', remedy: "See holdfast --help." },
  {
    args: ["verify", "safe", "--candidat", "x"],
    code: "input/usage",
    message: "--candidat",
    remedy: "Did you mean --candidate?",
  },
  { args: ["verify", "safe", "--zzz"], code: "input/usage", message: "--zzz", remedy: "See holdfast --help." },
  {
    args: ["verify", "safe", "--rows", "many"],
    code: "input/usage",
    message: 'not "many"',
    remedy: "See holdfast --help.",
  },
  {
    args: ["verify", "safe", "--rows", "0"],
    code: "input/usage",
    message: "--rows is a whole number from",
    remedy: "See",
  },
  { args: ["verify", "safe", "--seed", "-1"], code: "input/usage", message: "--seed", remedy: "See" },
  { args: ["verify", "safe", "--rows"], code: "input/usage", message: "--rows", remedy: "See" },
  {
    args: ["verify", "safe", "--provider", "podman"],
    code: "input/usage",
    message: "auto, testcontainers, embedded",
    remedy: "See",
  },
  {
    args: ["verify", "safe", "--postgres", "new"],
    code: "input/usage",
    message: "--postgres is a major version",
    remedy: "See",
  },
  { args: ["verify", "safe", "unsafe"], code: "input/usage", message: "verify takes one folder", remedy: "See" },
  {
    args: ["verify", "safe", "--candidate", "a", "--base", "b"],
    code: "input/usage",
    message: "exclude each other",
    remedy: "See",
  },
  {
    args: ["verify", "safe", "--reporter", "pdf"],
    code: "input/usage",
    message: "--reporter is one of",
    remedy: "See",
  },
  { args: ["verify", "nowhere"], code: "input/no-folder", message: "nowhere", remedy: "Give the folder" },
  { args: ["verify", "elsewhere"], code: "input/no-migrations", message: "elsewhere", remedy: "meta/_journal.json" },
  { args: ["verify", "damaged"], code: "input/", message: "_journal.json", remedy: "" },
  {
    args: ["verify", "safe", "--candidate", "0001"],
    code: "input/candidate-unknown",
    message: '"0001"',
    remedy: "Did you mean 0001_more?",
  },
  {
    args: ["verify", "safe", "--candidate", "9999"],
    code: "input/candidate-unknown",
    message: '"9999"',
    remedy: "0001_more",
  },
  {
    args: ["verify"],
    code: "input/no-folder",
    message: "No migrations folder was given",
    remedy: "holdfast verify path/to/migrations",
  },
];

test.for(mistakes)("$args ends with 2 and tells what to do", async ({ args, code, message, remedy }) => {
  const [plain, json] = await Promise.all([built.holdfast(args), built.holdfast([...args, "--json"])]);
  expect(plain).toMatchObject({ code: 2, stdout: "" });
  expect(plain.stderr).toContain(message);
  expect(plain.stderr).toContain(remedy);
  expect(plain.stderr).not.toMatch(/\u001b|^\s+at /m);
  expect(json).toMatchObject({ code: 2, stderr: "" });
  expect(JSON.parse(json.stdout)).toEqual({
    schemaVersion: 1,
    command: args[0],
    error: {
      code: expect.stringContaining(code),
      step: expect.any(String),
      message: expect.stringContaining(message),
      tried: expect.any(Array),
      remedy: expect.stringContaining(remedy),
    },
  });
});

test("without a command it shows the help on stderr, and is not a success", async () => {
  const [bare, asked, ofCommand] = await Promise.all(
    [[], ["--help"], ["verify", "--help"]].map((args) => built.holdfast(args)),
  );
  expect(bare).toMatchObject({ code: 2, stdout: "" });
  expect(asked).toEqual({ code: 0, stdout: bare?.stderr, stderr: "" });
  expect(ofCommand).toEqual(asked);
});

test("tells its version", async () => {
  expect(await built.holdfast(["--version"])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    stderr: "",
  });
});

test.for([["--json"], ["--reporter", "json"], ["--reporter=json"]])(
  "%s makes a document of an error too",
  async (json) => {
    const ended = await built.holdfast(["verify", "nowhere", ...json]);
    expect(ended).toMatchObject({ code: 2, stderr: "" });
    expect(JSON.parse(ended.stdout)).toMatchObject({ error: { code: "input/no-folder" } });
  },
);
