export { rejectDeclaredTwice } from "./across.ts";
export { unreadable } from "./file-kind.ts";
export { type Intent, readIntentFile } from "./read.ts";
