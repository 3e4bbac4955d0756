#!/usr/bin/env bash
# The last step of the action: says what became of the uploads, and ends as holdfast did.
set -euo pipefail

if [ -n "$REPORT_URL" ]; then
  printf '\n[The whole report](%s)\n' "$REPORT_URL" >>"$GITHUB_STEP_SUMMARY"
fi
if [ "$HTML_OUTCOME" = failure ]; then
  echo "::warning title=holdfast::The HTML report could not be uploaded. Each job and each use of the action needs an \`artifact\` of its own; or set upload-html: false."
fi
if [ "$UPLOAD_SARIF" = true ] && [ -n "$SARIF" ]; then
  case $SARIF_OUTCOME in
    skipped) echo "::notice title=holdfast::The findings were not uploaded to code scanning, since a pull request from a fork may not write there. They stand in the job's summary and at their lines all the same." ;;
    failure) echo "::warning title=holdfast::The findings could not be uploaded to code scanning. The job needs \`security-events: write\`, and the repository code scanning; or set upload-sarif: false." ;;
  esac
fi
exit "$EXIT_CODE"
