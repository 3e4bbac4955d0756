#!/usr/bin/env bash
# Runs `holdfast verify` on the migrations that the pull request adds. Ends with 0 whatever comes out: the verdict and the
# exit code are in GITHUB_OUTPUT, so that the reports are uploaded before the action ends with that code.
set -euo pipefail

reports=$(mktemp -d "$RUNNER_TEMP/holdfast-XXXXXX")

data() { # data TEXT: as a workflow command takes it
  local text=${1//'%'/%25}
  text=${text//$'\r'/%0D}
  printf '%s' "${text//$'\n'/%0A}"
}

existing() { # existing FILE: its path, or nothing
  [ ! -s "$1" ] || printf '%s' "$1"
}

finish() { # finish EXIT_CODE VERDICT
  {
    printf 'exit-code=%s\nverdict=%s\n' "$1" "$2"
    printf 'json=%s\n' "$(existing "$reports/report.json")"
    case $2 in # what cannot be judged has neither results nor a page worth keeping
      safe | unsafe | unproven)
        printf 'html=%s\nsarif=%s\n' "$(existing "$reports/$INPUT_ARTIFACT.html")" "$(existing "$reports/holdfast.sarif")"
        ;;
    esac
  } >>"$GITHUB_OUTPUT"
  exit 0
}

refuse() { # refuse EXIT_CODE MESSAGE
  echo "::error title=holdfast::$(data "$2")"
  finish "$1" ""
}

has_common_commit() { git merge-base HEAD --end-of-options "$base" 2>&1 >/dev/null | sed 's/^/git: /'; }

# A checkout has one commit unless it is told otherwise, and nothing in common with the branch that it goes into.
deepen() { # deepen REFSPEC
  local shallow=()
  [ "$(git rev-parse --is-shallow-repository)" = false ] || shallow=(--unshallow)
  echo "fetching the history up to $base"
  GIT_TERMINAL_PROMPT=0 git fetch --quiet --no-tags ${shallow[@]+"${shallow[@]}"} origin "$1" || true
}

find_base() {
  base=$INPUT_BASE
  local from=""
  if [ -n "$base" ]; then
    :
  elif [ -n "${GITHUB_BASE_REF:-}" ]; then
    base=refs/remotes/origin/$GITHUB_BASE_REF
    from="+refs/heads/$GITHUB_BASE_REF:$base"
  elif [ -n "$MERGE_QUEUE_BASE" ]; then
    base=$MERGE_QUEUE_BASE
    from=$base
  else
    echo "no branch to compare with: verifying the last migration"
    return
  fi
  has_common_commit >/dev/null && return
  [ -z "$from" ] || deepen "$from"
  has_common_commit || refuse 2 "git finds no commit that HEAD and $base have in common, and so cannot tell which migrations are new. Check out the whole history: actions/checkout with fetch-depth: 0."
}

said_by() { # said_by FILE: the verdict of a report, or the code of an error; nothing where there is no report
  node -e '
    const { verdict, error } = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
    process.stdout.write(verdict ?? error.code);
  ' "$1" 2>/dev/null || true
}

[[ $INPUT_ARTIFACT =~ ^[A-Za-z0-9][A-Za-z0-9._-]*$ ]] || { INPUT_ARTIFACT=none && refuse 2 "The input artifact is the name of a file, of letters, digits, '.', '_' and '-'."; }
# What is checked out there is the target itself, in which nothing is new: a pass that saw nothing of the pull request.
[ "${GITHUB_EVENT_NAME:-}" != pull_request_target ] || refuse 2 "Use the event pull_request. With pull_request_target, what is checked out is not the pull request; and its migrations and config, which are code, would run beside your secrets."
find_base

read -ra command <<<"${INPUT_COMMAND//$'\n'/ }"
options=("--provider=$INPUT_PROVIDER")
[ -z "$base" ] || options+=("--base=$base")
while IFS= read -r line; do
  [ -z "$line" ] || options+=("$line")
done <<<"$INPUT_ARGS"
# A reporter that is named replaces none of the others; the annotations wait in a file until it is known what they tell of.
options+=(
  "--reporter=json=$reports/report.json"
  "--reporter=html=$reports/$INPUT_ARTIFACT.html"
  "--reporter=sarif=$reports/holdfast.sarif"
  "--reporter=github=$reports/annotations.txt"
)
folder=()
[ -z "$INPUT_FOLDER" ] || folder=(-- "$INPUT_FOLDER")

# What the pull request's files and config print is no command to the runner.
resume=$(node -p 'crypto.randomUUID()')
code=0
echo "::stop-commands::$resume"
GITHUB_STEP_SUMMARY=$reports/summary.md "${command[@]}" verify "${options[@]}" ${folder[@]+"${folder[@]}"} || code=$?
printf '\n::%s::\n' "$resume"

said=$(said_by "$reports/report.json")
if [ "$said" = input/no-new-migrations ]; then
  echo "::notice title=holdfast::There is no new migration to verify."
  echo "**holdfast**: there is no new migration to verify." >>"$GITHUB_STEP_SUMMARY"
  finish 0 none
fi

cat "$reports/annotations.txt" 2>/dev/null || true
cat "$reports/summary.md" >>"$GITHUB_STEP_SUMMARY" 2>/dev/null || true
case $code:$said in
  0:safe | 1:unsafe | 1:unproven) finish "$code" "$said" ;;
  2:* | 3:* | 4:*) finish "$code" "" ;;
  *:) refuse 3 "holdfast did not run to its end: ${command[*]} verify ended with $code and left no report. Is it installed where the action runs? See the inputs command and working-directory." ;;
  *) refuse 4 "holdfast ended with $code and said $said." ;;
esac
