import { setTimeout } from 'node:timers/promises';

/** How long what everybody asks may be kept by a process (decision 22), and a little more. */
export const aMoment = () => setTimeout(60);
