/** A text in which the passwords of addresses are starred out; all else of it stays as it is. */
export function withoutPasswords(text: string): string {
  return text
    .replaceAll(/(\b\w+:\/\/[^\s:@/'"]*):[^\s'"]*@/g, "$1:***@")
    .replaceAll(/([?&](?:ssl)?password=)[^&\s'"]*/gi, "$1***");
}

/** An address without its password, whatever signs that has; `env:NAME` and `file:PATH` as they are. */
export function addressShown(address: string): string {
  if (/^(?:env|file):(?!\/\/)/.test(address)) return withoutPasswords(address);
  return address.replace(/^(\w+:\/\/[^:@/]*):.*@/s, "$1:***@").replaceAll(/([?&](?:ssl)?password=)[^&]*/gi, "$1***");
}

/** At most 200 characters of a text of somebody else's, without the addresses that it quotes. */
export function withoutAddresses(text: string): string {
  return text.replaceAll(/\w+:\/\/\S+/g, "<url>").slice(0, 200);
}
