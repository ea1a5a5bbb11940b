import { z } from 'zod';

/**
 * The till: what a kiosk says to the server, all under `/api/staff/till/`.
 *
 * `server/contract/api/till` has the operations. Every request carries the device's token (`Authorization: Kiosk
 * <token>`), and those that a person answers for also the clerk's (`X-Clerk: <token>`), which is bound to that device.
 * Every write carries a `uuid` that the kiosk made, journaled and flushed before it sent: the same uuid is the same act,
 * whenever and however often it arrives.
 * Amounts are minor units of the cinema's currency; instants are RFC 3339 with the venue's offset.
 */
export const uuid = z.uuid();
/** In an address, in small letters or in large ones. */
export const writtenUuid = uuid.transform((text) => text.toLowerCase());
export const minor = z.int().min(0).max(100_000_000);

/**
 * A supervisor's yes, fetched with their PIN by `POST approvals` and spent by the act that needs it: once, on the same
 * kiosk, within two minutes.
 */
export const approvalKey = z.string().min(20).max(64);

/** What a supervisor is asked to allow. */
export const approvable = z.enum(['refund', 'exchange_keep_price', 'paid_out', 'close_with_difference']);
export type Approvable = z.infer<typeof approvable>;
