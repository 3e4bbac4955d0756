import { join } from "node:path";
import { expect, test } from "vitest";
import { declarationFileOf } from "../pipeline/intent.ts";
import { approvalFile, byApproval } from "./check.ts";
import { candidate, catalog, evidence, standing } from "./evidence.fixture.ts";
import { judge } from "./index.ts";

test.for(["drizzle", ".", "..", "packages/db/drizzle", "../../elsewhere/db"])(
  "of a folder called %s, an approval stands where it is read",
  (label) => {
    const history = { ...evidence(standing, standing).history, label, folder: join("/work/here", label) };
    const { file } = declarationFileOf(history, candidate, "/work/here");
    expect(approvalFile({ history, split: { base: [], candidate: [candidate] } })).toBe(file);
  },
);

test("of several migrations none is named, unless one is known", () => {
  const { history } = evidence(standing, standing);
  const of = { history, split: { base: [], candidate: [candidate, { ...candidate, id: "0002_next" }] } };
  expect(byApproval(of)).toBe("in holdfast/<migration>.json (verify --write-declaration writes it)");
  expect(approvalFile(of, "0002_next")).toBe("holdfast/0002_next.json");
});

test("a loss says where it is approved", () => {
  const [lost] = judge(evidence(standing, catalog([])));
  expect(lost?.finding.remedy).toMatch(
    /if the loss is meant, approve it in holdfast\/0001_candidate\.json \(verify --write-declaration writes it\)\.$/,
  );
});
