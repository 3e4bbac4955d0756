import type pg from "pg";
import { HarnessError } from "../../model/error.ts";
import type { LiveTarget } from "../../model/live.ts";
import { newRun } from "../lent.ts";
import { encryption, oldest, openLive } from "../live.ts";
import type { Provider, Running, Wish } from "../provider.ts";
import { readAddress } from "../url.ts";

const step = "use the server of --server";

/** Where a server of the user's is, once it proved to be one that databases can be made on. */
interface Lent {
  readonly settings: Running["superuser"];
  /** "user@host:port/database" */
  readonly shown: string;
}

function refused(code: string, message: string, remedy: string): HarnessError {
  return new HarnessError({ kind: "input", code, step, message, remedy });
}

function refuseOptions({ image, postgres, keep }: Wish): void {
  const given = [
    ...(image === undefined ? [] : ["an image"]),
    ...(postgres === undefined ? [] : ["a version of PostgreSQL"]),
    ...(keep ? ["to keep the server"] : []),
  ];
  if (given.length === 0) return;
  throw refused(
    "input/server-option",
    `${given.join(" and ")} was asked for, and the server is one that is there already`,
    "Leave --image, --postgres and --keep out; or leave --server out, and a server is started.",
  );
}

/** Whether pg's connection, as it stands, is encrypted. */
function isEncrypted(client: pg.Client): boolean {
  const connection: unknown = Reflect.get(client, "connection");
  const stream: unknown = typeof connection === "object" && connection !== null && Reflect.get(connection, "stream");
  return typeof stream === "object" && stream !== null && Reflect.get(stream, "encrypted") === true;
}

async function judge(client: pg.Client, { shown }: LiveTarget): Promise<void> {
  const { rows } = await client.query<{ superuser: boolean; standby: boolean; version: string; number: number }>(
    `SELECT rolsuper AS superuser, pg_is_in_recovery() AS standby, current_setting('server_version') AS version,
            current_setting('server_version_num')::int AS number FROM pg_roles WHERE rolname = current_user`,
  );
  const [server] = rows;
  if (server?.superuser !== true) {
    throw refused(
      "input/server-role",
      `${shown} is no superuser, as who makes and copies databases for a run has to be`,
      "Name a superuser of the server, or leave --server out.",
    );
  }
  if (!server.standby && server.number >= oldest * 10_000) return;
  throw refused(
    "input/server-unfit",
    server.standby
      ? `${shown} is a standby, on which no database can be made`
      : `${shown} is PostgreSQL ${server.version}`,
    `Name a primary server of PostgreSQL ${oldest} or later.`,
  );
}

/**
 * Finds the server at an address and proves that a run can make its databases there.
 *
 * @throws {HarnessError} input/url, input/server-role, input/server-unfit; environment/live-unreachable, live-refused.
 */
export async function findLent(address: string): Promise<Lent> {
  const target = await readAddress(address, process.env);
  const client = await openLive(target, step);
  try {
    await judge(client, target);
    const ssl = isEncrypted(client) ? await encryption(target) : false;
    return { settings: { ...target.settings, ...(ssl === false ? {} : { ssl }) }, shown: target.shown };
  } finally {
    await client.end();
  }
}

/** A server that the user names, and that others may use meanwhile: only what this run makes there is its own. */
export const server: Provider = {
  name: "server",
  automatic: false,
  async prepare(wish) {
    refuseOptions(wish);
    if (wish.address === undefined) {
      throw refused(
        "input/usage",
        "the provider is server, and no server is named",
        "Name it: --server URL, or env:NAME or file:PATH where its URL stands.",
      );
    }
    const { settings, shown } = await findLent(wish.address);
    return async () => ({
      image: null,
      what: `the server ${shown}, PostgreSQL`,
      superuser: settings,
      run: newRun(),
      shell: null,
      reach: `psql -h ${settings.host} -p ${settings.port} -U ${settings.user}`,
      remove: async () => undefined,
    });
  },
  // What crashed runs left there is on no machine: `holdfast clean --server` removes it.
  leftovers: async () => [],
};
