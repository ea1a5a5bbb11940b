import { afterAll, beforeAll, expect, test } from 'vitest';
import { aFilm, aHall, aScreening } from '../setup/house.ts';
import { type ApiHouse, apiHouse } from './api-house.ts';
import { linkFor } from './members.ts';

// A client as it was written for the Django system: it knows that system's routes and field names, and nothing of ours.

interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the client reads what it gets, as one in Python would
  data: any;
}

class DjangoClient {
  readonly #base: string;
  #authorization: string | null = null;

  constructor(base: string) {
    this.#base = base;
  }

  async request(method: string, path: string, data?: object): Promise<Answer> {
    const response = await fetch(`${this.#base}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(data ? { 'content-type': 'application/json' } : {}),
        ...(this.#authorization ? { authorization: this.#authorization } : {}),
      },
      ...(data ? { body: JSON.stringify(data) } : {}),
    });
    const text = await response.text();
    return { status: response.status, data: text ? JSON.parse(text) : null };
  }

  get(path: string) {
    return this.request('GET', path);
  }

  post(path: string, data: object = {}) {
    return this.request('POST', path, data);
  }

  authorize(scheme: 'JWT' | 'Bearer', access: string) {
    this.#authorization = `${scheme} ${access}`;
  }
}

let it: ApiHouse;
beforeAll(async () => {
  it = await apiHouse();
  const film = await aFilm(it.home.house, { title: 'Сад Гетсиманський', genres: ['drama'] });
  await aScreening(it.home.house, { filmId: film.id, hall: await aHall(it.home.house, 'A ssssss\nB ssssss') });
});
afterAll(() => it?.close());

/** Follows the `next` of a list, as its clients do. */
async function everyPage(client: DjangoClient, path: string): Promise<{ id: number }[]> {
  const all: { id: number }[] = [];
  for (let next: string | null = path; next; ) {
    const { status, data } = await client.get(next.replace(it.server.url, ''));
    expect(status).toBe(200);
    all.push(...data.results);
    next = data.next;
  }
  return all;
}

test.each(['JWT', 'Bearer'] as const)(
  'a client that knows the Django system alone registers, signs in with %s, books, pays and cancels',
  async (scheme) => {
    const client = new DjangoClient(it.server.url);
    const email = `django-${scheme.toLowerCase()}@foyer.test`;
    const password = 'correct-horse-battery';

    // register and activate
    const registered = await client.post('/api/auth/users/', { email, password, re_password: password });
    expect(registered.status).toBe(201);
    expect(registered.data.email).toBe(email);
    expect((await client.post('/api/auth/jwt/create/', { email, password })).status).toBe(401);
    expect((await client.post('/api/auth/users/activation/', await linkFor(it.server, email))).status).toBe(204);

    // sign in, and keep signed in
    const created = await client.post('/api/auth/jwt/create/', { email, password });
    expect(created.status).toBe(200);
    expect(Object.keys(created.data).sort()).toEqual(['access', 'refresh']);
    const renewed = await client.post('/api/auth/jwt/refresh/', { refresh: created.data.refresh });
    expect((await client.post('/api/auth/jwt/verify/', { token: renewed.data.access })).status).toBe(200);
    client.authorize(scheme, renewed.data.access);
    expect((await client.get('/api/auth/users/me/')).data.email).toBe(email);

    // look round
    const [movie] = await everyPage(client, '/api/movies/?search=гетсиманский&page_size=1');
    expect((await client.get(`/api/movies/${movie?.id}/`)).data.title).toBe('Сад Гетсиманський');
    const [session] = await everyPage(client, `/api/sessions/?movie=${movie?.id}`);
    const { seats } = (await client.get(`/api/sessions/${session?.id}/available_seats/`)).data;
    const plan = (await client.get(`/api/sessions/${session?.id}/seats/`)).data.seats;
    expect(plan.find((seat: { id: number }) => seat.id === seats[0]).state).toBe('free');

    // book seats by their ids
    const booked = await client.post('/api/orders/', { session: session?.id, seats: seats.slice(0, 2) });
    expect(booked.status).toBe(201);
    expect(booked.data).toMatchObject({ status: 'pending', email });
    const path = `/api/orders/${booked.data.id}/`;
    const taken = await client.post('/api/orders/', { session: session?.id, seats: seats.slice(0, 2) });
    expect([taken.status, taken.data.code]).toEqual([409, 'seat_taken']);

    // pay on Stripe's page
    const { url } = (await client.post(`${path}pay/`)).data;
    await fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ choice: 'pay' }) });
    await expect.poll(async () => (await client.get(path)).data.status).toBe('paid');
    const [mine] = await everyPage(client, '/api/orders/?status=paid');
    expect(mine).toMatchObject({ id: booked.data.id, tickets: [{ status: 'valid' }, { status: 'valid' }] });

    // give one ticket back, then the rest
    const one = await client.post(`${path}tickets/${booked.data.tickets[0].id}/refund/`);
    expect([one.status, one.data.status]).toEqual([200, 'partially_refunded']);
    const cancelled = await client.post(`${path}cancel/`);
    expect([cancelled.status, cancelled.data.status]).toEqual([200, 'refunded']);

    // go
    expect((await client.post('/api/auth/jwt/destroy/', { refresh: renewed.data.refresh })).status).toBe(204);
    expect((await client.get('/api/orders/')).status).toBe(401);
  },
);
