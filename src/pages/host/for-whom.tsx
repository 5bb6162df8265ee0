import type { ComponentChildren } from 'preact';
import { isFormer } from '../../documents/membership.ts';
import { AUDIENCE_LABELS, LEGAL_FORM_LABELS } from '../../vocabulary/labels.ts';
import type { Zone } from '../../vocabulary/shapes.ts';
import { Contact } from '../answer/card.tsx';
import { Link } from '../frame/link.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Written } from '../frame/written.tsx';
import { HOST } from '../words/host.ts';
import type { Viewed } from './viewed.ts';

/** Whom it serves, where, in which language, with what help, and how to reach it. What is not said is left out here. */
export function ForWhom({ host, day, federationName }: Pick<Viewed, 'host' | 'day' | 'federationName'>) {
  const words = useWords(HOST);
  const { say, language } = usePage();
  const { audiences, serves, visits, languages, support, seat, legalForm, foundedOn, memberships, contact } = host;
  const zones = (list: readonly Zone[]) =>
    say.list(list.map((zone) => (zone.level === 'world' ? words.everywhere : say.territory(zone))));
  const kinds = support && [...new Set(support.map(({ kind }) => kind))];
  const helps = kinds?.map((kind) => {
    const label = say.support(kind);
    const modes = support!.flatMap((one) => (one.kind === kind && one.mode ? words.modes[one.mode] : []));
    // Some kinds of help say how they are given in their very name.
    const others = modes.filter((mode) => !label.replaceAll('-', ' ').includes(mode));
    return others.length > 0 ? `${label} (${say.list(others)})` : label;
  });
  const rows: [string, ComponentChildren][] = [
    [words.audiences, audiences && say.list(audiences.map((one) => AUDIENCE_LABELS[one][language].toLowerCase()))],
    [words.serves, serves && zones(serves)],
    [words.visits, visits && visits.length > 0 && zones(visits)],
    [words.languages, languages && say.list(languages.map((code) => say.languageName(code)))],
    [words.support, helps && (helps.length > 0 ? helps.join(', ') : words.noSupport)],
    [words.seat, seat && (seat.territory ? say.territory(seat.territory) : say.country(seat.country))],
    [words.legalForm, legalForm && LEGAL_FORM_LABELS[legalForm][language]],
    [words.founded, foundedOn && say.date(foundedOn)],
    [
      words.members,
      memberships.length > 0 &&
        memberships.map((membership, place) => {
          const { federation, since, toCheck } = membership;
          const isOver = isFormer(membership, day);
          return (
            <span key={federation}>
              {place > 0 && ', '}
              <Link to={`/federations/${federation}`}>
                {words.membership[isOver ? 'former' : membership.status](
                  federationName(federation),
                  since ? say.since(since) : null,
                )}
              </Link>
              {toCheck && !isOver && ` (${words.toCheck})`}
            </span>
          );
        }),
    ],
    [words.contact, <Contact host={host} key="contact" />],
    [words.hours, contact?.hours && <Written text={contact.hours} key="hours" />],
  ];
  return (
    <dl class="pairs">
      {rows
        .filter(([, told]) => told)
        .map(([name, told]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{told}</dd>
          </div>
        ))}
    </dl>
  );
}
