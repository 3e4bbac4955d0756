import { base } from "./style/base.ts";
import { grid } from "./style/grid.ts";
import { parts } from "./style/parts.ts";

/** All that the page looks like; nothing of a report is in it. */
export const style = [base, parts, grid].join("");
