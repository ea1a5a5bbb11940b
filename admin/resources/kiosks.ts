import QRCode from 'qrcode';
import { z } from 'zod';
import { mostKept } from '../../server/contract/api/staff/allotments.ts';
import { isRefusal } from '../../server/contract/refusals.ts';
import { kioskWords } from '../../server/contract/words/en/office-kiosks.ts';
import { resourceWords as words } from '../../server/contract/words/en/office-resources.ts';
import { sql } from '../../server/db.ts';
import { revokeAllotment } from '../../server/domain/allotments/revoke-allotment.ts';
import { changeKiosk, makeEnrolmentCode, registerKiosk, revokeKiosk } from '../../server/domain/kiosks/manage-kiosk.ts';
import { isProblem, line, maybeLine, maybeWhole, readForm } from './form.ts';
import type { OfficeResource } from './resource.ts';

const facts = z.object({ name: line(40) });
const settings = facts.extend({
  allotmentSeats: maybeWhole(0, mostKept),
  allotmentCategory: maybeLine(40).transform((code) => code || null),
  allotmentRows: maybeLine(60),
});

/** The tills. Neither token nor code, not even as hashes, ever leaves the database this way. */
export const kiosks: OfficeResource = {
  id: 'kiosks',
  icon: 'Monitor',
  group: words.groups.house,
  model: 'Kiosk',
  see: 'see_kiosks',
  change: 'manage_kiosks',
  fields: {
    id: { type: 'Int', id: true },
    name: { type: 'String', required: true },
    enrolledAt: { type: 'DateTime' },
    lastSeenAt: { type: 'DateTime' },
    appVersion: { type: 'String' },
    allotmentSeats: { type: 'Int' },
    allotmentRows: { type: 'String' },
    revokedAt: { type: 'DateTime' },
    createdAt: { type: 'DateTime' },
  },
  async create(deps, actor, values) {
    const read = readForm(facts, values);
    return isProblem(read) ? read : registerKiosk(deps, actor, read);
  },
  async update(deps, actor, kioskId, values) {
    const read = readForm(settings, values);
    return isProblem(read) ? read : changeKiosk(deps, actor, { kioskId, ...read });
  },
  verbs: {
    enrolmentCode: {
      may: 'manage_kiosks',
      icon: 'Key',
      async act(deps, actor, kioskId) {
        const made = await makeEnrolmentCode(deps, actor, { kioskId });
        if (isRefusal(made)) return made;
        const svg = await QRCode.toString(made.code, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
        const picture = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
        return {
          shown: { text: made.code, picture, ...kioskWords.code, open: { href: '/kiosk/', label: kioskWords.here } },
        };
      },
    },
    revokeAllotment: {
      may: 'revoke_allotment',
      icon: 'Unlock',
      danger: true,
      act: (deps, actor, kioskId) => revokeAllotment(deps, actor, { kioskId }),
    },
    revokeKiosk: {
      may: 'manage_kiosks',
      icon: 'Slash',
      danger: true,
      when: ({ revokedAt }) => !revokedAt,
      act: (deps, actor, kioskId) => revokeKiosk(deps, actor, { kioskId }),
    },
  },
  async extend({ db }, ids) {
    const rows = await sql(db).query<{ id: number; allotmentCategory: string | null }>(
      `SELECT k.id, c.code AS "allotmentCategory" FROM kiosks k LEFT JOIN seat_categories c ON c.id = k.allotment_category_id
        WHERE k.id = ANY ($1)`,
      [ids],
    );
    return new Map(rows.map(({ id, allotmentCategory }) => [id, { allotmentCategory }]));
  },
  options: {
    titleProperty: 'name',
    properties: {
      allotmentSeats: { description: kioskWords.ofTill.seats },
      allotmentCategory: {
        type: 'string',
        components: { show: 'SeatCategoryShown', edit: 'SeatCategoryField' },
        description: kioskWords.ofTill.category,
      },
      allotmentRows: { description: kioskWords.ofTill.rows },
    },
    sort: { sortBy: 'name', direction: 'asc' },
    listProperties: ['name', 'enrolledAt', 'lastSeenAt', 'appVersion', 'revokedAt'],
    filterProperties: ['name'],
    showProperties: [
      'name',
      'enrolledAt',
      'lastSeenAt',
      'appVersion',
      'allotmentSeats',
      'allotmentCategory',
      'allotmentRows',
      'revokedAt',
      'createdAt',
    ],
    editProperties: ['name', 'allotmentSeats', 'allotmentCategory', 'allotmentRows'],
  },
};
