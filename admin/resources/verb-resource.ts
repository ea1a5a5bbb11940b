import { Resource } from '@adminjs/prisma';
import {
  type ActionContext,
  type BaseRecord,
  type CurrentAdmin,
  type Filter,
  ForbiddenError,
  flat,
  ValidationError,
} from 'adminjs';
import { isRefusal, type Refusal } from '../../server/contract/refusals.ts';
import { resourceWords as words } from '../../server/contract/words/en/office-resources.ts';
import { refusalWords } from '../../server/contract/words/en/refusals.ts';
import type { Deps } from '../../server/deps.ts';
import { type Actor, denied } from '../../server/domain/actor.ts';
import type { Field, OfficeResource, Outcome, Values } from './resource.ts';

/** A list of a great table says how many there are up to here: nobody leafs on, and to count them all takes seconds. */
const countedTo = 300;

export interface VerbResourceArgs {
  office: OfficeResource;
  deps: Deps;
}

/**
 * AdminJS's window on a table: reads through Prisma, writes through verbs. Whatever action a request names, AdminJS
 * writes by these methods, and they know no other way.
 */
export class VerbResource extends Resource {
  readonly office: OfficeResource;
  readonly deps: Deps;

  constructor({ office, deps }: VerbResourceArgs) {
    const model = {
      name: office.model,
      dbName: null,
      schema: null,
      fields: Object.entries(office.fields).map(dmmfField(office.model)),
      uniqueFields: [],
      uniqueIndexes: [],
      primaryKey: null,
    };
    const enums = Object.entries(office.fields).flatMap(([name, { oneOf }]) =>
      oneOf ? [{ name: enumName(office.model, name), values: oneOf.map((value) => ({ name: value })) }] : [],
    );
    super({ model, client: deps.db.prisma, clientModule: { Prisma: { dmmf: { datamodel: { enums } } } } });
    this.office = office;
    this.deps = deps;
  }

  static override isAdapterFor(args: unknown): boolean {
    return typeof args === 'object' && args !== null && 'office' in args && 'deps' in args;
  }

  override id(): string {
    return this.office.id;
  }

  override async count(filter: Filter): Promise<number> {
    return this.manager.count({ where: await this.where(filter), ...(this.office.sorts ? { take: countedTo } : {}) });
  }

  override async find(filter: Filter, { limit = 10, offset = 0, sort = {} }: FindOptions): Promise<BaseRecord[]> {
    const sortBy = sort.sortBy && this.sortable(sort.sortBy) ? sort.sortBy : this.idProperty.path();
    const rows = await this.manager.findMany({
      where: await this.where(filter),
      skip: offset,
      take: limit,
      orderBy: { [sortBy]: sort.direction === 'asc' ? 'asc' : 'desc' },
    });
    return this.recordsOf(rows);
  }

  override async findOne(id: string | number): Promise<BaseRecord | null> {
    const [record] = await this.findMany([id]);
    return record ?? null;
  }

  override async findMany(ids: (string | number)[]): Promise<BaseRecord[]> {
    const numbers = ids.map(Number).filter((id) => Number.isSafeInteger(id) && id > 0 && id < 2 ** 31);
    const where = { AND: [this.office.where ?? {}, { [this.idProperty.path()]: { in: numbers } }] };
    return this.recordsOf(await this.manager.findMany({ where }));
  }

  override async create(params: Values, context?: ActionContext): Promise<Values> {
    const actor = this.writer(context);
    if (!this.office.create) throw new ForbiddenError('forbiddenError');
    return this.written(await this.office.create(this.deps, actor, formValues(params)));
  }

  override async update(id: string | number, params: Values = {}, context?: ActionContext): Promise<Values> {
    const actor = this.writer(context);
    if (!this.office.update) throw new ForbiddenError('forbiddenError');
    return this.written(await this.office.update(this.deps, actor, Number(id), formValues(params)));
  }

  /** Nothing here is ever deleted: what has a history is archived, by a verb. */
  override async delete(): Promise<void> {
    throw new ForbiddenError('forbiddenError');
  }

  private sortable(name: string): boolean {
    return this.property(name) !== null && (this.office.sorts?.includes(name) ?? true);
  }

  private writer(context: ActionContext | undefined): Actor {
    const actor = actorOf(context?.currentAdmin);
    if (!actor || !this.office.change || denied(actor, this.office.change)) throw new ForbiddenError('forbiddenError');
    return actor;
  }

  private async written(outcome: Outcome): Promise<Values> {
    if (isRefusal(outcome)) throw refusalError(outcome);
    if ('problems' in outcome) {
      const each = Object.entries(outcome.problems).map(([name, message]) => [name, { type: 'wrong', message }]);
      throw new ValidationError(Object.fromEntries(each), { message: firstProblem(outcome.problems) });
    }
    const record = await this.findOne(outcome.id);
    return record?.params ?? {};
  }

  private async recordsOf(rows: Values[]): Promise<BaseRecord[]> {
    const read = rows.map((row) => plain(this.prepareReturnValues(row)));
    const more = await this.office.extend?.(
      this.deps,
      read.map((row) => Number(row.id)),
    );
    return read.map((row) => this.build({ ...row, ...more?.get(Number(row.id)) }));
  }

  private async where(filter: Filter): Promise<Values> {
    const values = Object.fromEntries(Object.entries(filter?.filters ?? {}).map(([name, { value }]) => [name, value]));
    const found = await this.office.find?.(this.deps, values, countedTo);
    const asked = Object.entries(values).flatMap(([name, value]) => {
      const field = this.office.fields[name];
      return field ? [condition(name, field, value)] : [];
    });
    return { AND: [this.office.where ?? {}, ...(found ? [{ [this.idProperty.path()]: { in: found } }] : asked)] };
  }
}

/** JSON knows no BigInt; ids stay far below 2^53 here. */
function plain(row: Values): Values {
  const entries = Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]);
  return Object.fromEntries(entries);
}

interface FindOptions {
  limit?: number;
  offset?: number;
  sort?: { sortBy?: string; direction?: 'asc' | 'desc' };
}

export function actorOf(admin: CurrentAdmin | undefined): Actor | null {
  return (admin?.actor as Actor | undefined) ?? null;
}

/** A refusal in the words of its verb, above the form. AdminJS takes a form without a wrong field for saved: one is. */
export function refusalError(refusal: Refusal): ValidationError {
  const said = { type: refusal.refused, message: refusalWords[refusal.refused](refusal.details) };
  return new ValidationError({ refused: said }, said);
}

/** Said above the form too: the field itself may have scrolled away. */
function firstProblem(problems: Record<string, string>): string {
  const [[name, problem] = ['', '']] = Object.entries(problems);
  const labels: Record<string, string> = words.properties;
  return `${labels[name] ?? name}: ${problem}`;
}

/** AdminJS sends forms flat (`cast.0`), and leaves a list out when it is empty. */
function formValues(params: Values): Values {
  return flat.unflatten(params) as Values;
}

function condition(name: string, field: Field, value: unknown): Values {
  const text = String(value);
  if (field.type === 'DateTime') {
    const { from, to } = (typeof value === 'object' && value !== null ? value : {}) as { from?: string; to?: string };
    const date = (given: string | undefined) =>
      given && !Number.isNaN(Date.parse(given)) ? new Date(given) : undefined;
    return { [name]: { gte: date(from), lte: date(to) } };
  }
  if (field.list) return { [name]: { has: text } };
  if (field.oneOf) return field.oneOf.includes(text) ? { [name]: text } : {};
  if (field.whole) return { [name]: text };
  if (field.type === 'Boolean') return { [name]: text === 'true' };
  if (field.type === 'String') return { [name]: { contains: text, mode: 'insensitive' } };
  const number = Number(text);
  return Number.isSafeInteger(number) && Math.abs(number) < 2 ** 31 ? { [name]: number } : { [name]: { in: [] } };
}

function dmmfField(model: string) {
  return ([name, field]: [string, Field]) => ({
    name,
    kind: field.oneOf ? ('enum' as const) : ('scalar' as const),
    type: field.oneOf ? enumName(model, name) : field.type,
    isId: field.id === true,
    isList: field.list === true,
    isUnique: false,
    hasDefaultValue: false,
    isRequired: field.required === true,
    isReadOnly: false,
  });
}

const enumName = (model: string, field: string) => `${model}.${field}`;
