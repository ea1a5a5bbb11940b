import type { RequestHandler } from 'express';
import { clerkOnly } from '../../../auth/till.ts';
import { sendRefusal } from '../../refusals.ts';

/** For what a person answers for; the rest is the device's. */
export const clerkNeeded: RequestHandler = clerkOnly(sendRefusal);
