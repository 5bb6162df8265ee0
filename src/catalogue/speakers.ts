import { type Speaker, speaker } from '../vocabulary/speaker.ts';
import type { Language } from '../vocabulary/terms.ts';
import type { Catalogue } from './follow.ts';

export type Speakers = Readonly<Record<Language, Speaker>>;

/** Who speaks each language, with the vocabularies as they stand when a sentence is made. */
export const speakersOf = (catalogue: Pick<Catalogue, 'current'>): Speakers => ({
  get fr() {
    return speaker('fr', catalogue.current().reference);
  },
  get en() {
    return speaker('en', catalogue.current().reference);
  },
});
