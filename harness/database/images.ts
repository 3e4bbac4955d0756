import type { ContainerRuntimeClient } from "testcontainers";
import { HarnessError } from "../model/error.ts";
import type { Wish } from "./provider.ts";

const step = "find a PostgreSQL image";

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export async function isThere(client: ContainerRuntimeClient, image: string): Promise<boolean> {
  try {
    await client.container.dockerode.getImage(image).inspect();
    return true;
  } catch {
    return false;
  }
}

/** @returns null when the image is there now; else why it could not be pulled. */
async function pull(
  client: ContainerRuntimeClient,
  image: string,
  say: (line: string) => void,
): Promise<string | null> {
  const { ImageName } = await import("testcontainers");
  say(`pulling ${image}, which is not here yet`);
  try {
    await client.image.pull(ImageName.fromString(image));
  } catch (error) {
    return reasonOf(error);
  }
  // A pull that breaks off in the middle ends like one that worked.
  return (await isThere(client, image)) ? null : "the download broke off";
}

/** Local images of the same version under another name, e.g. `postgres:17` for `postgres:17-alpine`; the plainest first. */
export async function relatives(client: ContainerRuntimeClient, version: string): Promise<string[]> {
  const images = await client.container.dockerode.listImages();
  const tags = images.flatMap((image) => image.RepoTags ?? []);
  const sameVersion = new RegExp(`^(docker\\.io/library/)?postgres:${version.replaceAll(".", "\\.")}($|[.-])`);
  return tags.filter((tag) => sameVersion.test(tag)).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

function checkedVersion(version: string): string {
  if (/^\d+(\.\d+)?$/.test(version)) return version;
  throw new HarnessError({
    kind: "input",
    code: "input/postgres-version",
    step,
    message: `${JSON.stringify(version)} is not a version of PostgreSQL`,
    remedy: 'Give a major version or a release, such as "16" or "16.4".',
  });
}

/** The image to look for first, and the version that another one has to have. @throws {HarnessError} input/postgres-version */
export function wanted({ postgres, image }: Pick<Wish, "postgres" | "image">): {
  readonly version: string;
  readonly image: string;
} {
  const version = checkedVersion(postgres ?? "17");
  return { version, image: image ?? `postgres:${version}-alpine` };
}

/**
 * Decides which image to run, and pulls it where needed: the one that was asked for; else `postgres:<version>-alpine`,
 * or a local image of the same version when that one is neither here nor to be had.
 *
 * @throws {HarnessError} Kind "environment", code "environment/no-image".
 */
export async function findImage(client: ContainerRuntimeClient, wish: Wish): Promise<string> {
  const { version, image } = wanted(wish);
  if (await isThere(client, image)) return image;
  const why = await pull(client, image, wish.say);
  if (why === null) return image;
  const [relative] = wish.image === undefined ? await relatives(client, version) : [];
  if (relative !== undefined) {
    wish.say(`using the local image ${relative}, because ${image} cannot be pulled`);
    return relative;
  }
  throw new HarnessError({
    kind: "environment",
    code: "environment/no-image",
    step,
    message: `the image ${image} is not here and cannot be pulled`,
    tried: [`pull ${image}: ${why}`],
    remedy: "Pull or load a PostgreSQL image and name it with --image, or use --provider embedded.",
  });
}
