import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { z } from 'zod';
import { type CallName, calls, channels, type Till, type TillEvent } from '../ipc-contract.ts';
import { say } from '../till/refusals.ts';
import { origin } from './window/serve-renderer.ts';

const callName = z.custom<CallName>((name) => typeof name === 'string' && Object.hasOwn(calls, name));

/** Answers the window, and nobody else: its own top frame, on our own page. The engine checks what goes in and out. */
export function answerWindow(ipc: Pick<IpcMain, 'handle'>, till: Till, window: () => WebContents | null): void {
  const isOurs = ({ sender, senderFrame }: IpcMainInvokeEvent) =>
    sender === window() && senderFrame !== null && senderFrame === sender.mainFrame && isOurPage(senderFrame.url);

  ipc.handle(channels.state, async (event) => {
    if (!isOurs(event)) throw new Error('not from the till’s window');
    return till.state();
  });
  ipc.handle(channels.call, async (event, name: unknown, input: unknown) => {
    if (!isOurs(event)) throw new Error('not from the till’s window');
    const known = callName.safeParse(name);
    if (!known.success) return { ok: false, refusal: say('invalid_request') };
    return till.call(known.data, input as never);
  });

  const tell = (event: TillEvent) => {
    const contents = window();
    if (contents && !contents.isDestroyed() && !contents.isCrashed()) contents.send(channels.events, event);
  };
  till.onState((state) => tell({ on: 'state', state }));
  till.onSeats((seats) => tell({ on: 'seats', seats }));
  till.onFree((free) => tell({ on: 'free', free }));
}

export function isOurPage(url: string): boolean {
  return url.startsWith(`${origin}/`);
}
