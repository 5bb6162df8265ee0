import { bilingual } from './typeset.ts';

/** What the address of a page asks for, and the page left out. */
export const LEFT_OUT = bilingual(
  {
    quoted: (one: string) => `« ${one} »`,
    values: (values: string) => `Nous ne connaissons pas ${values} : nous n’en avons pas tenu compte.`,
    surplus: (values: string) => `C’était trop de choix à la fois : nous n’avons pas tenu compte de ${values}.`,
    names: (names: string, count: number) =>
      count > 1
        ? `Cette page n’a pas de réglages ${names} : nous n’en avons pas tenu compte.`
        : `Cette page n’a pas de réglage ${names} : nous n’en avons pas tenu compte.`,
  },
  {
    quoted: (one) => `“${one}”`,
    values: (values) => `We do not know ${values}: we left it out.`,
    surplus: (values) => `These were too many choices at once: we left out ${values}.`,
    names: (names, count) =>
      count > 1
        ? `This page has no settings ${names}: we left them aside.`
        : `This page has no setting ${names}: we left it aside.`,
  },
);
