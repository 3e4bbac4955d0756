const numbers = { SIGINT: 2, SIGTERM: 15 } as const;

/**
 * Turns the first Ctrl-C into an orderly end: what runs is told to stop, and cleans up after itself.
 * The second one ends the process at once.
 */
export function onSignal(): { readonly signal: AbortSignal; code(): number | null } {
  const controller = new AbortController();
  // While a config is loaded, another function stands in for it.
  const exit = process.exit.bind(process);
  let received: keyof typeof numbers | null = null;
  for (const name of Object.keys(numbers) as (keyof typeof numbers)[]) {
    process.on(name, () => {
      if (received !== null) exit(128 + numbers[name]);
      received = name;
      controller.abort();
    });
  }
  return { signal: controller.signal, code: () => (received === null ? null : 128 + numbers[received]) };
}
