import { useEffect, useState } from 'react';
import type { TillOrder } from '../../../server/contract/till/orders.ts';
import { tillOrderWords as words } from '../../../server/contract/words/en/till-orders.ts';
import type { Scan } from '../parts/use-scanner.ts';
import { SaleScreen } from '../sell/sale-screen.tsx';
import { useTill } from '../till-context.tsx';
import { useCall } from '../use-call.ts';
import { DoorCheck } from './door-check.tsx';
import { Exchange } from './exchange.tsx';
import { OrderHits } from './order-hits.tsx';
import { OrderPage } from './order-page.tsx';
import { QueryForm } from './query-form.tsx';

const modes = ['find', 'door'] as const;

/** What comes after a sale: an order is found, and something is done about it. */
export function Orders({ scan }: { scan: Scan | null }) {
  const { state } = useTill();
  const [mode, setMode] = useState<(typeof modes)[number]>('find');
  const [hits, setHits] = useState<TillOrder[] | null>(null);
  const [order, setOrder] = useState<TillOrder | null>(null);
  const [moving, setMoving] = useState<number[] | null>(null);
  const { run, busy, refusal } = useCall('findOrders');
  const find = async (q: string) => {
    setMoving(null);
    setOrder(null);
    const answer = await run({ q });
    const found = answer.ok ? answer.value.results : null;
    setHits(found);
    if (found?.length === 1) setOrder(found[0] ?? null);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each reading is looked for once
  useEffect(() => {
    if (scan && mode === 'find') void find(scan.code);
  }, [scan]);

  // A card pays the difference of an exchange: steered like any sale.
  const next = (toSeats: number | null) => {
    // A refused one goes back to its seats; else the next customer begins afresh.
    if (toSeats !== null) return;
    setMoving(null);
    setOrder(null);
    setHits(null);
  };
  if (state.sale) return <SaleScreen sale={state.sale} onNext={next} />;
  if (order && moving) {
    return <Exchange order={order} moving={moving} onBack={() => setMoving(null)} onOrder={setOrder} />;
  }
  if (order) {
    return (
      <OrderPage key={order.id} order={order} onOrder={setOrder} onBack={() => setOrder(null)} onMove={setMoving} />
    );
  }
  return (
    <section className="orders">
      <h1 className="unseen">{words.title}</h1>
      {/* biome-ignore lint/a11y/useSemanticElements: a row of buttons under one name */}
      <div className="choices" role="group" aria-label={words.modesLabel}>
        {modes.map((one) => (
          <button key={one} type="button" className="button" aria-pressed={mode === one} onClick={() => setMode(one)}>
            {words.modes[one]}
          </button>
        ))}
      </div>
      {mode === 'door' ? (
        <DoorCheck scan={scan} />
      ) : (
        <>
          <QueryForm label={words.find.label} go={words.find.go} busy={busy} onQuery={(q) => void find(q)} />
          <OrderHits hits={hits} refusal={refusal} onChoose={setOrder} />
        </>
      )}
    </section>
  );
}
