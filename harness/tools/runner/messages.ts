/** Cuts one direction of PostgreSQL's protocol into its messages. */
export interface MessageReader {
  /** Takes the first bytes, whose first message has no type. */
  begin(chunk: Buffer): void;
  readonly read: (chunk: Buffer) => void;
}

/** Longer ones hold rows, or a text that nobody wrote by hand; they are passed over. */
const longestKept = 16 * 1024 * 1024;

export function messageReader(hear: (type: string, body: Buffer) => void): MessageReader {
  let kept: Buffer[] = [];
  let have = 0;
  /** How many bytes there must be to go on. */
  let need = 5;
  let passing = 0;

  const read = (given: Buffer): void => {
    const passed = Math.min(passing, given.length);
    passing -= passed;
    const chunk = given.subarray(passed);
    if (chunk.length === 0) return;
    kept.push(chunk);
    have += chunk.length;
    if (have < need) return;
    let rest = Buffer.concat(kept);
    need = 5;
    while (rest.length >= 5) {
      const length = 1 + rest.readInt32BE(1);
      if (rest.length < length) {
        if (length > longestKept) {
          passing = length - rest.length;
          rest = Buffer.alloc(0);
        } else need = length;
        break;
      }
      hear(String.fromCharCode(rest[0] ?? 0), rest.subarray(5, length));
      rest = rest.subarray(length);
    }
    kept = rest.length === 0 ? [] : [rest];
    have = rest.length;
  };
  return {
    begin(chunk) {
      const length = chunk.readInt32BE(0);
      if (chunk.length >= length) read(chunk.subarray(length));
      else passing = length - chunk.length;
    },
    read,
  };
}
