import { survivalOfRows } from "./survival-rows.ts";
import { survivalOfValues } from "./survival-values.ts";
import type { Texts } from "./text.ts";

export const survival: Texts<"survival"> = { ...survivalOfValues, ...survivalOfRows };
