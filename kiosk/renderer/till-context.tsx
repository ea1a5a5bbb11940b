import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { Till } from '../ipc-contract.ts';
import type { TillState } from '../ipc-state.ts';

interface AtTill {
  till: Till;
  state: TillState;
}

const Context = createContext<AtTill | null>(null);

/** Draws its children once the till has said how it is, and again whenever it says so anew. */
export function TillProvider({ till, children }: { till: Till; children: ReactNode }) {
  const [state, setState] = useState<TillState | null>(null);
  useEffect(() => {
    let told = false;
    const stop = till.onState((next) => {
      told = true;
      setState(next);
    });
    void till.state().then((first) => {
      if (!told) setState(first);
    });
    return stop;
  }, [till]);
  return state && <Context.Provider value={{ till, state }}>{children}</Context.Provider>;
}

export function useTill(): AtTill {
  const here = useContext(Context);
  if (!here) throw new Error('no till around this component');
  return here;
}
