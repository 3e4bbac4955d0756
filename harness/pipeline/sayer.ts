/** Progress goes nowhere where nobody asked for it. */
export function sayer({ say }: { readonly say?: (line: string) => void }): (line: string) => void {
  return say ?? (() => undefined);
}
