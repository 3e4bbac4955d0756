import type { CodeIn } from "../model/codes.ts";
import type { Finding } from "../model/finding.ts";
import type { Statement } from "../model/history.ts";
import type { ActedOn, Action } from "../sql/action.ts";
import { isAbsent, isBare } from "./absent.ts";
import { rules } from "./index.ts";
import type { Before, Rule } from "./rule.ts";
import { isComputed, isFresh, isGuarded, typeOf, type World } from "./things.ts";
import { apply, endSession } from "./world.ts";

/** A statement of the deploy, and what it does. */
export interface Read {
  /** Its place in the deploy. */
  readonly migration: number;
  readonly statement: Statement;
  readonly actions: readonly Action[];
}

export interface Flagged {
  readonly statement: Statement;
  readonly finding: Finding;
}

/** What the rules say of each action, in order; the world goes on with them. */
export function flagged(statements: readonly Read[], world: World, inTransaction: boolean): readonly Flagged[] {
  const all = statements.flatMap(({ actions }) => actions);
  const found: Flagged[] = [];
  let [at, migration] = [0, -1];
  for (const read of statements) {
    if (read.migration !== migration) endSession(world);
    migration = read.migration;
    for (const action of read.actions) {
      const before = beforeOf(world, all, at, action, inTransaction);
      const judges = isAbsent(world, action) ? [] : Object.values(rules);
      for (const rule of judges) found.push(...judgedBy(rule, action, before, read.statement, world));
      apply(world, action, true);
      at += 1;
    }
  }
  return found;
}

/** Not all rules ask for what was done and what comes, which is long: it is made when one does. */
function beforeOf(world: World, all: readonly Action[], at: number, action: Action, inTransaction: boolean): Before {
  const [done, later] = [once(() => all.slice(0, at)), once(() => all.slice(at + 1))];
  return {
    isFresh: (object) => isFresh(world, object, action),
    typeOf: (object) => typeOf(world, object, action),
    isComputed: (column) => isComputed(world, column),
    isGuarded: (table) => isGuarded(world, table),
    isBare: (schema) => isBare(world, schema),
    get done() {
      return done();
    },
    get later() {
      return later();
    },
    inTransaction,
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function judgedBy(
  rule: Rule,
  action: Action,
  before: Before,
  statement: Statement,
  { search }: World,
): readonly Flagged[] {
  return rule.judge(action, before).map(({ object, message }) => ({
    statement,
    finding: {
      code: codeOf(rule),
      severity: rule.severity,
      object: nameOf(object, action, search),
      message,
      at: placeOf(statement),
      remedy: rule.remedy,
    },
  }));
}

export function codeOf({ code }: Rule): CodeIn<"lint"> {
  return `lint/${code}`;
}

export function placeOf({ file, line, column, sql }: Statement): NonNullable<Finding["at"]> {
  return { file, line, column, statement: sql };
}

const inNoSchema: ReadonlySet<string> = new Set(["schema", "extension", "owned"]);

function nameOf(object: ActedOn, action: Action, search: string): string {
  const isOwn = "object" in action && action.object?.name === object.name && action.object.schema === null;
  const schema = isOwn && "kind" in action && inNoSchema.has(action.kind) ? null : (object.schema ?? search);
  return [schema, object.name, object.part].filter((part) => part !== null).join(".");
}
