import { randomUUID } from 'node:crypto';
import { cutSaleRecipes } from './cut-sale-recipes.ts';
import { cashUpRecipes } from './office/cash-up.ts';
import { deskRecipes } from './office/desk.ts';
import { filmRecipes } from './office/films.ts';
import { hallRecipes } from './office/halls.ts';
import { houseRecipes } from './office/house.ts';
import { scheduleRecipes } from './office/schedule.ts';
import { webhookRecipes } from './office/webhooks.ts';
import { type Call, type Recipes, send, type World } from './world.ts';

const cards = '/api/staff/price-cards/';
const nothing = { ticketType: 'nobody', category: 'nowhere', amount: 1 };
let named = 0;

const newCard = ({ office }: World): Call => ({
  path: cards,
  headers: office,
  body: { name: `Card ${++named}`, entries: [] },
});

async function oldCard(world: World): Promise<Call> {
  const { json } = await send(world, 'get', { path: cards, headers: world.office });
  const { code, name, entries, revision } = json.cards[0];
  return { path: `${cards}${code}/`, headers: world.office, body: { name, entries, seen: revision } };
}

/** A failed job, ready to be let run again. */
async function failedJob(world: World): Promise<string> {
  const rows = (await world.sql(`SELECT id::text FROM graphile_worker.add_job('walk', max_attempts := 3)`)) as {
    id: string;
  }[];
  await world.sql(`UPDATE graphile_worker._private_jobs SET last_error = 'no luck', attempts = 3 WHERE task_id =
    (SELECT id FROM graphile_worker._private_tasks WHERE identifier = 'walk')`);
  return rows[0]?.id ?? '';
}

const doors = '/api/staff/door/';

/** A scan of a ticket that was bought, at a door of ours. */
async function aScan(world: World, headers = world.door): Promise<Call & { body: { uuid: string } }> {
  const { path } = world.on(await world.paid());
  const { json: order } = await send(world, 'get', { path });
  const { code } = order.tickets[0];
  const body = { uuid: randomUUID(), code, door: 'Main door', screenings: [order.session.id] };
  return { path: `${doors}scans/`, headers, body };
}

async function anUndo(world: World): Promise<Call> {
  const call = await aScan(world);
  await send(world, 'post', call);
  return { path: `${doors}scans/${call.body.uuid}/undo/`, headers: world.office };
}

const doorRecipes: Record<string, Recipes> = {
  listDoor: { good: ({ door }) => ({ path: `${doors}screenings/`, headers: door }) },
  listDoorTickets: {
    good: ({ door, screening }) => ({ path: `${doors}screenings/${screening.id}/tickets/`, headers: door }),
  },
  scanTicket: {
    good: (world) => aScan(world),
    refusals: {
      // Not from a page of ours.
      forbidden: (world) => aScan(world, { ...world.door, origin: 'https://elsewhere.example' }),
      idempotency_mismatch: async (world) => {
        const call = await aScan(world);
        await send(world, 'post', call);
        return { ...call, body: { ...call.body, code: 'another' } };
      },
    },
  },
  undoAdmission: {
    good: anUndo,
    refusals: {
      forbidden: async (world) => ({ ...(await anUndo(world)), headers: world.door }),
      changed_meanwhile: async (world) => {
        const call = await anUndo(world);
        await world.sql(`UPDATE tickets SET status = 'cancelled' WHERE id = (SELECT max(ticket_id) FROM door_scans)`);
        return call;
      },
    },
  },
};

export const staffRecipes: Record<string, Recipes> = {
  ...doorRecipes,
  ...cashUpRecipes,
  ...deskRecipes,
  ...filmRecipes,
  ...hallRecipes,
  ...houseRecipes,
  ...scheduleRecipes,
  ...webhookRecipes,
  ...cutSaleRecipes,
  getTonight: { good: ({ office }) => ({ path: '/api/staff/reports/tonight/', headers: office }) },
  retryJob: {
    good: async (world) => ({ path: `/api/staff/jobs/${await failedJob(world)}/retry/`, headers: world.office }),
  },
  listPriceCards: {
    good: ({ office }) => ({ path: cards, headers: office }),
  },
  addPriceCard: {
    good: newCard,
    refusals: {
      not_found: (world) => ({ ...newCard(world), body: { name: `Card ${++named}`, entries: [nothing] } }),
      code_taken: async (world) => {
        const call = newCard(world);
        await send(world, 'post', call);
        return call;
      },
    },
  },
  changePriceCard: {
    good: oldCard,
    refusals: {
      changed_meanwhile: async (world) => ({
        ...(await oldCard(world)),
        body: { name: 'Weekday', entries: [], seen: 'something else' },
      }),
    },
  },
};
