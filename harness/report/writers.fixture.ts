import { type ReporterName, reporters, type Writer } from "./index.ts";

const loaded = Object.entries(reporters).map(async ([name, { load }]) => [name, await load()] as const);

/** What writes each report format, by the name that `--reporter` takes. */
export const writers = Object.fromEntries(await Promise.all(loaded)) as Readonly<Record<ReporterName, Writer>>;
