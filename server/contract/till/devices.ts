import { z } from 'zod';
import { id } from '../api/common.ts';
import { approvable, approvalKey } from './common.ts';

/** Made once by an installation and kept; a kiosk that was installed anew has another. */
export const instance = z.uuid();
export const enrolBody = z.strictObject({ code: z.string().trim().min(8).max(12), instance });

export const enrolledKiosk = z.object({ kiosk: z.object({ id: z.int(), name: z.string() }), token: z.string() });
export type EnrolledKiosk = z.infer<typeof enrolledKiosk>;

export const enrolHint = z.object({ demoCodes: z.array(z.string()) });
export type EnrolHint = z.infer<typeof enrolHint>;

export const kioskFacts = z.object({
  kiosk: z.object({ id: z.int(), name: z.string() }),
  cinema: z.object({
    name: z.string(),
    address: z.string(),
    timeZone: z.string(),
    currency: z.string(),
    language: z.string(),
  }),
  /** The server's clock, RFC 3339 UTC: the till reckons by it, never by its own wall clock. */
  now: z.string(),
  /** Those who may sign in here. */
  clerks: z.array(z.object({ id: z.int(), name: z.string(), role: z.string() })),
  /** Card readers, as Stripe Terminal names them. */
  readers: z.array(z.object({ id: z.string(), label: z.string(), online: z.boolean() })),
  /** Minutes without a touch before the till locks itself. */
  lockAfterMinutes: z.int(),
});
export type KioskFacts = z.infer<typeof kioskFacts>;

export const pin = z.string().regex(/^\d{4,8}$/);
export const clerkSignIn = z.strictObject({ clerk: id, pin });
export const signedInClerk = z.object({
  token: z.string(),
  clerk: z.object({ id: z.int(), name: z.string(), role: z.enum(['clerk', 'supervisor', 'manager', 'administrator']) }),
});
export type SignedInClerk = z.infer<typeof signedInClerk>;

export const approvalBody = z.strictObject({ supervisor: id, pin, what: approvable });
export const approval = z.object({ key: approvalKey, by: z.string(), expiresAt: z.string() });
export type Approval = z.infer<typeof approval>;
