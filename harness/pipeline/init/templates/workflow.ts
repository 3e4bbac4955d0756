import { beforeInstall, holdfastIn, type Site } from "./commands.ts";
import { pins } from "./pins.ts";

/** A scalar of YAML, which takes JSON's strings, and for GitHub holds no expression. */
function scalar(text: string): string {
  const plain = text.replaceAll(/\$\{\{/g, (open) => `${open} '${open}' }}`);
  return /^[a-z][\w/-]*(\.[\w/-]+)*$/i.test(plain) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(plain)
    ? plain
    : JSON.stringify(plain);
}

/**
 * A workflow of GitHub's for pull requests. What a branch or a folder is called reaches no script: it is a variable there.
 */
export function workflowFile(site: Site): string {
  const at = (file: string) => scalar(site.folder === "" ? file : `${site.folder}/${file}`);
  return `name: holdfast

on:
  pull_request:

permissions:
  contents: read

concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: true

jobs:
  migrations:
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    permissions:
      actions: read # what code scanning asks for in a private repository
      contents: read
      security-events: write # for the findings in code scanning; a fork's pull request does without
    env:
      BASE: origin/\${{ github.base_ref }}
      MIGRATIONS: ${scalar(site.migrations === "" ? "." : site.migrations)}
${site.folder === "" ? "" : `    defaults:\n      run:\n        working-directory: ${scalar(site.folder)}\n`}    steps:
      - uses: ${pins.checkout}
        with:
          fetch-depth: 0 # what is new is told by comparing with the target branch
          persist-credentials: false
${setUp(site)}      - name: Look for new migrations
        id: new
        run: |
          if git diff --quiet --diff-filter=A "$BASE...HEAD" -- ":(top,literal)$MIGRATIONS"; then
            echo "No migration is new."
          else
            echo "found=true" >> "$GITHUB_OUTPUT"
          fi
      - name: Read the migrations
        run: ${holdfastIn(site)} check --base "$BASE"
      - name: Run the new ones on rows
        if: \${{ !cancelled() && steps.new.outputs.found == 'true' }}
        run: >-
          ${holdfastIn(site)} verify --base "$BASE" --reporter terminal --reporter github
          --reporter sarif=holdfast.sarif --reporter html=holdfast.html
      - uses: ${pins.uploadArtifact}
        if: \${{ always() && steps.new.outputs.found == 'true' }}
        with:
          name: holdfast
          path: ${at("holdfast.html")}
          if-no-files-found: ignore
      - uses: ${pins.uploadSarif}
        if: \${{ always() && steps.new.outputs.found == 'true' && github.event.pull_request.head.repo.full_name == github.repository }}
        continue-on-error: true # where code scanning is not enabled
        with:
          sarif_file: ${at("holdfast.sarif")}
          category: holdfast
`;
}

/** Which of Python's many ways the project installs its own by, nobody can tell. */
const alembic = `      - name: Install Alembic
        # Put here what the project installs its Python packages by: env.py and the revisions import them.
        run: python3 -m venv .venv && .venv/bin/pip install alembic psycopg2-binary
`;

function setUp(site: Site): string {
  const { installIn, manager, nodeVersionFile } = site;
  const before = beforeInstall(site);
  const isCached = installIn !== null && manager.root !== null && manager.name !== "bun";
  const lock =
    installIn === "" || installIn === null
      ? ""
      : `          cache-dependency-path: ${scalar(`${installIn}/${locks[manager.name]}`)}\n`;
  const version = nodeVersionFile === null ? "node-version: 24" : `node-version-file: ${scalar(nodeVersionFile)}`;
  const run = (command: string) =>
    `      - run: ${command}\n${installIn === site.folder ? "" : `        working-directory: ${scalar(installIn || ".")}\n`}`;
  return [
    before === "corepack enable" ? run(before) : "",
    `      - uses: ${pins.setupNode}\n        with:\n          ${version}\n`,
    isCached ? `          cache: ${manager.name}\n${lock}` : "",
    before === null || before === "corepack enable" ? "" : run(before),
    installIn === null ? "" : run(manager.install),
    site.tool === "alembic" ? alembic : "",
  ].join("");
}

const locks = { npm: "package-lock.json", pnpm: "pnpm-lock.yaml", yarn: "yarn.lock", bun: "bun.lock" } as const;
