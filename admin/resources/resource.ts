import type { ResourceOptions } from 'adminjs';
import type { Refusal } from '../../server/contract/refusals.ts';
import type { resourceWords } from '../../server/contract/words/en/office-resources.ts';
import type { Deps } from '../../server/deps.ts';
import type { Actor, Verb } from '../../server/domain/actor.ts';
import type { VerbAction } from './verb-action.ts';

/** A column as AdminJS may know it. What is not listed never leaves the database. */
export interface Field {
  type: 'Int' | 'String' | 'Boolean' | 'DateTime' | 'Json' | 'BigInt';
  id?: true;
  list?: true;
  required?: true;
  /** A code, looked for as a whole: an index knows it. */
  whole?: true;
  /** The values of an enumeration, with `type: 'String'`. */
  oneOf?: readonly string[];
}

/** What a form sent, by column, as AdminJS read it. */
export type Values = Record<string, unknown>;

/** What is wrong with a form: a sentence a column, or one for the whole. */
export interface FormProblem {
  problems: Record<string, string>;
}

/** AdminJS's name for a verb on several records at once. */
export const manyOf = (verb: string) => `${verb}Many`;

export type Outcome = Refusal | FormProblem | { id: number };

/**
 * A table in the back-office. Reading goes to Prisma, by the listed columns alone; each writing goes to a verb, and
 * where none is given there is no way to write, whatever the request.
 */
export interface OfficeResource {
  /** In the address: `/admin/resources/films`. */
  id: keyof typeof resourceWords.labels;
  icon: string;
  /** Where the sidebar leads, if not to the list. */
  at?: string;
  /** The sidebar's heading above it. */
  group: string;
  /** Prisma's name for the table. */
  model: string;
  fields: Record<string, Field>;
  /** What the list may be sorted by, where the table has too many rows to sort by anything. */
  sorts?: readonly string[];
  /** Always part of a search. */
  where?: Values;
  /**
   * Ids of what a search means, the newest `most` of them, where Prisma's own way of searching would read the whole table.
   * Null: its way will do.
   */
  find?(deps: Deps, asked: Values, most: number): Promise<number[] | null>;
  /** What of the permission table opens the list, and what the forms. */
  see: Verb;
  change?: Verb;
  create?(deps: Deps, actor: Actor, values: Values): Promise<Outcome>;
  update?(deps: Deps, actor: Actor, id: number, values: Values): Promise<Outcome>;
  /** Buttons on a record, each a verb. */
  verbs?: Partial<Record<keyof typeof resourceWords.asks, VerbAction>>;
  /** Columns that come from elsewhere, read for the rows of a page. */
  extend?(deps: Deps, ids: number[]): Promise<Map<number, Values>>;
  options: ResourceOptions;
}
