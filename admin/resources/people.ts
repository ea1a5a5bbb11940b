import { z } from 'zod';
import { resourceWords as words } from '../../server/contract/words/en/office-resources.ts';
import { sql } from '../../server/db.ts';
import { changeStaff } from '../../server/domain/accounts/change-staff.ts';
import { endLogins } from '../../server/domain/accounts/end-logins.ts';
import { findCustomers } from '../../server/domain/accounts/find-customers.ts';
import { inviteAgain, inviteStaff } from '../../server/domain/accounts/invite-staff.ts';
import { lockAccount } from '../../server/domain/accounts/lock-account.ts';
import { setPin } from '../../server/domain/accounts/set-pin.ts';
import { choice, email, isProblem, line, readForm } from './form.ts';
import type { Field, OfficeResource } from './resource.ts';
import type { VerbAction } from './verb-action.ts';

const roles = ['door', 'clerk', 'supervisor', 'manager', 'administrator'] as const;

const person = z.object({ name: line(120), role: choice(roles) });

/** Neither password nor PIN, not even as hashes, ever leaves the database this way. */
const fields: Record<string, Field> = {
  id: { type: 'Int', id: true },
  name: { type: 'String', required: true },
  email: { type: 'String', required: true },
  role: { type: 'String', oneOf: roles, required: true },
  confirmedAt: { type: 'DateTime' },
  lockedAt: { type: 'DateTime' },
  createdAt: { type: 'DateTime' },
};

type Lock = Record<'lock' | 'unlock', VerbAction>;

const locks = (may: VerbAction['may'], many: Pick<VerbAction, 'bulk'> = {}): Lock => ({
  lock: {
    may,
    ...many,
    icon: 'Lock',
    danger: true,
    when: ({ lockedAt }) => !lockedAt,
    act: (deps, actor, userId) => lockAccount(deps, actor, { userId, locked: true }),
  },
  unlock: {
    may,
    ...many,
    icon: 'Unlock',
    when: ({ lockedAt }) => Boolean(lockedAt),
    act: (deps, actor, userId) => lockAccount(deps, actor, { userId, locked: false }),
  },
});

export const staff: OfficeResource = {
  id: 'staff',
  icon: 'Users',
  group: words.groups.people,
  model: 'User',
  fields,
  where: { role: { in: [...roles] } },
  see: 'manage_staff',
  change: 'manage_staff',
  async create(deps, actor, values) {
    const read = readForm(person.extend({ email }), values);
    return isProblem(read) ? read : inviteStaff(deps, actor, read);
  },
  async update(deps, actor, userId, values) {
    const read = readForm(person, values);
    return isProblem(read) ? read : changeStaff(deps, actor, { userId, ...read });
  },
  verbs: {
    pin: {
      may: 'manage_staff',
      icon: 'Hash',
      asks: 'pin',
      act: (deps, actor, userId, { pin }) => setPin(deps, actor, { userId, pin: pin ? String(pin) : null }),
    },
    inviteAgain: {
      may: 'manage_staff',
      icon: 'Mail',
      when: ({ confirmedAt, lockedAt }) => !confirmedAt && !lockedAt,
      act: (deps, actor, userId) => inviteAgain(deps, actor, { userId }),
    },
    signOut: {
      may: 'manage_staff',
      icon: 'LogOut',
      act: (deps, actor, userId) => endLogins(deps, actor, { userId }),
    },
    ...locks('manage_staff'),
  },
  options: {
    titleProperty: 'name',
    sort: { sortBy: 'name', direction: 'asc' },
    listProperties: ['name', 'email', 'role', 'confirmedAt', 'lockedAt'],
    filterProperties: ['name', 'email', 'role'],
    showProperties: ['name', 'email', 'role', 'confirmedAt', 'lockedAt', 'createdAt'],
    editProperties: ['name', 'email', 'role'],
    properties: { email: { components: { edit: 'CodeField' }, description: words.hints.email } },
  },
};

export const customers: OfficeResource = {
  id: 'customers',
  icon: 'User',
  group: words.groups.people,
  model: 'User',
  fields,
  where: { role: 'customer' },
  see: 'manage_customers',
  sorts: ['name', 'createdAt'],
  find: async ({ db }, { email: address, name }, most) =>
    address ? findCustomers(sql(db), { email: String(address), name: name ? String(name) : undefined }, most) : null,
  verbs: locks('manage_customers', { bulk: true }),
  options: {
    titleProperty: 'email',
    sort: { sortBy: 'createdAt', direction: 'desc' },
    listProperties: ['name', 'email', 'confirmedAt', 'lockedAt', 'createdAt'],
    filterProperties: ['name', 'email'],
    showProperties: ['name', 'email', 'confirmedAt', 'lockedAt', 'createdAt'],
    properties: {
      email: { isSortable: false },
      confirmedAt: { isSortable: false },
      lockedAt: { isSortable: false },
    },
  },
};
