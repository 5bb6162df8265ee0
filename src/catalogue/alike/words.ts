import type { Language } from '../../vocabulary/terms.ts';
import type { Duplicate } from './alike.ts';

const TEXTS: Readonly<Record<Language, Record<Duplicate['how'], (a: string, b: string, domain: string) => string>>> = {
  fr: {
    'same-domain': (a, b, domain) => `« ${a} » et « ${b} » ont le même site : ${domain}.`,
    'same-name': (a, b) => `« ${a} » et « ${b} » portent le même nom.`,
    'near-name': (a, b) => `« ${a} » et « ${b} » portent presque le même nom.`,
  },
  en: {
    'same-domain': (a, b, domain) => `“${a}” and “${b}” have the same site: ${domain}.`,
    'same-name': (a, b) => `“${a}” and “${b}” have the same name.`,
    'near-name': (a, b) => `“${a}” and “${b}” have nearly the same name.`,
  },
};

/** Says what two entries have in common. */
export const tellDuplicate = ({ how, kept, other, domain }: Duplicate, language: Language): string =>
  TEXTS[language][how](kept.name, other.name, domain ?? '');
