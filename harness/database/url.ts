import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { HarnessError } from "../model/error.ts";
import type { LiveTarget, Tls } from "../model/live.ts";

const form = "postgres://user:password@host:5432/database";
const remedy = `Write ${form}, or env:NAME or file:PATH where such a URL stands. In a user, a password and a database, everything but letters, digits and - . _ ~ is to be percent-encoded: @ as %40, / as %2F.`;

const control = /[\u0000-\u001f\u007f]/;

/** Never with a word of the address: whatever went wrong with it, a part of the password may be in the wrong place. */
function refused(what: string, more: string = remedy): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/url",
    step: "read the address of the database",
    message: what,
    remedy: more,
  });
}

/**
 * The address of a database that the user names.
 *
 * Nothing is taken from PGHOST, PGUSER, PGPASSWORD and their like, or from a password file: what is not in the URL is not
 * known.
 *
 * @param text A URL, `env:NAME` for the variable that holds it, or `file:PATH` for the file that does.
 * @throws {HarnessError} input/url, without a word of the address.
 */
export async function readAddress(text: string, env: NodeJS.ProcessEnv): Promise<LiveTarget> {
  return readUrl((await addressIn(text, env)).trim());
}

async function addressIn(text: string, env: NodeJS.ProcessEnv): Promise<string> {
  if (text.startsWith("env:")) {
    const name = text.slice(4);
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw refused("what follows env: is not the name of a variable");
    const value = env[name];
    if (value === undefined || value === "") throw refused(`the environment variable ${name} is not set`);
    return value;
  }
  if (!text.startsWith("file:")) return text;
  const path = text.slice(5);
  return readFile(resolve(path), "utf8").catch((error: NodeJS.ErrnoException) => {
    const which = /[@:]/.test(path) ? "the file" : `the file ${JSON.stringify(path)}`;
    throw refused(`${which} that is to hold the address cannot be read: ${error.code ?? "it is no file"}`);
  });
}

async function readUrl(text: string): Promise<LiveTarget> {
  if (/\s/.test(text) || control.test(text)) throw refused("the address holds white space, or more than one line");
  const split = /^postgres(?:ql)?:\/\/([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/i.exec(text);
  if (split === null) throw refused("the address does not begin with postgres:// or postgresql://");
  const [, authority = "", path = "", query = ""] = split;
  // A password with a / or ? in it ends the authority too early; its rest then stands here.
  if (/[@/]/.test(path) || /@/.test(query)) throw refused("there is an @ or a / behind the host that is not encoded");
  const parameters = readQuery(query);
  const at = authority.lastIndexOf("@");
  const [user, password] = readUser(authority.slice(0, Math.max(at, 0)));
  const [host, port] = readHost(authority.slice(at + 1));
  const settings = {
    host: hostOf(parameters.get("host") || host),
    port: portOf(parameters.get("port") || port),
    user: parameters.get("user") || user,
    password: parameters.get("password") || password,
    database: parameters.get("dbname") || decoded(path),
  };
  if (settings.user === "") throw refused("the address names no user");
  // Its : was encoded with the rest, and the password stands behind it.
  if (settings.user.includes(":")) throw refused("the user has a : in it");
  if (settings.database === "") throw refused("the address names no database");
  return { settings, tls: await tlsOf(parameters), shown: shown(settings) };
}

function readUser(text: string): readonly [string, string] {
  const colon = text.indexOf(":");
  if (colon < 0) return [decoded(text), ""];
  return [decoded(text.slice(0, colon)), decoded(text.slice(colon + 1))];
}

function readHost(text: string): readonly [string, string] {
  if (text.includes(",")) throw refused("the address names several hosts", "Name one host, the one to be looked at.");
  const split = /^(\[[^\]]*\]|[^:[\]]*)(?::(.*))?$/.exec(text);
  if (split === null) throw refused("the host is none: an IPv6 address stands in brackets, [::1]");
  return [decoded(split[1] ?? ""), split[2] ?? ""];
}

/** A name, an IPv4 or IPv6 address, or the folder of a Unix socket. */
function hostOf(text: string): string {
  if (text === "") throw refused("the address names no host");
  if (text.startsWith("/")) return text;
  const host = text.replace(/^\[(.*)\]$/, "$1");
  if (/^[\p{L}\p{N}._-]+$/u.test(host) || /^[0-9a-f:.]+(%[\w.-]+)?$/i.test(host)) return host;
  throw refused("the host is neither a name nor an address nor the folder of a socket");
}

function portOf(text: string): number {
  if (text === "") return 5432;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port > 0 && port < 65_536) return port;
  throw refused("the port is no number from 1 to 65535");
}

function decoded(text: string): string {
  try {
    const plain = decodeURIComponent(text);
    if (!control.test(plain)) return plain;
  } catch {
    // As a control character: told below, without what could not be read.
  }
  throw refused("a % in the address does not begin an encoded letter, digit or sign");
}

/** What cannot be done as it asks; poolers and libraries put more into a URL, which does not matter here. */
const unheard = ["options", "service", "hostaddr", "sslcert", "sslkey", "sslcrl", "sslpassword"];

function readQuery(query: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const part of query.split("&").filter((each) => each !== "")) {
    const equals = part.indexOf("=");
    if (equals < 0) throw refused("a parameter of the address has no value");
    parameters.set(decoded(part.slice(0, equals)), decoded(part.slice(equals + 1)));
  }
  const found = unheard.find((name) => parameters.has(name));
  if (found === undefined) return parameters;
  throw refused(`the parameter ${found} is not supported`, `Leave ${found} out of the address.`);
}

const modes: ReadonlyMap<string, "off" | "prefer" | "require" | "ca" | "full"> = new Map([
  ["disable", "off"],
  ["allow", "prefer"],
  ["prefer", "prefer"],
  ["require", "require"],
  ["no-verify", "require"],
  ["verify-ca", "ca"],
  ["verify-full", "full"],
]);

/** As libpq reads it: with certificates to trust, `require` is `verify-ca`. */
async function tlsOf(parameters: ReadonlyMap<string, string>): Promise<Tls> {
  const ssl = parameters.get("ssl");
  const wanted =
    parameters.get("sslmode") || (ssl === undefined ? "prefer" : /^(true|1)$/.test(ssl) ? "require" : "disable");
  const mode = modes.get(wanted);
  if (mode === undefined) throw refused("the sslmode is unknown", `Use one of ${[...modes.keys()].join(", ")}.`);
  const file = parameters.get("sslrootcert") || null;
  if (mode === "off" || mode === "prefer") return mode;
  if (mode === "require" && file === null) return mode;
  if (file === "system") return { verify: "full", root: null };
  const root = file === null ? null : resolve(file);
  if (root !== null) {
    await readFile(root).catch(() => {
      throw refused("the file that sslrootcert names cannot be read", "Name a file of certificates in PEM.");
    });
  }
  return { verify: mode === "full" ? "full" : "ca", root };
}

function shown({ user, host, port, database }: LiveTarget["settings"]): string {
  const place = host.includes(":") ? `[${host}]` : host;
  return `${user}@${place}:${port}/${database}`;
}
