import { aCutTill, cutSale, handIn } from '../../setup/cut-line.ts';
import type { TestScreening } from '../../setup/house.ts';
import type { Call, Recipe, Recipes, World } from './world.ts';

const queue = '/api/staff/cut-sales/';

interface Waiting {
  id: number;
  show: TestScreening;
}

/** A sale of a till that had no lease: it waits, with its seats kept. */
async function waits(world: World): Promise<Waiting> {
  const { house } = world.home;
  const show = await world.aShow();
  const till = await aCutTill(house);
  await handIn(house, till, cutSale(world.home, till, show, [show.hall.seat('A1'), show.hall.seat('A2')]));
  const [row] = (await world.sql('SELECT max(id) AS id FROM cut_sales')) as { id: number }[];
  return { id: row?.id ?? 0, show };
}

const placing = (world: World, { id }: Waiting, body: object = {}): Call => ({
  path: `${queue}${id}/place/`,
  headers: world.office,
  body,
});

const settling = ({ id }: Waiting, headers: Record<string, string>): Call => ({
  path: `${queue}${id}/settle/`,
  headers,
  body: { how: 'refunded', note: 'Came back to the counter' },
});

const done = `UPDATE cut_sales SET settlement = 'written_off', settled_at = now(), note = 'Nobody came' WHERE id = $1`;

/** Placing, after something has happened to the sale. */
function placingAfter(change: string): Recipe {
  return async (world) => {
    const sale = await waits(world);
    await world.sql(change, [sale.id]);
    return placing(world, sale);
  };
}

/** Placing in these seats. */
function placingIn(seats: (show: TestScreening) => number[]): Recipe {
  return async (world) => {
    const sale = await waits(world);
    return placing(world, sale, { seats: seats(sale.show) });
  };
}

export const cutSaleRecipes: Record<string, Recipes> = {
  listCutSales: {
    good: ({ office }) => ({ path: `${queue}?settled=yes`, headers: office }),
    refusals: { forbidden: ({ door }) => ({ path: queue, headers: door }) },
  },
  getCutSale: {
    good: async (world) => ({ path: `${queue}${(await waits(world)).id}/`, headers: world.office }),
    refusals: { forbidden: ({ door }) => ({ path: `${queue}1/`, headers: door }) },
  },
  placeCutSale: {
    good: async (world) => placing(world, await waits(world), { note: 'The seats were free' }),
    refusals: {
      forbidden: async (world) => ({ ...placing(world, await waits(world)), headers: world.door }),
      changed_meanwhile: placingAfter(done),
      seat_taken: async (world) => {
        const sale = await waits(world);
        const seat = sale.show.hall.seat('C1');
        await world.sql(`INSERT INTO seat_claims (screening_id, seat_id, kind) VALUES ($1, $2, 'block')`, [
          sale.show.id,
          seat,
        ]);
        return placing(world, sale, { seats: [seat, sale.show.hall.seat('C2')] });
      },
      unknown_seat: placingIn(() => [1_999_998, 1_999_999]),
      duplicate_seat: placingIn(({ hall }) => [hall.seat('C1'), hall.seat('C1')]),
      screening_cancelled: placingAfter(`UPDATE screenings SET status = 'cancelled', cancelled_at = now()
        WHERE id = (SELECT screening_id FROM cut_sales WHERE id = $1)`),
      price_changed: placingAfter(
        `UPDATE cut_sales SET total = 1, sale = jsonb_set(sale, '{total}', '1') WHERE id = $1`,
      ),
    },
  },
  settleCutSale: {
    good: async (world) => settling(await waits(world), world.office),
    refusals: {
      forbidden: async (world) => settling(await waits(world), world.door),
      changed_meanwhile: async (world) => {
        const sale = await waits(world);
        await world.sql(done, [sale.id]);
        return settling(sale, world.office);
      },
    },
  },
};
