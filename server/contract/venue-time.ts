/**
 * A cinema lives in one IANA zone, and every face shows that zone's time. The functions that build instants need
 * `Temporal` (the server's Node has it); those that only format use `Intl` and run in any browser.
 */

/** Refused wall-clock times: one that the clocks skip, and one that comes twice unless the caller says which. */
export type LocalTimeRefusal = 'local_time_missing' | 'local_time_ambiguous';

/** The instant of a wall-clock time. `date` is `YYYY-MM-DD`, `time` `HH:MM`. Elapsed time is counted from instants. */
export function instantOf(
  date: string,
  time: string,
  zone: string,
  which?: 'earlier' | 'later',
): Temporal.Instant | LocalTimeRefusal {
  const local = Temporal.PlainDateTime.from(`${date}T${time}`);
  const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = local.toZonedDateTime(zone, { disambiguation: 'later' });
  if (earlier.epochMilliseconds === later.epochMilliseconds) return earlier.toInstant();
  // In a gap, both readings land beside the time that was asked for.
  if (!earlier.toPlainDateTime().equals(local)) return 'local_time_missing';
  if (!which) return 'local_time_ambiguous';
  return (which === 'earlier' ? earlier : later).toInstant();
}

/** The instant in the venue's zone. */
export function venueTime(at: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
}

/** RFC 3339 with the venue's offset: `2026-03-29T04:30:00+03:00`. */
export function rfc3339(at: Date, zone: string): string {
  return venueTime(at, zone).toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/** The business date of an instant: the local date, less one day before the cut-off (`HH:MM`). */
export function businessDate(at: Date, zone: string, cutoff: string): string {
  const local = venueTime(at, zone);
  const early = Temporal.PlainTime.compare(local.toPlainTime(), Temporal.PlainTime.from(cutoff)) < 0;
  return (early ? local.toPlainDate().subtract({ days: 1 }) : local.toPlainDate()).toString();
}

/** The instants between which a business day lies: cut-off to cut-off (25 h or 23 h on the days the clocks change). */
export function businessDay(date: string, zone: string, cutoff: string): { from: Date; to: Date } {
  const day = Temporal.PlainDate.from(date);
  const edge = (d: Temporal.PlainDate) =>
    new Date(d.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(cutoff) }).epochMilliseconds);
  return { from: edge(day), to: edge(day.add({ days: 1 })) };
}

/** To make one takes longer than to draw the rest of a line; there are some dozens of them. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, options);
  formats.set(key, known);
  return known;
}

/** `19:30`, venue time. */
export function clockTime(at: Date | string, zone: string, language: string): string {
  const options = { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return format(language, options).format(new Date(at));
}

/** A calendar date in words. `date` is `YYYY-MM-DD` and has no zone. */
export function dateInWords(date: string, language: string, options: Intl.DateTimeFormatOptions): string {
  return format(language, { ...options, timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}

/** The local calendar date, `YYYY-MM-DD`. */
export function localDate(at: Date | string, zone: string): string {
  return format('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(at));
}

const shortDay = { weekday: 'short', day: 'numeric', month: 'short' } as const;

/** `Fri 27 Nov, 19:30`, venue time; of the date other `parts`, if they are given. */
export function dayAndTime(
  at: Date | string,
  zone: string,
  language: string,
  parts: Intl.DateTimeFormatOptions = shortDay,
): string {
  return `${dateInWords(localDate(at, zone), language, parts)}, ${clockTime(at, zone, language)}`;
}

/**
 * When a show starts, in words. A show after midnight belongs to the evening before, and says both days:
 * `Fri night / Sat 00:05`.
 */
export function showDay(
  show: { startsAt: string | Date; businessDate: string },
  zone: string,
  language: string,
  words: { night: (day: string) => string },
): string {
  const calendar = localDate(show.startsAt, zone);
  if (calendar === show.businessDate) return dayAndTime(show.startsAt, zone, language);
  const weekday = (date: string) => dateInWords(date, language, { weekday: 'short' });
  return `${words.night(weekday(show.businessDate))} / ${weekday(calendar)} ${clockTime(show.startsAt, zone, language)}`;
}

/** The day of a show in words, without its time: `Friday, 27 November`, or `Fri night / Sat, 28 Nov` after midnight. */
export function showDate(
  show: { startsAt: string | Date; businessDate: string },
  zone: string,
  language: string,
  words: { night: (day: string) => string },
): string {
  const calendar = localDate(show.startsAt, zone);
  if (calendar === show.businessDate) {
    return dateInWords(calendar, language, { weekday: 'long', day: 'numeric', month: 'long' });
  }
  const evening = dateInWords(show.businessDate, language, { weekday: 'short' });
  return `${words.night(evening)} / ${dateInWords(calendar, language, shortDay)}`;
}
