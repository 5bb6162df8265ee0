import { typeset } from './typeset.ts';

export const ERRORS = {
  fr: typeset({
    nothingHere: 'Il n’y a rien à cette adresse. Elle est peut-être mal recopiée, ou la page n’existe plus.',
    notShown: 'Cette page ne peut pas être montrée',
    next: 'Que faire ?',
    prepare: 'Préparer de nouveau la liste, si ce site est le vôtre',
    home: 'Revenir à l’accueil',
    find: 'Trouver un hébergeur',
    again: 'Pour signaler le problème, donnez ce numéro :',
    codes: 'Erreurs',
    codesLead:
      'Chaque erreur est un document application/problem+json (RFC 9457). « code » ne change jamais, « errors » dit où. Un navigateur reçoit une page.',
  }),
  en: {
    nothingHere: 'There is nothing at this address. It may be mistyped, or the page may be gone.',
    notShown: 'This page cannot be shown',
    next: 'What now?',
    prepare: 'Prepare the list again, if this site is yours',
    home: 'Back to the first page',
    find: 'Find a host',
    again: 'To report the problem, give this number:',
    codes: 'Errors',
    codesLead:
      'Every error is an application/problem+json document (RFC 9457). “code” never changes, “errors” says where. A browser is given a page.',
  },
};
