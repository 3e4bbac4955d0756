import type { Log } from "sarif";
import { describe, expect, test } from "vitest";
import { type ReadCommand, readCommands } from "./commands.fixture.ts";
import { hostile } from "./hostile.fixture.ts";
import type { ReporterName } from "./index.ts";
import { readMarkdown, skeleton, wordsOf } from "./markdown.fixture.ts";
import { errorDocumentOf, plain, reportsOf, type Say, safeReportOf } from "./reports.fixture.ts";
import { sarifProblems } from "./sarif.fixture.ts";
import { writers } from "./writers.fixture.ts";
import { elementsOf, type ReadElement, readXml } from "./xml.fixture.ts";

const ofs = { ...reportsOf, safe: safeReportOf };

/** Each report and the error, with foreign text in every field, as one writer tells them. */
function told(name: ReporterName, say: Say): readonly string[] {
  const options = { ...plain, reproduce: say(plain.reproduce), within: "packages/shop" };
  // Pages are slow to read, and those of the other commands are made of the same parts.
  const kinds = name === "markdown" ? ["verify", "check", "guard"] : Object.keys(ofs);
  const reports = Object.entries(ofs).filter(([kind]) => kinds.includes(kind));
  return [
    ...reports.map(([, of]) => writers[name].report(of(say), options)),
    writers[name].error(errorDocumentOf(say), options),
  ];
}

/** The text in place of every field, and behind what stands there. */
const places = {
  alone:
    (text: string): Say =>
    () =>
      text,
  behind:
    (text: string): Say =>
    (given) =>
      `${given}${text}`,
} as const;

describe.each(Object.entries(places))("text from outside, %s", (place, put) => {
  const texts = hostile.filter((text) => place === "alone" || text !== "");

  /** Reads what a writer makes of each of them, and beside it what it makes of a text that harms nobody. */
  function each<Read>(
    name: ReporterName,
    read: (out: string) => Read,
    look: (read: Read, control: Read, text: string) => void,
  ): void {
    const controls = told(name, put("harmless")).map(read);
    for (const text of texts) {
      for (const [index, out] of told(name, put(text)).entries()) {
        const control = controls[index];
        if (control !== undefined) look(read(out), control, JSON.stringify(text));
      }
    }
  }

  test("stays text in the terminal, and in a log that GitHub reads", () => {
    each("terminal", String, (out, _, text) => {
      expect(out.replaceAll("\n", ""), text).not.toMatch(unprintable);
      expect(readCommands(out), text).toEqual([]);
    });
  });

  test("comes back from JSON as it was", () => {
    for (const say of texts.map(put)) {
      for (const of of Object.values(ofs)) expect(JSON.parse(writers.json.report(of(say), plain))).toEqual(of(say));
      expect(JSON.parse(writers.json.error(errorDocumentOf(say), plain))).toEqual(errorDocumentOf(say));
    }
  });

  test("adds no command to annotations, and nothing to a command", () => {
    const read = (out: string) => ({ lines: out.split("\n").length - 1, commands: readCommands(out) });
    const shape = (commands: readonly ReadCommand[]) =>
      commands.map(({ name, properties }) => [name, Object.keys(properties).filter((key) => key !== "title")]);
    each("github", read, ({ lines, commands }, control, text) => {
      expect(shape(commands), text).toEqual(shape(control.commands));
      expect(lines, text).toBe(commands.length);
      // What a command says is written to the log in its turn.
      for (const { data } of commands) expect(readCommands(data), text).toEqual([]);
    });
  });

  test("is no element of JUnit's XML", () => {
    const shape = ({ name, attributes, children }: ReadElement): string =>
      `<${name} ${Object.keys(attributes).join(" ")}>${children.map(shape).join("")}`;
    const read = (out: string) => shape(readXml(out));
    each("junit", read, (out, control, text) => expect(out, text).toBe(control));
  });

  test("is valid SARIF, whose files stay in the repository, and whose messages link nothing", () => {
    each("sarif", String, (out, _, text) => {
      expect(sarifProblems(out), text).toEqual([]);
      expect(out, text).not.toMatch(/\]\(|\\u001b|\\ud[89a-f]/);
      for (const { locations } of (JSON.parse(out) as Log).runs[0]?.results ?? []) {
        const uri = locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? "/";
        expect(uri, text).toMatch(/^[^/:?#]+(?:\/[^/:?#]+)*\/?$/);
        expect(new URL(uri, "https://repository.example/").hostname).toBe("repository.example");
      }
    });
  });

  test("is nothing but words and code in Markdown", () => {
    const read = (out: string) => {
      const tree = readMarkdown(out.replace(/^<!-- holdfast:[\w:./%-]+ -->\n/, ""));
      return { shape: skeleton(tree).join("\n"), words: wordsOf(tree) };
    };
    each("markdown", read, ({ shape, words }, control, text) => {
      expect(shape, text).toBe(control.shape);
      expect(words, text).not.toMatch(linked);
    });
  });
});

const unprintable = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** What GitHub makes more of than words: names, issues, addresses, hashes, emoji, formulas. */
const linked = /[@#<>[\]$`~*\\]|:\/\/|www\.|GH-\d|[0-9a-f]{7,}|:\w+:/i;

test("a text comes back from XML, but for what may not stand there, which is written out", () => {
  const texts = ["]]>", "&amp;<b>\"'", "\u0001\u000b", "\ufffe\uffff", "\ud800 alone", "\u{10ffff}", "a\r\nb"];
  const back = texts.map((text) => {
    const [failure] = elementsOf(
      readXml(
        writers.junit.error(
          errorDocumentOf(() => text),
          plain,
        ),
      ),
      "error",
    );
    return [failure?.attributes.message, failure?.text.split("\n")[0]];
  });
  const written = ["]]>", "&amp;<b>\"'", "\\x01\\x0b", "\\ufffe\\uffff", "\\ud800 alone", "\u{10ffff}", "a b"];
  expect(back).toEqual(written.map((text) => [text, text]));
});
