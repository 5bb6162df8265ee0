import type { Speaker } from '../../vocabulary/speaker.ts';
import { inEnglish } from './parts-en.ts';
import { inFrench } from './parts-fr.ts';

/** What one accepts instead of a hard need, to go on after “if you accept”. */
export const acceptedFor = (name: string, key: string | null, say: Speaker): string =>
  (say.language === 'fr' ? inFrench : inEnglish).accept({ name, key, territory: null }, say);
