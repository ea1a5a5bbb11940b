import { cashMovement, closeShift, openShift, shift, shiftReport } from '../../till/shifts.ts';
import { operation } from '../operation.ts';

const tag = 'Till';

export const openTillShift = operation({
  id: 'openTillShift',
  method: 'post',
  path: '/staff/till/shifts/',
  tag,
  summary: 'Open the drawer with its float',
  who: 'clerk',
  body: openShift,
  answer: shift,
  refuses: ['shift_open', 'idempotency_mismatch'],
});

export const getTillShift = operation({
  id: 'getTillShift',
  method: 'get',
  path: '/staff/till/shifts/current/',
  tag,
  summary: 'The shift whose drawer is open',
  who: 'kiosk',
  answer: shift,
  refuses: ['not_found'],
});

export const getXReport = operation({
  id: 'getXReport',
  method: 'get',
  path: '/staff/till/shifts/current/x-report/',
  tag,
  summary: 'How the open drawer stands at this moment',
  who: 'clerk',
  answer: shiftReport,
  refuses: ['not_found'],
});

export const moveTillCash = operation({
  id: 'moveTillCash',
  method: 'post',
  path: '/staff/till/shifts/current/movements/',
  tag,
  summary: 'Put cash into the drawer, or take it out, without a sale',
  description: "A paid-out needs a supervisor's yes.",
  who: 'clerk',
  body: cashMovement,
  answer: shift,
  refuses: ['no_open_shift', 'approval_needed', 'approval_invalid', 'idempotency_mismatch'],
});

export const closeTillShift = operation({
  id: 'closeTillShift',
  method: 'post',
  path: '/staff/till/shifts/current/close/',
  tag,
  summary: 'Close the drawer with what was counted in it',
  description:
    "Answers the Z report. A count that is off by more than the cinema allows needs a supervisor's yes, and is told (`approval_needed`) what is expected.",
  who: 'clerk',
  body: closeShift,
  answer: shiftReport,
  refuses: ['no_open_shift', 'payments_under_way', 'approval_needed', 'approval_invalid', 'idempotency_mismatch'],
});

export const getTillZReport = operation({
  id: 'getTillZReport',
  method: 'get',
  path: '/staff/till/shifts/{id}/z-report/',
  tag,
  summary: 'The Z report of a shift of this till that has closed',
  who: 'clerk',
  answer: shiftReport,
});
