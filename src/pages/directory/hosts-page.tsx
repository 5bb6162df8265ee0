import { parseTerritory } from '../../catalogue/filters.ts';
import type { Model } from '../../catalogue/model.ts';
import type { Host } from '../../documents/host.ts';
import { capital, curved } from '../../ground/texts.ts';
import { AUDIENCE_LABELS, LEGAL_FORM_LABELS } from '../../vocabulary/labels.ts';
import { inSentence } from '../../vocabulary/speaker.ts';
import type { SupportMode } from '../../vocabulary/terms.ts';
import { fold } from '../../vocabulary/territories.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { List } from '../frame/lists.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Link, Notice, PageNumbers, Tap } from '../frame/parts.tsx';
import { Picture } from '../frame/pictures.tsx';
import { DIRECTORY } from '../words/directory.ts';
import { DIRECTORY_FILTERS } from '../words/directory-filters.ts';
import { HOME } from '../words/site.ts';
import {
  type HostSearch,
  type More,
  parametersOf,
  partsAsked,
  type QueryPart,
  usagesIn,
  withoutParts,
} from './asked.ts';
import { CompareTicked, HostCard } from './card.tsx';
import { Filters, SearchField } from './filters.tsx';
import type { HostResults } from './find.ts';
import type { Directory, Meaning } from './meant.ts';

/** How a sentence says one value of a filter that the form does not offer. */
function useValues(): Record<More, (value: string) => string> {
  const { say, language } = usePage();
  const { registrations, capacities, states } = useWords(DIRECTORY_FILTERS);
  return {
    usage: (value) => say.usage(value),
    criterion: say.criterion,
    commitment: say.commitment,
    seat: (value) => say.territory(parseTerritory(value)),
    country: say.country,
    registration: (value) => registrations[value] ?? value,
    capacity: (value) => capacities[value] ?? value,
    software: (value) => value,
    support: (value) => say.support(value),
    'support.all': (value) => say.support(value),
    supportMode: (value) => say.supportMode(value as SupportMode),
    language: say.languageName,
    audience: (value) => inSentence(AUDIENCE_LABELS[value as keyof typeof AUDIENCE_LABELS][language]),
    legalForm: (value) => inSentence(LEGAL_FORM_LABELS[value as keyof typeof LEGAL_FORM_LABELS][language]),
    state: (value) => states[value] ?? value,
  };
}

/** Each part of what is asked, as a sentence names it. */
function useNames(asked: HostSearch, model: Model): (part: QueryPart) => string {
  const { q, usages, criteria, territory, federations, more, price } = asked;
  const words = useWords(DIRECTORY);
  const others = useWords(DIRECTORY_FILTERS);
  const { say } = usePage();
  const values = useValues();
  return (part) => {
    switch (part) {
      case 'q':
        return words.words(q ?? '');
      case 'usages':
        return say.list(usages.map((usage) => say.usage(usage)));
      case 'criteria':
        return others.holds(say.list(criteria.map((key) => say.criterion(key))));
      case 'territory':
        return territory ? words.serves(say.territory(parseTerritory(territory))) : '';
      case 'federations':
        return words.memberOf(
          say.list(federations.map((slug) => curved(model.federationBySlug.get(slug)?.name ?? slug))),
        );
      case 'open':
      case 'free':
      case 'inPerson':
        return words.ticks[part].named;
      case 'price': {
        const { maxPricePerYear = 0, accounts, storageGb } = price ?? {};
        return others.price(
          say.euros(maxPricePerYear),
          accounts === undefined ? undefined : others.accounts(accounts),
          storageGb === undefined ? undefined : say.gigabytes(storageGb),
        );
      }
      case 'support.all':
        return others.more[part](say.list((more[part] ?? []).map(values[part])));
      default:
        return others.more[part]((more[part] ?? []).map(values[part]).join(others.or));
    }
  };
}

/** What was chosen, each with a link that takes it away again. */
function Chosen({ asked, names }: { asked: HostSearch; names: (part: QueryPart) => string }) {
  const words = useWords(DIRECTORY_FILTERS);
  return (
    <div class="chosen">
      <p>{words.chosen}</p>
      <List class="row" of={partsAsked(asked)}>
        {(part) => (
          <Link to="/hosts" query={parametersOf(withoutParts(asked, [part]))} class="tap">
            <span class="vh">{words.remove} </span>
            {names(part)}
            <Picture name="remove" />
          </Link>
        )}
      </List>
    </div>
  );
}

/** Why a search found a host: it was called so. */
function FormerName({ host, searched }: { host: Host; searched: string | undefined }) {
  const { card } = useWords(DIRECTORY);
  const wordsIn = (text: string) => fold(text).split(' ').filter(Boolean);
  const typed = new Set(wordsIn(searched ?? ''));
  const isTyped = (text: string) => wordsIn(text).some((word) => typed.has(word));
  const former = host.aliases?.find(({ kind, value }) => kind === 'name' && isTyped(value));
  if (!former || isTyped(host.name)) return null;
  return <p class="small">{card.formerly(former.value)}</p>;
}

interface HostsView {
  directory: Directory;
  model: Model;
  /** Announced closings that are still to come. */
  closings: number;
}

/** Nothing but words was asked: there is nothing to leave aside. */
const isOnlyWords = (asked: HostSearch): boolean => partsAsked(asked).join() === 'q';

interface Named {
  found: HostResults;
  names: (part: QueryPart) => string;
}

/** What a list leaves out because nobody knows. */
function Unknowns({ found: { unknownOffer, unknownPrice, silent }, names }: Named) {
  const words = useWords(DIRECTORY);
  const lines = [
    unknownOffer.count > 0 && words[unknownOffer.here ? 'unknownOfferHere' : 'unknownOffer'](unknownOffer.count),
    unknownPrice > 0 && words.unknownPrice(unknownPrice),
    ...silent.map(([part, count]) => words.silent(names(part), count)),
  ].filter((line) => line !== false);
  if (lines.length === 0) return null;
  return (
    <Notice>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Notice>
  );
}

function MeaningLink({ asked, count, model }: Meaning & { model: Model }) {
  const { meaning } = useWords(DIRECTORY);
  const names = useNames(asked, model);
  return (
    <Tap to="/hosts" query={parametersOf(asked)} text={meaning(capital(partsAsked(asked).map(names).join()), count)} />
  );
}

/** What the words that were typed mean besides the name of a host. */
function Meanings({ directory: { instead, meanings }, model }: { directory: Directory; model: Model }) {
  const words = useWords(DIRECTORY);
  if (instead === undefined && meanings.length === 0) return null;
  return (
    <Notice>
      {instead !== undefined && <p>{words.instead(instead)}</p>}
      {meanings.length > 0 && (
        <List class="row" of={meanings}>
          {(meaning) => <MeaningLink {...meaning} model={model} />}
        </List>
      )}
    </Notice>
  );
}

/** When nothing is found: what to leave aside, most useful first. */
function NothingFound({ found, names }: Named) {
  const words = useWords(DIRECTORY);
  const { join } = useWords(HOME);
  return (
    <>
      {isOnlyWords(found.asked) ? (
        <p>{words.nothingNamedLead}</p>
      ) : (
        found.relax.length > 0 && (
          <>
            <p>{words.nothingLead}</p>
            <List class="list" of={found.relax}>
              {({ parts, count }) => (
                <Tap
                  to="/hosts"
                  query={parametersOf(withoutParts(found.asked, parts))}
                  text={words.without(parts.map(names).join(words.and), count)}
                />
              )}
            </List>
          </>
        )
      )}
      <p class="row">
        <Tap to="/match" class="button" text={words.help} />
        {found.isEmpty ? <Tap to="/for-hosts" text={join} /> : <Tap to="/hosts" text={words.all} />}
      </p>
    </>
  );
}

/** The hosts that we know, by name: searched by words, narrowed by what matters, one address for each search. */
export function HostsPage({ directory, model, closings }: HostsView) {
  const { found, instead } = directory;
  const words = useWords(DIRECTORY);
  const { asked, total, confirmed, pages } = found;
  const names = useNames(asked, model);
  const parts = partsAsked(asked);
  const offers = asked.usages.length > 0 && parts.length === 1;
  const title = offers ? words.titleOf(capital(names('usages')), total) : words.title;
  return (
    <Layout
      title={asked.page > 1 ? `${title}, ${words.page(asked.page).toLowerCase()}` : title}
      description={offers ? words.descriptionOf(names('usages')) : words.description}
      roof={<Roof heading={words.title}>{!found.isEmpty && <SearchField q={instead ?? asked.q} />}</Roof>}
      wide
    >
      <div class={found.isEmpty ? undefined : 'dir'}>
        {!found.isEmpty && <Filters found={found} model={model} />}
        <div class="stack">
          <div class="head">
            <h2>
              {total === 0
                ? found.isEmpty
                  ? words.empty
                  : isOnlyWords(asked)
                    ? words.nothingNamed(asked.q ?? '')
                    : words.nothing
                : offers
                  ? words.countOffering(total, names('usages'))
                  : words.count(total)}
            </h2>
            {parts.length > 0 && total > 0 && <Tap to="/hosts" class="tap screen" text={words.all} />}
          </div>
          {parts.length > 0 && !offers && !found.isEmpty && !(total === 0 && isOnlyWords(asked)) && (
            <Chosen asked={asked} names={names} />
          )}
          {total > 0 && (
            <>
              <p class="small soft">
                {asked.q ? words.byWords : words.byName}
                {pages > 1 && ` ${words.pageOf(asked.page, pages)}`}
              </p>
              {confirmed < total && (
                <Notice>
                  <p>{words.unconfirmed(total, confirmed)}</p>
                </Notice>
              )}
            </>
          )}
          <Meanings directory={directory} model={model} />
          <Unknowns found={found} names={names} />
          {total > 0 ? (
            <>
              <ul class="cards two">
                {found.entries.map((entry) => (
                  <HostCard
                    key={entry.host.id}
                    entry={entry}
                    more={<FormerName host={entry.host} searched={asked.q} />}
                  />
                ))}
              </ul>
              <CompareTicked usages={usagesIn(asked)} />
            </>
          ) : (
            <NothingFound found={found} names={names} />
          )}
          <PageNumbers
            to="/hosts"
            pages={pages}
            current={asked.page}
            queryOf={(page) => parametersOf({ ...asked, page })}
          />
          <p class="row screen">
            <Tap to="/closings" text={words.closings(closings)} />
            {total > 0 && <Tap to="/match" text={words.help} />}
          </p>
        </div>
      </div>
    </Layout>
  );
}
