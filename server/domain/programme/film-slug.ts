import type { Sql } from '../../db.ts';

/** Cyrillic to Latin. Source: resolution 55 of Ukraine's Cabinet of Ministers (2010), without its rules for word starts. */
const latin: Record<string, string> = Object.fromEntries(
  'а=a б=b в=v г=h ґ=g д=d е=e є=ie ж=zh з=z и=y і=i ї=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ь= ю=iu я=ia ё=io ы=y э=e ъ='
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
);

/** Letters. An address is read, sent and spoken. */
const longest = 80;

/**
 * `Amélie` → `amelie`, `Тіні забутих предків` → `tini-zabutykh-predkiv`. Never only figures: those are ids. Of a title
 * that is longer than an address should be, as many whole words as fit.
 */
export function slugOf(title: string): string {
  const slug = whole(lettersOf(title));
  return /[a-z]/.test(slug) ? slug : ['film', slug].filter(Boolean).join('-');
}

function lettersOf(title: string): string {
  return title
    .toLowerCase()
    .normalize('NFC')
    .replace(/[а-яёєіїґ]/g, (letter) => latin[letter] ?? '')
    .normalize('NFKD')
    .replace(/[\p{M}'’ʼ]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function whole(slug: string): string {
  if (slug.length <= longest) return slug;
  const end = slug.lastIndexOf('-', longest);
  return slug.slice(0, end > 0 ? end : longest);
}

/** The slug itself if no film has it, or else with the next number: `nosferatu-2`. */
export async function freeSlug(sql: Sql, slug: string): Promise<string> {
  const rows = await sql.query<{ slug: string }>('SELECT slug FROM films WHERE slug = $1 OR starts_with(slug, $2)', [
    slug,
    `${slug}-`,
  ]);
  return nextFree(slug, new Set(rows.map((row) => row.slug)));
}

/** The same of slugs that are known. */
export function nextFree(slug: string, taken: ReadonlySet<string>): string {
  let free = slug;
  for (let n = 2; taken.has(free); n++) free = `${slug}-${n}`;
  return free;
}
