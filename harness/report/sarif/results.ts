import { createHash } from "node:crypto";
import type { Location, Result, Region as SarifRegion } from "sarif";
import type { Finding, Place } from "../../model/finding.ts";
import { clean } from "../clean.ts";
import { gravestFirst } from "../content/groups.ts";
import { cut } from "../cut.ts";
import { aboutIn, anchorOf, inRepository, regionOf } from "../place.ts";
import type { AnyReport } from "../writers/writer.ts";

/** GitHub takes so many results of a run, and shows 5,000: the gravest come first. */
export const mostResults = 25_000;

const [messageLength, snippetLength] = [4000, 4000] as const;

/** A result for each finding, the gravest first; `ruleIndex` is the code's place among `codes`. */
export function resultsOf(report: AnyReport, codes: readonly string[], within: string): readonly Result[] {
  const seen = new Map<string, number>();
  return gravestFirst(report.findings)
    .slice(0, mostResults)
    .map((finding): Result => {
      const file = uriOf(inRepository(anchorOf(finding, report)?.file ?? aboutIn(report), within));
      const hash = fingerprint(finding, file);
      const nth = (seen.get(hash) ?? 0) + 1;
      seen.set(hash, nth);
      return {
        ruleId: finding.code,
        ruleIndex: codes.indexOf(finding.code),
        kind: "fail",
        level: finding.severity,
        message: { text: messageOf(finding) },
        locations: [locationOf(finding, file)],
        partialFingerprints: fingerprints(finding, `${hash}:${nth}`),
        ...(finding.proof === undefined
          ? {}
          : { properties: { proof: finding.proof, rules: (finding.rules ?? []).map(plain) } }),
      };
    });
}

/** What a finding is about, and not where it stands in its file: lines above may be added. */
function fingerprint({ code, object, at }: Finding, file: string): string {
  const statement = (at?.statement ?? "").replaceAll(/\s+/g, " ");
  return createHash("sha256")
    .update(JSON.stringify([code, object, file, statement]))
    .digest("hex")
    .slice(0, 16);
}

/**
 * GitHub goes by its own hash of the line, which its upload fills in, and warns of every other one. Only where there is no
 * line, it takes ours.
 */
function fingerprints({ at }: Finding, hash: string): Readonly<Record<string, string>> {
  return { "holdfast/v1": hash, ...(at === undefined ? { primaryLocationLineHash: hash } : {}) };
}

function messageOf({ object, message, remedy }: Finding): string {
  const said = object === "" || message.startsWith(`${object} `) ? message : `${object}: ${message}`;
  return cut([said, remedy].map(inOneLine).join("\n"), messageLength);
}

/** A text that cannot look like a line of ours. */
function inOneLine(text: string): string {
  return plain(text.replaceAll(/\s*[\r\n]+\s*/g, " "));
}

/** Lines that a reader of SARIF shows as they are: `[a](b)` would be a link, and halves of surrogate pairs are no characters. */
export function plain(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => clean(line));
  return lines
    .join("\n")
    .replaceAll("](", "] (")
    .replaceAll(/\p{Cs}/gu, "\ufffd");
}

/** GitHub refuses a whole file for one result without a file. */
function locationOf({ object, at }: Finding, uri: string): Location {
  return {
    physicalLocation: {
      artifactLocation: { uri, uriBaseId: "%SRCROOT%" },
      ...(at === undefined ? {} : { region: sarifRegion(at) }),
    },
    ...(object === "" ? {} : { logicalLocations: [{ fullyQualifiedName: plain(object) }] }),
  };
}

function sarifRegion(at: Place): SarifRegion {
  const region = regionOf(at) ?? { startLine: at.line, startColumn: at.column };
  const { statement = "" } = at;
  const isShort = statement !== "" && statement.length <= snippetLength;
  return { ...region, ...(isShort ? { snippet: { text: plain(statement) } } : {}) };
}

/** A path of the repository as a relative reference; nothing in it can be taken for a scheme, a query or a base. */
export function uriOf(path: string): string {
  const segments = path
    .replaceAll(/\p{Cs}/gu, "\ufffd")
    .split("/")
    .map(encodeURIComponent);
  return segments.join("/").replace(/^\/+/, "") || ".";
}
