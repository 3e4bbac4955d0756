/** The advisory lock that whoever writes to a ledger holds: "hold" and "fast" in ASCII. */
export const ledgerLock = [0x686f6c64, 0x66617374] as const;
