import type { Host } from '../../documents/host.ts';
import { isUnsaid } from '../../documents/whole-lists.ts';
import { capital } from '../../ground/texts.ts';
import { silenceOf } from '../../hosts/confirmations/commands.ts';
import { sayListChange } from '../../hosts/confirmations/words.ts';
import { Checkboxes } from '../../pages/frame/fields.tsx';
import { Fold } from '../../pages/frame/lists.tsx';
import { COMPLETE_LIST_LABELS } from '../../vocabulary/labels.ts';
import { COMPLETE_LISTS, type CompleteList } from '../../vocabulary/terms.ts';
import type { SignedIn } from '../desk.tsx';
import type { FieldValues, FormField } from '../parts/form.tsx';
import { HOST_DESK } from '../words/host-desk.ts';

/** The lists of which an entry says something. */
export const listsSaid = (host: Host): CompleteList[] => COMPLETE_LISTS.filter((list) => !isUnsaid(host, list));

/** What silence will mean, in one sentence; and list by list in a fold, where each can be unticked. */
export function silenceField(host: Host, { model, page: { language, say } }: SignedIn): FormField {
  const words = HOST_DESK[language];
  const silence = silenceOf(host, model.day, model.reference);
  const label = (list: CompleteList) => COMPLETE_LIST_LABELS[list][language];
  const chosen = (values: FieldValues) => COMPLETE_LISTS.filter((list) => values.includes(list));
  const named = (values: FieldValues) => say.list(chosen(values).map(label));
  const meaning = (values: FieldValues) => {
    const [whole, silent] = [chosen(values), COMPLETE_LISTS.filter((list) => !values.includes(list))];
    if (whole.length === 0) return words.silenceUnknown;
    return words.silence(named(whole), silent.length === 0 ? undefined : say.list(silent.map(label)));
  };
  return {
    name: 'complete',
    at: ['/complete'],
    read: (body) => [...((body as { complete?: CompleteList[] }).complete ?? [])],
    write: (body, values) => Object.assign(body, { complete: chosen(values) }),
    tell: named,
    view: (filled) => (
      <>
        <p>{meaning([filled.typed.complete ?? []].flat())}</p>
        <Fold title={words.silenceByGroup} open={filled.theirs?.complete !== undefined}>
          <Checkboxes
            filled={filled}
            name="complete"
            label={words.complete}
            hint={words.completeHint}
            choices={COMPLETE_LISTS.map((list) => [
              list,
              capital(label(list)),
              silence[list].map((told) => sayListChange(told, say)).join(' '),
            ])}
          />
        </Fold>
      </>
    ),
  };
}
