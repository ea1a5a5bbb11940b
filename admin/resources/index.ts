import type { OfficeResource } from './resource.ts';

/** The tables of the back-office, in the order of the sidebar. */
export const resources: readonly OfficeResource[] = [];
