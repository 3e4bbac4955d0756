import fc from "fast-check";
import { expect, test } from "vitest";
import { messageReader } from "./messages.ts";

function message(type: string, body: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(4 + Buffer.byteLength(body));
  return Buffer.concat([Buffer.from(type), length, Buffer.from(body)]);
}

const someMessage = fc.tuple(fc.constantFrom("Q", "P", "E", "Z"), fc.string({ unit: "grapheme", maxLength: 20 }));

test("messages are the same, however they are cut on the way", () => {
  const property = fc.property(
    fc.array(someMessage),
    fc.array(fc.nat({ max: 9 })),
    fc.boolean(),
    (given, cuts, greeted) => {
      const heard: (readonly [string, string])[] = [];
      const { begin, read } = messageReader((type, body) => heard.push([type, body.toString()]));
      const greeting = message("", "user\0me\0\0");
      let rest = Buffer.concat([...(greeted ? [greeting] : []), ...given.map(([type, body]) => message(type, body))]);
      // The first piece of a session holds the length at least.
      const first = greeted ? 8 + (cuts[0] ?? 0) : 0;
      if (greeted) begin(rest.subarray(0, first));
      rest = rest.subarray(first);
      for (const cut of cuts) {
        read(rest.subarray(0, cut));
        rest = rest.subarray(cut);
      }
      read(rest);
      expect(heard).toEqual(given);
    },
  );
  fc.assert(property);
});
