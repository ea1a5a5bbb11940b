/** Where a film's poster is, from the shop's root: the uploaded one, or the one that is drawn from its facts. */
export function posterAddress(film: { slug: string; poster: string | null }): string {
  return film.poster === null ? `/films/${film.slug}/poster.svg` : `/posters/${film.poster}`;
}
