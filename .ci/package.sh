#!/usr/bin/env bash
# Packs the package, installs it in an empty project as its users do, with install scripts and without, and verifies
# a migration there on the embedded server.
set -euo pipefail

root=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

npm pack --silent --pack-destination "$work" >/dev/null
mkdir -p "$work/drizzle/meta"
echo 'CREATE TABLE "people" ("id" integer PRIMARY KEY, "name" text NOT NULL);' >"$work/drizzle/0000_people.sql"
echo 'ALTER TABLE "people" ADD COLUMN "email" text;' >"$work/drizzle/0001_email.sql"
cat >"$work/drizzle/meta/_journal.json" <<'JOURNAL'
{ "version": "7", "dialect": "postgresql", "entries": [
  { "idx": 0, "version": "7", "when": 1700000000000, "tag": "0000_people", "breakpoints": true },
  { "idx": 1, "version": "7", "when": 1700000001000, "tag": "0001_email", "breakpoints": true } ] }
JOURNAL

for scripts in "" --ignore-scripts; do
  project="$work/project$scripts"
  mkdir "$project"
  cp -r "$work/drizzle" "$project"
  cd "$project"
  echo '{ "private": true, "type": "module" }' >package.json
  npm install --silent ${scripts:+"$scripts"} "$work"/*.tgz "drizzle-orm@$(node -p "require('$root/package.json').devDependencies['drizzle-orm']")"
  npx holdfast --version
  npx holdfast verify --provider embedded
  node --input-type=module -e 'const { verify } = await import("holdfast"); if (typeof verify !== "function") process.exit(1)'
  node --input-type=module -e 'const { guardedMigrate } = await import("holdfast/guard"); if (typeof guardedMigrate !== "function") process.exit(1)'
  node -e 'require("holdfast/declaration.schema.json")'
done
