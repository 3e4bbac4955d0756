export const help = `holdfast: proves on a real, populated PostgreSQL that a migration keeps the data.

  holdfast verify [migrations-dir]   replay the history, fill every table, run the candidate, read the data back
  holdfast check [migrations-dir]    judge the files of the history, without any database; --base REF also what became
                                     of the migrations that the git ref has
  holdfast clean                     remove what crashed and kept runs left on this machine
  holdfast --help | --version

The folder is the one given, else that of holdfast.config.ts, else \`out\` of drizzle.config.ts, else ./drizzle.
What holdfast.config.ts says holds unless an option here says otherwise.

  --config FILE           use this config, in place of the nearest holdfast.config.* here or above

Which migrations are under test (by default the last one)
  --candidate ID[..ID]    from that one to the second, or to the end, as one deploy
  --base REF              those that the git ref does not have (check: what is old, and must not be changed)

Where it runs
  --provider auto|testcontainers|embedded
  --postgres VERSION      major version, e.g. 16 (containers)
  --image REF             a container image of PostgreSQL
  --role owner|superuser  who runs the migrations; by default an unprivileged owner

What it runs on
  --rows N                rows per table (200)
  --seed N                the same seed gives the same rows (1)
  --like FILE             rows, nulls, distinct values and widths as in this file of production's statistics
  --scale N               what its numbers of rows are multiplied by (1), e.g. 0.001
  --coverage error|warn   whether a column that could not show a loss fails the run (error)

What it prints: the report on stdout, progress on stderr
  --reporter NAME[=FILE]  terminal, json; repeatable
  --json                  the same as --reporter json
  --keep                  leave the server running, and say how to reach it

Exit codes: 0 safe or sound, 1 findings or unproven, 2 usage, config or unreadable input, 3 environment, 4 a bug of holdfast,
130 and 143 when interrupted.
`;
