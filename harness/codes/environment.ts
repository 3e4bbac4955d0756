import type { Texts } from "./text.ts";

const by = ["doctor"] as const;
const see = ["doctor.md"] as const;
const noServer = "Runs that would take their server there end with exit code 3, or take another provider.";

export const environment: Texts<"environment"> = {
  "container-runtime": {
    title: "No container runtime answers",
    severities: ["warning", "error"],
    by,
    means:
      "Each place where a runtime may be was asked, and none answered; what each said is listed. An error where no other provider serves.",
    why: noServer,
    next: [
      "Start Docker or Podman, or set `DOCKER_HOST` to where it listens.",
      "Use `--provider embedded`, which needs none.",
    ],
    see,
  },
  image: {
    title: "The image is not to be had",
    severities: ["warning", "error"],
    by,
    means:
      "A runtime answers, and it neither has the image of PostgreSQL nor can it pull it. An error where no other provider serves.",
    why: noServer,
    next: ["Pull it where there is a network, or name one that is there (`--image`)."],
    see,
  },
  "embedded-server": {
    title: "The embedded server does not run",
    severities: ["warning", "error"],
    by,
    means:
      "The package with PostgreSQL's programs for this platform is not installed, or they do not start here. An error where no other provider serves.",
    why: noServer,
    next: [
      "Install with optional dependencies: package managers leave them out with `--omit=optional`, or when a lock file was made on another platform.",
    ],
    see,
  },
  "lent-server": {
    title: "The server that was named cannot be used",
    severities: ["error"],
    by,
    means: "`--server URL` cannot be reached, or its role lacks rights that a run needs.",
    why: noServer,
    next: ["See the remedy: it names the right or the address."],
    see: ["doctor.md", "server.md"],
  },
  memory: {
    title: "Little memory is left",
    severities: ["warning"],
    by,
    means: "Less memory is free than a server with a run in it needs.",
    why: "The server may be ended by the system in the middle of a run.",
    next: ["Close what takes memory, or ask for fewer rows (`--rows`)."],
    see,
  },
  "disk-space": {
    title: "Little space is left on a disk",
    severities: ["warning", "error"],
    by,
    means: "The folder for temporary files, or the place of the containers, has less room than a run needs.",
    why: "A run ends with `environment/disk-full`, or never starts.",
    next: ["Make room; `holdfast clean` removes what crashed runs left."],
    see,
  },
  "node-version": {
    title: "This Node.js is not supported",
    severities: ["error"],
    by,
    means: "Its version is outside of what holdfast's package.json names under `engines`.",
    why: "What is missing in it fails in the middle of a run.",
    next: ["Install a version that is in the range."],
    see,
  },
  "package-versions": {
    title: "A package is of a version that is not tested",
    severities: ["warning"],
    by,
    means:
      "drizzle-orm, vitest or another package that holdfast works with is installed in a version that it does not name.",
    why: "It may answer otherwise than is known of it.",
    next: ["Install a version that holdfast works with."],
    see,
  },
  "one-vitest": {
    title: "Two copies of Vitest",
    severities: ["warning", "error"],
    by,
    means:
      "The Vitest that `holdfast/vitest` finds is not the one that runs the project's tests; a warning where it finds none.",
    why: "Scenarios and matchers are registered with one copy, and the other one runs: tests are not found, or fail oddly.",
    next: ["Install both in one project, with one `node_modules` above them."],
    see,
  },
  config: {
    title: "The config cannot be used",
    severities: ["error"],
    by,
    means: "`holdfast.config.ts` does not load, or has a key or a value that it may not have.",
    why: "Every command that reads it ends with exit code 2.",
    next: ["Mend what the message names."],
    see: ["doctor.md", "config.md"],
  },
  migrations: {
    title: "No history was found",
    severities: ["warning", "error"],
    by,
    means: "Neither the config nor a usual place names a folder with migrations, or the folder cannot be read.",
    why: "There is nothing to verify.",
    next: ["Name the folder, or let `holdfast init` write a config."],
    see,
  },
  "migration-tool": {
    title: "The migration tool does not run",
    severities: ["error"],
    by,
    means: "The project's own migrator, which replays the history, cannot be loaded or started.",
    why: "No history can be replayed.",
    next: ["Install it in the project; run it by hand in the same folder to see why it fails."],
    see,
  },
  "git-history": {
    title: "git has not all of the history",
    severities: ["warning"],
    by,
    means: "git cannot be run, does not trust the folder since it belongs to somebody else, or the clone is shallow.",
    why: "`--base REF` needs the commit that both have in common, and finds none.",
    next: [
      "`git fetch --unshallow`; in GitHub Actions, `fetch-depth: 0` of `actions/checkout`.",
      "Trust the folder as the remedy says (`git config --global --add safe.directory …`), if you do.",
    ],
    see,
  },
  leftovers: {
    title: "Crashed runs left something behind",
    severities: ["warning", "error"],
    by: ["doctor", "clean"],
    means:
      "Containers, folders or databases of runs that are over are still there. An error where `clean` could not remove one.",
    why: "They take disk and memory.",
    next: ["`holdfast clean` removes them, and nothing that is in use."],
    see,
  },
  variables: {
    title: "A variable of the environment points nowhere",
    severities: ["error"],
    by,
    means: "A variable that a run goes by, such as `TMPDIR`, names what is not there or may not be written to.",
    why: "A run cannot keep its files.",
    next: ["Set it to what is there, or leave it out."],
    see,
  },
};
