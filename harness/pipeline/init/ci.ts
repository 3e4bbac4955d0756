import { stat } from "node:fs/promises";
import { join } from "node:path";
import { git } from "../git.ts";

/** What runs in a repository on changes, as its makers call it. */
export type Ci = (typeof signs)[number][1];

/** What lies in a repository that a CI works for, the surest first: many have .github for other things. */
const signs = [
  [".github/workflows", "GitHub"],
  [".gitlab-ci.yml", "GitLab"],
  [".circleci", "CircleCI"],
  [".buildkite", "Buildkite"],
  [".travis.yml", "Travis CI"],
  [".drone.yml", "Drone"],
  [".woodpecker", "Woodpecker"],
  [".woodpecker.yml", "Woodpecker"],
  [".forgejo", "Forgejo"],
  [".gitea", "Gitea"],
  [".teamcity", "TeamCity"],
  ["azure-pipelines.yml", "Azure Pipelines"],
  ["bitbucket-pipelines.yml", "Bitbucket"],
  ["Jenkinsfile", "Jenkins"],
  [".github", "GitHub"],
] as const;

/** @param repository its root @returns null where there is none that is known here */
export async function ciOf(repository: string): Promise<Ci | null> {
  for (const [sign, ci] of signs) {
    if ((await stat(join(repository, sign)).catch(() => null)) !== null) return ci;
  }
  const remotes = await git(repository, ["config", "--get-regexp", "^remote\\..*\\.url$"]).then(String, () => "");
  return /github\./.test(remotes) ? "GitHub" : /gitlab/.test(remotes) ? "GitLab" : null;
}
