import { createPrivateKey } from "node:crypto";
import type { ConnectionSettings } from "../model/database.ts";
import { open } from "./connect.ts";

/** Signed by itself, for the host "localhost", and good for this century. */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBYDCCAQegAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwIBcNMDAwMTAxMDAwMDAwWhgPMjEwMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABPcsn0VtqOvEuCrG
Rx+SBcLL8etMxTXkj2tOp8AaynqfQu0+K7gpEFDm59jKmqOgfGBuOvbN9vB5rs0D
lwo4GSajSDBGMBQGA1UdEQQNMAuCCWxvY2FsaG9zdDAPBgNVHRMBAf8EBTADAQH/
MB0GA1UdDgQWBBRiufhjCUOO8OUmYrj+hTxJ/i9MDjAKBggqhkjOPQQDAgNHADBE
AiAkzpfmLZKQMhOHImGRghUuKiarg0+uv1Ww17aYlpp8oAIgfyc3uuKNBT0w/gVY
xjB+F0DbcEgaVNQsuqWAEp//6no=
-----END CERTIFICATE-----
`;

/** The certificate's, which guards nothing but the servers of these tests. */
const key = createPrivateKey({
  format: "jwk",
  key: {
    kty: "EC",
    crv: "P-256",
    x: "9yyfRW2o68S4KsZHH5IFwsvx60zFNeSPa06nwBrKep8",
    y: "Qu0-K7gpEFDm59jKmqOgfGBuOvbN9vB5rs0Dlwo4GSY",
    d: "wEmcDCOtFmpgDF1ECkqqwuhFui-77UdQVk9V-DA0EGw",
  },
}).export({ format: "pem", type: "sec1" });

/**
 * Lets a test server speak TLS, but not with the role "unencrypted", which it lets in without.
 * @param settings the superuser's
 */
export async function speakTls(settings: ConnectionSettings): Promise<void> {
  const client = await open(settings);
  const write = (file: string, lines: string) =>
    client.query(`copy (select line from unnest(string_to_array($holdfast$${lines}$holdfast$, E'\\n')) line)
      to program 'umask 077 && cat > "$PWD/${file}"' (format text)`);
  await write("server.crt", certificate);
  await write("server.key", String(key));
  const { rows } = await client.query<{ hba: string }>("select pg_read_file('pg_hba.conf') as hba");
  const rules = [
    "hostnossl all unencrypted all scram-sha-256",
    "hostssl all unencrypted all reject",
    rows[0]?.hba ?? "",
  ];
  await write("pg_hba.conf", rules.join("\n"));
  await client.query("alter system set ssl = on");
  await client.query("select pg_reload_conf()");
  await client.end();
  await untilItDoes(settings);
}

/** The server takes its settings anew when it gets to it. */
async function untilItDoes(settings: ConnectionSettings): Promise<void> {
  const client = await open(settings);
  const { rows } = await client.query<{ ssl: string }>("select current_setting('ssl') as ssl");
  await client.end();
  if (rows[0]?.ssl !== "on") await untilItDoes(settings);
}

/** A role that `speakTls` lets in without TLS only; the test makes it. */
export const unencrypted = { user: "unencrypted", password: "in plain" };
