import { capHeight, type Face, type TextSetter } from './text.ts';

export interface Fitted {
  lines: string[];
  size: number;
  /** From the top of the first capital to the last baseline, in poster units. */
  height: number;
}

/** Distance between baselines of set capitals, in em: tight, with room for Й and Ї. */
export const leading = 0.84;

/** Breaks words over at most `count` lines so that the longest line is as short as can be. */
function breakInto(count: number, widths: number[], space: number): number[] {
  const total = (from: number, to: number) =>
    widths.slice(from, to).reduce((sum, width) => sum + width, 0) + space * (to - from - 1);
  const best: { cost: number; at: number }[][] = [];
  for (let lines = 0; lines <= count; lines++) {
    best[lines] = widths.map((_, index) => {
      const end = index + 1;
      if (lines === 0) return { cost: total(0, end), at: 0 };
      let choice = { cost: Number.POSITIVE_INFINITY, at: 0 };
      for (let at = lines; at < end; at++) {
        const cost = Math.max(best[lines - 1]?.[at - 1]?.cost ?? Number.POSITIVE_INFINITY, total(at, end));
        if (cost < choice.cost) choice = { cost, at };
      }
      return choice;
    });
  }
  const cuts: number[] = [];
  for (let lines = count, end = widths.length; lines > 0; lines--) {
    end = best[lines]?.[end - 1]?.at ?? 0;
    cuts.unshift(end);
  }
  return cuts;
}

/**
 * Sets words as large as a box of `width` × `height` poster units allows, never past it and never above `maxSize`.
 * A word is never broken: the size gives way.
 */
export function fitText(
  set: TextSetter,
  text: string,
  face: Face,
  box: { width: number; height: number; maxSize?: number; maxLines?: number },
): Fitted {
  const words = text.trim().split(/\s+/);
  const widths = words.map((word) => set.width(word, face));
  const space = set.width(' ', face);
  let best: Fitted = { lines: words, size: 0, height: 0 };
  for (let count = 1; count <= Math.min(words.length, box.maxLines ?? 6); count++) {
    const cuts = breakInto(count - 1, widths, space);
    const lines = [0, ...cuts].map((from, index) => words.slice(from, cuts[index] ?? words.length).join(' '));
    const longest = Math.max(...lines.map((line) => set.width(line, face)));
    const tall = capHeight + (count - 1) * leading;
    const size = Math.min(box.width / longest, box.height / tall, box.maxSize ?? 200);
    if (size > best.size) best = { lines, size, height: tall * size };
  }
  return best;
}
