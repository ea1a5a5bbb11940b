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

export const staffRecipes: Record<string, Recipes> = {
  ...cashUpRecipes,
  ...deskRecipes,
  ...filmRecipes,
  ...hallRecipes,
  ...houseRecipes,
  ...scheduleRecipes,
  ...webhookRecipes,
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
