import type { ErrorCode } from '../errors.ts';

/** How each error of the domain is answered; a code without an entry does not compile. */
export interface ProblemKind {
  status: number;
  title: { fr: string; en: string };
}

const kind = (status: number, fr: string, en: string): ProblemKind => ({ status, title: { fr, en } });

export const PROBLEMS: Record<ErrorCode, ProblemKind> = {
  'malformed-request': kind(400, 'Demande illisible', 'Unreadable request'),
  'invalid-request': kind(400, 'Demande mal formée', 'Badly formed request'),
  'invalid-cursor': kind(400, 'Curseur invalide', 'Invalid cursor'),
  'body-too-large': kind(413, 'Corps trop volumineux', 'Body too large'),
  'unsupported-media-type': kind(415, 'Type de contenu non pris en charge', 'Unsupported media type'),
  'not-acceptable': kind(406, 'Format non disponible', 'Format not available'),
  'no-token': kind(401, 'Jeton d’accès demandé', 'Access token needed'),
  'bad-token': kind(401, 'Jeton d’accès non valable', 'Access token not valid'),
  'not-yours': kind(403, 'Ce n’est pas le vôtre', 'Not yours'),
  'route-not-found': kind(404, 'Adresse inconnue', 'Unknown address'),
  'method-not-allowed': kind(405, 'Méthode non permise ici', 'Method not allowed here'),
  'host-not-found': kind(404, 'Hébergeur introuvable', 'Host not found'),
  'service-not-found': kind(404, 'Service introuvable', 'Service not found'),
  'federation-not-found': kind(404, 'Fédération introuvable', 'Federation not found'),
  'claim-not-found': kind(404, 'Déclaration introuvable', 'Claim not found'),
  'commitment-not-found': kind(404, 'Engagement introuvable', 'Commitment not found'),
  'member-not-found': kind(404, 'Adhésion introuvable', 'Membership not found'),
  'review-not-found': kind(404, 'Revue introuvable', 'Review not found'),
  'reply-not-found': kind(404, 'Réponse introuvable', 'Reply not found'),
  'vouch-not-found': kind(404, 'Garant introuvable', 'Vouch not found'),
  'choice-not-found': kind(404, 'Pas dans la liste de la fédération', 'Not in the federation’s list'),
  'helper-not-found': kind(404, 'Accompagnement introuvable', 'Helper not found'),
  'policy-not-found': kind(404, 'Politique introuvable', 'Policy not found'),
  'token-not-found': kind(404, 'Jeton introuvable', 'Token not found'),
  'suspension-not-found': kind(404, 'Suspension introuvable', 'Suspension not found'),
  'revision-not-found': kind(404, 'Révision introuvable', 'Revision not found'),
  'no-claim': kind(404, 'Aucune reprise en cours', 'No takeover under way'),
  'meaningless-request': kind(422, 'Demande bien formée mais sans sens', 'Well-formed but meaningless request'),
  'terms-not-accepted': kind(422, 'Conditions d’utilisation non acceptées', 'Terms of use not accepted'),
  'slug-taken': kind(409, 'Identifiant déjà pris', 'Slug already taken'),
  'already-published': kind(409, 'Déjà publié', 'Already published'),
  'not-published': kind(409, 'Pas encore publié', 'Not published yet'),
  'host-withdrawn': kind(409, 'Hébergeur retiré', 'Host withdrawn'),
  'not-publishable': kind(409, 'Publication impossible pour l’instant', 'Not publishable yet'),
  'not-claimable': kind(409, 'Reprise impossible de cette façon', 'Cannot be claimed this way'),
  'already-member': kind(409, 'Déjà membre', 'Already a member'),
  'membership-ended': kind(409, 'Adhésion déjà terminée', 'Membership already ended'),
  'version-required': kind(428, 'Version demandée', 'Version needed'),
  'version-stale': kind(412, 'Version dépassée', 'Stale version'),
  'too-many-requests': kind(429, 'Trop de demandes', 'Too many requests'),
  'revision-not-reached': kind(503, 'Révision pas encore atteinte', 'Revision not reached yet'),
  'database-unavailable': kind(503, 'Écritures momentanément impossibles', 'Writes are unavailable for now'),
  'internal-error': kind(500, 'Erreur du service', 'Service error'),
};
