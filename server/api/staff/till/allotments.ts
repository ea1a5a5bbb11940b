import {
  reconcile as reconcileOperation,
  syncAllotments as syncOperation,
} from '../../../contract/api/till/allotments.ts';
import { syncAllotments } from '../../../domain/allotments/sync-allotments.ts';
import { reconcile } from '../../../domain/cut-sales/reconcile.ts';
import { type Api, serve } from '../../serve.ts';

/** `/allotments` and `/reconcile`: the till's own seats, and what it sold of them with the line cut. */
export function installAllotments(api: Api): void {
  const { deps } = api;
  serve(api, syncOperation, ({ actor, body }) => syncAllotments(deps, actor, body));
  serve(api, reconcileOperation, ({ actor, body }) => reconcile(deps, actor, body));
}
