import type { BasePropertyProps } from 'adminjs';
import { posterOf } from './poster-of.ts';

/** A film's poster, small: the uploaded one, or the one that the house draws. */
export default function PosterThumb({ record }: BasePropertyProps) {
  const src = posterOf(record?.params ?? {});
  if (!src) return null;
  return <img className="office-poster-thumb" src={src} alt="" width={40} height={60} loading="lazy" />;
}
