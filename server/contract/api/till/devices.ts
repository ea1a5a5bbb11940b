import {
  approval,
  approvalBody,
  clerkSignIn,
  enrolBody,
  enrolHint,
  enrolledKiosk,
  kioskFacts,
  signedInClerk,
} from '../../till/devices.ts';
import { operation } from '../operation.ts';

const tag = 'Till';

export const getDemoCodes = operation({
  id: 'getDemoCodes',
  method: 'get',
  path: '/staff/till/enrol/',
  tag,
  summary: 'In the demo, the codes that let its tills in',
  description: 'Otherwise none.',
  who: 'stranger',
  answer: enrolHint,
});

export const enrolTill = operation({
  id: 'enrolTill',
  method: 'post',
  path: '/staff/till/enrol/',
  tag,
  summary: 'Let an installation in with a code of the back-office',
  description:
    'A code works once, within the hour. Enrolling again, with a new code, ends the token, the lease and the clerk of the installation before.',
  who: 'stranger',
  body: enrolBody,
  answer: enrolledKiosk,
  limit: 'enrolments',
  refuses: ['wrong_code'],
});

export const getTill = operation({
  id: 'getTill',
  method: 'get',
  path: '/staff/till/kiosk/',
  tag,
  summary: 'What a till must know before anybody signs in',
  description: 'Asked at the start and every minute. A till says its version as `X-App-Version`.',
  who: 'kiosk',
  answer: kioskFacts,
});

export const signInAtTill = operation({
  id: 'signInAtTill',
  method: 'post',
  path: '/staff/till/clerk/sign-in/',
  tag,
  summary: 'Stand at this till, by PIN',
  description:
    'Whoever stood there before is signed out. Wrong PINs are slowed down; the tenth in a row locks this person at this till.',
  who: 'kiosk',
  body: clerkSignIn,
  answer: signedInClerk,
  refuses: ['wrong_pin', 'pin_locked', 'rate_limited'],
});

export const signOutAtTill = operation({
  id: 'signOutAtTill',
  method: 'post',
  path: '/staff/till/clerk/sign-out/',
  tag,
  summary: 'Leave this till',
  who: 'kiosk',
});

export const approveAtTill = operation({
  id: 'approveAtTill',
  method: 'post',
  path: '/staff/till/approvals/',
  tag,
  summary: "A supervisor's yes to one act, by their PIN",
  description: 'The key is spent by the act that needs it: once, at this till, within two minutes.',
  who: 'clerk',
  body: approvalBody,
  answer: approval,
  refuses: ['forbidden', 'wrong_pin', 'pin_locked', 'rate_limited'],
});
