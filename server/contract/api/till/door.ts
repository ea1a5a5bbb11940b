import { doorAnswer, tillScan } from '../../door.ts';
import { operation } from '../operation.ts';

export const scanAtTill = operation({
  id: 'scanAtTill',
  method: 'post',
  path: '/staff/till/door/',
  tag: 'Till',
  summary: 'Let one guest in by the code of their ticket',
  description: 'As at any other door, under the name of the till.',
  who: 'clerk',
  body: tillScan,
  answer: doorAnswer,
  refuses: ['idempotency_mismatch'],
});
