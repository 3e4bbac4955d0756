/**
 * What a browser would swallow, obey or draw as nothing: control characters but for line feed and tab, separators of lines,
 * what turns the direction of text or has no width (but for the sign that makes an emoji of a character), halves of a
 * character, and code points that are none.
 */
const unseen =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufff9-\ufffb]|(?!\ufe0f)\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}|\p{Surrogate}|\p{Noncharacter_Code_Point}/gu;

/** Foreign text with all of that written out, as "\x1b" or "\u202e", so that what is there is what is read. */
export function visible(text: string): string {
  return text.replaceAll(unseen, escaped);
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code > 0xffff) return `\\u{${hex}}`;
  return code > 0xff ? `\\u${hex.padStart(4, "0")}` : `\\x${hex.padStart(2, "0")}`;
}
