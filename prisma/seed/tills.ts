/** The demo's tills. Their codes work in demo mode only, again and again. */
export const demoTills = ['Till 1', 'Till 2'];

/** `Till 1` is let in with `FOYER-TILL-1`. */
export const demoCodeOf = (name: string) => `FOYER-${name.toUpperCase().replaceAll(/\W+/g, '-')}`;
