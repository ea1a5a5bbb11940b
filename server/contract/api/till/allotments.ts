import { allotted, reconcileBody, reconciled, syncBody } from '../../till/allotments.ts';
import { operation } from '../operation.ts';

const tag = 'Till';

export const syncAllotments = operation({
  id: 'syncAllotments',
  method: 'post',
  path: '/staff/till/allotments/sync/',
  tag,
  summary: "A new lease: the seats that are this till's alone",
  description:
    'Gives back what it keeps for nothing and takes what the settings say. `epoch_stale`: another copy of this till has synced meanwhile, and this one must stop selling without connection.',
  who: 'kiosk',
  body: syncBody,
  answer: allotted,
  refuses: ['epoch_stale', 'idempotency_mismatch'],
});

export const reconcile = operation({
  id: 'reconcile',
  method: 'post',
  path: '/staff/till/reconcile/',
  tag,
  summary: 'Hand in what was sold without connection',
  description:
    'In order, each on its own; a second time each gets the same verdict. What is rejected waits for a supervisor.',
  who: 'kiosk',
  body: reconcileBody,
  answer: reconciled,
  // A hundred sales of fifty seats each.
  largest: 1024 * 1024,
});
