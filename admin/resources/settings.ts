import { z } from 'zod';
import { resourceWords as words } from '../../server/contract/words/en/office-resources.ts';
import { sql } from '../../server/db.ts';
import { changeSettings } from '../../server/domain/settings/change-settings.ts';
import { decimal, decimalShown, email, isProblem, line, maybeLine, maybeWhole, readForm, whole } from './form.ts';
import type { OfficeResource } from './resource.ts';

const currencies = new Set(Intl.supportedValuesOf('currency'));

const settings = z
  .object({
    name: line(80),
    address: line(200),
    phone: maybeLine(40).transform((phone) => phone || null),
    email,
    timeZone: line(60).refine(isZone, words.problems.zone),
    currency: line(3)
      .transform((code) => code.toUpperCase())
      .refine((code) => currencies.has(code), words.problems.currency),
    businessDayCutoff: line(5).refine((time) => /^(0\d|1[01]):[0-5]\d$|^12:00$/.test(time), words.problems.time),
    holdMinutes: whole(2, 60),
    holdCapMinutes: whole(30, 180),
    maxSeatsPerBuyer: whole(1, 50),
    maxHoldsPerBuyer: whole(1, 20),
    salesCloseMinutes: whole(0, 240),
    cancelWindowMinutes: whole(0, 10_080),
    accessibleReleaseMinutes: maybeWhole(0, 10_080),
    preShowMinutes: whole(0, 60),
    taxRate: decimal(2, 5_000),
    cashDifferenceAllowed: whole(0, 10_000_000),
    tillLockMinutes: whole(1, 60),
    allotmentSeats: whole(0, 50),
    receiptText: maybeLine(300),
  })
  .refine(({ holdMinutes, holdCapMinutes }) => holdCapMinutes >= holdMinutes, {
    path: ['holdCapMinutes'],
    message: words.problems.capBelowHold,
  });

const shown = [
  'name',
  'address',
  'phone',
  'email',
  'timeZone',
  'currency',
  'taxRate',
  'businessDayCutoff',
  'preShowMinutes',
  'salesCloseMinutes',
  'cancelWindowMinutes',
  'holdMinutes',
  'holdCapMinutes',
  'maxSeatsPerBuyer',
  'maxHoldsPerBuyer',
  'accessibleReleaseMinutes',
  'tillLockMinutes',
  'cashDifferenceAllowed',
  'allotmentSeats',
  'receiptText',
];

export const cinemaSettings: OfficeResource = {
  id: 'settings',
  icon: 'Settings',
  at: '/records/1/edit',
  group: words.groups.house,
  model: 'Cinema',
  see: 'change_settings',
  change: 'change_settings',
  fields: {
    id: { type: 'Int', id: true },
    name: { type: 'String', required: true },
    address: { type: 'String', required: true },
    phone: { type: 'String' },
    email: { type: 'String', required: true },
    timeZone: { type: 'String', required: true },
    currency: { type: 'String', required: true },
    businessDayCutoff: { type: 'String', required: true },
    holdMinutes: { type: 'Int', required: true },
    holdCapMinutes: { type: 'Int', required: true },
    maxSeatsPerBuyer: { type: 'Int', required: true },
    maxHoldsPerBuyer: { type: 'Int', required: true },
    salesCloseMinutes: { type: 'Int', required: true },
    cancelWindowMinutes: { type: 'Int', required: true },
    accessibleReleaseMinutes: { type: 'Int' },
    preShowMinutes: { type: 'Int', required: true },
    // Kept in hundredths of a percent, shown and typed in percent.
    taxRate: { type: 'String', required: true },
    cashDifferenceAllowed: { type: 'Int', required: true },
    tillLockMinutes: { type: 'Int', required: true },
    allotmentSeats: { type: 'Int', required: true },
    receiptText: { type: 'String' },
  },
  async update(deps, actor, _id, values) {
    const read = readForm(settings, values);
    return isProblem(read) ? read : changeSettings(deps, actor, read);
  },
  async extend({ db }, ids) {
    const rows = await sql(db).query<{ id: number; taxRate: number }>(
      'SELECT id, tax_rate AS "taxRate" FROM cinema WHERE id = ANY ($1)',
      [ids],
    );
    return new Map(rows.map(({ id, taxRate }) => [id, { taxRate: decimalShown(taxRate, 2) }]));
  },
  options: {
    titleProperty: 'name',
    listProperties: ['name', 'timeZone', 'currency'],
    filterProperties: [],
    showProperties: shown,
    editProperties: shown,
    properties: { email: { description: '' }, receiptText: { type: 'textarea' } },
  },
};

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone.includes('/') || zone === 'UTC';
  } catch {
    return false;
  }
}
