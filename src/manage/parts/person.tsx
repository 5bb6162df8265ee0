import { type Static, Type } from 'typebox';
import { useWords } from '../../pages/frame/page.ts';
import { CopyButton } from '../../pages/frame/parts.tsx';
import { LABEL_MAX, labelIn } from '../../persons/persons.ts';
import { type Caller, rightsOf, type TokenHolder } from '../../requests/caller.ts';
import type { Language, TokenRights } from '../../vocabulary/terms.ts';
import { DESK, type Desk } from '../desk.tsx';
import { DeskForm, DeskPage, TapLink } from '../desk-page.tsx';
import { ACCESS_WORDS } from '../words/access.ts';
import { DESK_WORDS } from '../words/desk.ts';
import { fieldsOf } from './field-kinds.tsx';
import type { FormField } from './form.tsx';

export const Labelled = Type.Object({ label: Type.String({ minLength: 1, maxLength: LABEL_MAX }) });
export type Labelled = Static<typeof Labelled>;

/** How a person is called here. */
export function labelField(language: Language): FormField {
  const words = DESK_WORDS[language];
  const label = fieldsOf(Labelled, language).line('/label', words.label, {
    ...{ hint: words.labelHint, missing: words.labelMissing, autocomplete: 'nickname' },
  });
  return { ...label, asWritten: labelIn };
}

/** The page of who may act. */
export const PERSONS = `${DESK}/persons`;

/** Where the page of who may act begins to speak of one thing. */
export const circleId = (caller: TokenHolder): string => {
  if ('hostId' in caller) return `of-${caller.hostId}`;
  return 'federationId' in caller ? `of-${caller.federationId}` : 'of-administration';
};

/** From a desk: who may act there. */
export function PeopleLinks({ caller }: { caller: Caller }) {
  const words = useWords(DESK_WORDS);
  if (caller.role !== 'host' && caller.role !== 'federation') return null;
  return (
    <ul>
      <li>
        <TapLink to={`${PERSONS}#${circleId(caller)}`} name={words.persons} />
      </li>
    </ul>
  );
}

/** What an access opens that only reads, or reads and answers: the first line of its desk, whose other doors are left out. */
export function AccessNote({ caller }: { caller: Caller }) {
  const { rights } = useWords(ACCESS_WORDS);
  const present = rightsOf(caller);
  return present === 'all' ? null : <p>{rights.yours[present]}</p>;
}

const KEEP = `${DESK}/keep`;

/** Something that is shown once, a link or a token, with ways to keep it: a button that copies, and a file. */
export function ShownOnce({ label, value }: { label: string; value: string }) {
  const words = useWords(DESK_WORDS);
  return (
    <>
      <div class="field">
        <label for="once">{label}</label>
        <input class="wide" type="text" id="once" readOnly value={value} />
        <p class="screen">
          <CopyButton of="once" />
        </p>
      </div>
      <DeskForm action={KEEP} send={words.keepInFile} hidden={{ label: [label], value: [value] }} isSecond />
    </>
  );
}

/** What the page showed comes back as a file: nothing of it is looked up, or stored. */
export function keepingPage(desk: Desk): void {
  desk.openForm(KEEP, ({ page: { language, site } }, { fields }) => ({
    file: DESK_WORDS[language].kept(fields.get('label') ?? '', fields.get('value') ?? '', `${site}${DESK}`),
    type: 'text/plain; charset=utf-8',
    name: 'bercail.txt',
  }));
}

/** As whom a link lets act, and until when what is made with it lasts, if it ends. */
type Inviter = Pick<TokenHolder, 'role' | 'formerUntil'> & { rights?: TokenRights };

/** What an invitation lets do, where that is not everything, and how long what it gives lasts. */
export function Given({ by: { role, formerUntil, rights } }: { by: Inviter }) {
  const words = useWords(DESK_WORDS);
  const { hints } = useWords(ACCESS_WORDS).rights;
  const isOfOne = role === 'host' || role === 'federation';
  return (
    <>
      {rights !== undefined && rights !== 'all' && isOfOne && <p>{hints[role][rights]}</p>}
      <p>{formerUntil ? words.givenWhile : role === 'admin' ? words.givenAdministration : words.given}</p>
    </>
  );
}

interface InvitedProps {
  address: string;
  by: Inviter;
  crumb?: readonly [to: string, name: string];
}

/** A link that was just made. */
export function InvitedPage({ address, by, crumb }: InvitedProps) {
  const words = useWords(DESK_WORDS);
  return (
    <DeskPage heading={words.invited} lead={words.invitedLead} crumb={crumb ?? ['/manage/persons', words.persons]}>
      <p>
        <strong>{words.invitedOnce}</strong>
      </p>
      <ShownOnce label={words.link} value={address} />
      <Given by={by} />
    </DeskPage>
  );
}
