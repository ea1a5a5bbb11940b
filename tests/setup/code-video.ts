import { writeFile } from 'node:fs/promises';
import QRCode from 'qrcode';

const [width, height] = [640, 480];

/** What a camera sees that a QR code is held to, as a video that Chromium takes for a camera's (YUV4MPEG2, 4:2:0). */
export async function codeVideo(path: string, code: string, frames = 10): Promise<void> {
  const { modules } = QRCode.create(code, { errorCorrectionLevel: 'M' });
  const scale = Math.floor(400 / modules.size);
  const [left, top] = [(width - modules.size * scale) >> 1, (height - modules.size * scale) >> 1];
  const light = Buffer.alloc(width * height, 235);
  for (let y = 0; y < modules.size * scale; y++) {
    for (let x = 0; x < modules.size * scale; x++) {
      if (modules.get(Math.floor(y / scale), Math.floor(x / scale))) light[(top + y) * width + left + x] = 16;
    }
  }
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, Buffer.alloc((width * height) / 2, 128)]);
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
  await writeFile(path, Buffer.concat([head, ...Array.from({ length: frames }, () => frame)]));
}
