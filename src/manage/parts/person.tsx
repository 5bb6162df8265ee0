import { type Static, Type } from 'typebox';
import { useWords } from '../../pages/frame/page.ts';
import { CopyButton } from '../../pages/frame/parts.tsx';
import { LABEL_MAX, labelIn } from '../../persons/persons.ts';
import type { TokenHolder } from '../../requests/caller.ts';
import type { Language } from '../../vocabulary/terms.ts';
import { DeskPage } from '../desk-page.tsx';
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

/** Something that is shown once: a link, or a token. */
export function ShownOnce({ label, value }: { label: string; value: string }) {
  return (
    <div class="field">
      <label for="once">{label}</label>
      <input class="wide" type="text" id="once" readOnly value={value} />
      <p class="screen">
        <CopyButton of="once" />
      </p>
    </div>
  );
}

/** As whom a link lets act, and until when what is made with it lasts, if it ends. */
type Inviter = Pick<TokenHolder, 'role' | 'formerUntil'>;

/** How long what an invitation gives lasts. */
export function Given({ by: { role, formerUntil } }: { by: Inviter }) {
  const words = useWords(DESK_WORDS);
  if (formerUntil) return <p>{words.givenWhile}</p>;
  return <p>{role === 'admin' ? words.givenAdministration : words.given}</p>;
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
