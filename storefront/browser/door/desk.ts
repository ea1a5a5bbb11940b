import { isRefused, type Refused } from '../../../server/contract/client.ts';
import type { DoorScan } from '../../../server/contract/door.ts';
import type { Card, DeskState, Listed, Ports, Seen } from './shapes.ts';

const retryMs = 1_500;
const mostCards = 30;
const stubLength = 12;

export interface Desk {
  state(): DeskState;
  onChange(listener: () => void): () => void;
  scan(code: string, at: { screenings: number[]; door: string }): void;
  /** A person lets in a guest who waits for the line. */
  letIn(uuid: string): void;
  show(uuid: string | null): void;
  markUndone(uuid: string): void;
  /** The newest list of the screenings that this door admits, by stubs. */
  know(list: Listed): void;
  /** Asks at once for all that waits, as when the line is back. */
  kick(): void;
}

/**
 * The door's side of a scan (docs/decisions/0021): green comes from the house alone. What gets no answer waits, and is asked
 * again under the same uuid until it has one.
 */
export function openDesk(ports: Ports): Desk {
  const listeners = new Set<() => void>();
  let list: Listed = new Map();
  let state: DeskState = {
    cards: ports.keep.read().map((card) => ({ ...card, verdict: 'hold' })),
    shown: null,
    online: true,
    signedOut: false,
  };
  let asking = false;
  let again = false;

  const waits = (card: Card) => card.verdict === 'asking' || card.verdict === 'hold' || isOpen(card);
  function set(change: Partial<DeskState>): void {
    state = { ...state, ...change };
    ports.keep.write(state.cards.filter(waits));
    for (const listener of listeners) listener();
  }
  function change(uuid: string, change: Partial<Card>, more: Partial<DeskState> = {}): void {
    set({ ...more, cards: state.cards.map((card) => (card.uuid === uuid ? { ...card, ...change } : card)) });
  }

  function look(code: string): Seen {
    if (!/^[0-9A-HJKMNP-TV-Z]{24}$/.test(code)) return { kind: 'no_code' };
    const here = state.cards.find(
      (card) => card.code === code && !card.undone && (card.verdict === 'yes' || card.noted),
    );
    if (here) return { kind: 'in', at: new Date(here.at).toISOString(), here: true };
    const listed = list.get(code.slice(0, stubLength));
    if (!listed) return { kind: 'unlisted' };
    const { row, number, ticketType, usedAt } = listed;
    return usedAt ? { kind: 'in', at: usedAt, here: false } : { kind: 'good', row, number, ticketType };
  }

  /** One after the other, oldest first: whoever waited longest is answered first. */
  async function askAll(): Promise<void> {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    do {
      again = false;
      for (const { uuid } of state.cards.filter(waits).toReversed()) {
        if (!(await ask(uuid))) break;
      }
    } while (again);
    asking = false;
    if (state.cards.some(waits) && !state.signedOut) ports.after(retryMs, () => void askAll());
  }

  /** False if there was no answer. */
  async function ask(uuid: string): Promise<boolean> {
    const card = state.cards.find((each) => each.uuid === uuid);
    if (!card) return true;
    const answer = await ports.ask(asScan(card, ports.now()));
    if (!isRefused(answer)) {
      change(uuid, { answer, verdict: answer.admitted ? 'yes' : 'no' }, { online: true, signedOut: false });
      return true;
    }
    if (answer.status === 401) set({ signedOut: true });
    if (mayStillCome(answer)) {
      // What is still to be asked is said what is known of it as well, so that nobody stares at "checking".
      const cards = state.cards.map((each) =>
        each.verdict === 'asking' ? { ...each, verdict: ownWord(each.seen) } : each,
      );
      set({ cards, online: answer.status === 429 || answer.status === 401 });
      return false;
    }
    change(uuid, { verdict: 'no', refusal: answer.message }, { online: true });
    return true;
  }

  return {
    state: () => state,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    scan(typed, { screenings, door }) {
      const code = plain(typed);
      if (code === '') return;
      const open = state.cards.find((card) => card.code === code && waits(card));
      // Read again while it waits: the same guest, the same scan; unless they are in already.
      if (open && !open.noted) {
        set({ shown: open.uuid });
        void askAll();
        return;
      }
      const seen = look(code);
      const card: Card = {
        uuid: ports.uuid(),
        code,
        at: ports.now(),
        screenings,
        door,
        noted: false,
        verdict: 'asking',
        seen,
        answer: null,
        refusal: null,
        undone: false,
      };
      const kept = state.cards.filter((each, i) => i < mostCards - 1 || waits(each));
      set({ cards: [card, ...kept], shown: card.uuid });
      void askAll();
    },
    letIn(uuid) {
      change(uuid, { noted: true });
      void askAll();
    },
    show: (shown) => set({ shown }),
    markUndone: (uuid) => change(uuid, { undone: true }),
    know(newest) {
      list = newest;
    },
    kick: () => void askAll(),
  };
}

/** Red by what the device knows, and still without the house's own answer. */
function isOpen(card: Card): boolean {
  return card.verdict === 'no' && card.answer === null && card.refusal === null;
}

/** Never yes. */
function ownWord(seen: Seen): 'no' | 'hold' {
  return seen.kind === 'in' || seen.kind === 'no_code' ? 'no' : 'hold';
}

/** Too busy, broken, unreachable, or asking who we are: the scan itself was not looked at, or nobody knows. */
function mayStillCome({ status }: Refused): boolean {
  return status === 0 || status === 401 || status === 429 || status >= 500;
}

function asScan({ uuid, code, screenings, door, at, noted }: Card, now: number): DoorScan {
  const agoMs = Math.min(Math.max(0, Math.round(now - at)), 24 * 3_600_000);
  return { uuid, code, door, agoMs, noted, ...(screenings.length > 0 ? { screenings } : {}) };
}

/** As the server reads a code: case, dashes and lookalikes forgiven. */
function plain(typed: string): string {
  return typed
    .trim()
    .slice(0, 200)
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
}
