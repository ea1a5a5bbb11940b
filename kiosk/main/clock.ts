import type { Ports } from '../till/ports.ts';

export const machineClock: Ports['clock'] = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};
