import { z } from 'zod';
import { approvable, approvalKey } from './common.ts';

// POST enrol {code, instance} → EnrolledKiosk. No token yet; rate-limited. A code works once, within the hour.
// Enrolling again (a new code) ends the token, the epoch and the allotments of the installation before.

/** Made once by an installation and kept; a kiosk that was installed anew has another. */
export const instance = z.uuid();
export const enrolBody = z.strictObject({ code: z.string().trim().min(8).max(12), instance });

export const enrolledKiosk = z.object({ kiosk: z.object({ id: z.int(), name: z.string() }), token: z.string() });
export type EnrolledKiosk = z.infer<typeof enrolledKiosk>;

/** GET enrol → in the demo, the codes that let its tills in; otherwise none. */
export const enrolHint = z.object({ demoCodes: z.array(z.string()) });
export type EnrolHint = z.infer<typeof enrolHint>;

// Refusals that mean more than words: `not_enrolled` (401): the device's token is dead, enrol again; `clerk_signed_out`
// (401): the clerk's is, ask for the PIN. A kiosk says its version by `X-App-Version` with GET kiosk.
// GET kiosk → KioskFacts: what the till must know before anybody signs in; asked at the start and every minute.
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

// POST clerk/sign-in {clerk, pin} → SignedInClerk. Slowed after failures, locked after ten.
// POST clerk/sign-out → 204.
export const pin = z.string().regex(/^\d{4,8}$/);
export const clerkSignIn = z.strictObject({ clerk: z.int().min(1), pin });
export const signedInClerk = z.object({
  token: z.string(),
  clerk: z.object({ id: z.int(), name: z.string(), role: z.enum(['clerk', 'supervisor', 'manager', 'administrator']) }),
});
export type SignedInClerk = z.infer<typeof signedInClerk>;

// POST approvals {supervisor, pin, what} → Approval.
export const approvalBody = z.strictObject({ supervisor: z.int().min(1), pin, what: approvable });
export const approval = z.object({ key: approvalKey, by: z.string(), expiresAt: z.string() });
export type Approval = z.infer<typeof approval>;
