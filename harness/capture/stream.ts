import type { Client } from "pg";

const batch = 1000;

/** A row of texts, NULL as null. */
export type Texts = readonly (string | null)[];

/** Streams a query's rows through a cursor, so that memory stays flat; the connection must be in a transaction. */
export async function* stream(client: Client, sql: string): AsyncGenerator<Texts, void, undefined> {
  await client.query(`declare holdfast_rows no scroll cursor for ${sql}`);
  // A transaction that a fetch broke takes no further command: its cursor goes with it.
  let open = true;
  try {
    for (;;) {
      const { rows } = await fetchFrom(client).catch((error: unknown) => {
        open = false;
        throw error;
      });
      yield* rows;
      if (rows.length < batch) return;
    }
  } finally {
    if (open) await client.query("close holdfast_rows");
  }
}

function fetchFrom(client: Client) {
  return client.query<(string | null)[]>({
    text: `fetch ${batch} from holdfast_rows`,
    rowMode: "array",
    types: { getTypeParser: () => String },
  });
}

/** One key with the rows that bear it on either side. */
export interface Met {
  readonly key: string;
  readonly before: readonly Texts[];
  readonly after: readonly Texts[];
}

/**
 * Walks two streams that are sorted by their first column in the order of its bytes, and gives
 * every key once with the rows of both sides.
 */
export async function* meet(before: AsyncIterator<Texts>, after: AsyncIterator<Texts>): AsyncGenerator<Met, void> {
  const left = groups(before);
  const right = groups(after);
  let a = await left.next();
  let b = await right.next();
  while (!a.done || !b.done) {
    const order = a.done ? 1 : b.done ? -1 : Buffer.compare(a.value.bytes, b.value.bytes);
    const met = order <= 0 && !a.done ? a.value : null;
    const other = order >= 0 && !b.done ? b.value : null;
    yield { key: met?.key ?? other?.key ?? "", before: met?.rows ?? [], after: other?.rows ?? [] };
    if (met !== null) a = await left.next();
    if (other !== null) b = await right.next();
  }
}

interface Group {
  readonly key: string;
  readonly bytes: Buffer;
  readonly rows: readonly Texts[];
}

async function* groups(rows: AsyncIterator<Texts>): AsyncGenerator<Group, void> {
  let key: string | null = null;
  let group: Texts[] = [];
  for (let next = await rows.next(); !next.done; next = await rows.next()) {
    const rowKey = next.value[0] ?? "";
    if (rowKey !== key) {
      if (key !== null) yield { key, bytes: Buffer.from(key), rows: group };
      key = rowKey;
      group = [];
    }
    group.push(next.value);
  }
  if (key !== null) yield { key, bytes: Buffer.from(key), rows: group };
}
