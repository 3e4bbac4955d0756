export const help = `holdfast: proves on a real, populated PostgreSQL that a migration keeps the data.

  holdfast verify [migrations-dir]   replay the history, fill every table, run the candidate, read the data back
  holdfast check [migrations-dir]    judge the files of the history, and read what its last migration would lose, without
                                     any database; --base REF reads all migrations that the git ref does not have, and
                                     says what became of those that it has
  holdfast status [migrations-dir] --url URL     what the ledger of a live database claims of each migration, what its
                                     schema shows, and what the next migrate would do; read only
  holdfast drift [migrations-dir] --url URL      what a live database has and the history would not rebuild, and the
                                     reverse; --snapshot FILE holds a file of \`snapshot\` against it instead
  holdfast snapshot [migrations-dir] --url URL   the live schema as a file for review; --statistics also for --like
  holdfast baseline [migrations-dir] --url URL --to ID    record what a database proves to have; runs no migration, and
                                     writes nothing without --confirm DATABASE
  holdfast guard install [migrations-dir] --url URL   a database that refuses DROP, TRUNCATE and changes of the ledger;
                                     writes nothing without --confirm DATABASE
  holdfast guard verify [migrations-dir] --url URL    what of it stands, and what the connected role could get around
  holdfast guard permit [migrations-dir] --url URL --migration ID    let the approved losses of a migration that is
                                     still to run through, once; writes nothing without --confirm DATABASE
  holdfast guard print [migrations-dir]   its SQL; --migration NAME writes it as a migration, --remove takes it off
  holdfast init [folder]             write a config, a test and a workflow into a project, as it is found; asks first,
                                     and writes over nothing; --yes does not ask
  holdfast doctor [migrations-dir]   whether a run can start here, and what is in its way
  holdfast clean                     remove what crashed and kept runs left on this machine; --server URL what crashed
                                     runs left on that server; --dry-run only lists it
  holdfast --help | --version

The folder is the one given, else that of holdfast.config.ts, else \`out\` of drizzle.config.ts, else ./drizzle.
What holdfast.config.ts says holds unless an option here says otherwise.

  --config FILE           use this config, in place of the nearest holdfast.config.* here or above

Which migrations are under test (by default the last one)
  --candidate ID[..ID]    from that one to the second, or to the end, as one deploy
  --base REF              those that the git ref does not have (check: what is old, and must not be changed)

What check looks at beside the files
  --replay                whether the history replays on an empty database, and its last snapshot is what it leaves there
  --generate              whether drizzle-kit generate would write another migration, asked in a copy of the project
  --upgrade               whether drizzle-kit up of 1.0 would convert a history of 0.x
  --drops                 every drop in up and down paths, and whether a later migration makes it again
  --url URL, --snapshot FILE    the same, and whether what is dropped is in production: a database, or a file of \`snapshot\`

Which database (status, drift, snapshot, baseline, guard)
  --url URL               postgres://…; env:NAME or file:PATH is where it stands
  --to ID                 drift, baseline: the last migration of the history that counts
  --no-replay             status: files and ledger only
  --file FILE             snapshot: by default holdfast/schema.json beside the migrations; - is stdout

What a guard covers (guard print, guard install; guard permit)
  --tables all|LIST       what TRUNCATE is refused on (all): public.users,public.orders
  --without-event-triggers  TRUNCATE and the ledger's rows only, where event triggers may not be made
  --allow-owner           install: also as a role that owns tables, and so could take it off
  --unbound               permit: for a migrator that records in another transaction than it migrates in

Where it runs
  --provider auto|testcontainers|embedded|server
  --postgres VERSION      major version, e.g. 16 (containers)
  --image REF             a container image of PostgreSQL
  --role owner|superuser  who runs the migrations; by default an unprivileged owner
  --server URL            a server that is there, by a superuser's address: a run makes and drops databases of its own

What it runs on
  --from DATABASE         a copy of this database of --server, in place of replay and made rows; nobody may be connected
                          to it. What the migrator would run there is under test
  --show-values           with --from: print values of rows, and the server's own words, which may hold some
  --rows N                rows per table (200)
  --seed N                the same seed gives the same rows (1)
  --like FILE             rows, nulls, distinct values and widths as in this file of production's statistics
  --scale N               what its numbers of rows are multiplied by (1), e.g. 0.001
  --coverage error|warn   whether a column that could not show a loss fails the run (error)

Going back
  --guard installed|none  whether what stands before the candidate has the guard, as a guarded production does (none)
  --rehearse-restore      dump what stands before the candidate, restore it afterwards, and compare

What it prints: the report on stdout, progress on stderr
  --reporter NAME[=FILE]  terminal, json, html, markdown, github, sarif or junit; repeatable. Without a file, to stdout (github: stderr)
  --json                  the same as --reporter json
  --keep                  leave the server running, and say how to reach it
  --write-declaration     also write holdfast/<migration>.json beside the migrations, which declares what was measured;
                          it fails until somebody fills in reason and owner

Exit codes: 0 safe or sound, 1 findings or unproven, 2 usage, config or unreadable input, 3 environment, 4 a bug of holdfast,
130 and 143 when interrupted.
`;
