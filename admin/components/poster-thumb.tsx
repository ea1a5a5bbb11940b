import type { BasePropertyProps } from 'adminjs';

/** A film's poster, small: the uploaded one, or the one that the house draws. */
export default function PosterThumb({ record }: BasePropertyProps) {
  const { poster, slug } = record?.params ?? {};
  const src = poster ? `/posters/${poster}` : `/films/${slug}/poster.svg`;
  return <img className="office-poster-thumb" src={src} alt="" width={40} height={60} loading="lazy" />;
}
