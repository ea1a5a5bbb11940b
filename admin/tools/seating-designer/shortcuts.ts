import type { SeatKind } from '../../../server/contract/seats.ts';

export type Command =
  | { do: 'tool'; tool: 'select' | 'row' | 'aisle' | 'pan' }
  | { do: 'nudge'; x: number; y: number }
  | { do: 'go'; key: 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'; extend: boolean }
  | { do: 'kind'; kind: SeatKind }
  | { do: 'category'; index: number }
  | {
      do:
        | 'toggle'
        | 'all'
        | 'rows'
        | 'nothing'
        | 'pair'
        | 'number'
        | 'gaps'
        | 'duplicate'
        | 'delete'
        | 'undo'
        | 'redo'
        | 'save'
        | 'in'
        | 'out'
        | 'fit'
        | 'help';
    };

const plain: Record<string, Command> = {
  v: { do: 'tool', tool: 'select' },
  r: { do: 'tool', tool: 'row' },
  a: { do: 'tool', tool: 'aisle' },
  h: { do: 'tool', tool: 'pan' },
  R: { do: 'rows' },
  ' ': { do: 'toggle' },
  Escape: { do: 'nothing' },
  o: { do: 'kind', kind: 'standard' },
  w: { do: 'kind', kind: 'wheelchair' },
  c: { do: 'kind', kind: 'companion' },
  l: { do: 'kind', kind: 'love' },
  p: { do: 'pair' },
  n: { do: 'number' },
  g: { do: 'gaps' },
  d: { do: 'duplicate' },
  Delete: { do: 'delete' },
  Backspace: { do: 'delete' },
  '+': { do: 'in' },
  '=': { do: 'in' },
  '-': { do: 'out' },
  '0': { do: 'fit' },
  '?': { do: 'help' },
};

const modified: Record<string, Command> = {
  a: { do: 'all' },
  z: { do: 'undo' },
  Z: { do: 'redo' },
  y: { do: 'redo' },
  s: { do: 'save' },
};

const steps = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
} as const;

type Pressed = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** What a key press asks for; null for one that asks for nothing here. */
export function commandOf(event: Pressed, anySelected: boolean): Command | null {
  const { key, altKey, shiftKey } = event;
  if (event.ctrlKey || event.metaKey) return modified[key] ?? null;
  if (key === 'ArrowLeft' || key === 'ArrowRight' || key === 'ArrowUp' || key === 'ArrowDown') {
    if (altKey || !anySelected) return { do: 'go', key, extend: altKey && shiftKey };
    const by = shiftKey ? 1 : 0.5;
    return { do: 'nudge', x: steps[key].x * by, y: steps[key].y * by };
  }
  if (altKey) return null;
  if (/^[1-9]$/.test(key)) return { do: 'category', index: Number(key) - 1 };
  return plain[key] ?? null;
}
