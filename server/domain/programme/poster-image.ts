import sharp from 'sharp';
import { type Refusal, refuse } from '../../contract/refusals.ts';

/** Posters are 2 by 3, large enough for a sharp phone at full width. */
const width = 800;
const height = 1200;
const mostPixels = 50_000_000;
const read = ['jpeg', 'png', 'webp', 'heif'];

/**
 * A picture made anew from whatever was sent, so that nothing but its pixels gets through: no metadata, no scripts, no
 * second file behind the first. WebP, 800 by 1200. Refusal: `no_image` for what is none, or too large to unpack.
 */
export async function posterImage(file: Buffer): Promise<Buffer | Refusal> {
  try {
    const image = sharp(file, { limitInputPixels: mostPixels, failOn: 'error' });
    const { format } = await image.metadata();
    if (!format || !read.includes(format)) return refuse('no_image');
    return await image
      .rotate()
      .resize(width, height, { fit: 'cover', position: 'attention' })
      .flatten({ background: '#14110f' })
      .webp({ quality: 82 })
      .toBuffer();
  } catch {
    return refuse('no_image');
  }
}
