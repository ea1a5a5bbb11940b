/** Readings of one thing, of which never two are under way. */
export interface OneAtATime<Begun, Result> {
  /** The reading under way, if it began at a moment that will do; else one that begins when that has ended, or now. */
  share(willDo: (begun: Begun) => boolean): Promise<Result>;
  busy(): boolean;
}

/** Whoever comes too late to share the reading under way waits for one more, together with all who do. */
export function oneAtATime<Begun, Result>(
  begun: () => Begun,
  read: (begun: Begun) => Promise<Result>,
): OneAtATime<Begun, Result> {
  let under: { begun: Begun; result: Promise<Result> } | null = null;
  let queued: Promise<Result> | null = null;

  function begin(): Promise<Result> {
    queued = null;
    const at = begun();
    const result = read(at).finally(() => {
      under = null;
    });
    under = { begun: at, result };
    return result;
  }

  return {
    share(willDo) {
      if (!under) return queued ?? begin();
      if (willDo(under.begun)) return under.result;
      queued ??= under.result.then(begin, begin);
      return queued;
    },
    busy: () => under !== null || queued !== null,
  };
}
