import type { SaleAtHand } from '../ipc-state.ts';
import type { Acts } from './acts.ts';
import type { Core } from './core.ts';
import type { Memory } from './journal/records.ts';

const over = new Set<SaleAtHand['phase']>(['paid', 'refused', 'cancelled', 'expired']);

export function isOver(sale: SaleAtHand): boolean {
  return over.has(sale.phase);
}

/** The sale that the clerk has before them: the newest that is not set aside. Null if there is none. */
export function saleAt({ sales, acts }: Memory): SaleAtHand | null {
  const aside = new Set(acts.filter((act) => act.aside).map((act) => act.sale));
  return sales.filter((sale) => !aside.has(sale.uuid)).at(-1) ?? null;
}

/** As the screens see it: one that was sent and not answered, or that a restart found, has an unknown outcome. */
export function showSale(core: Core, acts: Pick<Acts, 'attempts' | 'resumed'>, uuid: string): SaleAtHand | null {
  const memory = core.journal.memory();
  const sale = memory.sales.find((each) => each.uuid === uuid);
  if (!sale) return null;
  const open = memory.acts.find((act) => act.sale === uuid);
  const unknown = open !== undefined && (open.abandoned || acts.attempts(open.uuid) > 0);
  return { ...sale, resumed: acts.resumed(uuid), phase: unknown ? 'unknown' : sale.phase };
}
