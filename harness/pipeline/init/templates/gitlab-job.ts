import { beforeInstall, holdfastIn, type Site } from "./commands.ts";

/** A job for .gitlab-ci.yml, which is the user's own file and is not written to. */
export function gitlabJob(site: Site): string {
  const { installIn, manager, folder } = site;
  const before = beforeInstall(site);
  const enter = (from: string, to: string) => (from === to ? [] : [`cd "$CI_PROJECT_DIR/${to}"`]);
  const install =
    installIn === null ? [] : [...(before === null ? [] : [before]), ...enter("", installIn), manager.install];
  const script = [
    ...install,
    ...enter(installIn ?? "", folder),
    `${holdfastIn(site)} verify --base "$CI_MERGE_REQUEST_DIFF_BASE_SHA" --reporter junit=holdfast.xml --reporter html=holdfast.html --reporter terminal`,
  ];
  const reports = folder === "" ? "" : `${folder}/`;
  return `holdfast:
  image: node:24
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
      changes: [${JSON.stringify(site.migrations === "" ? "**/*" : `${site.migrations}/**/*`)}]
  variables:
    GIT_DEPTH: "0"
  script:
${script.map((line) => `    - ${JSON.stringify(line)}`).join("\n")}
  artifacts:
    when: always
    paths: [${JSON.stringify(`${reports}holdfast.html`)}]
    reports:
      junit: ${JSON.stringify(`${reports}holdfast.xml`)}
`;
}
