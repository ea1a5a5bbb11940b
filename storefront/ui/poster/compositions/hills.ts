import { circle, path } from '../shapes.ts';
import { type Composition, credits, title } from '../sheet.ts';
import { n } from '../text.ts';

/** A moon over hills that go darker as they come near. */
export const hills: Composition = (sheet) => {
  const { accent, background, ink, second } = sheet.palette;
  const layers = [0, 1, 2, 3].map((i) => {
    const y = 330 + i * 46;
    const a = 40 + sheet.random() * 60;
    const b = 30 + sheet.random() * 60;
    return path(
      `M-10 ${n(y + 20)}C70 ${n(y - a)} 130 ${n(y - a)} 200 ${n(y)}S330 ${n(y - b)} 410 ${n(y - 10)}V610H-10z`,
      i === 3 ? background : second,
      i === 3 ? '' : `opacity="${n(0.45 + i * 0.25)}"`,
    );
  });
  const x = 110 + sheet.random() * 180;
  return (
    circle(x, 262, 124, accent, 'opacity=".16"') +
    circle(x, 262, 86, accent) +
    layers.join('') +
    path('M60 470l9-30l9 30zM84 478l7-24l7 24zM300 462l10-34l10 34z', ink, 'opacity=".55"') +
    title(sheet, { y: 34, height: 120 }).svg +
    credits(sheet, { y: 576 })
  );
};
