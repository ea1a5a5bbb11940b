/** The address of a film's poster: the uploaded one, or the one that the house draws for films that it shows. */
export function posterOf({ poster, slug, archivedAt }: Record<string, unknown>): string | null {
  if (poster) return `/posters/${poster}`;
  return archivedAt ? null : `/films/${slug}/poster.svg`;
}
