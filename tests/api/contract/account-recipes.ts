import { linkUrl } from '../../../server/domain/accounts/account-link.ts';
import { registrationUrl } from '../../../server/domain/accounts/registration-link.ts';
import { sameAddress } from './door-recipes.ts';
import { type Call, type Recipe, type Recipes, send, type World } from './world.ts';

const password = 'velvet-curtain-7';
const weak = 'short';

const at = (path: string, body?: unknown, headers: Record<string, string> = {}): Call => ({
  path: `/api/auth/${path}/`,
  headers,
  ...(body === undefined ? {} : { body }),
});

const keyIn = (url: string) => {
  const [token = '', uid = ''] = url.split('/').reverse();
  return { uid, token };
};

/** An address that has asked for an account, with the link of its letter. */
async function registered(world: World) {
  const email = world.guest();
  await send(world, 'post', at('users', { email, password }));
  const [row] = (await world.sql('SELECT id FROM registrations WHERE email = $1', [email])) as { id: string }[];
  return { email, key: keyIn(registrationUrl(world.home.house, row?.id ?? '')) };
}

/** A customer, signed in. */
export async function signedIn(world: World) {
  const { email, key } = await registered(world);
  await send(world, 'post', at('users/activation', key));
  const { json } = await send(world, 'post', at('jwt/create', { email, password }));
  return { email, ...(json as { access: string; refresh: string }), headers: { authorization: `JWT ${json.access}` } };
}

const mine = (path: string, body?: (email: string) => unknown) => async (world: World) => {
  const { email, headers } = await signedIn(world);
  return at(path, body?.(email), headers);
};

async function resetLink(world: World) {
  const { email } = await signedIn(world);
  await send(world, 'post', at('users/reset_password', { email }));
  const rows = await world.sql(
    `SELECT l.id FROM account_links l JOIN users u ON u.id = l.user_id WHERE u.email = $1 AND l.purpose = 'reset_password'`,
    [email],
  );
  return keyIn(linkUrl(world.home.house, (rows as { id: string }[])[0]?.id ?? '', 'reset_password'));
}

let keys = 0;

/** The same key again, with something else beside it. */
const mismatch =
  (recipe: Recipe, change: object): Recipe =>
  async (world) => {
    const call = await recipe(world);
    const keyed = { ...call, headers: { ...call.headers, 'idempotency-key': `account-${++keys}` } };
    await send(world, 'post', keyed, sameAddress);
    return { ...keyed, body: { ...(keyed.body as object), ...change } };
  };

/** Acts of an account's, anew each time. */
const activating: Recipe = async (world) => at('users/activation', (await registered(world)).key);
const resending: Recipe = async (world) => at('users/resend_activation', { email: (await registered(world)).email });
const asking: Recipe = (world) => at('users/reset_password', { email: world.guest() });
const resetting: Recipe = async (world) =>
  at('users/reset_password_confirm', { ...(await resetLink(world)), new_password: 'brass-lantern-9' });
const settingPassword = mine('users/set_password', () => ({
  current_password: password,
  new_password: 'brass-lantern-9',
}));
const settingEmail = mine('users/set_email', (email) => ({ current_password: password, new_email: `new-${email}` }));

/** How every answer about accounts and tokens comes about. */
export const accountRecipes: Record<string, Recipes> = {
  registerUser: {
    good: (world) => at('users', { email: world.guest(), password, name: 'Anna Schmidt' }),
    refusals: { weak_password: (world) => at('users', { email: world.guest(), password: weak }) },
  },
  activateUser: {
    good: activating,
    refusals: {
      idempotency_mismatch: mismatch(activating, { token: 'another' }),
      link_expired: () => at('users/activation', { uid: 'nobody', token: 'nothing' }),
    },
  },
  resendActivation: {
    good: resending,
    refusals: { idempotency_mismatch: mismatch(resending, { email: 'another@foyer.test' }) },
  },
  resetPassword: {
    good: asking,
    refusals: { idempotency_mismatch: mismatch(asking, { email: 'another@foyer.test' }) },
  },
  confirmPasswordReset: {
    good: resetting,
    refusals: {
      idempotency_mismatch: mismatch(resetting, { new_password: 'velvet-curtain-8' }),
      link_expired: () =>
        at('users/reset_password_confirm', { uid: 'nobody', token: 'nothing', new_password: 'brass-lantern-9' }),
      weak_password: async (world) =>
        at('users/reset_password_confirm', { ...(await resetLink(world)), new_password: weak }),
    },
  },
  createTokens: {
    good: async (world) => at('jwt/create', { email: (await signedIn(world)).email, password }),
    refusals: { wrong_credentials: (world) => at('jwt/create', { email: world.guest(), password }) },
  },
  refreshTokens: {
    good: async (world) => at('jwt/refresh', { refresh: (await signedIn(world)).refresh }),
    refusals: { unauthenticated: () => at('jwt/refresh', { refresh: 'forged' }) },
  },
  verifyToken: {
    good: async (world) => at('jwt/verify', { token: (await signedIn(world)).access }),
    refusals: { unauthenticated: () => at('jwt/verify', { token: 'forged' }) },
  },
  destroyTokens: { good: async (world) => at('jwt/destroy', { refresh: (await signedIn(world)).refresh }) },
  getMe: { good: mine('users/me') },
  changeMe: { good: mine('users/me', () => ({ name: 'Олена', language: 'uk', seat_preference: { depth: 'back' } })) },
  eraseMe: {
    good: mine('users/me', () => ({ current_password: password })),
    refusals: {
      forbidden: async (world) => {
        const { email, headers } = await signedIn(world);
        await world.sql(`UPDATE users SET role = 'clerk' WHERE email = $1`, [email]);
        return at('users/me', { current_password: password }, headers);
      },
    },
  },
  setPassword: {
    good: settingPassword,
    refusals: {
      idempotency_mismatch: mismatch(settingPassword, { new_password: 'velvet-curtain-8' }),
      weak_password: mine('users/set_password', () => ({ current_password: password, new_password: weak })),
    },
  },
  setEmail: {
    good: settingEmail,
    refusals: { idempotency_mismatch: mismatch(settingEmail, { new_email: 'another@foyer.test' }) },
  },
  listOrders: {
    good: async (world) => {
      const { headers } = await signedIn(world);
      const show = await world.aShow();
      await world.api.post('/orders/', { session: show.id, seats: [show.hall.seat('A1')] }, headers);
      return { path: '/api/orders/?page_size=5', headers };
    },
    refusals: {
      not_found: async (world) => ({ path: '/api/orders/?page=99', headers: (await signedIn(world)).headers }),
    },
  },
};
