import type { Verb } from '../server/domain/actor.ts';

/** A tool of ours in the back-office, at `/admin/pages/<key>`. */
export interface OfficePage {
  key: string;
  /** What the sidebar calls it. */
  label: string;
  /** From this folder: `tools/schedule/schedule.tsx`. Its default export is a component without props. */
  component: string;
  /** A name of the design system's icons (feather), `Calendar`. */
  icon: string;
  /** Whoever may do one of these sees the tool. */
  verbs: readonly Verb[];
}

/** In the order of the sidebar. */
export const pages: readonly OfficePage[] = [];

/** What `/admin` itself shows; AdminJS's own greeting until there is one. */
export const dashboard: string | null = null;
