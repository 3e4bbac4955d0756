import type { Expectation } from "../model/declaration.ts";
import { expressionProblem } from "../sql/expressions.ts";
import { expected, fields, object, type Place, record, refusal, text, within } from "../text/shape.ts";
import { identityOf, partsOf } from "./object-name.ts";

type Origin = Pick<Expectation, "migration" | "file">;

export const expression = text("an SQL expression", /\S/);
const key = record(expression);

const ofColumn = object({ becomes: expression, movedTo: text('a column such as "public.users.email"', /\S/), key });
const ofTable = object({ deleted: expression, rekeyed: key });

const columnKeys = ["becomes", "movedTo", "key"];
const tableKeys = ["deleted", "rekeyed"];

/** Reads `expect`: what is to become of each column and of the rows of each table. */
export async function expectationsOf(value: unknown, at: Place, origin: Origin): Promise<readonly Expectation[]> {
  const entries = Object.entries(fields(value, at));
  rejectSame(
    entries.map(([name]) => name),
    at,
  );
  const found: Expectation[] = [];
  for (const [name, entry] of entries) found.push(...(await expectationsOn(name, entry, within(at, name), origin)));
  return found;
}

/** One name may be written in two ways. */
function rejectSame(names: readonly string[], at: Place): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const other = seen.get(identityOf(name));
    if (other !== undefined) {
      throw refusal(
        within(at, name),
        `is the same object as "${other}"`,
        "Say all that is expected of it in one place.",
      );
    }
    seen.set(identityOf(name), name);
  }
}

async function expectationsOn(
  name: string,
  entry: unknown,
  at: Place,
  origin: Origin,
): Promise<readonly Expectation[]> {
  const parts = partsOf(name);
  const given = Object.keys(fields(entry, at));
  if (given.length === 0) throw expected(at, `an object with ${columnKeys[0]}, movedTo, deleted or rekeyed`, entry);
  const common = { ...origin, object: name };
  if (parts?.length === 3) {
    rejectOther(given, tableKeys, at, `is about the rows of a table, and ${name} is a column`, parts.slice(0, 2));
    return [await onColumn(common, parts, ofColumn(entry, at), at)];
  }
  if (parts?.length === 2) {
    rejectOther(given, columnKeys, at, `is about a column, and ${name} is a table`, [...parts, "column"]);
    return onTable(common, ofTable(entry, at), at);
  }
  throw refusal(
    at,
    'is not a name such as "schema.table" or "schema.table.column"',
    'Name the schema as well; a name that holds a dot or a quote is quoted: public."a.b".',
  );
}

function rejectOther(
  given: readonly string[],
  keys: readonly string[],
  at: Place,
  words: string,
  meant: readonly string[],
): void {
  const wrong = given.find((one) => keys.includes(one));
  if (wrong !== undefined) throw refusal(within(at, wrong), words, `Put it under "${meant.join(".")}".`);
}

type Common = Origin & Pick<Expectation, "object">;

async function onColumn(
  common: Common,
  parts: readonly string[],
  { becomes, movedTo, key: given }: ReturnType<typeof ofColumn>,
  at: Place,
): Promise<Expectation> {
  if (becomes !== undefined) await requireExpression(becomes, within(at, "becomes"));
  if (movedTo === undefined) {
    if (given !== undefined) {
      throw refusal(
        within(at, "key"),
        "finds the rows that a column moved to, and there is no movedTo",
        "Add movedTo.",
      );
    }
    return { ...common, kind: "becomes", expression: becomes ?? "" };
  }
  const to = partsOf(movedTo);
  if (to?.length !== 3) throw expected(within(at, "movedTo"), 'a column such as "public.users.email"', movedTo);
  if (given !== undefined && JSON.stringify(to.slice(0, 2)) === JSON.stringify(parts.slice(0, 2))) {
    throw refusal(within(at, "key"), "finds rows of another table, and this is the same", "Leave the key out.");
  }
  return {
    ...common,
    kind: "movedTo",
    to: movedTo,
    key: given === undefined ? null : await keyOf(given, within(at, "key")),
    becomes: becomes ?? null,
  };
}

async function onTable(
  common: Common,
  { deleted, rekeyed }: ReturnType<typeof ofTable>,
  at: Place,
): Promise<readonly Expectation[]> {
  if (deleted !== undefined) await requireExpression(deleted, within(at, "deleted"));
  return [
    ...(deleted === undefined ? [] : [{ ...common, kind: "deleted" as const, predicate: deleted }]),
    ...(rekeyed === undefined
      ? []
      : [{ ...common, kind: "rekeyed" as const, key: await keyOf(rekeyed, within(at, "rekeyed")) }]),
  ];
}

async function keyOf(key: Readonly<Record<string, string>>, at: Place): Promise<Readonly<Record<string, string>>> {
  const columns = Object.entries(key);
  if (columns.length === 0) throw expected(at, 'an object such as {"id": "old_id"}', key);
  for (const [column, value] of columns) {
    if (column.trim() === "") throw refusal(within(at, column), "names no column", "Name the column of the key.");
    await requireExpression(value, within(at, column));
  }
  return key;
}

async function requireExpression(value: string, at: Place): Promise<void> {
  const problem = await expressionProblem(value);
  if (problem !== null) {
    throw refusal(at, problem, "Write SQL over the columns of the old row, as it would stand behind SELECT.");
  }
}
