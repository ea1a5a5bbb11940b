import { contextBridge, ipcRenderer } from 'electron';
import { engineWords } from '../../server/contract/words/en/till-engine.ts';
import { windowTill } from './window-till.ts';

// All that the page gets of Electron.
contextBridge.exposeInMainWorld(
  'till',
  windowTill(ipcRenderer, { code: 'failed', message: engineWords.refusals.failed }),
);
