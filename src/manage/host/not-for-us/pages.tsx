import { asPublished } from '../../../advice/position.ts';
import { tryPrice } from '../../../advice/tried-price.ts';
import type { Bercail } from '../../../bercail.ts';
import type { Model } from '../../../catalogue/model.ts';
import type { Host } from '../../../documents/host.ts';
import { curved } from '../../../ground/texts.ts';
import type { Need } from '../../../matching/engine/need/schema.ts';
import { LONGEST_KEPT, readKeptNeed } from '../../../pages/asking/kept-need.ts';
import { TakeBack } from '../../../pages/asking/parts.tsx';
import { territoryIn } from '../../../pages/asking/place.ts';
import { EMPTY, type Filled, TextArea } from '../../../pages/frame/fields.tsx';
import { List } from '../../../pages/frame/lists.tsx';
import { type Page, usePage, useWords } from '../../../pages/frame/page.ts';
import { CopyButton, Link, Sentence } from '../../../pages/frame/parts.tsx';
import { toNeed } from '../../../pages/need/answers.ts';
import { lowerFirst } from '../../../pages/words/typeset.ts';
import { DESK, type Desk } from '../../desk.tsx';
import { DeskForm, DeskPage } from '../../desk-page.tsx';
import { actPage } from '../../parts/pages.tsx';
import { crumbOf, openHost } from '../form.tsx';
import { NOT_FOR_US } from './words.ts';

const OTHERS = 3;
/** Spaces that do not break, which mail programs show in odd ways. */
const NARROW = /[\u00a0\u202f]/g;

interface Other {
  slug: string;
  name: string;
  isToCheck: boolean;
}

/** What a need comes to with a host, and with others. */
interface Weighed {
  state: 'fits' | 'toCheck' | 'no';
  /** Price and why, in whole sentences. */
  texts: readonly string[];
  /** The price alone, as a sentence; null: the entry does not say enough of it. */
  price: string | null;
  others: readonly Other[];
}

/** A yes, with the price that the entry says, as plain text. */
function yesOf(price: string | null, name: string, { language }: Page): string {
  const words = NOT_FOR_US[language];
  const parts = [words.hello, words.gladly, price !== null && words.byEntry(lowerFirst(price)), words.next];
  return [...parts, words.yesBye(name)].filter(Boolean).join('\n\n').replaceAll(NARROW, ' ');
}

/** What the host may answer where it is not the right one, as plain text. */
function replyOf(others: readonly Other[], name: string, { language, site }: Page): string {
  const words = NOT_FOR_US[language];
  const lines = others.map((one) =>
    (one.isToCheck ? words.lineToCheck : words.line)(one.name, `${site}/hosts/${one.slug}`),
  );
  const found = lines.length > 0 ? [words.instead, lines.join('\n')] : [words.nobody, `${site}/match`];
  return [words.hello, words.thanks, ...found, words.bye(name)].join('\n\n').replaceAll('\u00a0', ' ');
}

/** A reply that one may change, copy, or open in one's own mail program. */
function Reply({ id, reply }: { id: string; reply: string }) {
  const words = useWords(NOT_FOR_US);
  return (
    <>
      <div class="field">
        <label for={id}>{words.replyLabel}</label>
        <textarea id={id} rows={14} value={reply} />
        <CopyButton of={id} />
      </div>
      <p>
        <a
          class="button second"
          href={`mailto:?subject=${encodeURIComponent(words.subject)}&body=${encodeURIComponent(reply.replaceAll('\n', '\r\n'))}`}
        >
          {words.mail}
        </a>
      </p>
    </>
  );
}

function Answered({ host, weighed: { state, texts, price, others } }: { host: Host; weighed: Weighed }) {
  const words = useWords(NOT_FOR_US);
  const page = usePage();
  const name = curved(host.name);
  const reply = replyOf(others, name, page);
  return (
    <>
      <section>
        <h2>{words.here(name)}</h2>
        <p role="status">
          <strong>{words[state]}</strong>
        </p>
        <List of={texts}>{(text) => <Sentence text={text} />}</List>
        {state === 'fits' && (
          <>
            <h3>{words.yes}</h3>
            <Reply id="yes" reply={yesOf(price, name, page)} />
          </>
        )}
      </section>
      <section>
        <h2>{others.length === OTHERS ? words.others : words.fewOthers}</h2>
        {others.length === 0 && <p>{words.noOthers}</p>}
        <ul>
          {others.map(({ slug, name, isToCheck }) => (
            <li key={slug}>
              <Link to={`/hosts/${slug}`}>{name}</Link>
              {isToCheck && ` (${words.toBeChecked})`}
            </li>
          ))}
        </ul>
        <h3>{words.reply}</h3>
        <Reply id="reply" reply={reply} />
      </section>
    </>
  );
}

/** What a need that somebody sent would cost with a host, and who else would suit. Nothing of it is kept. */
export function notForUsPages(desk: Desk, { matcher }: Pick<Bercail, 'matcher'>): void {
  const weigh = async (need: Need, host: Host, model: Model, { say }: Page): Promise<Weighed> => {
    const alone = { ...model, groups: [[asPublished(host, model.day)]] };
    const here = await matcher.answerInTurn({ ...need, hosts: [host.slug], limit: 1 }, alone, say, {
      everything: true,
    });
    const price = await tryPrice(need, host, { matcher, catalogue: model, say });
    const elsewhere = await matcher.answerInTurn({ ...need, limit: OTHERS + 1 }, model, say, { everything: false });
    const others = [
      ...elsewhere.fits.map((one) => ({ ...one, isToCheck: false })),
      ...elsewhere.toCheck.map((one) => ({ ...one, isToCheck: true })),
    ]
      .filter((one) => one.host !== host.slug)
      .slice(0, OTHERS)
      .map(({ host: slug, name, isToCheck }) => ({ slug, name: curved(name), isToCheck }));
    const misses = here.nearMisses.length > 0 ? here.nearMisses : here.asked;
    const why = here.toCheck[0]?.questions ?? (here.fits[0] ? [] : misses);
    return {
      state: here.fits[0] ? 'fits' : here.toCheck[0] ? 'toCheck' : 'no',
      texts: [...new Set([...why.flatMap(({ text }) => text ?? []), ...price.texts])],
      price: price.perYear === null ? null : (price.texts[0] ?? null),
      others,
    };
  };

  actPage(desk, `${DESK}/hosts/:host/not-for-us`, async (visit, sent) => {
    const { page, model } = visit;
    const words = NOT_FOR_US[page.language];
    const { host, at } = await openHost(visit, 'getHostDocument');
    const action = `${at}/not-for-us`;
    const typed = { need: sent?.get('need') ?? undefined };
    const show = (filled: Filled, weighed?: Weighed) => (
      <DeskPage heading={words.heading} lead={words.lead} crumb={crumbOf(host)} form={action} filled={filled}>
        {weighed && <Answered host={host} weighed={weighed} />}
        <p>{words.notKept}</p>
        <DeskForm id="desk" action={action} send={words.look} isSecond={weighed !== undefined}>
          <div>
            <TextArea
              {...{ filled, name: 'need', label: words.need, hint: words.needHint, rows: 4, most: LONGEST_KEPT }}
            />
            <TakeBack words={words.file} accept=".txt,text/plain" refused={undefined} />
          </div>
        </DeskForm>
      </DeskPage>
    );
    return {
      view: show,
      typed,
      act: async () => {
        const file = Buffer.from(sent!.get('file') ?? '', 'base64url').toString('utf8');
        const kept = readKeptNeed(file) ?? readKeptNeed(typed.need ?? '');
        if (!kept || kept === 'cut') return { faults: { need: words.noNeed } };
        const { reference } = model;
        const need = toNeed(kept.form, territoryIn(kept.form, reference.territories), reference);
        if (need.usages.length === 0 || matcher.faults(need, model).length > 0)
          return { faults: { need: words.otherSense } };
        return show({ ...EMPTY, typed }, await weigh(need, host, model, page));
      },
    };
  });
}
