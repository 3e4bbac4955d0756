import type pg from "pg";
import type { Endpoint, Reached } from "./listen.ts";

/** The server that a session is with, and how it is spoken to there. */
export function reachedBy({ host, port, ssl }: pg.Client): Reached {
  // Declared to be a boolean, and what the client was given.
  const given: unknown = ssl;
  const tls = typeof given === "object" && given !== null ? given : given === true ? {} : null;
  return { host, port, tls };
}

/** The address of the database that a session is on, as its own user, by another way to the server. */
export function addressOf({ user = "", password = "", database = "" }: pg.Client, { host, port }: Endpoint): string {
  const url = new URL("postgresql://localhost");
  url.hostname = host;
  url.port = String(port);
  url.username = encodeURIComponent(user);
  url.password = encodeURIComponent(password);
  url.pathname = `/${encodeURIComponent(database)}`;
  // What code demands in production, or takes for granted: the way to this address is not encrypted.
  url.searchParams.set("sslmode", "disable");
  return url.href;
}

/** What the project's command sees: no word of any database but this one, which these variables name. */
export function environmentFor(
  url: string,
  variables: readonly string[],
  migrations: string,
): Readonly<Record<string, string>> {
  const own = Object.entries(process.env).flatMap(([name, value]) => {
    if (value === undefined || /^PG[A-Z]/.test(name)) return [];
    // Python's drivers stand in the scheme: postgresql+asyncpg.
    return [[name, /^postgres(ql)?(\+\w+)?:\/\//i.test(value) ? url : value] as const];
  });
  const asked = variables.map((name) => [name, url] as const);
  return { ...Object.fromEntries([...own, ...asked]), HOLDFAST_MIGRATIONS: migrations };
}
