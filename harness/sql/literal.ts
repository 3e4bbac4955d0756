import type { Constant } from "../model/seed.ts";

/** A constant as one statement gives it. */
export type Literal = Omit<Constant, "statement">;
