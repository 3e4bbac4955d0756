/** A version in numbers, and what follows them: [1, 0, 0], "rc.5". */
interface Version {
  readonly numbers: readonly number[];
  readonly prerelease: string;
}

function read(version: string): Version {
  const [, numbers = "", prerelease = ""] = /^v?(\d+(?:\.\d+)*)(?:-([\w.-]+))?/.exec(version) ?? [];
  return { numbers: numbers.split(".").map(Number), prerelease };
}

function compareParts(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (let place = 0; place < Math.max(a.length, b.length); place += 1) {
    const [left = 0, right = 0] = [a[place], b[place]];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

function compare(a: Version, b: Version): number {
  const byNumbers = compareParts(a.numbers, b.numbers);
  if (byNumbers !== 0 || a.prerelease === b.prerelease) return byNumbers;
  // A release comes after what leads up to it.
  if (a.prerelease === "" || b.prerelease === "") return a.prerelease === "" ? 1 : -1;
  const parts = ({ prerelease }: Version) =>
    prerelease.split(".").map((part) => (/^\d+$/.test(part) ? part.padStart(9, "0") : part));
  return compareParts(parts(a), parts(b));
}

/**
 * Whether a version is within a range as package managers read it: of `>=` and `<`, joined by blanks, alternatives by `||`.
 * What leads up to a release is within one only where the range names such a one of the same release.
 */
export function isWithin(version: string, range: string): boolean {
  const given = read(version);
  return range.split("||").some((alternative) => {
    const bounds = [...alternative.matchAll(/(>=|<)\s*(\S+)/g)].map(([, sign, bound = ""]) => ({
      sign,
      at: read(bound),
    }));
    const holds = bounds.every(({ sign, at }) => (sign === "<" ? compare(given, at) < 0 : compare(given, at) >= 0));
    const named = bounds.some(({ at }) => at.prerelease !== "" && compareParts(at.numbers, given.numbers) === 0);
    return holds && (given.prerelease === "" || named);
  });
}
