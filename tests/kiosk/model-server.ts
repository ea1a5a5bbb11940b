import type { OfflineSale } from '../../server/contract/till/allotments.ts';
import type { PrintDocument } from '../../server/contract/till/prints.ts';
import type { SaleBody } from '../../server/contract/till/sales.ts';

export const price = 1000;
const seatCount = 8;
/** Seats that the settings keep for this till. */
const kept = [1, 2, 3, 4];
const no = (status: number, code: string): HttpAnswer => ({ status, body: { code, message: `It is ${code}.` } });
const yes = (body: unknown): HttpAnswer => ({ status: 200, body });

/** A request and its answer, as far as the model looks at them. */
export interface HttpRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: unknown;
}
export interface HttpAnswer {
  status: number;
  /** Null: there is none that could be read. */
  body: unknown;
}

/** `fetch` over something that answers such requests. */
export const fetchOver =
  (answer: (request: HttpRequest) => HttpAnswer | Promise<HttpAnswer>) =>
  async (url: string, { method = 'GET', headers, body }: RequestInit): Promise<Response> => {
    const sent = typeof body === 'string' ? JSON.parse(body) : undefined;
    const told = await answer({ method, url, headers: headers as Record<string, string>, body: sent });
    return new Response(told.body === null ? '<html>' : JSON.stringify(told.body), { status: told.status });
  };

/** Every way in which a request may fare between the till and the server. */
export type Weather = 'fair' | 'lost' | 'answer lost' | 'late' | 'doubled' | 'former' | 'gateway' | 'busy';

/**
 * The server as the till's contract promises it, in memory: one screening, cash, one kiosk. It keeps every sale and
 * throws if a seat is sold twice.
 */
export class ModelServer {
  line: 'whole' | 'cut' = 'whole';
  /** Weather of the next writes, in order; then the climate's. */
  forecast: Weather[] = [];
  climate: Weather = 'fair';
  /** Seat → the sale that has it, or `rival`. */
  readonly sold = new Map<number, string>();
  readonly sales = new Map<string, number[]>();
  readonly rejected: string[] = [];
  /** Sales called off before they arrived: they must never be. */
  readonly calledOff = new Set<string>();
  keepsCalledOff = true;
  /** The screening was cancelled. */
  off = false;
  /** A door at which the server stumbles. */
  stumblesAt: string | null = null;
  epoch = 0;
  /** Guests who came in. */
  entries = 0;
  readonly asked: string[] = [];
  private last: HttpAnswer | null = null;
  private readonly acts = new Map<string, HttpAnswer>();
  private readonly verdicts = new Map<string, 'accepted' | 'rejected'>();
  private lateOnes: HttpRequest[] = [];

  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  /** One request through the weather. Throws as a socket does. */
  send(request: HttpRequest): HttpAnswer {
    if (this.line === 'cut') throw new Error('no route');
    const weather = request.method === 'POST' ? (this.forecast.shift() ?? this.climate) : 'fair';
    switch (weather) {
      case 'lost':
        throw new Error('reset');
      case 'late':
        this.lateOnes.push(request);
        throw new Error('timed out');
      case 'gateway':
        return { status: 502, body: null };
      case 'busy':
        return no(429, 'rate_limited');
      case 'answer lost':
        this.answer(request);
        throw new Error('timed out');
      case 'doubled':
        this.answer(request);
        return this.answer(request);
      case 'former': {
        // The last write's answer, doubled on its way, comes once more and in the place of this one's.
        const former = this.last;
        this.answer(request);
        if (!former) throw new Error('reset');
        return former;
      }
      case 'fair':
        return this.answer(request);
    }
  }

  /** What was under way all the while arrives. */
  deliverLate(): void {
    const late = this.lateOnes;
    this.lateOnes = [];
    for (const request of late) this.answer(request);
  }

  /** Buys a seat elsewhere, or gives it back. */
  rival(seat: number): void {
    if (this.sold.get(seat) === 'rival') this.sold.delete(seat);
    else if (!this.sold.has(seat) && !this.allotted(seat)) this.sold.set(seat, 'rival');
  }

  private allotted(seat: number): boolean {
    return this.epoch > 0 && kept.includes(seat);
  }

  private answer({ method, url, body }: HttpRequest): HttpAnswer {
    const path = url.replace('http://house/api/staff/till/', '').replace(/\/(?=$|\?)/, '');
    this.asked.push(`${method} ${path}`);
    if (path === this.stumblesAt) return { status: 500, body: null };
    if (path === 'kiosk') return yes(this.facts());
    if (path === 'enrol') return yes({ kiosk: { id: 1, name: 'Till' }, token: 'device' });
    if (path === 'clerk/sign-in') return yes({ token: 'clerk', clerk: { id: 5, name: 'Ann', role: 'clerk' } });
    if (path === 'shifts/current') return yes(this.shift());
    if (path === 'shifts/current/movements') return this.once(body, () => yes(this.shift()));
    if (path === 'door') return this.once(body, () => this.scan(body as { uuid: string; code: string }));
    if (path === 'screenings/1') return yes(this.house());
    if (path === 'sales') return this.once(body, () => this.sell(body as SaleBody));
    if (path === 'allotments/sync') return this.once(body, () => this.sync(body as { epoch: number }));
    if (path === 'reconcile') return this.reconcile(body as { entries: OfflineSale[] });
    const [, order] = /^orders\/(\d+)\/reprint$/.exec(path) ?? [];
    if (order) return this.once(body, () => yes({ documents: [sheet(`ticket:${order}:0:copy1`)] }));
    const [, sale, step] = /^sales\/([^/]+)(\/cancel|\/card)?$/.exec(path) ?? [];
    if (!sale) return no(404, 'not_found');
    if (step === '/card' && this.off) {
      this.atReader(sale, 'cancelled');
      return no(409, 'screening_cancelled');
    }
    if (step === '/card' && this.off) {
      this.atReader(sale, 'cancelled');
      return no(409, 'screening_cancelled');
    }
    if (step === '/card') return this.once(body, () => this.atReader(sale, 'paid'));
    const cancel = step === '/cancel';
    const known = this.acts.get(sale);
    const open = known && (known.body as { state: string }).state !== 'paid';
    if (open && cancel) return this.atReader(sale, 'cancelled');
    if (!known && cancel && this.keepsCalledOff) this.calledOff.add(sale);
    return known ?? no(404, 'not_found');
  }

  /** A refusal leaves nothing behind; everything else is answered the same for ever. */
  private once(body: unknown, work: () => HttpAnswer): HttpAnswer {
    const { uuid } = body as { uuid: string };
    if (this.calledOff.has(uuid)) return no(422, 'idempotency_mismatch');
    const known = this.acts.get(uuid);
    if (known) return known;
    const answer = work();
    if (answer.status === 200) {
      this.acts.set(uuid, answer);
      this.last = answer;
    }
    return answer;
  }

  /** One ticket, `GOOD`: the first scan of it lets in. */
  private scan({ uuid, code }: { uuid: string; code: string }): HttpAnswer {
    const reason = code !== 'GOOD' ? 'unknown' : this.entries > 0 ? 'used' : null;
    if (reason === null) this.entries += 1;
    return yes({ uuid, admitted: reason === null, reason, ticket: null, first: null });
  }

  private book(uuid: string, seats: number[]): void {
    if (seats.some((seat) => this.sold.has(seat))) throw new Error('the model sold a seat twice');
    for (const seat of seats) this.sold.set(seat, uuid);
    this.sales.set(uuid, seats);
  }

  /** What becomes of the card that is awaited. */
  atReader(uuid: string, state: 'paid' | 'declined' | 'cancelled'): HttpAnswer {
    const seats = this.sales.get(uuid) ?? [];
    const total = seats.length * price;
    if (state === 'cancelled') for (const seat of seats) this.sold.delete(seat);
    const answer = yes({
      ...this.told(uuid, seats, total),
      state,
      documents: state === 'paid' ? sheets(uuid, seats) : [],
    });
    this.acts.set(uuid, answer);
    return answer;
  }

  private sell({ uuid, lines, total, tenders }: SaleBody): HttpAnswer {
    const seats = lines.map(({ seat }) => seat);
    if (seats.some((seat) => this.sold.has(seat))) return no(409, 'seat_taken');
    this.book(uuid, seats);
    const card = tenders.some((tender) => tender.method === 'card');
    const how = card ? { state: 'awaiting_card' } : { documents: sheets(uuid, seats) };
    return yes({ ...this.told(uuid, seats, total), ...how });
  }

  private told(uuid: string, seats: number[], total: number) {
    return {
      uuid,
      state: 'paid',
      cardMessage: null,
      order: { id: this.sales.size, number: `N${seats.join()}` },
      total,
      paidCash: total,
      paidCard: 0,
      due: 0,
      change: 0,
      tickets: [],
      expiresAt: null,
      documents: [] as PrintDocument[],
    };
  }

  private sync({ epoch }: { epoch: number }): HttpAnswer {
    if (epoch !== this.epoch && epoch !== 0) return no(409, 'epoch_stale');
    this.epoch += 1;
    const free = kept.filter((seat) => !this.sold.has(seat));
    const seats = free.map((seat) => ({ seat, ticket: ticketOf(seat), code: `code-${seat}` }));
    return yes({ epoch: this.epoch, now: this.clock(), allotments: [{ screening: 1, seats }] });
  }

  private reconcile({ entries }: { entries: OfflineSale[] }): HttpAnswer {
    const results = entries.map(({ uuid, lines }) => {
      const outcome = this.verdicts.get(uuid) ?? this.judge(uuid, lines);
      this.verdicts.set(uuid, outcome);
      const order = outcome === 'accepted' ? { id: 1, number: 'N' } : null;
      return { uuid, outcome, order, reason: order ? null : 'seat_taken' };
    });
    return yes({ results });
  }

  private judge(uuid: string, lines: { seat: number }[]): 'accepted' | 'rejected' {
    const seats = lines.map(({ seat }) => seat);
    if (seats.some((seat) => this.sold.has(seat))) {
      this.rejected.push(uuid);
      return 'rejected';
    }
    this.book(uuid, seats);
    return 'accepted';
  }

  private clock(): string {
    return new Date(this.now()).toISOString();
  }

  private facts() {
    return {
      kiosk: { id: 1, name: 'Till' },
      cinema: { name: 'Foyer', address: 'Main St 1', timeZone: 'Europe/Kyiv', currency: 'UAH', language: 'en' },
      now: this.clock(),
      clerks: [{ id: 5, name: 'Ann', role: 'clerk' }],
      readers: [],
      lockAfterMinutes: 5,
    };
  }

  private shift() {
    const kiosk = { id: 1, name: 'Till' };
    return {
      id: 3,
      kiosk,
      openedBy: 'Ann',
      openedAt: this.clock(),
      businessDate: '2026-11-20',
      float: 0,
      closedAt: null,
    };
  }

  private house() {
    const seats = Array.from({ length: seatCount }, (_, i) => ({
      id: i + 1,
      ordinal: i,
      row: 'A',
      number: String(i + 1),
      category: 1,
      kind: 'standard',
      x: i,
      y: 0,
      angle: 0,
      block: 0,
      position: i,
      partner: null,
    }));
    return {
      screening: {
        id: 1,
        film: { title: 'Dune', poster: '', duration: 120 },
        age: { limit: 0, policy: 'advisory' },
        hall: 'Red',
        startsAt: '2027-01-01T19:00:00Z',
        endsAt: '2027-01-01T21:00:00Z',
        format: '2D',
        language: 'en',
        seatsTotal: seatCount,
        seatsFree: seatCount - this.sold.size,
        closed: null,
      },
      plan: { id: 1, width: 10, height: 2, seats },
      categories: [{ id: 1, code: 'A', name: 'A', color: '#000', shape: 'round' }],
      ticketTypes: [
        { id: 1, name: 'Adult', minAge: null, maxAge: null, usual: true, prices: { '1': price } },
        { id: 2, name: 'Guest', minAge: null, maxAge: null, usual: false, prices: { '1': 0 } },
      ],
      currency: 'UAH',
      states: seats.map(({ id }) => (this.sold.has(id) ? 's' : '.')).join(''),
      version: 1,
    };
  }
}

const sheets = (uuid: string, seats: number[]) => [
  sheet(`receipt:${uuid}`),
  ...seats.map((seat) => sheet(`ticket:${ticketOf(seat)}:0`)),
];
const ticketOf = (seat: number) => 1000 + seat;
const sheet = (key: string): PrintDocument => ({
  key,
  what: key.startsWith('ticket') ? 'ticket' : 'receipt',
  copy: 0,
  lines: [],
  cut: true,
  drawer: false,
});
