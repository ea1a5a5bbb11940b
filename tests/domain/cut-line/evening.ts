import { randomUUID } from 'node:crypto';
import { isRefusal } from '../../../server/contract/refusals.ts';
import type { Allotted, OfflineSale, Reconciled } from '../../../server/contract/till/allotments.ts';
import { sql } from '../../../server/db.ts';
import type { Actor } from '../../../server/domain/actor.ts';
import { syncAllotments } from '../../../server/domain/allotments/sync-allotments.ts';
import { reconcile } from '../../../server/domain/cut-sales/reconcile.ts';
import { enrolKiosk } from '../../../server/domain/kiosks/enrol-kiosk.ts';
import { makeEnrolmentCode } from '../../../server/domain/kiosks/manage-kiosk.ts';
import { closeShift } from '../../../server/domain/shifts/close-shift.ts';
import { openShift } from '../../../server/domain/shifts/open-shift.ts';
import { sellAtTill } from '../../../server/domain/till/sell-at-till.ts';
import { aSale } from '../../setup/counter.ts';
import { aCutTill } from '../../setup/cut-line.ts';
import { accepted, manager, type TestHouse, type TestScreening } from '../../setup/house.ts';

/** How an answer of the server comes back: not at all, or the question came twice, before the other or with it. */
export type Reply = 'fair' | 'lost' | 'doubled' | 'twins';

interface Sold {
  entry: OfflineSale;
  /** The installation that sold it. */
  instance: string;
  told: boolean;
}

/** The disk of one till, or a copy of it: what `kiosk/till` keeps and goes by. */
export interface Disk {
  actor: Actor;
  kioskId: number;
  instance: string;
  shift: number;
  lease: Allotted | null;
  stale: boolean;
  /** A lease that was asked for, and no answer came. */
  asking: string | null;
  seq: number;
  /** By how much its clock is wrong. */
  skewMs: number;
  journal: Sold[];
}

/** An evening at several tills. What really happened is written down beside what the database says. */
export class Evening {
  readonly disks: Disk[] = [];
  /** Cash that came into each drawer, in minor units. */
  readonly cash = new Map<number, number>();
  /** Every sale that was made without the line, once. */
  readonly soldAlone = new Map<string, OfflineSale>();

  readonly t: TestHouse;
  readonly shows: TestScreening[];
  moves = 0;

  constructor(t: TestHouse, shows: TestScreening[]) {
    this.t = t;
    this.shows = shows;
  }

  async addTill(): Promise<void> {
    const { actor, kioskId, instance, shift } = await aCutTill(this.t.house);
    this.disks.push({
      ...{ actor, kioskId, instance, shift, lease: null, stale: false, asking: null, seq: 0, skewMs: 0, journal: [] },
    });
    this.cash.set(shift, 0);
  }

  /** The question as the line treats it; null if no answer came. */
  private async ask<T>(reply: Reply, question: () => Promise<T>): Promise<T | null> {
    if (reply === 'twins') return (await Promise.all([question(), question()]))[0];
    const answer = await question();
    if (reply === 'doubled') await question();
    return reply === 'lost' ? null : answer;
  }

  /** With the line up. A sale whose answer is lost is asked for until it is known (rule 13), so it is not lost here. */
  async sellOnLine(disk: Disk, show: TestScreening, seats: number[], reply: Reply): Promise<void> {
    if (seats.some((seat) => this.takenAlone(disk, show.id, seat))) return;
    const lines = seats.map((seat) => ({ seat, ticketType: this.t.ids.types.adult ?? 0, price: 19_000 }));
    const total = lines.length * 19_000;
    const body = aSale(this.t, show, [], {
      lines,
      total,
      override: true,
      tenders: [{ method: 'cash', amount: total, tendered: total }],
    });
    const question = () => sellAtTill(this.t.house, disk.actor, body);
    const answer = (await this.ask(reply, question)) ?? (await question());
    if (isRefusal(answer)) return;
    const [open] = await sql(this.t.db).query<{ shift: number }>(
      'SELECT shift_id AS shift FROM till_sales WHERE kiosk_id = $1 AND uuid = $2',
      [disk.kioskId, body.uuid],
    );
    this.take(open?.shift ?? 0, total);
  }

  /** With the line cut: of its own lease, what it has not sold so yet. Takes the money and prints; nobody hears of it. */
  sellAlone(disk: Disk, nth: number, count: number): void {
    if (!disk.lease || disk.stale || disk.asking !== null) return;
    const allotment = disk.lease.allotments[nth % Math.max(1, disk.lease.allotments.length)];
    const seats = (allotment?.seats ?? [])
      .map(({ seat }) => seat)
      .filter((seat) => !this.takenAlone(disk, allotment?.screening ?? 0, seat))
      .slice(0, count);
    if (!allotment || seats.length === 0) return;
    disk.seq += 1;
    const entry: OfflineSale = {
      kind: 'sale',
      uuid: randomUUID(),
      seq: disk.seq,
      epoch: disk.lease.epoch,
      at: new Date(Date.now() + disk.skewMs).toISOString(),
      clerk: disk.actor.userId ?? 0,
      shift: disk.shift,
      screening: allotment.screening,
      lines: seats.map((seat) => ({ seat, ticketType: this.t.ids.types.adult ?? 0, price: 19_000 })),
      total: seats.length * 19_000,
      tendered: seats.length * 19_000,
      ageConfirmed: false,
    };
    disk.journal.push({ entry, instance: disk.instance, told: false });
    this.soldAlone.set(entry.uuid, entry);
    this.take(disk.shift, entry.total);
  }

  private takenAlone(disk: Disk, screening: number, seat: number): boolean {
    return disk.journal.some(
      ({ entry }) => entry.screening === screening && entry.lines.some((line) => line.seat === seat),
    );
  }

  private take(shift: number, amount: number): void {
    this.cash.set(shift, (this.cash.get(shift) ?? 0) + amount);
  }

  /** Hands in what nobody has answered for; `all`: the whole journal, as one that was restored does. */
  async handIn(disk: Disk, reply: Reply, all = false): Promise<void> {
    const waiting = disk.journal.filter(({ told }) => all || !told);
    for (const instance of new Set(waiting.map((each) => each.instance))) {
      const entries = waiting.filter((each) => each.instance === instance).map(({ entry }) => entry);
      const answer = await this.ask(reply, () => reconcile(this.t.house, disk.actor, { instance, entries }));
      if (!answer) return;
      const { results } = accepted<Reconciled>(answer);
      for (const each of waiting) if (results.some(({ uuid }) => uuid === each.entry.uuid)) each.told = true;
    }
  }

  /** Only once everything is handed in does a till ask for its next lease. */
  async sync(disk: Disk, reply: Reply): Promise<void> {
    await this.handIn(disk, reply);
    if (disk.stale || disk.journal.some(({ told }) => !told)) return;
    const uuid = disk.asking ?? randomUUID();
    disk.asking = uuid;
    const { instance, lease } = disk;
    const body = { uuid, instance, epoch: lease?.epoch ?? 0 };
    const answer = await this.ask(reply, () => syncAllotments(this.t.house, disk.actor, body));
    if (!answer) return;
    if (isRefusal(answer)) {
      if (answer.refused === 'epoch_stale') Object.assign(disk, { stale: true, asking: null });
      return;
    }
    Object.assign(disk, { lease: answer, asking: null, seq: 0 });
  }

  /** The whole disk, put into another machine. */
  copy(disk: Disk): void {
    this.disks.push({ ...disk, journal: disk.journal.map((each) => ({ ...each })) });
  }

  /** Installed anew and let in with a code. The journal was saved. */
  async installAnew(disk: Disk): Promise<void> {
    const instance = randomUUID();
    const { code } = accepted(await makeEnrolmentCode(this.t.house, manager, { kioskId: disk.kioskId }));
    accepted(await enrolKiosk(this.t.house, { requestId: null, address: null }, { code, instance, demo: false }));
    Object.assign(disk, { instance, lease: null, stale: false, asking: null, seq: 0 });
  }

  /** Counted and opened again; another copy of the till, and whatever is still to be handed in, knows nothing of it. */
  async countDrawer(disk: Disk): Promise<void> {
    const { house } = this.t;
    const closed = await closeShift(house, disk.actor, { uuid: randomUUID(), count: 0, note: '' });
    if (isRefusal(closed)) return;
    disk.shift = accepted(await openShift(house, disk.actor, { uuid: randomUUID(), float: 100_00 })).id;
    this.cash.set(disk.shift, 0);
  }
}
