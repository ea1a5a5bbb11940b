import { setScreeningAllotment as setOperation, takeTillSeatsBack } from '../../contract/api/staff/allotments.ts';
import { revokeAllotment } from '../../domain/allotments/revoke-allotment.ts';
import { setScreeningAllotment } from '../../domain/allotments/set-screening-allotment.ts';
import { type Api, serve } from '../serve.ts';

/** Seats that tills keep for a cut line: how many of a screening, and back from a till. */
export function installAllotments(api: Api): void {
  const { deps } = api;
  serve(api, setOperation, ({ actor, params, body }) =>
    setScreeningAllotment(deps, actor, { screeningId: params.id, ...body }),
  );
  serve(api, takeTillSeatsBack, ({ actor, params }) => revokeAllotment(deps, actor, { kioskId: params.id }));
}
