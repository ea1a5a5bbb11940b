import type { Refusal } from '../../server/contract/refusals.ts';
import { resourceWords } from '../../server/contract/words/en/office-resources.ts';
import type { NamedScreening } from '../../server/domain/programme/overlaps.ts';

const { problems: words } = resourceWords;
const mostTold = 4;

/** `stretch_overlaps` as sentences: which screening would run into which, in the venue's time. */
export function overlapProblem({ details }: Refusal): string {
  const overlaps = (details.overlaps ?? []) as { screening: NamedScreening; next: NamedScreening }[];
  const lines = overlaps.slice(0, mostTold).map(({ screening, next }) => words.overlap(told(screening), told(next)));
  const rest = overlaps.length - lines.length;
  return [words.overlaps(overlaps.length), ...lines, ...(rest > 0 ? [words.more(rest)] : [])].join(' ');
}

/** `Fri 27 Nov 19:30 Blue, Alien`: the offset in the stamp is the venue's, so that its clock can be read off it. */
function told({ startsAt, hall, film }: NamedScreening): string {
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
  return `${day.format(new Date(`${startsAt.slice(0, 10)}T12:00:00Z`))} ${startsAt.slice(11, 16)} ${hall}, ${film}`;
}
