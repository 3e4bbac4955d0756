import { once } from "node:events";
import { type AddressInfo, connect, createServer, isIP, type Socket } from "node:net";
import { type ConnectionOptions, connect as secureConnect } from "node:tls";
import type { DatabaseFailure } from "../../model/evidence.ts";
import { messageReader } from "./messages.ts";

/** A statement that the server refused, whatever became of the refusal. */
export interface Refusal {
  readonly failure: DatabaseFailure;
  readonly sql: string;
}

/** Where a server listens: a name or address, or the folder of its socket. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** A server, and how it is spoken to. */
export interface Reached extends Endpoint {
  /** As `tls.connect` takes it; null where nothing is encrypted. */
  readonly tls: ConnectionOptions | null;
}

/**
 * Lends an address on this machine by which the server is reached, and hears what it refuses there. Nothing is changed on
 * the way; up to here it is not encrypted, and from here on as before.
 *
 * @param use is also told whether anybody came
 * @param heed is called with each statement that is asked, before its answer
 */
export async function listening<Result>(
  server: Reached,
  use: (here: Endpoint, refusals: () => readonly Refusal[], came: () => boolean) => Promise<Result>,
  heed: (sql: string) => void = () => undefined,
): Promise<Result> {
  const refusals: Refusal[] = [];
  const open = new Set<Socket>();
  const held = <One extends Socket>(socket: One): One => {
    open.add(socket);
    return socket.on("error", () => socket.destroy()).once("close", () => open.delete(socket));
  };
  let came = false;
  const gate = createServer((near) => {
    came = true;
    held(near);
    reach(server, held).then(
      (far) => (far === null ? near.destroy() : join(near, far, (refusal) => refusals.push(refusal), heed)),
      () => near.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    gate.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  try {
    const { port } = gate.address() as AddressInfo;
    const here = { host: "127.0.0.1", port };
    return await use(
      here,
      () => refusals,
      () => came,
    );
  } finally {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => gate.close(resolve));
  }
}

const encryptionRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/** Null where the server declines the encryption that is wanted. */
async function reach(
  { host, port, tls }: Reached,
  held: <One extends Socket>(socket: One) => One,
): Promise<Socket | null> {
  const socket = held(host.startsWith("/") ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host));
  await once(socket, "connect");
  if (tls === null) return socket;
  socket.write(encryptionRequest);
  const [answer]: unknown[] = await once(socket, "data");
  if (!Buffer.isBuffer(answer) || answer.toString() !== "S") return null;
  const secure = held(secureConnect({ ...tls, socket, ...(isIP(host) === 0 ? { servername: host } : {}) }));
  await once(secure, "secureConnect");
  return secure;
}

/** Joins two ends, and listens to what passes. */
function join(near: Socket, far: Socket, hear: (refusal: Refusal) => void, heed: (sql: string) => void): void {
  for (const [one, other] of [
    [near, far],
    [far, near],
  ] as const) {
    one.on("close", () => other.end());
  }
  // What was asked since the server was last ready for more.
  let asked: string[] = [];
  const fromNear = messageReader((type, body) => {
    const text = textOf(type, body);
    if (text === null) return;
    asked.push(text);
    heed(text);
  });
  const fromFar = messageReader((type, body) => {
    const failure = type === "E" ? failureIn(body) : null;
    if (failure !== null) hear({ failure, sql: asked.at(-1) ?? "" });
    if (type === "Z") asked = [];
  });
  greet(near, (begun) => {
    far.write(begun);
    fromNear.begin(begun);
    near.on("data", fromNear.read).pipe(far);
    far.on("data", fromFar.read).pipe(near);
  });
}

const encryptionRequests = [80877103, 80877104];

/** Waits for the first message that asks for no encryption. */
function greet(near: Socket, then: (begun: Buffer) => void): void {
  let begun = Buffer.alloc(0);
  const hear = (chunk: Buffer): void => {
    begun = Buffer.concat([begun, chunk]);
    while (begun.length >= 8 && encryptionRequests.includes(begun.readInt32BE(4))) {
      near.write("N");
      begun = begun.subarray(8);
    }
    if (begun.length < 8) return;
    near.off("data", hear);
    then(begun);
  };
  near.on("data", hear);
}

/** The SQL of a simple query, or of one that is prepared. */
function textOf(type: string, body: Buffer): string | null {
  if (type === "Q") return body.toString("utf8", 0, body.length - 1);
  if (type !== "P") return null;
  const start = body.indexOf(0) + 1;
  return body.toString("utf8", start, body.indexOf(0, start));
}

function failureIn(body: Buffer): DatabaseFailure | null {
  const fields = new Map(
    body
      .toString("utf8")
      .split("\0")
      .filter((field) => field !== "")
      .map((field) => [field.slice(0, 1), field.slice(1)]),
  );
  const field = (name: string): string | null => fields.get(name) ?? null;
  if ((field("V") ?? field("S")) !== "ERROR") return null;
  return {
    sqlstate: field("C") ?? "",
    message: field("M") ?? "",
    detail: field("D"),
    hint: field("H"),
    schema: field("s"),
    table: field("t"),
    column: field("c"),
    constraint: field("n"),
  };
}
