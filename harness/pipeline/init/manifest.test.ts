import { expect, test } from "vitest";
import { planned, project, textOf } from "./projects.fixture.ts";

const manifests = [
  [
    "two blanks",
    '{\n  "name": "a",\n  "scripts": {\n    "test": "vitest"\n  }\n}\n',
    '{\n    "holdfast": "holdfast verify",\n    "test": "vitest"\n  }',
  ],
  [
    "tabs",
    '{\n\t"scripts": {\n\t\t"test": "vitest"\n\t}\n}',
    '{\n\t\t"holdfast": "holdfast verify",\n\t\t"test": "vitest"\n\t}',
  ],
  [
    "CRLF",
    '{\r\n  "scripts": {\r\n    "a": "b"\r\n  }\r\n}\r\n',
    '{\r\n    "holdfast": "holdfast verify",\r\n    "a": "b"\r\n  }',
  ],
  ["empty scripts", '{\n  "scripts": {},\n  "name": "a"\n}\n', '{\n    "holdfast": "holdfast verify"\n  },'],
  [
    "no scripts",
    '{\n  "name": "a"\n}\n',
    '{\n  "name": "a",\n  "scripts": {\n    "holdfast": "holdfast verify"\n  }\n}\n',
  ],
  ["nothing at all", "{}\n", '{\n  "scripts": {\n    "holdfast": "holdfast verify"\n  }\n}'],
  [
    "one line",
    '{"name":"a","version":"1.0.0"}',
    '{\n  "name": "a",\n  "version": "1.0.0",\n  "scripts": {\n    "holdfast": "holdfast verify"\n  }\n}',
  ],
  [
    "one line that has scripts, and its end",
    '{"name":"a","scripts":{"test":"x"},"files":[]}\r\n',
    '{\r\n  "name": "a",\r\n  "scripts": {\r\n    "holdfast": "holdfast verify",\r\n    "test": "x"\r\n  },\r\n  "files": []\r\n}\r\n',
  ],
  [
    "scripts on one line",
    '{\n  "scripts": { "test": "x" },\n  "name": "a"\n}\n',
    '{\n  "scripts": { "holdfast": "holdfast verify", "test": "x" },\n  "name": "a"\n}\n',
  ],
  [
    "scripts without a blank",
    '{\n  "scripts": {"test":"x"}\n}\n',
    '{\n  "scripts": {"holdfast": "holdfast verify", "test":"x"}\n}\n',
  ],
  ["a byte order mark", '\uFEFF{\n  "name": "a"\n}\n', '\uFEFF{\n  "name": "a",\n  "scripts"'],
] as const;

test.for(manifests)("a package.json with %s keeps all but the script", async ([, text, holds]) => {
  await planned(project({ "package.json": text }), (plan) => {
    const added = textOf(plan, "package.json");
    expect(added).toContain(holds);
    const { scripts, ...rest } = JSON.parse(added.replace("\uFEFF", "")) as Record<string, Record<string, string>>;
    const { scripts: before, ...others } = JSON.parse(text.replace("\uFEFF", "")) as Record<
      string,
      Record<string, string>
    >;
    expect(rest).toEqual(others);
    expect(scripts).toEqual({ ...before, holdfast: "holdfast verify" });
    expect(added.endsWith("\n")).toBe(text.endsWith("\n"));
  });
});
