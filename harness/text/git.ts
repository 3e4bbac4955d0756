/** Set where a hook of git's runs, and about the hook's own repository and index, relative to its own folder. */
const ofHooks = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

/** An environment in which git looks at the repository of the folder that it is started in. */
export function outsideHooks(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !ofHooks.includes(name)));
}
