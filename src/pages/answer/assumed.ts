import type { Match } from '../../matching/answer/schema.ts';
import { inEnglish } from '../../matching/words/parts-en.ts';
import { inFrench } from '../../matching/words/parts-fr.ts';
import { sentence } from '../../matching/words/sentence.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { BY_ROOM } from '../need/questions.ts';
import { ANSWER } from '../words/answer.ts';

type Note = Match['notes'][number];

/**
 * What was assumed, as the guided questions may say it: nothing of the room of a usage that they never ask, and of what
 * matters only what is looked at, for with many questions that one is left out. What was asked and left open is told.
 */
export const assumedHere = (notes: readonly Note[], say: Speaker): { text: string }[] =>
  notes.flatMap((note) => {
    if (note.code === 'default-wishes') {
      const { criteria } = say.language === 'fr' ? inFrench : inEnglish;
      return { text: ANSWER[say.language].weighed(criteria(note.params.names as readonly string[], say)) };
    }
    if (note.code !== 'amounts-assumed') return note;
    const { accounts, gigabytes, accountsFor, gigabytesFor } = note.params as {
      accounts: number | null;
      gigabytes: number | null;
      accountsFor: readonly string[];
      gigabytesFor: readonly string[];
    };
    const asked = gigabytesFor.filter((usage) => BY_ROOM.includes(usage));
    if (asked.length === gigabytesFor.length) return note;
    if (asked.length + accountsFor.length === 0) return [];
    const params = { accounts, accountsFor, gigabytes: asked.length > 0 ? gigabytes : null, gigabytesFor: asked };
    return { text: sentence({ code: 'amounts-assumed', params }, say) };
  });
