#!/usr/bin/env bash
# What must hold before the version that a tag names is published. Changes nothing; run it before the tag is pushed, too.
#
# usage: .ci/release.sh v0.1.0
set -euo pipefail

tag=${1:?the tag, such as v0.1.0}
failed=0

holds() { # holds WHAT REMEDY COMMAND…
  local what=$1 remedy=$2
  shift 2
  "$@" >/dev/null 2>&1 && echo "ok      $what" && return
  printf 'FAILED  %s\n        %s\n' "$what" "$remedy"
  failed=1
}

at_least() { # at_least LEAST VERSION
  [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]
}

repository() { # where provenance says that the package comes from; in a workflow it is compared with where that runs
  local said
  said=$(node -e 'const { repository } = require("./package.json"); process.stdout.write(repository.url ?? repository)')
  [[ $said =~ github(\.com[/:]|:)([^/]+/[^/]+)$ ]] || return 1
  [ -z "${GITHUB_REPOSITORY:-}" ] || [ "${BASH_REMATCH[2]%.git}" = "$GITHUB_REPOSITORY" ]
}

version=$(node -p 'require("./package.json").version')
locked=$(node -p 'require("./package-lock.json").version')
dated="^## \[${version//./\\.}\] - [0-9]{4}-[0-9]{2}-[0-9]{2}$"

holds "the tag $tag is that of version $version" "Tag the commit whose package.json has that version: v$version." [ "$tag" = "v$version" ]
holds "the version is no pre-release" "Pre-releases need a tag of their own in the registry; this workflow knows only latest." [ "${version#*-}" = "$version" ]
holds "package-lock.json says the same" "Run npm install --package-lock-only, and commit it." [ "$locked" = "$version" ]
holds "CHANGELOG.md has a section of it, with its date" "Rename what stands under Unreleased to: ## [$version] - $(date +%F)." grep -qE "$dated" CHANGELOG.md
holds "package.json names the repository" "Provenance is refused where package.json has no \"repository\", or one that the workflow does not run in." repository
holds "the commit is one of main" "Release what was merged, in a whole clone." git merge-base --is-ancestor HEAD refs/remotes/origin/main
holds "nothing is changed that is not committed" "Commit or take it back: what is published is what the tag has." test -z "$(git status --porcelain)"
holds "Node is at least 22.14" "Trusted publishing needs it." at_least 22.14.0 "$(node -p process.versions.node)"
holds "npm is at least 11.5.1" "Trusted publishing needs it." at_least 11.5.1 "$(npm --version)"
exit "$failed"
