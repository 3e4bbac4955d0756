import type { DoctorReport } from "../../model/doctor-report.ts";
import type { Headline } from "./headline.ts";

const verdicts = {
  ready: { tone: "good", word: "READY", meaning: "nothing is in the way of a run" },
  hindered: {
    tone: "unsure",
    word: "HINDERED",
    meaning: "a server can be had, and something else is in the way: see the errors",
  },
  unfit: { tone: "bad", word: "UNFIT", meaning: "no server can be had here: see the errors" },
} as const;

export function doctorHeadline({ verdict, provider }: DoctorReport): Headline {
  const about = provider === null ? "a run could not start" : `a run would use the provider ${provider}`;
  return { ...verdicts[verdict], about };
}
