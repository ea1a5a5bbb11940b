import { type Refusal, refuse } from '../contract/refusals.ts';

export type ActorKind =
  | 'customer'
  | 'api_client'
  | 'door'
  | 'clerk'
  | 'supervisor'
  | 'manager'
  | 'administrator'
  | 'kiosk'
  | 'system';

/** What a person is to this cinema, as the table of users keeps it. */
export type Role = Extract<ActorKind, 'customer' | 'door' | 'clerk' | 'supervisor' | 'manager' | 'administrator'>;

export function isStaff(role: Role): boolean {
  return role !== 'customer';
}

/** Who asks, from where. Every verb takes one; the doors make it, the verbs never guess it. */
export interface Actor {
  kind: ActorKind;
  userId: number | null;
  /** Whose holds these are: `user:7`, `browser:<uuid>`, `email:<address>`. */
  buyer: string;
  channel: 'web' | 'api' | 'kiosk' | 'office';
  requestId: string | null;
  address: string | null;
  /** The till at which they stand. */
  kioskId?: number;
}

export const system: Actor = {
  kind: 'system',
  userId: null,
  buyer: 'system',
  channel: 'office',
  requestId: null,
  address: null,
};

const everyone = [
  'customer',
  'api_client',
  'clerk',
  'supervisor',
  'manager',
  'administrator',
  'kiosk',
  'system',
] as const;
/** Whoever may have an account. */
const people = ['customer', 'api_client', 'door', 'clerk', 'supervisor', 'manager', 'administrator'] as const;
const staff = ['door', 'clerk', 'supervisor', 'manager', 'administrator', 'system'] as const;
/** Those who see customers by name. */
const desk = ['clerk', 'supervisor', 'manager', 'administrator', 'system'] as const;
const supervisors = ['supervisor', 'manager', 'administrator', 'system'] as const;
const managers = ['manager', 'administrator', 'system'] as const;

/** The one permission table (rule 16): which kinds of actor may do a verb at all. Whose order it is, the verb asks. */
export const permissions = {
  hold_seats: everyone,
  extend_hold: everyone,
  release_hold: everyone,
  place_order: everyone,
  start_payment: everyone,
  cancel_order: everyone,
  cancel_used_ticket: supervisors,
  expire_holds: ['system'],
  clear_past_screenings: ['system'],
  settle_order: ['system'],
  reconcile_payments: ['system'],
  send_refund: ['system'],
  admit_ticket: ['door', 'clerk', 'supervisor', 'manager', 'administrator'],
  undo_admission: ['supervisor', 'manager', 'administrator'],
  check_ticket: ['door', 'clerk', 'supervisor', 'manager', 'administrator', 'kiosk', 'system'],
  schedule_screening: managers,
  publish_screening: managers,
  move_screening: managers,
  cancel_screening: managers,
  copy_screenings: managers,
  change_film: managers,
  change_hall: managers,
  save_seat_plan: managers,
  publish_seat_plan: managers,
  see_price_cards: ['supervisor', 'manager', 'administrator', 'system'],
  change_price_card: managers,
  open_office: staff,
  see_tonight: staff,
  see_takings: ['supervisor', 'manager', 'administrator', 'system'],
  see_attention: ['supervisor', 'manager', 'administrator', 'system'],
  retry_job: managers,
  change_settings: managers,
  read_audit: managers,
  manage_webhooks: managers,
  manage_staff: ['administrator', 'system'],
  manage_customers: managers,
  view_house: desk,
  block_seats: supervisors,
  release_block: supervisors,
  move_seats: desk,
  move_to_other_category: supervisors,
  search_orders: desk,
  resend_tickets: desk,
  add_order_note: desk,
  hand_out_cash: desk,
  link_telegram: people,
  remind_customers: ['system'],
  manage_kiosks: managers,
  see_kiosks: supervisors,
  sign_in_at_till: ['clerk', 'supervisor', 'manager', 'administrator', 'kiosk'],
  sell_at_till: ['clerk', 'supervisor', 'manager', 'administrator'],
  open_shift: ['clerk', 'supervisor', 'manager', 'administrator'],
  move_cash: ['clerk', 'supervisor', 'manager', 'administrator'],
  close_shift: ['clerk', 'supervisor', 'manager', 'administrator'],
  close_shift_at_office: managers,
  ask_approval: ['clerk', 'supervisor', 'manager', 'administrator'],
  approve_at_till: ['supervisor', 'manager', 'administrator'],
  see_cash_up: supervisors,
  revoke_allotment: managers,
  set_allotment: managers,
  settle_cut_sales: supervisors,
  sync_till: ['clerk', 'supervisor', 'manager', 'administrator', 'kiosk'],
} as const satisfies Record<string, readonly ActorKind[]>;

export type Verb = keyof typeof permissions;

export function may(actor: Pick<Actor, 'kind'>, verb: Verb): boolean {
  const allowed: readonly ActorKind[] = permissions[verb];
  return allowed.includes(actor.kind);
}

/** Null if the actor may; otherwise the refusal. */
export function denied(actor: Actor, verb: Verb): Refusal | null {
  const allowed: readonly ActorKind[] = permissions[verb];
  return allowed.includes(actor.kind) ? null : refuse('forbidden', { verb });
}
