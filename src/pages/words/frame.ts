import { typeset } from './typeset.ts';

/** Words that every page shows. */
export const FRAME = {
  fr: typeset({
    skip: 'Aller au contenu',
    ways: 'Navigation',
    find: 'Trouver un hébergeur',
    legal: 'Mentions et vie privée',
    promise: 'Ni cookie, ni pistage, ni publicité.',
    by: 'Un service de Bercail, catalogue partagé d’hébergeurs éthiques',
    print: 'Imprimer',
    copy: 'Copier ce texte',
    copied: 'Texte copié',
  }),
  en: {
    skip: 'Skip to content',
    ways: 'Navigation',
    find: 'Find a host',
    legal: 'Legal notice and privacy',
    promise: 'No cookies, no tracking, no advertising.',
    by: 'A service of Bercail, a shared catalogue of ethical hosts',
    print: 'Print',
    copy: 'Copy this text',
    copied: 'Text copied',
  },
};
