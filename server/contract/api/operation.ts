import { z } from 'zod';
import type { RefusalCode } from '../refusals.ts';
import { idText } from './common.ts';

/**
 * Who may call. `public`: anybody; `stranger`: anybody, and a token that they carry is not looked at;
 * `guest_or_customer`: a signed-in customer, or a guest with the order's token; `staff`: a login of
 * staff from a page of ours; `kiosk`: a till by its device's token; `clerk`: a person who has signed in at a till, by
 * both their tokens; `bot`: whoever knows the bot's secret.
 */
export type Who = 'public' | 'stranger' | 'guest_or_customer' | 'customer' | 'staff' | 'kiosk' | 'clerk' | 'bot';

/** Which budget of requests a call is taken from; how large each one is, the server says. */
export type LimitName = 'reads' | 'orders' | 'writes' | 'enrolments' | 'none';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The names in braces of `/orders/{id}/tickets/{ticket}/refund/`. */
type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** What one writes down of an operation; see `Operation` for what is left out. */
interface Description<Path extends string, Params, Query, Body, Answer> {
  /** Its name in the document and in generated clients: `placeOrder`. */
  id: string;
  method: Method;
  /** Below `/api`, with a slash at its end: `/orders/{id}/pay/`. */
  path: Path;
  tag: string;
  /** One line, as a title. */
  summary: string;
  /** What else a reader should know; Markdown. */
  description?: string;
  who: Who;
  /** How a name in the path is written; an id unless said. What is not written so names nothing: 404. */
  params?: Params;
  /** Strict; no questions unless said. */
  query?: Query;
  body?: Body;
  /** Of success; 200 unless said. */
  status?: 200 | 201 | 202 | 204;
  /** What success answers; nothing (204) if left out. */
  answer?: Answer;
  /** The refusals of the verb behind it. Those of the door itself are known: see `refusalsOf`. */
  refuses?: readonly RefusalCode[];
  /** Acts at most once per `Idempotency-Key`. */
  idempotent?: boolean;
  /** `reads` for a GET, `writes` for anything else, unless said; none for tills, all of which share one address. */
  limit?: LimitName;
  /** The body's media type where it is not JSON; the route reads such a body by itself. */
  takes?: 'multipart/form-data' | 'application/octet-stream';
  /** The route reads even JSON by itself, as bytes, because somebody has signed them. */
  signed?: boolean;
  /** Of the answer where it is not JSON, and the route sends it by itself. */
  gives?: 'text/csv' | 'application/pdf' | 'image/png' | 'text/html';
  /** The most that a body may have, in bytes; 64 kB unless said. */
  largest?: number;
  /** Made of films, screenings and prices alone, whatever seats are sold: it is made anew only when those change. */
  seatless?: boolean;
}

/** One operation of the API as plain data: the server checks by it, the document shows it, the client is typed by it. */
export interface Operation {
  id: string;
  method: Method;
  path: string;
  tag: string;
  summary: string;
  description: string;
  who: Who;
  params: Record<string, z.ZodType>;
  query: z.ZodType;
  body: z.ZodType | null;
  status: number;
  answer: z.ZodType | null;
  refuses: readonly RefusalCode[];
  idempotent: boolean;
  /** A read whose answer carries an ETag. */
  tagged: boolean;
  limit: LimitName;
  takes: string;
  /** Whether the route reads the body by itself. */
  ownBody: boolean;
  gives: string;
  largest: number;
  seatless: boolean;
}

/** An operation that also knows its types. */
export interface TypedOperation<Params, Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType>
  extends Operation {
  query: Query;
  /** Never there: for the types alone. */
  types?: { params: Params; body: Body; answer: Answer };
}

type ParamsOf<Path extends string, Params> = {
  [Name in NamesIn<Path>]: Name extends keyof Params
    ? Params[Name] extends z.ZodType
      ? z.output<Params[Name]>
      : never
    : number;
};

const nothingAsked = z.strictObject({});
export const json = 'application/json';

/** Describes an operation. */
export function operation<
  const Path extends string,
  Params extends Partial<Record<NamesIn<Path>, z.ZodType>> = Record<never, z.ZodType>,
  Query extends z.ZodType = typeof nothingAsked,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodUndefined,
>(said: Description<Path, Params, Query, Body, Answer>): TypedOperation<ParamsOf<Path, Params>, Query, Body, Answer> {
  const reads = said.method === 'get';
  const names = Array.from(said.path.matchAll(/{(\w+)}/g), ([, name = '']) => name);
  const written: Record<string, z.ZodType | undefined> = said.params ?? {};
  return {
    id: said.id,
    method: said.method,
    path: said.path,
    tag: said.tag,
    summary: said.summary,
    description: said.description ?? '',
    who: said.who,
    params: Object.fromEntries(names.map((name) => [name, written[name] ?? idText])),
    // Left out, its type is that of the schema that stands in for it.
    query: said.query ?? (nothingAsked as unknown as Query),
    body: said.body ?? null,
    status: said.status ?? (said.answer ? 200 : 204),
    answer: said.answer ?? null,
    refuses: said.refuses ?? [],
    idempotent: said.idempotent ?? false,
    tagged: reads && !said.gives && said.who !== 'staff' && !atTill(said.who),
    limit: said.limit ?? (atTill(said.who) ? 'none' : reads ? 'reads' : 'writes'),
    takes: said.takes ?? json,
    ownBody: said.takes !== undefined || said.signed === true,
    gives: said.gives ?? json,
    largest: said.largest ?? 64 * 1024,
    seatless: said.seatless ?? false,
  };
}

function atTill(who: Who): boolean {
  return who === 'kiosk' || who === 'clerk';
}

/** What is said to whoever may not ask at all. */
const unproved: Record<Who, RefusalCode[]> = {
  public: ['unauthenticated'],
  stranger: [],
  guest_or_customer: ['unauthenticated'],
  customer: ['unauthenticated'],
  staff: ['unauthenticated'],
  kiosk: ['not_enrolled'],
  clerk: ['not_enrolled', 'clerk_signed_out'],
  bot: ['unauthenticated'],
};

/** Every refusal that the operation can answer with: the door's own, and those of its verb. */
export function refusalsOf(operation: Operation): RefusalCode[] {
  const { who, limit, idempotent, params, method, ownBody } = operation;
  // What watches over the process is never refused.
  if (who === 'stranger' && method === 'get' && limit === 'none') return [...operation.refuses];
  const codes: RefusalCode[] = ['invalid_request'];
  if (limit !== 'none') codes.push('rate_limited');
  codes.push(...unproved[who]);
  // A write must come from a page of ours.
  if (who === 'staff' && method !== 'get') codes.push('forbidden');
  if (Object.keys(params).length > 0) codes.push('not_found');
  if (method !== 'get') codes.push('too_large');
  if (method !== 'get' && !ownBody) codes.push('unsupported_media_type');
  if (idempotent) codes.push('idempotency_mismatch', 'idempotency_in_progress');
  return [...new Set([...codes, ...operation.refuses])];
}
