/** Milliseconds of the machine's steady clock, the same in every process. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6;
