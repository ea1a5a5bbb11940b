import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Puts `text` in the place of the file, whole or not at all: flushed beside it, then renamed. Readable by its owner alone. */
export async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const fresh = `${path}.new`;
  await withFile(fresh, 'w', async (file) => {
    await file.writeFile(text, 'utf8');
    await file.sync();
  });
  await rename(fresh, path);
  await flushFolder(dirname(path));
}

/** That a name has come or changed is on the disk only when its folder is. Windows flushes no folders and needs it not. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  await withFile(folder, 'r', (handle) => handle.sync());
}

export async function withFile(path: string, flags: string, work: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await work(file);
  } finally {
    await file.close();
  }
}

/** What the file says; `otherwise` if there is none. Any other trouble is thrown. */
export function unlessMissing<T>(otherwise: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return otherwise;
    throw error;
  };
}
