import type { IpcRenderer } from 'electron';
import { z } from 'zod';
import {
  answerShape,
  type CallName,
  calls,
  channels,
  freeEvent,
  seatsEvent,
  type Till,
  type TillEvent,
} from '../ipc-contract.ts';
import { tillState } from '../ipc-state.ts';

const tillEvent = z.discriminatedUnion('on', [
  z.object({ on: z.literal('state'), state: tillState }),
  z.object({ on: z.literal('seats'), seats: seatsEvent }),
  z.object({ on: z.literal('free'), free: freeEvent }),
]);

/** The till as the page sees it. What comes from the main process is checked here, as what goes there is checked there. */
export function windowTill(ipc: Pick<IpcRenderer, 'invoke' | 'on'>, failed: { code: string; message: string }): Till {
  const listeners = new Set<(event: TillEvent) => void>();
  ipc.on(channels.events, (_event, message: unknown) => {
    const parsed = tillEvent.safeParse(message);
    if (parsed.success) for (const listener of listeners) listener(parsed.data);
  });
  const listen = (listener: (event: TillEvent) => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return {
    state: async () => tillState.parse(await ipc.invoke(channels.state)),
    async call<K extends CallName>(name: K, input: unknown) {
      const no = { ok: false, refusal: failed } as const;
      if (!Object.hasOwn(calls, name)) return no;
      const answer = answerShape.safeParse(await ipc.invoke(channels.call, name, input).catch(() => null));
      if (!answer.success) return no;
      if (!answer.data.ok) return answer.data;
      const value = calls[name].out.safeParse(answer.data.value);
      return value.success ? { ok: true, value: value.data as never } : no;
    },
    onState: (listener) => listen((event) => event.on === 'state' && listener(event.state)),
    onSeats: (listener) => listen((event) => event.on === 'seats' && listener(event.seats)),
    onFree: (listener) => listen((event) => event.on === 'free' && listener(event.free)),
  };
}
