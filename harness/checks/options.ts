import type { Relation } from "../model/catalog.ts";

const words = ["true", "on", "yes", "1"];

/** Whether a view's switch is on; every one is off until it is set. */
export function isOn({ options }: Relation, option: "security_invoker" | "security_barrier"): boolean {
  return options.some((set) => words.some((word) => set === `${option}=${word}`));
}
