#!/usr/bin/env bash
# Packs the package, looks at what is in it, and uses it in empty projects as its users do: installed by npm and by pnpm,
# with install scripts and without, on the embedded server; compiled against by two compilers, and under each Vitest.
set -euo pipefail

root=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bytes=1000000 # that the tarball may have; it had 640 kB when this was written
ours() { node -p "require('./package.json').devDependencies['$1']"; }
drizzle=drizzle-orm@$(ours drizzle-orm)
vitest=$(ours vitest)
server=@embedded-postgres/$(node -p '`${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`')
quiet=(--silent --no-audit --no-fund --prefer-offline)

only_what_is_used() { # the files by their kinds, each type reached by an entry, and from a source that is there
  local kinds='dist/.+\.(js|d\.ts)|package\.json|README\.md|LICENSE|CHANGELOG\.md|[a-z]+\.schema\.json' extra=0 file source
  tar -tzf "$tarball" | sed 's,^package/,,' >"$work/files"
  ! grep -vxE "$kinds" "$work/files" || extra=1
  ! grep -E '\.(test|fixture|bench)\.' "$work/files" || extra=1
  while read -r file; do
    source=harness/${file#dist/}
    [ -f "${source%.d.ts}.ts" ] || { echo "$file has no source" && extra=1; }
  done < <(grep '^dist/.*\.d\.ts$' "$work/files")
  [ "$extra" = 0 ] || { echo "the tarball has what does not belong into it" && return 1; }
  [ "$(grep -c '\.d\.ts$' "$work/files")" -lt $(($(find harness -name '*.ts' | wc -l) / 4)) ] ||
    { echo "the tarball has types of inner modules: .ci/trim.mjs did not run" && return 1; }
  [ "$(wc -c <"$tarball")" -lt "$bytes" ] || { echo "the tarball has $(wc -c <"$tarball") bytes, more than $bytes" && return 1; }
  echo "$(wc -l <"$work/files") files, $(wc -c <"$tarball") bytes"
}

project() { # project NAME: an empty one with two migrations
  mkdir "$work/$1"
  cp -r "$root/.ci/consumer/." "$work/$1"
  cd "$work/$1"
  echo '{ "private": true, "type": "module" }' >package.json
}

works() { # works FOLDER
  cd "$1"
  npx --no-install holdfast verify --provider embedded
}

compiles() { # compiles COMPILER [OPTIONS…]
  node "$1" -p . "${@:2}"
  echo "compiles with TypeScript $(node "$1" --version) ${*:2}"
}

kit() { # kit INSTALL… VERSION: what `holdfast/vitest` promises, run by that Vitest and compiled, in the project that is here
  local version=${*: -1} check=false
  # Vitest 5 wants the types of Node 22 or newer; those of Vitest 3 collide with the types of chai that it brings.
  "${@:1:$#-1}" "vitest@$version" @types/node@22.20.5
  [ "${version%%.*}" -ge 4 ] || check=true
  rm -r drizzle ./*.ts
  cp -r "$root/.ci/kit/." .
  node_modules/.bin/vitest run
  compiles "$root/node_modules/typescript/bin/tsc" --skipLibCheck "$check"
}

by_npm() {
  project npm
  npm install "${quiet[@]}" --ignore-scripts "$tarball" "$drizzle"
  # As installed, before the first run has made anything; of the scripts only that of the server has anything to do with it.
  cp -al "$work/npm" "$work/npm-scripts"
  (works "$work/npm")
  node entries.mjs
  compiles "$root/node_modules/typescript/bin/tsc"
  cd "$work/npm-scripts"
  npm rebuild --silent "$server"
  works "$work/npm-scripts"
  cd "$work/npm"
  kit npm install "${quiet[@]}" --ignore-scripts 3.2.7
  [ "$(node -p 'Number.parseInt(process.versions.node) >= 22')" = false ] || kit npm install "${quiet[@]}" --ignore-scripts 5.1.1
}

by_pnpm() { # which lets nobody import what is not theirs, and by default runs no scripts
  local add
  add=("$(npm exec --yes --prefer-offline --package=pnpm@10.34.8 -c 'command -v pnpm')" add --silent --prefer-offline)
  project pnpm
  "${add[@]}" "$tarball" "$drizzle" typescript@5.9.3
  (works "$work/pnpm")
  node entries.mjs
  compiles node_modules/typescript/bin/tsc
  compiles "$root/node_modules/typescript/bin/tsc" --module esnext --moduleResolution bundler
  kit "${add[@]}" "$vitest"
}

npm pack --loglevel error --foreground-scripts --pack-destination "$work" >"$work/pack.log" 2>&1 || { cat "$work/pack.log" && exit 1; }
tarball=$(echo "$work"/*.tgz)
only_what_is_used

# Side by side, since each waits for the registry most of the time.
declare -A runs
for name in publint attw by_npm by_pnpm; do
  case $name in
    publint) (npx --no-install publint --strict "$tarball") >"$work/$name.log" 2>&1 & ;;
    attw) (npx --no-install attw --profile esm-only "$tarball") >"$work/$name.log" 2>&1 & ;;
    *) "$name" >"$work/$name.log" 2>&1 & ;;
  esac
  runs[$name]=$!
done
failed=0
for name in "${!runs[@]}"; do
  code=0
  wait "${runs[$name]}" || code=$?
  printf -- '--- %s: %s\n' "$name" "$([ "$code" = 0 ] && echo passed || echo "FAILED with exit code $code")"
  if [ "$code" = 0 ]; then grep -E '^(SAFE|PostgreSQL|[0-9]+ entries|compiles| *(RUN|Tests) )' "$work/$name.log" || true; else cat "$work/$name.log"; fi
  [ "$code" = 0 ] || failed=1
done
exit "$failed"
