import { createRoot } from 'react-dom/client';
import { scanTicket } from '../../server/contract/api/staff/door.ts';
import { apiClient } from '../../server/contract/client.ts';
import { openDesk } from './door/desk.ts';
import { DoorPage } from './door/door-page.tsx';
import { readJson, writeJson } from './door/use-kept.ts';

const root = document.querySelector<HTMLElement>('#door');
const client = apiClient({ base: '/api' });
/** Longer than a line that is slow takes, shorter than a guest waits. */
const patienceMs = 4_000;
const waitingKey = 'door-waiting';

if (root) {
  const desk = openDesk({
    ask: (body) => client.call(scanTicket, { body, signal: AbortSignal.timeout(patienceMs) }),
    keep: { read: () => readJson(waitingKey, []), write: (cards) => writeJson(waitingKey, cards) },
    now: Date.now,
    uuid: newUuid,
    after: (ms, act) => void setTimeout(act, ms),
  });
  const { zone = 'UTC', mayUndo } = root.dataset;
  createRoot(root).render(<DoorPage desk={desk} client={client} zone={zone} mayUndo={mayUndo === 'true'} />);
  desk.kick();
}

/** `crypto.randomUUID` wants a secure address, and a hand scanner does not. Source: RFC 9562, version 4. */
function newUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
