import { isUnderWay } from '../documents/closing-on.ts';
import type { Service } from '../documents/service.ts';
import type { Fault, Sentence } from '../ground/errors.ts';
import { fault } from '../ground/errors.ts';

/** Why a service may not be removed; null when it may. Removed and made anew, it would have no closing any more. */
export const removalProblem = ({ slug, closing }: Service, day: string): Sentence | null =>
  isUnderWay(closing, day)
    ? {
        fr: `La fermeture du service « ${slug} » ne s’annule plus : gardez ce service, sous ce nom, jusqu’à la fin annoncée.`,
        en: `The closing of the service "${slug}" can no longer be cancelled: keep this service, by this name, until its announced end.`,
      }
    : null;

/** The services that a list leaves out, or names otherwise, though it may not. */
export const removalFaults = (before: readonly Service[], kept: readonly { slug: string }[], day: string): Fault[] =>
  before
    .filter(({ slug }) => !kept.some((service) => service.slug === slug))
    .map((service) => removalProblem(service, day))
    .filter((message) => message !== null)
    .map((message) => fault('/services', 'closing-settled', message));
