import { missingIn } from '../../catalogue/missing.ts';
import { listedHosts, type Model } from '../../catalogue/model.ts';
import { QUESTION_WORDS } from '../asking/question-words.ts';
import { STARTING, usagesMeant } from '../asking/questions.ts';
import { Layout } from '../frame/layout.tsx';
import { Fold, Section, Steps } from '../frame/lists.tsx';
import { addressIn, usePage, useWords } from '../frame/page.ts';
import { Go, Link, Tap } from '../frame/parts.tsx';
import { Picture, UsagePicture } from '../frame/pictures.tsx';
import { isMissing, NothingOffered, offeredUsages } from '../need/choices.tsx';
import { NetworkCard, networksIn } from '../parts/network.tsx';
import { BUILDER } from '../words/builder.ts';
import { DIRECTORY } from '../words/directory.ts';
import { NEED } from '../words/need.ts';
import { HOME } from '../words/site.ts';
import { PromiseLink } from './promise.tsx';

/** A text whose words no line breaks at a hyphen: `avez-vous`. */
const Unbroken = ({ text }: { text: string }) => (
  <>
    {text.split(' ').map((word, at) => (
      <>
        {at > 0 && ' '}
        {word.includes('-') ? <span class="unbroken">{word}</span> : word}
      </>
    ))}
  </>
);

/** The first question of the guided need, sent where its own screen is sent. */
function FirstQuestion({ offered }: { offered: ReadonlySet<string> }) {
  const words = useWords(HOME);
  const need = useWords(NEED);
  const { starting, questions } = useWords(QUESTION_WORDS);
  const page = usePage();
  return (
    <form class="card stack" method="post" action={addressIn(page, '/match')}>
      <input type="hidden" name="at" value="uses" />
      <fieldset>
        <legend>
          <h2>
            <Unbroken text={questions.uses.ask} />
          </h2>
        </legend>
        <NothingOffered offered={offered} />
        <div class="tiles">
          {STARTING.map((use) => (
            <label key={use} class="tile">
              <UsagePicture usage={usagesMeant(use)[0]!} />
              <span>
                {starting[use]![0]}
                {isMissing(use, offered) && <small>{need.nobody}</small>}
              </span>
              <input type="checkbox" name="use" value={use} />
            </label>
          ))}
        </div>
      </fieldset>
      <p class="row">
        <button type="submit" class="first" name="go" value="next">
          {need.next}
          <Picture name="arrow" small />
        </button>
        <Go go="stay" text={words.otherNeed} />
      </p>
      <p class="small soft">{words.length}</p>
    </form>
  );
}

/** Words to look for. @param form that they belong to, where it is elsewhere */
export function FindField({ q, form }: { q: string | undefined; form?: string }) {
  const words = useWords(DIRECTORY);
  return (
    <>
      <label class="vh" for="q">
        {words.search}
      </label>
      <input id="q" type="search" name="q" value={q} placeholder={words.search} maxLength={200} form={form} />
      <button type="submit" class={form ? 'button' : 'button first'} form={form} aria-label={words.find}>
        <Picture name="search" />
      </button>
    </>
  );
}

/** Looks for a host by name, or by anything else that is known of it. */
export function FindHost({ q }: { q?: string | undefined }) {
  const { query } = usePage();
  return (
    <search>
      <form class="find" action="/hosts">
        {query.lang && <input type="hidden" name="lang" value={query.lang} />}
        <FindField q={q} />
      </form>
    </search>
  );
}

/** The first page: what this is, and the first question at once. */
export function Home({ model }: { model: Model }) {
  const words = useWords(HOME);
  const builder = useWords(BUILDER);
  const directory = useWords(DIRECTORY);
  const { say } = usePage();
  const hosts = listedHosts(model);
  const services = model.offers.filter(({ service }) => service).length;
  // One whose members nobody knows gathers nobody yet.
  const networks = networksIn(model).filter(({ members, toCheck }) => members > toCheck);
  return (
    <Layout
      title={words.title}
      description={words.description}
      wide
      roof={
        <div class="hero stack">
          <div class="stack">
            <h1>{words.heading}</h1>
            <p class="text">{words.lead}</p>
            <p>
              {words.haveTools} <Tap to="/diagnosis" text={words.takeStock} />
            </p>
          </div>
          <FirstQuestion offered={offeredUsages(model)} />
        </div>
      }
    >
      <div class="halves">
        <Section title={words.howTitle}>
          <Steps
            of={words.how.map(({ step, more }) => (
              <>
                <strong>{step}</strong>
                <br />
                {more}
              </>
            ))}
          />
        </Section>
        <section class="stack">
          {hosts === 0 ? (
            <>
              <h2>{directory.empty}</h2>
              <p class="soft">{words.order}</p>
            </>
          ) : (
            <>
              <h2>{words.searchTitle}</h2>
              <FindHost />
              <Tap line to="/hosts" text={words.allHosts(hosts)} />
              <p class="soft">
                {words.known(hosts, services, say.date(model.day))} {words.order}
              </p>
              <p class="soft">{words.missing(hosts, missingIn(model))}</p>
            </>
          )}
        </section>
      </div>
      {networks.length > 0 && (
        <Section class="stack" title={words.federations}>
          <ul class="cards three">
            {networks.slice(0, NETWORKS_SHOWN).map((network) => (
              <NetworkCard key={network.federation.id} network={network} />
            ))}
          </ul>
          <Tap line to="/federations" text={words.allNetworks(model.federations.length)} />
        </Section>
      )}
      <Section class="head" title={words.forHosts}>
        <Tap to="/manage/join" class="button" text={words.join} />
      </Section>
      <Section class="head" title={words.forNetworks}>
        <Tap line to="/manage/join/federation" class="button" text={words.joinNetwork} />
      </Section>
      <section>
        <Fold title={words.programsTitle}>
          <div class="prose">
            <p>{words.programs}</p>
            <ul>
              <li>
                <Link to="/embed">{builder.title}</Link>
              </li>
              <li>
                <a href="/docs">{words.docs}</a>
              </li>
              <li>
                <Link to="/docs/problems">{words.problems}</Link>
              </li>
              <li>
                <PromiseLink />
              </li>
            </ul>
          </div>
        </Fold>
      </section>
    </Layout>
  );
}

const NETWORKS_SHOWN = 6;
