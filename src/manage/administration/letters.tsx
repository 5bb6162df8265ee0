import type { Bercail } from '../../bercail.ts';
import type { Host } from '../../documents/host.ts';
import { mailtoOf } from '../../ground/addresses.ts';
import { curved } from '../../ground/texts.ts';
import {
  type HostLetter,
  LETTER_STATES,
  letterLanguage,
  letterTo,
  noteLetter,
  readLetter,
  readLetters,
  SentLetter,
} from '../../letters/letter.ts';
import { useWords } from '../../pages/frame/page.ts';
import { OutsideLink } from '../../pages/frame/parts.tsx';
import { today } from '../../requests/meaning.ts';
import { type Desk, queryParam } from '../desk.tsx';
import { Copied, DeskForm, DeskPage, Done, LinkLine, TapLink } from '../desk-page.tsx';
import { fieldsOf } from '../parts/field-kinds.tsx';
import { LinkList } from '../parts/lists.tsx';
import { ADMINISTRATION } from '../words/administration.ts';
import { LETTER_DESK } from '../words/letters.ts';
import { ADMIN, adminForm, entryAt } from './frame.tsx';

const PATH = `${ADMIN}/letters`;
const SHOWN = 20;
type State = (typeof LETTER_STATES)[number];

/** By what a host is written to. */
function Contact({ host, subject }: { host: Host; subject: string }) {
  const words = useWords(LETTER_DESK);
  const { email, url, phone } = host.contact ?? {};
  return (
    <p>
      {words.contact} {email && <a href={`${mailtoOf(email)}?subject=${encodeURIComponent(subject)}`}>{email}</a>}
      {!email && url && <OutsideLink to={url} />}
      {!email && !url && (phone ?? words.noContact)}
    </p>
  );
}

type LetterGiven = Pick<Bercail, 'db' | 'speakers' | 'publicUrl' | 'operator' | 'reference' | 'policy'>;

/** Asking hosts to confirm their entries: whom to write to, the letter, and the day on which it went. */
export function letterPages(desk: Desk, given: LetterGiven): void {
  const { db, speakers, publicUrl, operator, reference, policy } = given;
  desk.page(PATH, async (visit) => {
    visit.asAdmin('listLetters');
    const asked = queryParam(visit, 'state');
    const state = LETTER_STATES.find((one) => one === asked) ?? 'to-write';
    const letters = await readLetters(db, visit.model);
    const words = LETTER_DESK[visit.page.language];
    const { heading } = ADMINISTRATION[visit.page.language];
    const { say } = visit.page;
    const found = letters.filter((one) => one.state === state);
    const titleOf = (one: State) => words.states[one](letters.filter((letter) => letter.state === one).length);
    // A withdrawn entry has no letter any more.
    const at = ({ host }: HostLetter) => (state === 'withdrawn' ? `${ADMIN}/hosts/${host}` : `${PATH}/${host}`);
    return (
      <DeskPage heading={words.heading} lead={words.lead} crumb={[ADMIN, heading]}>
        <LinkLine to={`${ADMIN}/duplicates`} name={words.duplicatesFirst} />
        <h2>{titleOf(state)}</h2>
        {found.length === 0 && <p>{words.none}</p>}
        {found.length > SHOWN && <p>{words.firstOf(SHOWN, found.length)}</p>}
        {found.length > 0 && (
          <LinkList
            ways={found
              .slice(0, SHOWN)
              .map((one) => [at(one), curved(one.name), one.sentOn ? words.asked(say.date(one.sentOn)) : undefined])}
          />
        )}
        <p class="row">
          {LETTER_STATES.filter((one) => one !== state).map((one) => (
            <TapLink key={one} to={PATH} query={{ state: one }} name={titleOf(one)} />
          ))}
        </p>
      </DeskPage>
    );
  });

  adminForm(desk, `${PATH}/:host`, async (visit) => {
    const { language, say } = visit.page;
    const context = visit.asAdmin('noteLetter');
    const { model } = visit;
    const { host, letter } = await readLetter(db, model, visit.params.host!);
    const { sentOn, state } = letter;
    const inIts = speakers[letterLanguage(host)];
    const written = letterTo(host, { publicUrl, operator, reference, costRules: policy, day: model.day, say: inIts });
    const words = LETTER_DESK[language];
    const at = `${PATH}/${host.slug}`;
    const note = async (sent: SentLetter) => {
      await noteLetter(context, host.id, sent);
      return { to: `${at}?done=` };
    };
    return {
      heading: words.title(curved(host.name)),
      lead: sentOn ? words.asked(say.date(sentOn)) : words.notAsked,
      crumb: [PATH, words.heading],
      before: (
        <>
          {queryParam(visit, 'done') !== undefined && <Done>{words.noted}</Done>}
          {state === 'confirmed' && <p>{words.confirmed}</p>}
          <Contact host={host} subject={written.subject} />
          <Copied id="subject" label={words.subject} text={written.subject} rows={2} />
          <Copied id="text" label={words.text} text={written.text} rows={20} />
          <Copied id="post" label={words.post} text={written.post} rows={6} />
          <h2>{words.sent}</h2>
        </>
      ),
      shape: SentLetter,
      fields: [fieldsOf(SentLetter, language).date('/sentOn', words.sentOn)],
      body: {},
      proposed: { sentOn: sentOn ?? today(context) },
      send: words.note,
      save: note,
      buttons: { undo: () => note({ sentOn: null }) },
      after: (
        <>
          {sentOn && <DeskForm action={at} send={words.undo} hidden={{ go: ['undo'] }} isSecond />}
          <LinkList ways={[[entryAt(host), curved(host.name)]]} />
        </>
      ),
    };
  });
}
